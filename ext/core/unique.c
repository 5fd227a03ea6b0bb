/* SPDX-License-Identifier: BSD-3-Clause */
/* unique.c: which thing has a key; see unique.h. */
#include "core/unique.h"

#include <stdlib.h>
#include <string.h>

#define CAP_MIN 16

static uint32_t hash_of(const sv_uniques *u, sv_text key)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325) ^ u->seed; /* FNV-1a */
	uint32_t i;

	for (i = 0; i < key.len; i++) {
		h = (h ^ (unsigned char) key.data[i]) * UINT64_C(0x100000001b3);
	}
	return (uint32_t) (h ^ (h >> 32)); /* its low bits alone depend on the low bits of the bytes only */
}

static sv_unique **bucket(const sv_uniques *u, uint32_t hash)
{
	return &u->buckets[hash & (u->cap - 1)];
}

/* False: out of memory; then it stays as large as it was. */
static bool resize(sv_uniques *u, uint32_t cap)
{
	sv_uniques to = { calloc(cap, sizeof *to.buckets), u->len, cap, u->seed };
	uint32_t i;

	if (!to.buckets) {
		return false;
	}
	for (i = 0; i < u->cap; i++) {
		sv_unique *e, *next;

		for (e = u->buckets[i]; e; e = next) {
			sv_unique **head = bucket(&to, e->hash);

			next = e->next;
			e->next = *head;
			*head = e;
		}
	}
	free(u->buckets);
	*u = to;
	return true;
}

void *sv_uniques_find(const sv_uniques *u, sv_text key)
{
	uint32_t hash;
	sv_unique *e;

	if (u->len == 0) {
		return NULL;
	}
	hash = hash_of(u, key);
	for (e = *bucket(u, hash); e; e = e->next) {
		if (e->hash == hash && e->len == key.len && memcmp(e->key, key.data, key.len) == 0) {
			return e->thing;
		}
	}
	return NULL;
}

sv_unique *sv_uniques_add(sv_uniques *u, sv_text key, void *thing)
{
	sv_unique *e, **head;

	e = malloc(sizeof *e + key.len);
	if (!e) {
		return NULL;
	}
	/* One that cannot grow is slower, and still right. */
	if (u->len >= u->cap && !resize(u, u->cap ? u->cap * 2 : CAP_MIN) && u->cap == 0) {
		free(e);
		return NULL;
	}
	e->thing = thing;
	e->hash = hash_of(u, key);
	e->len = (uint8_t) key.len;
	memcpy(e->key, key.data, key.len);
	head = bucket(u, e->hash);
	e->next = *head;
	*head = e;
	u->len++;
	return e;
}

void sv_uniques_remove(sv_uniques *u, sv_unique *entry)
{
	sv_unique **link = bucket(u, entry->hash);

	while (*link != entry) {
		link = &(*link)->next;
	}
	*link = entry->next;
	free(entry);
	if (--u->len == 0) {
		free(u->buckets);
		*u = (sv_uniques) { .seed = u->seed };
	} else if (u->cap > CAP_MIN && u->len < u->cap / 8) {
		(void) resize(u, u->cap / 2);
	}
}

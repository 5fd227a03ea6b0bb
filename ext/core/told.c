/* SPDX-License-Identifier: BSD-3-Clause */
/* told.c: what handlers have told of their jobs; see told.h. */
#include "core/told.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 16

static sv_told **bucket(const sv_tolds *t, uint64_t job)
{
	return &t->buckets[(uint32_t) ((job * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (t->cap - 1)];
}

/* The link that leads to it, or the one at the end of its bucket. */
static sv_told **link_of(const sv_tolds *t, uint64_t job)
{
	sv_told **link = bucket(t, job);

	while (*link && (*link)->job != job) {
		link = &(*link)->next;
	}
	return link;
}

/* False: out of memory; that leaves long buckets, unless there are none at all. */
static bool grow(sv_tolds *t)
{
	sv_tolds new = { .cap = t->cap ? t->cap * 2 : FIRST_CAP, .len = t->len };
	uint32_t i;

	if (!(new.buckets = calloc(new.cap, sizeof *new.buckets))) {
		return t->cap > 0;
	}
	for (i = 0; i < t->cap; i++) {
		sv_told *told, *next;

		for (told = t->buckets[i]; told; told = next) {
			sv_told **to = bucket(&new, told->job);

			next = told->next;
			told->next = *to;
			*to = told;
		}
	}
	free(t->buckets);
	*t = new;
	return true;
}

bool sv_told_keep(sv_tolds *t, uint64_t job, double fraction, const char *note, uint32_t len)
{
	sv_told *told, **link;

	if (t->len == t->cap && !grow(t)) {
		return false;
	}
	told = malloc(sizeof *told + len);
	if (!told) {
		return false;
	}
	link = link_of(t, job);
	*told = (sv_told) { .job = job, .fraction = fraction, .len = len };
	if (len) {
		memcpy(told->note, note, len);
	}
	if (*link) {
		told->next = (*link)->next;
		free(*link);
	} else {
		t->len++;
	}
	*link = told;
	return true;
}

const sv_told *sv_told_find(const sv_tolds *t, uint64_t job)
{
	return t->cap ? *link_of(t, job) : NULL;
}

void sv_told_drop(sv_tolds *t, uint64_t job)
{
	sv_told *told, **link;

	if (t->cap && (told = *(link = link_of(t, job)))) {
		*link = told->next;
		free(told);
		t->len--;
	}
}

void sv_told_free(sv_tolds *t)
{
	uint32_t i;

	for (i = 0; i < t->cap; i++) {
		while (t->buckets[i]) {
			sv_told *told = t->buckets[i];

			t->buckets[i] = told->next;
			free(told);
		}
	}
	free(t->buckets);
	*t = (sv_tolds) { 0 };
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* heap.c: things that are due at a time; see heap.h. */
#include "core/heap.h"

#include <stdlib.h>

static void put(sv_heap *h, uint32_t place, sv_due *d)
{
	h->items[place - 1] = d;
	d->place = place;
}

static bool is_before(const sv_due *a, const sv_due *b)
{
	return a->at < b->at || (a->at == b->at && (int32_t) (a->rank - b->rank) < 0);
}

static void up(sv_heap *h, sv_due *d)
{
	uint32_t place = d->place;

	while (place > 1 && is_before(d, h->items[place / 2 - 1])) {
		put(h, place, h->items[place / 2 - 1]);
		place /= 2;
	}
	put(h, place, d);
}

static void down(sv_heap *h, sv_due *d)
{
	uint32_t place = d->place;

	for (;;) {
		uint32_t child = place * 2;

		if (child > h->len) {
			break;
		}
		if (child < h->len && is_before(h->items[child], h->items[child - 1])) {
			child++;
		}
		if (!is_before(h->items[child - 1], d)) {
			break;
		}
		put(h, place, h->items[child - 1]);
		place = child;
	}
	put(h, place, d);
}

bool sv_heap_reserve(sv_heap *h, uint32_t n)
{
	sv_due **items;

	if (n <= h->cap) {
		return true;
	}
	items = realloc(h->items, n * sizeof *items);
	if (!items) {
		return false;
	}
	h->items = items;
	h->cap = n;
	return true;
}

bool sv_heap_make_room(sv_heap *h)
{
	return h->len < h->cap || sv_heap_reserve(h, h->cap ? h->cap * 2 : 16);
}

bool sv_heap_set(sv_heap *h, sv_due *d, int64_t at)
{
	if (d->place == 0) {
		if (!sv_heap_make_room(h)) {
			return false;
		}
		d->at = at;
		put(h, ++h->len, d);
		up(h, d);
	} else {
		d->at = at;
		up(h, d);
		down(h, d);
	}
	return true;
}

void sv_heap_remove(sv_heap *h, sv_due *d)
{
	uint32_t place = d->place;
	sv_due *last;

	if (place == 0) {
		return;
	}
	last = h->items[--h->len];
	d->place = 0;
	if (last != d) {
		put(h, place, last);
		up(h, last);
		down(h, last);
	}
}

sv_due *sv_heap_top(const sv_heap *h)
{
	return h->len ? h->items[0] : NULL;
}

void sv_heap_free(sv_heap *h)
{
	free(h->items);
	h->items = NULL;
	h->len = h->cap = 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * heap.h: a binary min-heap of things that are due at a time. Intrusive: the thing holds an sv_due.
 * Knows nothing of clocks. O(log n) to add, move and remove.
 */
#ifndef SV_HEAP_H
#define SV_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sv_due {
	int64_t at;
	uint32_t place; /* in the heap, from 1; 0: not in it */
	uint32_t rank;  /* of things due at the same time the lower one is first; it may wrap */
} sv_due;

typedef struct sv_heap {
	sv_due **items;
	uint32_t len, cap;
} sv_heap;

/* Room for n items from now on, so that adding them cannot fail. False: out of memory, nothing changed. */
bool sv_heap_reserve(sv_heap *h, uint32_t n);

/* Room for one more, so that adding it cannot fail. False: out of memory, nothing changed. */
bool sv_heap_make_room(sv_heap *h);

/* Adds it, or moves it when it is in the heap already. False: out of memory, nothing changed. */
bool sv_heap_set(sv_heap *h, sv_due *d, int64_t at);

/* Nothing when it is not in the heap. */
void sv_heap_remove(sv_heap *h, sv_due *d);

/* The earliest, or NULL. */
sv_due *sv_heap_top(const sv_heap *h);

/* Items are not touched. */
void sv_heap_free(sv_heap *h);

#endif

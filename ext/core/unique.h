/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * unique.h: which thing has a key: a hash table of byte strings. A key is held by one thing at a time. Knows nothing of jobs.
 *
 * It grows and shrinks by doubling and halving, so a key costs O(1) and its memory; of an empty table nothing is left.
 */
#ifndef SV_UNIQUE_H
#define SV_UNIQUE_H

#include "core/frame.h"

typedef struct sv_unique {
	struct sv_unique *next; /* in the same bucket */
	void *thing;
	uint32_t hash;
	uint8_t len;
	char key[];
} sv_unique;

typedef struct sv_uniques {
	sv_unique **buckets;
	uint32_t len, cap; /* cap: 0 or a power of two */
	uint64_t seed;     /* of the hash, set while the table is empty: keys may come from outside, and who chooses them must not choose buckets */
} sv_uniques;

/* Who has this key; NULL: nobody. */
void *sv_uniques_find(const sv_uniques *u, sv_text key);

/* A key of 1 to SV_KEY_MAX bytes that nobody has; it is copied. NULL: out of memory, nothing changed. */
sv_unique *sv_uniques_add(sv_uniques *u, sv_text key, void *thing);

/* The key is free, and so is the memory of `entry`. */
void sv_uniques_remove(sv_uniques *u, sv_unique *entry);

#endif

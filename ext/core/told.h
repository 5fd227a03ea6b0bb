/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * told.h: what handlers have told of their jobs by Job::progress(), kept by job number once the attempt is over. Beside the jobs, so that one that
 * never tells anything takes no memory for it.
 */
#ifndef SV_TOLD_H
#define SV_TOLD_H

#include "core/cell.h"

typedef struct sv_told {
	struct sv_told *next; /* in its bucket */
	uint64_t job;
	double fraction;
	uint32_t len;
	char note[];
} sv_told;

typedef struct sv_tolds {
	sv_told **buckets;
	uint32_t cap, len; /* cap: 0 or a power of 2 */
} sv_tolds;

/* Replaces what was kept for this job. len: at most SV_NOTE_MAX. False: out of memory, nothing changed. */
bool sv_told_keep(sv_tolds *t, uint64_t job, double fraction, const char *note, uint32_t len);

/* NULL: nothing is kept. Valid until the next call that changes the table. */
const sv_told *sv_told_find(const sv_tolds *t, uint64_t job);

/* Nothing when nothing is kept. */
void sv_told_drop(sv_tolds *t, uint64_t job);

/* Empty, and usable. */
void sv_told_free(sv_tolds *t);

#endif

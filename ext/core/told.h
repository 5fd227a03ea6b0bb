/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * told.h: what handlers have told of their jobs by Job::progress(), kept once the attempt is over. Beside the jobs, so that one that never tells anything
 * takes no memory for it. By the address of the job, not by its number: one that has failed and its next run have the same.
 */
#ifndef SV_TOLD_H
#define SV_TOLD_H

#include "core/cell.h"
#include "core/unique.h"

typedef struct sv_told {
	sv_unique *entry;
	double fraction;
	uint32_t len;
	char note[];
} sv_told;

/* Replaces what was kept for this job. len: at most SV_NOTE_MAX. False: out of memory, nothing changed. */
bool sv_told_keep(sv_uniques *t, const void *job, double fraction, const char *note, uint32_t len);

/* NULL: nothing is kept. Valid until the next call that changes the table. */
const sv_told *sv_told_find(const sv_uniques *t, const void *job);

/* Nothing when nothing is kept. Each job does it at its end, so the table needs no other one. */
void sv_told_drop(sv_uniques *t, const void *job);

#endif

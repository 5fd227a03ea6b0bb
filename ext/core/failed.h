/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * failed.h: the jobs of a pool that have failed for good, kept for who wants to look at them or to run them again; the oldest first.
 *
 * Bounded: by number, and by bytes, for a map() over large payloads of which many fail must not fill the master. When it is full the oldest one goes.
 */
#ifndef SV_FAILED_H
#define SV_FAILED_H

#include "core/job.h"

#define SV_FAILED_MAX 10000
#define SV_FAILED_BYTES_MAX (UINT64_C(64) << 20) /* of payloads and failures; the last one is kept whatever it has */

typedef struct sv_failed {
	struct sv_failed *next, *prev;
	sv_job *job;           /* FAILED; held */
	int64_t created, failed; /* CLOCK_REALTIME, ns */
} sv_failed;

typedef struct sv_failed_store {
	sv_failed *head, *tail;
	uint32_t len;
	uint64_t bytes;
	uint64_t dropped; /* that went because it was full */
} sv_failed_store;

/* The newest one from now on; holds the job. False: out of memory. */
bool sv_failed_add(sv_failed_store *s, sv_job *job, int64_t created, int64_t failed);

/* NULL: it is not there. A walk from the newest one, which a callback of its failure asks for: SV_FAILED_MAX steps at most. */
sv_failed *sv_failed_find(const sv_failed_store *s, uint64_t number);

void sv_failed_remove(sv_failed_store *s, sv_failed *f);

/* Removes those that failed at that time or before; how many. INT64_MAX: all. */
uint32_t sv_failed_purge(sv_failed_store *s, int64_t until);

#endif

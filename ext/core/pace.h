/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pace.h: how long the next jobs will take, as far as the last ones tell, by the names of jobs: what sizes the workers' buffers.
 *
 * An expectation stands until the average has left it by half: what is counted in a buffer was counted with it. `version` tells when one has changed that makes a difference,
 * and all that was counted is to be counted anew. Knows nothing of jobs, slots and clocks.
 */
#ifndef SV_PACE_H
#define SV_PACE_H

#include "core/frame.h"
#include "core/policy.h"

/* So many names, the first ones, are told apart; number 0 are jobs without a name and those of all other names. */
#define SV_PACES 256

typedef struct sv_pace {
	int64_t average_ns;  /* 0: not known */
	int64_t expected_ns; /* likewise */
} sv_pace;

typedef struct sv_paces {
	sv_pace of[SV_PACES];
	uint8_t last;                /* whose job ended last */
	char *names[SV_PACES]; /* [0] is none */
	uint8_t lens[SV_PACES];
	uint8_t index[2 * SV_PACES]; /* by hash; 0: free */
	uint16_t len;                /* of of[]; 0 as 1 */
	uint32_t version;
} sv_paces;

/* The number of a name's pace, which is new when it has not been seen; 0 when there is no room for it, or name.data is NULL. */
uint8_t sv_paces_find(sv_paces *p, sv_text name);

/* A job of this pace has taken so long. */
void sv_paces_learn(sv_paces *p, uint8_t pace, int64_t run_ns);

/* How long the next one is expected to take: 1 to SV_AHEAD_NS, and that when nothing is known. A name that is new is taken for one like the last job. */
static inline int64_t sv_paces_expect(const sv_paces *p, uint8_t pace)
{
	int64_t e = p->of[pace].expected_ns ? p->of[pace].expected_ns : p->of[p->last].expected_ns;

	return e > 0 && e < SV_AHEAD_NS ? e : SV_AHEAD_NS;
}

void sv_paces_free(sv_paces *p);

#endif

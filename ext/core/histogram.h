/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * histogram.h: how long things took: counts in buckets whose width grows with the duration, in constant memory.
 *
 * Eight buckets an octave from 1024 ns on, up to the largest int64_t; below that eight of 128 ns. So a quantile is off by at most 1/16 of
 * itself, or by 64 ns. The largest duration is kept as it is. All zero is an empty one. Knows nothing of what it counts.
 */
#ifndef SV_HISTOGRAM_H
#define SV_HISTOGRAM_H

#include <stdint.h>

#define SV_HISTOGRAM_BUCKETS 432 /* 54 rows of 8: one below 1024 ns, one for each octave from 2^10 to 2^62 */

typedef struct sv_histogram {
	uint64_t count;
	int64_t max_ns;
	uint64_t buckets[SV_HISTOGRAM_BUCKETS];
} sv_histogram;

/* Counts one; less than 0 is 0. */
void sv_histogram_add(sv_histogram *h, int64_t ns);

/*
 * The duration that a share p of all did not exceed: of the sorted ones number ceil(p * count), the first for p <= 0, max_ns itself for the
 * last. Never more than max_ns, and never less for a larger p. -1: it is empty.
 */
int64_t sv_histogram_quantile(const sv_histogram *h, double p);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* histogram.c: how long things took; see histogram.h. */
#include "core/histogram.h"

#define FIRST_BITS 7 /* a bucket of the first row is 2^7 ns wide */
#define ROW_BITS 3   /* 2^3 buckets a row */

/* Rows 0 and 1 have the same width; from there on each is twice as wide as the one before, and so is what it begins with. */
static unsigned bucket_of(uint64_t ns)
{
	uint64_t units = ns >> FIRST_BITS;
	unsigned shift = units >> ROW_BITS ? 63 - ROW_BITS - (unsigned) __builtin_clzll(units) : 0;

	return (shift << ROW_BITS) + (unsigned) (units >> shift);
}

static int64_t middle_of(unsigned bucket)
{
	unsigned row = bucket >> ROW_BITS, shift = row ? row - 1 : 0;
	uint64_t units = bucket - (shift << ROW_BITS);

	return (int64_t) (((2 * units + 1) << (shift + FIRST_BITS)) >> 1);
}

void sv_histogram_add(sv_histogram *h, int64_t ns)
{
	if (ns < 0) {
		ns = 0;
	}
	if (ns > h->max_ns) {
		h->max_ns = ns;
	}
	h->count++;
	h->buckets[bucket_of((uint64_t) ns)]++;
}

static uint64_t rank_of(double p, uint64_t count)
{
	double exact = p * (double) count;
	uint64_t rank;

	if (!(exact > 1)) { /* also when p is not a number */
		return 1;
	}
	if (exact >= (double) count) {
		return count;
	}
	rank = (uint64_t) exact;
	return rank + ((double) rank < exact);
}

int64_t sv_histogram_quantile(const sv_histogram *h, double p)
{
	uint64_t rank = rank_of(p, h->count), seen = 0;
	unsigned i;

	if (h->count == 0) {
		return -1;
	}
	if (rank >= h->count) {
		return h->max_ns;
	}
	for (i = 0; i < SV_HISTOGRAM_BUCKETS; i++) {
		seen += h->buckets[i];
		if (seen >= rank) {
			int64_t ns = middle_of(i);

			return ns < h->max_ns ? ns : h->max_ns;
		}
	}
	return h->max_ns;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_histogram.c: quantiles against a sorted array, and the ends. */
#include "unit.h"

#include "core/histogram.h"

#define N 20000

static int64_t values[N];
static const double shares[] = { 0.0001, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1 };

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

/* An exact answer: the nearest rank. */
static int64_t exact(size_t n, double p)
{
	size_t rank = (size_t) (p * (double) n);

	if ((double) rank < p * (double) n) {
		rank++;
	}
	return values[rank ? rank - 1 : 0];
}

/* The first n values, in the order in which they are, go in; what comes out is close to the sorted array. */
static void compare(size_t n, const char *what)
{
	sv_histogram h = { 0 };
	int64_t last = -1;
	size_t i;

	for (i = 0; i < n; i++) {
		sv_histogram_add(&h, values[i]);
	}
	qsort(values, n, sizeof *values, by_value);
	must(h.count == n && h.max_ns == values[n - 1]);
	for (i = 0; i < COUNT(shares); i++) {
		int64_t q = sv_histogram_quantile(&h, shares[i]), right = exact(n, shares[i]);
		int64_t off = q > right ? q - right : right - q;

		must_say(off <= right / 16 + 1 || off <= 64, "%s, %g of %zu: %lld, not %lld", what, shares[i], n, (long long) q, (long long) right);
		must(q >= last && q <= h.max_ns);
		last = q;
	}
}

Test(histogram, an_empty_one_has_no_quantile)
{
	sv_histogram h = { 0 };

	must(sv_histogram_quantile(&h, 0) == -1 && sv_histogram_quantile(&h, 0.5) == -1 && sv_histogram_quantile(&h, 1) == -1);
	must(h.count == 0 && h.max_ns == 0);
}

Test(histogram, one_value_is_every_quantile)
{
	static const int64_t some[] = { 0, 1, 127, 128, 1023, 1024, 999999, 1234567890, INT64_C(86400000000000) * 30, INT64_MAX - 1, INT64_MAX };
	size_t i, k;

	for (i = 0; i < COUNT(some); i++) {
		sv_histogram h = { 0 };

		sv_histogram_add(&h, some[i]);
		for (k = 0; k < COUNT(shares); k++) {
			must(sv_histogram_quantile(&h, shares[k]) == some[i]);
		}
	}
}

Test(histogram, less_than_nothing_is_nothing)
{
	sv_histogram h = { 0 };

	sv_histogram_add(&h, -1);
	sv_histogram_add(&h, INT64_MIN);
	must(h.count == 2 && h.max_ns == 0 && sv_histogram_quantile(&h, 0.5) == 0);
}

Test(histogram, a_share_that_is_none_is_the_nearest_one)
{
	sv_histogram h = { 0 };

	sv_histogram_add(&h, 100000);
	sv_histogram_add(&h, 900000);
	must(sv_histogram_quantile(&h, -1) == sv_histogram_quantile(&h, 0.01));
	must(sv_histogram_quantile(&h, __builtin_nan("")) == sv_histogram_quantile(&h, 0.01));
	must(sv_histogram_quantile(&h, 2) == 900000);
}

Test(histogram, the_largest_values_stay_in_their_place)
{
	sv_histogram h = { 0 };
	int i;

	for (i = 0; i < 3; i++) {
		sv_histogram_add(&h, INT64_MAX);
		sv_histogram_add(&h, 0);
	}
	must(sv_histogram_quantile(&h, 0.5) <= 64);
	must(sv_histogram_quantile(&h, 0.6) >= INT64_MAX / 16 * 15);
	must(sv_histogram_quantile(&h, 1) == INT64_MAX);
}

/* Around every power of two, and around every edge of a bucket. */
Test(histogram, edges_are_not_further_off_than_the_rest)
{
	size_t n = 0;
	int bits, eighth, d;

	for (bits = 0; bits < 63; bits++) {
		for (eighth = 0; eighth < 8; eighth++) {
			for (d = -1; d <= 1; d++) {
				int64_t v = (int64_t) ((UINT64_C(1) << bits) + (((UINT64_C(1) << bits) >> 3) * (uint64_t) eighth)) + d;

				sv_histogram h = { 0 };

				values[n++] = v;
				/* A larger one beside it, so that the answer is its bucket and not the exact maximum. */
				sv_histogram_add(&h, v);
				sv_histogram_add(&h, INT64_MAX);
				v -= sv_histogram_quantile(&h, 0.5);
				v = v < 0 ? -v : v;
				must_say(v <= 64 || v <= values[n - 1] / 16 + 1, "%lld is off by %lld", (long long) values[n - 1], (long long) v);
			}
		}
	}
	compare(n, "edges");
}

Test(histogram, random_values_over_all_octaves)
{
	uint64_t seed = 1;
	size_t i, n;

	for (n = 1; n <= N; n = n * 3 + 1) {
		for (i = 0; i < n; i++) {
			values[i] = (int64_t) (unit_random(&seed) >> (1 + unit_below(&seed, 63)));
		}
		compare(n, "all octaves");
	}
}

Test(histogram, what_jobs_look_like)
{
	uint64_t seed = 2;
	size_t i;

	for (i = 0; i < N; i++) { /* most near 5 ms, some a hundred times longer, a few hours */
		double x = 5e6 * (0.5 + unit_fraction(&seed));

		values[i] = (int64_t) (i % 20 ? x : i % 100 ? x * 100 : x * 1e6);
	}
	compare(N, "jobs");
	for (i = 0; i < N; i++) {
		values[i] = 700 + unit_below(&seed, 5000);
	}
	compare(N, "micro-jobs");
}

Test(histogram, adversarial_values)
{
	size_t i;

	for (i = 0; i < N; i++) {
		values[i] = 1 << 20; /* all on the lower edge of one bucket */
	}
	compare(N, "one value");
	for (i = 0; i < N; i++) {
		values[i] = i < N / 2 ? 1023 : INT64_MAX; /* two, far apart */
	}
	compare(N, "two values");
	for (i = 0; i < N; i++) {
		values[i] = (int64_t) (N - i) * 1000; /* descending */
	}
	compare(N, "descending");
	for (i = 0; i < N; i++) {
		values[i] = i == 7 ? INT64_C(1) << 62 : 2047; /* one outlier, the others on an upper edge */
	}
	compare(N, "an outlier");
}

Test(histogram, a_larger_share_is_never_a_shorter_time)
{
	sv_histogram h = { 0 };
	uint64_t seed = 3;
	int64_t last = -1;
	int i;

	for (i = 0; i < 1000; i++) {
		sv_histogram_add(&h, (int64_t) (unit_random(&seed) >> (20 + unit_below(&seed, 40))));
	}
	for (i = 0; i <= 10000; i++) {
		int64_t q = sv_histogram_quantile(&h, i / 10000.0);

		must(q >= last && q <= h.max_ns);
		last = q;
	}
	must(last == h.max_ns);
}

Test(histogram, is_small)
{
	must(sizeof(sv_histogram) <= 4096);
}

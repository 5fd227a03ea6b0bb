/* SPDX-License-Identifier: BSD-3-Clause */
/* How long the next jobs are expected to take, and so how many a worker is handed ahead. */
#include "core/pace.h"

#include "core/policy.h"
#include "unit.h"

#define MS SV_MS_NS
#define S SV_SECOND_NS

static sv_text text(const char *s)
{
	return (sv_text) { s, (uint32_t) strlen(s) };
}

/* So many jobs of a pace fill a buffer. */
static int64_t fit(const sv_paces *p, uint8_t pace)
{
	return (SV_AHEAD_NS + sv_paces_expect(p, pace) - 1) / sv_paces_expect(p, pace);
}

static void teach(sv_paces *p, uint8_t pace, int64_t run_ns, int n)
{
	while (n-- > 0) {
		sv_paces_learn(p, pace, run_ns);
	}
}

Test(pace, one_at_a_time_when_nothing_is_known)
{
	static sv_paces p;

	must(fit(&p, 0) == 1 && fit(&p, sv_paces_find(&p, text("a"))) == 1);
	sv_paces_free(&p);
}

Test(pace, twenty_milliseconds_of_jobs_that_take_the_same)
{
	static const int64_t runs[] = { 1, 5000, 100000, MS, 5 * MS, 10 * MS, 20 * MS, S, INT64_MAX };
	static const int64_t fits[] = { 20 * MS, 4000, 200, 20, 4, 2, 1, 1, 1 };
	size_t i;

	for (i = 0; i < sizeof runs / sizeof *runs; i++) {
		sv_paces p = { .version = 7 };

		teach(&p, 0, runs[i], 1);
		must(p.version != 7);
		must_say(fit(&p, 0) == fits[i], "%lld ns: %lld", (long long) runs[i], (long long) fit(&p, 0));
		p.version = 7;
		teach(&p, 0, runs[i], 100);
		must(p.version == 7 && fit(&p, 0) == fits[i]);
	}
}

Test(pace, two_kinds_without_a_name_are_a_mixture)
{
	static sv_paces p;
	int i;

	for (i = 0; i < 1000; i++) {
		teach(&p, 0, i & 1 ? 10 * MS : 100000, 1);
		must(sv_paces_expect(&p, 0) >= 100000 && sv_paces_expect(&p, 0) <= 10 * MS);
		must(i < 10 || fit(&p, 0) <= 20); /* the long ones decide: never 200 of the short ones */
	}
}

Test(pace, two_kinds_with_names_are_told_apart)
{
	static sv_paces p;
	uint8_t s = sv_paces_find(&p, text("short")), l = sv_paces_find(&p, text("long"));
	int i;

	must(s && l && s != l && s == sv_paces_find(&p, text("short")));
	for (i = 0; i < 1000; i++) {
		teach(&p, s, 100000, 1);
		teach(&p, l, S, i % 10 == 0);
		must(fit(&p, s) == 200 && fit(&p, l) == 1);
	}
	sv_paces_free(&p);
}

Test(pace, a_drift_is_followed_within_its_half)
{
	static sv_paces p;
	int64_t run = 10000;
	uint32_t versions;
	int i;

	teach(&p, 0, run, 1);
	versions = p.version;
	for (i = 0; i < 100; i++) {
		run += run / 20;
		teach(&p, 0, run, 1);
		must(sv_paces_expect(&p, 0) <= run && sv_paces_expect(&p, 0) > run / 2);
	}
	must(p.version - versions <= 13); /* 131 times as long, in steps of a half */
}

Test(pace, nothing_is_counted_anew_for_what_is_shorter_than_a_ring_of_it)
{
	static sv_paces p;
	uint32_t version;
	int i;

	teach(&p, 0, 300, 10);
	version = p.version;
	for (i = 0; i < 100; i++) {
		teach(&p, 0, i % 10 ? 300 : 200000, 1); /* a page fault, a switch of processes */
		must(p.version == version && fit(&p, 0) >= SV_RING);
	}
	teach(&p, 0, MS, 1);
	must(p.version != version);
}

Test(pace, a_change_is_known_after_a_few_jobs)
{
	static sv_paces p;

	teach(&p, 0, 5000, 100);
	must(fit(&p, 0) == 4000);
	teach(&p, 0, S, 1);
	must(fit(&p, 0) == 1); /* careful at once */
	teach(&p, 0, 5000, 60);
	must(fit(&p, 0) > 2000);
}

Test(pace, one_outlier_is_forgotten_soon)
{
	static sv_paces p;
	int i = 0;

	teach(&p, 0, MS, 50);
	teach(&p, 0, S, 1);
	must(fit(&p, 0) == 1);
	while (fit(&p, 0) < 10) {
		teach(&p, 0, MS, 1);
		i++;
	}
	must_say(i <= 24, "%d", i);
}

Test(pace, a_new_name_is_taken_for_one_like_the_last_job)
{
	static sv_paces p;
	uint8_t a = sv_paces_find(&p, text("a")), b;

	teach(&p, a, MS, 20);
	b = sv_paces_find(&p, text("b"));
	must(b != a && fit(&p, b) == 20 && fit(&p, 0) == 20);
	teach(&p, b, 5 * MS, 1);
	must(fit(&p, b) == 4 && fit(&p, a) == 20);
	sv_paces_free(&p);
}

Test(pace, names_beyond_the_last_share_the_pace_of_those_without_one)
{
	static sv_paces p;
	uint8_t numbers[SV_PACES + 50];
	char name[16], most[300];
	uint32_t i, round;

	for (round = 0; round < 2; round++) {
		for (i = 1; i < SV_PACES + 50; i++) {
			uint8_t n;

			snprintf(name, sizeof name, "job %u", i);
			n = sv_paces_find(&p, text(name));
			must(n == (i < SV_PACES ? i : 0));
			must(round == 0 || numbers[i] == n);
			numbers[i] = n;
		}
	}
	sv_paces_free(&p);

	memset(&p, 0, sizeof p);
	memset(most, 'x', sizeof most);
	must(sv_paces_find(&p, (sv_text) { most, 255 }) == 1 && sv_paces_find(&p, (sv_text) { most, 254 }) == 2 && sv_paces_find(&p, (sv_text) { most, 256 }) == 0);
	must(sv_paces_find(&p, (sv_text) { NULL, 0 }) == 0 && sv_paces_find(&p, (sv_text) { "", 0 }) == 0);
	must(sv_paces_find(&p, (sv_text) { "a\0b", 3 }) == 3 && sv_paces_find(&p, (sv_text) { "a\0c", 3 }) == 4);
	sv_paces_free(&p);
}

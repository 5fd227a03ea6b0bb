/* SPDX-License-Identifier: BSD-3-Clause */
/* test_policy.c: the numbers of the design, section 6 and 7, on plain inputs. */
#include "unit.h"

#include "core/policy.h"

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* The largest number below 1 that a generator gives. */
#define ALMOST_1 0.99999999999999988898

static bool near(int64_t ns, double seconds)
{
	double off = (double) ns / 1e9 - seconds;

	return off > -1e-6 && off < 1e-6;
}

Test(policy, the_ladder_is_a_tenth_of_a_second_doubled_up_to_a_minute)
{
	static const double steps[] = { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60, 60 };
	unsigned n;

	for (n = 1; n <= COUNT(steps); n++) {
		must_say(near(sv_policy_backoff(n, 0.5), steps[n - 1]), "step %u: %.6f s", n, (double) sv_policy_backoff(n, 0.5) / 1e9);
		must(near(sv_policy_backoff(n, 0), steps[n - 1] * 0.8));
		must(sv_policy_backoff(n, ALMOST_1) <= (int64_t) (steps[n - 1] * 1.2e9) + 1);
		must(sv_policy_backoff(n, ALMOST_1) >= (int64_t) (steps[n - 1] * 1.199999e9));
	}
	for (n = 13; n < 2000; n++) {
		must(near(sv_policy_backoff(n, 0.5), 60));
	}
	must(near(sv_policy_backoff(~0u, 0.5), 60));
}

Test(policy, a_failed_fork_starts_on_the_ladder_at_one_second)
{
	static const double steps[] = { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
	unsigned n;

	for (n = 1; n <= COUNT(steps); n++) {
		must(near(sv_policy_fork_backoff(n, 0.5), steps[n - 1]));
		must(near(sv_policy_fork_backoff(n, 0), steps[n - 1] * 0.8));
		must(sv_policy_fork_backoff(n, ALMOST_1) <= (int64_t) (steps[n - 1] * 1.2e9) + 1);
	}
	must(near(sv_policy_fork_backoff(~0u, 0.5), 60));
}

Test(policy, jitter_stays_within_a_fifth_and_uses_all_of_it)
{
	uint64_t seed = 7;
	int64_t least = INT64_MAX, most = 0, sum = 0;
	int i;

	for (i = 0; i < 20000; i++) {
		int64_t ns = sv_policy_jitter(10 * S, unit_fraction(&seed));

		must(ns >= 8 * S && ns <= 12 * S);
		least = ns < least ? ns : least;
		most = ns > most ? ns : most;
		sum += ns / 20000;
	}
	must(least < 8 * S + 10 * MS && most > 12 * S - 10 * MS);
	must(sum > 10 * S - 50 * MS && sum < 10 * S + 50 * MS);
	must(sv_policy_jitter(0, 0.3) == 0);
	must(sv_policy_jitter(1, 0) >= 0);
	must(sv_policy_jitter(S, 0) == 800 * MS);
}

Test(policy, max_jobs_is_never_exceeded_never_zero_and_at_most_a_tenth_less)
{
	static const double extremes[] = { 0, 0.25, 0.5, 0.75, ALMOST_1 };
	uint64_t seed = 8;
	uint32_t max;
	size_t i;

	for (max = 1; max <= 5000; max++) {
		for (i = 0; i < COUNT(extremes) + 5; i++) {
			uint32_t n = sv_policy_max_jobs(max, i < COUNT(extremes) ? extremes[i] : unit_fraction(&seed));

			must_say(n >= 1 && n <= max && n >= max - max / 10, "max %u: %u", max, n);
		}
	}
	for (i = 0; i < COUNT(extremes); i++) {
		uint32_t n = sv_policy_max_jobs(UINT32_MAX, extremes[i]);

		must(n >= UINT32_MAX - UINT32_MAX / 10);
		must(sv_policy_max_jobs(0, extremes[i]) == 0);
	}
}

Test(policy, below_ten_max_jobs_has_no_jitter)
{
	uint32_t max;

	for (max = 1; max <= 9; max++) {
		must(sv_policy_max_jobs(max, 0) == max);
		must(sv_policy_max_jobs(max, ALMOST_1) == max);
	}
}

Test(policy, workers_do_not_recycle_in_step)
{
	bool seen[501] = { false };
	uint64_t seed = 9;
	int i, different = 0;

	for (i = 0; i < 2000; i++) {
		seen[sv_policy_max_jobs(500, unit_fraction(&seed))] = true;
	}
	for (i = 0; i <= 500; i++) {
		different += seen[i];
	}
	must(different >= 50);
	must(seen[500] && seen[450]);
}

Test(policy, the_budget_is_five_per_worker_at_first)
{
	uint32_t workers;

	for (workers = 1; workers <= 100; workers += 9) {
		sv_budget b = { 0 };
		uint32_t n = 0;

		while (sv_policy_spend(&b, workers, 12345 * S)) {
			n++;
			must(n <= 5 * workers);
		}
		must(n == 5 * workers);
	}
}

Test(policy, the_budget_is_refilled_by_one_per_worker_and_second)
{
	sv_budget b = { 0 };
	int64_t now = 1000 * S;
	int n = 0, i;

	while (sv_policy_spend(&b, 4, now)) {
	}
	must(!sv_policy_spend(&b, 4, now + 249 * MS));
	must(sv_policy_spend(&b, 4, now + 251 * MS));
	must(!sv_policy_spend(&b, 4, now + 252 * MS));
	now += 252 * MS;
	/* looked at 10 times a second for 10 s */
	for (i = 0; i < 100; i++) {
		now += 100 * MS;
		while (sv_policy_spend(&b, 4, now)) {
			n++;
		}
	}
	must(n == 40);
}

Test(policy, the_budget_never_holds_more_than_five_per_worker)
{
	sv_budget b = { 0 };
	int64_t now = S;
	int n = 0;

	must(sv_policy_spend(&b, 2, now));
	now += 3600 * 24 * S;
	while (sv_policy_spend(&b, 2, now)) {
		n++;
	}
	must(n == 10);
}

Test(policy, an_average_of_equal_samples_is_that_sample)
{
	int64_t a = 0;
	int i;

	a = sv_policy_average(a, 5 * MS);
	must(a == 5 * MS);
	for (i = 0; i < 100; i++) {
		a = sv_policy_average(a, 5 * MS);
		must(a == 5 * MS);
	}
}

Test(policy, an_average_of_two_kinds_of_jobs_stays_between_them)
{
	int64_t a = 0, sum = 0;
	int i;

	for (i = 0; i < 1000; i++) {
		a = sv_policy_average(a, i & 1 ? 10 * MS : 100000);
		must(a >= 100000 && a <= 10 * MS);
		sum += a / 1000;
	}
	must(sum > 3 * MS && sum < 7 * MS);
}

Test(policy, an_average_follows_a_change_within_a_few_jobs)
{
	int64_t a = 0, sample = 10000;
	int i;

	for (i = 0; i < 50; i++) {
		a = sv_policy_average(a, sample);
	}
	for (i = 0; i < 10; i++) {
		a = sv_policy_average(a, S);
	}
	must(a > S * 9 / 10 && a <= S);
	for (i = 0; i < 60; i++) {
		a = sv_policy_average(a, sample);
	}
	must(a < 2 * sample);

	/* drifts up by 5 % a job: not far behind */
	for (i = 0; i < 200; i++) {
		sample += sample / 20;
		a = sv_policy_average(a, sample);
		must(a <= sample && a > sample / 2);
	}
}

Test(policy, one_outlier_is_forgotten_soon)
{
	int64_t a = sv_policy_average(0, MS);
	int i = 0;

	a = sv_policy_average(a, 1000 * MS);
	must(a > 200 * MS && a < 300 * MS); /* careful at once: the next job may be as long */
	while (a > 2 * MS) {
		a = sv_policy_average(a, MS);
		i++;
	}
	must(i <= 20);
}

Test(policy, an_average_is_known_whatever_the_samples_are)
{
	uint64_t seed = 10;
	int64_t a = 0;
	int i;

	must(sv_policy_average(0, 0) == 1);
	must(sv_policy_average(0, -5 * S) == 1);
	must(sv_policy_average(1, 0) == 1);
	for (i = 0; i < 10000; i++) {
		a = sv_policy_average(a, (int64_t) unit_random(&seed) >> unit_below(&seed, 63));
		must(a > 0);
	}
	must(sv_policy_average(INT64_MAX, INT64_MAX) > 0);
	must(sv_policy_average(1, INT64_MAX) > 0);
	must(sv_policy_average(INT64_MAX, 1) > 0);
}

/* Section 6 of the design, written as it reads there. */
static sv_verdict by_the_rules(const sv_death *d)
{
	unsigned n = d->was_ready && d->ready_ns >= 30 * S ? 0 : d->failures;
	bool at_once;

	if (!d->wanted) {
		return (sv_verdict) { .failures = 0 };
	}
	if (d->planned) {
		at_once = d->jobs > 0 || d->ready_ns >= S;
	} else if (d->in_job) {
		at_once = d->may_refill;
	} else {
		at_once = d->was_ready && d->ready_ns >= 10 * S;
	}
	if (at_once) {
		return (sv_verdict) { .start = true, .failures = n };
	}
	return (sv_verdict) { .start = true, .delay_ns = sv_policy_backoff(n + 1, d->rnd), .failures = n + 1 };
}

Test(policy, after_a_death_every_combination_goes_by_the_rules)
{
	static const int64_t ready[] = { 0, 1, S - 1, S, 5 * S, 10 * S - 1, 10 * S, 20 * S, 30 * S - 1, 30 * S, 3600 * S };
	static const unsigned failures[] = { 0, 1, 2, 5, 11, 1000 };
	static const uint32_t jobs[] = { 0, 1, 1000 };
	static const double rnd[] = { 0, 0.5, ALMOST_1 };
	size_t r, f, j, k;
	int bits;

	for (bits = 0; bits < 32; bits++) {
		for (r = 0; r < COUNT(ready); r++) {
			for (f = 0; f < COUNT(failures); f++) {
				for (j = 0; j < COUNT(jobs); j++) {
					for (k = 0; k < COUNT(rnd); k++) {
						sv_death d = {
							.wanted = bits & 1,
							.planned = bits & 2,
							.in_job = bits & 4,
							.may_refill = bits & 8,
							.was_ready = bits & 16,
							.ready_ns = bits & 16 ? ready[r] : 0,
							.jobs = jobs[j],
							.failures = failures[f],
							.rnd = rnd[k],
						};
						sv_verdict v = sv_policy_after_death(&d), e = by_the_rules(&d);

						must_say(v.start == e.start && v.delay_ns == e.delay_ns && v.failures == e.failures,
							"bits %d ready %lld failures %u jobs %u: start %d delay %lld failures %u", bits, (long long) d.ready_ns, d.failures,
							d.jobs, v.start, (long long) v.delay_ns, v.failures);
					}
				}
			}
		}
	}
}

/* One sentence of the design, one line. */
static sv_verdict after(sv_death d)
{
	d.wanted = true;
	d.rnd = 0.5;
	return sv_policy_after_death(&d);
}

Test(policy, a_planned_end_is_replaced_at_once_and_not_counted)
{
	sv_verdict v = after((sv_death) { .planned = true, .was_ready = true, .ready_ns = 10 * MS, .jobs = 500, .failures = 3 });

	must(v.start && v.delay_ns == 0 && v.failures == 3);
}

Test(policy, a_planned_end_before_a_job_is_done_goes_on_the_ladder)
{
	sv_verdict v = after((sv_death) { .planned = true, .was_ready = true, .ready_ns = 10 * MS });

	must(v.start && near(v.delay_ns, 0.1) && v.failures == 1);
	v = after((sv_death) { .planned = true, .was_ready = false, .failures = 4 });
	must(v.start && near(v.delay_ns, 1.6) && v.failures == 5);
}

Test(policy, a_crash_in_a_job_is_refilled_at_once_within_the_budget_and_on_the_ladder_past_it)
{
	sv_verdict v = after((sv_death) { .in_job = true, .may_refill = true, .was_ready = true, .ready_ns = MS, .failures = 2 });

	must(v.start && v.delay_ns == 0 && v.failures == 2);
	v = after((sv_death) { .in_job = true, .may_refill = false, .was_ready = true, .ready_ns = MS, .failures = 2 });
	must(v.start && near(v.delay_ns, 0.4) && v.failures == 3);
}

Test(policy, a_crash_outside_of_a_job_counts_unless_the_worker_was_ready_for_ten_seconds)
{
	sv_verdict v = after((sv_death) { .was_ready = true, .ready_ns = 9 * S, .failures = 1 });

	must(v.start && near(v.delay_ns, 0.2) && v.failures == 2);
	v = after((sv_death) { .was_ready = true, .ready_ns = 10 * S, .failures = 1 });
	must(v.start && v.delay_ns == 0 && v.failures == 1);
	v = after((sv_death) { .was_ready = true, .ready_ns = 30 * S, .failures = 9 });
	must(v.start && v.delay_ns == 0 && v.failures == 0);
}

Test(policy, a_boot_loop_climbs_the_ladder)
{
	sv_verdict v = { 0 };
	double seconds = 0.1;
	int i;

	for (i = 0; i < 15; i++) {
		v = after((sv_death) { .failures = v.failures });
		must(near(v.delay_ns, seconds < 60 ? seconds : 60));
		seconds *= 2;
	}
	must(v.failures == 15);
}

Test(policy, a_slot_that_should_be_empty_stays_empty)
{
	sv_death d = { .wanted = false, .failures = 7 };
	sv_verdict v = sv_policy_after_death(&d);

	must(!v.start && v.failures == 0 && v.delay_ns == 0);
}

/* --- limits, rolls, restarts --- */

Test(policy, times_are_up_to_a_tenth_sooner_and_never_later)
{
	uint64_t seed = 3;
	int i;

	must(sv_policy_sooner(1000 * S, 0) == 1000 * S);
	must(near(sv_policy_sooner(1000 * S, 0.5), 950));
	must(sv_policy_sooner(0, 0.7) == 0);
	for (i = 0; i < 10000; i++) {
		int64_t ns = 1 + (int64_t) (unit_random(&seed) >> 2), t = sv_policy_sooner(ns, unit_fraction(&seed));

		must(t <= ns && t >= ns - ns / 10 - 4096); /* a double holds 53 bits */
	}
}

Test(policy, a_tenth_of_a_pool_is_replaced_at_a_time_and_at_least_one)
{
	uint32_t n;

	must(sv_policy_rolling(0) == 1 && sv_policy_rolling(1) == 1 && sv_policy_rolling(19) == 1);
	must(sv_policy_rolling(20) == 2 && sv_policy_rolling(29) == 2 && sv_policy_rolling(1000) == 100);
	for (n = 0; n < 5000; n++) {
		must(sv_policy_rolling(n) == 1 || sv_policy_rolling(n) * 10 <= n);
	}
}

Test(policy, a_pool_is_degraded_after_one_failed_boot_a_slot_and_at_least_five)
{
	must(sv_policy_degraded(0) == 5 && sv_policy_degraded(1) == 5 && sv_policy_degraded(5) == 5 && sv_policy_degraded(6) == 6);
	must(sv_policy_degraded(1000) == 1000);
}

Test(policy, a_master_that_was_late_gives_as_much_time_as_was_lost)
{
	must(sv_policy_excuse(0) == 0 && sv_policy_excuse(SV_LATE_NS) == 0);
	must(sv_policy_excuse(SV_LATE_NS + 1) == SV_LATE_NS + 1 && sv_policy_excuse(3600 * S) == 3600 * S);
}

Test(policy, memory_fits_is_over_or_far_over)
{
	must(sv_policy_memory(UINT64_MAX, 0) == SV_M_FITS); /* no limit */
	must(sv_policy_memory(0, 100) == SV_M_FITS && sv_policy_memory(100, 100) == SV_M_FITS);
	must(sv_policy_memory(101, 100) == SV_M_OVER && sv_policy_memory(150, 100) == SV_M_OVER);
	must(sv_policy_memory(151, 100) == SV_M_FAR_OVER && sv_policy_memory(UINT64_MAX, 100) == SV_M_FAR_OVER);
	must(sv_policy_memory(0, 1) == SV_M_FITS);
}

Test(policy, restart_decides_about_what_ends_by_itself_and_about_nothing_else)
{
	static const struct {
		sv_restart restart;
		bool planned, finished, refused, start, fatal;
	} rows[] = {
		{ SV_R_ALWAYS, false, false, false, true, false },
		{ SV_R_ALWAYS, true, false, false, true, false },
		{ SV_R_ALWAYS, true, true, false, true, false },
		{ SV_R_ALWAYS, false, true, false, true, false }, /* a loop that calls exit(0) */
		{ SV_R_ALWAYS, false, false, true, false, true },
		{ SV_R_ALWAYS, false, true, true, false, false },
		{ SV_R_ON_FAILURE, false, false, false, true, false },
		{ SV_R_ON_FAILURE, true, false, false, true, false },
		{ SV_R_ON_FAILURE, true, true, false, false, false },
		{ SV_R_ON_FAILURE, false, true, false, false, false },
		{ SV_R_ON_FAILURE, false, false, true, false, true },
		{ SV_R_NEVER, false, false, false, false, true },
		{ SV_R_NEVER, true, false, false, true, false },
		{ SV_R_NEVER, true, true, false, false, false },
		{ SV_R_NEVER, false, true, false, false, false },
		{ SV_R_NEVER, false, false, true, false, true },
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		sv_death d = { .restart = rows[i].restart, .planned = rows[i].planned, .finished = rows[i].finished, .refused = rows[i].refused, .jobs = 1, .was_ready = true };
		sv_verdict v = after(d);

		must_say(v.start == rows[i].start && v.fatal == rows[i].fatal, "row %zu", i);
		d.wanted = false;
		v = sv_policy_after_death(&d);
		must(!v.start && !v.fatal);
	}
}

Test(policy, a_worker_that_was_over_a_limit_from_the_start_goes_on_the_ladder_though_it_did_jobs)
{
	sv_verdict v = after((sv_death) { .planned = true, .was_ready = true, .ready_ns = 5 * S, .jobs = 100, .failures = 3, .overfull = true });

	must(v.start && near(v.delay_ns, 0.8) && v.failures == 4);
	v = after((sv_death) { .planned = true, .was_ready = true, .ready_ns = 30 * S, .jobs = 100, .failures = 3, .overfull = true });
	must(v.start && near(v.delay_ns, 0.1) && v.failures == 1);
}

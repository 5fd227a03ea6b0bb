/* SPDX-License-Identifier: BSD-3-Clause */
/* policy.c: when, how often, how many; see policy.h. */
#include "core/policy.h"

#define LADDER_TOP_NS (60 * SV_SECOND_NS)

int64_t sv_policy_jitter(int64_t ns, double rnd)
{
	return (int64_t) ((double) ns * (0.8 + 0.4 * rnd));
}

static int64_t ladder(int64_t first_ns, unsigned n, double rnd)
{
	int64_t ns = first_ns;

	while (n-- > 1 && ns < LADDER_TOP_NS) {
		ns *= 2;
	}
	return sv_policy_jitter(ns < LADDER_TOP_NS ? ns : LADDER_TOP_NS, rnd);
}

int64_t sv_policy_backoff(unsigned n, double rnd)
{
	return ladder(SV_SECOND_NS / 10, n, rnd);
}

int64_t sv_policy_fork_backoff(unsigned n, double rnd)
{
	return ladder(SV_SECOND_NS, n, rnd);
}

uint32_t sv_policy_max_jobs(uint32_t max, double rnd)
{
	return max - (uint32_t) ((double) (max / 10) * rnd + 0.5);
}

int64_t sv_policy_sooner(int64_t ns, double rnd)
{
	return ns - (int64_t) ((double) ns * 0.1 * rnd);
}

uint32_t sv_policy_rolling(uint32_t workers)
{
	return workers < 20 ? 1 : workers / 10;
}

uint32_t sv_policy_degraded(uint32_t workers)
{
	return workers < 5 ? 5 : workers;
}

int64_t sv_policy_excuse(int64_t late)
{
	return late > SV_LATE_NS ? late : 0;
}

sv_memory sv_policy_memory(uint64_t rss, uint64_t max)
{
	if (max == 0 || rss <= max) {
		return SV_M_FITS;
	}
	return rss > max + max / 2 ? SV_M_FAR_OVER : SV_M_OVER;
}

bool sv_policy_spend(sv_budget *b, uint32_t workers, int64_t now)
{
	double cap = 5.0 * workers;

	if (b->at == 0) {
		b->tokens = cap;
	} else {
		b->tokens += (double) (now - b->at) / (double) SV_SECOND_NS * workers;
	}
	if (b->tokens > cap) {
		b->tokens = cap;
	}
	b->at = now;
	if (b->tokens < 1.0) {
		return false;
	}
	b->tokens -= 1.0;
	return true;
}

int64_t sv_policy_average(int64_t average_ns, int64_t sample_ns)
{
	if (sample_ns < 1) {
		sample_ns = 1;
	}
	if (average_ns == 0) {
		return sample_ns;
	}
	average_ns += (sample_ns - average_ns) / 4;
	return average_ns > 0 ? average_ns : 1;
}

sv_verdict sv_policy_after_death(const sv_death *d)
{
	sv_verdict v = { .start = d->wanted, .failures = d->failures };

	if (!d->wanted) {
		v.failures = 0;
		return v;
	}
	/* A recycled worker is no end of anything; this is about those that end by themselves. */
	if (d->refused || (d->finished ? d->restart != SV_R_ALWAYS : !d->planned && d->restart == SV_R_NEVER)) {
		v.start = false;
		v.fatal = !d->finished;
		return v;
	}
	if (d->was_ready && d->ready_ns >= SV_STABLE_NS) {
		v.failures = 0;
	}
	if (d->planned ? !d->overfull && (d->jobs > 0 || d->ready_ns >= SV_TOO_SOON_NS) : d->in_job && d->may_refill) {
		return v;
	}
	if (!d->planned && !d->in_job && d->was_ready && d->ready_ns >= SV_SETTLED_NS) {
		return v;
	}
	v.failures++;
	v.delay_ns = sv_policy_backoff(v.failures, d->rnd);
	return v;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_pool_random.c: events in random order, with fixed seeds. world.c checks after each what must hold at any time; here is only what can happen,
 * and that in the end everything has an end.
 */
#include "world.h"

#include <errno.h>
#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

static uint64_t seed;
static bool mixed;  /* time and memory are limited, and the pool is restarted and scaled */
static bool broken; /* hardly a boot ends well */
static bool hangs;  /* no job ends by itself */
static bool ranked; /* jobs have priorities, delays, keys and attempts of their own */

static uint32_t below(uint32_t n)
{
	return unit_below(&seed, n);
}

static bool chance(uint32_t percent)
{
	return below(100) < percent;
}

static const char *some_payload(void)
{
	static char text[3001];
	uint32_t len = chance(80) ? below(40) : below(3000);

	memset(text, 'a' + (int) below(26), len);
	text[len] = 0;
	return text;
}

static int64_t some_time(void)
{
	switch (below(6)) {
	case 0: return 1000 + below(4000);
	case 1: return 100000;
	case 2: return MS;
	default: return below(3000) * INT64_C(10000);
	}
}

static sv_failure some_failure(void)
{
	static const sv_fail_reason reasons[] = { SV_F_EXCEPTION, SV_F_EXCEPTION, SV_F_EXCEPTION, SV_F_REJECTED, SV_F_UNDECODABLE, SV_F_RESULT_UNSENDABLE };
	sv_failure f = world_failure(reasons[below(COUNT(reasons))]);

	f.counted = chance(85);
	f.delay = chance(20) ? below(3000) / 1000.0 : -1;
	return f;
}

static int some_status(void)
{
	static const int statuses[] = { EXITED(0), EXITED(1), EXITED(255), EXITED(137), KILLED(SIGKILL), KILLED(SIGSEGV), KILLED(SIGABRT) | 0x80 };

	return statuses[below(COUNT(statuses))];
}

/* A process that may still do something; NULL: there is none that was found. */
static struct proc *somebody(void)
{
	struct proc *p = world_proc(below(W.pool->len));

	return p && !p->dead ? p : NULL;
}

/* How large it gets, where that matters. */
static uint64_t some_memory(void)
{
	uint64_t max = W.pool->config.max_memory;

	return chance(80) ? max / 2 : chance(70) ? max + max / 4 : max * 2;
}

static void end_as_planned(struct proc *p, sv_parting parting)
{
	if (chance(80)) {
		proc_leave(p);
	} else {
		proc_flush(p);
	}
	proc_part(p, parting, false, "");
	proc_dies_unseen(p, chance(95) ? EXITED(0) : some_status());
}

static void submit_ranked(void)
{
	char text[8];
	sv_order o = {
		.timeout_ns = W.pool->config.timeout_ns,
		.priority = chance(50) ? 0 : (int) below(5) * 40 - 80,
		.delay_ns = chance(80) ? 0 : below(2000) * MS,
		.max_attempts = chance(80) ? 0 : (uint16_t) (1 + below(4)),
	};
	sv_job *held;

	if (chance(30)) {
		o.unique = (sv_text) { text, (uint32_t) snprintf(text, sizeof text, "key %u", below(40)) };
		held = sv_jobs_find(&W.pool->jobs, o.unique);
		must(!held || held->state < SV_J_DONE);
		if (held) {
			return;
		}
	}
	(void) world_submit_with(some_payload(), o);
}

static void submits(struct proc *p)
{
	sv_follow follow = { .pool = chance(90) ? W.pool->id : W.pool->id + 1 };
	char key[8] = "";

	if (chance(50)) {
		follow.delay_ns = chance(50) ? 0 : below(2000) * MS;
		follow.priority = (int8_t) ((int) below(5) * 40 - 80);
		follow.max_attempts = chance(50) ? 0 : (uint16_t) (1 + below(4));
	}
	if (chance(30)) {
		(void) snprintf(key, sizeof key, "key %u", below(40)); /* of those in submit_ranked() */
	}
	proc_submit_with(p, follow, key, chance(50) ? "" : "a name", some_payload());
}

/* One step of a worker that runs a job. */
static void works(struct proc *p)
{
	uint32_t what = below(100);

	if (p->stuck) {
		return;
	}
	if (chance(10)) {
		p->memory = some_memory();
	}
	if (hangs) {
		return;
	}
	if (chance(5) && !proc_cancelled(p)) {
		proc_progress(p, below(1000) / 1000.0, chance(50) ? "" : "a note");
	}
	if (chance(5) && W.open_len < 300 && W.numbers + 3000 < NUMBERS_MAX) {
		submits(p);
	}
	if (what < 3) {
		proc_extend(p, below(20000) * MS);
	} else if (what < 65) {
		if (chance(85)) {
			proc_done(p, some_time(), chance(40));
		} else {
			int64_t value = below(1000);

			proc_done_as(p, SV_V_INT, &value, sizeof value);
		}
	} else if (what < 85) {
		sv_failure f = some_failure();

		if (proc_fail(p, &f) && chance(5)) {
			proc_part(p, chance(50) ? SV_P_EXITED : SV_P_FATAL, true, "the last words");
			proc_dies_unseen(p, EXITED(255));
		}
	} else if (what < 93) {
		proc_dies_unseen(p, some_status());
	}
}

/* One step of a loop. */
static void loops(struct proc *p)
{
	uint32_t what = below(100);

	p->memory = chance(10) ? some_memory() : p->memory;
	if (hangs && p->cell->report.began_ns) {
		return;
	}
	if (what < 30) {
		proc_begin(p, chance(20) ? 0 : chance(50) ? W.pool->config.timeout_ns : below(10000) * MS);
	} else if (what < 50) {
		proc_end(p);
	} else if (what < 52) {
		proc_part(p, SV_P_FINISHED, false, "");
		proc_dies_unseen(p, EXITED(0));
	} else if (what < 53) {
		proc_dies_unseen(p, some_status());
	}
}

/* One step of a worker. */
static void lives(struct proc *p)
{
	if (p->kills + p->traces > 0 && chance(70)) {
		proc_dies_unseen(p, KILLED(SIGKILL));
	} else if (p->closed) {
		return;
	} else if (p->runs) {
		works(p);
	} else if (!p->told_ready) {
		if (atomic_load(&p->cell->stop) && chance(50)) {
			end_as_planned(p, SV_P_STOPPED);
		} else if (chance(broken ? 3 : 70)) {
			p->memory = some_memory();
			proc_ready(p);
		} else if (chance(50)) {
			proc_dies_unseen(p, some_status());
		}
	} else if (!W.pool->config.handler && !(atomic_load(&p->cell->stop) && chance(20))) {
		loops(p);
	} else if (atomic_load(&p->cell->stop) || (p->slot->max_jobs && p->jobs >= p->slot->max_jobs)) {
		end_as_planned(p, atomic_load(&p->cell->stop) ? SV_P_STOPPED : SV_P_MAX_JOBS);
	} else if (chance(1)) {
		end_as_planned(p, SV_P_STOPPED); /* a signal to all of the group */
	} else if (chance(1)) {
		proc_dies_unseen(p, some_status());
	} else if (!proc_take(p)) {
		proc_flush(p); /* it waits */
	}
}

static void breaks(struct proc *p)
{
	char nonsense[64];

	if (chance(50)) {
		p->closed = true;
	} else {
		memset(nonsense, 0xee, sizeof nonsense);
		proc_write(p, nonsense, sizeof nonsense);
	}
}

static void decide(bool all)
{
	while (W.undecided_len > 0) {
		uint64_t number = W.undecided[--W.undecided_len];
		sv_job *job = W.known[number].job;

		if (job && !W.known[number].settled) {
			sv_pool_decide(W.pool, job, chance(20) ? -1 : (int64_t) below(2000) * MS);
		}
		if (!all) {
			return;
		}
	}
}

/* What the owner of a pool does, and what the weather is. */
static void manages(void)
{
	uint32_t what = below(1000);

	if (what < 4) {
		world_restart();
	} else if (what < 10) {
		world_scale(W.pool->config.min_workers + below(chance(80) ? 6 : 25));
	} else if (what < 12) {
		broken = !broken;
	} else if (what < 14) {
		W.no_traces = !W.no_traces;
	} else if (what < 18) {
		W.now += below(100) * S; /* stood still */
	} else if (what < 40) {
		(void) world_run(below(2000) * MS); /* all that is due is done in time */
	}
}

/* Failed jobs are queued again, and forgotten. */
static void minds_the_failed(void)
{
	sv_failed *f = W.pool->failed.head;

	if (chance(10)) {
		(void) world_purge_failed(WORLD_EPOCH + W.now - below(20) * S);
	} else if (f && W.pool->phase == SV_PH_RUNNING && W.open_len < 300) {
		if (f->next && chance(50)) {
			f = f->next;
		}
		(void) world_retry_failed(f);
		if (chance(50)) {
			sv_pool_dispatch(W.pool, false);
		}
	}
}

static void cancels(sv_job *job)
{
	bool runs = sv_pool_job_runs(job);

	must(sv_pool_cancel(W.pool, job) != runs);
	if (runs && chance(30)) {
		bool asked = sv_pool_cancel_running(W.pool, job, chance(50));

		must(asked == (job->state == SV_J_HANDED || job->state == SV_J_CANCELLED) && (!asked || job->unwanted));
	}
}

static void is_buried(struct proc *p, bool lost)
{
	sv_slot *slot;

	proc_bury(p, lost);
	slot = W.pool->untold.tail;
	if (slot && slot->obituary.charged && chance(50)) {
		cancels(slot->obituary.job); /* that it is dead is not told yet */
	}
}

static void step(void)
{
	static const int errors[] = { EAGAIN, ENOMEM, EMFILE };
	struct proc *p = somebody();
	uint32_t what = below(100), i;

	if (what < 12) {
		W.now += chance(80) ? below(3000) * INT64_C(1000) : chance(80) ? below(2000) * MS : below(70) * S;
	} else if (what < 25) {
		for (i = below(6); i > 0 && W.pool->config.handler && W.pool->phase == SV_PH_RUNNING && W.open_len < 300 && W.numbers + 10 < NUMBERS_MAX; i--) {
			if (ranked && chance(70)) {
				submit_ranked();
			} else if (mixed && chance(30)) {
				(void) world_submit_for(some_payload(), chance(20) ? 0 : below(3000) * MS);
			} else {
				(void) (chance(70) ? world_submit(some_payload()) : world_submit_int(below(1000)));
			}
			if (chance(50)) {
				sv_pool_dispatch(W.pool, false);
			}
		}
	} else if (what < 45) {
		if (chance(90)) {
			world_service();
		} else {
			sv_pool_service(W.pool, false);
			world_check();
		}
	} else if (what < 75) {
		if (p) {
			lives(p);
		}
	} else if (what < 85) {
		p = world_proc(below(W.pool->len));
		if (p) {
			proc_deliver(p);
		}
	} else if (what < 90) {
		p = world_proc(below(W.pool->len));
		if (p && p->dead) {
			is_buried(p, chance(5));
		}
	} else if (what < 93) {
		if (W.open_len > 0) {
			sv_job *job = W.known[W.open[below((uint32_t) W.open_len)]].job;

			if (job->state < SV_J_DONE) {
				cancels(job);
			}
		}
	} else if (what < 96) {
		if (p) {
			p->dribbles = chance(30);
			p->room = chance(50) ? ANY_ROOM : below(200);
			if (p->want_write && p->room > 0) {
				sv_pool_writable(W.pool, p->slot);
			}
		}
	} else if (what < 98) {
		decide(false);
	} else if (what < 99) {
		W.fork_error = chance(70) ? 0 : errors[below(3)];
	} else if (p && chance(10)) {
		breaks(p);
	}
	if (chance(2)) {
		minds_the_failed();
	}
	if (mixed) {
		manages();
	}
	if (W.pool->phase == SV_PH_STOPPING && chance(1)) {
		if (chance(50)) {
			sv_pool_kill(W.pool);
		} else {
			sv_pool_stop(W.pool, below(20) * S);
		}
	}
	world_check();
}

/* Only what must happen: the clock goes on, the killed die, the dead are buried. The living may hang. */
static void end(bool hang)
{
	int rounds;

	broken = false;
	if (W.pool->phase == SV_PH_RUNNING) {
		sv_pool_stop(W.pool, 25 * S);
		world_check();
	}
	for (rounds = 0; W.pool->phase != SV_PH_STOPPED; rounds++) {
		uint32_t i;
		int64_t at;

		must(rounds < 10000);
		for (i = 0; i < W.pool->len; i++) {
			struct proc *p = world_proc(i);

			if (!p) {
				continue;
			}
			if (!p->dead && !hang) {
				lives(p);
			}
			if (!p->dead && p->kills + p->traces > 0) {
				proc_dies_unseen(p, KILLED(SIGKILL));
			}
			proc_deliver(p);
			if (p->dead && !p->reaped) {
				proc_bury(p, false);
			}
			world_check();
		}
		world_service();
		at = sv_pool_deadline(W.pool, true);
		if (at != SV_NEVER && at > W.now && (hang || chance(20))) {
			W.now = at;
		}
	}
}

static void run(uint64_t start, sv_pool_config config, int steps)
{
	seed = start;
	ranked = start % 2;
	broken = hangs = false;
	world_new(config);
	W.seed = start * 31;
	W.fixed = -1;
	W.late_deaths = start % 3 == 0;
	sv_pool_start(W.pool);
	while (steps-- > 0) {
		step();
	}
	if (chance(50)) {
		/* stops in the middle of everything */
		sv_pool_stop(W.pool, below(30) * S);
		for (steps = (int) below(300); steps > 0; steps--) {
			step();
		}
	}
	end(chance(50));
	must(W.pool->jobs.n.submitted == W.numbers + W.again && W.pool->jobs.n.submitted == W.pool->jobs.n.done + W.pool->jobs.n.failed + W.pool->jobs.n.cancelled);
	must(W.pool->occupied == 0 && W.open_len == 0);
	world_free();
}

Test(pool_random, one_worker)
{
	uint64_t i;

	for (i = 0; i < 30; i++) {
		run(1000 + i, world_config(1), 2000);
	}
}

Test(pool_random, several_workers)
{
	uint64_t i;

	for (i = 0; i < 30; i++) {
		run(2000 + i, world_config(2 + (uint32_t) i % 7), 3000);
	}
}

Test(pool_random, workers_that_recycle_often)
{
	uint64_t i;

	for (i = 0; i < 30; i++) {
		sv_pool_config c = world_config(1 + (uint32_t) i % 4);

		c.max_jobs = 1 + (uint32_t) i;
		run(3000 + i, c, 3000);
	}
}

Test(pool_random, an_owner_that_decides_the_backoff)
{
	uint64_t i;

	for (i = 0; i < 20; i++) {
		sv_pool_config c = world_config(3);

		free(c.backoff_ns);
		c.backoff_ns = NULL;
		c.backoff_len = 0;
		c.limits = (sv_job_limits) { 8, 5 };
		run(4000 + i, c, 3000);
	}
}

Test(pool_random, jobs_that_may_fail_for_ever)
{
	uint64_t i;

	for (i = 0; i < 20; i++) {
		sv_pool_config c = world_config(4);

		c.limits = (sv_job_limits) { 65535, 65535 };
		c.backoff_ns[0] = 0;
		c.backoff_ns[1] = MS;
		c.backoff_ns[2] = 100 * MS;
		run(5000 + i, c, 3000);
	}
}

Test(pool_random, many_workers)
{
	uint64_t i;

	for (i = 0; i < 5; i++) {
		run(6000 + i, world_config(60), 8000);
	}
}

Test(pool_random, one_long_life)
{
	run(7000, world_config(3), 60000);
}

/* --- limits, rolls, and how many there are --- */

/* Jobs that were submitted come to their end without a stop: no matter what was before, all that is needed now is that workers boot and jobs end. */
static void all_is_done_in_the_end(void)
{
	int rounds;

	broken = W.no_traces = false;
	W.fork_error = 0;
	if (W.pool->config.workers == 0) {
		world_scale(1);
	}
	world_restart(); /* those that were given up */
	for (rounds = 0; W.open_len > 0 && W.pool->phase == SV_PH_RUNNING; rounds++) {
		uint32_t i;
		int64_t at;

		must_say(rounds < 20000, "%llu jobs are open for ever", (unsigned long long) W.open_len);
		for (i = 0; i < W.pool->len; i++) {
			struct proc *p = world_proc(i);

			if (!p) {
				continue;
			}
			p->room = ANY_ROOM;
			p->dribbles = false;
			if (p->want_write) {
				sv_pool_writable(W.pool, p->slot);
			}
			if (!p->dead) {
				lives(p);
			}
			proc_deliver(p);
			if (p->dead && !p->reaped) {
				proc_bury(p, false);
			}
		}
		decide(true);
		world_service();
		at = sv_pool_deadline(W.pool, true);
		if (at != SV_NEVER && at > W.now && chance(30)) {
			W.now = at;
		}
	}
}

static void run_mixed(uint64_t start, sv_pool_config config, int steps, bool to_the_end)
{
	mixed = true;
	ranked = start % 2;
	seed = start;
	broken = hangs = false;
	world_new(config);
	W.seed = start * 31;
	W.fixed = -1;
	W.late_deaths = start % 3 == 0;
	sv_pool_start(W.pool);
	while (steps-- > 0) {
		step();
	}
	if (to_the_end) {
		all_is_done_in_the_end();
		must(W.open_len == 0 || W.pool->phase != SV_PH_RUNNING);
	}
	hangs = chance(30);
	end(chance(30));
	must(W.pool->jobs.n.submitted == W.numbers + W.again && W.pool->jobs.n.submitted == W.pool->jobs.n.done + W.pool->jobs.n.failed + W.pool->jobs.n.cancelled);
	must(W.pool->occupied == 0 && W.open_len == 0);
	world_free();
}

static sv_pool_config some_limits(uint32_t workers, uint32_t bits)
{
	sv_pool_config c = world_config(workers);

	c.timeout_ns = bits & 1 ? 2 * S : 0;
	c.max_age_ns = bits & 2 ? 20 * S : 0;
	c.max_memory = bits & 4 ? 100 << 20 : 0;
	c.idle_ns = bits & 8 ? S : 0;
	c.min_workers = bits & 8 ? workers / 2 : 0;
	c.max_jobs = bits & 16 ? 30 : 0;
	c.boot_ns = bits & 32 ? 5 * S : 0;
	c.stop_ns = 10 * S;
	return c;
}

Test(pool_random, every_set_of_limits, .timeout = 100)
{
	uint32_t i;

	for (i = 0; i < 128; i++) {
		run_mixed(8000 + i, some_limits(1 + i % 5, i & 63), 3000, i & 64);
	}
}

Test(pool_random, many_workers_with_all_limits, .timeout = 100)
{
	uint32_t i;

	for (i = 0; i < 6; i++) {
		run_mixed(9000 + i, some_limits(25, 63), 10000, i & 1);
	}
}

Test(pool_random, jobs_that_hang, .timeout = 100)
{
	uint32_t i;

	for (i = 0; i < 20; i++) {
		sv_pool_config c = some_limits(3, 33);

		c.limits = (sv_job_limits) { 2, 2 };
		run_mixed(10000 + i, c, 2000, false);
	}
}

Test(pool_random, pools_that_give_up, .timeout = 100)
{
	uint32_t i;

	for (i = 0; i < 40; i++) {
		sv_pool_config c = some_limits(1 + i % 4, i * 7 & 63);

		c.restart = i & 1 ? SV_R_NEVER : SV_R_ON_FAILURE;
		c.no_restart[0] = i & 2 ? 2 : 0; /* exit(1) */
		c.exit_when_degraded = i & 4;
		run_mixed(11000 + i, c, 2000, i & 8);
	}
}

Test(pool_random, loops, .timeout = 100)
{
	uint32_t i;

	for (i = 0; i < 64; i++) {
		sv_pool_config c = some_limits(1 + i % 5, i);

		c.handler = false;
		c.stop_ns = i & 1 ? 0 : 5 * S;
		c.restart = i % 3 == 0 ? SV_R_ON_FAILURE : SV_R_ALWAYS;
		run_mixed(12000 + i, c, 3000, false);
	}
}

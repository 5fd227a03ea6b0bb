/* SPDX-License-Identifier: BSD-3-Clause */
/* test_pool_times.c: how long jobs waited and ran, on a fake clock (world.h). */
#include "world.h"

#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

static uint64_t counted(void)
{
	must(W.pool->run_time.count == W.pool->wait_time.count);
	return W.pool->run_time.count;
}

/* The attempt that was counted last, if it is longer than all before. */
static bool longest(int64_t waited, int64_t ran)
{
	return W.pool->wait_time.max_ns == waited && W.pool->run_time.max_ns == ran;
}

Test(pool_times, nothing_is_counted_before_an_attempt_is_over)
{
	uint64_t number;

	world_ready(world_config(1));
	number = world_submit("x");
	must(counted() == 0);
	world_takes(0, number);
	must(counted() == 0 && sv_histogram_quantile(&W.pool->run_time, 0.5) == -1);
	world_done(world_proc(0), MS);
	must(counted() == 1 && longest(0, MS));
	world_stop();
}

Test(pool_times, a_job_waits_until_it_begins_also_in_a_buffer)
{
	uint64_t a, b;

	world_ready(world_config(1));
	world_teach(2 * MS, 10);
	a = world_submit("a");
	b = world_submit("b");
	world_wait(3 * MS);
	world_takes(0, a);
	must(world_slot(0)->has == 2); /* b is in the buffer now */
	world_wait(2 * MS);
	world_done(world_proc(0), 2 * MS);
	must(counted() == 11 && longest(3 * MS, 2 * MS));
	world_takes(0, b);
	world_wait(4 * MS);
	world_done(world_proc(0), 4 * MS);
	must(counted() == 12 && longest(5 * MS, 4 * MS));
	world_stop();
}

Test(pool_times, a_result_that_is_held_or_read_late_makes_nothing_longer)
{
	struct proc *p;
	uint64_t number;

	world_ready(world_config(1));
	number = world_submit("x");
	world_wait(MS);
	p = world_takes(0, number);
	world_wait(2 * MS);
	proc_done(p, 2 * MS, true);
	world_wait(MS); /* held by the worker */
	proc_flush(p);
	world_wait(S);  /* the master is busy */
	proc_deliver(p);
	must(counted() == 1 && longest(MS, 2 * MS));
	world_stop();
}

Test(pool_times, what_is_taken_back_or_given_back_has_waited_since_it_was_ready)
{
	uint64_t n[3];
	struct proc *p;
	int64_t waited;
	int i;

	world_ready(world_config(1));
	world_teach(2 * MS, 10);
	for (i = 0; i < 3; i++) {
		n[i] = world_submit("x");
	}
	p = world_takes(0, n[0]);
	proc_done(p, 2 * MS, true); /* done, and its result is lost */
	must(proc_take(p) && proc_number(p) == n[1]);
	world_wait(7 * MS);
	proc_die(p, KILLED(SIGSEGV));
	must(counted() == 11 && longest(0, 7 * MS)); /* the one that it died in */
	must(W.pool->jobs.levels[-SV_PRIORITY_MIN].head == world_job(n[0]) && sv_jobs_oldest(&W.pool->jobs) == W.now - 7 * MS);
	world_wait(100 * MS);
	world_again(0);
	waited = W.now - world_job(n[0])->queued_ns;
	world_takes(0, n[0]);
	world_done(world_proc(0), 2 * MS);
	must(waited > 100 * MS && counted() == 12 && longest(waited, 7 * MS));
	world_stop();
}

Test(pool_times, a_retry_is_ready_when_it_is_due)
{
	sv_failure f = world_failure(SV_F_EXCEPTION);
	uint64_t number;
	int64_t due;

	world_ready(world_config(1));
	number = world_submit("x");
	f.delay = 2;
	world_takes(0, number);
	world_fails(world_proc(0), f);
	must(counted() == 1 && longest(0, MS));
	due = world_job(number)->due.at;
	W.now = due + 3 * MS; /* the master is late */
	world_takes(0, number);
	world_done(world_proc(0), MS);
	must(counted() == 2 && longest(3 * MS, MS));
	world_stop();
}

Test(pool_times, a_job_that_was_told_before_its_worker_died_is_counted_once)
{
	sv_failure f = world_failure(SV_F_EXITED);
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	world_fails(p, f);
	must(counted() == 1);
	proc_part(p, SV_P_EXITED, true, "");
	world_wait(S);
	proc_die(p, EXITED(1));
	must(counted() == 1 && longest(0, MS));
	world_stop();
}

Test(pool_times, a_worker_that_died_before_it_said_when_it_began)
{
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	p->cell->report.began_ns = 0;
	p->cell->report.job = 0;
	proc_die(p, KILLED(SIGKILL));
	must(world_job(number)->crashes == 1 && counted() == 0);
	world_stop();
}

Test(pool_times, a_job_that_is_killed_with_its_pool_is_counted)
{
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	sv_pool_stop(W.pool, 2 * S);
	world_run(2 * S);
	must(p->traces > 0);
	proc_die(p, KILLED(SIGKILL));
	must(W.pool->jobs.n.cancelled == 1 && counted() == 1 && longest(0, 2 * S));
	world_free();
}

/* A worker's code may have written into its cell or its channel: no time is less than nothing. */
Test(pool_times, nonsense_is_nothing)
{
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	p->cell->report.began_ns = INT64_MIN;
	world_done(p, -5);
	must(counted() == 1 && longest(0, 0));
	world_stop();
}

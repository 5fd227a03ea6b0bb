/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_pool_restart.c: boots that fail, pools that give up, and ends that are not restarted; a pool on a fake clock with fake processes (world.h): one promise of
 * the design, one test.
 */
#include "world.h"

#include <errno.h>
#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

static void start(sv_pool_config c)
{
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
}

/* The boots that there are fail; returns how many. */
static int boots_fail(void)
{
	uint32_t i;
	int n = 0;

	for (i = 0; i < W.pool->len; i++) {
		struct proc *p = world_proc(i);

		if (p && !p->told_ready) {
			proc_part(p, SV_P_BOOT_FAILED, false, "no such table");
			proc_die(p, EXITED(255));
			n++;
		}
	}
	return n;
}

static void fail_until_degraded(void)
{
	int i;

	for (i = 0; i < 100 && !W.pool->degraded; i++) {
		(void) boots_fail();
		world_run(10 * S);
	}
	must(W.pool->degraded && W.degraded == 1);
}

static bool loop_ends(struct proc *p, int status)
{
	if (status == EXITED(0)) {
		proc_part(p, SV_P_FINISHED, false, "");
	}
	proc_die(p, status);
	return W.last.restart_ns != SV_NEVER;
}

/* --- degraded --- */

Test(pool_restart, a_pool_is_degraded_when_as_many_boots_in_a_row_have_failed_as_it_has_slots_but_at_least_five)
{
	int i;

	start(world_config(2));
	for (i = 0; i < 4; i++) {
		proc_die(world_proc(i % 2), EXITED(1));
		must(W.degraded == 0);
		world_run(2 * S);
	}
	proc_die(world_proc(0), EXITED(1));
	must(W.degraded == 1 && strstr(W.why, "5 boots"));
	world_stop();

	start(world_config(12));
	must(boots_fail() == 12 && W.degraded == 1 && strstr(W.why, "12 boots") && strstr(W.why, "no such table"));
	must(strchr(W.why, '\n') == NULL);
	world_stop();
}

Test(pool_restart, one_boot_that_ends_well_begins_the_count_anew)
{
	int i;

	start(world_config(2));
	for (i = 0; i < 20; i++) {
		proc_die(world_proc(0), EXITED(1));
		if (i % 4 == 3) {
			world_boots(world_proc(1));
			world_run(S);
			proc_die(world_proc(1), KILLED(SIGKILL));
		}
		world_run(70 * S);
	}
	must(W.degraded == 0);
	world_stop();
}

Test(pool_restart, a_degraded_pool_tries_one_worker_at_a_time_on_the_ladder)
{
	double seconds = 3.2;
	int i;

	start(world_config(8));
	must(boots_fail() == 8 && W.pool->degraded);
	for (i = 0; i < 8; i++) {
		int64_t at = W.now;

		world_run(0);
		must(world_alive() == 0);
		W.now = sv_pool_deadline(W.pool, true);
		must_say(world_near(W.now - at, i == 0 ? 1.6 : seconds), "%d: %.3f s", i, (double) (W.now - at) / 1e9);
		seconds = i == 0 ? seconds : seconds * 2 < 60 ? seconds * 2 : 60;
		world_service();
		must(world_alive() == 1);
		must(sv_pool_deadline(W.pool, true) == SV_NEVER); /* no other one while it boots */
		world_run(1000 * S);
		must(world_alive() == 1);
		must(boots_fail() == 1);
	}
	must(W.degraded == 1 && W.logs[SV_LOG_ERROR] == 1);
	world_stop();
}

Test(pool_restart, healthy_workers_of_a_degraded_pool_work_on)
{
	uint64_t number;
	int i;

	start(world_config(2));
	world_boots(world_proc(0));
	for (i = 0; i < 5; i++) {
		proc_die(world_proc(1), EXITED(1));
		world_run(2 * S);
	}
	must(W.pool->degraded);
	number = world_submit("x");
	world_takes(0, number);
	world_done(world_proc(0), MS);
	must(W.known[number].state == SV_J_DONE && !world_slot(0)->asked);
	world_stop();
}

Test(pool_restart, a_canary_that_is_ready_ends_it_and_all_others_start)
{
	uint32_t i;

	start(world_config(6));
	must(boots_fail() == 6);
	world_run(60 * S);
	for (i = 0; i < 6 && !world_proc(i); i++) {
	}
	world_boots(world_proc(i));
	must(W.recovered == 1 && !W.pool->degraded && W.pool->boot_failures == 0 && W.pool->probes == 0);
	world_service();
	must(world_alive() == 6);
	must(boots_fail() == 5);
	must(W.degraded == 1);
	world_run(60 * S);
	must(boots_fail() >= 1 && W.degraded == 2); /* and once more */
	world_stop();
}

Test(pool_restart, a_boot_that_hangs_counts_as_one_that_fails)
{
	sv_pool_config c = world_config(1);
	int i;

	c.boot_ns = 10 * S;
	start(c);
	for (i = 0; i < 5; i++) {
		must(W.degraded == 0);
		W.now += 10 * S;
		world_service();
		must(world_proc(0)->traces == 1);
		proc_die(world_proc(0), KILLED(SIGKILL));
		W.now = sv_pool_deadline(W.pool, true);
		world_service();
	}
	must(W.degraded == 1 && strstr(W.why, "bootTimeout"));
	world_stop();
}

Test(pool_restart, a_fork_that_fails_and_a_boot_that_is_sent_away_are_no_failed_boots)
{
	int i;

	start(world_config(1));
	for (i = 0; i < 10; i++) {
		world_scale(0);
		proc_die(world_proc(0), EXITED(1));
		world_scale(1);
		world_service();
		world_service();
	}
	must(W.degraded == 0 && W.pool->boot_failures == 0);
	proc_die(world_proc(0), EXITED(1));
	W.fork_error = EAGAIN;
	world_run(3600 * S);
	must(W.degraded == 0 && W.pool->boot_failures == 1);
	world_stop();
}

Test(pool_restart, one_that_shall_exit_when_it_is_degraded_finishes_what_runs_and_has_given_up)
{
	sv_pool_config c = world_config(2);
	uint64_t runs, queued;
	int i;

	c.exit_when_degraded = true;
	start(c);
	world_boots(world_proc(0));
	runs = world_submit("runs");
	world_takes(0, runs);
	queued = world_submit("queued");
	for (i = 0; i < 4; i++) {
		proc_die(world_proc(1), EXITED(1));
		world_run(2 * S);
	}
	must(W.pool->phase == SV_PH_RUNNING);
	proc_die(world_proc(1), EXITED(1));
	must(W.pool->phase == SV_PH_STOPPING && W.pool->gave_up && W.degraded == 1 && W.known[queued].state == SV_J_CANCELLED);
	must(!W.known[runs].settled && world_proc(0)->kills == 0);
	world_done(world_proc(0), S);
	world_leaves(world_proc(0), SV_P_STOPPED);
	must(W.pool->phase == SV_PH_STOPPED && W.known[runs].state == SV_J_DONE && !W.pool->killed);
	world_free();
}

Test(pool_restart, stop_of_a_degraded_pool_is_a_stop)
{
	start(world_config(3));
	fail_until_degraded();
	world_submit("x");
	sv_pool_stop(W.pool, S);
	world_stop();
}

Test(pool_restart, a_degraded_pool_is_scaled_like_any_other)
{
	uint32_t i;

	start(world_config(6));
	fail_until_degraded();
	world_scale(0);
	(void) boots_fail();
	must(sv_pool_deadline(W.pool, true) == SV_NEVER && W.pool->degraded);
	world_scale(2);
	world_run(100 * S);
	must(world_alive() == 1);
	for (i = 0; i < W.pool->len && !world_proc(i); i++) {
	}
	world_boots(world_proc(i));
	world_service();
	must(W.recovered == 1 && world_alive() == 2);
	world_stop();
}

/* --- restart --- */

Test(pool_restart, what_ends_is_restarted_as_the_pool_says)
{
	static const struct {
		sv_restart restart;
		int status;
		bool starts;
		sv_state state;
	} rows[] = {
		{ SV_R_ALWAYS, EXITED(0), true, SV_BACKOFF },
		{ SV_R_ALWAYS, EXITED(1), true, SV_BACKOFF },
		{ SV_R_ALWAYS, KILLED(SIGSEGV), true, SV_BACKOFF },
		{ SV_R_ON_FAILURE, EXITED(0), false, SV_STOPPED },
		{ SV_R_ON_FAILURE, EXITED(1), true, SV_BACKOFF },
		{ SV_R_ON_FAILURE, KILLED(SIGSEGV), true, SV_BACKOFF },
		{ SV_R_NEVER, EXITED(0), false, SV_STOPPED },
		{ SV_R_NEVER, EXITED(1), false, SV_FATAL },
		{ SV_R_NEVER, KILLED(SIGSEGV), false, SV_FATAL },
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		sv_pool_config c = world_config(2); /* the other one goes on */

		c.handler = false;
		c.restart = rows[i].restart;
		world_ready(c);
		world_run(100 * S);
		must_say(loop_ends(world_proc(0), rows[i].status) == rows[i].starts && world_slot(0)->state == rows[i].state, "row %zu", i);
		world_run(1000 * S);
		must(W.forks == (rows[i].starts ? 3 : 2) && W.pool->phase == SV_PH_RUNNING);
		world_stop();
	}
}

Test(pool_restart, workers_that_are_recycled_are_replaced_whatever_the_pool_says)
{
	sv_pool_config c = world_config(1);

	c.restart = SV_R_NEVER;
	c.max_jobs = 1;
	world_ready(c);
	world_takes(0, world_submit("x"));
	world_done(world_proc(0), MS);
	world_leaves(world_proc(0), SV_P_MAX_JOBS);
	must(W.last.restart_ns == 0);
	world_service();
	must(W.forks == 2);
	world_stop();
}

Test(pool_restart, an_exit_status_that_is_refused_gives_the_slot_up)
{
	sv_pool_config c;
	int status;

	for (status = 0; status < 256; status += 51) {
		c = world_config(2);
		c.no_restart[status / 64] |= UINT64_C(1) << (status % 64);
		world_ready(c);
		proc_die(world_proc(0), EXITED(status ? 3 : 1));
		must(W.last.restart_ns != SV_NEVER);
		proc_die(world_proc(1), EXITED(status));
		must(W.last.restart_ns == SV_NEVER && world_slot(1)->state == SV_FATAL);
		world_stop();
	}
	/* also at boot, and for a job */
	c = world_config(2);
	c.no_restart[0] = 1 << 3;
	start(c);
	world_boots(world_proc(0));
	proc_die(world_proc(1), EXITED(3));
	must(world_slot(1)->state == SV_FATAL && W.last.end.reason == SV_X_BOOT_FAILED);
	world_submit("x");
	world_service();
	must(proc_take(world_proc(0)));
	proc_die(world_proc(0), EXITED(3));
	must(W.pool->jobs.n.crashes == 1);
	world_service();
	must(W.pool->phase == SV_PH_STOPPED && W.pool->gave_up && W.pool->jobs.n.cancelled == 1 && W.logs[SV_LOG_ERROR] == 1);
	world_free();
}

Test(pool_restart, a_pool_whose_loops_have_all_finished_is_over_and_has_not_given_up)
{
	sv_pool_config c = world_config(2);

	c.handler = false;
	c.restart = SV_R_ON_FAILURE;
	world_ready(c);
	world_run(100 * S);
	must(!loop_ends(world_proc(0), EXITED(0)));
	world_service();
	must(W.pool->phase == SV_PH_RUNNING);
	must(!loop_ends(world_proc(1), EXITED(0)));
	world_service();
	must(W.pool->phase == SV_PH_STOPPED && !W.pool->gave_up && W.logs[SV_LOG_ERROR] == 0);
	world_free();
}

Test(pool_restart, a_pool_without_any_worker_left_stops_and_cancels_its_jobs)
{
	sv_pool_config c = world_config(1);
	uint64_t a, b;

	c.restart = SV_R_NEVER;
	world_ready(c);
	a = world_submit("a");
	b = world_submit("b");
	world_takes(0, a);
	proc_die(world_proc(0), KILLED(SIGSEGV));
	world_service();
	must(W.pool->phase == SV_PH_STOPPED && W.pool->gave_up);
	must(W.known[a].state == SV_J_CANCELLED && W.known[b].state == SV_J_CANCELLED && strstr(W.log, "2 jobs are cancelled"));
	world_free();
}

Test(pool_restart, a_pool_that_lost_one_worker_for_ever_and_is_stopped_has_not_given_up)
{
	sv_pool_config c = world_config(2);

	c.restart = SV_R_NEVER;
	world_ready(c);
	proc_die(world_proc(0), KILLED(SIGKILL));
	world_service();
	must(W.pool->phase == SV_PH_RUNNING);
	sv_pool_stop(W.pool, 25 * S);
	world_leaves(world_proc(1), SV_P_STOPPED);
	must(W.pool->phase == SV_PH_STOPPED && !W.pool->gave_up);
	world_free();
}

Test(pool_restart, a_slot_that_was_given_up_and_revived_is_forgotten)
{
	sv_pool_config c = world_config(2);

	c.handler = false;
	c.restart = SV_R_ON_FAILURE;
	c.no_restart[0] = 1 << 3;
	world_ready(c);
	world_run(100 * S);
	proc_die(world_proc(0), EXITED(3));
	must(world_slot(0)->state == SV_FATAL);
	world_restart();
	world_service();
	world_service();
	world_run(100 * S);
	while (world_alive() > 0 && W.pool->phase == SV_PH_RUNNING) {
		uint32_t i;

		for (i = 0; i < W.pool->len; i++) {
			struct proc *p = world_proc(i);

			if (p && !p->told_ready) {
				world_boots(p);
			} else if (p) {
				(void) loop_ends(p, EXITED(0));
			}
		}
		world_run(100 * S);
		world_service();
	}
	must(W.pool->phase == SV_PH_STOPPED && !W.pool->gave_up);
	world_free();
}

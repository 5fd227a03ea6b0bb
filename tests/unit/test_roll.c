/* SPDX-License-Identifier: BSD-3-Clause */
/* test_roll.c: healthy workers that are replaced, and how many there are; a pool on a fake clock with fake processes (world.h): one promise of the design, one test. */
#include "world.h"

#include <errno.h>
#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* --- scenes --- */

/* The worker that boots in the place of this number; NULL: none. */
static struct proc *successor(uint32_t number)
{
	const sv_slot *slot = world_number(number);

	return slot && slot->successor ? world_proc(slot->successor->index) : NULL;
}

static uint32_t asked(void)
{
	uint32_t i, n = 0;

	for (i = 0; i < W.pool->len; i++) {
		n += W.pool->slots[i]->pid && W.pool->slots[i]->asked;
	}
	return n;
}

/* One round of a roll: who boots is ready, who is asked to leave leaves. Returns how many were made ready. */
static int one_round(void)
{
	int readies = 0;
	uint32_t i;

	world_service();
	world_service();
	for (i = 0; i < W.pool->len; i++) {
		struct proc *p = world_proc(i);

		if (p && !p->told_ready && !p->slot->asked) {
			world_boots(p);
			readies++;
		}
	}
	for (i = 0; i < W.pool->len; i++) {
		struct proc *p = world_proc(i);

		if (p && p->slot->asked && !p->runs) {
			world_leaves(p, SV_P_STOPPED);
		}
	}
	return readies;
}

static uint32_t first_pids(uint32_t workers)
{
	uint32_t i, n = 0;

	for (i = 0; i < workers; i++) {
		n += world_worker(i) && world_worker(i)->pid < (pid_t) (1000 + workers);
	}
	return n;
}

/* Serves a job of one worker, who is idle. */
static void does_one(uint32_t number)
{
	struct proc *p = world_worker(number);
	int i;

	for (i = 0; i < 1000; i++) {
		uint64_t job = world_submit("x");
		sv_slot *slot;

		world_service();
		slot = world_job(job)->slot;
		must(slot && proc_take(world_proc(slot->index)));
		world_done(world_proc(slot->index), MS);
		if (slot == p->slot) {
			return;
		}
	}
	must(!"nobody has it do a job");
}

/* The pool is at rest: nothing is due, all have a worker that is ready. */
static void settled_down(uint32_t workers)
{
	uint32_t i;

	must(W.pool->config.workers == workers && W.pool->rolling == 0 && !W.pool->wishes.head);
	must_say(world_alive() == workers, "%u workers", world_alive());
	for (i = 0; i < workers; i++) {
		must(world_number(i) && world_number(i)->ready && !world_number(i)->asked);
	}
}

/* --- restart() --- */

Test(roll, restart_replaces_one_at_a_time_and_each_successor_is_ready_before_its_predecessor_is_asked)
{
	struct proc *old[3], *next;
	uint32_t i;

	world_ready(world_config(3));
	for (i = 0; i < 3; i++) {
		old[i] = world_proc(i);
	}
	world_restart();
	must(asked() == 0 && W.forks == 3 && sv_pool_deadline(W.pool, true) == SV_NEVER); /* at the next round */
	for (i = 0; i < 3; i++) {
		world_service();
		world_service();
		next = successor(i);
		must(next && W.forks == 4 + (int) i && asked() == 0 && world_alive() == 4);
		must(next->slot->number == i && next->slot->spawn == 2);
		world_run(5 * S);
		must(asked() == 0);
		world_boots(next);
		must(asked() == 1 && old[i]->slot->asked && old[i]->slot->state == SV_STOPPING && world_worker(i) == next);
		world_service();
		must(W.forks == 4 + (int) i); /* not the next one before this one is gone */
		world_leaves(old[i], SV_P_STOPPED);
		must(W.last.end.planned && W.last.end.reason == SV_X_RESTARTED && W.last.restart_ns == 0 && W.last.number == i);
	}
	world_service();
	settled_down(3);
	must(W.forks == 6 && W.pool->recycled[SV_X_RESTARTED] == 3 && W.pool->restarts == 3);
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

Test(roll, a_tenth_of_a_large_pool_is_replaced_at_a_time)
{
	int rounds = 0;

	world_ready(world_config(40));
	world_restart();
	while (first_pids(40) > 0) {
		must(one_round() == 4);
		rounds++;
	}
	must(rounds == 10 && W.forks == 80);
	settled_down(40);
	world_stop();
}

Test(roll, a_worker_with_a_job_finishes_it_and_jobs_behind_it_go_to_others)
{
	uint64_t a, b;
	struct proc *p, *next;

	world_ready(world_config(1));
	world_teach(MS, 12);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	must(world_slot(0)->has == 2);
	world_restart();
	world_service();
	world_service();
	next = world_boots(successor(0));
	must(p->slot->state == SV_DRAINING && world_job(b)->state == SV_J_QUEUED && p->kills + p->traces == 0);
	must(p->slot->end_at == SV_NEVER); /* as long as the job takes */
	world_service();
	must(proc_take(next) && proc_number(next) == b);
	world_done(next, MS);
	world_run(3600 * S);
	must(p->traces == 0);
	world_done(p, 3600 * S);
	must(W.known[a].state == SV_J_DONE && p->slot->state == SV_STOPPING);
	world_leaves(p, SV_P_STOPPED);
	must(W.last.end.reason == SV_X_RESTARTED);
	settled_down(1);
	world_stop();
}

Test(roll, a_predecessor_that_does_not_leave_is_killed_after_its_stop_timeout)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_proc(0);
	world_restart();
	world_service();
	world_service();
	world_boots(successor(0));
	world_run(25 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	world_run(250 * MS);
	must(p->kills == 1 && !W.pool->killed);
	proc_die(p, KILLED(SIGKILL));
	settled_down(1);
	world_stop();
}

Test(roll, a_successor_that_does_not_boot_stops_the_roll_and_all_others_stay)
{
	struct proc *old;

	world_ready(world_config(4));
	world_restart();
	one_round(); /* the first one goes well */
	must(first_pids(4) == 3);
	world_service();
	world_service();
	old = world_worker(1);
	proc_part(successor(1), SV_P_BOOT_FAILED, false, "no database");
	proc_die(successor(1), EXITED(255));
	must(W.last.restart_ns == SV_NEVER && W.last.end.reason == SV_X_BOOT_FAILED);
	must(W.degraded == 1 && !W.pool->degraded && strstr(W.why, "given up") && strstr(W.why, "3 workers") && strstr(W.why, "no database"));
	must(world_worker(1) == old && !old->slot->asked && W.pool->boot_failures == 0);
	settled_down(4);
	must(world_run(3600 * S) == 0 && W.forks == 6 && first_pids(4) == 3);
	world_restart(); /* asked again it is tried again, at once */
	while (one_round() > 0) {
	}
	settled_down(4);
	must(W.degraded == 1 && W.recovered == 0);
	world_stop();
}

Test(roll, a_predecessor_that_dies_while_its_successor_boots_leaves_the_slot_to_it)
{
	struct proc *p, *next;

	world_ready(world_config(2));
	p = world_proc(0);
	world_restart();
	world_service();
	world_service();
	next = successor(0);
	proc_die(p, KILLED(SIGSEGV));
	must(W.last.restart_ns == 0 && W.last.end.reason == SV_X_SIGNALED && world_worker(0) == next && W.pool->rolling == 0);
	world_service();
	must(W.forks == 4); /* the second one's successor, and none for this one */
	world_boots(next);
	must(asked() == 0);
	world_boots(successor(1));
	world_leaves(world_proc(1), SV_P_STOPPED);
	world_run(100 * S);
	settled_down(2);
	must(W.forks == 4);
	world_stop();
}

Test(roll, a_successor_that_took_over_and_does_not_boot_is_a_failed_boot_of_its_slot)
{
	struct proc *next;

	world_ready(world_config(1));
	world_restart();
	world_service();
	world_service();
	next = successor(0);
	proc_die(world_proc(0), KILLED(SIGSEGV));
	proc_die(next, EXITED(1));
	must(W.last.end.reason == SV_X_BOOT_FAILED && W.pool->boot_failures == 1 && world_near(W.last.restart_ns, 0.1));
	world_run(S);
	must(W.forks == 3);
	world_boots(world_worker(0));
	settled_down(1);
	world_stop();
}

Test(roll, a_successor_that_dies_after_it_was_ready_is_restarted_as_any_worker)
{
	struct proc *p, *next;

	world_ready(world_config(1));
	p = world_proc(0);
	world_restart();
	world_service();
	world_service();
	next = world_boots(successor(0));
	proc_die(next, KILLED(SIGSEGV)); /* its predecessor is still there */
	must(world_near(W.last.restart_ns, 0.1) && p->slot->asked);
	world_run(S);
	must(W.forks == 3 && world_alive() == 2);
	world_leaves(p, SV_P_STOPPED);
	world_boots(world_worker(0));
	settled_down(1);
	world_stop();
}

Test(roll, a_successor_whose_fork_fails_waits_on_the_ladder_and_the_predecessor_works)
{
	world_ready(world_config(1));
	world_restart();
	W.fork_error = EAGAIN;
	world_service();
	world_service();
	must(W.fork_tries == 2 && world_number(0) == world_slot(0) && W.pool->rolling == 1);
	world_run(10 * S);
	does_one(0);
	W.fork_error = 0;
	world_run(60 * S);
	world_boots(successor(0));
	world_leaves(world_proc(0), SV_P_STOPPED);
	settled_down(1);
	world_stop();
}

Test(roll, a_predecessor_that_dies_while_the_fork_of_its_successor_fails_leaves_the_slot_to_it)
{
	world_ready(world_config(1));
	world_restart();
	W.fork_error = EAGAIN;
	world_service();
	world_service();
	proc_die(world_proc(0), KILLED(SIGKILL));
	W.fork_error = 0;
	world_run(60 * S);
	must(W.forks == 2 && world_alive() == 1);
	world_boots(world_worker(0));
	settled_down(1);
	world_stop();
}

Test(roll, a_worker_that_leaves_by_itself_while_its_successor_boots_is_not_replaced_twice)
{
	sv_pool_config c = world_config(1);
	struct proc *p;

	c.max_jobs = 1;
	world_ready(c);
	p = world_proc(0);
	world_restart();
	world_service();
	world_service();
	does_one(0);
	world_leaves(p, SV_P_MAX_JOBS);
	must(W.last.end.reason == SV_X_MAX_JOBS && W.last.restart_ns == 0);
	world_run(10 * S);
	must(W.forks == 2 && world_alive() == 1);
	world_stop();
}

Test(roll, restart_again_while_it_rolls_renews_those_that_it_has_renewed)
{
	world_ready(world_config(3));
	world_restart();
	one_round();
	world_restart();
	while (one_round() > 0) {
	}
	settled_down(3);
	must_say(W.forks == 7, "%d forks", W.forks);
	world_stop();
}

Test(roll, restart_revives_slots_that_were_given_up)
{
	sv_pool_config c = world_config(2);

	c.restart = SV_R_NEVER;
	world_ready(c);
	proc_die(world_proc(1), KILLED(SIGKILL));
	must(world_slot(1)->state == SV_FATAL && W.last.restart_ns == SV_NEVER);
	world_run(1000 * S);
	must(W.forks == 2);
	world_restart();
	while (one_round() > 0) {
	}
	settled_down(2);
	must(world_slot(1)->failures == 0);
	world_stop();
	world_ready(world_config(1));
	world_stop();
}

Test(roll, restart_of_a_pool_that_does_not_run_does_nothing)
{
	world_new(world_config(1));
	world_restart();
	must(W.forks == 0);
	sv_pool_start(W.pool);
	world_service();
	sv_pool_stop(W.pool, 5 * S);
	world_restart();
	world_stop();
}

/* --- age --- */

static sv_pool_config with_age(uint32_t workers)
{
	sv_pool_config c = world_config(workers);

	c.max_age_ns = 1000 * S;
	return c;
}

Test(roll, workers_are_replaced_at_up_to_a_tenth_less_than_their_max_age)
{
	uint32_t i, k, n = 0;
	int64_t at[10];

	world_new(with_age(10));
	W.fixed = -1;
	sv_pool_start(W.pool);
	world_service();
	for (i = 0; i < 10; i++) {
		world_boots(world_proc(i));
		at[i] = world_slot(i)->age_at - W.now;
		must(at[i] > 900 * S && at[i] <= 1000 * S);
		for (k = 0; k < i; k++) {
			n += at[k] == at[i];
		}
	}
	must(n == 0); /* not in step */
	must(world_run(900 * S) == 0 && W.forks == 10);
	world_run(100 * S);
	for (i = 0; i < 20; i++) {
		one_round();
		must(W.pool->rolling <= 1);
	}
	must(first_pids(10) == 0 && W.forks == 20 && W.pool->recycled[SV_X_MAX_AGE] == 10);
	settled_down(10);
	world_stop();
}

Test(roll, age_counts_for_a_worker_that_works_and_its_job_is_finished)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_age(1));
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(1000 * S);
	must(W.forks == 2 && !p->slot->asked);
	world_boots(successor(0));
	must(p->slot->state == SV_DRAINING);
	world_done(p, 1000 * S);
	world_leaves(p, SV_P_STOPPED);
	must(W.last.end.reason == SV_X_MAX_AGE && W.known[number].state == SV_J_DONE);
	settled_down(1);
	world_stop();
}

Test(roll, a_successor_for_age_that_does_not_boot_is_tried_again_on_the_ladder)
{
	double seconds = 1.6;
	int i;

	world_ready(with_age(1));
	world_run(1000 * S);
	for (i = 0; i < 8; i++) {
		int64_t at = W.now;

		must(successor(0) != NULL);
		seconds = seconds * 2 < 60 ? seconds * 2 : 60;
		proc_die(successor(0), EXITED(1));
		must(W.degraded == (i >= 4) && world_worker(0) == world_proc(0) && !world_slot(0)->asked);
		must(W.forks == 2 + i);
		W.now = sv_pool_deadline(W.pool, true);
		must_say(world_near(W.now - at, seconds), "%d: after %.3f s", i, (double) (W.now - at) / 1e9);
		world_service();
		world_service();
	}
	world_boots(successor(0));
	world_leaves(world_proc(0), SV_P_STOPPED);
	settled_down(1);
	world_stop();
}

Test(roll, a_worker_that_gets_old_while_a_restart_fails_is_replaced_all_the_same)
{
	world_ready(with_age(1));
	world_run(949 * S); /* with this jitter it is old at 950 s */
	world_restart();
	world_service();
	world_service();
	world_run(2 * S); /* now it is, and its successor boots */
	proc_die(successor(0), EXITED(1));
	must(W.degraded == 1);
	world_run(60 * S);
	must(successor(0) != NULL);
	world_boots(successor(0));
	world_leaves(world_proc(0), SV_P_STOPPED);
	must(W.last.end.reason == SV_X_MAX_AGE);
	world_stop();
}

Test(roll, a_worker_that_gets_old_just_after_a_restart_has_failed_is_replaced_all_the_same)
{
	world_ready(with_age(1));
	world_run(949 * S);
	world_restart();
	world_service();
	world_service();
	proc_die(successor(0), EXITED(1));
	world_run(2 * S);
	must(W.forks == 2); /* not yet: the ladder */
	world_run(60 * S);
	must(successor(0) != NULL);
	world_stop();
}

Test(roll, workers_that_get_old_while_they_wait_for_a_restart_that_is_given_up_are_replaced_all_the_same)
{
	uint32_t i;

	world_ready(with_age(3));
	world_run(949 * S);
	world_restart();
	world_service();
	world_service();
	world_run(2 * S);
	proc_die(successor(0), EXITED(1));
	for (i = 0; i < 20; i++) {
		world_run(60 * S);
		one_round();
	}
	must_say(first_pids(3) == 0, "%u are as old as the pool", first_pids(3));
	world_stop();
}

/* --- idle --- */

static sv_pool_config with_idle(uint32_t workers, uint32_t min)
{
	sv_pool_config c = world_config(workers);

	c.idle_ns = 10 * S;
	c.min_workers = min;
	return c;
}

/* Those that were asked to leave for idleTimeout leave. */
static void all_leave(void)
{
	uint32_t i;

	for (i = 0; i < W.pool->len; i++) {
		if (world_proc(i) && world_proc(i)->slot->asked) {
			world_leaves(world_proc(i), SV_P_STOPPED);
			must(W.last.end.planned && W.last.end.reason == SV_X_IDLE && W.last.restart_ns == SV_NEVER);
		}
	}
}

Test(roll, workers_with_nothing_to_do_leave_and_so_many_stay)
{
	world_ready(with_idle(5, 2));
	world_run(10 * S - 1);
	must(asked() == 0);
	world_run(1);
	must(asked() == 3);
	all_leave();
	world_run(1000 * S);
	must(world_alive() == 2 && W.forks == 5 && W.pool->wanted == 2 && W.pool->resting == 3 && W.pool->recycled[SV_X_IDLE] == 3);
	world_stop();
}

Test(roll, a_pool_at_its_minimum_sleeps)
{
	int rounds;

	world_ready(with_idle(5, 2));
	world_run(10 * S);
	all_leave();
	rounds = world_run(3600 * S);
	must_say(rounds <= 3, "%d wake-ups in an hour", rounds);
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

Test(roll, an_empty_pool_gets_workers_when_there_is_work_and_no_more_than_that)
{
	uint64_t number;

	world_ready(with_idle(4, 0));
	world_run(10 * S);
	all_leave();
	must(world_alive() == 0 && W.pool->phase == SV_PH_RUNNING && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_run(1000 * S);
	must(W.pool->phase == SV_PH_RUNNING);
	number = world_submit("x");
	world_service();
	world_service();
	must(world_alive() == 1 && W.pool->resting == 3);
	world_run(S);
	must(world_alive() == 1);
	world_boots(world_proc(0) ? world_proc(0) : world_proc(3));
	world_service();
	world_submit("y"); /* it is busy: one more */
	world_service();
	world_service();
	must(world_alive() == 2 && world_job(number)->state == SV_J_HANDED);
	world_stop();
}

Test(roll, a_pool_that_grew_with_its_work_shrinks_to_its_minimum_again)
{
	uint32_t i;

	world_ready(with_idle(4, 1));
	world_run(10 * S);
	all_leave();
	must(world_alive() == 1);
	for (i = 0; i < 8; i++) {
		world_submit("x");
	}
	while (one_round() > 0) {
	}
	must(world_alive() == 4);
	for (i = 0; i < 100 && W.open_len > 0; i++) {
		struct proc *p = world_proc(i % 4);

		world_service();
		if (proc_take(p)) {
			world_done(p, MS);
		}
	}
	must(W.open_len == 0);
	world_run(11 * S);
	all_leave();
	world_run(11 * S);
	all_leave();
	must_say(world_alive() == 1, "%u workers", world_alive());
	must(world_run(3600 * S) <= 3);
	world_stop();
}

Test(roll, a_worker_that_works_is_not_idle_and_its_time_begins_with_its_last_job)
{
	struct proc *p;
	uint64_t number;

	world_ready(with_idle(1, 0));
	world_run(9 * S);
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(100 * S);
	must(!p->slot->asked);
	world_done(p, 100 * S);
	world_run(10 * S - 1);
	must(!p->slot->asked);
	world_run(1);
	must(p->slot->asked);
	/* a job that comes while it leaves waits for the next worker */
	number = world_submit("y");
	world_service();
	must(world_job(number)->state == SV_J_QUEUED && world_alive() == 1);
	all_leave();
	world_service();
	world_service();
	must(world_alive() == 1);
	world_boots(world_proc(0));
	world_takes(0, number);
	world_done(world_proc(0), MS);
	world_stop();
}

Test(roll, a_roll_does_not_make_a_pool_smaller_than_its_minimum)
{
	world_ready(with_idle(2, 2));
	world_run(9 * S);
	sv_roll_wish(W.pool, world_slot(0), SV_X_MAX_MEMORY);
	world_service();
	world_service();
	must(successor(0) != NULL);
	world_run(2 * S); /* while the first successor boots, the second worker has been idle for long */
	must_say(asked() == 0, "it leaves although there are two and shall be two");
	while (one_round() > 0) {
	}
	settled_down(2);
	world_stop();
}

Test(roll, a_short_job_behind_a_long_one_is_run_by_a_worker_that_comes_back)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(with_idle(2, 1));
	world_teach(MS, 12);
	world_run(10 * S);
	all_leave();
	must(world_alive() == 1);
	p = world_proc(0) ? world_proc(0) : world_proc(1);
	a = world_submit("long");
	b = world_submit("short");
	world_service();
	must(proc_take(p) && proc_number(p) == a && world_job(b)->slot == p->slot);
	world_run(S);
	must_say(world_alive() == 2, "nobody comes for it");
	world_boots(world_proc(1 - p->slot->index));
	world_service();
	must(proc_take(world_proc(1 - p->slot->index)));
	must(proc_number(world_proc(1 - p->slot->index)) == b);
	world_done(world_proc(1 - p->slot->index), MS);
	world_done(p, 2 * S);
	world_stop();
}

Test(roll, restart_leaves_those_that_rest_alone)
{
	world_ready(with_idle(3, 1));
	world_run(10 * S);
	all_leave();
	world_restart();
	while (one_round() > 0) {
	}
	must(world_alive() == 1 && W.pool->resting == 2 && W.forks == 4);
	world_stop();
}

Test(roll, a_worker_that_crashes_on_its_way_into_rest_rests)
{
	world_ready(with_idle(1, 0));
	world_run(10 * S);
	proc_die(world_proc(0), KILLED(SIGSEGV));
	must(!W.last.end.planned && W.last.restart_ns == SV_NEVER && W.pool->resting == 1 && world_slot(0)->state == SV_STOPPED);
	world_submit("x");
	world_service();
	world_service();
	must(world_alive() == 1);
	world_stop();
}

/* --- scale() --- */

Test(roll, scale_up_forks_what_is_missing)
{
	world_ready(world_config(2));
	world_scale(5);
	must(one_round() == 3);
	settled_down(5);
	must(world_number(4)->spawn == 1);
	world_stop();
}

Test(roll, scale_down_ends_the_idle_first_and_interrupts_no_job)
{
	struct proc *busy[2];
	uint32_t i;

	world_ready(world_config(4));
	world_submit("a");
	world_submit("b");
	world_service();
	for (i = 0; i < 4; i++) {
		if (world_slot(i)->has) {
			must(proc_take(world_proc(i)));
			busy[world_proc(i)->job.job - 1] = world_proc(i);
		}
	}
	world_scale(2);
	must(asked() == 2 && !busy[0]->slot->asked && !busy[1]->slot->asked);
	world_scale(1);
	must(asked() == 3);
	world_scale(0);
	must(asked() == 4 && busy[0]->slot->state == SV_DRAINING && busy[1]->slot->state == SV_DRAINING);
	world_run(3600 * S); /* the idle ones do not leave, and are killed */
	must(busy[0]->traces + busy[0]->kills + busy[1]->traces + busy[1]->kills == 0);
	for (i = 0; i < 4; i++) {
		if (world_proc(i) != busy[0] && world_proc(i) != busy[1]) {
			must(world_proc(i)->kills > 0);
			proc_die(world_proc(i), KILLED(SIGKILL));
		}
	}
	for (i = 0; i < 2; i++) {
		world_done(busy[i], 3600 * S);
		world_leaves(busy[i], SV_P_STOPPED);
		must(W.last.end.reason == SV_X_SCALED_DOWN && W.last.restart_ns == SV_NEVER && strstr(W.log, "stays empty"));
	}
	must(W.open_len == 0 && world_alive() == 0 && W.pool->phase == SV_PH_RUNNING);
	world_submit("waits");
	must(world_run(1000 * S) == 0 && W.pool->phase == SV_PH_RUNNING);
	world_scale(1);
	must(one_round() == 1);
	world_takes(world_number(0)->index, 3);
	world_done(world_worker(0), MS);
	world_stop();
}

Test(roll, of_the_dispensable_the_highest_number_goes_and_the_lowest_free_one_comes_back)
{
	world_ready(world_config(4));
	world_scale(3);
	must(world_number(3) == NULL && world_number(2) && asked() == 1 && world_slot(3)->asked);
	proc_die(world_proc(1), KILLED(SIGKILL)); /* without a worker it goes first */
	world_scale(2);
	must(world_number(1) == NULL && world_number(0) && world_number(2));
	world_scale(3);
	must(world_number(1) && !world_number(3) && world_number(1)->spawn == 0);
	one_round();
	must(world_worker(1) && world_alive() == 3);
	world_stop();
}

Test(roll, a_number_is_used_again_while_its_last_worker_still_drains)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("long"));
	world_scale(0);
	world_scale(1);
	must(world_number(0) && world_number(0) != p->slot && p->slot->state == SV_DRAINING);
	must(one_round() == 1 && world_alive() == 2);
	world_done(p, S);
	world_leaves(p, SV_P_STOPPED);
	settled_down(1);
	world_stop();
}

Test(roll, scale_before_the_start_is_how_many_start)
{
	world_new(world_config(3));
	world_scale(1);
	world_scale(4);
	world_scale(2);
	must(W.forks == 0);
	sv_pool_start(W.pool);
	must(one_round() == 2);
	settled_down(2);
	world_stop();

	world_new(world_config(2));
	world_scale(0);
	sv_pool_start(W.pool);
	world_service();
	must(W.forks == 0 && W.pool->phase == SV_PH_RUNNING);
	world_scale(1);
	must(one_round() == 1);
	world_stop();
}

Test(roll, scale_while_workers_boot_sends_them_away)
{
	world_new(world_config(3));
	sv_pool_start(W.pool);
	world_service();
	world_scale(1);
	must(asked() == 2 && world_slot(2)->state == SV_STOPPING);
	proc_ready(world_proc(2)); /* on its way */
	proc_deliver(world_proc(2));
	must(W.readies == 0);
	world_boots(world_proc(0));
	world_leaves(world_proc(2), SV_P_STOPPED);
	proc_die(world_proc(1), EXITED(1)); /* or it does not come so far */
	must(W.last.restart_ns == SV_NEVER && W.pool->boot_failures == 0);
	settled_down(1);
	world_stop();
}

Test(roll, scale_down_of_a_slot_that_is_replaced_ends_both)
{
	struct proc *next;

	world_ready(world_config(2));
	world_restart();
	world_service();
	world_service();
	next = successor(0);
	world_scale(0);
	must(asked() == 3 && W.pool->rolling == 0 && !W.pool->wishes.head);
	proc_ready(next);
	proc_deliver(next);
	world_check();
	world_leaves(next, SV_P_STOPPED);
	must(W.last.end.reason == SV_X_SCALED_DOWN);
	world_leaves(world_proc(0), SV_P_STOPPED);
	world_leaves(world_proc(1), SV_P_STOPPED);
	must(world_alive() == 0);
	world_scale(2);
	must(one_round() == 2);
	settled_down(2);
	world_stop();
}

Test(roll, scale_down_of_a_slot_whose_successor_waits_for_a_fork_ends_both)
{
	world_ready(world_config(1));
	world_restart();
	W.fork_error = ENOMEM;
	world_service();
	world_service();
	world_scale(0);
	must(asked() == 1 && sv_pool_deadline(W.pool, true) == W.now + 25 * S);
	world_leaves(world_proc(0), SV_P_STOPPED);
	must(sv_pool_deadline(W.pool, true) == SV_NEVER && W.pool->rolling == 0);
	W.fork_error = 0;
	world_scale(1);
	must(one_round() == 1);
	world_stop();
}

Test(roll, scale_up_while_it_rolls_adds_and_goes_on)
{
	world_ready(world_config(2));
	world_restart();
	world_service();
	world_service();
	world_scale(4);
	while (one_round() > 0) {
	}
	settled_down(4);
	must(first_pids(2) == 0 && W.forks == 6);
	world_stop();
}

Test(roll, scale_down_of_slots_that_are_on_their_way_out_keeps_the_successors)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("long"));
	world_restart();
	world_service();
	world_service();
	world_boots(successor(0));
	must(p->slot->gone && world_alive() == 2);
	world_scale(0);
	must(asked() == 2 && p->kills == 0);
	world_leaves(world_proc(1), SV_P_STOPPED);
	must(W.last.end.reason == SV_X_SCALED_DOWN);
	world_done(p, S);
	world_leaves(p, SV_P_STOPPED);
	must(W.last.end.reason == SV_X_RESTARTED && world_alive() == 0);
	world_stop();
}

Test(roll, a_worker_that_expires_is_not_replaced_when_it_is_one_too_many)
{
	sv_pool_config c = world_config(1);
	struct proc *p;

	c.timeout_ns = S;
	world_ready(c);
	p = world_takes(0, world_submit("hangs"));
	world_scale(0);
	world_run(S);
	must(p->traces == 1);
	proc_die(p, KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_TIMED_OUT);
	must_say(W.last.restart_ns == SV_NEVER && strstr(W.log, "stays empty"), "%.400s", W.log);
	world_run(100 * S);
	must(W.forks == 1);
	world_stop();
}

Test(roll, scale_of_resting_slots_takes_these_first)
{
	world_ready(with_idle(4, 2));
	world_run(10 * S);
	all_leave();
	must(world_alive() == 2 && W.pool->resting == 2);
	world_scale(2);
	must(W.pool->resting == 0 && asked() == 0 && world_alive() == 2);
	world_scale(3);
	must(one_round() == 1);
	world_stop();
}

Test(roll, scale_of_a_pool_that_stops_does_nothing)
{
	world_ready(world_config(2));
	sv_pool_stop(W.pool, 25 * S);
	world_scale(5);
	must(W.pool->config.workers == 2);
	world_service();
	must(W.forks == 2);
	world_stop();
}

/* --- stop in the middle --- */

Test(roll, stop_while_a_successor_boots_ends_both)
{
	world_ready(world_config(3));
	world_restart();
	world_service();
	world_service();
	sv_pool_stop(W.pool, 25 * S);
	must(asked() == 4);
	proc_die(successor(0), EXITED(1));
	must(W.degraded == 0);
	world_stop();
}

Test(roll, stop_while_the_fork_of_a_successor_fails)
{
	world_ready(world_config(1));
	world_restart();
	W.fork_error = EAGAIN;
	world_service();
	world_service();
	sv_pool_stop(W.pool, 25 * S);
	world_stop();
}

Test(roll, stop_while_a_predecessor_drains)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("long"));
	world_restart();
	world_service();
	world_service();
	world_boots(successor(0));
	sv_pool_stop(W.pool, 10 * S);
	world_run(10 * S);
	must(p->traces == 1 && world_proc(1)->traces == 1); /* the deadline of the stop counts now */
	proc_die(p, KILLED(SIGKILL));
	proc_die(world_proc(1), KILLED(SIGKILL));
	must(W.pool->phase == SV_PH_STOPPED && W.pool->killed);
	world_free();
}

Test(roll, stop_of_a_pool_that_rests)
{
	world_ready(with_idle(3, 0));
	world_run(10 * S);
	world_leaves(world_proc(1), SV_P_STOPPED);
	sv_pool_stop(W.pool, 10 * S);
	world_stop();

	world_ready(with_idle(3, 0));
	world_run(10 * S);
	all_leave();
	sv_pool_stop(W.pool, 10 * S);
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

Test(roll, stop_while_it_scales_down)
{
	struct proc *p;

	world_ready(world_config(3));
	p = world_takes(2, world_submit("long"));
	world_scale(0);
	must(p->slot->end_at == SV_NEVER);
	sv_pool_stop(W.pool, 10 * S);
	world_run(10 * S);
	must(p->traces == 1);
	proc_die(p, KILLED(SIGKILL));
	must(W.last.restart_ns == SV_NEVER);
	world_stop();
}

Test(roll, stop_with_wishes_that_wait)
{
	world_ready(with_age(5));
	world_run(1000 * S);
	must(W.pool->wishes.head != NULL && W.pool->rolling == 1);
	sv_pool_stop(W.pool, 10 * S);
	world_check();
	world_stop();
}

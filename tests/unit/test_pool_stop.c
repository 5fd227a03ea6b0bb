/* SPDX-License-Identifier: BSD-3-Clause */
/* test_pool_stop.c: stopping, and jobs that are taken back or cancelled; a pool on a fake clock with fake processes (world.h): one promise of the design, one test. */
#include "world.h"

#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* --- stop --- */

Test(pool_stop, stop_cancels_what_has_not_begun_and_waits_for_what_runs)
{
	uint64_t runs, buffered, queued, delayed;
	struct proc *p;
	sv_job *j;
	int i;

	world_ready(world_config(1));
	world_teach(10 * MS, 10); /* a window of 2 */
	delayed = world_submit("delayed");
	world_takes(0, delayed);
	world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
	runs = world_submit("runs");
	buffered = world_submit("buffered");
	queued = world_submit("queued");
	j = world_job(buffered);
	sv_job_hold(j);
	p = world_takes(0, runs);
	must(world_slot(0)->has == 2 && W.pool->jobs.n.queued == 1 && W.pool->jobs.n.delayed == 1);

	sv_pool_stop(W.pool, 25 * S);
	must(W.known[buffered].state == SV_J_CANCELLED && W.known[queued].state == SV_J_CANCELLED && W.known[delayed].state == SV_J_CANCELLED);
	must(world_failure_of(j).reason == SV_F_CANCELLED);
	sv_job_release(j);
	must(!W.known[runs].settled && world_slot(0)->state == SV_DRAINING);
	must(p->hung_up && atomic_load(&p->cell->stop) && p->kills == 0 && p->terms == 0); /* a signal would cut a sleep() short */
	must(sv_pool_deadline(W.pool, true) == W.now + 25 * S);
	for (i = 0; i < 3; i++) {
		world_wait(S);
		world_service();
	}
	world_done(p, 3 * S);
	must(W.known[runs].state == SV_J_DONE && world_slot(0)->state == SV_STOPPING);
	must(!proc_take(p)); /* the buffered one is not run any more */
	proc_part(p, SV_P_STOPPED, false, "");
	proc_die(p, EXITED(0));
	must(W.pool->phase == SV_PH_STOPPED && !W.pool->killed && W.last.end.planned && W.last.restart_ns == SV_NEVER);
	world_free();
}

Test(pool_stop, at_the_deadline_of_a_stop_workers_are_killed_and_again_every_five_seconds)
{
	uint64_t number;
	struct proc *p;
	sv_job *j;
	int i;

	world_ready(world_config(2));
	number = world_submit("hangs");
	world_service();
	p = world_proc(world_job(number)->slot->number);
	j = world_job(number);
	sv_job_hold(j);
	must(proc_take(p));
	sv_pool_stop(W.pool, 10 * S);
	world_run(10 * S - 1);
	must(p->kills == 0);
	world_run(1);
	must(p->traces == 1 && p->kills == 0); /* asked where it is, which ends it, too */
	world_run(250 * MS - 1);
	must(p->kills == 0);
	world_run(1);
	must(p->kills == 1 && world_proc(0)->kills == 1 && world_proc(1)->kills == 1 && W.pool->killed);
	must(p->slot->state == SV_KILLING);
	for (i = 2; i <= 5; i++) {
		world_run(5 * S - 1);
		must(p->kills == i - 1);
		world_run(1);
		must(p->kills == i);
	}
	must(W.pool->phase == SV_PH_STOPPING && !W.known[number].settled); /* settled when it is reaped */
	proc_die(p, KILLED(SIGKILL));
	must(j->state == SV_J_CANCELLED && world_failure_of(j).reason == SV_F_CANCELLED && world_failure_of(j).signal == SIGKILL);
	sv_job_release(j);
	must(W.pool->phase == SV_PH_STOPPING);
	proc_die(world_proc(0) ? world_proc(0) : world_proc(1), KILLED(SIGKILL));
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

Test(pool_stop, a_second_stop_with_less_time_counts_and_one_with_more_does_not)
{
	world_ready(world_config(1));
	sv_pool_stop(W.pool, 20 * S);
	sv_pool_stop(W.pool, 60 * S);
	must(sv_pool_deadline(W.pool, true) == W.now + 20 * S);
	sv_pool_stop(W.pool, 2 * S);
	must(sv_pool_deadline(W.pool, true) == W.now + 2 * S);
	W.no_traces = true;
	world_run(2 * S);
	must(world_proc(0)->kills == 1 && world_proc(0)->terms == 0);
	sv_pool_stop(W.pool, 0); /* it is being killed already */
	must(world_proc(0)->kills == 1);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(W.pool->phase == SV_PH_STOPPED);
	sv_pool_stop(W.pool, S);
	sv_pool_kill(W.pool);
	world_free();
}

Test(pool_stop, a_stop_without_a_limit_kills_nobody)
{
	world_ready(world_config(1));
	sv_pool_stop(W.pool, SV_NEVER);
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_run(1000000 * S);
	must(world_proc(0)->kills == 0);
	world_stop();
}

Test(pool_stop, kill_ends_every_worker_now_but_only_of_a_pool_that_stops)
{
	uint64_t number;

	world_ready(world_config(2));
	sv_pool_kill(W.pool);
	must(world_proc(0)->kills == 0);
	number = world_submit("x");
	world_service();
	must(proc_take(world_proc(world_job(number)->slot->number)));
	sv_pool_stop(W.pool, 25 * S);
	sv_pool_kill(W.pool);
	must(world_proc(0)->kills == 1 && world_proc(1)->kills == 1 && W.pool->killed);
	world_check();
	proc_die(world_proc(0), KILLED(SIGKILL));
	proc_die(world_proc(1), KILLED(SIGKILL));
	must(W.pool->phase == SV_PH_STOPPED && W.known[number].state == SV_J_CANCELLED);
	world_free();
}

Test(pool_stop, slots_that_wait_for_a_fork_stop_at_once)
{
	world_ready(world_config(2));
	proc_die(world_proc(0), KILLED(SIGKILL));
	proc_die(world_proc(1), KILLED(SIGKILL));
	world_submit("x");
	must(world_slot(0)->state == SV_BACKOFF && world_slot(1)->state == SV_BACKOFF);
	sv_pool_stop(W.pool, 25 * S);
	must(W.pool->phase == SV_PH_STOPPED && world_slot(0)->state == SV_STOPPED);
	must(world_run(1000 * S) == 0 && W.forks == 2);
	world_free();
}

Test(pool_stop, a_pool_that_never_started_stops_at_once)
{
	uint64_t number;

	world_new(world_config(2));
	number = world_submit("x");
	sv_pool_stop(W.pool, 25 * S);
	must(W.pool->phase == SV_PH_STOPPED && W.known[number].state == SV_J_CANCELLED && W.forks == 0);
	sv_pool_start(W.pool);
	world_service();
	must(W.forks == 0);
	world_free();
}

Test(pool_stop, a_worker_that_boots_is_stopped_too)
{
	world_new(world_config(1));
	sv_pool_start(W.pool);
	world_service();
	sv_pool_stop(W.pool, 5 * S);
	must(world_slot(0)->state == SV_STOPPING && world_proc(0)->hung_up);
	proc_ready(world_proc(0)); /* on its way */
	proc_deliver(world_proc(0));
	must(world_slot(0)->state == SV_STOPPING && W.readies == 0);
	world_check();
	proc_part(world_proc(0), SV_P_STOPPED, false, "");
	proc_die(world_proc(0), EXITED(0));
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

Test(pool_stop, what_a_stopping_pool_gets_back_is_cancelled)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(2));
	a = world_submit("a");
	b = world_submit("b");
	world_service();
	must(proc_take(world_proc(0)) && proc_take(world_proc(1)));
	sv_pool_stop(W.pool, 25 * S);
	p = world_proc(0);
	world_fails(p, world_failure(SV_F_EXCEPTION)); /* would be tried again */
	world_service();
	proc_done(world_proc(1), MS, true);
	proc_part(world_proc(1), SV_P_NONE, false, "");
	proc_die(world_proc(1), KILLED(SIGKILL)); /* its result is lost */
	world_service();
	must(W.known[a].state == SV_J_CANCELLED && W.known[b].state == SV_J_CANCELLED);
	proc_die(p, EXITED(0));
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

/* --- taking back --- */

/* One worker is idle, the other runs the first of two jobs since just now. Returns who. */
static uint32_t one_idle_one_with_two(uint64_t *first, uint64_t *second)
{
	uint32_t k, i;

	world_teach(MS, 12);
	for (i = 0; i < 5; i++) {
		world_submit("x");
	}
	world_service();
	k = world_slot(0)->has > world_slot(1)->has ? 0 : 1;
	must(world_slot(k)->has >= 2);
	while (proc_take(world_proc(1 - k))) {
		world_done(world_proc(1 - k), MS);
	}
	while (world_slot(k)->has > 2) {
		must(proc_take(world_proc(k)));
		world_done(world_proc(k), MS);
	}
	must(proc_take(world_proc(k)));
	*first = proc_number(world_proc(k));
	*second = world_slot(k)->ring[(world_slot(k)->tail - 1) % SV_RING]->number;
	must(*first != *second && world_slot(k)->has == 2 && world_slot(1 - k)->state == SV_IDLE);
	return k;
}

Test(pool_stop, a_stopping_pool_sleeps_until_something_is_due)
{
	uint64_t first, second;

	world_ready(world_config(2));
	(void) one_idle_one_with_two(&first, &second);
	world_service();
	must(sv_pool_deadline(W.pool, true) == W.now + MS); /* it will look again in a moment */
	sv_pool_stop(W.pool, 25 * S);
	world_wait(100 * MS);
	world_service();
	must_say(sv_pool_deadline(W.pool, true) > W.now, "the deadline is %lld ns ago", (long long) (W.now - sv_pool_deadline(W.pool, true)));
	world_stop();
}

Test(pool_stop, jobs_behind_a_long_one_are_taken_back_for_an_idle_worker)
{
	uint64_t first, second;
	uint32_t k;

	world_ready(world_config(2));
	k = one_idle_one_with_two(&first, &second);
	world_service();
	must(world_job(second)->slot == world_slot(k)); /* not at once: the running one may be over in a moment */
	must(sv_pool_deadline(W.pool, true) == W.now + MS);
	world_wait(MS);
	world_service();
	must(world_job(second)->slot == world_slot(1 - k) && world_slot(k)->has == 1 && world_job(second)->deliveries == 0);
	must(proc_take(world_proc(1 - k)) && proc_number(world_proc(1 - k)) == second);
	world_done(world_proc(1 - k), MS);
	world_done(world_proc(k), 500 * MS);
	must(!proc_take(world_proc(k))); /* skips the frame */
	must(W.known[second].runs == 1);
	world_stop();
}

Test(pool_stop, a_single_job_that_a_worker_leaves_lying_is_run_by_another)
{
	uint64_t n, next;
	uint32_t k;

	world_ready(world_config(3));
	n = world_submit("x");
	world_service();
	k = world_job(n)->slot->index; /* from here on it does nothing */
	must(sv_pool_deadline(W.pool, true) == W.now + 20 * MS);
	world_wait(20 * MS);
	world_service();
	must(world_job(n)->slot != world_slot(k) && world_slot(k)->has == 0 && world_job(n)->deliveries == 0);
	next = world_submit("y");
	world_service();
	must(world_job(next)->slot != world_slot(k)); /* though it is idle: others come first */
	world_done(world_takes(world_job(n)->slot->index, n), MS);
	world_done(world_takes(world_job(next)->slot->index, next), MS);
	must(!proc_take(world_proc(k)));
	world_service();
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

/* All slots are looked at, so not at each event. */
Test(pool_stop, single_jobs_that_are_left_lying_are_looked_for_now_and_then)
{
	int64_t first;
	uint64_t n;
	uint32_t k;

	world_ready(world_config(4));
	world_submit("x");
	world_service();
	first = W.now;
	must(sv_pool_deadline(W.pool, true) == first + 20 * MS);
	world_wait(5 * MS);
	n = world_submit("y");
	world_service();
	k = world_job(n)->slot->index; /* neither of both does anything */
	must(sv_pool_deadline(W.pool, true) == first + 20 * MS);
	world_wait(15 * MS);
	world_service(); /* the first one is taken, the second one seen */
	must(world_job(n)->slot == world_slot(k));
	must(sv_pool_deadline(W.pool, true) <= W.now + 20 * MS);
	world_wait(20 * MS);
	world_service();
	must(world_job(n)->slot != world_slot(k));
	world_stop();
}

Test(pool_stop, a_single_job_that_begins_late_stays_where_it_is)
{
	struct proc *p;
	uint64_t n;

	world_ready(world_config(2));
	n = world_submit("x");
	world_service();
	world_wait(19 * MS);
	world_service();
	p = world_proc(world_job(n)->slot->index);
	must(proc_take(p) && proc_number(p) == n);
	world_wait(S);
	world_service();
	must(world_job(n)->slot == p->slot && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_done(p, S);
	world_stop();
}

Test(pool_stop, a_full_buffer_is_shared_with_an_idle_worker_at_once)
{
	int i;

	world_ready(world_config(2));
	world_teach(100000, 30); /* a window of 200 */
	proc_dies_unseen(world_proc(1), KILLED(SIGKILL));
	proc_bury(world_proc(1), false);
	for (i = 0; i < 100; i++) {
		world_submit("x");
	}
	sv_pool_service(W.pool, false);
	must(world_slot(0)->has == 100);
	world_run(S);
	proc_ready(world_proc(1));
	proc_deliver(world_proc(1));
	world_service();
	/* shared anew, so the first one may get some of them again */
	must_say(world_slot(1)->has >= 20 && world_slot(0)->has + world_slot(1)->has == 100, "%u and %u", world_slot(0)->has, world_slot(1)->has);
	while (W.open_len > 0) {
		uint32_t k;

		for (k = 0; k < 2; k++) {
			if (proc_take(world_proc(k))) {
				world_done(world_proc(k), 100000);
			}
		}
		world_service();
	}
	for (i = 0; i < 100; i++) {
		must(W.known[W.numbers - (uint64_t) i].runs == 1);
	}
	world_stop();
}

Test(pool_stop, a_job_that_has_begun_is_never_taken_back)
{
	uint64_t first, second;
	uint32_t k;

	world_ready(world_config(2));
	k = one_idle_one_with_two(&first, &second);
	proc_done(world_proc(k), MS, true);
	must(proc_take(world_proc(k)) && proc_number(world_proc(k)) == second);
	world_wait(S);
	world_service();
	must(world_job(second)->slot == world_slot(k) && world_slot(1 - k)->state == SV_IDLE);
	must(!sv_pool_cancel(W.pool, world_job(second)) && !sv_pool_cancel(W.pool, world_job(first)));
	world_done(world_proc(k), S);
	must(W.open_len == 0);
	world_stop();
}

Test(pool_stop, a_worker_that_leaves_with_jobs_that_it_has_not_begun_gives_them_back_in_front)
{
	uint64_t n[4];
	struct proc *p;
	int i;

	/* a signal to the whole group asked it to */
	world_ready(world_config(1));
	world_teach(2 * MS, 10);
	for (i = 0; i < 4; i++) {
		n[i] = world_submit("x");
	}
	p = world_takes(0, n[0]);
	proc_leave(p);
	proc_deliver(p);
	must(world_slot(0)->state == SV_DRAINING && world_slot(0)->has == 1);
	for (i = 1; i < 4; i++) {
		must(world_job(n[i])->state == SV_J_QUEUED); /* at once, so that others can run them */
	}
	must(sv_pool_deadline(W.pool, true) != SV_NEVER); /* it must not take for ever */
	world_done(p, MS);
	must(world_slot(0)->state == SV_STOPPING && world_slot(0)->has == 0);
	world_submit("new");
	world_service();
	must(world_slot(0)->has == 0); /* no more to this one */
	proc_part(p, SV_P_STOPPED, false, "");
	proc_die(p, EXITED(0));
	must(W.last.end.planned && W.last.restart_ns == 0);
	for (i = 1; i < 4; i++) {
		must(world_job(n[i])->state == SV_J_QUEUED && world_job(n[i])->attempts == 0);
	}
	(void) world_again(0);
	for (i = 1; i < 4; i++) {
		world_takes(0, n[i]);
		world_done(world_proc(0), MS);
	}
	world_stop();
}

Test(pool_stop, what_a_leaving_worker_has_not_begun_is_run_by_another)
{
	uint64_t first, second;
	uint32_t k;

	world_ready(world_config(2));
	k = one_idle_one_with_two(&first, &second);
	proc_leave(world_proc(k));
	proc_deliver(world_proc(k));
	world_takes(1 - k, second);
	world_done(world_proc(1 - k), MS);
	world_done(world_proc(k), MS);
	must(!proc_take(world_proc(k)) && W.open_len == 0 && W.known[second].runs == 1);
	world_stop();
}

Test(pool_stop, a_worker_that_says_that_it_leaves_and_stays_is_killed)
{
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1)); /* a stop timeout of 25 s */
	number = world_submit("hangs");
	p = world_takes(0, number);
	proc_leave(p);
	proc_deliver(p);
	must(sv_pool_deadline(W.pool, true) == W.now + 25 * S);
	world_run(25 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1 && world_slot(0)->state == SV_KILLING);
	proc_die(p, KILLED(SIGKILL));
	must(world_job(number)->crashes == 1 && world_job(number)->state == SV_J_DELAYED);
	world_stop();
}

Test(pool_stop, a_job_can_be_cancelled_until_it_begins)
{
	uint64_t queued, delayed, handed, runs, settled;
	struct proc *p;
	sv_job *j;

	world_ready(world_config(1));
	settled = world_submit("settled");
	j = world_job(settled);
	sv_job_hold(j);
	world_takes(0, settled);
	world_done(world_proc(0), 10 * MS);
	must(!sv_pool_cancel(W.pool, j));
	sv_job_release(j);
	world_teach(10 * MS, 10);
	delayed = world_submit("delayed");
	world_takes(0, delayed);
	world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
	runs = world_submit("runs");
	handed = world_submit("handed");
	queued = world_submit("queued");
	p = world_takes(0, runs);
	must(world_job(handed)->state == SV_J_HANDED && world_job(queued)->state == SV_J_QUEUED && world_job(delayed)->state == SV_J_DELAYED);
	must(sv_pool_job_runs(world_job(runs)) && !sv_pool_job_runs(world_job(handed)) && !sv_pool_job_runs(world_job(queued)));
	must(!sv_pool_cancel(W.pool, world_job(runs)));
	must(sv_pool_cancel(W.pool, world_job(handed)) && sv_pool_cancel(W.pool, world_job(queued)) && sv_pool_cancel(W.pool, world_job(delayed)));
	world_check();
	must(W.pool->jobs.n.cancelled == 3 && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_done(p, MS);
	must(!proc_take(p) && world_slot(0)->state == SV_IDLE);
	/* the only one that a worker has */
	handed = world_submit("handed");
	world_service();
	must(world_slot(0)->state == SV_BUSY && sv_pool_cancel(W.pool, world_job(handed)));
	must(world_slot(0)->state == SV_IDLE);
	world_stop();
}

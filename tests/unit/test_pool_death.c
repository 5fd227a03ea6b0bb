/* SPDX-License-Identifier: BSD-3-Clause */
/* test_pool_death.c: what the death of a worker costs its jobs and its slot; a pool on a fake clock with fake processes (world.h): one promise of the design, one test. */
#include "world.h"

#include <errno.h>
#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* --- crashes --- */

Test(pool_death, a_crash_costs_the_job_that_ran_one_attempt_and_the_others_nothing)
{
	uint64_t n[6];
	struct proc *p;
	sv_failure f;
	int i;

	world_ready(world_config(1));
	world_teach(2 * MS, 10); /* a window of 10 */
	for (i = 0; i < 6; i++) {
		n[i] = world_submit("x");
	}
	p = world_takes(0, n[0]);
	must(world_slot(0)->has == 6);
	proc_done(p, 2 * MS, true); /* done, and its result is held back */
	must(proc_take(p) && proc_number(p) == n[1]);
	proc_part(p, SV_P_NONE, false, "");
	world_wait(7 * MS);
	proc_die(p, KILLED(SIGSEGV));

	must(W.last.end.reason == SV_X_SIGNALED && W.last.end.signal == SIGSEGV && !W.last.end.planned && W.last_job == n[1]);
	must(W.last.uptime_ns == 7 * MS && W.last.pid == p->pid && W.last.spawn == 1 && W.last.report.jobs == 11);
	must(W.last.restart_ns == 0 && world_slot(0)->failures == 0); /* within the budget */
	must(world_job(n[1])->state == SV_J_DELAYED && world_job(n[1])->attempts == 1 && world_job(n[1])->crashes == 1);
	f = world_failure_of(world_job(n[1]));
	must(f.reason == SV_F_SIGNALED && f.signal == SIGSEGV && f.exit_code == -1 && f.pid == p->pid && f.counted);
	must(strstr(f.message.data, "SIGSEGV") != NULL);
	must(world_job(n[0])->state == SV_J_QUEUED && world_job(n[0])->deliveries == 1 && world_job(n[0])->attempts == 0);
	must(W.pool->jobs.n.lost_results == 1 && W.pool->jobs.n.crashes == 1);
	for (i = 2; i < 6; i++) {
		must(world_job(n[i])->state == SV_J_QUEUED && world_job(n[i])->attempts == 0 && world_job(n[i])->deliveries == 0);
	}
	must(W.logs[SV_LOG_WARNING] == 1 && strstr(W.log, "job 12") && strstr(W.log, "SIGSEGV") && strstr(W.log, "at once"));

	/* the next worker gets them in front, in their order */
	world_submit("new");
	world_service();
	must(W.pool->restarts == 1 && world_proc(0) != p && world_slot(0)->spawn == 2);
	proc_ready(world_proc(0));
	proc_deliver(world_proc(0));
	world_service();
	p = world_proc(0);
	must(proc_take(p) && proc_number(p) == n[0]);
	proc_done(p, 2 * MS, false);
	for (i = 2; i < 6; i++) {
		must(proc_take(p) && proc_number(p) == n[i]);
		proc_done(p, 2 * MS, false);
	}
	must(proc_take(p) && proc_number(p) == n[5] + 1);
	proc_done(p, 2 * MS, false);
	proc_deliver(p);
	world_check();
	must(W.open_len == 1);
	world_stop();
}

Test(pool_death, what_a_worker_said_of_its_place_goes_to_the_failure_and_the_log)
{
	struct proc *p;
	sv_failure f;
	uint64_t n;

	world_ready(world_config(1));
	n = world_submit("x");
	p = world_takes(0, n);
	sv_trace_place(&p->cell->trace, SIGSEGV, "img.php", "resize", 88);
	must(sv_trace_add(&p->cell->trace, "#0 {main}", 9));
	proc_die(p, KILLED(SIGSEGV));
	f = world_failure_of(world_job(n));
	must(f.reason == SV_F_SIGNALED && f.line == 88 && f.file.len == 7 && memcmp(f.file.data, "img.php", 7) == 0);
	must(f.trace.len == 9 && memcmp(f.trace.data, "#0 {main}", 9) == 0);
	must(f.message.len == strlen("its worker died of SIGSEGV in resize() at img.php:88"));
	must(memcmp(f.message.data, "its worker died of SIGSEGV in resize() at img.php:88", f.message.len) == 0);
	must(strstr(W.log, "was killed by SIGSEGV in resize() at img.php:88, in job 1 \"job 1\", attempt 1, ") != NULL);

	/* the next worker has not said it */
	world_service();
	p = world_proc(0);
	proc_ready(p);
	proc_deliver(p);
	n = world_submit("y");
	p = world_takes(0, n);
	proc_die(p, KILLED(SIGSEGV));
	f = world_failure_of(world_job(n));
	must(f.line == 0 && f.file.data == NULL && f.trace.len == 0);
	must(f.message.len == strlen("its worker was killed by SIGSEGV"));
	world_stop();
}

Test(pool_death, of_a_worker_that_was_asked_where_it_is_the_failure_has_the_signal_that_ended_it)
{
	struct proc *p;
	sv_failure f;
	uint64_t n;

	world_ready(world_config(1));
	n = world_submit("x");
	p = world_takes(0, n);
	sv_trace_place(&p->cell->trace, SIGRTMAX - 1, "img.php", "", 88);
	proc_die(p, KILLED(SIGKILL));
	f = world_failure_of(world_job(n));
	must(f.signal == SIGKILL && f.message.len == strlen("its worker was killed by SIGKILL at img.php:88"));
	must(memcmp(f.message.data, "its worker was killed by SIGKILL at img.php:88", f.message.len) == 0);
	world_stop();
}

Test(pool_death, frames_that_were_sent_before_the_death_count)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(2 * MS, 10);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	proc_done(p, 2 * MS, false);
	must(proc_take(p) && proc_number(p) == b);
	proc_done(p, 2 * MS, false);
	proc_die(p, KILLED(SIGKILL)); /* nothing was read so far */
	must(W.known[a].state == SV_J_DONE && W.known[b].state == SV_J_DONE);
	must(W.pool->jobs.n.lost_results == 0 && W.last_job == 0);
	world_stop();
}

Test(pool_death, a_poison_job_is_put_away_after_max_crashes_and_waits_five_seconds_from_the_second_on)
{
	sv_pool_config c = world_config(1);
	uint64_t number;
	sv_job *j;
	int i;

	c.limits = (sv_job_limits) { 100, 4 };
	c.backoff_ns[0] = c.backoff_ns[1] = c.backoff_ns[2] = 10 * MS;
	world_ready(c);
	number = world_submit("poison");
	j = world_job(number);
	sv_job_hold(j);
	for (i = 1; i <= 4; i++) {
		struct proc *p = world_takes(0, number);

		must(p->job.u.run.crashes == i - 1);
		proc_die(p, i & 1 ? KILLED(SIGKILL) : EXITED(3));
		must(j->crashes == i && j->attempts == i);
		if (i == 1) {
			must(j->state == SV_J_DELAYED && world_near(W.known[number].delay, 0.01));
		} else if (i < 4) {
			must(j->state == SV_J_DELAYED && W.known[number].delay >= 5 * S);
		}
		(void) world_again(0);
	}
	must(j->state == SV_J_FAILED && world_failure_of(j).reason == SV_F_EXITED && world_failure_of(j).exit_code == 3);
	sv_job_release(j);
	world_stop();
}

Test(pool_death, a_crash_is_an_attempt_too)
{
	uint64_t number;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	for (i = 0; i < 2; i++) {
		world_takes(0, number);
		world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
		world_run(40 * S);
	}
	world_takes(0, number);
	proc_die(world_proc(0), KILLED(SIGABRT));
	must(W.known[number].settled && W.known[number].state == SV_J_FAILED);
	world_stop();
}

Test(pool_death, the_owner_cannot_decide_a_crash_retry_below_five_seconds)
{
	sv_pool_config c = world_config(1);
	uint64_t number;
	int i;

	free(c.backoff_ns);
	c.backoff_ns = NULL;
	c.limits = (sv_job_limits) { 10, 10 };
	world_ready(c);
	number = world_submit("x");
	for (i = 0; i < 2; i++) {
		world_takes(0, number);
		proc_die(world_proc(0), KILLED(SIGKILL));
		(void) world_again(0);
		sv_pool_decide(W.pool, world_job(number), 0);
		must(W.known[number].delay == (i ? 5 * S : 0));
		world_wait(5 * S);
	}
	/* That was no crash. */
	world_fails(world_takes(0, number), world_failure(SV_F_EXCEPTION));
	must(world_job(number)->crashes == 2 && world_job(number)->state == SV_J_DELAYED);
	sv_pool_decide(W.pool, world_job(number), MS);
	must(W.known[number].delay == MS);
	world_stop();
}

Test(pool_death, only_a_job_that_fails_by_a_crash_says_that_it_is_poison)
{
	sv_pool_config c = world_config(1);
	uint64_t number;
	sv_job *job;
	int i;

	c.limits = (sv_job_limits) { 3, 10 };
	c.timeout_ns = S;
	world_ready(c);
	number = world_submit("x");
	sv_job_hold(job = world_job(number));
	for (i = 0; i < 2; i++) {
		world_takes(0, number);
		proc_die(world_proc(0), KILLED(SIGKILL));
		(void) world_again(0);
	}
	world_takes(0, number);
	world_run(2 * S);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(job->state == SV_J_FAILED && job->crashes == 2 && world_failure_of(job).reason == SV_F_TIMED_OUT);
	must_say(strncmp(world_failure_of(job).message.data, "its time of 1 s was up", 22) == 0, "%.*s", (int) world_failure_of(job).message.len, world_failure_of(job).message.data);
	sv_job_release(job);
	world_stop();
}

Test(pool_death, a_result_that_is_lost_twenty_times_fails_the_job)
{
	uint64_t number;
	sv_job *j;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	j = world_job(number);
	sv_job_hold(j);
	for (i = 0; i < 20; i++) {
		world_takes(0, number);
		proc_done(world_proc(0), MS, true);
		must(j->state == SV_J_HANDED);
		proc_die(world_proc(0), KILLED(SIGKILL));
		(void) world_again(0);
	}
	must(j->state == SV_J_FAILED && world_failure_of(j).reason == SV_F_DELIVERY_LIMIT && W.known[number].runs == 20 && j->attempts == 0);
	must(W.pool->jobs.n.lost_results == 20);
	sv_job_release(j);
	world_stop();
}

Test(pool_death, two_jobs_that_ran_in_one_worker_are_both_charged)
{
	uint64_t a, b;
	struct proc *p;

	/* its code forked, and parent and child both went on as the worker */
	world_ready(world_config(1));
	world_teach(2 * MS, 10);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	must(sv_claim_run(p->cell, world_job(b)->ring, world_slot(0)->serials[world_job(b)->ring]));
	proc_die(p, KILLED(SIGKILL));
	must(world_job(a)->state == SV_J_DELAYED && world_job(a)->crashes == 1);
	must(world_job(b)->state == SV_J_DELAYED && world_job(b)->crashes == 1);
	world_stop();
}

Test(pool_death, a_worker_that_exits_in_its_job_is_replaced_like_one_that_crashed)
{
	uint64_t number;
	struct proc *p;

	/* exit() or a fatal error in a handler: the failure is told, then the worker ends */
	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	proc_part(p, SV_P_FATAL, true, "Call to undefined function");
	{
		sv_failure f = world_failure(SV_F_FATAL);

		proc_fail(p, &f);
	}
	proc_die(p, EXITED(255));
	must(W.last.end.reason == SV_X_FATAL && !W.last.end.planned && W.last_job == number);
	must(W.last.restart_ns == 0 && world_slot(0)->failures == 0);
	must(world_job(number)->state == SV_J_DELAYED && world_job(number)->attempts == 1 && world_job(number)->crashes == 0);
	must(strstr(W.log, "undefined function") != NULL);
	world_stop();
}

Test(pool_death, a_worker_that_ends_after_other_jobs_did_not_die_of_the_one_that_failed)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(1));
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	world_fails(p, world_failure(SV_F_EXCEPTION));
	world_takes(0, b);
	world_done(p, MS);
	proc_part(p, SV_P_FATAL, true, "");
	proc_die(p, EXITED(255));
	must(W.last_job == 0);
	world_stop();
}

Test(pool_death, a_worker_that_other_code_reaped_is_lost_and_so_is_the_attempt)
{
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	proc_dies_unseen(p, EXITED(0));
	proc_bury(p, true);
	must(W.last.end.reason == SV_X_LOST && W.last.end.exit_code == -1 && !W.last.end.planned);
	must(world_failure_of(world_job(number)).reason == SV_F_LOST && world_job(number)->crashes == 1);
	world_stop();
}

Test(pool_death, while_a_death_is_logged_the_slot_has_no_worker_any_more)
{
	pid_t pid;

	world_ready(world_config(1));
	pid = world_slot(0)->pid;
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(W.logged_pid == 0 && W.facts.pid == pid);
	world_stop();
}

Test(pool_death, a_death_that_is_told_twice_counts_once)
{
	sv_slot *s;

	world_ready(world_config(1));
	s = world_slot(0);
	proc_die(world_proc(0), KILLED(SIGKILL));
	sv_pool_died(W.pool, s, 0, false, 0, 0);
	sv_pool_readable(W.pool, s);
	sv_pool_writable(W.pool, s);
	must(W.deaths == 1);
	world_check();
	world_stop();
}

/* --- what follows a death --- */

Test(pool_death, a_slot_is_refilled_before_the_death_is_told_of)
{
	struct proc *p, *next;
	uint64_t n;

	world_ready(world_config(1));
	W.late_deaths = true;
	n = world_submit("x");
	p = world_takes(0, n);
	proc_die(p, KILLED(SIGSEGV));
	must(W.deaths == 0 && W.logs[SV_LOG_WARNING] == 0 && W.forks == 1);

	world_service();
	next = world_proc(0);
	must(next && next != p && W.forks == 2);
	must(W.deaths == 1 && W.forks_at_death == 2 && W.logs[SV_LOG_WARNING] == 1);
	/* it tells of the dead one, and not of its successor */
	must(W.last.pid == p->pid && W.last.spawn == 1 && W.last.ready && W.last_job == n && W.last.restart_ns == 0);
	must(W.facts.pid == p->pid && !strstr(W.log, "before it was ready") && strstr(W.log, "SIGSEGV"));

	world_service();
	must(W.deaths == 1);
	proc_ready(next);
	world_stop();
}

Test(pool_death, a_death_is_told_of_once_also_where_nothing_can_be_forked_and_when_the_pool_stops_meanwhile)
{
	int stop;

	for (stop = 0; stop < 2; stop++) {
		world_ready(world_config(1));
		W.late_deaths = true;
		proc_die(world_takes(0, world_submit("x")), KILLED(SIGKILL));
		if (stop) {
			sv_pool_stop(W.pool, S);
			must(W.pool->phase == SV_PH_STOPPED && W.deaths == 1 && W.pool->jobs.n.cancelled == 1);
		}
		sv_pool_service(W.pool, false);
		must(W.deaths == 1 && W.forks == 1 && W.logs[SV_LOG_WARNING] == 1);
		world_stop();
	}
}

Test(pool_death, a_worker_that_did_its_max_jobs_is_replaced_at_once_and_never_exceeds_them)
{
	sv_pool_config c = world_config(2);
	uint64_t n;
	int i;

	c.max_jobs = 20;
	world_ready(c);
	W.fixed = -1;
	world_teach(100000, 4);
	for (i = 0; i < 500; i++) {
		world_submit("x");
	}
	for (n = 0; n < 10000 && W.open_len > 0; n++) {
		uint32_t k = (uint32_t) (n & 1);
		struct proc *p = world_proc(k);

		world_service();
		if (!p) {
			continue;
		}
		if (!p->told_ready) {
			proc_ready(p);
			proc_deliver(p);
		} else if (world_slot(k)->max_jobs && p->jobs >= world_slot(k)->max_jobs) {
			must(p->jobs == world_slot(k)->max_jobs && p->jobs <= 20 && p->jobs >= 18 && !proc_take(p));
			proc_leave(p);
			proc_part(p, SV_P_MAX_JOBS, false, "");
			proc_deliver(p);
			must(world_slot(k)->state == SV_STOPPING);
			proc_die(p, EXITED(0));
			must(W.last.end.planned && W.last.restart_ns == 0);
		} else if (proc_take(p)) {
			world_done(p, 100000);
		}
	}
	must(W.open_len == 0 && W.pool->recycled[SV_X_MAX_JOBS] >= 24 && world_slot(0)->failures == 0 && world_slot(1)->failures == 0);
	must(W.logs[SV_LOG_WARNING] == 0);
	world_stop();
}

Test(pool_death, a_job_that_was_taken_back_does_not_count_towards_max_jobs)
{
	sv_pool_config c = world_config(1);
	uint64_t last;
	int i;

	c.max_jobs = 5;
	world_ready(c);
	world_teach(2 * MS, 1);
	for (i = 0; i < 5; i++) {
		last = world_submit("x");
	}
	world_service();
	must(world_slot(0)->has == 4 && world_job(last)->state == SV_J_QUEUED); /* with that, more than five */
	must(sv_pool_cancel(W.pool, world_slot(0)->ring[world_slot(0)->head % SV_RING]));
	world_service();
	must(world_slot(0)->has == 4 && world_job(last)->state == SV_J_HANDED);
	for (i = 0; i < 4; i++) {
		must(proc_take(world_proc(0)));
		world_done(world_proc(0), 2 * MS);
	}
	must(world_proc(0)->jobs == 5 && W.open_len == 0);
	world_stop();
}

Test(pool_death, a_planned_end_before_a_job_is_done_does_not_spin)
{
	double seconds = 0.1;
	int i;

	world_ready(world_config(1));
	for (i = 1; i <= 11; i++) {
		proc_leave(world_proc(0));
		proc_part(world_proc(0), SV_P_FINISHED, false, "");
		proc_die(world_proc(0), EXITED(0));
		must(W.last.end.planned && world_slot(0)->failures == (unsigned) i);
		must(world_near(W.last.restart_ns, seconds < 60 ? seconds : 60));
		seconds *= 2;
		(void) world_again(0);
	}
	world_stop();
}

Test(pool_death, a_boot_loop_obeys_the_ladder_for_hours)
{
	double hours = 3;
	int64_t end;
	uint32_t i;

	world_new(world_config(4));
	W.fixed = -1;
	sv_pool_start(W.pool);
	end = W.now + (int64_t) (hours * 3600) * S;
	while (W.now < end) {
		world_run(10 * MS);
		for (i = 0; i < 4; i++) {
			if (world_proc(i)) {
				proc_die(world_proc(i), EXITED(1));
				must(W.last.end.reason == SV_X_BOOT_FAILED && !W.last.end.planned);
			}
		}
		if (W.pool->occupied == 0 && sv_pool_deadline(W.pool, true) > W.now) {
			W.now = sv_pool_deadline(W.pool, true);
		}
	}
	/* a few of each slot, then one of the pool: up the ladder, then one a minute, give or take a fifth */
	must_say(W.forks >= 150 && W.forks <= 250, "%d forks", W.forks);
	must(W.degraded == 1 && W.pool->degraded && strstr(W.why, "5 boots in a row have failed; the last worker exited with status 1"));

	/* one good run, and the others start, too, and the slot starts anew */
	world_run(80 * S);
	for (i = 0; i < 4 && !world_proc(i); i++) {
	}
	must(i < 4 && W.pool->occupied == 1);
	proc_ready(world_proc(i));
	proc_deliver(world_proc(i));
	must(W.recovered == 1 && !W.pool->degraded);
	world_service();
	must(W.pool->occupied == 4);
	if (i != 0) {
		proc_ready(world_proc(0));
		proc_deliver(world_proc(0));
	}
	world_wait(31 * S);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(W.last.restart_ns == 0 && world_slot(0)->failures == 0);
	world_stop();
}

Test(pool_death, crashes_in_jobs_beyond_the_budget_go_on_the_ladder)
{
	sv_pool_config c = world_config(2);
	int i, at_once = 0, later = 0;

	c.limits = (sv_job_limits) { 60000, 60000 };
	world_ready(c);
	for (i = 0; i < 3000 && later < 5; i++) {
		uint32_t k = (uint32_t) (i & 1);
		struct proc *p = world_proc(k);

		world_submit("x");
		world_service();
		if (!p) {
			continue;
		}
		if (!p->told_ready) {
			proc_ready(p);
			proc_deliver(p);
		} else if (proc_take(p)) {
			proc_die(p, KILLED(SIGSEGV));
			if (W.last.restart_ns == 0) {
				at_once++;
			} else {
				later++;
			}
		}
		if (!world_proc(0) && !world_proc(1)) {
			W.now = sv_pool_deadline(W.pool, true);
		}
	}
	must_say(at_once >= 10 && at_once <= 14 && later == 5, "%d at once, %d later", at_once, later);
	world_wait(100 * S); /* the bucket is full again */
	world_service();
	world_stop();
}

Test(pool_death, a_crash_outside_of_a_job_goes_on_the_ladder_unless_the_worker_was_ready_for_ten_seconds)
{
	world_ready(world_config(1));
	world_wait(9 * S);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(world_near(W.last.restart_ns, 0.1) && world_slot(0)->failures == 1);
	(void) world_again(0);
	world_wait(10 * S);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(W.last.restart_ns == 0 && world_slot(0)->failures == 1);
	(void) world_again(0);
	world_wait(S);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(world_near(W.last.restart_ns, 0.2) && world_slot(0)->failures == 2);
	(void) world_again(0);
	world_wait(30 * S);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(W.last.restart_ns == 0 && world_slot(0)->failures == 0);
	world_stop();
}

Test(pool_death, a_fork_that_fails_is_tried_again_from_a_second_on_and_is_logged_once)
{
	double seconds = 1;
	int i;

	world_new(world_config(1));
	W.fork_error = EAGAIN;
	sv_pool_start(W.pool);
	for (i = 0; i < 12; i++) {
		int64_t before = W.now;

		world_service();
		must(W.fork_tries == i + 1 && W.forks == 0 && world_slot(0)->state == SV_BACKOFF && W.pool->occupied == 0);
		must(world_near(sv_pool_deadline(W.pool, true) - before, seconds < 60 ? seconds : 60));
		W.now = sv_pool_deadline(W.pool, true);
		seconds *= 2;
	}
	must(W.logs[SV_LOG_ERROR] == 1 && world_slot(0)->spawn == 0 && world_slot(0)->failures == 0);
	W.fork_error = EMFILE;
	world_service();
	must(W.logs[SV_LOG_ERROR] == 2);
	W.fork_error = 0;
	world_run(61 * S);
	must(W.forks == 1 && world_slot(0)->state == SV_STARTING && world_slot(0)->spawn == 1 && W.logs[SV_LOG_WARNING] == 1);
	must(world_slot(0)->fork_failures == 0);
	world_stop();
}

Test(pool_death, last_words_with_control_characters_are_one_line_in_the_log)
{
	world_ready(world_config(1));
	proc_part(world_proc(0), SV_P_FATAL, false, "first line\nsecond\x1b[31m");
	proc_die(world_proc(0), EXITED(255));
	must(strstr(W.log, "first line second [31m") != NULL);
	must(strlen(W.last.report.last_words) > 10);
	world_stop();
}

Test(pool_death, a_death_without_usage_tells_the_peak_that_the_worker_wrote)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_proc(0);
	p->cell->report.peak_memory = 12345;
	proc_dies_unseen(p, KILLED(SIGKILL));
	sv_pool_died(W.pool, world_slot(0), p->status, false, 0, 0);
	must(W.last.peak_memory == 12345);
	world_stop();
}

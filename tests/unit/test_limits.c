/* SPDX-License-Identifier: BSD-3-Clause */
/* test_limits.c: what happens when the time or the memory of a worker is up; a pool on a fake clock with fake processes (world.h): one promise of the design, one test. */
#include "world.h"

#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS
#define MB (UINT64_C(1) << 20)

static sv_pool_config with_timeout(uint32_t workers, int64_t timeout_ns)
{
	sv_pool_config c = world_config(workers);

	c.timeout_ns = timeout_ns;
	return c;
}

/* The master stands still for so long: SIGSTOP, suspend, a slow callback. */
static void sleeps(int64_t ns)
{
	world_wait(ns);
	world_service();
}

/* What it was asked to say it has said, and is dead. */
static void dies_as_told(struct proc *p)
{
	must(p->traces + p->kills > 0);
	proc_die(p, KILLED(SIGKILL));
}

/* --- the boot --- */

Test(limits, a_boot_that_hangs_is_ended_when_its_time_is_up)
{
	sv_pool_config c = world_config(1);
	struct proc *p;

	c.boot_ns = 60 * S;
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
	p = world_proc(0);
	world_run(60 * S - 1);
	must(p->traces == 0 && world_slot(0)->state == SV_STARTING);
	world_run(1);
	must(p->traces == 1 && p->kills == 0 && world_slot(0)->state == SV_KILLING);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_BOOT_TIMED_OUT && !W.last.end.planned && W.last.end.by_us && strstr(W.log, "bootTimeout"));
	must(world_slot(0)->failures == 1 && W.pool->boot_failures == 1 && world_near(W.last.restart_ns, 0.1));
	world_stop();
}

Test(limits, a_boot_that_was_ready_in_time_has_no_deadline_any_more)
{
	sv_pool_config c = world_config(1);

	c.boot_ns = 60 * S;
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
	world_run(60 * S - 1);
	world_boots(world_proc(0));
	must(world_run(3600 * S) <= 1 && world_slot(0)->state == SV_IDLE && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

Test(limits, without_a_boot_timeout_a_boot_takes_as_long_as_it_takes)
{
	world_new(world_config(1));
	sv_pool_start(W.pool);
	world_service();
	must(world_run(100000 * S) == 0 && world_slot(0)->state == SV_STARTING);
	world_stop();
}

Test(limits, a_boot_is_not_ended_because_the_master_was_late)
{
	sv_pool_config c = world_config(1);
	struct proc *p;

	c.boot_ns = 60 * S;
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
	p = world_proc(0);
	world_wait(59 * S);
	sleeps(100 * S);
	must(p->traces == 0 && world_slot(0)->state == SV_STARTING);
	world_run(99 * S - 1); /* as long as it was late */
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_BOOT_TIMED_OUT);
	world_stop();
}

/* --- the attempt --- */

Test(limits, a_job_that_hangs_is_ended_at_its_deadline_and_settled_when_its_worker_is_reaped)
{
	uint64_t number;
	struct proc *p;
	sv_failure f;

	world_ready(with_timeout(1, 10 * S));
	number = world_submit("hangs");
	p = world_takes(0, number);
	world_run(10 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1 && p->kills == 0 && world_slot(0)->state == SV_KILLING);
	must(sv_claim_read(p->cell, p->job.ring) == SV_EXPIRED && !W.known[number].settled && world_job(number)->state == SV_J_HANDED);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_TIMED_OUT && !W.last.end.planned && W.last.end.by_us && W.last_job == number);
	must(world_job(number)->state == SV_J_DELAYED && world_job(number)->attempts == 1 && world_job(number)->crashes == 0);
	f = world_failure_of(world_job(number));
	must(f.reason == SV_F_TIMED_OUT && f.counted && strstr(f.message.data, "10 s"));
	must(W.pool->jobs.n.crashes == 0 && W.last.restart_ns == 0 && world_slot(0)->failures == 0); /* it ran a job: replaced at once */
	world_stop();
}

Test(limits, timeouts_are_attempts_but_no_crashes_however_many_there_are)
{
	sv_pool_config c = with_timeout(1, S);
	uint64_t number;
	sv_job *j;
	int i;

	c.limits = (sv_job_limits) { 4, 1 };
	world_ready(c);
	number = world_submit("hangs");
	j = world_job(number);
	sv_job_hold(j);
	for (i = 0; i < 4; i++) {
		struct proc *p = world_takes(0, number);

		must(j->crashes == 0 && j->attempts == i);
		world_run(S);
		dies_as_told(p);
		must(i == 3 || W.known[number].delay <= 36 * S);
		(void) world_again(0);
	}
	must(j->state == SV_J_FAILED && j->attempts == 4 && j->crashes == 0 && world_failure_of(j).reason == SV_F_TIMED_OUT);
	sv_job_release(j);
	world_stop();
}

Test(limits, a_worker_that_tells_no_stack_is_killed_after_a_quarter_of_a_second_and_again_every_five)
{
	struct proc *p;
	int i;

	world_ready(with_timeout(1, S));
	p = world_takes(0, world_submit("hangs"));
	world_run(S);
	must(p->traces == 1 && p->kills == 0);
	world_run(250 * MS - 1);
	must(p->kills == 0);
	world_run(1);
	must(p->kills == 1 && strstr(W.log, "does not tell its stack"));
	for (i = 2; i < 6; i++) {
		world_run(5 * S - 1);
		must(p->kills == i - 1);
		world_run(1);
		must(p->kills == i && p->traces == 1);
	}
	proc_die(p, KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_TIMED_OUT);
	world_stop();
}

Test(limits, a_worker_that_cannot_be_asked_is_killed_at_once)
{
	struct proc *p;

	world_ready(with_timeout(1, S));
	W.no_traces = true;
	p = world_takes(0, world_submit("hangs"));
	world_run(S - 1);
	must(p->kills == 0);
	world_run(1);
	must(p->kills == 1 && world_slot(0)->state == SV_KILLING);
	world_run(5 * S);
	must(p->kills == 2);
	proc_die(p, KILLED(SIGKILL));
	world_stop();
}

Test(limits, jobs_behind_the_one_that_expired_are_given_back_uncounted_and_run_elsewhere)
{
	uint64_t n[4];
	struct proc *p;
	int i;

	world_ready(with_timeout(2, S));
	world_teach(2 * MS, 12);
	for (i = 0; i < 4; i++) {
		n[i] = world_submit("x");
	}
	world_service();
	p = world_proc(world_job(n[0])->slot->index);
	must(proc_take(p));
	for (i = 1; i < 4; i++) { /* others can take theirs when they are idle: this test wants them behind it */
		if (world_job(n[i])->slot == p->slot) {
			break;
		}
	}
	must(i < 4);
	W.now += S;
	sv_pool_service(W.pool, true);
	must(p->traces == 1);
	for (i = 1; i < 4; i++) {
		must(world_job(n[i])->slot != p->slot && world_job(n[i])->deliveries == 0 && world_job(n[i])->attempts == 0);
	}
	for (i = 1; i < 4; i++) {
		struct proc *other = world_proc(1 - p->slot->index);

		world_service();
		must(proc_take(other));
		world_done(other, MS);
	}
	for (i = 1; i < 4; i++) {
		must(W.known[n[i]].settled && W.known[n[i]].runs == 1);
	}
	dies_as_told(p);
	must(world_job(n[0])->attempts == 1);
	world_stop();
}

Test(limits, the_time_of_a_job_begins_with_it_and_not_in_the_buffer)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	world_teach(MS, 12);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	must(world_slot(0)->has == 2);
	world_run(9 * S);
	world_done(p, 9 * S);
	must(proc_take(p) && proc_number(p) == b);
	world_run(9 * S);
	must(p->traces == 0);
	world_run(S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	must(world_job(b)->attempts == 1 && W.known[a].state == SV_J_DONE);
	world_stop();
}

Test(limits, a_job_with_less_time_than_the_one_before_it_is_ended_when_its_own_time_is_up)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(with_timeout(1, 100 * S));
	world_teach(MS, 12);
	a = world_submit("a");
	b = world_submit_for("b", 2 * S);
	p = world_takes(0, a);
	must(world_slot(0)->has == 2);
	world_run(50 * S);
	must(p->traces == 0);
	world_done(p, 50 * S);
	must(proc_take(p) && proc_number(p) == b);
	world_run(2 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	must(world_job(b)->attempts == 1);
	world_stop();
}

Test(limits, a_job_with_a_time_of_its_own_that_is_handed_while_another_runs_is_looked_at_in_time)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(with_timeout(1, 0));
	world_teach(MS, 12);
	a = world_submit("a");
	p = world_takes(0, a);
	world_run(5 * S);
	b = world_submit_for("b", S);
	world_service();
	must(world_job(b)->slot == world_slot(0));
	world_run(5 * S);
	must(p->traces == 0); /* a has no limit */
	world_done(p, 10 * S);
	must(proc_take(p) && proc_number(p) == b);
	world_run(S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, more_time_that_the_job_gave_itself_counts)
{
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	p = world_takes(0, world_submit("x"));
	world_run(9 * S);
	proc_extend(p, 30 * S);
	world_run(30 * S - 1);
	must(p->traces == 0);
	proc_extend(p, S); /* less than a second: it is more than it has left */
	world_run(1);
	must(p->traces == 0);
	world_run(S - 2);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_pool_in_time_wakes_only_now_and_then_for_its_jobs)
{
	int i, rounds = 0;

	/* timers are not moved with each job: one look for the time of one job */
	world_ready(with_timeout(1, 10 * S));
	for (i = 0; i < 1000; i++) {
		struct proc *p = world_takes(0, world_submit("x"));

		rounds += world_run(100 * MS);
		world_done(p, 100 * MS);
	}
	must_say(rounds <= 12, "%d rounds", rounds);
	must(world_run(100 * S) <= 1 && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

Test(limits, a_short_time_that_one_job_has_had_does_not_wake_the_master_for_those_after_it)
{
	struct proc *p;
	int rounds;

	world_ready(with_timeout(1, 100 * S));
	world_teach(MS, 12);
	p = world_takes(0, world_submit_for("short", MS));
	world_done(p, MS / 2);
	world_submit("a");
	world_submit("b");
	world_service();
	must(proc_take(p) && world_slot(0)->has == 2);
	rounds = world_run(100 * S - 1);
	must_say(rounds <= 3, "%d rounds", rounds);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

/* --- expiry or result --- */

Test(limits, a_result_that_is_in_the_channel_at_the_deadline_counts)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_timeout(1, S));
	number = world_submit("x");
	p = world_takes(0, number);
	world_wait(S);
	proc_done(p, S, false); /* not read yet */
	world_service();
	world_run(10 * S);
	must(p->traces == 0);
	proc_deliver(p);
	must(W.known[number].state == SV_J_DONE && world_slot(0)->state == SV_IDLE);
	world_stop();
}

static struct proc *actor;

static void is_done_meanwhile(void)
{
	must(proc_done(actor, MS, true));
}

Test(limits, a_job_that_is_done_and_not_yet_sent_at_the_deadline_is_done)
{
	uint64_t number;

	world_ready(with_timeout(1, S));
	number = world_submit("x");
	actor = world_takes(0, number);
	W.meanwhile = is_done_meanwhile; /* after the master has looked, before the claim word is changed */
	world_run(S);
	must(actor->traces == 0 && !W.known[number].settled && world_slot(0)->state == SV_BUSY);
	world_run(5 * MS);
	must(actor->traces == 0);
	proc_flush(actor);
	proc_deliver(actor);
	must(W.known[number].state == SV_J_DONE && world_slot(0)->state == SV_IDLE);
	world_stop();
}

static void is_done_and_begins_the_next_meanwhile(void)
{
	must(proc_done(actor, MS, true) && proc_take(actor));
}

Test(limits, the_next_job_of_a_worker_is_not_ended_for_the_time_of_the_one_before)
{
	uint64_t a, b;

	world_ready(with_timeout(1, S));
	world_teach(MS, 12);
	a = world_submit("a");
	b = world_submit("b");
	actor = world_takes(0, a);
	must(world_slot(0)->has == 2);
	W.meanwhile = is_done_and_begins_the_next_meanwhile;
	world_run(S);
	must(!W.meanwhile && actor->traces == 0 && sv_claim_read(actor->cell, actor->job.ring) == SV_RUNNING);
	world_run(S - 1);
	must(actor->traces == 0);
	world_run(10 * MS);
	must(actor->traces == 1);
	dies_as_told(actor);
	must(world_job(b)->attempts == 1 && world_job(a)->attempts == 0 && W.pool->jobs.n.lost_results == 1);
	world_stop();
}

Test(limits, a_worker_that_is_done_after_its_time_says_nothing)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_timeout(1, S));
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(S);
	must(!proc_done(p, S, false) && p->stuck);
	proc_deliver(p);
	must(!W.known[number].settled);
	dies_as_told(p);
	must(world_job(number)->state == SV_J_DELAYED && world_job(number)->attempts == 1);
	world_stop();
}

Test(limits, a_result_that_comes_in_all_the_same_for_an_attempt_that_expired_is_void)
{
	sv_frame f = { .type = SV_T_RESULT, .kind = SV_V_STRING, .len = 4 };
	uint64_t number;
	struct proc *p;

	/* worker.c does not send it; code that writes to the channel by itself may */
	world_ready(with_timeout(1, S));
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(S);
	f.ring = p->job.ring;
	f.serial = p->job.serial;
	proc_write(p, &f, sizeof f);
	proc_write(p, "late", 4);
	proc_deliver(p);
	must(!W.known[number].settled && world_job(number)->state == SV_J_HANDED);
	f.type = SV_T_FAILURE;
	proc_write(p, &f, sizeof f);
	proc_write(p, "late", 4);
	dies_as_told(p);
	must(world_job(number)->state == SV_J_DELAYED && world_job(number)->attempts == 1 && W.known[number].retries == 1);
	world_stop();
}

Test(limits, a_worker_that_dies_by_itself_after_its_time_was_up_has_timed_out)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_timeout(1, S));
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(S);
	proc_die(p, KILLED(SIGSEGV));
	must(W.last.end.reason == SV_X_TIMED_OUT && world_job(number)->crashes == 0 && world_failure_of(world_job(number)).reason == SV_F_TIMED_OUT);
	world_stop();
}

Test(limits, a_worker_that_dies_just_before_its_time_is_up_has_crashed)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_timeout(1, S));
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(S - 1);
	proc_die(p, KILLED(SIGSEGV));
	must(W.last.end.reason == SV_X_SIGNALED && world_job(number)->crashes == 1);
	world_stop();
}

Test(limits, an_attempt_that_drains_has_its_deadline_too)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	number = world_submit("x");
	p = world_takes(0, number);
	sv_pool_stop(W.pool, 25 * S);
	must(world_slot(0)->state == SV_DRAINING);
	world_run(10 * S);
	must(p->traces == 1 && world_slot(0)->state == SV_KILLING);
	dies_as_told(p);
	must(W.known[number].state == SV_J_CANCELLED && W.pool->phase == SV_PH_STOPPED && W.pool->killed);
	world_free();
}

Test(limits, a_stop_does_not_give_an_expired_worker_more_time)
{
	struct proc *p;

	world_ready(with_timeout(1, S));
	p = world_takes(0, world_submit("x"));
	world_run(S);
	sv_pool_stop(W.pool, 25 * S);
	must(p->traces == 1 && world_slot(0)->state == SV_KILLING);
	world_run(250 * MS);
	must(p->kills == 1);
	proc_die(p, KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_TIMED_OUT && W.pool->phase == SV_PH_STOPPED);
	world_free();
}

/* --- the master's own lateness --- */

Test(limits, a_master_that_was_stopped_kills_no_worker_that_is_healthy)
{
	uint64_t number;
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(9 * S);
	sleeps(30 * S); /* the worker was stopped, too: a suspend */
	must(p->traces == 0);
	world_run(10 * S);
	must(p->traces == 0);
	world_done(p, 49 * S);
	must(W.known[number].state == SV_J_DONE && W.deaths == 0);
	must(world_run(1000 * S) <= 2);
	world_stop();
}

Test(limits, a_worker_that_hangs_is_ended_after_as_much_time_as_the_master_was_late)
{
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	p = world_takes(0, world_submit("x"));
	world_run(9 * S);
	sleeps(30 * S); /* 29 s late */
	must(p->traces == 0);
	world_run(29 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_TIMED_OUT);
	world_stop();
}

Test(limits, an_excuse_holds_whatever_jobs_come_behind_the_one_that_has_it)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	world_teach(MS, 12);
	a = world_submit("a");
	p = world_takes(0, a);
	world_run(9 * S);
	sleeps(30 * S); /* 29 s late */
	b = world_submit_for("b", S);
	world_service();
	must(world_job(b)->slot == p->slot);
	world_run(29 * S - 1);
	must(p->traces == 0);
	world_done(p, 60 * S);
	must(proc_take(p) && proc_number(p) == b);
	world_run(S - 1);
	must(p->traces == 0);
	world_run(1); /* and it is not excused itself */
	must(p->traces == 1);
	dies_as_told(p);
	must(world_job(b)->attempts == 1);
	world_stop();
}

Test(limits, a_quarter_of_a_second_is_not_late)
{
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	p = world_takes(0, world_submit("x"));
	sleeps(10 * S + SV_LATE_NS);
	must(p->traces == 1);
	dies_as_told(p);
	(void) world_again(0);
	p = world_takes(0, 1);
	W.now = world_slot(0)->timer.at + SV_LATE_NS + 1;
	world_service();
	must(p->traces == 0);
	world_run(SV_LATE_NS + 1);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_master_that_is_late_all_the_time_ends_a_worker_that_hangs_all_the_same)
{
	struct proc *p;
	int i;

	/* its callbacks take half a second each, again and again */
	world_ready(with_timeout(1, 10 * S));
	p = world_takes(0, world_submit("x"));
	for (i = 0; i < 200 && !p->traces; i++) {
		int64_t at = sv_pool_deadline(W.pool, true);

		must(at != SV_NEVER);
		W.now = (at > W.now ? at : W.now) + S / 2;
		world_service();
	}
	must_say(p->traces == 1, "it hangs since %.0f s", (double) (W.now - W.began) / 1e9);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_late_master_reads_the_result_before_it_looks_at_the_clock)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(with_timeout(1, 10 * S));
	world_teach(MS, 12);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	world_wait(5 * S);
	proc_done(p, 5 * S, false);
	must(proc_take(p) && proc_number(p) == b);
	proc_done(p, 5 * S, false);
	sleeps(100 * S);
	proc_deliver(p);
	must(W.known[a].state == SV_J_DONE && W.known[b].state == SV_J_DONE && p->traces == 0);
	world_stop();
}

Test(limits, the_time_of_a_stop_is_excused_too_but_not_that_between_two_kills)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("x"));
	sv_pool_stop(W.pool, 10 * S);
	sleeps(20 * S);
	must(p->traces == 0);
	world_run(10 * S);
	must(p->traces == 1);
	sleeps(20 * S);
	must(p->kills == 1);
	sleeps(20 * S);
	must(p->kills == 2);
	proc_die(p, KILLED(SIGKILL));
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

/* --- loops --- */

static void loop_ready(uint32_t workers, int64_t timeout_ns, int64_t stop_ns)
{
	sv_pool_config c = with_timeout(workers, timeout_ns);

	c.handler = false;
	c.stop_ns = stop_ns;
	world_ready(c);
}

static void begins(struct proc *p, int64_t timeout_ns)
{
	proc_begin(p, timeout_ns);
	proc_deliver(p);
	world_check();
}

Test(limits, the_job_of_a_loop_that_hangs_is_ended_at_its_deadline)
{
	struct proc *p;

	loop_ready(1, 10 * S, 25 * S);
	p = world_proc(0);
	world_run(100 * S);
	begins(p, 10 * S);
	must(atomic_load(&p->cell->watched) == 1);
	world_run(10 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1 && world_slot(0)->state == SV_KILLING);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_TIMED_OUT && W.last.restart_ns == 0);
	world_stop();
}

Test(limits, a_loop_that_is_watched_sends_no_frame_for_each_of_its_jobs)
{
	int i, rounds = 0, frames = 0;
	struct proc *p;

	loop_ready(1, 10 * S, 25 * S);
	p = world_proc(0);
	for (i = 0; i < 1000; i++) {
		size_t before = p->out.len;

		proc_begin(p, 10 * S);
		frames += p->out.len > before;
		proc_deliver(p);
		world_check();
		rounds += world_run(90 * MS);
		proc_end(p);
		rounds += world_run(10 * MS);
	}
	must_say(frames <= 12 && rounds <= 12, "%d frames, %d rounds", frames, rounds);
	must(world_run(1000 * S) <= 1 && sv_pool_deadline(W.pool, true) == SV_NEVER && atomic_load(&p->cell->watched) == 0);
	begins(p, 10 * S);
	world_run(10 * S);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_loop_with_jobs_of_different_times_is_looked_at_in_time_for_each)
{
	struct proc *p;

	loop_ready(1, 5 * S, 25 * S);
	p = world_proc(0);
	begins(p, 100 * S);
	world_run(S);
	begins(p, 5 * S); /* as much as is usual, and sooner than what the master looks for */
	world_run(5 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_job_of_a_loop_without_a_limit_is_not_ended_for_the_one_before)
{
	struct proc *p;

	loop_ready(1, 5 * S, 25 * S);
	p = world_proc(0);
	begins(p, 5 * S);
	world_run(S);
	begins(p, 0);
	world_run(1000 * S);
	must(p->traces == 0);
	begins(p, 5 * S);
	world_run(5 * S);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_late_master_excuses_a_loop_too)
{
	struct proc *p;

	loop_ready(1, 5 * S, 25 * S);
	p = world_proc(0);
	proc_begin(p, 5 * S);
	world_wait(50 * S); /* it reads that only now */
	proc_deliver(p);
	world_service();
	must(p->traces == 0);
	world_run(45 * S);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, what_a_loop_begins_while_it_is_excused_has_its_own_time)
{
	struct proc *p;

	loop_ready(1, 5 * S, 25 * S);
	p = world_proc(0);
	begins(p, 5 * S);
	sleeps(50 * S); /* 45 s late */
	must(p->traces == 0);
	world_run(S);
	begins(p, 5 * S);
	world_run(5 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_loop_that_was_sent_away_while_it_booted_and_begins_a_job_is_ended_at_its_deadline, .timeout = 20)
{
	sv_pool_config c = with_timeout(1, 5 * S);
	struct proc *p;

	c.handler = false;
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
	p = world_proc(0);
	world_scale(0);
	world_boots(p); /* it had not noticed */
	begins(p, 5 * S);
	world_run(5 * S - 1);
	must(p->traces == 0);
	world_run(1);
	must(p->traces == 1);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_TIMED_OUT && W.last.restart_ns == SV_NEVER);
	world_stop();
}

Test(limits, a_loop_that_is_to_be_replaced_may_finish_its_job_and_no_more)
{
	struct proc *p;

	loop_ready(1, 0, 10 * S);
	p = world_proc(0);
	begins(p, 0);
	world_scale(0);
	must(p->hung_up && atomic_load(&p->cell->stop)); /* which next() sees */
	world_run(1000 * S);
	must(p->terms == 0 && p->traces == 0); /* a signal would cut a sleep() of its job short */
	proc_end(p);
	world_run(10 * S);
	must(p->terms == 1 && p->conts == 1 && p->traces == 0);
	world_run(10 * S);
	must(p->terms == 1 && p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_loop_without_a_stop_timeout_may_finish_its_job_too, .timeout = 20)
{
	struct proc *p;

	loop_ready(1, 0, 0);
	p = world_proc(0);
	begins(p, 0);
	world_scale(0);
	must(world_run(10 * S) <= 100);
	must(p->traces == 0);
	proc_end(p);
	world_run(2 * S);
	must(p->traces == 1);
	dies_as_told(p);
	world_stop();
}

Test(limits, a_loop_that_never_begins_a_job_is_told_of_once_and_only_where_it_matters)
{
	sv_frame f = { .type = SV_T_NO_BEGIN };
	sv_pool_config c = with_timeout(2, S);

	c.handler = false;
	world_ready(c);
	proc_write(world_proc(0), &f, sizeof f);
	proc_write(world_proc(1), &f, sizeof f);
	proc_deliver(world_proc(0));
	proc_deliver(world_proc(1));
	must(W.logs[SV_LOG_WARNING] == 1 && strstr(W.log, "Worker::begin()") && strstr(W.log, "timeout") && !strstr(W.log, "maxJobs"));
	world_stop();

	c = world_config(1);
	c.handler = false;
	world_ready(c);
	proc_write(world_proc(0), &f, sizeof f);
	proc_deliver(world_proc(0));
	must(W.logs[SV_LOG_WARNING] == 0);
	world_stop();
}

/* --- memory --- */

static void memory_ready(uint32_t workers, uint64_t fresh)
{
	sv_pool_config c = world_config(workers);
	uint32_t i;

	c.max_memory = 100 * MB;
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
	for (i = 0; i < workers; i++) {
		world_proc(i)->memory = fresh;
		world_boots(world_proc(i));
	}
}

static void does_a_job(struct proc *p, uint64_t memory_after)
{
	uint64_t number = world_submit("x");

	world_service();
	must(proc_take(p) && proc_number(p) == number);
	p->memory = memory_after;
	world_done(p, MS);
}

Test(limits, a_worker_over_its_memory_after_a_job_is_replaced_when_its_successor_is_ready)
{
	struct proc *p, *next;

	memory_ready(1, 10 * MB);
	p = world_proc(0);
	does_a_job(p, 100 * MB);
	must(!world_slot(0)->wish);
	does_a_job(p, 100 * MB + 1);
	world_service();
	world_service();
	must(W.forks == 2 && !atomic_load(&p->cell->stop) && world_slot(0)->state == SV_IDLE);
	next = world_proc(1);
	must(next && next->slot->number == 0);
	does_a_job(p, 120 * MB); /* it still works */
	world_boots(next);
	must(atomic_load(&p->cell->stop) && p->hung_up && p->slot->state == SV_STOPPING);
	world_leaves(p, SV_P_STOPPED);
	must(W.last.end.planned && W.last.end.reason == SV_X_MAX_MEMORY && W.pool->recycled[SV_X_MAX_MEMORY] == 1 && W.last.restart_ns == 0);
	must(world_worker(0) == next && W.pool->restarts == 1);
	does_a_job(next, 10 * MB);
	world_stop();
}

Test(limits, a_worker_far_over_its_memory_leaves_at_once)
{
	struct proc *p;

	memory_ready(1, 10 * MB);
	p = world_proc(0);
	does_a_job(p, 150 * MB + 1);
	must(world_slot(0)->state == SV_STOPPING && atomic_load(&p->cell->stop));
	world_service();
	must(W.forks == 1);
	world_leaves(p, SV_P_STOPPED);
	must(W.last.end.reason == SV_X_MAX_MEMORY && W.last.end.planned && W.last.restart_ns == 0 && world_slot(0)->failures == 0);
	world_service();
	must(W.forks == 2);
	world_stop();
}

Test(limits, a_job_that_makes_its_worker_far_too_large_is_ended_as_out_of_memory)
{
	uint64_t number;
	struct proc *p;

	memory_ready(1, 10 * MB);
	number = world_submit("x");
	p = world_takes(0, number);
	world_run(3 * S);
	p->memory = 150 * MB; /* allowed to finish */
	world_run(3 * S);
	must(p->traces == 0);
	p->memory++;
	world_run(S);
	must(p->traces == 1 && world_slot(0)->state == SV_KILLING && sv_claim_read(p->cell, p->job.ring) == SV_EXPIRED);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_OUT_OF_MEMORY && W.last.end.by_us && !W.last.end.planned && strstr(W.log, "maxMemory"));
	must(world_job(number)->crashes == 1 && world_job(number)->attempts == 1 && world_failure_of(world_job(number)).reason == SV_F_OUT_OF_MEMORY);
	world_stop();
}

Test(limits, a_job_that_is_done_when_its_worker_is_too_large_counts)
{
	uint64_t number;

	memory_ready(1, 10 * MB);
	number = world_submit("x");
	actor = world_takes(0, number);
	world_run(500 * MS);
	actor->memory = 500 * MB;
	W.meanwhile = is_done_meanwhile;
	world_run(S);
	must(!W.meanwhile && actor->traces == 0 && !W.known[number].settled);
	proc_flush(actor);
	proc_deliver(actor);
	must(W.known[number].state == SV_J_DONE && actor->slot->state == SV_STOPPING); /* far over */
	world_stop();
}

Test(limits, memory_is_looked_at_each_second_while_jobs_run_and_never_when_none_does)
{
	struct proc *p;

	memory_ready(1, 10 * MB);
	world_service();
	must(sv_pool_deadline(W.pool, true) == SV_NEVER && world_run(1000 * S) == 0);
	p = world_takes(0, world_submit("x"));
	must(world_run(100 * S) >= 99 && world_run(100 * S) <= 101);
	world_done(p, 200 * S);
	must(world_run(1000 * S) <= 1 && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

Test(limits, a_fresh_worker_that_nearly_fills_its_limit_is_told_once)
{
	memory_ready(1, 95 * MB);
	must(W.logs[SV_LOG_WARNING] == 1 && strstr(W.log, "raise it") && !strstr(W.log, "growing intervals"));
	does_a_job(world_proc(0), 95 * MB);
	must(!world_slot(0)->wish && world_slot(0)->state == SV_IDLE);
	world_stop();
}

Test(limits, a_limit_that_each_fresh_worker_exceeds_goes_on_the_ladder_and_is_told_once)
{
	double seconds = 0.1;
	int i;

	memory_ready(1, 120 * MB);
	must(W.logs[SV_LOG_WARNING] == 1 && strstr(W.log, "growing intervals"));
	for (i = 1; i < 12; i++) {
		does_a_job(world_proc(0), 120 * MB); /* one job each, so that the pool gets on */
		must(world_slot(0)->state == SV_STOPPING);
		world_leaves(world_proc(0), SV_P_STOPPED);
		must(W.last.end.reason == SV_X_MAX_MEMORY && world_slot(0)->failures == (unsigned) i && world_near(W.last.restart_ns, seconds < 60 ? seconds : 60));
		seconds *= 2;
		world_run(70 * S);
		world_proc(0)->memory = 120 * MB;
		world_boots(world_proc(0));
	}
	must(W.logs[SV_LOG_WARNING] == 1);
	world_stop();
}

Test(limits, a_loop_is_looked_at_each_second_and_replaced_or_ended_when_it_is_too_large)
{
	sv_pool_config c = world_config(1);
	struct proc *p;

	c.handler = false;
	c.max_memory = 100 * MB;
	world_ready(c);
	p = world_proc(0);
	world_run(10 * S);
	p->memory = 101 * MB;
	world_run(2 * S);
	must(W.forks == 2 && !atomic_load(&p->cell->stop));
	world_boots(world_proc(1));
	must(atomic_load(&p->cell->stop) && p->terms == 1);
	world_leaves(p, SV_P_STOPPED);
	must(W.last.end.reason == SV_X_MAX_MEMORY);
	p = world_worker(0);
	p->memory = 151 * MB; /* far over, without a job */
	world_run(S);
	must(atomic_load(&p->cell->stop) && W.forks == 2);
	world_leaves(p, SV_P_STOPPED);
	world_run(S);
	p = world_boots(world_worker(0));
	begins(p, 0);
	p->memory = 151 * MB;
	world_run(S);
	must(p->traces == 1);
	dies_as_told(p);
	must(W.last.end.reason == SV_X_OUT_OF_MEMORY);
	world_stop();
}

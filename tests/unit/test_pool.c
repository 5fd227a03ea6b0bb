/* SPDX-License-Identifier: BSD-3-Clause */
/* test_pool.c: how a pool starts, and the life of a job that nobody crashes; a pool on a fake clock with fake processes (world.h): one promise of the design, one test. */
#include "world.h"

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* --- start --- */

Test(pool, start_forks_one_worker_a_slot)
{
	uint32_t i;

	world_new(world_config(5));
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_service();
	must(W.forks == 0);
	sv_pool_start(W.pool);
	world_check();
	must(W.forks == 0 && sv_pool_deadline(W.pool, true) == W.now);
	world_service();
	must(W.forks == 5 && W.pool->occupied == 5 && W.pool->starting == 5);
	sv_pool_start(W.pool); /* again: nothing */
	world_service();
	must(W.forks == 5);
	for (i = 0; i < 5; i++) {
		must(world_slot(i)->state == SV_STARTING && world_slot(i)->spawn == 1 && world_slot(i)->number == i);
		proc_ready(world_proc(i));
		proc_deliver(world_proc(i));
		must(world_slot(i)->state == SV_IDLE);
	}
	must(W.readies == 5 && W.pool->starting == 0 && W.pool->restarts == 0);
	world_stop();
}

Test(pool, a_large_pool_is_forked_in_rounds)
{
	world_new(world_config(50));
	sv_pool_start(W.pool);
	world_service();
	must(W.forks == 16 && sv_pool_deadline(W.pool, true) <= W.now);
	world_service();
	must(W.forks == 32);
	world_service();
	world_service();
	must(W.forks == 50 && sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_stop();
}

Test(pool, a_round_is_short_where_a_fork_takes_long)
{
	world_new(world_config(20));
	sv_pool_start(W.pool);
	W.fork_takes = SV_MS_NS / 2;
	world_service();
	must(W.forks == 2);
	W.fork_takes = 10 * SV_MS_NS; /* one is forked in each, however long it takes */
	world_service();
	must(W.forks == 3 && sv_pool_deadline(W.pool, true) <= W.now);
	W.fork_takes = 0;
	world_service();
	must(W.forks == 19);
	world_stop();
}

Test(pool, nothing_is_forked_while_it_may_not)
{
	world_new(world_config(3));
	sv_pool_start(W.pool);
	must(sv_pool_deadline(W.pool, false) == SV_NEVER);
	sv_pool_service(W.pool, false);
	must(W.fork_tries == 0);
	world_service();
	must(W.forks == 3);
	world_stop();
}

Test(pool, an_idle_pool_wakes_nobody)
{
	world_ready(world_config(4));
	world_service();
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	world_teach(100 * MS, 4);
	world_service();
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	must(world_run(3600 * S) == 0);
	world_stop();
}

Test(pool, one_that_is_freed_before_it_starts_leaves_nothing)
{
	world_new(world_config(2));
	world_submit("never");
	world_submit_int(5);
	world_check();
	world_free();
}

Test(pool, one_that_is_held_outlives_its_owner)
{
	sv_job *j;
	uint64_t number;

	world_ready(world_config(1));
	number = world_submit("x");
	j = world_job(number);
	sv_job_hold(j);
	sv_pool_hold(W.pool);
	world_takes(0, number);
	world_done(world_proc(0), MS);
	sv_pool_release(W.pool); /* its owner */
	world_check();
	must(j->payload_len == 1 && j->state == SV_J_DONE);
	sv_job_release(j);
	world_stop();
}

/* --- jobs --- */

Test(pool, a_job_is_handed_run_and_settled)
{
	uint64_t number;
	sv_job *j;

	world_ready(world_config(1));
	number = world_submit("hello");
	j = world_job(number);
	sv_job_hold(j);
	world_check();
	must(j->state == SV_J_QUEUED && !sv_pool_job_runs(j));
	world_service();
	must(j->state == SV_J_HANDED && world_slot(0)->state == SV_BUSY && !sv_pool_job_runs(j));
	must(proc_take(world_proc(0)) && proc_number(world_proc(0)) == number);
	must(world_proc(0)->job.u.run.attempt == 1);
	must(sv_pool_job_runs(j));
	world_done(world_proc(0), 3 * MS);
	must(j->state == SV_J_DONE && j->attempts == 1 && j->crashes == 0 && world_slot(0)->state == SV_IDLE);
	must(j->result_kind == SV_V_STRING && j->result_len == 8 && memcmp(sv_job_result(j).data, "result 1", 8) == 0);
	must(W.pool->paces.of[0].average_ns == 3 * MS);
	sv_job_release(j);
	world_stop();
}

Test(pool, scalars_travel_without_a_blob)
{
	static const int64_t value = INT64_C(-77), back = INT64_C(0x1122334455667788);
	int64_t kept;
	uint64_t number;
	sv_job *j;

	world_ready(world_config(1));
	number = world_submit_int(value);
	j = world_job(number);
	sv_job_hold(j);
	world_takes(0, number);
	must(world_proc(0)->job.kind == SV_V_INT && world_proc(0)->job.len == 8);
	proc_done_as(world_proc(0), SV_V_INT, &back, sizeof back);
	proc_deliver(world_proc(0));
	must(j->state == SV_J_DONE && j->result_kind == SV_V_INT && !j->result_owned && j->result_len == 8);
	memcpy(&kept, sv_job_result(j).data, 8);
	must(kept == back);
	sv_job_release(j);

	number = world_submit_int(value);
	world_takes(0, number);
	proc_done_as(world_proc(0), SV_V_NULL, NULL, 0);
	proc_deliver(world_proc(0));
	must(W.known[number].state == SV_J_DONE);
	world_stop();
}

Test(pool, nothing_is_known_so_each_worker_gets_one_job)
{
	int i;

	world_ready(world_config(3));
	for (i = 0; i < 10; i++) {
		world_submit("x");
	}
	world_service();
	must(world_slot(0)->has == 1 && world_slot(1)->has == 1 && world_slot(2)->has == 1 && W.pool->jobs.n.queued == 7);
	world_stop();
}

Test(pool, tiny_jobs_are_handed_in_batches_and_long_ones_singly)
{
	int i;

	world_ready(world_config(2));
	world_teach(5000, 30);
	for (i = 0; i < 1000; i++) {
		world_submit("x");
	}
	world_service();
	must(world_slot(0)->has == SV_RING && world_slot(1)->has == SV_RING);
	world_stop();

	world_ready(world_config(2));
	world_teach(S, 4);
	for (i = 0; i < 10; i++) {
		world_submit("x");
	}
	world_service();
	must(world_slot(0)->has == 1 && world_slot(1)->has == 1);
	world_stop();
}

Test(pool, few_jobs_are_shared_fairly)
{
	int i;

	world_ready(world_config(4));
	world_teach(100000, 20); /* a window of 200 */
	for (i = 0; i < 40; i++) {
		world_submit("x");
	}
	world_service();
	for (i = 0; i < 4; i++) {
		must_say(world_slot((uint32_t) i)->has >= 5 && world_slot((uint32_t) i)->has <= 16, "%u", world_slot((uint32_t) i)->has);
	}
	world_stop();
}

Test(pool, a_buffer_is_filled_by_what_jobs_of_a_name_take)
{
	uint64_t first, last;
	int i;

	world_ready(world_config(1));
	W.name = "short";
	world_teach(100000, 20);
	W.name = "long";
	world_teach(S, 1);
	W.name = "short";
	for (i = 0; i < 100; i++) {
		world_submit("x");
	}
	world_service();
	must_say(world_slot(0)->has == 100, "%u", world_slot(0)->has);
	W.name = "long";
	first = world_submit("x");
	world_submit("x");
	W.name = "short";
	last = world_submit("x");
	world_service();
	/* One long one is 20 ms of work, whatever is before it, and nothing goes behind it. */
	must(world_job(first)->state == SV_J_HANDED && world_job(last)->state == SV_J_QUEUED && world_slot(0)->has == 101);
	world_stop();
}

Test(pool, a_buffer_is_counted_anew_when_jobs_take_longer_than_they_did)
{
	int i;

	world_ready(world_config(1));
	world_teach(100000, 20);
	for (i = 0; i < 300; i++) {
		world_submit("x");
	}
	world_service();
	must_say(world_slot(0)->has == 200, "%u", world_slot(0)->has);
	must(proc_take(world_proc(0)));
	world_done(world_proc(0), S);
	world_service();
	must_say(world_slot(0)->has == 199, "%u", world_slot(0)->has);
	world_stop();
}

Test(pool, submit_leaves_a_few_frames_to_a_busy_worker_for_one_write)
{
	size_t before;
	int i;

	world_ready(world_config(1));
	world_teach(100000, 10);
	world_submit("x");
	sv_pool_dispatch(W.pool, false);
	must(world_proc(0)->in.len > world_proc(0)->in.at); /* it was idle: at once */
	/* No more are held than it has got: the 2nd, 4th, 8th and 16th are written with what is held by then. */
	for (i = 2; i <= 16; i++) {
		before = world_proc(0)->in.len;
		world_submit("x");
		sv_pool_dispatch(W.pool, false);
		must((world_proc(0)->in.len > before) == (i == 2 || i == 4 || i == 8 || i == 16));
	}
	before = world_proc(0)->in.len;
	for (i = 0; i < 15; i++) {
		world_submit("x");
		sv_pool_dispatch(W.pool, false);
	}
	must(world_proc(0)->in.len == before);
	for (i = 0; i < 15; i++) {
		world_submit("x");
		sv_pool_dispatch(W.pool, false);
	}
	must(world_proc(0)->in.len > before); /* many: not held for ever */
	world_service();
	must(world_slot(0)->sent == world_slot(0)->tail);
	world_stop();
}

Test(pool, workers_that_run_a_loop_get_no_jobs)
{
	sv_pool_config c = world_config(2);

	c.handler = false;
	world_ready(c);
	must(W.pool->room.head == NULL);
	sv_pool_stop(W.pool, S);
	must(world_proc(0)->terms == 1 && world_proc(0)->conts == 1 && world_proc(0)->kills == 0);
	must(world_proc(0)->hung_up && atomic_load(&world_proc(0)->cell->stop));
	sv_pool_stop(W.pool, S / 2); /* sooner; they know already */
	must(world_proc(0)->terms == 1 && world_proc(0)->conts == 1 && sv_pool_deadline(W.pool, true) == W.now + S / 2);
	world_stop();
}

/* --- failures --- */

Test(pool, a_failed_attempt_is_tried_again_by_the_backoff_until_max_attempts)
{
	static const double delays[] = { 1, 5 };
	uint64_t number;
	sv_failure f;
	sv_job *j;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	j = world_job(number);
	sv_job_hold(j);
	for (i = 0; i < 2; i++) {
		world_takes(0, number);
		must(world_proc(0)->job.u.run.attempt == i + 1);
		world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
		must(j->state == SV_J_DELAYED && world_near(W.known[number].delay, delays[i]) && world_slot(0)->state == SV_IDLE);
		must(sv_pool_deadline(W.pool, true) == W.now + W.known[number].delay);
		world_wait(W.known[number].delay - 1);
		world_service();
		must(j->state == SV_J_DELAYED);
		world_wait(1);
	}
	world_takes(0, number);
	world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
	must(j->state == SV_J_FAILED && j->attempts == 3 && j->crashes == 0 && W.pool->jobs.n.retried == 2);
	f = world_failure_of(j);
	must(f.reason == SV_F_EXCEPTION && f.message.len == 9);
	sv_job_release(j);
	world_stop();
}

Test(pool, the_last_backoff_repeats_and_is_jittered)
{
	sv_pool_config c = world_config(1);
	uint64_t number;
	int i;

	c.limits = (sv_job_limits) { 50, 50 };
	world_ready(c);
	W.fixed = -1;
	number = world_submit("x");
	for (i = 0; i < 40; i++) {
		double base = i == 0 ? 1 : i == 1 ? 5 : 30;

		world_takes(0, number);
		world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
		must(W.known[number].delay >= (int64_t) (base * 0.8e9) && W.known[number].delay <= (int64_t) (base * 1.2e9));
		world_wait(W.known[number].delay);
	}
	world_stop();
}

Test(pool, a_handler_may_ask_for_its_delay)
{
	uint64_t number;
	sv_failure f = world_failure(SV_F_EXCEPTION);

	world_ready(world_config(1));
	number = world_submit("x");
	world_takes(0, number);
	f.delay = 0;
	world_fails(world_proc(0), f);
	must(W.known[number].delay == 0);
	world_takes(0, number);
	f.delay = 3600;
	world_fails(world_proc(0), f);
	must(world_near(W.known[number].delay, 3600));
	world_stop();
}

Test(pool, a_delay_longer_than_time_itself_is_long_and_does_no_harm)
{
	static const double delays[] = { 1e10, 1e300, __builtin_inf() };
	size_t i;

	world_ready(world_config(1));
	for (i = 0; i < COUNT(delays); i++) {
		sv_failure f = world_failure(SV_F_EXCEPTION);
		uint64_t number = world_submit("x");

		f.delay = delays[i];
		world_takes(0, number);
		world_fails(world_proc(0), f);
		must(world_job(number)->state == SV_J_DELAYED && W.known[number].retries == 1);
		must(world_job(number)->due.at > W.now + INT64_C(86400) * 365 * S);
		must(W.undecided_len == 0);
	}
	{
		sv_failure f = world_failure(SV_F_EXCEPTION);
		uint64_t number = world_submit("x");

		f.delay = __builtin_nan(""); /* none was asked for */
		world_takes(0, number);
		world_fails(world_proc(0), f);
		must(world_near(W.known[number].delay, 1));
	}
	world_stop();
}

Test(pool, an_attempt_that_is_not_counted_costs_no_attempt)
{
	sv_failure f = world_failure(SV_F_EXCEPTION);
	uint64_t number;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	f.counted = false;
	for (i = 0; i < SV_MAX_DELIVERIES - 1; i++) {
		world_takes(0, number);
		must(world_proc(0)->job.u.run.attempt == 1);
		world_fails(world_proc(0), f);
		must(world_near(W.known[number].delay, 1));
		world_wait(2 * S);
	}
	must(world_job(number)->attempts == 0 && world_job(number)->deliveries == SV_MAX_DELIVERIES - 1);
	world_stop();
}

Test(pool, a_rejected_job_is_failed_at_once)
{
	uint64_t number;

	world_ready(world_config(1));
	number = world_submit("x");
	world_takes(0, number);
	world_fails(world_proc(0), world_failure(SV_F_REJECTED));
	must(W.known[number].state == SV_J_FAILED && W.pool->jobs.n.retried == 0);
	world_stop();
}

Test(pool, without_a_backoff_its_owner_decides)
{
	sv_pool_config c = world_config(1);
	uint64_t again, never, gone, later;

	free(c.backoff_ns);
	c.backoff_ns = NULL;
	c.backoff_len = 0;
	c.limits = (sv_job_limits) { 10, 10 };
	world_ready(c);
	again = world_submit("again");
	never = world_submit("never");
	gone = world_submit("gone");
	later = world_submit("later");
	world_takes(0, again);
	world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
	world_takes(0, never);
	world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
	world_takes(0, gone);
	world_fails(world_proc(0), world_failure(SV_F_EXCEPTION));
	must(W.undecided_len == 3 && W.known[again].retries == 0);
	world_takes(0, later);
	world_run(1000 * S); /* it waits as long as it takes, and wakes nobody */
	must(world_job(again)->state == SV_J_DELAYED && world_job(never)->state == SV_J_DELAYED);

	must(W.undecided[0] == again);
	sv_pool_decide(W.pool, world_job(again), 2 * S);
	must(W.known[again].retries == 1 && world_near(W.known[again].delay, 2) && W.pool->jobs.n.retried == 3);
	sv_pool_decide(W.pool, world_job(never), -1);
	must(W.known[never].settled && W.known[never].state == SV_J_FAILED && W.pool->jobs.n.retried == 2);
	sv_job_hold(world_job(gone));
	must(sv_pool_cancel(W.pool, world_job(gone)));
	{
		sv_job *j = world_job(gone);

		world_check();
		sv_pool_decide(W.pool, j, 2 * S); /* too late */
		must(j->state == SV_J_CANCELLED && W.known[gone].retries == 0);
		sv_job_release(j);
	}
	world_done(world_proc(0), MS);
	world_wait(2 * S);
	world_takes(0, again);
	world_done(world_proc(0), MS);
	world_stop();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_failed.c: the store of failed jobs, what jobs fail with, and in which order that is told; on a pool with fake processes (world.h). */
#include "world.h"

#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* Submits a job, and has slot 0's worker fail it for good. */
static uint64_t fails(const char *payload)
{
	uint64_t number = world_submit(payload);

	world_fails(world_takes(0, number), world_failure(SV_F_REJECTED));
	must(W.known[number].state == SV_J_FAILED);
	return number;
}

static sv_failed *kept(uint64_t number)
{
	return sv_failed_find(&W.pool->failed, number);
}

Test(failed, jobs_that_fail_are_kept_oldest_first_with_both_times)
{
	uint64_t a, b, c;

	world_ready(world_config(1));
	a = world_submit("a");
	world_wait(3 * S);
	world_fails(world_takes(0, a), world_failure(SV_F_REJECTED));
	b = world_submit("b");
	world_done(world_takes(0, b), MS);
	c = fails("c");
	must(W.pool->failed.len == 2 && W.pool->failed.head->job->number == a && W.pool->failed.tail->job->number == c && kept(b) == NULL);
	must(kept(a)->failed - kept(a)->created >= 3 * S && kept(a)->failed - kept(a)->created < 4 * S && kept(a)->failed <= WORLD_EPOCH + W.now);
	must(kept(a)->job->refs == 1 && memcmp(sv_job_payload(kept(a)->job).data, "a", 1) == 0 && sv_job_result(kept(a)->job).owner);
	world_stop();
}

Test(failed, the_time_of_its_submission_survives_its_retries)
{
	uint64_t number;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	for (i = 0; i < 3; i++) {
		world_fails(world_takes(0, number), world_failure(SV_F_EXCEPTION));
		world_run(10 * S);
	}
	must(kept(number)->failed - kept(number)->created > 4 * S);
	world_stop();
}

Test(failed, what_is_cancelled_is_not_kept)
{
	uint64_t runs, waits;

	world_ready(world_config(1));
	runs = world_submit("runs");
	waits = world_submit("waits");
	world_takes(0, runs);
	must(sv_pool_cancel(W.pool, world_job(waits)));
	world_check();
	sv_pool_stop(W.pool, 0);
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(W.known[runs].state == SV_J_CANCELLED && W.known[waits].state == SV_J_CANCELLED && W.pool->failed.len == 0);
	world_free();
}

Test(failed, one_that_is_queued_again_begins_anew_under_its_number)
{
	uint64_t number;
	struct proc *p;
	sv_job *old;
	int64_t created;

	world_ready(world_config(1));
	number = world_submit_for("payload", 7 * S);
	world_fails(world_takes(0, number), world_failure(SV_F_EXCEPTION));
	world_run(2 * S);
	world_fails(world_takes(0, number), world_failure(SV_F_REJECTED));
	old = kept(number)->job;
	sv_job_hold(old);
	created = kept(number)->created;
	must(world_retry_failed(kept(number)) == number);
	world_check();
	must(old->state == SV_J_FAILED && old->refs == 2 /* ours, and as the last failure of its slot */ && world_job(number) != old);
	p = world_takes(0, number);
	must(p->job.u.run.attempt == 1 && p->job.u.run.crashes == 0 && world_job(number)->timeout_ms == 7000);
	must(world_job(number)->payload_len == 7 && memcmp(sv_job_payload(world_job(number)).data, "payload", 7) == 0);
	world_wait(S);
	world_fails(p, world_failure(SV_F_REJECTED));
	must(kept(number)->created == created && W.pool->failed.len == 1);
	(void) world_retry_failed(kept(number));
	world_done(world_takes(0, number), MS);
	must(W.pool->jobs.n.submitted == 3 && W.pool->jobs.n.failed == 2 && W.pool->jobs.n.done == 1 && W.pool->failed.len == 0);
	must(old->payload_len == 7); /* what it has is its own */
	sv_job_release(old);
	world_stop();
}

Test(failed, a_scalar_payload_is_queued_again)
{
	uint64_t number;

	world_ready(world_config(1));
	number = world_submit_int(-42);
	world_fails(world_takes(0, number), world_failure(SV_F_REJECTED));
	(void) world_retry_failed(kept(number));
	must(*(const int64_t *) (const void *) sv_job_payload(world_job(number)).data == -42 && world_job(number)->kind == SV_V_INT);
	world_stop();
}

Test(failed, purge_forgets_those_that_failed_until_then)
{
	uint64_t a, b;

	world_ready(world_config(1));
	a = fails("a");
	world_wait(10 * S);
	b = fails("b");
	must(world_purge_failed(WORLD_EPOCH + W.now - 5 * S) == 1 && kept(a) == NULL && kept(b) != NULL);
	world_check();
	must(world_purge_failed(WORLD_EPOCH + W.now - 5 * S) == 0);
	must(world_purge_failed(INT64_MAX) == 1 && W.pool->failed.len == 0 && W.pool->failed.bytes == 0 && W.pool->failed.tail == NULL);
	world_stop();
}

/* --- the bounds; on the store alone --- */

static void nothing(sv_jobs *t, sv_job *job)
{
	(void) t;
	(void) job;
}

static void add_failed(sv_jobs *t, sv_failed_store *s, uint64_t number, size_t bytes)
{
	char *to;
	sv_blob payload = unit_new_blob(bytes, &to);
	sv_job *job;

	memset(to, 'x', bytes);
	job = sv_jobs_add(t, &(sv_order) { .number = number, .kind = SV_V_STRING, .payload = payload });
	must(job && sv_failed_add(s, job, 0, (int64_t) number));
	sv_job_release(job);
	sv_jobs_settle(t, job, SV_J_FAILED, SV_V_NULL, (sv_blob) { 0 });
}

Test(failed, ten_thousand_are_kept_and_the_oldest_goes)
{
	sv_jobs t = { .free_blob = unit_free_blob, .settled = nothing };
	sv_failed_store s = { 0 };
	uint64_t i;

	for (i = 1; i <= SV_FAILED_MAX + 7; i++) {
		add_failed(&t, &s, i, 1);
		must(s.len == (i < SV_FAILED_MAX ? i : SV_FAILED_MAX) && s.dropped == i - s.len);
	}
	must(s.head->job->number == 8 && s.tail->job->number == SV_FAILED_MAX + 7 && unit_blobs == SV_FAILED_MAX);
	must(sv_failed_purge(&s, INT64_MAX) == SV_FAILED_MAX && unit_blobs == 0);
	sv_jobs_free(&t);
}

Test(failed, the_newest_one_is_found_without_a_look_at_the_others)
{
	sv_failed_store *s;
	uint64_t first, last;
	sv_job *hidden;

	world_ready(world_config(1));
	s = &W.pool->failed;
	first = world_submit("first");
	world_fails(world_takes(0, first), world_failure(SV_F_REJECTED));
	last = world_submit("last");
	world_fails(world_takes(0, last), world_failure(SV_F_REJECTED));
	must(s->len == 2 && sv_failed_find(s, first) == s->head);
	hidden = s->head->job;
	s->head->job = NULL;
	must(sv_failed_find(s, last) == s->tail);
	s->head->job = hidden;
	must(sv_failed_find(s, last + 1) == NULL);
	world_stop();
}

Test(failed, large_ones_are_kept_up_to_64_mib_and_the_last_one_always)
{
	sv_jobs t = { .free_blob = unit_free_blob, .settled = nothing };
	sv_failed_store s = { 0 };
	uint64_t i;

	for (i = 1; i <= 10; i++) {
		add_failed(&t, &s, i, 16 << 20);
	}
	must(s.len == 4 && s.head->job->number == 7 && s.bytes == SV_FAILED_BYTES_MAX && s.dropped == 6);
	add_failed(&t, &s, 11, 100 << 20);
	must(s.len == 1 && s.head->job->number == 11 && s.head == s.tail);
	add_failed(&t, &s, 12, 1);
	must(s.len == 1 && s.head->job->number == 12);
	sv_failed_purge(&s, INT64_MAX);
	must(unit_blobs == 0 && s.bytes == 0);
	sv_jobs_free(&t);
}

Test(failed, that_the_oldest_ones_go_is_said_once)
{
	int logs, i;

	world_ready(world_config(1));
	(void) fails("x");
	W.pool->failed.bytes += SV_FAILED_BYTES_MAX - 200; /* as if it were large */
	logs = W.logs[SV_LOG_WARNING];
	for (i = 0; i < 3; i++) {
		(void) fails("y");
	}
	must(W.logs[SV_LOG_WARNING] == logs + 1 && strstr(W.log, "store of failed jobs is full") && W.pool->failed.dropped > 0);
	W.pool->failed.bytes -= SV_FAILED_BYTES_MAX - 200;
	world_stop();
}

/* --- what they fail with --- */

Test(failed, the_twentieth_hand_back_fails_it_and_says_what_was_thrown)
{
	sv_failure f = world_failure(SV_F_EXCEPTION), why, cause;
	uint64_t number;
	const char *at;
	int i;

	f.counted = false;
	f.delay = 0;
	f.message = (sv_text) { "not now", 7 };
	world_ready(world_config(1));
	number = world_submit("x");
	for (i = 1; i <= SV_MAX_DELIVERIES; i++) {
		must(!W.known[number].settled);
		world_fails(world_takes(0, number), f);
		world_run(MS);
	}
	must(W.known[number].state == SV_J_FAILED);
	at = sv_job_result(kept(number)->job).data;
	must(sv_failure_read(&why, &at, at + kept(number)->job->result_len) && why.reason == SV_F_DELIVERY_LIMIT);
	must(sv_failure_read(&cause, &at, sv_job_result(kept(number)->job).data + kept(number)->job->result_len) && !cause.earlier);
	must(cause.message.len == 7 && memcmp(cause.message.data, "not now", 7) == 0 && kept(number)->job->attempts == 0);
	world_stop();
}

Test(failed, poison_names_each_crash)
{
	sv_pool_config c = world_config(1);
	sv_failure why;
	uint64_t number;
	int i;

	c.limits = (sv_job_limits) { 100, 3 };
	world_ready(c);
	number = world_submit("poison");
	for (i = 1; i <= 3; i++) {
		proc_die(world_takes(0, number), i == 2 ? EXITED(3) : KILLED(i == 1 ? SIGKILL : SIGABRT));
		(void) world_again(0);
	}
	why = world_failure_of(kept(number)->job);
	must(why.reason == SV_F_SIGNALED && why.signal == SIGABRT);
	must_say(why.message.len == strlen("its worker died 3 times: was killed by SIGKILL; exited with status 3; was killed by SIGABRT") &&
		memcmp(why.message.data, "its worker died 3 times: was killed by SIGKILL; exited with status 3; was killed by SIGABRT", why.message.len) == 0,
		"%.*s", (int) why.message.len, why.message.data);
	world_stop();
}

/* --- the order of lines --- */

Test(failed, the_death_of_a_worker_is_told_before_the_job_that_failed_by_it)
{
	sv_pool_config c = world_config(1);
	uint64_t number;

	c.limits = (sv_job_limits) { 1, 1 };
	world_ready(c);
	number = world_submit("x");
	proc_die(world_takes(0, number), KILLED(SIGKILL));
	must(W.known[number].named && W.death_line > 0 && W.failed_line == W.death_line + 1);
	must(W.facts.job == number && W.facts.attempt == 1 && W.facts.signal == SIGKILL && strcmp(W.facts.reason, "signaled") == 0 && W.facts.pid == W.last.pid);
	world_stop();
}

Test(failed, also_of_one_that_its_worker_told_of_before_it_ended)
{
	sv_pool_config c = world_config(1);
	struct proc *p;
	uint64_t number;

	c.limits = (sv_job_limits) { 1, 1 };
	world_ready(c);
	number = world_submit("x");
	p = world_takes(0, number);
	world_fails(p, world_failure(SV_F_FATAL));
	must(W.known[number].state == SV_J_FAILED && !W.known[number].named); /* its worker is about to end */
	proc_part(p, SV_P_FATAL, true, "what it was");
	proc_die(p, EXITED(255));
	must(W.known[number].named && W.failed_line == W.death_line + 1);
	world_stop();
}

Test(failed, one_whose_worker_goes_on_all_the_same_is_told_of_with_its_next_job)
{
	sv_pool_config c = world_config(1);
	uint64_t a, b;

	c.limits = (sv_job_limits) { 1, 1 };
	world_ready(c);
	a = world_submit("a");
	world_fails(world_takes(0, a), world_failure(SV_F_EXITED));
	must(!W.known[a].named);
	b = world_submit("b");
	world_done(world_takes(0, b), MS);
	must(W.known[a].named);
	world_stop();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_inside.c: progress, follow-up jobs and the cancelling of what runs; a pool on a fake clock with fake processes (world.h): one promise of the design,
 * one test.
 */
#include "world.h"

#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* --- progress --- */

static void tells(sv_job *job, double fraction, const char *note)
{
	const sv_told *t = sv_pool_progress(W.pool, job);

	must_say(t && t->fraction == fraction && t->len == strlen(note) && memcmp(t->note, note, t->len) == 0, "%g", t ? t->fraction : -1);
}

Test(inside, progress_is_seen_while_the_job_runs_and_kept_when_it_is_settled)
{
	uint64_t a, b;
	sv_job *job, *other;
	struct proc *p;

	world_ready(world_config(1));
	a = world_submit("a");
	b = world_submit("b");
	sv_job_hold(job = world_job(a));
	sv_job_hold(other = world_job(b));
	must(sv_pool_progress(W.pool, job) == NULL);
	p = world_takes(0, a);
	must(sv_pool_progress(W.pool, job) == NULL);
	proc_progress(p, 0.25, "begun");
	tells(job, 0.25, "begun");
	proc_progress(p, 0.5, "");
	proc_progress(p, 0.75, "nearly");
	world_done(p, MS);
	must(job->state == SV_J_DONE && job->told);
	tells(job, 0.75, "nearly");
	world_done(world_takes(0, b), MS);
	must(!other->told && sv_pool_progress(W.pool, other) == NULL && W.pool->jobs.told.len == 1);
	sv_job_release(job);
	sv_job_release(other);
	must(W.pool->jobs.told.len == 0); /* gone with its job */
	world_stop();
}

Test(inside, progress_does_not_jump_back_before_the_end_of_the_job_is_read)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(MS, 10);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	proc_progress(p, 0.5, "half");
	tells(world_job(a), 0.5, "half");
	proc_done(p, MS, true);
	must(proc_take(p) && proc_number(p) == b);
	tells(world_job(a), 0.5, "half"); /* its worker's cell tells of the next job now */
	must(sv_pool_progress(W.pool, world_job(b)) == NULL);
	world_done(p, MS);
	world_stop();
}

Test(inside, a_new_attempt_has_told_nothing_until_it_does)
{
	uint64_t a;
	struct proc *p;

	world_ready(world_config(1));
	a = world_submit("a");
	p = world_takes(0, a);
	proc_progress(p, 0.5, "half");
	world_fails(p, world_failure(SV_F_EXCEPTION));
	must(world_job(a)->state == SV_J_DELAYED);
	tells(world_job(a), 0.5, "half");
	world_run(2 * S);
	p = world_takes(0, a);
	must(sv_pool_progress(W.pool, world_job(a)) == NULL);
	proc_progress(p, 0.25, "again");
	tells(world_job(a), 0.25, "again");
	world_done(p, MS);
	world_stop();
}

Test(inside, what_a_job_told_before_its_worker_died_is_kept)
{
	uint64_t a;
	struct proc *p;

	world_ready(world_config(1));
	a = world_submit("a");
	p = world_takes(0, a);
	proc_progress(p, 0.125, "last seen here");
	proc_die(p, KILLED(SIGSEGV));
	must(world_job(a)->state == SV_J_DELAYED);
	tells(world_job(a), 0.125, "last seen here");
	world_stop();
}

Test(inside, a_failed_job_and_its_next_run_have_each_told_their_own)
{
	struct proc *p;
	uint64_t a, b;
	sv_job *old, *again;

	world_ready(world_config(1));
	a = world_submit("a");
	sv_job_hold(old = world_job(a));
	p = world_takes(0, a);
	proc_progress(p, 0.25, "first run");
	world_fails(p, world_failure(SV_F_REJECTED));
	must(old->state == SV_J_FAILED);
	b = world_retry_failed(W.pool->failed.head);
	sv_job_hold(again = world_job(b));
	must(again != old && again->number == old->number);
	p = world_takes(0, b);
	tells(old, 0.25, "first run");
	must(sv_pool_progress(W.pool, again) == NULL);
	proc_progress(p, 0.75, "second run");
	tells(again, 0.75, "second run");
	world_done(p, MS);
	tells(old, 0.25, "first run");
	sv_job_release(old);
	tells(again, 0.75, "second run");
	sv_job_release(again);
	must(W.pool->jobs.told.len == 0);
	world_stop();
}

Test(inside, progress_for_what_was_not_handed_out_is_void)
{
	sv_frame f = { .type = SV_T_PROGRESS, .len = 4 };
	uint64_t number;
	struct proc *p;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	f.u.fraction = 1;
	for (i = 0; i < SV_RING; i++) {
		f.ring = (uint16_t) i;
		f.serial = i == p->job.ring ? p->job.serial + 1 : p->job.serial;
		proc_write(p, &f, sizeof f);
		proc_write(p, "void", 4);
	}
	proc_deliver(p);
	must(p->kills == 0 && W.pool->jobs.told.len == 0 && !world_job(number)->told);
	world_done(p, MS);
	world_stop();
}

/* --- follow-up jobs --- */

Test(inside, a_follow_up_job_is_known_before_the_end_of_the_one_that_submitted_it)
{
	uint64_t a, b;
	struct proc *p;
	sv_job *job;

	world_ready(world_config(1));
	a = world_submit_for("a", 7 * S);
	p = world_takes(0, a);
	proc_submit(p, W.pool->id, "thumbnail", "b");
	proc_done(p, MS, false);
	W.pool->config.timeout_ns = 5 * S;
	proc_deliver(p); /* both */
	world_check();
	must(W.known[a].settled && W.numbers == 2);
	job = world_job(b = 2);
	must(job->state == SV_J_QUEUED && job->number == sv_job_number_by(world_slot(0)->ordinal, 1) && job->attempts == 0 && job->timeout_ms == 5000);
	must(job->meta_len == 9 && memcmp(sv_job_meta(job).data, "thumbnail", 9) == 0 && job->payload_len == 1 && sv_job_payload(job).data[0] == 'b' && job->kind == SV_V_STRING);
	must(job->refs == 2); /* the table's and this test's */
	world_done(world_takes(0, b), MS);
	must(W.pool->jobs.n.done == 2);
	world_stop();
}

Test(inside, a_scalar_payload_of_a_follow_up_job_lies_in_the_job)
{
	struct {
		sv_frame head;
		sv_follow follow;
		int64_t value;
	} f = { .head = { .type = SV_T_SUBMIT, .kind = SV_V_INT, .len = sizeof(sv_follow) + 8 }, .value = -4711 };
	struct proc *p;
	sv_job *job;
	int64_t value;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("a"));
	f.head.job = sv_job_number_by(p->slot->ordinal, ++p->followed);
	f.follow.pool = W.pool->id;
	proc_write(p, &f, sizeof f);
	f.head.job = sv_job_number_by(p->slot->ordinal, ++p->followed);
	f.head.kind = SV_V_TRUE;
	f.head.len = sizeof f.follow;
	proc_write(p, &f, sizeof f.head + sizeof f.follow);
	proc_deliver(p);
	world_check();
	must(W.numbers == 3 && p->kills == 0);
	job = world_job(2);
	memcpy(&value, sv_job_payload(job).data, sizeof value);
	must(sv_job_payload(job).owner == NULL && sv_job_payload(job).data == (char *) &job->payload && value == -4711);
	must(world_job(3)->kind == SV_V_TRUE && world_job(3)->payload_len == 0);
	world_done(p, MS);
	world_stop();
}

Test(inside, a_follow_up_job_with_a_delay_a_priority_and_attempts)
{
	struct proc *p;
	sv_job *job;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("a"));
	proc_submit_with(p, (sv_follow) { .pool = W.pool->id, .delay_ns = 3 * S, .priority = -128, .max_attempts = 7 }, "", "meta", "b");
	proc_submit_with(p, (sv_follow) { .pool = W.pool->id, .delay_ns = INT64_MAX, .priority = 127 }, "", "", "c");
	proc_deliver(p);
	world_check();
	job = world_job(2);
	must(job->state == SV_J_DELAYED && job->due.at == W.now + 3 * S && job->level == 0 && job->max_attempts == 7 && job->meta_len == 4);
	must(world_job(3)->state == SV_J_DELAYED && world_job(3)->due.at == SV_NEVER && world_job(3)->level == SV_LEVELS - 1);
	world_done(p, MS);
	world_run(3 * S - MS);
	must(world_job(2)->state == SV_J_DELAYED);
	world_run(MS);
	world_done(world_takes(0, 2), MS);
	must(W.pool->jobs.n.done == 2 && W.pool->jobs.n.delayed == 1);
	world_stop();
}

Test(inside, a_follow_up_job_whose_key_is_held_is_not_queued)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit_with("a", (sv_order) { .unique = { "first", 5 } }));
	proc_submit_with(p, (sv_follow) { .pool = W.pool->id }, "first", "meta", "b");
	proc_submit_with(p, (sv_follow) { .pool = W.pool->id }, "second", "meta", "c");
	proc_submit_with(p, (sv_follow) { .pool = W.pool->id }, "second", "", "d");
	proc_deliver(p);
	world_check();
	must(W.numbers == 2 && W.pool->jobs.n.submitted == 2 && sv_jobs_find(&W.pool->jobs, (sv_text) { "second", 6 }) == world_job(2));
	must(world_job(2)->number == sv_job_number_by(p->slot->ordinal, 2) && sv_job_payload(world_job(2)).data[0] == 'c');
	world_done(p, MS);
	world_done(world_takes(0, 2), MS);
	must(W.pool->jobs.n.done == 2 && !sv_jobs_find(&W.pool->jobs, (sv_text) { "second", 6 }));
	world_stop();
}

Test(inside, a_follow_up_job_that_is_refused_takes_no_key_of_the_pool_that_counts_it)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit_with("a", (sv_order) { .unique = { "key", 3 } }));
	proc_submit_with(p, (sv_follow) { .pool = W.pool->id + 1000, .delay_ns = S }, "key", "", "b"); /* a key of that pool, not of this one */
	proc_deliver(p);
	world_check();
	must(W.numbers == 2 && W.pool->jobs.n.cancelled == 1 && sv_jobs_find(&W.pool->jobs, (sv_text) { "key", 3 }) == world_job(1));
	world_done(p, MS);
	world_stop();
}

Test(inside, follow_up_jobs_stay_when_the_attempt_fails_or_its_worker_dies)
{
	uint64_t a;
	struct proc *p;

	world_ready(world_config(1));
	a = world_submit("a");
	p = world_takes(0, a);
	proc_submit(p, W.pool->id, "", "of the first attempt");
	world_fails(p, world_failure(SV_F_EXCEPTION));
	must(W.numbers == 2 && world_job(2)->state == SV_J_QUEUED);
	world_done(world_takes(0, 2), MS);
	world_run(2 * S);
	p = world_takes(0, a);
	proc_submit(p, W.pool->id, "", "of the second one");
	proc_die(p, KILLED(SIGKILL)); /* not read before */
	must(W.numbers == 3 && world_job(3)->state == SV_J_QUEUED && world_job(a)->state == SV_J_DELAYED);
	world_stop();
}

Test(inside, numbers_of_follow_up_jobs_are_those_of_their_worker)
{
	struct proc *p;
	uint64_t first, second;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("a"));
	proc_submit(p, W.pool->id, "", "b");
	proc_deliver(p);
	world_check();
	first = world_job(2)->number;
	proc_die(p, KILLED(SIGKILL));
	world_service();
	p = world_boots(world_proc(0));
	world_service();
	must(proc_take(p));
	proc_submit(p, W.pool->id, "", "c");
	proc_deliver(p);
	world_check();
	second = world_job(3)->number;
	must(first != second && second == sv_job_number_by(world_slot(0)->ordinal, 1) && first == sv_job_number_by(world_slot(0)->ordinal - 1, 1));
	world_done(p, MS);
	world_stop();
}

Test(inside, a_follow_up_job_for_a_pool_that_is_gone_is_counted_as_cancelled_and_logged_once)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("a"));
	proc_submit(p, W.pool->id + 1000, "name", "b");
	proc_submit(p, W.pool->id + 1000, "", "c");
	proc_deliver(p);
	world_check();
	must(W.asked_pool == W.pool->id + 1000 && W.numbers == 3 && W.pool->jobs.n.cancelled == 2 && p->kills == 0);
	must(W.logs[SV_LOG_WARNING] == 1 && strstr(W.log, "is cancelled"));
	world_done(p, MS);
	world_stop();
}

Test(inside, a_follow_up_job_of_a_pool_that_stops_is_cancelled)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_takes(0, world_submit("a"));
	sv_pool_stop(W.pool, 25 * S);
	proc_submit(p, W.pool->id, "", "b");
	world_done(p, MS);
	must(W.numbers == 2 && W.pool->jobs.n.done == 1 && W.pool->jobs.n.cancelled == 1 && W.logs[SV_LOG_WARNING] == 1);
	world_leaves(p, SV_P_STOPPED);
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

/* A follow-up job with one thing that is wrong. */
static void broken(sv_frame head, sv_follow follow, const char *body, size_t len, bool handler)
{
	sv_pool_config config = world_config(1);
	uint64_t a = 0;
	struct proc *p;

	config.handler = handler;
	world_ready(config);
	if (handler) {
		a = world_submit("a");
		p = world_takes(0, a);
	} else {
		p = world_proc(0);
		proc_begin(p, 0);
	}
	head.type = SV_T_SUBMIT;
	head.len = (uint32_t) (sizeof follow + len);
	head.ring = p->job.ring;
	head.serial = p->job.serial;
	head.job += sv_job_number_by(p->slot->ordinal, 1);
	follow.pool += W.pool->id;
	proc_write(p, &head, sizeof head);
	proc_write(p, &follow, sizeof follow);
	proc_write(p, body, len);
	proc_deliver(p);
	world_check();
	must(p->kills == 1 && p->deaf && world_slot(0)->state == SV_KILLING && W.numbers == (handler ? 1 : 0) && strstr(W.log, "not a frame"));
	proc_die(p, KILLED(SIGKILL));
	must(!handler || (world_job(a)->state == SV_J_DELAYED && world_job(a)->crashes == 1));
	world_stop();
}

Test(inside, a_worker_that_writes_a_follow_up_job_that_makes_no_sense_is_killed)
{
	static const sv_frame head = { .kind = SV_V_STRING }, number = { .kind = SV_V_STRING, .job = 1 }, master = { .kind = SV_V_STRING, .job = SV_BY_WORKER },
		integer = { .kind = SV_V_INT }, null = { .kind = SV_V_NULL };
	static const sv_follow none, past = { .delay_ns = -1 }, key = { .key_len = 5 }, both = { .key_len = 4, .meta_len = 1 }, four = { .meta_len = 4 }, five = { .meta_len = 5 }, huge = { .meta_len = UINT32_MAX }, long_one = { .meta_len = SV_META_MAX + 1 };
	char *bytes = calloc(1, SV_META_MAX + 10);

	broken(number, none, "text", 4, true);   /* not the next one of this worker */
	broken(master, none, "text", 4, true);   /* not one of a worker */
	broken(head, five, "text", 4, true);     /* its meta is longer than all */
	broken(head, huge, "text", 4, true);
	broken(head, long_one, bytes, SV_META_MAX + 10, true);
	broken(head, key, "text", 4, true);      /* its key is longer than all */
	broken(head, both, "text", 4, true);     /* key and meta together are */
	broken(head, past, "text", 4, true);     /* due before it came */
	broken(head, four, "!bad", 4, true);     /* its meta cannot be read */
	broken(integer, none, "text", 4, true);  /* no int */
	broken(integer, four, "metatext", 8, true);
	broken(null, none, "text", 4, true);
	broken(head, none, "text", 4, false);    /* of a loop, which has no jobs */
	free(bytes);
}

/* --- cancelling --- */

static struct proc *runs(uint64_t *number)
{
	world_ready(world_config(1));
	*number = world_submit("x");
	return world_takes(0, *number);
}

static void is_cancelled(uint64_t number, sv_fail_reason previous)
{
	sv_job *job = world_job(number);
	const char *at = sv_job_result(job).data, *end = at + job->result_len;
	sv_failure f;

	must_say(job->state == SV_J_CANCELLED && W.known[number].retries == 0, "%d %d", job->state, W.known[number].retries);
	must(sv_failure_read(&f, &at, end) && f.reason == SV_F_CANCELLED);
	must(previous == SV_F_REASONS ? at == end : sv_failure_read(&f, &at, end) && f.reason == previous && at == end);
	must(W.pool->jobs.n.cancelled == 1 && W.pool->jobs.n.handed == 0);
}

/* The job is held by the test until the next check. */
static void cancel(uint64_t number)
{
	must(!sv_pool_cancel(W.pool, world_job(number)) && sv_pool_cancel_running(W.pool, world_job(number), false));
}

Test(inside, a_job_that_runs_is_asked_to_give_up_and_is_done_if_it_returns)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(MS, 5);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	must(!proc_cancelled(p));
	cancel(a);
	cancel(a); /* again: nothing */
	must(proc_cancelled(p) && p->kills == 0 && world_job(a)->state == SV_J_HANDED && world_job(b)->state == SV_J_HANDED);
	proc_done(p, MS, false);
	proc_deliver(p);
	must(world_job(a)->state == SV_J_DONE && !sv_pool_cancel_running(W.pool, world_job(a), true));
	world_check();
	must(proc_take(p) && proc_number(p) == b && !proc_cancelled(p)); /* it was not meant */
	world_done(p, MS);
	world_stop();
}

Test(inside, asking_a_job_that_is_over_already_takes_the_question_from_no_other_one)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(MS, 5);
	a = world_submit("a");
	b = world_submit("b");
	p = world_takes(0, a);
	proc_done(p, 1000, true); /* not told yet */
	must(proc_take(p) && proc_number(p) == b);
	cancel(b);
	cancel(a);
	must(proc_cancelled(p));
	proc_flush(p);
	proc_deliver(p);
	must(world_job(a)->state == SV_J_DONE);
	world_fails(p, world_failure(SV_F_EXCEPTION));
	must(W.known[b].state == SV_J_CANCELLED);
	world_stop();
}

Test(inside, a_job_that_was_asked_to_give_up_and_fails_is_cancelled_and_the_failure_is_its_previous_one)
{
	static const sv_fail_reason reasons[] = { SV_F_EXCEPTION, SV_F_REJECTED, SV_F_UNDECODABLE, SV_F_EXITED, SV_F_FATAL };
	uint64_t a;
	size_t i;

	for (i = 0; i < COUNT(reasons); i++) {
		struct proc *p = runs(&a);
		sv_failure f = world_failure(reasons[i]);

		f.counted = i != 0;
		cancel(a);
		proc_fail(p, &f);
		proc_deliver(p);
		is_cancelled(a, reasons[i]);
		must(world_job(a)->attempts == (i != 0));
		world_stop();
	}
}

Test(inside, a_job_that_was_asked_to_give_up_and_whose_result_cannot_travel_is_failed)
{
	uint64_t a;
	struct proc *p = runs(&a);
	sv_failure f = world_failure(SV_F_RESULT_UNSENDABLE);

	cancel(a);
	proc_fail(p, &f);
	proc_deliver(p);
	must(world_job(a)->state == SV_J_FAILED && world_failure_of(world_job(a)).reason == SV_F_RESULT_UNSENDABLE);
	world_stop();
}

Test(inside, a_job_that_was_asked_to_give_up_and_whose_worker_dies_is_cancelled)
{
	uint64_t a;
	struct proc *p = runs(&a);

	cancel(a);
	proc_dies_unseen(p, KILLED(SIGSEGV));
	W.known[a].running = NULL;
	p->runs = false;
	sv_pool_died(W.pool, p->slot, p->status, false, 0, 0);
	sv_pool_tell_deaths(W.pool);
	is_cancelled(a, SV_F_SIGNALED);
	must(world_job(a)->crashes == 1 && W.pool->jobs.n.crashes == 1 && !W.last.end.planned);
	world_stop();
}

Test(inside, a_job_that_was_asked_to_give_up_and_whose_time_is_up_is_cancelled)
{
	sv_pool_config config = world_config(1);
	struct proc *p;
	uint64_t a;

	config.timeout_ns = S;
	world_ready(config);
	a = world_submit("a");
	p = world_takes(0, a);
	cancel(a);
	world_run(2 * S);
	must(p->traces == 1);
	must(sv_pool_cancel_running(W.pool, world_job(a), true) && W.last_job == 0); /* it is being ended already */
	proc_dies_unseen(p, KILLED(SIGKILL));
	W.known[a].running = NULL;
	p->runs = false;
	sv_pool_died(W.pool, p->slot, p->status, false, 0, 0);
	sv_pool_tell_deaths(W.pool);
	is_cancelled(a, SV_F_TIMED_OUT);
	must(W.last.end.reason == SV_X_TIMED_OUT);
	world_stop();
}

Test(inside, a_job_that_was_asked_to_give_up_and_whose_result_is_lost_is_not_run_again)
{
	uint64_t a;
	struct proc *p = runs(&a);

	cancel(a);
	proc_done(p, 1000, true); /* held back */
	proc_dies_unseen(p, KILLED(SIGKILL));
	sv_pool_died(W.pool, p->slot, p->status, false, 0, 0);
	sv_pool_tell_deaths(W.pool);
	is_cancelled(a, SV_F_REASONS);
	must(W.pool->jobs.n.lost_results == 1);
	world_stop();
}

Test(inside, force_ends_the_worker_and_only_the_job_that_was_meant)
{
	uint64_t a, b, c;
	struct proc *p;
	sv_job *job;

	world_ready(world_config(2));
	world_teach(MS, 5);
	sv_pool_scale(W.pool, 1);
	world_leaves(world_proc(world_proc(0)->hung_up ? 0 : 1), SV_P_STOPPED);
	p = world_proc(0) ? world_proc(0) : world_proc(1);
	a = world_submit("a");
	b = world_submit("b");
	c = world_submit("c");
	world_service();
	must(proc_take(p) && proc_number(p) == a);
	sv_job_hold(job = world_job(a));
	must(world_job(b)->state == SV_J_HANDED);
	must(!sv_pool_cancel(W.pool, job) && sv_pool_cancel_running(W.pool, job, true));
	world_check();
	must(p->kills == 1 && p->traces == 0 && p->slot->state == SV_KILLING && W.logs[SV_LOG_WARNING] == 0 && W.logs[SV_LOG_ERROR] == 0);
	must(job->state == SV_J_HANDED); /* until its worker is reaped: nothing runs beside it */
	must(world_job(b)->state == SV_J_QUEUED && world_job(c)->state == SV_J_QUEUED && world_job(b)->attempts + world_job(b)->deliveries + world_job(c)->attempts == 0);
	must(!proc_done(p, MS, false)); /* too late */
	proc_die(p, KILLED(SIGKILL));
	must(job->state == SV_J_CANCELLED && job->attempts == 1 && job->crashes == 0 && W.pool->jobs.n.crashes == 0 && W.pool->jobs.n.retried == 0);
	must(W.last.end.planned && W.last.end.reason == SV_X_CANCELLED && W.last_job == a && W.last.restart_ns == 0 && p->slot->failures == 0 && !W.pool->killed);
	must(W.pool->recycled[SV_X_CANCELLED] == 1 && W.refills == 0);
	sv_job_release(job);
	world_service();
	p = world_boots(world_proc(p->slot->index));
	world_service();
	must(proc_take(p) && proc_number(p) == b && !proc_cancelled(p));
	proc_done(p, MS, false);
	must(proc_take(p) && proc_number(p) == c);
	world_done(p, MS);
	world_stop();
}

Test(inside, a_worker_whose_very_first_job_is_cancelled_with_force_is_replaced_at_once)
{
	uint64_t a;
	struct proc *p = runs(&a);

	must(sv_pool_cancel_running(W.pool, world_job(a), true));
	proc_die(p, KILLED(SIGKILL));
	must(W.last.restart_ns == 0 && W.last.report.jobs == 0 && world_slot(0)->failures == 0);
	world_stop();
}

Test(inside, force_comes_too_late_for_what_was_sent)
{
	sv_failure f = world_failure(SV_F_EXCEPTION);
	uint64_t a;
	struct proc *p = runs(&a);

	proc_done(p, MS, false); /* not read yet */
	must(!sv_pool_cancel(W.pool, world_job(a)) && !sv_pool_cancel_running(W.pool, world_job(a), true));
	must(world_job(a)->state == SV_J_DONE && p->kills == 0);
	world_stop();
	p = runs(&a);
	proc_fail(p, &f);
	must(sv_pool_cancel_running(W.pool, world_job(a), true)); /* not retried */
	is_cancelled(a, SV_F_EXCEPTION);
	must(p->kills == 0);
	world_stop();
}

static void finishes(void)
{
	proc_done(world_proc(0), MS, true);
}

Test(inside, force_spares_a_worker_that_is_done_at_this_moment)
{
	uint64_t a;
	struct proc *p = runs(&a);

	W.meanwhile = finishes;
	must(sv_pool_cancel_running(W.pool, world_job(a), true));
	must(p->kills == 0 && world_slot(0)->state == SV_BUSY && world_job(a)->state == SV_J_HANDED);
	proc_flush(p);
	proc_deliver(p);
	must(world_job(a)->state == SV_J_DONE);
	world_stop();
}

Test(inside, a_job_whose_worker_is_dead_may_be_cancelled_before_that_is_told)
{
	uint64_t a, b;
	int force;

	for (force = 0; force < 2; force++) {
		struct proc *p = runs(&a);

		b = world_submit("b");
		W.late_deaths = true;
		proc_die(p, KILLED(SIGSEGV));
		must(W.deaths == 0 && world_job(a)->state == SV_J_HANDED && world_slot(0)->state == SV_BACKOFF);
		must(!sv_pool_cancel(W.pool, world_job(a)) && sv_pool_cancel_running(W.pool, world_job(a), force));
		/* nothing but the job is changed */
		must(world_slot(0)->state == SV_BACKOFF && !world_slot(0)->expired && !atomic_load(&world_slot(0)->cell->cancel) && p->kills == 0);
		sv_pool_service(W.pool, true);
		is_cancelled(a, SV_F_SIGNALED);
		world_check();
		must(W.deaths == 1 && !W.last.end.planned && W.forks == 2);
		(void) world_boots(world_proc(0));
		world_done(world_takes(0, b), MS);
		world_stop();
	}
}

Test(inside, a_job_that_is_cancelled_while_it_waits_for_a_retry_keeps_its_failure)
{
	uint64_t a;
	struct proc *p = runs(&a);
	sv_job *job = world_job(a);
	const char *at;
	sv_failure f;

	world_fails(p, world_failure(SV_F_EXCEPTION));
	must(job->state == SV_J_DELAYED && sv_pool_cancel(W.pool, job) && job->state == SV_J_CANCELLED);
	at = sv_job_result(job).data;
	must(sv_failure_read(&f, &at, sv_job_result(job).data + job->result_len) && f.reason == SV_F_CANCELLED);
	must(sv_failure_read(&f, &at, sv_job_result(job).data + job->result_len) && f.reason == SV_F_EXCEPTION);
	must(!sv_pool_cancel(W.pool, job) && !sv_pool_cancel_running(W.pool, job, true));
	world_stop();
}

Test(inside, force_in_a_later_attempt_keeps_the_failure_of_the_one_before)
{
	uint64_t a;
	struct proc *p = runs(&a);
	sv_job *job = world_job(a);
	const char *at;
	sv_failure f;

	world_fails(p, world_failure(SV_F_EXCEPTION));
	world_run(2 * S);
	p = world_takes(0, a);
	must(sv_pool_cancel_running(W.pool, job, true));
	sv_job_hold(job);
	proc_die(p, KILLED(SIGKILL));
	at = sv_job_result(job).data;
	must(job->state == SV_J_CANCELLED && job->attempts == 2);
	must(sv_failure_read(&f, &at, sv_job_result(job).data + job->result_len) && f.reason == SV_F_CANCELLED && f.signal == SIGKILL);
	must(sv_failure_read(&f, &at, sv_job_result(job).data + job->result_len) && f.reason == SV_F_EXCEPTION);
	sv_job_release(job);
	world_stop();
}

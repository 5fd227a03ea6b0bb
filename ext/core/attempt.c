/* SPDX-License-Identifier: BSD-3-Clause */
/* attempt.c: what workers send, and how attempts end: with a frame, with their worker, by their deadline; see pool.h. */
#include "core/history.h"
#include "core/pool.h"

#include <stdio.h>
#include <string.h>

/* The longest delay that a handler gets, whatever it asks for: a century. Added to the clock it still fits into an int64_t. */
#define DELAY_MAX_NS (INT64_C(100) * 366 * 86400 * SV_SECOND_NS)

/* --- failures that the master itself writes --- */

/* With the records of failures before it, if there are any, as its previous ones. */
static sv_blob write_after(const sv_pool *pool, const sv_failure *f, sv_blob previous)
{
	size_t size = sv_failure_size(f);
	char *bytes;
	sv_blob b = pool->hooks->new_blob(size + previous.len, &bytes);

	sv_failure_write(f, bytes);
	if (previous.len) {
		memcpy(bytes + size, previous.data, previous.len);
	}
	return b;
}

static sv_blob write_failure(const sv_pool *pool, const sv_failure *f)
{
	return write_after(pool, f, (sv_blob) { 0 });
}

static sv_failure master_failure(sv_fail_reason reason, const char *message)
{
	return (sv_failure) {
		.reason = reason,
		.counted = true,
		.delay = -1,
		.exit_code = -1,
		.message = { message, (uint32_t) strlen(message) },
		.trace = { "", 0 },
	};
}

static sv_blob write_cancelled(const sv_pool *pool, const char *message, sv_blob previous)
{
	sv_failure f = master_failure(SV_F_CANCELLED, message);

	return write_after(pool, &f, previous);
}

sv_blob sv_attempt_cancelled(void *ctx, const sv_job *job)
{
	return write_cancelled(ctx, "the job was cancelled", sv_job_result(job));
}

/* The records of the last attempt, which it takes, with what the job has to tell of those before. */
static sv_blob with_history(const sv_pool *pool, const sv_job *job, sv_blob last)
{
	sv_blob whole = sv_history_add(last, sv_job_result(job), pool->hooks->new_blob);

	if (!whole.owner) {
		return last;
	}
	pool->hooks->free_blob(last.owner);
	return whole;
}

/* A failure of ours, whose cause, as previous ones, are these records; takes them. */
static sv_blob because_of(const sv_pool *pool, const sv_failure *f, sv_blob records)
{
	char *to;
	sv_blob b = pool->hooks->new_blob(sv_failure_size(f) + records.len, &to);

	memcpy(sv_failure_write(f, to), records.data, records.len);
	pool->hooks->free_blob(records.owner);
	return b;
}

/* What a job that has crashed more than once fails with says why each time. */
static sv_blob poison(const sv_pool *pool, const sv_job *job, const sv_failure *f)
{
	char message[(SV_HISTORY_MAX + 1) * (SV_HISTORY_TEXT_MAX + 2) + 64];
	sv_failure all = *f;

	sv_history_crashes(sv_job_result(job), f->message, job->crashes, message, sizeof message);
	all.message = (sv_text) { message, (uint32_t) strlen(message) };
	return write_failure(pool, &all);
}

/* The failure that a job ends with, or waits for its retry with. records: of its attempt, taken; without an owner: f is all of them. */
static sv_blob failure_of(const sv_pool *pool, const sv_job *job, const sv_failure *f, sv_blob records, sv_next next)
{
	if (!records.owner) {
		records = next == SV_N_FAIL && f->crash && job->crashes > 1 ? poison(pool, job, f) : write_failure(pool, f);
	} else if (next == SV_N_UNDELIVERABLE) {
		sv_failure limit = master_failure(SV_F_DELIVERY_LIMIT, "it was handed out 20 times without an attempt that counts; the last time Retry(counted: false) was thrown");

		limit.pid = f->pid;
		records = because_of(pool, &limit, records);
	}
	return with_history(pool, job, records);
}

/* --- the end of an attempt --- */

/* Names a job that has failed for good in the log, if nobody would see it otherwise. */
static void tell_failed(sv_pool *pool, const sv_job *job)
{
	if (pool->unseen) {
		pool->unseen = false;
		pool->hooks->failed(pool, job);
	}
}

/* An attempt of a job that was asked to give up has failed, which may be its answer. records: as those of retry_or_fail(). */
static void give_up(sv_pool *pool, sv_job *job, const sv_failure *f, sv_blob records)
{
	sv_blob why;

	if (!records.owner) {
		records = write_after(pool, f, f->reason == SV_F_CANCELLED ? sv_job_result(job) : (sv_blob) { 0 });
	}
	why = f->reason == SV_F_CANCELLED ? records : write_cancelled(pool, "the job was cancelled while it ran", records);
	if (why.owner != records.owner) {
		pool->hooks->free_blob(records.owner);
	}
	sv_jobs_settle(&pool->jobs, job, SV_J_CANCELLED, SV_V_NULL, why);
}

/* records: of a FAILURE frame, taken; without an owner: a crash, and f is all of them. The caller holds the job, and calls tell_failed(). */
static void retry_or_fail(sv_pool *pool, sv_job *job, const sv_failure *f, sv_blob records)
{
	sv_jobs *t = &pool->jobs;
	int64_t delay = SV_NEVER, now = sv_pool_now(pool);
	sv_next next = sv_jobs_charge(t, job, f, f->crash, pool->config.limits);

	if (job->unwanted && (next == SV_N_RETRY || f->reason != SV_F_RESULT_UNSENDABLE)) { /* of that one the work is done */
		give_up(pool, job, f, records);
		return;
	}
	records = failure_of(pool, job, f, records, next);
	if (next != SV_N_RETRY) {
		sv_jobs_settle(t, job, SV_J_FAILED, SV_V_NULL, records);
		return;
	}
	if (f->delay >= 0) {
		delay = f->delay * 1e9 < (double) DELAY_MAX_NS ? (int64_t) (f->delay * 1e9) : DELAY_MAX_NS;
	} else if (pool->config.backoff_ns) {
		uint32_t i = job->attempts ? job->attempts - 1u : 0;

		i = i < pool->config.backoff_len ? i : pool->config.backoff_len - 1;
		delay = sv_policy_jitter(pool->config.backoff_ns[i], pool->port->random(pool->port->ctx));
	}
	if (f->crash && job->crashes >= 2 && delay < SV_CRASH_DELAY_NS) {
		delay = SV_CRASH_DELAY_NS;
	}
	if (!sv_jobs_retry(t, job, records, delay == SV_NEVER ? SV_NEVER : now + delay)) {
		sv_pool_log(pool, NULL, SV_LOG_ERROR, "out of memory: a job that should be retried is failed");
		sv_jobs_settle(t, job, SV_J_FAILED, SV_V_NULL, records);
	} else if (delay == SV_NEVER) {
		pool->hooks->backoff(pool, job);
	} else {
		pool->hooks->retried(pool, job, delay);
	}
}

void sv_pool_decide(sv_pool *pool, sv_job *job, int64_t delay_ns)
{
	sv_failure last;

	if (job->state != SV_J_DELAYED) {
		return; /* cancelled meanwhile */
	}
	if (delay_ns < 0) {
		sv_job_hold(job);
		sv_jobs_settle(&pool->jobs, job, SV_J_FAILED, SV_V_NULL, sv_job_take_failure(job));
		pool->jobs.n.retried--;
		tell_failed(pool, job);
		sv_job_release(job);
		return;
	}
	if (job->crashes >= 2 && delay_ns < SV_CRASH_DELAY_NS && sv_job_failure(job, &last) && last.crash) {
		delay_ns = SV_CRASH_DELAY_NS;
	}
	delay_ns = delay_ns < DELAY_MAX_NS ? delay_ns : DELAY_MAX_NS;
	sv_heap_set(&pool->jobs.delayed, &job->due, sv_pool_now(pool) + delay_ns); /* it is in the heap: only moved */
	pool->hooks->retried(pool, job, delay_ns);
}

/* Does an attempt that failed so end its worker, too? */
static bool ends_worker(sv_fail_reason reason)
{
	return reason == SV_F_FATAL || reason == SV_F_EXITED || reason == SV_F_OUT_OF_MEMORY;
}

static void failed(sv_pool *pool, sv_slot *slot, sv_job *job, const sv_failure *f, sv_blob records)
{
	sv_job_hold(job);
	slot->failed = job;
	retry_or_fail(pool, job, f, records);
	if (ends_worker(f->reason)) {
		slot->untold = pool->unseen;
		pool->unseen = false;
	}
	tell_failed(pool, job);
}

void sv_attempt_forget_failed(sv_slot *slot)
{
	sv_job *job = slot->failed;

	if (job) {
		slot->failed = NULL;
		slot->pool->unseen = slot->untold;
		slot->untold = false;
		tell_failed(slot->pool, job);
		sv_job_release(job);
	}
}

/* The worker took the time of both ends, so neither a held result nor a busy master makes a job longer. */
static void measure(sv_pool *pool, const sv_job *job, int64_t began_ns, int64_t run_ns)
{
	sv_histogram_add(&pool->run_time, run_ns);
	sv_histogram_add(&pool->wait_time, began_ns > job->queued_ns ? began_ns - job->queued_ns : 0);
}

static bool attempt_over(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body)
{
	sv_job *job = slot->ring[head->ring];
	const char *at = body.data;
	sv_failure f;

	if (!job || slot->serials[head->ring] != head->serial || (slot->expired && sv_claim_read(slot->cell, head->ring) == SV_EXPIRED)) {
		if (body.owner) {
			pool->hooks->free_blob(body.owner);
		}
		return true; /* void: it was settled otherwise */
	}
	if (head->type == SV_T_FAILURE && !sv_failure_read(&f, &at, at + body.len)) {
		if (body.owner) {
			pool->hooks->free_blob(body.owner);
		}
		return false;
	}
	sv_dispatch_detach(slot, head->ring);
	sv_attempt_forget_failed(slot);
	sv_paces_learn(&pool->paces, job->pace, head->u.run_ns);
	measure(pool, job, head->began_ns, head->u.run_ns);
	if (head->type == SV_T_RESULT) {
		job->attempts++;
		sv_jobs_settle(&pool->jobs, job, SV_J_DONE, (sv_value_kind) head->kind, body);
	} else {
		failed(pool, slot, job, &f, body);
	}
	if (slot->has == 0) {
		sv_pool_event(pool, slot, SV_E_REST);
	}
	if (pool->config.max_memory) {
		sv_limits_after_job(pool, slot);
	}
	sv_dispatch_room(pool, slot);
	return true;
}

/* A worker leaves by itself: others run what it has not begun, and it gets as long as when it is asked to leave. */
void sv_attempt_leaves(sv_pool *pool, sv_slot *slot)
{
	int64_t now = sv_pool_now(pool);

	sv_pool_event(pool, slot, SV_E_LEAVE);
	if (slot->asked || (slot->state != SV_DRAINING && slot->state != SV_STOPPING)) {
		return;
	}
	sv_dispatch_give_back(pool, slot);
	slot->end_at = pool->config.stop_ns < SV_NEVER - now ? now + pool->config.stop_ns : SV_NEVER;
	sv_limits_arm(pool, slot);
}

/* A loop that never says when a job begins makes some limits mean nothing. */
static void no_begin(sv_pool *pool, const sv_slot *slot)
{
	const char *what = pool->config.max_jobs ? pool->config.timeout_ns ? "maxJobs and timeout" : "maxJobs" : "timeout";

	if ((pool->config.max_jobs || pool->config.timeout_ns) && !pool->no_begin_told) {
		pool->no_begin_told = true;
		sv_pool_log(pool, slot, SV_LOG_WARNING, "the Loop has never called Worker::begin(): %s count from begin() to end(), so they do nothing here", what);
	}
}

static bool on_word(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body)
{
	bool ok = pool->hooks->word && pool->hooks->word(pool, slot, head, body);

	if (body.owner) {
		pool->hooks->free_blob(body.owner);
	}
	return ok;
}

static bool on_frame(void *ctx, const sv_frame *head, sv_blob body)
{
	sv_slot *slot = ctx;

	switch (head->type) {
	case SV_T_READY:
		if (!slot->ready) {
			sv_pool_event(slot->pool, slot, SV_E_READY);
		}
		return true;
	case SV_T_LEAVE:
		sv_attempt_leaves(slot->pool, slot);
		return true;
	case SV_T_DEADLINE:
		sv_limits_told(slot->pool, slot, head->u.deadline_ns);
		return true;
	case SV_T_MEMORY:
		sv_limits_after_job(slot->pool, slot);
		return true;
	case SV_T_NO_BEGIN:
		no_begin(slot->pool, slot);
		return true;
	case SV_T_PROGRESS:
		sv_inside_progress(slot->pool, slot, head, body);
		return true;
	case SV_T_SUBMIT:
		return sv_inside_submit(slot->pool, slot, head, body);
	case SV_T_WORD:
		return on_word(slot->pool, slot, head, body);
	default:
		return attempt_over(slot->pool, slot, head, body);
	}
}

sv_read sv_attempt_read(sv_pool *pool, sv_slot *slot, bool whole)
{
	sv_reader reader = {
		.port = pool->port,
		.new_blob = pool->hooks->new_blob,
		.free_blob = pool->hooks->free_blob,
		.frame = on_frame,
		.ctx = slot,
		.max_body = pool->config.max_body,
		.scratch = pool->scratch,
	};

	return slot->broken ? SV_READ_BROKEN : sv_channel_read(&slot->in, slot->fd, &reader, whole);
}

/* What a job's failure says of its worker's death. */
static void death_words(const sv_obituary *o, char *buf, size_t size)
{
	char words[96], place[SV_FILE_MAX + SV_FUNCTION_MAX + 24], name[16];
	const char *last = o->report.last_words;

	if (o->end.by_us && o->end.reason == SV_X_TIMED_OUT) {
		snprintf(buf, size, "its time of %.6g s was up%s", (double) (o->report.deadline_ns - o->report.began_ns) / 1e9, sv_exit_place(o->where, place, sizeof place));
		return;
	}
	if (o->end.by_us && o->end.reason == SV_X_CANCELLED) {
		snprintf(buf, size, "the job was cancelled while it ran, and its worker was killed");
		return;
	}
	if (sv_exit_place(o->where, place, sizeof place)[0] && o->where->signal == o->end.signal) {
		snprintf(words, sizeof words, "died of %s%s", sv_signal_name(o->end.signal, name), o->end.core ? " (core dumped)" : "");
	} else {
		sv_exit_words(&o->end, words, sizeof words);
	}
	snprintf(buf, size, "its worker %s%s%s%s", words, place, *last ? ": " : "", last);
}

void sv_attempt_crashed(sv_pool *pool, sv_job *job, const sv_obituary *o)
{
	char message[SV_LAST_WORDS_MAX + SV_FILE_MAX + SV_FUNCTION_MAX + 160];
	sv_failure f;

	death_words(o, message, sizeof message);
	f = master_failure(sv_exit_failure(&o->end), message);
	f.crash = f.reason != SV_F_TIMED_OUT && f.reason != SV_F_CANCELLED; /* they are no crashes: a timeout is a failed attempt */
	f.signal = o->end.signal;
	f.exit_code = o->end.exit_code;
	f.pid = (int32_t) o->pid;
	if (o->where) {
		f.trace = (sv_text) { o->where->text, o->where->len };
		f.line = o->where->line;
		f.file = (sv_text) { o->where->file[0] ? o->where->file : NULL, (uint32_t) strlen(o->where->file) };
	}
	if (pool->phase == SV_PH_STOPPING) {
		f.reason = SV_F_CANCELLED;
		job->attempts++;
		sv_jobs_settle(&pool->jobs, job, SV_J_CANCELLED, SV_V_NULL, write_failure(pool, &f));
		return;
	}
	retry_or_fail(pool, job, &f, (sv_blob) { 0 });
	tell_failed(pool, job);
}

sv_job *sv_attempt_bury(sv_pool *pool, sv_slot *slot, const sv_obituary *o)
{
	sv_job *died_in = NULL;
	uint32_t k;

	/* From the last to the first, so that those that are given back keep their order. */
	for (k = slot->tail; k != slot->head; k--) {
		uint32_t i = (k - 1) % SV_RING;
		sv_job *job = slot->ring[i];

		if (!job) {
			continue;
		}
		slot->ring[i] = NULL;
		switch (sv_claim_read(slot->cell, i)) {
		case SV_RUNNING:
		case SV_EXPIRED:
			if (died_in) { /* its code forked, and both went on as the worker */
				sv_attempt_crashed(pool, died_in, o);
				sv_job_release(died_in);
			}
			sv_job_hold(job);
			died_in = job;
			break;
		case SV_DONE: {
			sv_failure f = master_failure(SV_F_DELIVERY_LIMIT, "it was handed out 20 times without an attempt that counts; the last time its worker died before it had sent the result");

			if (job->unwanted) {
				pool->jobs.n.lost_results++;
				sv_jobs_settle(&pool->jobs, job, SV_J_CANCELLED, SV_V_NULL,
					write_cancelled(pool, "the job was cancelled while it ran; it was done, but its worker died before the result was sent", sv_job_result(job)));
				break;
			}

			sv_job_hold(job);
			sv_jobs_lost_result(&pool->jobs, job, with_history(pool, job, write_failure(pool, &f)));
			tell_failed(pool, job);
			sv_job_release(job);
			break;
		}
		default:
			sv_jobs_give_back(&pool->jobs, job);
			break;
		}
	}
	sv_dispatch_empty(slot);
	if (died_in) {
		sv_inside_told(pool, died_in, &o->report);
		if (o->report.began_ns && o->report.job == died_in->number) {
			measure(pool, died_in, o->report.began_ns, sv_pool_now(pool) - o->report.began_ns);
		}
	}
	return died_in;
}

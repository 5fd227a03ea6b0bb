/* SPDX-License-Identifier: BSD-3-Clause */
/* attempt.c: what workers send, and how attempts end: with a frame, with their worker, by their deadline; see pool.h. */
#include "core/pool.h"

#include <stdio.h>
#include <string.h>

/* The longest delay that a handler gets, whatever it asks for: a century. Added to the clock it still fits into an int64_t. */
#define DELAY_MAX_NS (INT64_C(100) * 366 * 86400 * SV_SECOND_NS)

/* --- failures that the master itself writes --- */

static sv_blob write_failure(const sv_pool *pool, const sv_failure *f)
{
	char *bytes;
	sv_blob b = pool->hooks->new_blob(sv_failure_size(f), &bytes);

	sv_failure_write(f, bytes);
	return b;
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

sv_blob sv_attempt_cancelled(void *ctx)
{
	sv_failure f = master_failure(SV_F_CANCELLED, "the job was cancelled");

	return write_failure(ctx, &f);
}

/* --- the end of an attempt --- */

static void retry_or_fail(sv_pool *pool, sv_job *job, const sv_failure *f, sv_blob records, bool crashed)
{
	sv_jobs *t = &pool->jobs;
	int64_t delay = SV_NEVER, now = sv_pool_now(pool);

	if (sv_jobs_charge(t, job, f, crashed, pool->config.limits) == SV_N_FAIL) {
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
	if (crashed && job->crashes >= 2 && delay < SV_CRASH_DELAY_NS) {
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
	if (job->state != SV_J_DELAYED) {
		return; /* cancelled meanwhile */
	}
	if (delay_ns < 0) {
		sv_jobs_settle(&pool->jobs, job, SV_J_FAILED, SV_V_NULL, sv_job_take_failure(job));
		pool->jobs.n.retried--;
		return;
	}
	if (job->crashes >= 2 && delay_ns < SV_CRASH_DELAY_NS) {
		delay_ns = SV_CRASH_DELAY_NS;
	}
	delay_ns = delay_ns < DELAY_MAX_NS ? delay_ns : DELAY_MAX_NS;
	sv_heap_set(&pool->jobs.delayed, &job->due, sv_pool_now(pool) + delay_ns); /* it is in the heap: only moved */
	pool->hooks->retried(pool, job, delay_ns);
}

void sv_attempt_forget_failed(sv_slot *slot)
{
	if (slot->failed) {
		sv_job_release(slot->failed);
		slot->failed = NULL;
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
		sv_job_hold(job);
		slot->failed = job;
		retry_or_fail(pool, job, &f, body, false);
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
static void leaves(sv_pool *pool, sv_slot *slot)
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
		leaves(slot->pool, slot);
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
	if (sv_exit_place(o->where, place, sizeof place)[0] && o->where->signal == o->end.signal) {
		snprintf(words, sizeof words, "died of %s%s", sv_signal_name(o->end.signal, name), o->end.core ? " (core dumped)" : "");
	} else {
		sv_exit_words(&o->end, words, sizeof words);
	}
	snprintf(buf, size, "its worker %s%s%s%s", words, place, *last ? ": " : "", last);
}

/* The job that a worker died in: a crash, unless the worker was being ended with its pool. */
static void crashed(sv_pool *pool, sv_job *job, const sv_obituary *o)
{
	char message[SV_LAST_WORDS_MAX + SV_FILE_MAX + SV_FUNCTION_MAX + 160];
	sv_failure f;

	death_words(o, message, sizeof message);
	f = master_failure(sv_exit_failure(&o->end), message);
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
	retry_or_fail(pool, job, &f, write_failure(pool, &f), f.reason != SV_F_TIMED_OUT); /* a timeout is a failed attempt, no crash */
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
				crashed(pool, died_in, o);
				sv_job_release(died_in);
			}
			sv_job_hold(job);
			died_in = job;
			break;
		case SV_DONE: {
			sv_failure f = master_failure(SV_F_DELIVERY_LIMIT, "it was done 20 times, but its worker died each time before the result was sent");

			sv_jobs_lost_result(&pool->jobs, job, write_failure(pool, &f));
			break;
		}
		default:
			sv_jobs_give_back(&pool->jobs, job);
			break;
		}
	}
	slot->head = slot->tail = slot->sent = slot->has = 0;
	slot->ahead_ns = 0;
	if (died_in) {
		if (o->report.began_ns && o->report.job == died_in->number) {
			measure(pool, died_in, o->report.began_ns, sv_pool_now(pool) - o->report.began_ns);
		}
		crashed(pool, died_in, o);
	}
	return died_in;
}

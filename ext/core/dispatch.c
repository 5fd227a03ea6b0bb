/* SPDX-License-Identifier: BSD-3-Clause */
/* dispatch.c: a pool's jobs on their way to its workers and back; see pool.h. */
#include "core/pool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Frames joined into one write. */
#define BATCH SV_RING
/* A job that has run for so long, or a buffer that holds so much work, makes it worth while to take jobs back for an idle worker. */
#define TAKE_AFTER_NS SV_MS_NS
/* A worker that has jobs and begins none for so long gets no CPU, or is stopped (SIGSTOP). */
#define STUCK_AFTER_NS (20 * SV_MS_NS)
/* The longest delay that a handler gets, whatever it asks for: a century. Added to the clock it still fits into an int64_t. */
#define DELAY_MAX_NS (INT64_C(100) * 366 * 86400 * SV_SECOND_NS)
/* submit() leaves this many frames to a busy worker unwritten, for one write. */
#define UNSENT_MAX 16

static int64_t now_of(const sv_pool *pool)
{
	return pool->port->now(pool->port->ctx);
}

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

static sv_blob cancelled(void *ctx)
{
	sv_failure f = master_failure(SV_F_CANCELLED, "the job was cancelled");

	return write_failure(ctx, &f);
}

/* --- which workers have room --- */

static void room_remove(sv_pool *pool, sv_slot *slot)
{
	if (slot->in_room) {
		*(slot->room_prev ? &slot->room_prev->room_next : &pool->room.head) = slot->room_next;
		*(slot->room_next ? &slot->room_next->room_prev : &pool->room.tail) = slot->room_prev;
		slot->room_next = slot->room_prev = NULL;
		slot->in_room = false;
	}
}

static void room_add(sv_pool *pool, sv_slot *slot)
{
	slot->in_room = true;
	if (slot->has == 0 && !slot->stuck) {
		slot->room_next = pool->room.head;
		slot->room_prev = NULL;
		*(pool->room.head ? &pool->room.head->room_prev : &pool->room.tail) = slot;
		pool->room.head = slot;
	} else {
		slot->room_prev = pool->room.tail;
		slot->room_next = NULL;
		*(pool->room.tail ? &pool->room.tail->room_next : &pool->room.head) = slot;
		pool->room.tail = slot;
	}
}

static bool has_room(const sv_pool *pool, const sv_slot *slot)
{
	return pool->config.handler && (slot->state == SV_IDLE || slot->state == SV_BUSY) && slot->has < sv_policy_window(pool->average_ns, SV_RING) &&
		slot->tail - slot->head < SV_RING && (slot->max_jobs == 0 || slot->given < slot->max_jobs);
}

void sv_dispatch_room(sv_pool *pool, sv_slot *slot)
{
	bool has = has_room(pool, slot);

	/* An idle worker goes to the front, so one that has just become idle is added anew. */
	if (slot->in_room && (!has || slot->has == 0)) {
		room_remove(pool, slot);
	}
	if (has && !slot->in_room) {
		room_add(pool, slot);
	}
}

/* --- hand-outs --- */

static void hand(sv_pool *pool, sv_slot *slot, sv_job *job)
{
	uint32_t i = slot->tail++ % SV_RING;

	slot->ring[i] = job;
	slot->serials[i] = ++pool->serial;
	sv_claim_reserve(slot->cell, i, pool->serial);
	job->slot = slot;
	job->ring = (uint16_t) i;
	slot->given++;
	if (slot->has++ == 0) {
		slot->unbegun_ns = 0;
		sv_pool_event(pool, slot, SV_E_BEGIN);
	}
	if (job->timeout_ns) {
		sv_limits_handed(pool, slot, job->timeout_ns, now_of(pool));
	}
	if (!slot->unsent) {
		slot->unsent = true;
		slot->dirty_next = pool->dirty;
		pool->dirty = slot;
	}
}

/* The job of this claim word is settled or taken: the word is free once the ones before it are. */
static void detach(sv_slot *slot, uint32_t i)
{
	slot->ring[i] = NULL;
	slot->has--;
	while (slot->head != slot->tail && !slot->ring[slot->head % SV_RING]) {
		slot->head++;
	}
	if ((int32_t) (slot->sent - slot->head) < 0) {
		slot->sent = slot->head;
	}
}

static sv_frame head_of(const sv_slot *slot, const sv_job *job)
{
	sv_frame f = {
		.len = job->meta.len + job->payload.len,
		.type = SV_T_JOB,
		.kind = job->kind,
		.ring = job->ring,
		.serial = slot->serials[job->ring],
		.job = job->number,
	};

	f.u.run.attempt = (uint16_t) (job->attempts + 1);
	f.u.run.crashes = job->crashes;
	f.u.run.meta_len = job->meta.len;
	return f;
}

/* Accounts for n written bytes; the frame that they end in stays in slot->out. */
static void wrote(sv_slot *slot, size_t n)
{
	sv_out *out = &slot->out;

	while (n > 0) {
		size_t left;

		if (!out->job) {
			while (!slot->ring[slot->sent % SV_RING]) {
				slot->sent++;
			}
			out->job = slot->ring[slot->sent++ % SV_RING];
			out->head = head_of(slot, out->job);
			out->written = 0;
			sv_job_hold(out->job);
		}
		left = sizeof out->head + out->head.len - out->written;
		if (n < left) {
			out->written += n;
			return;
		}
		n -= left;
		sv_job_release(out->job);
		out->job = NULL;
	}
}

void sv_dispatch_flush(sv_pool *pool, sv_slot *slot)
{
	for (;;) {
		sv_frame heads[BATCH];
		struct iovec iov[3 * BATCH + 3];
		uint32_t i, jobs = 0;
		int n = sv_channel_resume(&slot->out, iov);
		ssize_t sent;

		for (i = slot->sent; i != slot->tail && jobs < BATCH; i++) {
			const sv_job *job = slot->ring[i % SV_RING];

			if (!job) {
				continue; /* taken back before it was written */
			}
			heads[jobs] = head_of(slot, job);
			iov[n++] = (struct iovec) { &heads[jobs++], sizeof *heads };
			if (job->meta.len) {
				iov[n++] = (struct iovec) { (char *) job->meta.data, job->meta.len };
			}
			if (job->payload.len) {
				iov[n++] = (struct iovec) { (char *) job->payload.data, job->payload.len };
			}
		}
		if (n == 0) {
			slot->sent = slot->tail;
			pool->port->want_write(pool->port->ctx, slot, false);
			return;
		}
		sent = pool->port->send(pool->port->ctx, slot->fd, iov, n);
		if (sent < 0) {
			if (errno == EINTR) {
				continue;
			}
			/* Any other error means that the worker is gone: its death tells what to do with its jobs. */
			pool->port->want_write(pool->port->ctx, slot, errno == EAGAIN || errno == EWOULDBLOCK);
			return;
		}
		wrote(slot, (size_t) sent);
	}
}

static void flush_dirty(sv_pool *pool, bool all)
{
	sv_slot **link = &pool->dirty, *slot;

	while ((slot = *link)) {
		uint32_t waiting = slot->tail - slot->sent;

		if (!all && waiting < UNSENT_MAX && waiting != slot->tail - slot->head) {
			link = &slot->dirty_next;
			continue;
		}
		*link = slot->dirty_next;
		slot->unsent = false;
		if (slot->pid) {
			sv_dispatch_flush(pool, slot);
		}
	}
}

static bool take_back(sv_pool *pool, sv_slot *slot, uint32_t i)
{
	if (!slot->ring[i] || !sv_claim_take(slot->cell, i, slot->serials[i])) {
		return false;
	}
	detach(slot, i);
	slot->given--;
	if (slot->has == 0) {
		sv_pool_event(pool, slot, SV_E_REST);
	}
	sv_dispatch_room(pool, slot);
	return true;
}

/* Jobs of a worker that have not begun. */
static uint32_t reserved(const sv_slot *slot)
{
	uint32_t n = 0, k;

	for (k = slot->head; k != slot->tail; k++) {
		n += slot->ring[k % SV_RING] && sv_claim_read(slot->cell, k % SV_RING) == SV_RESERVED;
	}
	return n;
}

/* Has the running job of this worker taken long, or is there much work behind it? */
static bool worth_taking(const sv_pool *pool, const sv_slot *slot, int64_t now)
{
	int64_t began = __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED);

	return (began && now - began >= TAKE_AFTER_NS) || (slot->has - 1) * pool->average_ns >= 2 * TAKE_AFTER_NS;
}

/* Takes so many jobs back that have not begun, the last ones first. */
static bool take_some(sv_pool *pool, sv_slot *slot, uint32_t want)
{
	uint32_t head = slot->head, i; /* it moves when all are taken */
	bool any = false;

	for (i = slot->tail; want > 0 && i != head; i--) {
		sv_job *job = slot->ring[(i - 1) % SV_RING];

		if (job && take_back(pool, slot, (i - 1) % SV_RING)) {
			sv_jobs_give_back(&pool->jobs, job);
			any = true;
			want--;
		}
	}
	return any;
}

/* When this worker, which has jobs, is stuck if it has not begun one by then; SV_NEVER: one runs. */
static int64_t stuck_at(sv_slot *slot, int64_t now)
{
	if (__atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED)) {
		slot->unbegun_ns = 0;
		return SV_NEVER;
	}
	if (!slot->unbegun_ns) {
		slot->unbegun_ns = now;
	}
	return slot->unbegun_ns + STUCK_AFTER_NS;
}

/*
 * Idle workers, an empty queue, and jobs in the buffers of others that have not begun: takes half of the fullest buffer back, or all of one whose
 * worker is stuck. When that is not worth while yet, looks again in a moment.
 */
static bool rebalance(sv_pool *pool)
{
	sv_slot *most = NULL;
	uint32_t i, n, want = 0;
	int64_t now, at;
	bool any = false;

	pool->rebalance_at = SV_NEVER;
	if (pool->jobs.head || !pool->room.head || pool->room.head->has > 0 || pool->jobs.n.handed == 0) {
		return false;
	}
	now = now_of(pool);
	for (i = 0; i < pool->len; i++) {
		sv_slot *slot = pool->slots[i];

		if (slot->has == 0) {
			continue;
		}
		if (!pool->room.head->stuck && (at = stuck_at(slot, now)) <= now) {
			slot->stuck = true;
			slot->unbegun_ns = now;
			if (take_some(pool, slot, SV_RING)) {
				return true;
			}
		} else if (!pool->room.head->stuck && at < pool->rebalance_at) {
			pool->rebalance_at = at;
		}
		if (slot->has > 1 && (n = reserved(slot)) > want) {
			most = slot;
			want = n;
		}
	}
	if (!most) {
		return false;
	}
	if (worth_taking(pool, most, now)) {
		any = take_some(pool, most, (want + 1) / 2);
	}
	if (!any && now + TAKE_AFTER_NS < pool->rebalance_at) {
		pool->rebalance_at = now + TAKE_AFTER_NS;
	}
	return any;
}

static void hand_out(sv_pool *pool)
{
	sv_slot *slot;

	while (pool->jobs.head && (slot = pool->room.head)) {
		/* A fair share a turn, so that the first worker does not get all when there is little. */
		uint64_t share = pool->jobs.n.queued / (2 * (uint64_t) pool->len) + 1;

		room_remove(pool, slot);
		while (share-- > 0 && pool->jobs.head && has_room(pool, slot)) {
			hand(pool, slot, sv_jobs_hand(&pool->jobs));
			room_remove(pool, slot);
		}
		if (has_room(pool, slot)) {
			room_add(pool, slot);
		}
	}
}

void sv_pool_dispatch(sv_pool *pool, bool now)
{
	if (pool->phase == SV_PH_RUNNING) {
		hand_out(pool);
		if (now && rebalance(pool)) {
			hand_out(pool);
		}
	}
	flush_dirty(pool, now);
}

sv_job *sv_pool_submit(sv_pool *pool, uint64_t number, sv_value_kind kind, sv_blob payload, sv_blob meta, int64_t timeout_ns)
{
	sv_job *job = sv_jobs_add(&pool->jobs, number, kind, payload, meta, now_of(pool));

	if (job) {
		job->timeout_ns = timeout_ns;
	}
	return job;
}

bool sv_pool_job_runs(const sv_job *job)
{
	return job->state == SV_J_HANDED && job->slot->cell && sv_claim_read(job->slot->cell, job->ring) >= SV_RUNNING;
}

bool sv_pool_cancel(sv_pool *pool, sv_job *job)
{
	if (job->state == SV_J_HANDED ? !take_back(pool, job->slot, job->ring) : job->state >= SV_J_DONE) {
		return false;
	}
	sv_jobs_settle(&pool->jobs, job, SV_J_CANCELLED, SV_V_NULL, cancelled(pool));
	return true;
}

void sv_dispatch_cancel_unbegun(sv_pool *pool)
{
	uint32_t i, k;

	sv_jobs_cancel_all(&pool->jobs, cancelled, pool);
	for (i = 0; i < pool->len && pool->jobs.n.handed; i++) {
		sv_slot *slot = pool->slots[i];

		for (k = slot->head; k != slot->tail; k++) {
			if (slot->ring[k % SV_RING]) {
				sv_pool_cancel(pool, slot->ring[k % SV_RING]);
			}
		}
	}
}

/* --- the end of an attempt --- */

static void retry_or_fail(sv_pool *pool, sv_job *job, const sv_failure *f, sv_blob records, bool crashed)
{
	sv_jobs *t = &pool->jobs;
	int64_t delay = SV_NEVER, now = now_of(pool);

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
		sv_blob why = job->result;

		job->result = (sv_blob) { 0 };
		sv_jobs_settle(&pool->jobs, job, SV_J_FAILED, SV_V_NULL, why);
		pool->jobs.n.retried--;
		return;
	}
	if (job->crashes >= 2 && delay_ns < SV_CRASH_DELAY_NS) {
		delay_ns = SV_CRASH_DELAY_NS;
	}
	delay_ns = delay_ns < DELAY_MAX_NS ? delay_ns : DELAY_MAX_NS;
	sv_heap_set(&pool->jobs.delayed, &job->due, now_of(pool) + delay_ns); /* it is in the heap: only moved */
	pool->hooks->retried(pool, job, delay_ns);
}

void sv_dispatch_forget_failed(sv_slot *slot)
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
	detach(slot, head->ring);
	slot->stuck = false;
	slot->unbegun_ns = 0;
	sv_dispatch_forget_failed(slot);
	pool->average_ns = sv_policy_average(pool->average_ns, head->u.run_ns);
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

void sv_dispatch_give_back(sv_pool *pool, sv_slot *slot)
{
	uint32_t head = slot->head, k; /* head moves when all are taken */

	for (k = slot->tail; k != head; k--) {
		sv_job *job = slot->ring[(k - 1) % SV_RING];

		if (job && take_back(pool, slot, (k - 1) % SV_RING)) {
			sv_jobs_give_back(&pool->jobs, job);
		}
	}
}

bool sv_dispatch_expire(sv_slot *slot)
{
	uint32_t k;

	for (k = slot->head; k != slot->tail; k++) {
		uint32_t i = k % SV_RING;

		if (slot->ring[i] && sv_claim_expire(slot->cell, i, slot->serials[i])) {
			return true;
		}
	}
	return false;
}

/* A worker leaves by itself: others run what it has not begun, and it gets as long as when it is asked to leave. */
static void leaves(sv_pool *pool, sv_slot *slot)
{
	int64_t now = now_of(pool);

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
	case SV_T_NO_BEGIN:
		no_begin(slot->pool, slot);
		return true;
	default:
		return attempt_over(slot->pool, slot, head, body);
	}
}

sv_read sv_dispatch_read(sv_pool *pool, sv_slot *slot, bool whole)
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

sv_job *sv_dispatch_bury(sv_pool *pool, sv_slot *slot, const sv_obituary *o)
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
	if (died_in) {
		if (o->report.began_ns && o->report.job == died_in->number) {
			measure(pool, died_in, o->report.began_ns, now_of(pool) - o->report.began_ns);
		}
		crashed(pool, died_in, o);
	}
	return died_in;
}

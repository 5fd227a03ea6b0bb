/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * inside.c: the master's half of what a handler says and is asked while its job runs: progress, follow-up jobs, being cancelled; see pool.h. The
 * worker's half is in say.c.
 */
#include "core/pool.h"

#include <string.h>

static void keep(sv_pool *pool, sv_job *job, double fraction, const char *note, uint32_t len)
{
	if (!sv_jobs_tell(&pool->jobs, job, fraction, note, len)) {
		sv_pool_log(pool, NULL, SV_LOG_ERROR, "out of memory: what a job has told of its progress is forgotten");
	}
}

/* --- progress --- */

void sv_inside_progress(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body)
{
	sv_job *job = slot->ring[head->ring];

	if (job && slot->serials[head->ring] == head->serial) {
		keep(pool, job, head->u.fraction, body.data, body.len);
	}
	if (body.owner) {
		pool->hooks->free_blob(body.owner);
	}
}

void sv_inside_told(sv_pool *pool, sv_job *job, const sv_report *r)
{
	if (r->told && r->job == job->number) {
		keep(pool, job, r->fraction, r->note, r->note_len);
	}
}

const sv_told *sv_pool_progress(sv_pool *pool, sv_job *job)
{
	sv_report r;

	/* Kept at once: the worker may be at its next job before the end of this one is read. */
	if (sv_pool_job_runs(job)) {
		sv_cell_read(job->slot->cell, &r);
		if (r.job == job->number && !r.told) {
			return NULL; /* what is kept is of an attempt before */
		}
		sv_inside_told(pool, job, &r);
	}
	return sv_jobs_told(&pool->jobs, job);
}

/* --- follow-up jobs --- */

typedef struct follow_up {
	sv_follow head;
	sv_text key, meta, payload; /* in the body of the frame */
} follow_up;

/* False: no worker of ours has written this. */
static bool read_follow_up(const sv_slot *slot, const sv_frame *head, const sv_blob *body, follow_up *f)
{
	const char *at = body->data, *end = at + body->len;

	memcpy(&f->head, at, sizeof f->head); /* sv_frame_from_worker() has seen that it is so long */
	at += sizeof f->head;
	if (f->head.delay_ns < 0 || f->head.meta_len > SV_META_MAX || (size_t) f->head.key_len + f->head.meta_len > (size_t) (end - at)) {
		return false;
	}
	f->key = (sv_text) { f->head.key_len ? at : NULL, f->head.key_len };
	at += f->head.key_len;
	f->meta = (sv_text) { at, f->head.meta_len };
	at += f->head.meta_len;
	f->payload = (sv_text) { at, (uint32_t) (end - at) };
	if (head->kind < SV_V_STRING && f->payload.len != (head->kind < SV_V_INT ? 0u : 8u)) {
		return false;
	}
	return head->job == sv_job_number_by(slot->ordinal, slot->followed + 1);
}

static sv_blob copy(const sv_pool *pool, sv_text t)
{
	char *bytes;
	sv_blob b = pool->hooks->new_blob(t.len, &bytes);

	memcpy(bytes, t.data, t.len);
	return b;
}

/* Its pool is stopping, or gone: then the one that it comes from counts it. */
static void refuse(sv_pool *pool, sv_job *job)
{
	char id[48];

	if (!pool->refusal_told) {
		pool->refusal_told = true;
		sv_pool_log(pool, NULL, SV_LOG_WARNING, "job %s, which another job has submitted, is cancelled, for its pool was stopped; others that still come are, too",
			pool->hooks->job_id(job->number, id, sizeof id));
	}
	sv_jobs_settle(&pool->jobs, job, SV_J_CANCELLED, SV_V_NULL, sv_attempt_cancelled(pool, job));
}

static void take(sv_pool *from, sv_pool *to, const sv_frame *head, const follow_up *f, const sv_about *a)
{
	bool refused = !to || to->phase > SV_PH_RUNNING;
	sv_pool *pool = to ? to : from;
	bool scalar = head->kind < SV_V_STRING;
	sv_order o = {
		.number = head->job,
		.kind = (sv_value_kind) head->kind,
		.name = a->label,
		.timeout_ns = a->timeout_ns,
		.delay_ns = f->head.delay_ns,
		.priority = f->head.priority,
		.max_attempts = f->head.max_attempts,
		.unique = refused ? (sv_text) { 0 } : f->key, /* it is a key in the pool that it was meant for */
		.now = sv_pool_now(pool),
	};
	sv_job *job;

	if (o.unique.data && sv_jobs_find(&pool->jobs, o.unique)) {
		return;
	}
	o.payload = scalar ? (sv_blob) { NULL, f->payload.data, f->payload.len } : copy(pool, f->payload);
	o.meta = f->meta.len ? copy(pool, f->meta) : (sv_blob) { 0 };
	job = sv_pool_submit(pool, &o);
	if (!job) {
		char id[48];

		sv_pool_log(pool, NULL, SV_LOG_ERROR, "out of memory: job %s, which another job has submitted, is lost", pool->hooks->job_id(o.number, id, sizeof id));
		if (o.payload.owner) {
			pool->hooks->free_blob(o.payload.owner);
		}
		if (o.meta.owner) {
			pool->hooks->free_blob(o.meta.owner);
		}
		return;
	}
	if (refused) {
		refuse(pool, job);
	}
	sv_job_release(job);
}

static bool submitted(sv_pool *pool, sv_slot *slot, const sv_frame *head, const sv_blob *body)
{
	sv_pool *to;
	sv_about a = { 0 };
	follow_up f;

	if (!pool->config.handler || !read_follow_up(slot, head, body, &f)) {
		return false;
	}
	to = f.head.pool == pool->id ? pool : pool->hooks->pool_of(pool, f.head.pool);
	a.timeout_ns = to ? to->config.timeout_ns : 0;
	if ((to && !to->config.handler) || (f.meta.len && !pool->hooks->about(f.meta.data, f.meta.len, &a))) {
		return false;
	}
	slot->followed++;
	take(pool, to, head, &f, &a);
	return true;
}

bool sv_inside_submit(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body)
{
	bool ok = submitted(pool, slot, head, &body);

	pool->hooks->free_blob(body.owner);
	return ok;
}

/* --- cancelling what runs --- */

/* Its job's claim word says that what comes of it is void. Nobody asks it where it is: it need not tell, for nothing is wrong with it. */
static void end_worker(sv_pool *pool, sv_slot *slot)
{
	slot->expire_at = SV_NEVER;
	slot->expired = true;
	slot->why = SV_X_CANCELLED;
	sv_dispatch_give_back(pool, slot);
	sv_pool_event(pool, slot, SV_E_KILL);
}

bool sv_pool_cancel_running(sv_pool *pool, sv_job *job, bool force)
{
	sv_slot *slot = sv_job_slot(job);

	if (!slot) {
		return false;
	}
	job->unwanted = true;
	/* Its worker is dead, and that is not told yet: the slot's cell is of no use any more, or of the next worker. */
	if (slot->ring[job->ring] != job) {
		return true;
	}
	/* Not for one that is over, though its result is still on its way: the cell has room for one, which may be the next job, asked before. */
	if (sv_claim_read(slot->cell, job->ring) == SV_RUNNING) {
		sv_cell_cancel(slot->cell, slot->serials[job->ring]);
	}
	if (force) {
		/* What it has sent by now counts, as at a deadline. */
		(void) sv_attempt_read(pool, slot, true);
		if (job->state != SV_J_HANDED) {
			return job->state == SV_J_CANCELLED;
		}
		if (sv_claim_expire(slot->cell, job->ring, slot->serials[job->ring])) {
			end_worker(pool, slot);
		}
	}
	return true;
}

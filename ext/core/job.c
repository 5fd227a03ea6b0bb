/* SPDX-License-Identifier: BSD-3-Clause */
/* job.c: the job table; see job.h. */
#include "core/job.h"

#include "core/policy.h"

#include <stdlib.h>
#include <string.h>

static const sv_blob no_blob;

/*
 * Jobs that are done are kept for the next ones: they come and go by the million, and this is half of what malloc() and free() cost. Not under AddressSanitizer,
 * which would not see a job that is used after its end.
 */
#if defined(__SANITIZE_ADDRESS__)
# define SPARES_MAX 0
#elif defined(__has_feature)
# if __has_feature(address_sanitizer)
#  define SPARES_MAX 0
# endif
#endif
#ifndef SPARES_MAX
# define SPARES_MAX 1024
#endif

static sv_job *spares; /* by next */
static unsigned spares_len;

static sv_job *new_job(void)
{
	sv_job *job = spares;

	if (!job) {
		return calloc(1, sizeof *job);
	}
	spares = job->next;
	spares_len--;
	memset(job, 0, sizeof *job);
	return job;
}

static void free_job(sv_job *job)
{
	if (spares_len >= SPARES_MAX) {
		free(job);
		return;
	}
	job->next = spares;
	spares = job;
	spares_len++;
}

void sv_jobs_trim(void)
{
	while (spares) {
		sv_job *job = spares;

		spares = job->next;
		free(job);
	}
	spares_len = 0;
}

static void drop_blob(const sv_job *job, sv_blob *b)
{
	if (b->owner) {
		job->jobs->free_blob(b->owner);
	}
	*b = no_blob;
}

static void link_last(sv_jobs *t, sv_job *job)
{
	job->prev = t->tail;
	job->next = NULL;
	*(t->tail ? &t->tail->next : &t->head) = job;
	t->tail = job;
}

static void link_first(sv_jobs *t, sv_job *job)
{
	job->next = t->head;
	job->prev = NULL;
	*(t->head ? &t->head->prev : &t->tail) = job;
	t->head = job;
}

static void unlink_ready(sv_jobs *t, sv_job *job)
{
	*(job->prev ? &job->prev->next : &t->head) = job->next;
	*(job->next ? &job->next->prev : &t->tail) = job->prev;
	job->next = job->prev = NULL;
}

/* The one place where a job leaves a state, so that the counters hold. */
static void leave(sv_jobs *t, sv_job *job)
{
	switch (job->state) {
	case SV_J_QUEUED:
		unlink_ready(t, job);
		t->n.queued--;
		break;
	case SV_J_DELAYED:
		sv_heap_remove(&t->delayed, &job->due);
		t->n.delayed--;
		break;
	case SV_J_HANDED:
		job->slot = NULL;
		t->n.handed--;
		break;
	default:
		break;
	}
}

sv_job *sv_jobs_add(sv_jobs *t, uint64_t number, sv_value_kind kind, sv_blob payload, sv_blob meta, int64_t now)
{
	sv_job *job = new_job();

	if (!job) {
		return NULL;
	}
	job->jobs = t;
	job->number = number;
	job->kind = (uint8_t) kind;
	job->queued_ns = job->created_ns = now;
	job->refs = 2;
	job->payload = payload;
	job->meta = meta;
	if (!payload.owner && payload.len) {
		memcpy(&job->inline_value, payload.data, payload.len);
		job->payload.data = (const char *) &job->inline_value;
	}
	link_last(t, job);
	t->n.submitted++;
	t->n.queued++;
	return job;
}

void sv_job_hold(sv_job *job)
{
	job->refs++;
}

void sv_job_release(sv_job *job)
{
	if (--job->refs == 0) {
		drop_blob(job, &job->payload);
		drop_blob(job, &job->meta);
		drop_blob(job, &job->result);
		if (job->told) {
			sv_told_drop(&job->jobs->told, job->number);
		}
		free_job(job);
	}
}

sv_job *sv_jobs_hand(sv_jobs *t)
{
	sv_job *job = t->head;

	if (job) {
		leave(t, job);
		job->state = SV_J_HANDED;
		t->n.handed++;
	}
	return job;
}

static void queue_first(sv_jobs *t, sv_job *job)
{
	leave(t, job);
	job->state = SV_J_QUEUED;
	link_first(t, job);
	t->n.queued++;
}

void sv_jobs_give_back(sv_jobs *t, sv_job *job)
{
	queue_first(t, job);
}

void sv_jobs_lost_result(sv_jobs *t, sv_job *job, sv_blob why)
{
	t->n.lost_results++;
	if (++job->deliveries >= SV_MAX_DELIVERIES) {
		sv_jobs_settle(t, job, SV_J_FAILED, SV_V_NULL, why);
		return;
	}
	if (why.owner) {
		t->free_blob(why.owner);
	}
	queue_first(t, job);
}

sv_next sv_jobs_charge(sv_jobs *t, sv_job *job, const sv_failure *f, bool crashed, sv_job_limits limits)
{
	if (!f->counted) {
		return ++job->deliveries >= SV_MAX_DELIVERIES ? SV_N_UNDELIVERABLE : SV_N_RETRY;
	}
	job->attempts++;
	if (crashed) {
		job->crashes++;
		t->n.crashes++;
	}
	switch (f->reason) {
	case SV_F_REJECTED:
	case SV_F_DELIVERY_LIMIT:
	case SV_F_CANCELLED:
	case SV_F_UNDECODABLE:
	case SV_F_RESULT_UNSENDABLE:
		return SV_N_FAIL;
	default:
		return job->attempts >= limits.max_attempts || job->crashes >= limits.max_crashes ? SV_N_FAIL : SV_N_RETRY;
	}
}

bool sv_jobs_retry(sv_jobs *t, sv_job *job, sv_blob why, int64_t due)
{
	if (!sv_heap_set(&t->delayed, &job->due, due)) {
		return false;
	}
	leave(t, job);
	job->state = SV_J_DELAYED;
	drop_blob(job, &job->result);
	job->result = why;
	t->n.delayed++;
	t->n.retried++;
	return true;
}

void sv_jobs_settle(sv_jobs *t, sv_job *job, sv_job_state state, sv_value_kind kind, sv_blob result)
{
	leave(t, job);
	job->state = (uint8_t) state;
	drop_blob(job, &job->result);
	job->result = result;
	if (!result.owner && result.len) {
		memcpy(&job->inline_result, result.data, result.len);
		job->result.data = (const char *) &job->inline_result;
	}
	job->result_kind = kind & 15;
	switch (state) {
	case SV_J_DONE: t->n.done++; break;
	case SV_J_FAILED: t->n.failed++; break;
	default: t->n.cancelled++; break;
	}
	t->settled(t, job);
	sv_job_release(job);
}

void sv_jobs_promote(sv_jobs *t, int64_t now)
{
	sv_due *d;

	while ((d = sv_heap_top(&t->delayed)) && d->at <= now) {
		sv_job *job = (sv_job *) d; /* due is its first member */

		leave(t, job);
		job->state = SV_J_QUEUED;
		job->queued_ns = d->at;
		link_last(t, job);
		t->n.queued++;
	}
}

int64_t sv_jobs_due(const sv_jobs *t)
{
	const sv_due *d = sv_heap_top(&t->delayed);

	return d ? d->at : SV_NEVER;
}

uint64_t sv_jobs_open(const sv_jobs *t)
{
	return t->n.queued + t->n.delayed + t->n.handed;
}

void sv_jobs_cancel_all(sv_jobs *t, sv_blob (*why)(void *ctx, const sv_job *job), void *ctx)
{
	while (t->head) {
		sv_jobs_settle(t, t->head, SV_J_CANCELLED, SV_V_NULL, why(ctx, t->head));
	}
	while (t->delayed.len) {
		sv_job *job = (sv_job *) sv_heap_top(&t->delayed);

		sv_jobs_settle(t, job, SV_J_CANCELLED, SV_V_NULL, why(ctx, job));
	}
}

bool sv_jobs_tell(sv_jobs *t, sv_job *job, double fraction, const char *note, uint32_t len)
{
	if (!sv_told_keep(&t->told, job->number, fraction, note, len)) {
		return false;
	}
	job->told = true;
	return true;
}

const sv_told *sv_jobs_told(const sv_jobs *t, const sv_job *job)
{
	return job->told ? sv_told_find(&t->told, job->number) : NULL;
}

static sv_blob no_reason(void *ctx, const sv_job *job)
{
	(void) ctx;
	(void) job;
	return no_blob;
}

void sv_jobs_free(sv_jobs *t)
{
	sv_jobs_cancel_all(t, no_reason, NULL);
	sv_heap_free(&t->delayed);
	sv_told_free(&t->told);
}

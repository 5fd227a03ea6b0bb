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
	*job = (sv_job) { 0 };
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

/* Returns whether it has an owner. */
static inline bool keep(sv_kept *k, uint32_t *len, sv_blob b)
{
	*len = b.len;
	if (b.owner) {
		k->owner = b.owner;
		return true;
	}
	k->scalar = 0;
	if (b.len) {
		memcpy(&k->scalar, b.data, b.len);
	}
	return false;
}

static void drop(const sv_job *job, void *owner)
{
	if (owner) {
		job->jobs->free_blob(owner);
	}
}

/* Instead of the one before. */
static inline void set_result(sv_job *job, sv_blob result)
{
	if (job->result_owned) {
		drop(job, job->result.owner);
	}
	job->result_owned = keep(&job->result, &job->result_len, result);
}

/* A level has a job. */
static void fill(sv_jobs *t, unsigned level)
{
	t->filled[level / 64] |= UINT64_C(1) << (level % 64);
	if (SV_LEVELS - level > t->urgency) {
		t->urgency = SV_LEVELS - level;
	}
}

/* ... has none any more; n.queued is right already. */
static inline void empty(sv_jobs *t, unsigned level)
{
	unsigned i = level / 64;

	t->filled[i] &= ~(UINT64_C(1) << (level % 64));
	if (t->n.queued == 0) {
		t->urgency = 0;
		return;
	}
	if (level != sv_jobs_top(t)) {
		return;
	}
	while (i < SV_LEVELS / 64 && !t->filled[i]) {
		i++;
	}
	t->urgency = i < SV_LEVELS / 64 ? SV_LEVELS - i * 64 - (unsigned) __builtin_ctzll(t->filled[i]) : 0;
}

static void link_last(sv_jobs *t, sv_job *job)
{
	sv_level *l = &t->levels[job->level];

	job->prev = l->tail;
	job->next = NULL;
	*(l->tail ? &l->tail->next : &l->head) = job;
	l->tail = job;
	fill(t, job->level);
}

static void link_first(sv_jobs *t, sv_job *job)
{
	sv_level *l = &t->levels[job->level];

	job->next = l->head;
	job->prev = NULL;
	*(l->head ? &l->head->prev : &l->tail) = job;
	l->head = job;
	fill(t, job->level);
}

static inline void unlink_ready(sv_jobs *t, sv_job *job)
{
	sv_level *l = &t->levels[job->level];

	*(job->prev ? &job->prev->next : &l->head) = job->next;
	*(job->next ? &job->next->prev : &l->tail) = job->prev;
	if (!l->head) {
		empty(t, job->level);
	}
}

/* The one place where a job leaves a state, so that the counters hold. What its place in that state was, is cleared: it is in no heap. */
static inline void leave(sv_jobs *t, sv_job *job)
{
	switch (job->state) {
	case SV_J_QUEUED:
		t->n.queued--;
		unlink_ready(t, job);
		break;
	case SV_J_DELAYED:
		sv_heap_remove(&t->delayed, &job->due);
		t->n.delayed--;
		break;
	case SV_J_HANDED:
		t->n.handed--;
		break;
	default:
		break;
	}
	job->next = job->prev = NULL;
}

/* To the front or the end of its level. */
static inline void enqueue(sv_jobs *t, sv_job *job, void (*link)(sv_jobs *t, sv_job *job))
{
	job->state = SV_J_QUEUED;
	link(t, job);
	t->n.queued++;
}

/* There is room for it in the heap. */
static void delay(sv_jobs *t, sv_job *job, int64_t due)
{
	job->state = SV_J_DELAYED;
	job->due.rank = (uint32_t) job->number;
	(void) sv_heap_set(&t->delayed, &job->due, due);
	t->n.delayed++;
}

static uint32_t timeout_ms(int64_t ns)
{
	if (ns < SV_MS_NS) {
		return ns > 0;
	}
	return ns / SV_MS_NS < UINT32_MAX ? (uint32_t) (ns / SV_MS_NS) : UINT32_MAX;
}

sv_job *sv_jobs_add(sv_jobs *t, const sv_order *o)
{
	sv_job *job = new_job();

	if (!job) {
		return NULL;
	}
	if ((o->delay_ns > 0 && !sv_heap_make_room(&t->delayed)) || (o->unique.data && !(job->unique = sv_uniques_add(&t->unique, o->unique, job)))) {
		free_job(job);
		return NULL;
	}
	job->jobs = t;
	job->number = o->number;
	job->kind = (uint8_t) o->kind & 15;
	job->level = (uint8_t) (o->priority - SV_PRIORITY_MIN);
	job->max_attempts = o->max_attempts;
	job->timeout_ms = o->timeout_ns ? timeout_ms(o->timeout_ns) : 0;
	job->queued_ns = job->created_ns = o->now;
	job->refs = 2;
	job->payload_owned = keep(&job->payload, &job->payload_len, o->payload);
	job->meta = o->meta.owner;
	job->meta_len = o->meta.len;
	t->n.submitted++;
	if (o->delay_ns > 0) {
		delay(t, job, o->delay_ns < SV_NEVER - o->now ? o->now + o->delay_ns : SV_NEVER);
	} else {
		enqueue(t, job, link_last);
	}
	return job;
}

sv_job *sv_jobs_find(const sv_jobs *t, sv_text key)
{
	return sv_uniques_find(&t->unique, key);
}

void sv_job_hold(sv_job *job)
{
	job->refs++;
}

void sv_job_release(sv_job *job)
{
	if (--job->refs == 0) {
		drop(job, job->payload_owned ? job->payload.owner : NULL);
		drop(job, job->meta);
		drop(job, job->result_owned ? job->result.owner : NULL);
		if (job->told) {
			sv_told_drop(&job->jobs->told, job);
		}
		free_job(job);
	}
}

sv_job *sv_jobs_hand(sv_jobs *t)
{
	unsigned level = sv_jobs_top(t);
	sv_job *job;

	if (level == SV_LEVELS) {
		return NULL;
	}
	job = t->levels[level].head;
	t->n.queued--;
	unlink_ready(t, job);
	job->next = job->prev = NULL;
	job->state = SV_J_HANDED;
	t->n.handed++;
	return job;
}

static void queue_first(sv_jobs *t, sv_job *job)
{
	leave(t, job);
	enqueue(t, job, link_first);
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
		return job->attempts >= (job->max_attempts ? job->max_attempts : limits.max_attempts) || job->crashes >= limits.max_crashes ? SV_N_FAIL : SV_N_RETRY;
	}
}

bool sv_jobs_retry(sv_jobs *t, sv_job *job, sv_blob why, int64_t due)
{
	if (!sv_heap_make_room(&t->delayed)) {
		return false;
	}
	leave(t, job);
	delay(t, job, due);
	set_result(job, why);
	t->n.retried++;
	return true;
}

bool sv_job_failure(const sv_job *job, sv_failure *f)
{
	sv_blob records = sv_job_result(job);
	const char *at = records.data;

	return job->state != SV_J_DONE && records.owner && sv_failure_read(f, &at, at + records.len);
}

sv_blob sv_job_take_failure(sv_job *job)
{
	sv_blob why = sv_job_result(job);

	job->result_owned = false;
	job->result_len = 0;
	return why;
}

void sv_jobs_settle(sv_jobs *t, sv_job *job, sv_job_state state, sv_value_kind kind, sv_blob result)
{
	leave(t, job);
	job->state = (uint8_t) state & 15;
	set_result(job, result);
	job->result_kind = (uint8_t) kind & 15;
	if (job->unique) {
		sv_uniques_remove(&t->unique, job->unique);
		job->unique = NULL;
	}
	switch (state) {
	case SV_J_DONE: t->n.done++; break;
	case SV_J_FAILED: t->n.failed++; break;
	default: t->n.cancelled++; break;
	}
	t->settled(t, job);
	sv_job_release(job);
}

void sv_jobs_promote(sv_jobs *t, int64_t now, uint32_t max)
{
	sv_due *d;

	while (t->n.delayed > 0 && max-- > 0 && (d = sv_heap_top(&t->delayed))->at <= now) {
		sv_job *job = (sv_job *) d; /* due is its first member */

		job->queued_ns = d->at;
		leave(t, job);
		enqueue(t, job, link_last);
	}
}

int64_t sv_jobs_oldest(const sv_jobs *t)
{
	int64_t oldest = SV_NEVER;
	unsigned level;

	for (level = sv_jobs_top(t); level < SV_LEVELS; level++) {
		const sv_job *job = t->levels[level].head;

		if (job && job->queued_ns < oldest) {
			oldest = job->queued_ns;
		}
	}
	return oldest;
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
	unsigned level;

	while ((level = sv_jobs_top(t)) < SV_LEVELS) {
		sv_jobs_settle(t, t->levels[level].head, SV_J_CANCELLED, SV_V_NULL, why(ctx, t->levels[level].head));
	}
	while (t->delayed.len) {
		sv_job *job = (sv_job *) sv_heap_top(&t->delayed);

		sv_jobs_settle(t, job, SV_J_CANCELLED, SV_V_NULL, why(ctx, job));
	}
}

bool sv_jobs_tell(sv_jobs *t, sv_job *job, double fraction, const char *note, uint32_t len)
{
	if (!sv_told_keep(&t->told, job, fraction, note, len)) {
		return false;
	}
	job->told = true;
	return true;
}

const sv_told *sv_jobs_told(const sv_jobs *t, const sv_job *job)
{
	return job->told ? sv_told_find(&t->told, job) : NULL;
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
}

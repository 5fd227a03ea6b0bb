/* SPDX-License-Identifier: BSD-3-Clause */
/* failed.c: the jobs of a pool that have failed for good; see failed.h. */
#include "core/pool.h"

#include <stdlib.h>

static uint64_t bytes_of(const sv_job *job)
{
	return (uint64_t) job->payload_len + job->meta_len + job->result_len;
}

bool sv_failed_add(sv_failed_store *s, sv_job *job, int64_t created, int64_t failed)
{
	sv_failed *f = malloc(sizeof *f);

	if (!f) {
		return false;
	}
	*f = (sv_failed) { .prev = s->tail, .job = job, .created = created, .failed = failed };
	sv_job_hold(job);
	*(s->tail ? &s->tail->next : &s->head) = f;
	s->tail = f;
	s->len++;
	s->bytes += bytes_of(job);
	while (s->len > SV_FAILED_MAX || (s->bytes > SV_FAILED_BYTES_MAX && s->len > 1)) {
		sv_failed_remove(s, s->head);
		s->dropped++;
	}
	return true;
}

sv_failed *sv_failed_find(const sv_failed_store *s, uint64_t number)
{
	sv_failed *f;

	for (f = s->tail; f && f->job->number != number; f = f->prev) {
	}
	return f;
}

void sv_failed_remove(sv_failed_store *s, sv_failed *f)
{
	*(f->prev ? &f->prev->next : &s->head) = f->next;
	*(f->next ? &f->next->prev : &s->tail) = f->prev;
	s->len--;
	s->bytes -= bytes_of(f->job);
	sv_job_release(f->job);
	free(f);
}

/* All are looked at: the clock may have been set back between two of them. */
uint32_t sv_failed_purge(sv_failed_store *s, int64_t until)
{
	sv_failed *f, *next;
	uint32_t n = 0;

	for (f = s->head; f; f = next) {
		next = f->next;
		if (f->failed <= until) {
			sv_failed_remove(s, f);
			n++;
		}
	}
	return n;
}

void sv_failed_keep(sv_pool *pool, sv_job *job)
{
	sv_failed_store *s = &pool->failed;
	int64_t wall = pool->port->wall(pool->port->ctx);
	uint64_t dropped = s->dropped;

	if (!sv_failed_add(s, job, wall - (sv_pool_now(pool) - job->created_ns), wall)) {
		sv_pool_log(pool, NULL, SV_LOG_ERROR, "out of memory: a failed job is not kept");
	} else if (dropped == 0 && s->dropped) {
		sv_pool_log(pool, NULL, SV_LOG_WARNING, "the store of failed jobs is full (at most %d jobs, %llu MiB): from now on the oldest ones are dropped", SV_FAILED_MAX,
			(unsigned long long) (SV_FAILED_BYTES_MAX >> 20));
	}
}

bool sv_pool_retry_failed(sv_pool *pool, sv_failed *f)
{
	const sv_job *old = f->job;
	sv_blob payload = pool->hooks->share_blob(sv_job_payload(old)), meta = pool->hooks->share_blob(sv_job_meta(old));
	sv_job *job = sv_jobs_add(&pool->jobs, &(sv_order) {
		.number = old->number,
		.kind = (sv_value_kind) old->kind,
		.payload = payload,
		.meta = meta,
		.timeout_ns = old->timeout_ms * SV_MS_NS,
		.priority = old->level + SV_PRIORITY_MIN,
		.max_attempts = old->max_attempts,
		.now = sv_pool_now(pool),
	});

	if (!job) {
		if (payload.owner) {
			pool->hooks->free_blob(payload.owner);
		}
		if (meta.owner) {
			pool->hooks->free_blob(meta.owner);
		}
		return false;
	}
	/* What its submitter said of it stays, but for its key: that was free when it had failed, and another job may have it. */
	job->pace = old->pace;
	job->created_ns = old->created_ns;
	sv_failed_remove(&pool->failed, f);
	sv_job_release(job);
	return true;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* pool.c: the slots of a pool and the workers in them; see pool.h. */
#include "core/pool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Forks in one round, so that a large pool that starts still answers: so many, and none after so long, for a fork takes as long as its master is large. */
#define FORKS_A_ROUND 16
#define FORKING_NS SV_MS_NS

/* ... and so many jobs become due: a million of the same minute must not keep the workers from being served. */
#define PROMOTIONS_A_ROUND 1000

static uint32_t pools_made; /* of this process; workers name pools by it */

static void table_settled(sv_jobs *jobs, sv_job *job)
{
	sv_pool *pool = jobs->ctx;

	if (job->state == SV_J_FAILED) {
		sv_failed_keep(pool, job);
	}
	pool->unseen = pool->hooks->settled(pool, job);
}

/* --- slots --- */

static sv_slot *another_slot(sv_pool *pool)
{
	uint32_t cap = pool->cap ? pool->cap * 2 : 4;
	sv_slot **slots, *slot;

	/* Adding a timer must not fail later. */
	if (!sv_heap_reserve(&pool->timers, pool->len + 1) || !sv_heap_reserve(&pool->forks, pool->len + 1)) {
		return NULL;
	}
	if (pool->len == pool->cap) {
		slots = realloc(pool->slots, cap * sizeof *slots);
		if (!slots) {
			return NULL;
		}
		pool->slots = slots;
		pool->cap = cap;
	}
	slot = calloc(1, sizeof *slot);
	if (slot) {
		slot->pool = pool;
		slot->index = pool->len;
		slot->fd = -1;
		pool->slots[pool->len++] = slot;
	}
	return slot;
}

sv_slot *sv_pool_new_slot(sv_pool *pool, uint32_t number)
{
	sv_slot *slot = pool->unused;

	if (slot) {
		pool->unused = slot->free_next;
		slot->free_next = NULL;
	} else if (!(slot = another_slot(pool))) {
		return NULL;
	}
	slot->number = number;
	slot->spawn = 0;
	slot->failures = slot->fork_failures = slot->roll_failures = 0;
	slot->fork_errno = 0;
	slot->wish_after = 0;
	slot->gone = slot->replaced = false;
	return slot;
}

static void free_cell(sv_pool *pool, sv_slot *slot)
{
	if (slot->cell || slot->capture) {
		pool->port->free_cell(pool->port->ctx, slot);
	}
}

void sv_pool_free_slot(sv_pool *pool, sv_slot *slot)
{
	free_cell(pool, slot);
	slot->number = SV_NO_NUMBER;
	slot->free_next = pool->unused;
	pool->unused = slot;
}

void sv_pool_want(sv_pool *pool, sv_slot *slot, bool wanted)
{
	if (slot->wanted != wanted) {
		slot->wanted = wanted;
		pool->wanted += wanted ? 1 : (uint32_t) -1;
	}
}

static void free_slot(sv_pool *pool, sv_slot *slot)
{
	sv_channel_reset(&slot->out, &slot->in, pool->hooks->free_blob);
	sv_attempt_forget_failed(slot);
	free_cell(pool, slot);
	free(slot);
}

/* --- the pool --- */

static void free_pool(sv_pool *pool)
{
	uint32_t i;

	sv_pool_forget_deaths(pool);
	for (i = 0; i < pool->len; i++) {
		free_slot(pool, pool->slots[i]);
	}
	sv_failed_purge(&pool->failed, INT64_MAX);
	sv_heap_free(&pool->timers);
	sv_heap_free(&pool->forks);
	sv_paces_free(&pool->paces);
	free(pool->slots);
	free(pool->scratch);
	free(pool->gather);
	free(pool);
}

sv_pool *sv_pool_new(const sv_pool_config *config, const sv_port *port, const sv_pool_hooks *hooks, void *owner)
{
	sv_pool *pool = calloc(1, sizeof *pool);
	uint32_t i;

	if (!pool) {
		return NULL;
	}
	pool->port = port;
	pool->hooks = hooks;
	pool->owner = owner;
	pool->refs = 1;
	pool->id = ++pools_made;
	pool->rebalance_at = SV_NEVER;
	pool->jobs.free_blob = hooks->free_blob;
	pool->jobs.blob_head = hooks->blob_head;
	pool->jobs.settled = table_settled;
	pool->jobs.ctx = pool;
	pool->jobs.unique.seed = (uint64_t) port->now(port->ctx) * UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t) (uintptr_t) pool;
	pool->scratch = malloc(SV_SCRATCH);
	pool->gather = malloc(SV_RING * (sizeof(sv_frame) + SV_GATHER_MAX));
	if (!pool->scratch || !pool->gather) {
		free_pool(pool);
		return NULL;
	}
	for (i = 0; i < config->workers; i++) {
		if (!sv_pool_new_slot(pool, i)) {
			free_pool(pool);
			return NULL;
		}
	}
	pool->config = *config;
	return pool;
}

void sv_pool_hold(sv_pool *pool)
{
	pool->refs++;
}

void sv_pool_release(sv_pool *pool)
{
	if (--pool->refs > 0) {
		return;
	}
	free(pool->config.backoff_ns);
	free_pool(pool);
}

static void log_line(const sv_pool *pool, const sv_slot *slot, sv_log_level level, const sv_facts *facts, const char *format, va_list args)
{
	char message[3072], *c; /* a line of the log is one write to a pipe, which is whole up to 4096 bytes */

	vsnprintf(message, sizeof message, format, args);
	for (c = message; *c; c++) {
		if ((unsigned char) *c < ' ') {
			*c = ' ';
		}
	}
	pool->port->log(pool->port->ctx, level, pool, slot, facts, message);
}

void sv_pool_log(const sv_pool *pool, const sv_slot *slot, sv_log_level level, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line(pool, slot, level, NULL, format, args);
	va_end(args);
}

void sv_pool_log_facts(const sv_pool *pool, const sv_slot *slot, sv_log_level level, const sv_facts *facts, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line(pool, slot, level, facts, format, args);
	va_end(args);
}

void sv_pool_retire(sv_pool *pool, sv_slot *slot, sv_exit_reason why)
{
	if (slot->state != SV_KILLING) {
		slot->why = why;
		sv_pool_event(pool, slot, SV_E_STOP);
	}
}

void sv_pool_start(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase != SV_PH_NEW) {
		return;
	}
	pool->phase = SV_PH_RUNNING;
	for (i = 0; i < pool->len; i++) {
		if (pool->slots[i]->number != SV_NO_NUMBER) { /* scaled down before */
			sv_pool_want(pool, pool->slots[i], true);
			sv_pool_event(pool, pool->slots[i], SV_E_START);
		}
	}
}

void sv_pool_check_stopped(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase == SV_PH_STOPPING && pool->occupied == 0) {
		sv_dispatch_cancel_unbegun(pool);
		pool->phase = SV_PH_STOPPED;
		for (i = 0; i < pool->len; i++) {
			free_cell(pool, pool->slots[i]);
		}
	}
}

void sv_pool_stop(sv_pool *pool, int64_t timeout_ns)
{
	int64_t at;
	uint32_t i;

	sv_pool_tell_deaths(pool); /* their jobs are charged by that, while the pool runs */
	if (pool->phase == SV_PH_STOPPED) {
		return;
	}
	at = sv_pool_now(pool);
	at = timeout_ns < SV_NEVER - at ? at + timeout_ns : SV_NEVER;
	if (pool->phase == SV_PH_STOPPING && at >= pool->stop_at) {
		return;
	}
	pool->stop_at = at;
	pool->phase = SV_PH_STOPPING;
	pool->rebalance_at = SV_NEVER; /* nothing is handed out any more, so nobody else would forget it */
	sv_dispatch_cancel_unbegun(pool);
	for (i = 0; i < pool->len; i++) {
		sv_pool_want(pool, pool->slots[i], false);
		if (!pool->slots[i]->asked) {
			pool->slots[i]->why = pool->slots[i]->expired ? pool->slots[i]->why : SV_X_STOPPED;
		}
		sv_pool_event(pool, pool->slots[i], SV_E_STOP);
	}
	sv_pool_check_stopped(pool);
}

void sv_pool_kill(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase != SV_PH_STOPPING) {
		return;
	}
	for (i = 0; i < pool->len; i++) {
		sv_pool_event(pool, pool->slots[i], SV_E_KILL);
	}
}

/* A pool whose boots fail tries one worker at a time. */
static int64_t next_fork(const sv_pool *pool)
{
	const sv_due *d = sv_heap_top(&pool->forks);

	if (!d || (pool->degraded && pool->starting > 0)) {
		return SV_NEVER;
	}
	return pool->degraded && d->at < pool->probe_at ? pool->probe_at : d->at;
}

static void fork_due(sv_pool *pool, int64_t now)
{
	int n;

	for (n = 0; n < FORKS_A_ROUND && next_fork(pool) <= now && (n == 0 || sv_pool_now(pool) - now < FORKING_NS); n++) {
		sv_due *d = sv_heap_top(&pool->forks);

		sv_heap_remove(&pool->forks, d);
		sv_pool_event(pool, (sv_slot *) d, SV_E_DUE);
	}
}

/* No slot has a worker, and none will get one: nobody is left to do anything. */
static void check_exhausted(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase != SV_PH_RUNNING || pool->wanted || pool->resting || pool->occupied || pool->config.workers == 0) {
		return;
	}
	for (i = 0; i < pool->len; i++) {
		pool->gave_up = pool->gave_up || pool->slots[i]->state == SV_FATAL;
	}
	if (pool->gave_up || sv_jobs_open(&pool->jobs)) {
		sv_pool_log(pool, NULL, SV_LOG_ERROR, "is stopped: all its workers have ended, and \"restart\" or \"noRestartOn\" wants no others; %llu job%s cancelled",
			(unsigned long long) sv_jobs_open(&pool->jobs), sv_jobs_open(&pool->jobs) == 1 ? " is" : "s are");
	}
	sv_pool_stop(pool, 0);
}

void sv_pool_service(sv_pool *pool, bool may_fork)
{
	int64_t now = sv_pool_now(pool);
	sv_due *d;

	if (pool->phase == SV_PH_NEW || pool->phase == SV_PH_STOPPED) {
		sv_pool_tell_deaths(pool);
		return;
	}
	if (pool->phase == SV_PH_STOPPING) {
		sv_jobs_cancel_all(&pool->jobs, sv_attempt_cancelled, pool); /* what came back; buffers have had nothing that has not begun since sv_pool_stop() */
	}
	sv_jobs_promote(&pool->jobs, now, PROMOTIONS_A_ROUND);
	/* A timer is the first member of its slot. */
	while ((d = sv_heap_top(&pool->timers)) && d->at <= now) {
		sv_limits_due(pool, (sv_slot *) d, now);
	}
	sv_limits_memory(pool, now);
	sv_roll_go(pool);
	if (may_fork) {
		fork_due(pool, now);
	}
	sv_pool_tell_deaths(pool);
	if (!pool->crowd) {
		pool->late_at = now + SV_AHEAD_NS;
	} else if (now >= pool->late_at) {
		sv_rebalance_late(pool, now);
	}
	sv_pool_dispatch(pool, true);
	sv_roll_demand(pool);
	check_exhausted(pool);
	sv_pool_check_stopped(pool);
}

bool sv_pool_forks_due(const sv_pool *pool)
{
	return next_fork(pool) <= sv_pool_now(pool);
}

int64_t sv_pool_deadline(const sv_pool *pool, bool may_fork)
{
	int64_t at = sv_jobs_due(&pool->jobs), t;
	const sv_due *d;

	if (pool->phase == SV_PH_NEW || pool->phase == SV_PH_STOPPED) {
		return SV_NEVER;
	}
	if ((d = sv_heap_top(&pool->timers)) && d->at < at) {
		at = d->at;
	}
	if (may_fork && (t = next_fork(pool)) < at) {
		at = t;
	}
	if ((t = sv_roll_due(pool)) < at) {
		at = t;
	}
	if ((t = sv_limits_memory_due(pool)) < at) {
		at = t;
	}
	if (pool->phase == SV_PH_RUNNING) {
		/* Callbacks are called after a service: by submit() and cancel() they leave frames to write, and room for what is queued. */
		if (pool->dirty || (pool->jobs.n.queued && pool->room.head)) {
			return 0;
		}
		if (pool->crowd && pool->late_at < at) {
			at = pool->late_at;
		}
	}
	return pool->rebalance_at < at ? pool->rebalance_at : at;
}

void sv_pool_readable(sv_pool *pool, sv_slot *slot)
{
	sv_read read;

	if (!slot->pid || slot->broken) {
		return;
	}
	if (pool->config.program) {
		sv_tend_read(pool, slot, false);
		return;
	}
	read = sv_attempt_read(pool, slot, false);
	if (read == SV_READ_AGAIN) {
		return;
	}
	/*
	 * A worker that is dying has its channel closed some microseconds before its death can be seen; SIGKILL changes nothing then. One that closed it and
	 * lives on (close_range(), pcntl_exec()) is no worker any more, and its results could never arrive.
	 */
	slot->broken = true;
	pool->port->deaf(pool->port->ctx, slot);
	if (read == SV_READ_BROKEN) {
		sv_pool_log(pool, slot, SV_LOG_ERROR, "worker %d wrote something that is not a frame to its channel, sending SIGKILL to its process group; does "
			"its code write to descriptors that it did not open?", (int) slot->pid);
	} else if (read == SV_READ_LEFT) {
		sv_pool_log(pool, slot, SV_LOG_ERROR, "a fatal error (memory_limit?) came while the master read what worker %d had sent, which is lost; sending SIGKILL to "
			"its process group", (int) slot->pid);
	}
	sv_pool_event(pool, slot, SV_E_KILL);
}

void sv_pool_writable(sv_pool *pool, sv_slot *slot)
{
	if (slot->pid) {
		sv_send(pool, slot);
	}
}

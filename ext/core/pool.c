/* SPDX-License-Identifier: BSD-3-Clause */
/* pool.c: the slots of a pool and the workers in them; see pool.h. */
#include "core/pool.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Forks in one round, so that a large pool that starts still answers. */
#define FORKS_A_ROUND 16

static void table_settled(sv_jobs *jobs, sv_job *job)
{
	sv_pool *pool = jobs->ctx;

	pool->hooks->settled(pool, job);
}

sv_pool *sv_pool_new(const sv_pool_config *config, const sv_port *port, const sv_pool_hooks *hooks, void *owner)
{
	sv_pool *pool = calloc(1, sizeof *pool);
	uint32_t i;

	if (!pool) {
		return NULL;
	}
	pool->slots = calloc(config->workers, sizeof *pool->slots);
	pool->scratch = malloc(SV_SCRATCH);
	if (!pool->slots || !pool->scratch || !sv_heap_reserve(&pool->timers, config->workers) ||
	    !sv_heap_reserve(&pool->forks, config->workers)) {
		sv_heap_free(&pool->timers);
		sv_heap_free(&pool->forks);
		free(pool->slots);
		free(pool->scratch);
		free(pool);
		return NULL;
	}
	pool->port = port;
	pool->hooks = hooks;
	pool->config = *config;
	pool->owner = owner;
	pool->refs = 1;
	pool->rebalance_at = SV_NEVER;
	pool->jobs.free_blob = hooks->free_blob;
	pool->jobs.settled = table_settled;
	pool->jobs.ctx = pool;
	for (i = 0; i < config->workers; i++) {
		pool->slots[i].pool = pool;
		pool->slots[i].number = i;
		pool->slots[i].fd = pool->slots[i].cell_fd = -1;
	}
	return pool;
}

void sv_pool_hold(sv_pool *pool)
{
	pool->refs++;
}

void sv_pool_release(sv_pool *pool)
{
	uint32_t i;

	if (--pool->refs > 0) {
		return;
	}
	for (i = 0; i < pool->config.workers; i++) {
		sv_channel_reset(&pool->slots[i].out, &pool->slots[i].in, pool->hooks->free_blob);
		sv_dispatch_forget_failed(&pool->slots[i]);
		if (pool->slots[i].cell) {
			pool->port->free_cell(pool->port->ctx, &pool->slots[i]);
		}
	}
	sv_heap_free(&pool->timers);
	sv_heap_free(&pool->forks);
	free(pool->config.backoff_ns);
	free(pool->slots);
	free(pool->scratch);
	free(pool);
}

void sv_pool_log(const sv_pool *pool, const sv_slot *slot, sv_log_level level, const char *format, ...)
{
	char message[1024], *c;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	for (c = message; *c; c++) {
		if ((unsigned char) *c < ' ') {
			*c = ' ';
		}
	}
	pool->port->log(pool->port->ctx, level, pool, slot, message);
}

static int64_t now_of(const sv_pool *pool)
{
	return pool->port->now(pool->port->ctx);
}

static double random_of(const sv_pool *pool)
{
	return pool->port->random(pool->port->ctx);
}

static void do_fork(sv_pool *pool, sv_slot *slot)
{
	int error;

	slot->ready = slot->asked = slot->killed = slot->broken = false;
	slot->head = slot->tail = slot->sent = slot->has = slot->given = 0;
	slot->max_jobs = sv_policy_max_jobs(pool->config.max_jobs, random_of(pool));
	slot->forked_ns = now_of(pool);
	slot->ready_ns = 0;
	slot->spawn++;

	error = pool->port->spawn(pool->port->ctx, slot);
	if (error) {
		slot->spawn--;
		slot->fork_failures++;
		if (error != slot->fork_errno) {
			sv_pool_log(pool, slot, SV_LOG_ERROR, "cannot fork a worker: %s (errno %d); will try again, first after 1 s, then less often, up to once a minute",
				strerror(error), error);
		}
		slot->fork_errno = error;
		sv_pool_event(pool, slot, SV_E_FORK_FAILED);
		return;
	}
	if (slot->fork_errno) {
		sv_pool_log(pool, slot, SV_LOG_WARNING, "forking works again");
	}
	slot->fork_errno = 0;
	slot->fork_failures = 0;
	pool->occupied++;
	pool->starting++;
}

static void do_greet(sv_pool *pool, sv_slot *slot)
{
	slot->ready = true;
	slot->ready_ns = now_of(pool);
	pool->starting--;
	sv_dispatch_room(pool, slot);
	pool->hooks->ready(pool, slot);
}

static void do_ask(sv_pool *pool, sv_slot *slot)
{
	sv_heap_set(&pool->timers, &slot->timer, pool->stop_at);
	if (slot->asked) {
		return;
	}
	slot->asked = true;
	atomic_store(&slot->cell->stop, 1);
	/* A handler's worker waits in read() and gets no signal, which would cut a sleep() of the job short; EOF wakes it. */
	pool->port->hang_up(pool->port->ctx, slot);
	if (!pool->config.handler) {
		pool->port->kill(pool->port->ctx, slot, SIGTERM);
		pool->port->kill(pool->port->ctx, slot, SIGCONT);
	}
}

static void do_kill(sv_pool *pool, sv_slot *slot)
{
	if (!slot->killed && !slot->broken) {
		pool->killed = true;
		sv_pool_log(pool, slot, SV_LOG_WARNING, "worker %d did not end in time, sending SIGKILL to its process group", (int) slot->pid);
	}
	slot->killed = true;
	pool->port->kill(pool->port->ctx, slot, SIGKILL);
	sv_heap_set(&pool->timers, &slot->timer, now_of(pool) + SV_KILL_AGAIN_NS);
}

void sv_pool_event(sv_pool *pool, sv_slot *slot, sv_event event)
{
	sv_step step = sv_slot_step(slot->state, event);

	if (step.action == SV_A_INVALID) {
		sv_pool_log(pool, slot, SV_LOG_ERROR, "event \"%s\" in state \"%s\" was ignored; this is a bug in the extension, please report it",
			sv_event_name(event), sv_state_name(slot->state));
		return;
	}
	slot->state = step.next;
	switch (step.action) {
	case SV_A_LINE_UP:
		sv_heap_set(&pool->forks, &slot->timer, now_of(pool));
		break;
	case SV_A_FORK:
		do_fork(pool, slot);
		break;
	case SV_A_WAIT:
		sv_heap_set(&pool->forks, &slot->timer, now_of(pool) + sv_policy_fork_backoff(slot->fork_failures, random_of(pool)));
		break;
	case SV_A_GREET:
		do_greet(pool, slot);
		break;
	case SV_A_ASK:
		do_ask(pool, slot);
		break;
	case SV_A_KILL:
		do_kill(pool, slot);
		break;
	case SV_A_REST:
		sv_heap_remove(&pool->forks, &slot->timer);
		break;
	case SV_A_BURY: /* in sv_pool_died(), which knows how it died */
	case SV_A_NONE:
	case SV_A_INVALID:
		break;
	}
	sv_dispatch_room(pool, slot);
}

void sv_pool_start(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase != SV_PH_NEW) {
		return;
	}
	pool->phase = SV_PH_RUNNING;
	for (i = 0; i < pool->config.workers; i++) {
		pool->slots[i].wanted = true;
		sv_pool_event(pool, &pool->slots[i], SV_E_START);
	}
}

static void finish_stop(sv_pool *pool)
{
	if (pool->phase == SV_PH_STOPPING && pool->occupied == 0) {
		sv_dispatch_cancel_unbegun(pool);
		pool->phase = SV_PH_STOPPED;
	}
}

void sv_pool_stop(sv_pool *pool, int64_t timeout_ns)
{
	int64_t at;
	uint32_t i;

	if (pool->phase == SV_PH_STOPPED) {
		return;
	}
	at = now_of(pool);
	at = timeout_ns < SV_NEVER - at ? at + timeout_ns : SV_NEVER;
	if (pool->phase == SV_PH_STOPPING && at >= pool->stop_at) {
		return;
	}
	pool->stop_at = at;
	pool->phase = SV_PH_STOPPING;
	pool->rebalance_at = SV_NEVER; /* nothing is handed out any more, so nobody else would forget it */
	sv_dispatch_cancel_unbegun(pool);
	for (i = 0; i < pool->config.workers; i++) {
		pool->slots[i].wanted = false;
		sv_pool_event(pool, &pool->slots[i], SV_E_STOP);
	}
	finish_stop(pool);
}

void sv_pool_kill(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase != SV_PH_STOPPING) {
		return;
	}
	for (i = 0; i < pool->config.workers; i++) {
		sv_pool_event(pool, &pool->slots[i], SV_E_KILL);
	}
}

void sv_pool_service(sv_pool *pool, bool may_fork)
{
	int64_t now = now_of(pool);
	int forks = 0;
	sv_due *d;

	if (pool->phase == SV_PH_NEW || pool->phase == SV_PH_STOPPED) {
		return;
	}
	if (pool->phase == SV_PH_STOPPING) {
		sv_dispatch_cancel_unbegun(pool);
	}
	sv_jobs_promote(&pool->jobs, now);
	/* A timer is the first member of its slot. */
	while ((d = sv_heap_top(&pool->timers)) && d->at <= now) {
		sv_heap_remove(&pool->timers, d);
		sv_pool_event(pool, (sv_slot *) d, SV_E_DUE);
	}
	while (may_fork && forks++ < FORKS_A_ROUND && (d = sv_heap_top(&pool->forks)) && d->at <= now) {
		sv_heap_remove(&pool->forks, d);
		sv_pool_event(pool, (sv_slot *) d, SV_E_DUE);
	}
	sv_pool_dispatch(pool, true);
	finish_stop(pool);
}

int64_t sv_pool_deadline(const sv_pool *pool, bool may_fork)
{
	int64_t at = sv_jobs_due(&pool->jobs);
	const sv_due *d;

	if (pool->phase == SV_PH_NEW || pool->phase == SV_PH_STOPPED) {
		return SV_NEVER;
	}
	if ((d = sv_heap_top(&pool->timers)) && d->at < at) {
		at = d->at;
	}
	if (may_fork && (d = sv_heap_top(&pool->forks)) && d->at < at) {
		at = d->at;
	}
	return pool->rebalance_at < at ? pool->rebalance_at : at;
}

void sv_pool_readable(sv_pool *pool, sv_slot *slot)
{
	sv_read read;

	if (!slot->pid || slot->broken) {
		return;
	}
	read = sv_dispatch_read(pool, slot, false);
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
	}
	sv_pool_event(pool, slot, SV_E_KILL);
}

void sv_pool_writable(sv_pool *pool, sv_slot *slot)
{
	if (slot->pid) {
		sv_dispatch_flush(pool, slot);
	}
}

static void log_death(const sv_pool *pool, const sv_slot *slot, const sv_obituary *o)
{
	char words[96], next[64], job[224] = "", place[SV_FILE_MAX + SV_FUNCTION_MAX + 24];
	const char *last = o->report.last_words;
	double up = (double) o->uptime_ns / 1e9;

	sv_exit_words(&o->end, words, sizeof words);
	if (o->restart_ns == SV_NEVER) {
		snprintf(next, sizeof next, "its slot stays empty");
	} else if (o->restart_ns == 0) {
		snprintf(next, sizeof next, "replaced at once");
	} else {
		snprintf(next, sizeof next, "next worker in %.1f s", (double) o->restart_ns / 1e9);
	}
	if (o->job || o->report.began_ns) {
		snprintf(job, sizeof job, " while it ran %s%s%s (attempt %u)", o->report.label[0] ? "job \"" : "a job", o->report.label, o->report.label[0] ? "\"" : "",
			o->job ? o->job->attempts : 1u);
	}
	sv_pool_log(pool, slot, o->end.planned ? SV_LOG_INFO : SV_LOG_WARNING, "worker %d %s%s%s%s after %.3f s and %u jobs%s%s; %s", (int) o->pid, words,
		sv_exit_place(o->where, place, sizeof place), !slot->ready && !o->end.planned ? " before it was ready" : "", job, up, o->report.jobs, *last ? ": " : "", last, next);
}

void sv_pool_died(sv_pool *pool, sv_slot *slot, int status, bool lost, uint64_t peak_memory, int64_t cpu_ns)
{
	sv_obituary o = { .pid = slot->pid, .spawn = slot->spawn, .peak_memory = peak_memory, .cpu_ns = cpu_ns, .restart_ns = SV_NEVER };
	sv_verdict verdict;
	sv_death death;
	int64_t now;

	if (!slot->pid) {
		return;
	}
	sv_dispatch_read(pool, slot, true); /* its last frames; to EAGAIN only, for a grandchild may hold the other end */
	sv_cell_read(slot->cell, &o.report);
	now = now_of(pool);
	o.uptime_ns = now - slot->forked_ns;
	if (!o.peak_memory) {
		o.peak_memory = o.report.peak_memory;
	}
	o.end = sv_exit_read(status, lost, (sv_parting) o.report.parting, slot->ready, slot->asked); /* not killed: that may be for its closed channel */
	o.where = sv_trace_read(slot->cell);
	o.job = sv_dispatch_bury(pool, slot, &o);
	if (!o.job && o.report.in_job && !o.end.planned) {
		o.job = slot->failed;
		slot->failed = NULL;
	}

	death = (sv_death) {
		.wanted = slot->wanted,
		.planned = o.end.planned,
		.in_job = o.job || o.report.began_ns,
		.was_ready = slot->ready,
		.ready_ns = slot->ready ? now - slot->ready_ns : 0,
		.jobs = o.report.jobs,
		.failures = slot->failures,
		.rnd = random_of(pool),
	};
	death.may_refill = slot->wanted && !death.planned && death.in_job && sv_policy_spend(&pool->budget, pool->config.workers, now);
	verdict = sv_policy_after_death(&death);

	if (!slot->ready) {
		pool->starting--;
	}
	pool->occupied--;
	pool->port->forget(pool->port->ctx, slot);
	sv_channel_reset(&slot->out, &slot->in, pool->hooks->free_blob);
	sv_dispatch_forget_failed(slot);
	sv_heap_remove(&pool->timers, &slot->timer);
	sv_pool_event(pool, slot, SV_E_DEAD);
	slot->failures = verdict.failures;
	if (verdict.start) {
		sv_pool_event(pool, slot, SV_E_START);
		sv_heap_set(&pool->forks, &slot->timer, now + verdict.delay_ns);
		o.restart_ns = verdict.delay_ns;
		pool->restarts++;
	}
	if (o.end.planned) {
		pool->recycled[o.end.reason]++;
	}
	log_death(pool, slot, &o);
	slot->pid = 0;
	pool->hooks->died(pool, slot, &o);
	if (o.job) {
		sv_job_release(o.job);
	}
	sv_where_release(o.where);
	finish_stop(pool);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* action.c: what the table of slot.c says is to be done with a slot: fork, greet, ask, trace, kill; see pool.h. What follows a death is in death.c. */
#include "core/pool.h"

#include "core/program.h"

#include <signal.h>
#include <string.h>

static uint32_t workers_made; /* of this process; ids of jobs that workers submit are made of it */

static void do_fork(sv_pool *pool, sv_slot *slot)
{
	int error;

	slot->ready = slot->asked = slot->killed = slot->signalled = slot->broken = slot->expired = slot->traced = slot->overfull = false;
	slot->head = slot->tail = slot->sent = slot->has = slot->given = 0;
	slot->ahead_ns = 0;
	slot->generation = pool->generation;
	slot->max_jobs = sv_policy_max_jobs(pool->config.max_jobs, sv_pool_random(pool));
	slot->forked_ns = sv_pool_now(pool);
	slot->ready_ns = 0;
	slot->followed = 0;
	slot->ordinal = ++workers_made & ~(UINT32_C(1) << 31); /* with sv_job_number_by() that bit is another one's */
	slot->spawn++;

	error = pool->port->spawn(pool->port->ctx, slot);
	if (error == SV_NOT_STARTED) {
		sv_pool_not_started(pool, slot);
		return;
	}
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
	sv_limits_begin(pool, slot, slot->forked_ns);
	if (pool->config.program) {
		sv_tend_begin(pool, slot, slot->forked_ns);
	}
}

/* A limit that a fresh worker fills, or nearly, is no limit for leaks but one for every worker. */
static void check_fresh(sv_pool *pool, sv_slot *slot)
{
	uint64_t max = pool->config.max_memory, rss = __atomic_load_n(&slot->cell->report.memory, __ATOMIC_RELAXED);

	slot->overfull = max && rss > max;
	slot->fresh = rss;
	if (!max || pool->memory_warned || rss < max / 10 * 9) {
		return;
	}
	pool->memory_warned = true;
	sv_pool_log(pool, slot, SV_LOG_WARNING, "maxMemory is %.1fM, and a new worker has %.1fM %s%s; raise it", sv_mib(max), sv_mib(rss),
		pool->config.program ? "when it is ready" : "before its first job",
		!slot->overfull ? "" : pool->config.program ? ", so that each is replaced, at growing intervals" : ", so that each is replaced after one job, at growing intervals");
}

static void recover(sv_pool *pool)
{
	uint32_t i;

	pool->boot_failures = pool->probes = 0;
	if (!pool->degraded) {
		return;
	}
	pool->degraded = false;
	for (i = 0; i < pool->len; i++) {
		sv_slot *slot = pool->slots[i];

		if (slot->state == SV_BACKOFF) {
			sv_heap_set(&pool->forks, &slot->timer, sv_pool_now(pool));
		} else if (slot->state == SV_IDLE && pool->config.idle_ns && slot->idle_at == SV_NEVER) {
			slot->idle_at = sv_pool_now(pool) + pool->config.idle_ns; /* it had to stay meanwhile */
			sv_limits_arm(pool, slot);
		}
	}
	sv_pool_log(pool, NULL, SV_LOG_WARNING, "has recovered: a worker is ready again, the others are forked");
	pool->hooks->recovered(pool);
}

static void do_greet(sv_pool *pool, sv_slot *slot)
{
	int64_t now = sv_pool_now(pool), age = pool->config.max_age_ns;

	slot->ready = true;
	slot->ready_ns = now;
	slot->boot_at = SV_NEVER;
	slot->excuses = 0;
	slot->age_at = age ? now + sv_policy_sooner(age, sv_pool_random(pool)) : SV_NEVER;
	slot->idle_at = pool->config.idle_ns ? now + pool->config.idle_ns : SV_NEVER;
	pool->starting--;
	if (pool->config.program) {
		sv_tend_ready(pool, slot);
	}
	check_fresh(pool, slot);
	recover(pool);
	sv_roll_ready(pool, slot);
	if (slot->generation != pool->generation) {
		sv_roll_wish(pool, slot, SV_X_RESTARTED); /* it was forked before the restart() */
	}
	sv_dispatch_room(pool, slot);
	pool->hooks->ready(pool, slot);
}

/* How long a worker may take to leave: until the pool's stop is over; else as long as that takes, from when it has no job any more. */
static int64_t leave_until(const sv_pool *pool, const sv_slot *slot)
{
	int64_t now;

	if (pool->phase == SV_PH_STOPPING) {
		return pool->stop_at;
	}
	now = sv_pool_now(pool);
	return slot->state == SV_DRAINING || pool->config.stop_ns > SV_NEVER - now ? SV_NEVER : now + pool->config.stop_ns;
}

/* The signal would cut a sleep() of its job short. */
static void signal_loop(sv_pool *pool, sv_slot *slot)
{
	slot->signalled = true;
	if (pool->config.program) {
		sv_tend_ask(pool, slot);
		return;
	}
	pool->port->kill(pool->port->ctx, slot, SIGTERM, false);
	pool->port->kill(pool->port->ctx, slot, SIGCONT, false);
}

bool sv_pool_signal_late(sv_pool *pool, sv_slot *slot)
{
	if (slot->signalled) {
		return false;
	}
	signal_loop(pool, slot);
	return true;
}

static void do_ask(sv_pool *pool, sv_slot *slot)
{
	slot->end_at = leave_until(pool, slot);
	if (slot->asked) {
		if (!pool->config.handler && pool->phase == SV_PH_STOPPING) {
			(void) sv_pool_signal_late(pool, slot);
		}
		return;
	}
	slot->asked = true;
	atomic_store(&slot->cell->stop, 1);
	sv_dispatch_give_back(pool, slot);
	/* A handler's worker waits in read() and gets no signal, which would cut a sleep() of the job short; EOF wakes it. */
	if (!pool->config.program) {
		pool->port->hang_up(pool->port->ctx, slot);
	}
	/* A loop that is only to be replaced and says that it is in a job hears of it by next(); by the signal only when that takes too long. */
	if (!pool->config.handler && (pool->phase == SV_PH_STOPPING || !sv_slot_works(slot))) {
		signal_loop(pool, slot);
	}
}

static void do_kill(sv_pool *pool, sv_slot *slot)
{
	bool group = !pool->config.program || !pool->config.program->spare_group;

	if (!slot->killed && !slot->broken && (!slot->expired || slot->traced)) { /* of those that expired their death tells */
		pool->killed = pool->killed || pool->phase == SV_PH_STOPPING;
		sv_pool_log(pool, slot, SV_LOG_WARNING, "worker %d %s, sending SIGKILL to %s", (int) slot->pid,
			slot->traced ? "does not tell its stack, it blocks signals or sits in the kernel" : "did not end in time", group ? "its process group" : "it");
	}
	slot->killed = true;
	pool->port->kill(pool->port->ctx, slot, SIGKILL, group);
	slot->end_at = sv_pool_now(pool) + SV_KILL_AGAIN_NS;
}

/* It ends by itself once it has told its stack. */
static void do_trace(sv_pool *pool, sv_slot *slot)
{
	if (pool->config.program || !pool->port->trace(pool->port->ctx, slot)) {
		do_kill(pool, slot);
		return;
	}
	pool->killed = pool->killed || pool->phase == SV_PH_STOPPING;
	slot->traced = true;
	slot->end_at = sv_pool_now(pool) + SV_TRACE_NS;
	if (!slot->expired) {
		sv_pool_log(pool, slot, SV_LOG_WARNING, "worker %d did not end in time, sending SIGKILL to its process group", (int) slot->pid);
	}
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
		sv_heap_set(&pool->forks, &slot->timer, sv_pool_now(pool));
		break;
	case SV_A_FORK:
		do_fork(pool, slot);
		break;
	case SV_A_WAIT:
		sv_heap_set(&pool->forks, &slot->timer, sv_pool_now(pool) + sv_policy_fork_backoff(slot->fork_failures, sv_pool_random(pool)));
		break;
	case SV_A_GREET:
		do_greet(pool, slot);
		break;
	case SV_A_ASK:
		do_ask(pool, slot);
		break;
	case SV_A_HURRY:
		if (slot->end_at == SV_NEVER) {
			slot->end_at = leave_until(pool, slot);
		}
		break;
	case SV_A_TRACE:
		do_trace(pool, slot);
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
	if (pool->config.idle_ns && event == SV_E_REST) {
		slot->idle_at = sv_pool_now(pool) + pool->config.idle_ns;
	}
	sv_limits_arm(pool, slot);
	sv_dispatch_room(pool, slot);
}

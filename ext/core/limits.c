/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * limits.c: when the time or the memory of a worker is up; see pool.h.
 *
 * A slot has several deadlines and one timer, armed at the nearest. A timer is never put off when a deadline moves: it finds nothing due then, and
 * is armed anew. So the way of a job costs no change of a heap.
 *
 * A worker begins its jobs without a word to the master, so the deadline of an attempt stands in its cell. The master looks there when the
 * first job that it was handed could be over time.
 */
#include "core/pool.h"

#include "core/program.h"

/* A write for which the kernel had no memory is tried again after so long. */
#define SEND_AGAIN_NS (5 * SV_MS_NS)

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t after(int64_t now, int64_t ns)
{
	return ns < SV_NEVER - now ? now + ns : SV_NEVER;
}

static int64_t next_due(const sv_slot *slot)
{
	switch (slot->state) {
	case SV_STARTING:
		return earlier(slot->boot_at, slot->ready_at);
	case SV_IDLE:
		return earlier(earlier(slot->age_at, slot->idle_at), slot->expire_at);
	case SV_BUSY:
		return earlier(slot->age_at, slot->expire_at);
	case SV_DRAINING:
	case SV_STOPPING:
		return earlier(slot->end_at, slot->expire_at);
	case SV_KILLING:
		return slot->end_at;
	default:
		return SV_NEVER;
	}
}

void sv_limits_arm(sv_pool *pool, sv_slot *slot)
{
	int64_t at = next_due(slot);

	if (at != SV_NEVER && (!slot->timer.place || at < slot->timer.at)) {
		sv_heap_set(&pool->timers, &slot->timer, at);
	}
}

/* Of a new worker. */
void sv_limits_begin(sv_pool *pool, sv_slot *slot, int64_t now)
{
	slot->boot_at = pool->config.boot_ns ? after(now, pool->config.boot_ns) : SV_NEVER;
	slot->ready_at = slot->expire_at = slot->age_at = slot->idle_at = slot->end_at = SV_NEVER;
	slot->starved = false;
	slot->excused_began = slot->excused_until = 0;
	slot->excuses = 0;
}

void sv_limits_handed(sv_pool *pool, sv_slot *slot, int64_t timeout_ns, int64_t now)
{
	int64_t at = after(now, timeout_ns);

	if (at < slot->expire_at) {
		slot->expire_at = at;
		sv_limits_arm(pool, slot);
	}
}

void sv_limits_told(sv_pool *pool, sv_slot *slot, int64_t deadline)
{
	atomic_store(&slot->cell->watched, 1);
	if (deadline < slot->expire_at) {
		slot->expire_at = deadline;
		sv_limits_arm(pool, slot);
	}
}

void sv_limits_send_later(sv_pool *pool, sv_slot *slot)
{
	int64_t at = sv_pool_now(pool) + SEND_AGAIN_NS;

	slot->starved = true;
	if (!slot->timer.place || at < slot->timer.at) {
		sv_heap_set(&pool->timers, &slot->timer, at);
	}
}

/* Has the master seen this deadline so late that it must not count yet? */
static bool excused(sv_slot *slot, int64_t *at, int64_t now, int64_t late)
{
	if (!sv_policy_excuse(late) || slot->excuses == SV_EXCUSES) {
		return false;
	}
	slot->excuses++;
	*at = after(now, sv_policy_excuse(late));
	return true;
}

/* --- the time of an attempt --- */

/* job: its number, or 0: whichever runs. */
static void expire(sv_pool *pool, sv_slot *slot, uint64_t job, sv_exit_reason why, int64_t now)
{
	/* What it has sent by now counts: the claim word decides between a result and its deadline. */
	if (pool->config.handler) {
		(void) sv_attempt_read(pool, slot, true);
		if (!sv_dispatch_expire(slot, job)) {
			slot->expire_at = now + SV_MS_NS;
			return;
		}
		sv_dispatch_give_back(pool, slot);
	}
	slot->expire_at = SV_NEVER;
	slot->expired = true;
	slot->why = why;
	sv_pool_event(pool, slot, SV_E_EXPIRE);
}

/* The shortest time of a job in the buffer of this slot, but for the one that runs. */
static int64_t shortest(const sv_slot *slot, uint64_t running)
{
	int64_t ns = SV_NEVER;
	uint32_t k;

	for (k = slot->head; k != slot->tail; k++) {
		const sv_job *job = slot->ring[k % SV_RING];

		if (job && job->timeout_ms && job->number != running) {
			ns = earlier(ns, job->timeout_ms * SV_MS_NS);
		}
	}
	return ns;
}

/* When to look again if no job of this slot is over time now: those behind the one that runs may have less time than it. */
static int64_t look_again(const sv_slot *slot, const sv_report *r, int64_t now)
{
	int64_t at = r->began_ns && r->deadline_ns ? r->deadline_ns : SV_NEVER;

	return earlier(at, after(now, shortest(slot, r->job)));
}

static void check_attempt(sv_pool *pool, sv_slot *slot, int64_t now, int64_t late)
{
	sv_report r;

	sv_cell_read(slot->cell, &r);
	if (!pool->config.handler && !(r.began_ns && r.deadline_ns)) {
		/* Nothing to look at: the worker tells of its next deadline. One that it sets right now may not be missed. */
		(void) sv_cell_unwatch(slot->cell, &r, 0);
	}
	/* An excuse is for the attempt that ran then, and holds whenever this is called for the sake of others. */
	if (slot->excused_began != r.began_ns) {
		slot->excuses = 0;
	} else if (r.deadline_ns && r.deadline_ns < slot->excused_until) {
		r.deadline_ns = slot->excused_until;
	}
	if (r.began_ns && r.deadline_ns && r.deadline_ns <= now) {
		if (!excused(slot, &r.deadline_ns, now, late)) {
			expire(pool, slot, r.job, SV_X_TIMED_OUT, now);
			return;
		}
		slot->excused_began = r.began_ns;
		slot->excused_until = r.deadline_ns;
	}
	slot->expire_at = look_again(slot, &r, now);
	/* What a loop begins next may be due before the excuse is over. */
	if (!pool->config.handler && r.began_ns && r.began_ns == slot->excused_began && sv_cell_unwatch(slot->cell, &r, r.began_ns)) {
		slot->expire_at = earlier(slot->expire_at, r.deadline_ns);
	}
}

/* --- what is due --- */

/* A program that must speak now and then has said nothing for too long; unless it is leaving, which may take longer. */
static void watchdog_due(sv_pool *pool, sv_slot *slot, int64_t now, int64_t late)
{
	sv_tend_read(pool, slot, false);
	if (slot->state != SV_IDLE) {
		slot->expire_at = SV_NEVER;
	} else if (slot->expire_at <= now && !excused(slot, &slot->expire_at, now, late)) {
		sv_tend_silent(pool, slot);
	}
}

/* Alive for so long. A master that is late looks at deaths first, which may have been before that. */
static void ready_due(sv_pool *pool, sv_slot *slot, int64_t now, int64_t late)
{
	if (slot->ready_at <= now && !excused(slot, &slot->ready_at, now, late)) {
		sv_pool_event(pool, slot, SV_E_READY);
	}
}

static void boot_due(sv_pool *pool, sv_slot *slot, int64_t now, int64_t late)
{
	if (slot->boot_at > now || excused(slot, &slot->boot_at, now, late)) {
		return;
	}
	slot->boot_at = SV_NEVER;
	slot->expired = true;
	slot->why = SV_X_BOOT_TIMED_OUT;
	sv_pool_event(pool, slot, SV_E_EXPIRE);
}

/* Workers that can take jobs, and stay. */
static uint32_t healthy(const sv_pool *pool)
{
	uint32_t n = 0, i;

	for (i = 0; i < pool->len; i++) {
		n += pool->slots[i]->ready && sv_slot_occupied(pool->slots[i]->state) && !pool->slots[i]->asked && !pool->slots[i]->broken;
	}
	return n;
}

static void idle_due(sv_pool *pool, sv_slot *slot, int64_t now)
{
	if (slot->idle_at > now) {
		return;
	}
	slot->idle_at = SV_NEVER;
	if (pool->wanted <= pool->config.min_workers) {
		return; /* it stays, and one that comes on top of it has a time of its own */
	}
	/* Slots that only wait for a worker do no work: as long as there are such, it may be needed. */
	if (pool->degraded || healthy(pool) <= pool->config.min_workers) {
		return;
	}
	if (!slot->successor && !slot->wish) {
		sv_pool_want(pool, slot, false);
		slot->resting = true;
		pool->resting++;
		sv_pool_retire(pool, slot, SV_X_IDLE);
	} /* else it stays, until it has had a job again: the last ones need no timer */
}

static void end_due(sv_pool *pool, sv_slot *slot, int64_t now, int64_t late)
{
	sv_report r;

	if (slot->end_at > now || (slot->state != SV_KILLING && excused(slot, &slot->end_at, now, late))) {
		return;
	}
	/* A loop that is only to be replaced may finish the job that it says it runs. Not looked at all the time, however short stopTimeout is. */
	if (!pool->config.handler && pool->phase == SV_PH_RUNNING && slot->state != SV_KILLING) {
		sv_cell_read(slot->cell, &r);
		if (r.began_ns || sv_pool_signal_late(pool, slot)) {
			slot->end_at = after(now, pool->config.stop_ns > SV_SECOND_NS ? pool->config.stop_ns : SV_SECOND_NS);
			return;
		}
	}
	slot->end_at = SV_NEVER;
	sv_pool_event(pool, slot, SV_E_DUE);
}

void sv_limits_due(sv_pool *pool, sv_slot *slot, int64_t now)
{
	int64_t late = now - slot->timer.at;

	sv_heap_remove(&pool->timers, &slot->timer);
	if (slot->expire_at <= now && slot->state != SV_KILLING && pool->config.program) {
		watchdog_due(pool, slot, now, late);
	} else if (slot->expire_at <= now && slot->state != SV_KILLING) {
		check_attempt(pool, slot, now, late);
	}
	switch (slot->state) {
	case SV_STARTING:
		boot_due(pool, slot, now, late);
		if (slot->state == SV_STARTING) {
			ready_due(pool, slot, now, late);
		}
		break;
	case SV_IDLE:
	case SV_BUSY:
		if (slot->age_at <= now) {
			slot->age_at = slot->wish_after > now ? slot->wish_after : SV_NEVER;
			sv_roll_wish(pool, slot, SV_X_MAX_AGE);
		}
		if (slot->state == SV_IDLE) {
			idle_due(pool, slot, now);
		}
		if (slot->starved) {
			slot->starved = false;
			sv_send(pool, slot);
		}
		break;
	case SV_DRAINING:
	case SV_STOPPING:
	case SV_KILLING:
		end_due(pool, slot, now, late);
		break;
	default:
		break;
	}
	sv_limits_arm(pool, slot);
}

/* --- memory --- */

/* It leaves at once, without a successor that is ready: what it has too much is needed now. */
static void far_over(sv_pool *pool, sv_slot *slot)
{
	if (!slot->successor) {
		sv_pool_retire(pool, slot, SV_X_MAX_MEMORY);
	}
}

void sv_limits_after_job(sv_pool *pool, sv_slot *slot)
{
	uint64_t rss = __atomic_load_n(&slot->cell->report.memory, __ATOMIC_RELAXED);
	sv_memory m = sv_policy_memory(rss, pool->config.max_memory);

	if (m == SV_M_FITS || slot->asked) {
		return;
	}
	if (m == SV_M_FAR_OVER || slot->overfull) {
		far_over(pool, slot);
	} else {
		sv_roll_wish(pool, slot, SV_X_MAX_MEMORY);
	}
}

static void check_memory(sv_pool *pool, sv_slot *slot, int64_t now)
{
	bool runs = __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED) != 0;
	uint64_t rss = pool->config.program ? sv_tend_memory(pool, slot) : pool->port->memory(pool->port->ctx, slot), max = pool->config.max_memory;
	sv_memory m = sv_policy_memory(rss, max);

	/* No job is to blame for what a new worker has already. */
	if (runs && sv_policy_memory(rss, slot->fresh > max ? slot->fresh : max) == SV_M_FAR_OVER) {
		expire(pool, slot, 0, SV_X_OUT_OF_MEMORY, now);
	} else if (!pool->config.handler && !slot->asked && !runs && (m == SV_M_FAR_OVER || (m == SV_M_OVER && slot->overfull && pool->config.program))) {
		far_over(pool, slot);
	} else if (!pool->config.handler && !slot->asked && m == SV_M_OVER) {
		sv_roll_wish(pool, slot, SV_X_MAX_MEMORY);
	}
}

void sv_limits_memory(sv_pool *pool, int64_t now)
{
	uint32_t i;

	if (now < sv_limits_memory_due(pool)) {
		return;
	}
	pool->memory_at = now + SV_MEMORY_EVERY_NS;
	for (i = 0; i < pool->len; i++) {
		sv_slot *slot = pool->slots[i];

		if (slot->pid && slot->ready && slot->state != SV_KILLING && (slot->has || !pool->config.handler)) {
			check_memory(pool, slot, now);
			sv_limits_arm(pool, slot);
		}
	}
}

int64_t sv_limits_memory_due(const sv_pool *pool)
{
	if (!pool->config.max_memory || !pool->occupied || (pool->config.handler && pool->jobs.n.handed == 0)) {
		return SV_NEVER;
	}
	return pool->memory_at;
}

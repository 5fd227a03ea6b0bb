/* SPDX-License-Identifier: BSD-3-Clause */
/* dispatch.c: a pool's jobs on their way to its workers; see pool.h. What is handed is written by send.c, their way back is in attempt.c. */
#include "core/pool.h"

/* Work that a worker is given at once, if there is any: to wake it costs some 5 us on both sides. */
#define WAKE_FOR_NS (100 * 1000)
/* submit() leaves up to this many frames to a busy worker unwritten, for one write; and no more than the worker has got. */
#define UNSENT_MAX 16
/* A worker with less work than this gets the next job: to wake another one takes as long. */
#define WAKE_NS 20000

/* --- which workers have room --- */

static void room_remove(sv_pool *pool, sv_slot *slot)
{
	if (slot->in_room) {
		*(slot->room_prev ? &slot->room_prev->room_next : &pool->room.head) = slot->room_next;
		*(slot->room_next ? &slot->room_next->room_prev : &pool->room.tail) = slot->room_prev;
		slot->room_next = slot->room_prev = NULL;
		slot->in_room = false;
		if (pool->warm == slot) {
			pool->warm = NULL;
		}
	}
}

static void room_add_last(sv_pool *pool, sv_slot *slot)
{
	slot->in_room = true;
	slot->room_prev = pool->room.tail;
	slot->room_next = NULL;
	*(pool->room.tail ? &pool->room.tail->room_next : &pool->room.head) = slot;
	pool->room.tail = slot;
}

static inline int64_t ahead(const sv_pool *pool, sv_slot *slot)
{
	uint32_t k;

	if (slot->counted != pool->paces.version) {
		slot->counted = pool->paces.version;
		slot->ahead_ns = 0;
		for (k = slot->head; k != slot->tail; k++) {
			const sv_job *job = slot->ring[k % SV_RING];

			if (job) {
				slot->ahead_ns += slot->expects[k % SV_RING] = (uint32_t) sv_paces_expect(&pool->paces, job->pace);
			}
		}
	}
	return slot->ahead_ns;
}

int64_t sv_dispatch_ahead(const sv_pool *pool, sv_slot *slot)
{
	return ahead(pool, slot);
}

static void room_add(sv_pool *pool, sv_slot *slot)
{
	if (slot->has > 0) {
		room_add_last(pool, slot);
		if (ahead(pool, slot) < WAKE_NS) {
			pool->warm = slot;
		}
		return;
	}
	slot->in_room = true;
	slot->room_next = pool->room.head;
	slot->room_prev = NULL;
	*(pool->room.head ? &pool->room.head->room_prev : &pool->room.tail) = slot;
	pool->room.head = slot;
}

void sv_dispatch_last(sv_pool *pool, sv_slot *slot)
{
	if (slot->in_room) {
		room_remove(pool, slot);
		room_add_last(pool, slot);
	}
}

static bool has_room(const sv_pool *pool, sv_slot *slot)
{
	return pool->config.handler && (slot->state == SV_IDLE || slot->state == SV_BUSY) && slot->tail - slot->head < SV_RING &&
		(slot->max_jobs == 0 || slot->given < slot->max_jobs) && !slot->late && ahead(pool, slot) < SV_AHEAD_NS;
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

/* --- which workers have several jobs --- */

static void crowd_add(sv_slot *slot)
{
	sv_pool *pool = slot->pool;

	slot->crowd_next = pool->crowd;
	slot->crowd_prev = NULL;
	if (pool->crowd) {
		pool->crowd->crowd_prev = slot;
	}
	if (pool->late_at == SV_NEVER && pool->wanted > 1) {
		pool->late_at = 0; /* those that were there are known to be late */
	}
	pool->crowd = slot;
}

static void crowd_remove(sv_slot *slot)
{
	*(slot->crowd_prev ? &slot->crowd_prev->crowd_next : &slot->pool->crowd) = slot->crowd_next;
	if (slot->crowd_next) {
		slot->crowd_next->crowd_prev = slot->crowd_prev;
	}
}

/* --- hand-outs --- */

static void hand(sv_pool *pool, sv_slot *slot, sv_job *job)
{
	uint32_t i = slot->tail++ % SV_RING;

	slot->ring[i] = job;
	slot->serials[i] = ++pool->serial;
	slot->ahead_ns += slot->expects[i] = (uint32_t) sv_paces_expect(&pool->paces, job->pace);
	sv_claim_reserve(slot->cell, i, pool->serial);
	job->slot = slot;
	job->ring = (uint16_t) i;
	if (slot->has == 0 || job->level > slot->least) {
		slot->least = job->level;
	}
	if (job->level > pool->least) {
		pool->least = job->level;
	}
	slot->given++;
	if (slot->has++ == 0) {
		sv_pool_event(pool, slot, SV_E_BEGIN);
	} else if (slot->has == 2) {
		crowd_add(slot);
	}
	if (job->timeout_ms) {
		sv_limits_handed(pool, slot, job->timeout_ms * SV_MS_NS, sv_pool_now(pool));
	}
	if (!slot->unsent) {
		slot->unsent = true;
		slot->dirty_next = pool->dirty;
		pool->dirty = slot;
	}
}

/* The job of this claim word is settled or taken: the word is free once the ones before it are. */
void sv_dispatch_detach(sv_slot *slot, uint32_t i)
{
	slot->ring[i] = NULL;
	slot->late = false;
	if (slot->has-- == 2) {
		crowd_remove(slot);
	}
	slot->ahead_ns -= slot->expects[i];
	while (slot->head != slot->tail && !slot->ring[slot->head % SV_RING]) {
		slot->head++;
	}
	if ((int32_t) (slot->sent - slot->head) < 0) {
		slot->sent = slot->head;
	}
}

/* Of a dead worker. */
void sv_dispatch_empty(sv_slot *slot)
{
	if (slot->has >= 2) {
		crowd_remove(slot);
	}
	slot->head = slot->tail = slot->sent = slot->has = 0;
	slot->late = false;
	slot->ahead_ns = 0;
}

static void flush_dirty(sv_pool *pool, bool all)
{
	sv_slot **link = &pool->dirty, *slot;

	while ((slot = *link)) {
		uint32_t waiting = slot->tail - slot->sent;

		if (!all && waiting < UNSENT_MAX && waiting < slot->sent - slot->head) {
			link = &slot->dirty_next;
			continue;
		}
		*link = slot->dirty_next;
		slot->unsent = false;
		if (slot->pid) {
			sv_send(pool, slot);
		}
	}
}

bool sv_dispatch_take_back(sv_pool *pool, sv_slot *slot, uint32_t i)
{
	if (!slot->ring[i] || !sv_claim_take(slot->cell, i, slot->serials[i])) {
		return false;
	}
	sv_dispatch_detach(slot, i);
	slot->given--;
	if (slot->has == 0) {
		sv_pool_event(pool, slot, SV_E_REST);
	}
	sv_dispatch_room(pool, slot);
	return true;
}

/* --- to whoever has room --- */

static void hand_out(sv_pool *pool)
{
	while (pool->jobs.n.queued) {
		/* A fair share a turn, so that the first worker does not get all when there is little; but enough to be worth a wake-up. */
		uint64_t share = pool->jobs.n.queued / (2 * (uint64_t) pool->len) + 1, n = 0;
		unsigned level = SV_LEVELS - 1; /* and more urgent ones */
		bool behind = false;
		sv_slot *slot = NULL;

		if (sv_jobs_top(&pool->jobs) < pool->least) {
			if ((slot = sv_rebalance_overtake(pool, &behind))) {
				level = sv_jobs_top(&pool->jobs);
			}
		} else {
			slot = pool->warm;
		}
		if (!slot && !(slot = pool->room.head)) {
			break;
		}
		room_remove(pool, slot);
		while (sv_jobs_top(&pool->jobs) <= level && has_room(pool, slot) && (n++ < share || slot->ahead_ns < WAKE_FOR_NS)) {
			hand(pool, slot, sv_jobs_hand(&pool->jobs));
			room_remove(pool, slot);
		}
		/*
		 * One whose buffer was emptied for an urgent job gets no more until it has sent its next result: else the buffer would be full again by the next urgent
		 * job. It is told at once, for it would soon wait.
		 */
		if (behind && slot->has > 0) {
			sv_send(pool, slot);
		} else if (has_room(pool, slot)) {
			room_add(pool, slot);
		}
	}
}

void sv_pool_dispatch(sv_pool *pool, bool now)
{
	if (pool->phase == SV_PH_RUNNING) {
		hand_out(pool);
		while (now && sv_rebalance(pool)) {
			hand_out(pool); /* to one that was idle */
		}
	}
	flush_dirty(pool, now);
}

sv_job *sv_pool_submit(sv_pool *pool, const sv_order *o)
{
	sv_job *job = sv_jobs_add(&pool->jobs, o);

	if (job && o->name.data) {
		job->pace = sv_paces_find(&pool->paces, o->name);
	}
	return job;
}

bool sv_pool_job_runs(const sv_job *job)
{
	return job->state == SV_J_HANDED && job->slot->cell && sv_claim_read(job->slot->cell, job->ring) >= SV_RUNNING;
}

bool sv_pool_cancel(sv_pool *pool, sv_job *job)
{
	if (job->state == SV_J_HANDED ? !sv_dispatch_take_back(pool, job->slot, job->ring) : job->state >= SV_J_DONE) {
		return false;
	}
	sv_jobs_settle(&pool->jobs, job, SV_J_CANCELLED, SV_V_NULL, sv_attempt_cancelled(pool, job));
	return true;
}

void sv_dispatch_cancel_unbegun(sv_pool *pool)
{
	uint32_t i, k;

	sv_jobs_cancel_all(&pool->jobs, sv_attempt_cancelled, pool);
	for (i = 0; i < pool->len && pool->jobs.n.handed; i++) {
		sv_slot *slot = pool->slots[i];

		for (k = slot->head; k != slot->tail; k++) {
			if (slot->ring[k % SV_RING]) {
				sv_pool_cancel(pool, slot->ring[k % SV_RING]);
			}
		}
	}
}

void sv_dispatch_give_back(sv_pool *pool, sv_slot *slot)
{
	uint32_t head = slot->head, k; /* head moves when all are taken */

	for (k = slot->tail; k != head; k--) {
		sv_job *job = slot->ring[(k - 1) % SV_RING];

		if (job && sv_dispatch_take_back(pool, slot, (k - 1) % SV_RING)) {
			sv_jobs_give_back(&pool->jobs, job);
		}
	}
}

bool sv_dispatch_expire(sv_slot *slot, uint64_t job)
{
	uint32_t k;

	for (k = slot->head; k != slot->tail; k++) {
		uint32_t i = k % SV_RING;

		if (slot->ring[i] && (!job || slot->ring[i]->number == job) && sv_claim_expire(slot->cell, i, slot->serials[i])) {
			return true;
		}
	}
	return false;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* dispatch.c: a pool's jobs on their way to its workers; see pool.h. What is handed is written by send.c, their way back is in attempt.c. */
#include "core/pool.h"

/* A job that has run for so long, or a buffer that holds so much work, makes it worth while to take jobs back for an idle worker. */
#define TAKE_AFTER_NS SV_MS_NS
/* Nothing runs in a worker, and a job lies in its buffer for so long: it will not be taken soon. */
#define STALLED_NS (20 * SV_MS_NS)
/* ... and to fork a worker for them, where slots rest for want of work. */
#define FORK_AFTER_NS (100 * SV_MS_NS)
/* Work that a worker is given at once, if there is any: to wake it costs some 5 us on both sides. */
#define WAKE_FOR_NS (100 * 1000)
/* submit() leaves this many frames to a busy worker unwritten, for one write. */
#define UNSENT_MAX 16
/* So many buffers are looked into for the one where an urgent job begins soonest. */
#define LOOK_INTO 16

/* A worker with less work than this stays in front: to wake another one takes as long. */
#define WAKE_NS 20000

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

static void room_add_last(sv_pool *pool, sv_slot *slot)
{
	slot->in_room = true;
	slot->room_prev = pool->room.tail;
	slot->room_next = NULL;
	*(pool->room.tail ? &pool->room.tail->room_next : &pool->room.head) = slot;
	pool->room.tail = slot;
}

static int64_t ahead(const sv_pool *pool, sv_slot *slot)
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

static void room_add(sv_pool *pool, sv_slot *slot)
{
	if (slot->has > 0 && ahead(pool, slot) >= WAKE_NS) {
		room_add_last(pool, slot);
		return;
	}
	slot->in_room = true;
	slot->room_next = pool->room.head;
	slot->room_prev = NULL;
	*(pool->room.head ? &pool->room.head->room_prev : &pool->room.tail) = slot;
	pool->room.head = slot;
}

static bool has_room(const sv_pool *pool, sv_slot *slot)
{
	return pool->config.handler && (slot->state == SV_IDLE || slot->state == SV_BUSY) && slot->tail - slot->head < SV_RING &&
		(slot->max_jobs == 0 || slot->given < slot->max_jobs) && ahead(pool, slot) < SV_AHEAD_NS;
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
	slot->ahead_ns = 0;
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
			sv_send(pool, slot);
		}
	}
}

static bool take_back(sv_pool *pool, sv_slot *slot, uint32_t i)
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

/* Jobs of a worker that have not begun. */
static uint32_t reserved(const sv_slot *slot)
{
	uint32_t n = 0, k;

	for (k = slot->head; k != slot->tail; k++) {
		n += slot->ring[k % SV_RING] && sv_claim_read(slot->cell, k % SV_RING) == SV_RESERVED;
	}
	return n;
}

/*
 * Does the same job lie next in this buffer as at a look some time ago? Somebody stopped the worker, or user code runs in it that is no job and that it did
 * not tell of.
 */
static bool is_stalled(sv_slot *slot, int64_t now)
{
	uint32_t i = slot->head % SV_RING;

	if (sv_claim_read(slot->cell, i) != SV_RESERVED) {
		return false;
	}
	if (slot->lying != slot->serials[i]) {
		slot->lying = slot->serials[i];
		slot->lying_ns = now;
	}
	return now - slot->lying_ns >= STALLED_NS;
}

/* Has the running job of this worker taken long, or is there much work behind it, or does it do nothing? */
static bool worth_taking(const sv_pool *pool, sv_slot *slot, int64_t now)
{
	int64_t began = __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED);

	return (began && now - began >= TAKE_AFTER_NS) || ahead(pool, slot) - slot->expects[slot->head % SV_RING] >= 2 * TAKE_AFTER_NS || is_stalled(slot, now);
}

/* Takes the last `want` jobs of a buffer that have not begun and are less urgent than `level`; -1: any. */
static bool take_last(sv_pool *pool, sv_slot *slot, uint32_t want, int level)
{
	uint32_t head = slot->head, i; /* head moves when all are taken */
	bool any = false;

	for (i = slot->tail; want > 0 && i != head; i--) {
		sv_job *job = slot->ring[(i - 1) % SV_RING];

		if (job && job->level > level && take_back(pool, slot, (i - 1) % SV_RING)) {
			sv_jobs_give_back(&pool->jobs, job);
			any = true;
			want--;
		}
	}
	/* One that is left without a job would be the first to get the next one, as the idle are; this one did nothing. */
	if (slot->has == 0 && slot->in_room) {
		room_remove(pool, slot);
		room_add_last(pool, slot);
	}
	return any;
}

/* Of the workers with several jobs the one with the most that have not begun, *n of them; NULL: there are none. */
static sv_slot *fullest(const sv_pool *pool, uint32_t *n)
{
	sv_slot *most = NULL, *slot;
	uint32_t k;

	*n = 0;
	for (slot = pool->crowd; slot; slot = slot->crowd_next) {
		if ((k = reserved(slot)) > *n) {
			most = slot;
			*n = k;
		}
	}
	return most;
}

/* A worker that leaves its only job lying. All slots are looked at, so now and then only, and not at each event. */
static sv_slot *neglectful(sv_pool *pool, int64_t now)
{
	uint32_t i;

	if (now < pool->lying_at) {
		pool->rebalance_at = pool->lying_at;
		return NULL;
	}
	for (i = 0; i < pool->len; i++) {
		sv_slot *slot = pool->slots[i];

		if (slot->has != 1 || reserved(slot) == 0) {
			continue;
		}
		if (worth_taking(pool, slot, now)) {
			return slot;
		}
		pool->rebalance_at = now + STALLED_NS;
	}
	pool->lying_at = now + STALLED_NS;
	return NULL;
}

/* Nobody is idle, but slots rest, and jobs may wait behind one that takes long: then one of the slots gets a worker, who will take them. */
static void call_for_help(sv_pool *pool)
{
	int64_t now = sv_pool_now(pool), began;
	sv_slot *slot;

	for (slot = pool->crowd; slot; slot = slot->crowd_next) {
		if (reserved(slot) == 0) {
			continue;
		}
		began = __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED);
		if (began && now - began >= FORK_AFTER_NS) {
			pool->rebalance_at = SV_NEVER;
			sv_roll_return(pool, 1);
			return;
		}
		pool->rebalance_at = now + FORK_AFTER_NS;
	}
}

/*
 * Idle workers, an empty queue, and jobs in the buffers of others that have not begun: takes half of the fullest buffer back. When that is not
 * worth while yet, looks again in a moment.
 */
static bool rebalance(sv_pool *pool)
{
	sv_slot *most;
	uint32_t n;
	int64_t now;

	pool->rebalance_at = SV_NEVER;
	if (pool->jobs.n.queued || pool->jobs.n.handed == 0) {
		return false;
	}
	if (!pool->room.head || pool->room.head->has > 0) {
		if (pool->resting && !pool->starting) {
			call_for_help(pool);
		}
		return false;
	}
	now = sv_pool_now(pool);
	if (!(most = fullest(pool, &n))) {
		most = neglectful(pool, now);
		return most && take_last(pool, most, 1, -1);
	}
	if (worth_taking(pool, most, now) && take_last(pool, most, (n + 1) / 2, -1)) {
		return true;
	}
	pool->rebalance_at = now + TAKE_AFTER_NS;
	return false;
}

/* --- urgent jobs --- */

/*
 * How long until a job of this level would begin in this buffer, if it overtook all that is less urgent. *behind: how many jobs those are; when there are none,
 * slot->least is made exact.
 */
static int64_t wait_in(const sv_pool *pool, sv_slot *slot, unsigned level, int64_t now, uint32_t *behind)
{
	int64_t began = __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED), ran = began && now > began ? now - began : 0, wait = 0;
	uint8_t least = 0;
	uint32_t k;

	*behind = 0;
	(void) ahead(pool, slot); /* what jobs are expected to take, as is known now */
	for (k = slot->head; k != slot->tail; k++) {
		uint32_t i = k % SV_RING;
		const sv_job *job = slot->ring[i];
		int64_t expect = slot->expects[i];

		if (!job) {
			continue;
		}
		if (sv_claim_read(slot->cell, i) == SV_RESERVED) {
			least = job->level > least ? job->level : least;
			*behind += job->level > level;
			wait += job->level > level ? 0 : expect;
		} else if (sv_claim_read(slot->cell, i) == SV_RUNNING) {
			wait += expect > ran ? expect - ran : ran; /* one that is late: as long again */
		}
	}
	if (*behind == 0) {
		slot->least = least;
	}
	return wait;
}

/* The worker that would begin an urgent job soonest, and how many jobs it has that are to be overtaken. NULL: nowhere lies a less urgent one. */
static sv_slot *soonest(sv_pool *pool, unsigned level, uint32_t *behind)
{
	int64_t now = sv_pool_now(pool), best_wait = SV_NEVER;
	uint32_t n, looks = 0, found = 0;
	sv_slot *best = NULL;

	for (n = 0; n < pool->len && looks < LOOK_INTO; n++) {
		sv_slot *slot = pool->slots[(pool->look + n) % pool->len];
		uint32_t k = 0;
		int64_t wait;

		if (slot->has == 0 || (slot->least <= level && !slot->in_room)) {
			continue;
		}
		looks++;
		wait = wait_in(pool, slot, level, now, &k);
		found += k;
		if ((k > 0 || slot->in_room) && wait < best_wait) {
			best = slot;
			best_wait = wait;
			*behind = k;
		}
	}
	pool->look += n;
	if (n == pool->len && found == 0) {
		pool->least = (uint8_t) level; /* nothing to overtake, until something less urgent is handed out */
	}
	return found ? best : NULL;
}

/*
 * A job is ready that is more urgent than some that lie in buffers, and nobody is idle: the worker that would begin it soonest, out of whose buffer all that is
 * less urgent is taken; *behind: there was something. NULL: there is no such job, or no such worker.
 */
static sv_slot *overtake(sv_pool *pool, bool *behind)
{
	unsigned level = sv_jobs_top(&pool->jobs);
	uint32_t n = 0;
	sv_slot *slot;

	if (level >= pool->least || (pool->room.head && pool->room.head->has == 0) || !(slot = soonest(pool, level, &n))) {
		return NULL;
	}
	*behind = n > 0;
	if (n > 0 && !take_last(pool, slot, n, (int) level) && !slot->in_room) {
		return NULL; /* they have all begun meanwhile */
	}
	return slot;
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

		if (sv_jobs_top(&pool->jobs) < pool->least && (slot = overtake(pool, &behind))) {
			level = sv_jobs_top(&pool->jobs);
		} else if (!(slot = pool->room.head)) {
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
		if (now && rebalance(pool)) {
			hand_out(pool);
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
	if (job->state == SV_J_HANDED ? !take_back(pool, job->slot, job->ring) : job->state >= SV_J_DONE) {
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

		if (job && take_back(pool, slot, (k - 1) % SV_RING)) {
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

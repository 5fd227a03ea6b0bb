/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * rebalance.c: jobs that lie in a buffer and have not begun, taken back by their claim words: for a worker that is idle, from behind a job that is late, and for
 * one that is more urgent; see pool.h.
 */
#include "core/pool.h"

/* A job that has run for so long, or a buffer that holds so much work, makes it worth while to take jobs back for an idle worker. */
#define TAKE_AFTER_NS SV_MS_NS
/* Nothing runs in a worker, and a job lies in its buffer for so long: it will not be taken soon. */
#define STALLED_NS (20 * SV_MS_NS)
/* ... and to fork a worker for them, where slots rest for want of work. */
#define FORK_AFTER_NS (100 * SV_MS_NS)
/* So many buffers are looked into for the one where an urgent job begins soonest. */
#define LOOK_INTO 16
#define LOOK_AT 128 /* ... slots are looked at for these, which have something in it */

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

	return (began && now - began >= TAKE_AFTER_NS) || sv_dispatch_ahead(pool, slot) - slot->expects[slot->head % SV_RING] >= 2 * TAKE_AFTER_NS || is_stalled(slot, now);
}

/* Takes the last `want` jobs of a buffer that have not begun and are less urgent than `level`; -1: any. */
static bool take_last(sv_pool *pool, sv_slot *slot, uint32_t want, int level)
{
	uint32_t head = slot->head, i; /* head moves when all are taken */
	bool any = false;

	for (i = slot->tail; want > 0 && i != head; i--) {
		sv_job *job = slot->ring[(i - 1) % SV_RING];

		if (job && job->level > level && sv_dispatch_take_back(pool, slot, (i - 1) % SV_RING)) {
			sv_jobs_give_back(&pool->jobs, job);
			any = true;
			want--;
		}
	}
	/* Not for this one again: it does nothing, or is at a job that takes long. */
	if (pool->warm == slot) {
		pool->warm = NULL;
	}
	if (slot->has == 0) {
		sv_dispatch_last(pool, slot);
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
bool sv_rebalance(sv_pool *pool)
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

/* --- late workers --- */

void sv_rebalance_late(sv_pool *pool, int64_t now)
{
	int64_t look_at = SV_NEVER;
	sv_slot *slot, *next;

	for (slot = pool->wanted > 1 ? pool->crowd : NULL; slot; slot = next) { /* one worker alone will have to run them all */
		int64_t began = __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED);

		next = slot->crowd_next;
		if (slot->late) {
			continue; /* the rest is done, and its results wait */
		}
		if ((began && now - began >= SV_AHEAD_NS) || is_stalled(slot, now)) {
			sv_dispatch_give_back(pool, slot);
			slot->late = slot->has > 0;
			sv_dispatch_room(pool, slot);
			sv_dispatch_last(pool, slot);
		} else {
			look_at = now + SV_AHEAD_NS;
		}
	}
	pool->late_at = look_at;
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
	(void) sv_dispatch_ahead(pool, slot); /* what jobs are expected to take, as is known now */
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

	for (n = 0; n < pool->len && n < LOOK_AT && looks < LOOK_INTO; n++) {
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
sv_slot *sv_rebalance_overtake(sv_pool *pool, bool *behind)
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

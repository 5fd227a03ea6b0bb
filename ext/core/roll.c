/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * roll.c: replacing healthy workers, and how many there are; see pool.h.
 *
 * A worker that is to be replaced stays until its successor is ready. The successor is a slot of its own with the same number; when it is ready, the old
 * slot is only there until its worker is dead. At most a tenth of a pool is replaced at a time; the others wait in pool->wishes.
 */
#include "core/pool.h"

#include <stdio.h>

static void unwish(sv_pool *pool, sv_slot *slot)
{
	sv_slot *s, *prev = NULL;

	if (!slot->wish) {
		return;
	}
	for (s = pool->wishes.head; s != slot; s = s->wish_next) {
		prev = s;
	}
	*(prev ? &prev->wish_next : &pool->wishes.head) = slot->wish_next;
	if (pool->wishes.tail == slot) {
		pool->wishes.tail = prev;
	}
	slot->wish_next = NULL;
	slot->wish = false;
}

void sv_roll_wish(sv_pool *pool, sv_slot *slot, sv_exit_reason why)
{
	if (pool->phase != SV_PH_RUNNING || slot->wish || slot->asked || slot->rolling || slot->predecessor || slot->gone || sv_pool_now(pool) < slot->wish_after ||
	    (slot->state != SV_IDLE && slot->state != SV_BUSY)) {
		return;
	}
	slot->wish = true;
	slot->why = why;
	slot->wish_next = NULL;
	*(pool->wishes.tail ? &pool->wishes.tail->wish_next : &pool->wishes.head) = slot;
	pool->wishes.tail = slot;
}

static void replace(sv_pool *pool, sv_slot *slot)
{
	sv_slot *next = sv_pool_new_slot(pool, slot->number);

	slot->rolling = true;
	pool->rolling++;
	if (!next) {
		sv_pool_retire(pool, slot, slot->why); /* its slot gets the next one when it is dead */
		return;
	}
	next->spawn = slot->spawn;
	next->predecessor = slot;
	slot->successor = next;
	sv_pool_event(pool, next, SV_E_START);
}

/* A degraded pool whose slots all have workers is probed by a successor: one at a time, when the next probe is due. */
static bool is_probe(const sv_pool *pool)
{
	return pool->degraded && !sv_heap_top(&pool->forks) && pool->starting == 0 && pool->rolling == 0;
}

static bool may_roll(const sv_pool *pool)
{
	return pool->degraded ? is_probe(pool) && sv_pool_now(pool) >= pool->probe_at : pool->rolling < sv_policy_rolling(pool->config.workers);
}

void sv_roll_go(sv_pool *pool)
{
	sv_slot *slot;

	while (pool->phase == SV_PH_RUNNING && (slot = pool->wishes.head) && may_roll(pool)) {
		unwish(pool, slot);
		replace(pool, slot);
	}
}

int64_t sv_roll_due(const sv_pool *pool)
{
	return pool->phase == SV_PH_RUNNING && pool->wishes.head && is_probe(pool) ? pool->probe_at : SV_NEVER;
}

static void rolled(sv_pool *pool, sv_slot *slot)
{
	if (slot->rolling) {
		slot->rolling = false;
		pool->rolling--;
	}
}

void sv_roll_ready(sv_pool *pool, sv_slot *slot)
{
	sv_slot *old = slot->predecessor;

	if (!old) {
		return;
	}
	slot->predecessor = NULL;
	old->successor = NULL;
	old->gone = old->replaced = true;
	pool->restarts++;
	sv_pool_want(pool, old, false);
	sv_pool_want(pool, slot, true);
	sv_pool_retire(pool, old, old->why);
}

/* A worker that is to stay has become old meanwhile, perhaps: it is to be replaced for that, later. */
static void stays(sv_pool *pool, sv_slot *slot, int64_t until)
{
	if (pool->config.max_age_ns && slot->age_at == SV_NEVER) {
		slot->age_at = until;
		sv_limits_arm(pool, slot);
	}
}

/* A successor did not boot: the worker that it should replace stays. */
static void not_replaced(sv_pool *pool, sv_slot *old, const sv_obituary *o)
{
	char why[SV_LAST_WORDS_MAX + 200], words[96];
	uint32_t given_up = 0;
	sv_slot *s, *next;

	old->roll_failures++;
	old->wish_after = sv_pool_now(pool) + sv_policy_backoff(old->roll_failures + SV_PROBE_STEP, 0.5);
	stays(pool, old, old->wish_after);
	if (old->why != SV_X_RESTARTED) {
		return;
	}
	for (s = pool->wishes.head; s; s = next) {
		next = s->wish_next;
		if (s->why == SV_X_RESTARTED) {
			unwish(pool, s);
			stays(pool, s, old->wish_after);
			given_up++;
		}
	}
	sv_exit_words(&o->end, words, sizeof words);
	snprintf(why, sizeof why, "the rolling restart is given up, %u workers stay as they are: a new worker %s%s%s%s", given_up + 1, words,
		o->end.reason == SV_X_BOOT_TIMED_OUT ? "" : " before it was ready",
		o->report.last_words[0] ? ": " : "", o->report.last_words);
	sv_pool_log(pool, old, SV_LOG_ERROR, "%s", why);
	pool->hooks->degraded(pool, why);
}

void sv_roll_abandon(sv_pool *pool, sv_slot *slot)
{
	sv_slot *next = slot->successor;

	rolled(pool, slot);
	slot->successor = next->predecessor = NULL;
	next->gone = true;
	sv_pool_want(pool, next, false);
	sv_pool_retire(pool, next, SV_X_STOPPED);
	if (!sv_slot_occupied(next->state)) {
		sv_pool_free_slot(pool, next);
	}
}

bool sv_roll_dead(sv_pool *pool, sv_slot *slot, sv_obituary *o)
{
	sv_slot *next = slot->successor, *old = slot->predecessor;

	unwish(pool, slot);
	rolled(pool, slot);
	if (next) { /* dead before its time: the one that boots already takes its place */
		next->predecessor = NULL;
		slot->successor = NULL;
		sv_pool_want(pool, next, slot->wanted);
		if (slot->wanted) { /* not when the pool stops */
			pool->restarts++;
			o->restart_ns = 0;
		}
		sv_pool_want(pool, slot, false);
		slot->gone = true;
		return false;
	}
	if (old) {
		slot->predecessor = NULL;
		old->successor = NULL;
		rolled(pool, old);
		slot->gone = true;
		o->old_stays = true;
		if (pool->phase == SV_PH_RUNNING) {
			not_replaced(pool, old, o);
		}
		return false;
	}
	if (slot->replaced && pool->phase == SV_PH_RUNNING) { /* else its successor ends as well */
		o->restart_ns = 0;
	}
	return !slot->gone;
}

void sv_pool_restart(sv_pool *pool)
{
	uint32_t i;

	if (pool->phase != SV_PH_RUNNING) {
		return;
	}
	pool->generation++;
	for (i = 0; i < pool->len; i++) {
		sv_slot *slot = pool->slots[i];

		slot->wish_after = 0;
		if (slot->number == SV_NO_NUMBER || slot->gone || slot->resting || slot->predecessor) {
			continue;
		}
		if (sv_slot_occupied(slot->state)) {
			sv_roll_wish(pool, slot, SV_X_RESTARTED);
		} else if (!slot->wanted) {
			slot->failures = 0;
			sv_pool_want(pool, slot, true);
			sv_pool_event(pool, slot, SV_E_START);
		}
	}
}

/* --- how many --- */

/* Is it one of the pool's slots, not a successor or on its way out? */
static bool counts(const sv_slot *slot)
{
	return slot->number != SV_NO_NUMBER && !slot->gone && !slot->predecessor;
}

static void remove_slot(sv_pool *pool, sv_slot *slot)
{
	sv_slot *next = slot->successor;

	unwish(pool, slot);
	rolled(pool, slot);
	if (next) {
		slot->successor = next->predecessor = NULL;
		remove_slot(pool, next);
	}
	if (slot->resting) {
		slot->resting = false;
		pool->resting--;
	}
	sv_pool_want(pool, slot, false);
	slot->gone = true;
	sv_pool_retire(pool, slot, SV_X_SCALED_DOWN);
	if (!sv_slot_occupied(slot->state)) {
		sv_pool_free_slot(pool, slot);
	}
}

/* The higher, the sooner it goes: without a worker, with one that has no job, with one that works. */
static int dispensable(const sv_slot *slot)
{
	return !sv_slot_occupied(slot->state) ? 3 : slot->state == SV_STARTING ? 2 : sv_slot_works(slot) ? 0 : 1;
}

static sv_slot *most_dispensable(const sv_pool *pool)
{
	sv_slot *most = NULL;
	uint32_t i;

	for (i = 0; i < pool->len; i++) {
		sv_slot *slot = pool->slots[i];

		if (counts(slot) && (!most || dispensable(slot) > dispensable(most) || (dispensable(slot) == dispensable(most) && slot->number > most->number))) {
			most = slot;
		}
	}
	return most;
}

static bool is_taken(const sv_pool *pool, uint32_t number)
{
	uint32_t i;

	for (i = 0; i < pool->len; i++) {
		if (pool->slots[i]->number == number && counts(pool->slots[i])) {
			return true;
		}
	}
	return false;
}

static bool add_slots(sv_pool *pool, uint32_t n)
{
	uint32_t number = 0;

	for (; n > 0; n--) {
		sv_slot *slot;

		while (is_taken(pool, number)) {
			number++;
		}
		slot = sv_pool_new_slot(pool, number);
		if (!slot) {
			return false;
		}
		pool->config.workers++;
		if (pool->phase == SV_PH_RUNNING) {
			sv_pool_want(pool, slot, true);
			sv_pool_event(pool, slot, SV_E_START);
		}
	}
	return true;
}

bool sv_pool_scale(sv_pool *pool, uint32_t workers)
{
	if (pool->phase > SV_PH_RUNNING) {
		return true;
	}
	while (pool->config.workers > workers) {
		sv_slot *slot = most_dispensable(pool);

		pool->config.workers--;
		if (slot) {
			remove_slot(pool, slot);
		}
	}
	return add_slots(pool, workers - pool->config.workers);
}

void sv_roll_return(sv_pool *pool, uint64_t n)
{
	uint32_t i;

	for (i = 0; i < pool->len && n > 0; i++) {
		sv_slot *slot = pool->slots[i];

		if (slot->resting && !sv_slot_occupied(slot->state)) {
			slot->resting = false;
			pool->resting--;
			n--;
			sv_pool_want(pool, slot, true);
			sv_pool_event(pool, slot, SV_E_START);
		}
	}
}

/* There are jobs that no worker has room for: slots that idleTimeout emptied get workers again. */
void sv_roll_demand(sv_pool *pool)
{
	if (pool->phase == SV_PH_RUNNING && pool->resting > 0 && !pool->room.head && pool->jobs.n.queued > pool->starting) {
		sv_roll_return(pool, pool->jobs.n.queued - pool->starting);
	}
}

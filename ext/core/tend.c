/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tend.c: workers that are programs; see pool.h. They have no channel and know nothing of cells: what others say there of themselves, the master writes down
 * for them: what they have notified, their memory, and why they could not be started.
 */
#include "core/notify.h"
#include "core/program.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Messages of one program in a row, before the others have their turn. */
#define NOTICES_A_TURN 32

void sv_tend_begin(sv_pool *pool, sv_slot *slot, int64_t now)
{
	const sv_program *p = pool->config.program;

	if (p->notify) {
		return; /* bootTimeout is its time */
	}
	slot->boot_at = SV_NEVER;
	if (p->start_ns == 0) {
		sv_pool_event(pool, slot, SV_E_READY);
	} else {
		slot->ready_at = p->start_ns < SV_NEVER - now ? now + p->start_ns : SV_NEVER;
	}
}

static void watch(const sv_pool *pool, sv_slot *slot)
{
	int64_t every = pool->config.program->watchdog_ns;

	slot->excuses = 0;
	slot->expire_at = every ? sv_pool_now(pool) + every : SV_NEVER;
}

void sv_tend_ready(sv_pool *pool, sv_slot *slot)
{
	slot->ready_at = SV_NEVER;
	watch(pool, slot);
	(void) sv_tend_memory(pool, slot);
}

uint64_t sv_tend_memory(sv_pool *pool, sv_slot *slot)
{
	sv_report *r = &slot->cell->report;
	uint64_t memory = pool->port->memory(pool->port->ctx, slot);

	sv_cell_begin(slot->cell);
	r->memory = memory;
	r->peak_memory = memory > r->peak_memory ? memory : r->peak_memory;
	sv_cell_end(slot->cell);
	return memory;
}

static void set_last_words(sv_slot *slot, const char *words)
{
	sv_cell_begin(slot->cell);
	snprintf(slot->cell->report.last_words, sizeof slot->cell->report.last_words, "%s", words);
	sv_cell_end(slot->cell);
}

/* Its watchdog: it is ended, and the log and WorkerExit tell why. */
static void give_up(sv_pool *pool, sv_slot *slot, const char *words)
{
	set_last_words(slot, words);
	slot->expire_at = SV_NEVER;
	slot->expired = true;
	slot->why = SV_X_TIMED_OUT;
	sv_pool_event(pool, slot, SV_E_EXPIRE);
}

void sv_tend_silent(sv_pool *pool, sv_slot *slot)
{
	char words[80];

	snprintf(words, sizeof words, "it did not say WATCHDOG=1 for %.6g s", (double) pool->config.program->watchdog_ns / 1e9);
	give_up(pool, slot, words);
}

static void set_note(sv_slot *slot, const sv_notice *n)
{
	sv_report *r = &slot->cell->report;

	sv_cell_begin(slot->cell);
	r->note_len = n->status_len;
	memcpy(r->note, n->status, n->status_len);
	sv_cell_end(slot->cell);
}

static void heed(sv_pool *pool, sv_slot *slot, const sv_notice *n, bool dead)
{
	if (n->has_status) {
		set_note(slot, n);
	}
	if (n->ready && !slot->ready) {
		sv_pool_event(pool, slot, SV_E_READY);
	}
	if (dead) {
		return; /* nothing is to be waited for, and nobody to be signalled */
	}
	if (n->alive && slot->state == SV_IDLE) {
		watch(pool, slot);
		sv_limits_arm(pool, slot);
	}
	if (n->stopping) {
		sv_attempt_leaves(pool, slot);
	}
	if (n->stuck && slot->state == SV_IDLE) {
		give_up(pool, slot, "it said WATCHDOG=trigger");
	}
}

void sv_tend_read(sv_pool *pool, sv_slot *slot, bool dead)
{
	char text[SV_NOTIFY_MAX];
	sv_notice n;
	ssize_t len;
	int i;

	if (slot->fd < 0) {
		return;
	}
	for (i = 0; i < NOTICES_A_TURN && (len = pool->port->notice(pool->port->ctx, slot, text, sizeof text)) >= 0; i++) {
		sv_notify_parse(text, (size_t) len, &n);
		heed(pool, slot, &n, dead);
	}
}

void sv_tend_ask(sv_pool *pool, sv_slot *slot)
{
	const sv_program *p = pool->config.program;

	pool->port->kill(pool->port->ctx, slot, p->stop_signal, !p->spare_group);
	pool->port->kill(pool->port->ctx, slot, SIGCONT, !p->spare_group); /* one that is stopped hears nothing */
}

sv_end sv_tend_end(const sv_pool *pool, const sv_slot *slot, int status, bool lost)
{
	const sv_program *p = pool->config.program;

	return sv_exit_read_program(status, lost, slot->ready, slot->asked || slot->signalled, p->stop_signal, p->success);
}

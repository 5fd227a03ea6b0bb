/* SPDX-License-Identifier: BSD-3-Clause */
/* cell.c: the pages that a worker shares with its master; see cell.h. */
#include "core/cell.h"

#include <stdlib.h>
#include <string.h>

void sv_cell_reset(sv_cell *c)
{
	memset(c, 0, offsetof(sv_cell, trace.text)); /* not the text: that would make its pages cost memory */
}

void sv_cell_begin(sv_cell *c)
{
	uint32_t s = atomic_load_explicit(&c->sequence, memory_order_relaxed);

	atomic_store_explicit(&c->sequence, s + 1, memory_order_relaxed);
	atomic_thread_fence(memory_order_release);
}

void sv_cell_end(sv_cell *c)
{
	uint32_t s = atomic_load_explicit(&c->sequence, memory_order_relaxed);

	atomic_store_explicit(&c->sequence, s + 1, memory_order_release);
}

void sv_cell_read(const sv_cell *c, sv_report *r)
{
	uint32_t before, after;
	int tries = 1000; /* the writer may be dead, or stopped, in the middle */

	do {
		before = atomic_load_explicit(&c->sequence, memory_order_acquire);
		memcpy(r, &c->report, sizeof *r);
		atomic_thread_fence(memory_order_acquire);
		after = atomic_load_explicit(&c->sequence, memory_order_relaxed);
	} while ((before != after || (before & 1)) && --tries > 0);

	r->label[SV_LABEL_MAX - 1] = 0;
	r->last_words[SV_LAST_WORDS_MAX - 1] = 0;
	r->note_len = r->note_len <= SV_NOTE_MAX ? r->note_len : SV_NOTE_MAX;
}

/* Each of both writes its word and reads that of the other. Without the fences either may read before its own word can be seen, and both miss it. */
bool sv_cell_unwatch(sv_cell *c, sv_report *r, int64_t but)
{
	atomic_store(&c->watched, 0);
	atomic_thread_fence(memory_order_seq_cst);
	sv_cell_read(c, r);
	if (r->began_ns && r->began_ns != but && r->deadline_ns) {
		atomic_store(&c->watched, 1);
		return true;
	}
	return false;
}

bool sv_cell_is_watched(sv_cell *c)
{
	atomic_thread_fence(memory_order_seq_cst);
	return atomic_load(&c->watched);
}

void sv_cell_cancel(sv_cell *c, uint64_t serial)
{
	atomic_store_explicit(&c->cancel, serial, memory_order_relaxed);
}

bool sv_cell_is_cancelled(const sv_cell *c, uint64_t serial)
{
	return atomic_load_explicit(&c->cancel, memory_order_relaxed) == serial;
}

static uint64_t word(uint64_t serial, sv_claim claim)
{
	return serial << 3 | claim;
}

static bool swap(sv_cell *c, uint32_t i, uint64_t serial, sv_claim from, sv_claim to)
{
	uint64_t expected = word(serial, from);

	return atomic_compare_exchange_strong_explicit(&c->claims[i], &expected, word(serial, to), memory_order_acq_rel, memory_order_acquire);
}

void sv_claim_reserve(sv_cell *c, uint32_t i, uint64_t serial)
{
	atomic_store_explicit(&c->claims[i], word(serial, SV_RESERVED), memory_order_release);
}

bool sv_claim_run(sv_cell *c, uint32_t i, uint64_t serial)
{
	return swap(c, i, serial, SV_RESERVED, SV_RUNNING);
}

bool sv_claim_done(sv_cell *c, uint32_t i, uint64_t serial)
{
	return swap(c, i, serial, SV_RUNNING, SV_DONE);
}

bool sv_claim_expire(sv_cell *c, uint32_t i, uint64_t serial)
{
	return swap(c, i, serial, SV_RUNNING, SV_EXPIRED);
}

bool sv_claim_take(sv_cell *c, uint32_t i, uint64_t serial)
{
	return swap(c, i, serial, SV_RESERVED, SV_TAKEN);
}

sv_claim sv_claim_read(const sv_cell *c, uint32_t i)
{
	return (sv_claim) (atomic_load_explicit(&c->claims[i], memory_order_acquire) & 7);
}

/* --- the trace --- */

static void put(char *to, size_t size, const char *from)
{
	size_t n = 0;

	for (; n < size - 1 && from[n]; n++) {
		to[n] = from[n];
	}
	to[n] = 0;
}

void sv_trace_place(sv_trace *t, int signal, const char *file, const char *function, uint32_t line)
{
	t->signal = signal;
	t->line = line;
	put(t->file, sizeof t->file, file);
	put(t->function, sizeof t->function, function);
	atomic_store_explicit(&t->ready, 1, memory_order_release);
}

bool sv_trace_add(sv_trace *t, const char *line, size_t len)
{
	uint32_t at = atomic_load_explicit(&t->len, memory_order_relaxed);

	if (len + 1 > SV_TRACE_MAX - at) {
		return false;
	}
	if (at > 0) {
		t->text[at++] = '\n';
	}
	memcpy(t->text + at, line, len);
	atomic_store_explicit(&t->len, at + (uint32_t) len, memory_order_release);
	return true;
}

sv_where *sv_trace_read(const sv_cell *c)
{
	const sv_trace *t = &c->trace;
	sv_where *w;
	uint32_t len;

	if (!atomic_load_explicit(&t->ready, memory_order_acquire)) {
		return NULL;
	}
	/* The worker is dead, but what it forked may still have the cell mapped: what stands there is not to be trusted. */
	len = atomic_load_explicit(&t->len, memory_order_acquire);
	len = len <= SV_TRACE_MAX ? len : SV_TRACE_MAX;
	w = malloc(sizeof *w + len + 1);
	if (!w) {
		return NULL;
	}
	w->refs = 1;
	w->signal = t->signal;
	w->line = t->line;
	memcpy(w->file, t->file, sizeof w->file);
	memcpy(w->function, t->function, sizeof w->function);
	w->file[sizeof w->file - 1] = 0;
	w->function[sizeof w->function - 1] = 0;
	w->len = len;
	memcpy(w->text, t->text, len);
	w->text[len] = 0;
	return w;
}

sv_where *sv_where_hold(sv_where *w)
{
	if (w) {
		w->refs++;
	}
	return w;
}

void sv_where_release(sv_where *w)
{
	if (w && --w->refs == 0) {
		free(w);
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* cell.c: the page that a worker shares with its master; see cell.h. */
#include "core/cell.h"

#include <string.h>

void sv_cell_reset(sv_cell *c)
{
	memset(c, 0, sizeof *c);
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

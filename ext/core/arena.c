/* SPDX-License-Identifier: BSD-3-Clause */
/* arena.c: where the cells of workers are; see arena.h. */
#include "core/arena.h"

#include "core/cell.h"
#include "core/fds.h"
#include "core/linux.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* Cells of the first arena; the next one has three times as many as there are, up to so many: 3 MB, far below any limit of address space or of file sizes. */
#define LEAST 16
#define MOST 256

typedef struct sv_arena {
	struct sv_arena *next;
	char *memory;
	int fd;
	uint32_t cells, used;
	uint16_t free[MOST]; /* cells - used of them, the next one to take is the last */
} sv_arena;

static sv_arena *arenas; /* the oldest first: it fills before the others, which have a chance to become empty */
static pid_t owner;      /* who made them */

/* A multiple of the page size, also where pages are larger than 4 KiB. */
static size_t cell_size(void)
{
	size_t page = (size_t) sysconf(_SC_PAGESIZE);

	return (SV_CELL_SIZE + page - 1) / page * page;
}

/*
 * Those of the parent are not mapped here. Their descriptors are left alone: a worker has closed them, and their numbers may be somebody else's.
 */
static void forget_foreign(void)
{
	sv_arena *a;

	if (owner == getpid()) {
		return;
	}
	while ((a = arenas)) {
		arenas = a->next;
		free(a);
	}
	owner = getpid();
}

static sv_arena *make(uint32_t cells, int at_least)
{
	sv_arena *a = malloc(sizeof *a);
	uint32_t i;
	int error;

	if (!a) {
		errno = ENOMEM;
		return NULL;
	}
	a->memory = sv_linux_shared_new(cells * cell_size(), at_least, &a->fd);
	if (!a->memory || sv_fds_add(a->fd) < 0) {
		error = errno;
		if (a->memory) {
			sv_linux_shared_free(a->memory, cells * cell_size());
		}
		free(a);
		errno = error;
		return NULL;
	}
	a->next = NULL;
	a->cells = cells;
	a->used = 0;
	for (i = 0; i < cells; i++) {
		a->free[i] = (uint16_t) (cells - 1 - i);
	}
	return a;
}

void *sv_arena_take(int at_least)
{
	uint32_t total = 0, more;
	sv_arena **link, *a;

	forget_foreign();
	for (link = &arenas; (a = *link) && a->used == a->cells; link = &a->next) {
		total += a->cells;
	}
	if (!a) {
		more = total ? total * 3 : LEAST;
		a = make(more < MOST ? more : MOST, at_least);
		if (!a) {
			return NULL;
		}
		*link = a;
	}
	a->used++;
	return a->memory + a->free[a->cells - a->used] * cell_size();
}

/* By addresses alone: in a child nothing is there. */
static sv_arena **find(const void *cell)
{
	uintptr_t at = (uintptr_t) cell;
	sv_arena **link = &arenas;

	while (*link && (at < (uintptr_t) (*link)->memory || at >= (uintptr_t) (*link)->memory + (*link)->cells * cell_size())) {
		link = &(*link)->next;
	}
	return link;
}

void sv_arena_give(void *cell)
{
	sv_arena **link, *a;

	if (owner != getpid()) {
		return;
	}
	link = find(cell);
	a = *link;
	if (!a) {
		return;
	}
	if (a->used == 1) {
		*link = a->next;
		sv_linux_shared_free(a->memory, a->cells * cell_size());
		sv_fds_close(a->fd);
		free(a);
		return;
	}
	sv_linux_shared_clear(cell, cell_size());
	a->free[a->cells - a->used] = (uint16_t) ((size_t) ((char *) cell - a->memory) / cell_size());
	a->used--;
}

void *sv_arena_map(const void *cell)
{
	const sv_arena *a = *find(cell);

	if (!a) {
		errno = EINVAL;
		return NULL;
	}
	return sv_linux_shared_map(a->fd, (size_t) ((uintptr_t) cell - (uintptr_t) a->memory), cell_size());
}

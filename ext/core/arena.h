/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arena.h: where the cells of workers are: many in one piece of shared memory.
 *
 * Each mapping of a process costs time in each of its forks, also one that the child does not inherit: with one for each of 1,000 workers a fork takes four times as
 * long. So there are few of them, and as few descriptors. A worker maps its own cell and no other; a page is never shared by two cells.
 *
 * One set of arenas a process, for all its pools. In a process that was forked they are those of its parent: it may map a cell, and makes arenas of
 * its own when it needs cells itself.
 * Knows nothing of what is in a cell.
 */
#ifndef SV_ARENA_H
#define SV_ARENA_H

/* A zeroed cell, SV_CELL_SIZE bytes; a descriptor that is made for it is >= at_least. NULL and errno. */
void *sv_arena_take(int at_least);

/* Its memory goes back to the system; nobody may use it any more. In a process that did not take it: nothing. */
void sv_arena_give(void *cell);

/* In a child, before it closes the descriptors of its parent: the cell that its parent has at this address. NULL and errno. */
void *sv_arena_map(const void *cell);

#endif

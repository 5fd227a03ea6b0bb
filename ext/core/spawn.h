/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * spawn.h: the process half of forking a worker: channel, cell, signal mask, process group, descriptors.
 * What PHP needs around it is php/child.c, which holds the whole ritual in order.
 */
#ifndef SV_SPAWN_H
#define SV_SPAWN_H

#include "core/pool.h"

#include <signal.h>
#include <sys/resource.h>

/*
 * Descriptors of the supervisor live from this number on, away from those that user code gets and uses in select(): 512, or 1024 when
 * RLIMIT_NOFILE allows so many.
 */
int sv_spawn_base(void);

/*
 * Raises the soft RLIMIT_NOFILE to the hard one when so many workers, those of all pools of this process, need it, of which some have an output that is captured. 0, or what the hard one would have to be.
 */
uint64_t sv_spawn_make_room(uint32_t workers, uint32_t captured);

/* The RLIMIT_NOFILE that this process had before it was raised so; NULL: it was not. Programs that use select() rely on a low one. */
const struct rlimit *sv_spawn_first_limit(void);

typedef struct sv_spawn {
	/* Forks; in the child all signals are blocked when it returns. -1 and errno. */
	pid_t (*fork)(void);
	/*
	 * In the child, with its end of the channel; does not return. parent: the pid of the master. mask: the signal mask at the fork, to be set
	 * once the handlers are the child's own.
	 */
	void (*child)(sv_slot *slot, int channel, pid_t parent, const sigset_t *mask);
} sv_spawn;

/* See sv_port.spawn; without the watching. 0 or an errno. */
int sv_spawn_worker(const sv_spawn *how, sv_slot *slot);

/* Gives the cell of a slot back. */
void sv_spawn_free_cell(sv_slot *slot);

/*
 * The first steps of a child, before it touches anything: dies with the master, has its own process group, its own view of its cell, and none of the
 * descriptors of its siblings. Returns the cell; what `slot` says of it is the master's.
 */
sv_cell *sv_spawn_child(const sv_slot *slot, int channel, pid_t parent);

/* In the child: what the script has connected, but not its channel, see sv_linux_cut_connections(). */
void sv_spawn_cut_connections(int channel);

#endif

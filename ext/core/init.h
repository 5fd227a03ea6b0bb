/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * init.h: what stays behind as pid 1, in front of the process that does the work: it passes signals on, reaps whoever the kernel gives it, and ends
 * with that process's status. It allocates nothing and writes nothing. Knows nothing of pools.
 *
 *     sv_init_prepare(&in);
 *     pid = fork();
 *     if (pid > 0) _exit(sv_init_run(&in, pid));
 *     sv_init_leave(&in, pid == 0);
 */
#ifndef SV_INIT_H
#define SV_INIT_H

#include <signal.h>
#include <stdbool.h>

typedef struct sv_init {
	sigset_t mask;         /* before */
	struct sigaction chld; /* before */
	int tty;               /* the terminal to hand over; -1: none */
	bool own_group;        /* the child gets a process group of its own */
} sv_init;

/* Before the fork: from here on no signal and no death is lost. */
void sv_init_prepare(sv_init *in);

/* In the process that goes on, the child or, when the fork failed, the only one: puts back what sv_init_prepare() changed. */
void sv_init_leave(sv_init *in, bool is_child);

/*
 * In the parent: closes all descriptors but 0, 1 and 2, and returns when the child is dead: its exit status, or 128 + n when it died of signal n. The caller
 * must _exit() with it.
 */
int sv_init_run(const sv_init *in, pid_t child);

#endif

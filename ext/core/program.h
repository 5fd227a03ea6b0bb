/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * program.h: a program as the work of a pool: what is to be run, as whom and how; and the birth of one of its workers. Everything that can fail is found out in
 * the master before the vfork(), or told by the child, and said in words.
 */
#ifndef SV_PROGRAM_H
#define SV_PROGRAM_H

#include "core/birth.h"
#include "core/pool.h"

typedef struct sv_program {
	/* Texts with placeholders (placeholder.h); malloc, as the arrays, which end with NULL. */
	char **argv;
	char **env;      /* "NAME=value"; "NAME": is not in its environment */
	char *directory; /* NULL: the master's */
	char *user, *group; /* names or numbers; NULL: the master's */
	bool clear_env;  /* it has nothing of the master's environment */
	bool spare_group; /* signals are for the program alone, and what it has started may outlive it */
	bool notify;     /* it tells by NOTIFY_SOCKET when it is ready */
	int umask;       /* -1: the master's */
	bool renice;
	int nice;
	int stop_signal;
	uint64_t success[4];  /* a bit for each exit status that is one */
	int64_t start_ns;     /* alive for so long: ready. Not with notify */
	int64_t watchdog_ns;  /* with notify: it says WATCHDOG=1 at least so often; 0: need not */

	bool known;           /* `who` is looked up */
	sv_identity who;
	char *login, *home;   /* of its user; NULL: not known, or none is given */
} sv_program;

/* All zero but umask: nothing is asked for. Its members are the caller's to set. NULL: out of memory. */
sv_program *sv_program_new(void);
void sv_program_free(sv_program *p);

/*
 * The next worker of this slot, as sv_port.spawn: also SV_NOT_STARTED, when its last words say why. slot->fd is the socket that it notifies, or -1. What it prints
 * goes to the slot's streams, if it has some.
 */
int sv_program_spawn(sv_slot *slot);

/*
 * The file that `name` means in an environment: as it stands when it has a slash, else the first that can be executed in one of PATH's absolute directories. malloc; NULL and
 * errno: ENOENT, EACCES (there is one, which cannot), ENOMEM. *searched: the PATH that was used.
 */
char *sv_program_find(const char *name, char *const *envp, const char **searched);

#endif

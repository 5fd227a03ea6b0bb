/* SPDX-License-Identifier: BSD-3-Clause */
/* child.h: the Zend half of forking a worker: when it may be done, and the rituals of entry and exit. */
#ifndef PHP_SV_CHILD_H
#define PHP_SV_CHILD_H

#include "php_supervisor.h"

#include "core/spawn.h"
#include "core/worker.h"

/* Why no worker can be forked here and now; NULL: it can. */
const char *php_sv_fork_refused(void);

/* The pid of this process; cheaper than a system call, and right also in a child that user code forked. */
extern pid_t php_sv_pid;

void php_sv_minit_child(void);

/* fork(), and in the child what PHP has to know of it. -1 and errno. */
pid_t php_sv_fork(void);

/*
 * Which objects of the master have something to run at their end: known from here on, before a fork, until some code of the user may have run since; who
 * lets it run says so.
 */
void php_sv_objects_know(void);
void php_sv_objects_changed(void);

/* For sv_spawn_worker(). */
extern const sv_spawn php_sv_spawn;

/* --- of a worker --- */

/* Its end of the channel. */
extern sv_worker php_sv_worker;

/* The prefix of the ids of its jobs, which are its master's. */
extern char php_sv_worker_prefix[16];

bool php_sv_worker_stopping(void);

/* Ends the worker: shutdown functions, destructors and output of its own, nothing of the master's. fatal: after a fatal error. */
ZEND_COLD ZEND_NORETURN void php_sv_worker_exit(int status, bool fatal);

/* --- runner.c --- */

/* What a worker does: boot, work, shutdown. Does not return. */
ZEND_NORETURN void php_sv_work(sv_slot *slot);

#endif

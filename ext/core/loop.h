/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * loop.h: the event loop. loop.c is the only file that knows libev.
 *
 * One loop a process, libev's default one, because only that one has child watchers. libev's own SIGCHLD handler would reap every child of the
 * process and take their statuses from proc_open() and pcntl_waitpid(); it is replaced, and each child is reaped by its pid when its pidfd says that it has
 * exited. Where there is no pidfd, an own handler that chains to the one before, and a look once a second, take its place.
 *
 * Events are queued: callbacks of libev only note them, and the caller of sv_loop_run() takes them out afterwards, so that nothing of
 * this program runs inside libev.
 */
#ifndef SV_LOOP_H
#define SV_LOOP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct sv_watch sv_watch;

typedef struct sv_happening {
	void *who;        /* as given to sv_loop_watch() */
	bool plain;       /* ... or to sv_loop_watch_fd() */
	bool readable, writable;
	bool died;        /* reaped; then: */
	bool lost;        /* ... by other code of this process, so status is not known */
	int status;
	uint64_t peak_memory; /* bytes; 0: not known */
	int64_t cpu_ns;
} sv_happening;

/* Opens it if it is not open. False: no libev, with a reason in words. use_pidfd false: as if the kernel had none. */
bool sv_loop_open(bool use_pidfd, const char **why);

/* At the end of the process. */
void sv_loop_close(void);

/*
 * In a forked child, before anything else uses a loop: forgets all watchers and frees the loop without touching those of the parent. Pidfds that were
 * watched stay open: the caller closes that range.
 */
void sv_loop_abandon(void);

/*
 * Watches a child and the socket that leads to it. pidfds are kept at at_least and above. NULL: out of memory. The death of a child is told once; its process
 * group is killed before it is reaped, while its number cannot belong to anybody else; not with spare_group. fd -1: there is no socket.
 */
sv_watch *sv_loop_watch(pid_t pid, int fd, int at_least, bool spare_group, void *who);

/* Watches only a descriptor, until it is readable. */
sv_watch *sv_loop_watch_fd(int fd, void *who);
void sv_loop_want_write(sv_watch *w, bool on);
void sv_loop_deaf(sv_watch *w);
void sv_loop_forget(sv_watch *w);

/* Waits for events, at most until `at` (CLOCK_MONOTONIC, ns; in the past: does not wait). Signals end it early. */
void sv_loop_run(int64_t at);

/* Asked right before a wait: true, and it does not wait. For flags that a signal handler of other code sets, which cannot call sv_loop_wake(). */
void sv_loop_unless(bool (*condition)(void));

/* Takes out the next event; false: none. A death is given again until sv_loop_forget(). */
bool sv_loop_next(sv_happening *h);

/* Makes a running or the next sv_loop_run() return. Async-signal-safe. */
void sv_loop_wake(void);

/* CLOCK_MONOTONIC, ns. And the same clock as of the kernel's last tick, some ms ago at most, for a quarter of the price; where there is none, the former. */
int64_t sv_loop_now(void);
int64_t sv_loop_tick(void);

/* For phpinfo(): "4.33", "epoll", and does the kernel give pidfds? The loop need not be open. */
const char *sv_loop_version(void);
const char *sv_loop_backend(void);
bool sv_loop_has_pidfd(void);

/* Is the libev that is linked the one whose header was compiled in? */
bool sv_loop_version_fits(void);

/* The address of one of its functions, to find out which library it came from. */
void *sv_loop_symbol(void);

#endif

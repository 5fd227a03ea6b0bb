/* SPDX-License-Identifier: BSD-3-Clause */
/* loop.c: the event loop; see loop.h. */
#include "core/loop.h"

#include "core/fds.h"
#include "core/linux.h"
#include "core/port.h"

#include <errno.h>
#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* libev's callbacks get the loop, which is always ours, and event bits that say what the callback is for. */
#define UNUSED_CALLBACK_ARGS (void) loop, (void) revents

#define REAPS_A_ROUND 32

struct sv_watch {
	ev_child child; /* its callback is the one place where a death is noted */
	ev_io exited;   /* pidfd */
	ev_io channel;
	pid_t pid;
	int pidfd; /* -1: none */
	bool reaped, queued, spare_group;
	struct rusage usage;
	sv_happening what;
	sv_watch *next, *prev; /* of all */
	sv_watch *after;       /* of the queue */
};

static struct ev_loop *the_loop;
static bool ours;       /* nobody else uses the default loop of this libev */
static bool use_pidfds;
static pid_t owner;
static ev_async wake_up;
static ev_timer alarm_clock, sweep;
static int may_reap; /* so many in this iteration */
static sv_watch *all;
static sv_watch *queue, **queue_end = &queue;
static bool chained; /* our SIGCHLD handler is installed */
static struct sigaction chain;

static int64_t read_clock(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * SV_SECOND_NS + t.tv_nsec;
}

int64_t sv_loop_now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t sv_loop_tick(void)
{
#ifdef CLOCK_MONOTONIC_COARSE
	return read_clock(CLOCK_MONOTONIC_COARSE);
#else
	return sv_loop_now();
#endif
}

static void note(sv_watch *w)
{
	if (!w->queued) {
		w->queued = true;
		w->after = NULL;
		*queue_end = w;
		queue_end = &w->after;
	}
}

/* --- deaths --- */

static void on_death(struct ev_loop *loop, ev_child *child, int revents)
{
	sv_watch *w = child->data;
	const struct rusage *u = &w->usage;

	(void) revents;
	ev_child_stop(loop, child);
	w->reaped = true;
	w->what.died = true;
	w->what.status = child->rstatus;
	w->what.peak_memory = (uint64_t) u->ru_maxrss * 1024;
	w->what.cpu_ns = (u->ru_utime.tv_sec + u->ru_stime.tv_sec) * SV_SECOND_NS + (u->ru_utime.tv_usec + u->ru_stime.tv_usec) * INT64_C(1000);
	note(w);
}

/* Is it dead? Then ends what is left of its group, reaps it, and has on_death() called in this iteration. */
static void reap(sv_watch *w)
{
	siginfo_t info = { 0 };
	int status = 0;
	pid_t pid;

	if (w->reaped || !ours) {
		return;
	}
	/* A look first: the group may be killed only while the dead process still holds its number. */
	if (waitid(P_PID, (id_t) w->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0) {
		if (info.si_pid == 0) {
			return;
		}
		if (!w->spare_group) {
			kill(-w->pid, SIGKILL);
		}
	}
	do {
		pid = wait4(w->pid, &status, WNOHANG, &w->usage);
	} while (pid < 0 && errno == EINTR);
	if (pid == 0) {
		return;
	}
	w->what.lost = pid < 0; /* ECHILD: other code reaped it; its number is no longer ours to signal */
	w->reaped = true;
	if (w->pidfd >= 0) {
		ev_io_stop(the_loop, &w->exited);
		sv_fds_close(w->pidfd);
		w->pidfd = -1;
	}
	w->child.rpid = w->pid;
	w->child.rstatus = status;
	ev_feed_event(the_loop, &w->child, EV_CHILD);
}

/* Reaping takes some 20 us. The others of a thousand that died at once can be read from their pidfds in the next iteration, too. */
static void on_exited(struct ev_loop *loop, ev_io *io, int revents)
{
	UNUSED_CALLBACK_ARGS;
	if (may_reap > 0) {
		may_reap--;
		reap(io->data);
	}
}

static void reap_all(void)
{
	sv_watch *w;

	for (w = all; w; w = w->next) {
		if (w->pidfd < 0) {
			reap(w);
		}
	}
}

static void on_sweep(struct ev_loop *loop, ev_timer *timer, int revents)
{
	(void) timer;
	UNUSED_CALLBACK_ARGS;
	reap_all();
}

static void on_sigchld(int sig, siginfo_t *info, void *context)
{
	int error = errno;

	if (getpid() == owner) {
		sv_loop_wake();
	}
	if (chain.sa_flags & SA_SIGINFO) {
		chain.sa_sigaction(sig, info, context);
	} else if (chain.sa_handler != SIG_DFL && chain.sa_handler != SIG_IGN) {
		chain.sa_handler(sig);
	}
	errno = error;
}

/* Without pidfds: while there are children, SIGCHLD is ours, and a look once a second makes up for user code that took it over. */
static void fall_back(bool on)
{
	struct sigaction sa = { .sa_flags = SA_SIGINFO | SA_RESTART | SA_NOCLDSTOP };

	if (on == chained) {
		return;
	}
	chained = on;
	if (on) {
		sa.sa_sigaction = on_sigchld;
		sigemptyset(&sa.sa_mask);
		sigaction(SIGCHLD, NULL, &chain); /* first: the handler may run at once */
		sigaction(SIGCHLD, &sa, NULL);
		ev_timer_init(&sweep, on_sweep, 1., 1.);
		ev_timer_start(the_loop, &sweep);
	} else {
		ev_timer_stop(the_loop, &sweep);
		sigaction(SIGCHLD, NULL, &sa);
		if ((sa.sa_flags & SA_SIGINFO) && sa.sa_sigaction == on_sigchld) {
			sigaction(SIGCHLD, &chain, NULL);
		}
	}
}

/* --- the loop --- */

static bool (*must_not_wait)(void);

/* libev calls this right before it waits, when a wake-up counts already. */
static void on_release(struct ev_loop *loop)
{
	(void) loop;
	if (must_not_wait && must_not_wait()) {
		sv_loop_wake();
	}
}

void sv_loop_unless(bool (*condition)(void))
{
	must_not_wait = condition;
}

static void on_wake(struct ev_loop *loop, ev_async *async, int revents)
{
	(void) async;
	UNUSED_CALLBACK_ARGS;
	if (chained) {
		reap_all();
	}
}

static void on_alarm(struct ev_loop *loop, ev_timer *timer, int revents)
{
	(void) timer;
	UNUSED_CALLBACK_ARGS; /* it only ends the wait */
}

/* Freeing writes to pages that a child of this process still shares with it. */
static bool free_nothing;

static void *allocate(void *p, long size)
{
	if (size) {
		return realloc(p, (size_t) size);
	}
	if (!free_nothing) {
		free(p);
	}
	return NULL;
}

bool sv_loop_open(bool use_pidfd, const char **why)
{
	sigset_t chld, old;
	struct sigaction before;

	if (the_loop) {
		return true;
	}
	ours = EV_DEFAULT_UC == NULL;
	if (ours) {
		ev_set_allocator(allocate);
	}
	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	sigprocmask(SIG_BLOCK, &chld, &old); /* libev's handler must not see one before it is replaced */
	sigaction(SIGCHLD, NULL, &before);
	the_loop = ev_default_loop(EVFLAG_NOENV | EVBACKEND_EPOLL);
	if (!the_loop) {
		the_loop = ev_default_loop(EVFLAG_NOENV);
	}
	if (the_loop && ours) {
		sigaction(SIGCHLD, &before, NULL);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (!the_loop) {
		*why = "libev cannot make an event loop; are all descriptors in use (ulimit -n)?";
		return false;
	}
	owner = getpid();
	use_pidfds = use_pidfd && ours;
	ev_async_init(&wake_up, on_wake);
	ev_async_start(the_loop, &wake_up);
	if (ours) {
		ev_set_loop_release_cb(the_loop, on_release, NULL);
	}
	ev_timer_init(&alarm_clock, on_alarm, 0., 0.);
	return true;
}

/* Watchers go with the loop. When that stays, for it is somebody else's, child watchers must be stopped: their list is static. */
static void destroy(void)
{
	struct sigaction before;
	sv_watch *w;

	fall_back(false);
	if (!ours) {
		for (w = all; w; w = w->next) {
			ev_child_stop(the_loop, &w->child);
		}
		ev_async_stop(the_loop, &wake_up);
	} else {
		/* libev sets SIGCHLD to its default, whatever the user had set */
		sigaction(SIGCHLD, NULL, &before);
		ev_loop_destroy(the_loop);
		sigaction(SIGCHLD, &before, NULL);
	}
	the_loop = NULL;
	all = NULL;
	queue = NULL;
	queue_end = &queue;
}

void sv_loop_close(void)
{
	if (the_loop) {
		destroy();
	}
}

void sv_loop_abandon(void)
{
	if (the_loop) {
		free_nothing = true;
		destroy();
		free_nothing = false;
	}
}

static void on_channel(struct ev_loop *loop, ev_io *io, int revents)
{
	sv_watch *w = io->data;

	(void) loop;
	w->what.readable |= (revents & EV_READ) != 0;
	w->what.writable |= (revents & EV_WRITE) != 0;
	note(w);
}

static void begin_watch(sv_watch *w, int fd)
{
	ev_io_init(&w->channel, on_channel, fd, EV_READ);
	w->channel.data = w;
	if (fd >= 0) {
		ev_io_start(the_loop, &w->channel);
	}

	w->next = all;
	if (all) {
		all->prev = w;
	}
	all = w;
}

sv_watch *sv_loop_watch_fd(int fd, void *who)
{
	sv_watch *w = calloc(1, sizeof *w);

	if (!w) {
		return NULL;
	}
	w->what.who = who;
	w->what.plain = true;
	w->reaped = true; /* nobody is to be */
	w->pidfd = -1;
	ev_child_init(&w->child, on_death, 0, 0);
	ev_io_init(&w->exited, on_exited, -1, EV_READ);
	begin_watch(w, fd);
	return w;
}

sv_watch *sv_loop_watch(pid_t pid, int fd, int at_least, bool spare_group, void *who)
{
	sv_watch *w = calloc(1, sizeof *w);

	if (!w) {
		return NULL;
	}
	w->pid = pid;
	w->spare_group = spare_group;
	w->what.who = who;
	ev_child_init(&w->child, on_death, pid, 0);
	w->child.data = w;
	if (!ours) {
		ev_child_start(the_loop, &w->child); /* else reap() feeds its event, and a child of this process need not be rid of it */
	}

	w->pidfd = use_pidfds ? sv_fds_add(sv_linux_pidfd(pid, at_least)) : -1;
	ev_io_init(&w->exited, on_exited, w->pidfd, EV_READ);
	w->exited.data = w;
	if (w->pidfd >= 0) {
		ev_io_start(the_loop, &w->exited);
	} else if (ours) {
		fall_back(true);
		sv_loop_wake(); /* it may be dead already */
	}

	begin_watch(w, fd);
	return w;
}

static void set_channel(sv_watch *w, int events)
{
	if ((w->channel.events & (EV_READ | EV_WRITE)) == events) {
		return;
	}
	ev_io_stop(the_loop, &w->channel);
	ev_io_modify(&w->channel, events);
	if (events) {
		ev_io_start(the_loop, &w->channel);
	}
}

void sv_loop_want_write(sv_watch *w, bool on)
{
	set_channel(w, (w->channel.events & EV_READ) | (on ? EV_WRITE : 0));
}

void sv_loop_deaf(sv_watch *w)
{
	set_channel(w, 0);
}

static void unqueue(sv_watch *w)
{
	sv_watch **link;

	if (!w->queued) {
		return;
	}
	for (link = &queue; *link != w; link = &(*link)->after) {
	}
	*link = w->after;
	if (!*link) {
		queue_end = link;
	}
	w->queued = false;
}

void sv_loop_forget(sv_watch *w)
{
	unqueue(w);
	ev_child_stop(the_loop, &w->child);
	ev_io_stop(the_loop, &w->exited);
	ev_io_stop(the_loop, &w->channel);
	if (w->pidfd >= 0) {
		sv_fds_close(w->pidfd);
	}
	*(w->prev ? &w->prev->next : &all) = w->next;
	if (w->next) {
		w->next->prev = w->prev;
	}
	free(w);
	if (!all) {
		fall_back(false);
	}
}

void sv_loop_run(int64_t at)
{
	int64_t wait;

	if (!the_loop) {
		return;
	}
	may_reap = REAPS_A_ROUND;
	if (queue) {
		at = 0;
	}
	wait = at == SV_NEVER ? SV_NEVER : at - sv_loop_now();
	if (wait <= 0) {
		ev_run(the_loop, EVRUN_NOWAIT);
		return;
	}
	if (at != SV_NEVER) {
		/*
		 * libev waits in whole milliseconds and may wake up to one too early; a nanosecond short of a deadline would be a busy loop, so the caller's
		 * deadline is checked against its own clock and this only ever makes it wait again.
		 */
		ev_now_update(the_loop);
		ev_timer_set(&alarm_clock, (double) wait / 1e9, 0.);
		ev_timer_start(the_loop, &alarm_clock);
	}
	ev_run(the_loop, EVRUN_ONCE);
	ev_timer_stop(the_loop, &alarm_clock);
}

bool sv_loop_next(sv_happening *h)
{
	sv_watch *w = queue;

	if (!w) {
		return false;
	}
	*h = w->what;
	w->what.readable = w->what.writable = false;
	/* A death stays until the child is forgotten: what buries it may be left by a longjmp() (memory_limit). */
	if (!w->what.died) {
		unqueue(w);
	}
	return true;
}

void sv_loop_wake(void)
{
	if (the_loop) {
		ev_async_send(the_loop, &wake_up);
	}
}

const char *sv_loop_version(void)
{
	static char version[16];

	snprintf(version, sizeof version, "%d.%d", ev_version_major(), ev_version_minor());
	return version;
}

bool sv_loop_version_fits(void)
{
	return ev_version_major() == EV_VERSION_MAJOR && ev_version_minor() >= EV_VERSION_MINOR;
}

void *sv_loop_symbol(void)
{
	return (void *) (uintptr_t) ev_run;
}

const char *sv_loop_backend(void)
{
	unsigned backend = the_loop ? ev_backend(the_loop) : ev_supported_backends() & EVBACKEND_EPOLL ? EVBACKEND_EPOLL : ev_recommended_backends();

	return backend & EVBACKEND_EPOLL ? "epoll" : backend & EVBACKEND_POLL ? "poll" : backend & EVBACKEND_SELECT ? "select" : "other";
}

bool sv_loop_has_pidfd(void)
{
	int fd = sv_linux_pidfd(getpid(), 0);

	if (fd < 0) {
		return false;
	}
	close(fd);
	return true;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lockstep.c: preloaded into the processes of bench/guard. One of them runs at a time, until it waits, and time passes by the look at the clock. So how
 * many frames come with one read, how long a job took and which timer is due depends on nothing but the code.
 *
 * Who runs holds the baton, a mutex in shared memory, and gives it away where it waits: in poll(), ppoll() and epoll_wait(). Who is woken takes the
 * baton before it looks at what has come: a worker when it is free, the master when no worker has anything left to do. Who waits in any other call
 * keeps the baton, and all stand still: then that call belongs in here.
 *
 * It knows of callgrind that a child begins with the counts of its parent, and nothing of the extension.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/sockios.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

/* By so much a look moves the clock on. A job that does nothing lies between two, and takes about as long on a machine of today. */
#define LOOK_NS 400
#define START_NS INT64_C(1000000000000)
#define FDS 8192
#define PROCESSES 64
/* What whoever started this left open ends below. */
#define INHERITED_FDS 256

/* Written by who holds the baton. */
static struct shared {
	pthread_mutex_t baton;
	int64_t now_ns;
	int running; /* processes that do not wait */
	pid_t holder;
	pid_t dying[PROCESSES]; /* ended with the baton, and the master has not seen it */
	int n_dying;
} *shared;
static bool is_master, sent_on[FDS];
static int sent_first = FDS, sent_last = -1;

static int (*real_ppoll)(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
static int (*real_epoll_wait)(int, struct epoll_event *, int, int);
static ssize_t (*real_sendmsg)(int, const struct msghdr *, int);

static void give_up(const char *what, int error)
{
	errno = error;
	perror(what);
	abort();
}

/* --- the baton --- */

/* First it loses the baton, then its channel closes, then it is dead: the master is to see all of that at once. */
static void see_die(pid_t pid)
{
	siginfo_t info;

	while (waitid(P_PID, (id_t) pid, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
	}
}

static void take(void)
{
	int error = pthread_mutex_lock(&shared->baton);

	if (error == EOWNERDEAD) {
		shared->running--;
		if (shared->n_dying == PROCESSES) {
			give_up("lockstep: more processes end at once than there is room for", ENOMEM);
		}
		shared->dying[shared->n_dying++] = shared->holder;
		error = pthread_mutex_consistent(&shared->baton);
	}
	if (error) {
		give_up("lockstep: the baton", error);
	}
	shared->holder = getpid();
	while (is_master && shared->n_dying > 0) {
		see_die(shared->dying[--shared->n_dying]);
	}
}

static void release(void)
{
	pthread_mutex_unlock(&shared->baton);
}

/* Has a worker not read all that the master wrote? Then it has been woken, or is about to be. */
static bool is_unread(void)
{
	int fd, left;

	for (fd = sent_first; fd <= sent_last; fd++) {
		if (sent_on[fd] && ioctl(fd, SIOCOUTQ, &left) == 0 && left > 0) {
			return true;
		}
	}
	return false;
}

static void wait_begins(void)
{
	shared->running--;
	release();
}

static void wait_ends(void)
{
	take();
	while (is_master && (shared->running > 0 || is_unread())) {
		release();
		usleep(100);
		take();
	}
	shared->running++;
}

/* --- where they wait --- */

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask)
{
	static const struct timespec none;
	int found = real_ppoll(fds, n, &none, mask), error;

	if (found != 0 || (timeout && timeout->tv_sec == 0 && timeout->tv_nsec == 0)) {
		return found;
	}
	wait_begins();
	found = real_ppoll(fds, n, timeout, mask);
	error = errno;
	wait_ends();
	errno = error;
	return found;
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	struct timespec t = { timeout / 1000, timeout % 1000 * 1000000L };

	return ppoll(fds, n, timeout < 0 ? NULL : &t, NULL);
}

int epoll_wait(int epoll, struct epoll_event *events, int max, int timeout)
{
	int found = real_epoll_wait(epoll, events, max, 0), woken, error;

	if (found != 0 || timeout == 0) {
		return found;
	}
	wait_begins();
	woken = real_epoll_wait(epoll, events, max, timeout);
	error = errno;
	wait_ends();
	/* Again, for more has come until nobody else ran any more. */
	found = real_epoll_wait(epoll, events, max, 0);
	if (found == 0 && woken < 0) {
		errno = error;
		return woken;
	}
	if (found == 0 && woken == 0) {
		shared->now_ns += timeout * INT64_C(1000000);
	}
	return found;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	if (fd >= 0 && fd < FDS) {
		sent_on[fd] = true;
		sent_first = fd < sent_first ? fd : sent_first;
		sent_last = fd > sent_last ? fd : sent_last;
	}
	return real_sendmsg(fd, message, flags);
}

int clock_gettime(clockid_t id, struct timespec *t)
{
	(void) id;
	shared->now_ns += LOOK_NS;
	t->tv_sec = shared->now_ns / 1000000000;
	t->tv_nsec = shared->now_ns % 1000000000;
	return 0;
}

/* --- how it begins --- */

/* PHP opens modules with RTLD_DEEPBIND, and they would find the functions of libc before these. */
void *dlopen(const char *file, int flags)
{
	static void *(*real)(const char *, int);

	if (!real) {
		real = (void *(*)(const char *, int)) dlsym(RTLD_NEXT, "dlopen");
	}
	return real(file, flags & ~RTLD_DEEPBIND);
}

/* The child's, from now on: it will have the baton when its parent waits. That a fork fails is not provided for. */
static void before_fork(void)
{
	shared->running++;
}

static void in_child(void)
{
	is_master = false;
	CALLGRIND_ZERO_STATS;
	take();
}

static void __attribute__((constructor)) begin(void)
{
	pthread_mutexattr_t robust;
	int fd;

	/* A worker looks at each descriptor that it inherits. */
	for (fd = 3; fd < INHERITED_FDS; fd++) {
		(void) close(fd);
	}
	real_ppoll = (int (*)(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *)) dlsym(RTLD_NEXT, "ppoll");
	real_epoll_wait = (int (*)(int, struct epoll_event *, int, int)) dlsym(RTLD_NEXT, "epoll_wait");
	real_sendmsg = (ssize_t (*)(int, const struct msghdr *, int)) dlsym(RTLD_NEXT, "sendmsg");
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || !real_ppoll || !real_epoll_wait || !real_sendmsg) {
		give_up("lockstep: cannot begin", errno);
	}
	shared->now_ns = START_NS;
	pthread_mutexattr_init(&robust);
	pthread_mutexattr_setpshared(&robust, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&shared->baton, &robust);
	pthread_atfork(before_fork, NULL, in_child);
	is_master = true;
	take();
	shared->running = 1;
}

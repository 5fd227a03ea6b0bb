/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * raw_restart.c: the floor of bench/restart: SIGKILL of a child, the wake-up of epoll by its pidfd, waitpid, fork, the first line of the next child,
 * and nothing else.
 *
 *     raw_restart MEGABYTES small|huge KILLS
 *
 * The parent has written to so much memory before, in pages of 4 KiB or in huge ones. Prints one line: the nanoseconds of each kill.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HUGE_PAGE (2 * 1024 * 1024)
/* The child has slept for so long when it is killed. */
#define SETTLE_NS 3000000

static pid_t child;
static _Atomic int64_t *born; /* shared: when the child ran its first line; 0: not yet */

static void fail(const char *what)
{
	fprintf(stderr, "raw_restart: %s: %s\n", what, strerror(errno));
	if (child > 0) {
		kill(child, SIGKILL);
	}
	exit(1);
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void settle(void)
{
	struct timespec t = { .tv_nsec = SETTLE_NS };

	nanosleep(&t, NULL);
}

static void heap(size_t bytes, int huge)
{
	char *at, *from;

	if (bytes == 0) {
		return;
	}
	from = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (from == MAP_FAILED) {
		fail("mmap");
	}
	from += HUGE_PAGE - (uintptr_t) from % HUGE_PAGE;
	(void) madvise(from, bytes, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
	for (at = from; at < from + bytes; at += 4096) {
		*(volatile char *) at = 1;
	}
}

static void start(int epoll_fd, int *pidfd)
{
	struct epoll_event e = { .events = EPOLLIN };

	*born = 0;
	child = fork();
	if (child < 0) {
		fail("fork");
	}
	if (child == 0) {
		*born = now();
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;) {
			pause();
		}
	}
	*pidfd = (int) syscall(SYS_pidfd_open, child, 0);
	if (*pidfd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, *pidfd, &e) != 0) {
		fail("pidfd_open");
	}
}

int main(int argc, char **argv)
{
	int kills = argc == 4 ? atoi(argv[3]) : 0, epoll_fd = epoll_create1(EPOLL_CLOEXEC), pidfd, i;

	if (kills < 1 || epoll_fd < 0) {
		fprintf(stderr, "usage: raw_restart MEGABYTES small|huge KILLS\n");
		return 2;
	}
	born = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (born == MAP_FAILED) {
		fail("mmap");
	}
	heap((size_t) atoi(argv[1]) << 20, strcmp(argv[2], "huge") == 0);
	start(epoll_fd, &pidfd);
	for (i = 0; i < kills; i++) {
		struct epoll_event e;
		int64_t killed;

		settle();
		killed = now();
		kill(child, SIGKILL);
		if (epoll_wait(epoll_fd, &e, 1, 5000) != 1 || waitpid(child, NULL, 0) != child) {
			fail("epoll_wait");
		}
		close(pidfd);
		start(epoll_fd, &pidfd);
		while (*born == 0) {
			settle();
		}
		printf("%s%lld", i ? " " : "", (long long) (*born - killed));
	}
	printf("\n");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * raw_restart.c: the floor of bench/restart: SIGKILL of a child, the wake-up of epoll by its pidfd, waitpid, fork, the first line of the next child,
 * and nothing else.
 *
 *     raw_restart MEGABYTES small|huge KILLS [SMAPS]
 *
 * The parent has written to so much memory before, in pages of 4 KiB or in huge ones. SMAPS, a copy of the /proc/PID/smaps of some process: it also has
 * mapped what that one has, the same pieces of the same files, with as many pages read and as many written to. That is all that fork() and exit() see of a
 * program. Prints one line: the nanoseconds of each kill.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
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

/* One line of SMAPS and what follows it. */
struct mapping {
	uintptr_t from, to, offset;
	char perms[8], path[512];
	size_t resident, written; /* pages */
};

static void map(const struct mapping *m)
{
	size_t len = m->to - m->from, page;
	int file = m->path[0] == '/' ? open(m->path, O_RDONLY | O_CLOEXEC) : -1;
	char *at;

	if (m->path[0] == '/' && file < 0) {
		fail(m->path);
	}
	/* Where it is there, if that is free here: so that it needs as many page tables. */
	at = mmap((void *) m->from, len, PROT_READ | PROT_WRITE, file >= 0 ? MAP_PRIVATE : MAP_PRIVATE | MAP_ANONYMOUS, file, (off_t) m->offset);
	if (at == MAP_FAILED) {
		fail("mmap");
	}
	for (page = 0; page < m->written; page++) {
		*(volatile char *) (at + page * 4096) = at[page * 4096];
	}
	for (; page < m->resident; page++) {
		(void) *(volatile char *) (at + page * 4096);
	}
	if (mprotect(at, len, (m->perms[0] == 'r' ? PROT_READ : 0) | (m->perms[1] == 'w' ? PROT_WRITE : 0) | (m->perms[2] == 'x' ? PROT_EXEC : 0)) != 0) {
		fail("mprotect");
	}
	if (file >= 0) {
		close(file);
	}
}

static void map_all(const char *smaps)
{
	FILE *f = fopen(smaps, "r");
	struct mapping m = { 0 }, next;
	char line[1024];
	size_t kib;

	if (!f) {
		fail(smaps);
	}
	while (fgets(line, sizeof line, f)) {
		next = (struct mapping) { 0 };
		if (sscanf(line, "%lx-%lx %7s %lx %*s %*s %511s", &next.from, &next.to, next.perms, &next.offset, next.path) >= 4) {
			m = next;
		} else if (sscanf(line, "Rss: %zu", &kib) == 1) {
			m.resident = kib / 4;
		} else if (sscanf(line, "Anonymous: %zu", &kib) == 1) {
			m.written = kib / 4;
			/* A stack and what the kernel maps this process has itself. */
			if (m.perms[3] == 'p' && strncmp(m.path, "[stack]", 7) != 0 && strncmp(m.path, "[v", 2) != 0) {
				map(&m);
			}
		}
	}
	fclose(f);
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
	int kills = argc == 4 || argc == 5 ? atoi(argv[3]) : 0, epoll_fd = epoll_create1(EPOLL_CLOEXEC), pidfd, i;

	if (kills < 1 || epoll_fd < 0) {
		fprintf(stderr, "usage: raw_restart MEGABYTES small|huge KILLS [SMAPS]\n");
		return 2;
	}
	born = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (born == MAP_FAILED) {
		fail("mmap");
	}
	heap((size_t) atoi(argv[1]) << 20, strcmp(argv[2], "huge") == 0);
	if (argc == 5) {
		map_all(argv[4]);
	}
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

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * raw_programs.c: the floor of bench/programs: a loop of fork() and exec, or of vfork() and exec, then a loop of waitpid().
 *
 *     raw_programs fork|vfork PROGRAMS MEGABYTES
 *
 * The parent has written to so much memory before, in pages of 4 KiB. Prints one line: nanoseconds from the first spawn until the last of the
 * programs, each /bin/true, is reaped, and the part of it until the last one was spawned.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void fail(const char *what)
{
	fprintf(stderr, "raw_programs: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void heap(size_t bytes)
{
	char *from, *at;

	if (bytes == 0) {
		return;
	}
	from = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (from == MAP_FAILED) {
		fail("mmap");
	}
	(void) madvise(from, bytes, MADV_NOHUGEPAGE);
	for (at = from; at < from + bytes; at += 4096) {
		*(volatile char *) at = 1;
	}
}

__attribute__((noinline)) static pid_t spawn(int by_vfork)
{
	static char *const argv[] = { "true", NULL };
	pid_t pid = by_vfork ? vfork() : fork();

	if (pid == 0) {
		execve("/bin/true", argv, environ);
		_exit(127);
	}
	return pid;
}

int main(int argc, char **argv)
{
	int64_t began, spawned;
	int n, i, by_vfork, status;

	if (argc != 4) {
		fprintf(stderr, "usage: raw_programs fork|vfork PROGRAMS MEGABYTES\n");
		return 2;
	}
	by_vfork = strcmp(argv[1], "vfork") == 0;
	n = atoi(argv[2]);
	heap((size_t) atoi(argv[3]) << 20);
	began = now();
	for (i = 0; i < n; i++) {
		if (spawn(by_vfork) < 0) {
			fail("spawn");
		}
	}
	spawned = now();
	for (i = 0; i < n; i++) {
		if (wait(&status) < 0 || status != 0) {
			fail("wait");
		}
	}
	printf("%lld %lld\n", (long long) (now() - began), (long long) (spawned - began));
	return 0;
}

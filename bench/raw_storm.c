/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * raw_storm.c: the floor of bench/storm: a loop of fork(), and after SIGKILL of all one of waitpid() and fork(). A child says by one byte in a pipe that
 * it runs.
 *
 *     raw_storm WORKERS MEGABYTES
 *
 * The parent has written to so much memory before, in pages of 4 KiB. Prints one line: nanoseconds from the first fork until all children have said that
 * they run, and from the first kill until all of their replacements have.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX 4096

static pid_t children[WORKERS_MAX];
static int count, says[2];

static void fail(const char *what)
{
	int i;

	fprintf(stderr, "raw_storm: %s: %s\n", what, strerror(errno));
	for (i = 0; i < count; i++) {
		if (children[i] > 0) {
			kill(children[i], SIGKILL);
		}
	}
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

static void start(int i)
{
	pid_t pid = fork();

	if (pid < 0) {
		fail("fork");
	}
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (write(says[1], "", 1) != 1) {
			_exit(1);
		}
		for (;;) {
			pause();
		}
	}
	children[i] = pid;
}

static void await_all(void)
{
	char said[WORKERS_MAX];
	int left = count;

	while (left > 0) {
		ssize_t n = read(says[0], said, (size_t) left);

		if (n <= 0 && errno != EINTR) {
			fail("read");
		}
		left -= n > 0 ? (int) n : 0;
	}
}

int main(int argc, char **argv)
{
	int64_t began, first, again;
	int i;

	count = argc == 3 ? atoi(argv[1]) : 0;
	if (count < 1 || count > WORKERS_MAX) {
		fprintf(stderr, "usage: raw_storm WORKERS MEGABYTES\n");
		return 2;
	}
	if (pipe(says) != 0) {
		fail("pipe");
	}
	heap((size_t) atoi(argv[2]) << 20);

	began = now();
	for (i = 0; i < count; i++) {
		start(i);
	}
	await_all();
	first = now() - began;

	began = now();
	for (i = 0; i < count; i++) {
		kill(children[i], SIGKILL);
	}
	for (i = 0; i < count; i++) {
		if (waitpid(children[i], NULL, 0) != children[i]) {
			fail("waitpid");
		}
		children[i] = 0;
		start(i);
	}
	await_all();
	again = now() - began;

	for (i = 0; i < count; i++) {
		kill(children[i], SIGKILL);
	}
	while (wait(NULL) > 0 || errno == EINTR) {
	}
	printf("%lld %lld\n", (long long) first, (long long) again);
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * raw_keeper.c: the floor of what keeps workers running, for bench/run: forks them, sleeps in waitpid, forks again who has died, and nothing else.
 *
 *     raw_keeper WORKERS
 *
 * The first thing that a worker does is to take the time. It writes its pid and that time into the FIFO that BENCH_BIRTHS names, and sleeps.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void work(const char *births)
{
	struct timespec born;
	char line[64];
	int fd, len;

	clock_gettime(CLOCK_MONOTONIC, &born);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	fd = open(births, O_WRONLY | O_CLOEXEC);
	len = snprintf(line, sizeof(line), "%d %lld\n", (int) getpid(), (long long) born.tv_sec * 1000000000 + born.tv_nsec);
	if (fd < 0 || write(fd, line, (size_t) len) != len) {
		fprintf(stderr, "raw_keeper: %s: %s\n", births, strerror(errno));
		_exit(1);
	}
	close(fd);
	for (;;) {
		pause();
	}
}

static int start(const char *births)
{
	pid_t pid = fork();

	if (pid == 0) {
		work(births);
	}
	return pid > 0;
}

int main(int argc, char **argv)
{
	int workers = argc == 2 ? atoi(argv[1]) : 0, status, ok = 1;
	const char *births = getenv("BENCH_BIRTHS");

	if (workers < 1 || births == NULL) {
		fprintf(stderr, "usage: BENCH_BIRTHS=FIFO raw_keeper WORKERS\n");
		return 2;
	}
	while (ok && workers-- > 0) {
		ok = start(births);
	}
	/* A worker that ends by itself has failed, and so would the next. */
	while (ok && wait(&status) > 0 && WIFSIGNALED(status)) {
		ok = start(births);
	}
	fprintf(stderr, "raw_keeper: %s\n", ok ? "a worker failed" : strerror(errno));
	return 1;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* fds.c: the supervisor's descriptors, a bit for each number; see fds.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/fds.h"

#include "core/linux.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* As many as the kernel gives a process, unless fs.nr_open was raised. What is not touched of so large a set takes no memory. */
#define MOST (1 << 20)

static uint64_t own[MOST / 64];
static int begin = MOST, end; /* all of them are between */
static int left = -1; /* own[] is that of the parent, whose pages it shares; this one alone is the child's. -1: own[] counts */

static bool has(int fd)
{
	return own[fd / 64] >> fd % 64 & 1;
}

static void set(int fd)
{
	own[fd / 64] |= UINT64_C(1) << fd % 64;
	begin = fd < begin ? fd : begin;
	end = fd < end ? end : fd + 1;
}

/* The next number from fd on that is in the set, or is not; `end`: none below that. */
static int next(int fd, bool in)
{
	while (fd < end) {
		uint64_t word = (in ? own[fd / 64] : ~own[fd / 64]) >> fd % 64;

		if (word) {
			fd += __builtin_ctzll(word);
			return fd < end ? fd : end;
		}
		fd = (fd / 64 + 1) * 64;
	}
	return end;
}

static void forget_parents(void)
{
	int fd = left;

	if (fd < 0) {
		return;
	}
	left = -1;
	memset(own, 0, (size_t) ((end + 63) / 64) * sizeof *own);
	end = 0;
	set(fd);
}

int sv_fds_add(int fd)
{
	if (fd < 0) {
		return fd;
	}
	if (fd >= MOST) {
		close(fd);
		errno = EMFILE;
		return -1;
	}
	forget_parents();
	set(fd);
	return fd;
}

void sv_fds_close(int fd)
{
	forget_parents();
	own[fd / 64] &= ~(UINT64_C(1) << fd % 64);
	while (end > 0 && !has(end - 1)) {
		end--;
	}
	close(fd);
}

void sv_fds_leave(int keep)
{
	int from, to;

	forget_parents();
	for (from = next(begin, true); from < end; from = next(to, true)) {
		to = next(from, false);
		if (keep < from || keep >= to) {
			sv_linux_close_range(from, to - 1);
			continue;
		}
		sv_linux_close_range(from, keep - 1);
		sv_linux_close_range(keep + 1, to - 1);
	}
	left = keep;
}

int sv_fds_next_other(int from)
{
	forget_parents();
	return from < end ? next(from, false) : from;
}

int sv_fds_end(void)
{
	forget_parents();
	return end;
}

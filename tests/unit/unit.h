/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * unit.h: what several unit tests share: assertions that cost nothing when they hold, random numbers with a seed, blobs that are
 * counted. Knows nothing of what is tested.
 */
#ifndef SV_UNIT_H
#define SV_UNIT_H

#include "core/frame.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* Criterion reports every assertion to its parent, also those that hold: too slow for a loop. Only in the process of the test. */
#define must(condition) \
	do { \
		if (!(condition)) { \
			cr_assert_fail("%s", #condition); \
		} \
	} while (0)

#define must_say(condition, ...) \
	do { \
		if (!(condition)) { \
			char must_text_[512]; \
			snprintf(must_text_, sizeof must_text_, __VA_ARGS__); \
			cr_assert_fail("%s: %s", #condition, must_text_); \
		} \
	} while (0)

/* For a forked child, which must not assert (it would hang): ends it with a status that tells the line to its parent. */
#define child_must(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			_exit(99); \
		} \
	} while (0)

/* A child that outlives its test, which failed, would keep the pipes of the whole run open: it gets a minute. */
static inline pid_t unit_fork(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		alarm(60);
	}
	return pid;
}

static inline size_t unit_iov_len(const struct iovec *iov, int n)
{
	size_t len = 0;

	while (n-- > 0) {
		len += iov[n].iov_len;
	}
	return len;
}

/* As the kernel fills them: the first one first. */
static inline void unit_iov_fill(const struct iovec *iov, const char *bytes, size_t n)
{
	for (; n > 0; iov++) {
		size_t k = n < iov->iov_len ? n : iov->iov_len;

		memcpy(iov->iov_base, bytes, k);
		bytes += k;
		n -= k;
	}
}

static inline uint64_t unit_random(uint64_t *seed)
{
	uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* uniform in 0 .. n-1 */
static inline uint32_t unit_below(uint64_t *seed, uint32_t n)
{
	return (uint32_t) ((unit_random(seed) >> 32) * n >> 32);
}

/* uniform in [0, 1) */
static inline double unit_fraction(uint64_t *seed)
{
	return (double) (unit_random(seed) >> 11) * 0x1p-53;
}

/* Blobs made and not yet freed. */
extern int unit_blobs;

/* Bytes from its owner to its data. */
#define UNIT_BLOB_HEAD 16

sv_blob unit_new_blob(size_t len, char **bytes);
void unit_free_blob(void *owner);
sv_blob unit_share_blob(sv_blob b); /* a copy, too */
sv_blob unit_blob(const void *data, size_t len); /* a copy */

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif

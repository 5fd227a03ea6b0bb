/* SPDX-License-Identifier: BSD-3-Clause */
/* tail.c: looking at what was printed in a slot, without taking anything out; see logs.h. */
#include "core/logs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

size_t sv_logs_tail(const sv_capture *c, int stream, uint64_t from0, uint64_t from1, char *buf, size_t max)
{
	size_t out, err;

	if (stream >= 0) {
		return sv_stream_tail(&c->stream[stream], stream ? from1 : from0, buf, max);
	}
	/* Half of it each, and what one does not need is the other's. */
	out = sv_stream_tail(&c->stream[0], from0, buf, max);
	err = sv_stream_tail(&c->stream[1], from1, buf + out, max - out);
	if (out > max / 2 && out + err == max) {
		char *both = malloc(max);

		if (both) {
			err = sv_stream_tail(&c->stream[1], from1, both, max);
			err = err > max / 2 ? max / 2 : err;
			out = sv_stream_tail(&c->stream[0], from0, buf, max - err);
			err = sv_stream_tail(&c->stream[1], from1, buf + out, err);
			free(both);
		}
	}
	return out + err;
}

size_t sv_logs_last(const sv_capture *c, int i, char *buf)
{
	size_t n = sv_stream_tail(&c->stream[i], c->begin[i], buf, SV_LAST_MAX);
	const char *end = n == SV_LAST_MAX ? memchr(buf, '\n', n) : NULL;

	if (end && (size_t) (end - buf) + 1 < n) {
		n -= (size_t) (end - buf) + 1;
		memmove(buf, end + 1, n);
	}
	return n;
}

uint64_t sv_logs_not_written(const sv_capture *c)
{
	uint64_t n = 0;
	int i;

	for (i = 0; i < 2; i++) {
		int waiting = 0;
		sv_ring r;

		(void) ioctl(c->stream[i].out, FIONREAD, &waiting);
		n += (uint64_t) waiting;
		if (pread(c->stream[i].ring, &r, sizeof r, SV_STREAM_RING) == (ssize_t) sizeof r) {
			n += r.head - r.done;
		}
	}
	return n;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* send.c: jobs that were handed to a worker, as frames on its channel; see pool.h. */
#include "core/pool.h"

#include <errno.h>
#include <string.h>

static inline sv_frame head_of(const sv_slot *slot, const sv_job *job)
{
	sv_frame f = {
		.len = job->meta_len + job->payload_len,
		.type = SV_T_JOB,
		.kind = job->kind,
		.ring = job->ring,
		.serial = slot->serials[job->ring],
		.job = job->number,
	};

	f.u.run.attempt = (uint16_t) (job->attempts + 1);
	f.u.run.crashes = job->crashes;
	f.u.run.meta_len = (uint16_t) job->meta_len;
	f.u.run.is_long = slot->expects[job->ring] >= SV_LONG_NS;
	return f;
}

static size_t frame_size(const sv_job *job)
{
	return sizeof(sv_frame) + job->meta_len + job->payload_len;
}

/* Accounts for n written bytes; the frame that they end in stays in slot->out. */
static void wrote(sv_slot *slot, size_t n)
{
	sv_out *out = &slot->out;

	if (out->job) {
		size_t left = frame_size(out->job) - out->written;

		if (n < left) {
			out->written += n;
			return;
		}
		n -= left;
		sv_job_release(out->job);
		out->job = NULL;
	}
	while (n > 0) {
		sv_job *job = slot->ring[slot->sent % SV_RING];

		if (job && n < frame_size(job)) {
			out->job = job;
			out->head = head_of(slot, job);
			out->written = n;
			sv_job_hold(job);
			n = 0;
		} else if (job) {
			n -= frame_size(job);
		}
		slot->sent++;
	}
}

static char *put(char *to, sv_blob b)
{
	if (b.len) {
		memcpy(to, b.data, b.len);
	}
	return to + b.len;
}

static int piece(struct iovec *iov, const char *from, const char *to)
{
	*iov = (struct iovec) { (char *) from, (size_t) (to - from) };
	return to > from;
}

/* All that is not yet written. iov has room for 3 entries a job and 3 more. */
static int collect(sv_pool *pool, sv_slot *slot, struct iovec *iov)
{
	char *at = pool->gather, *began = at;
	int n = sv_channel_resume(&slot->out, iov);
	uint32_t i;

	for (i = slot->sent; i != slot->tail; i++) {
		const sv_job *job = slot->ring[i % SV_RING];
		sv_blob meta, payload;
		sv_frame head;

		if (!job) {
			continue; /* taken back before it was written */
		}
		head = head_of(slot, job);
		memcpy(at, &head, sizeof head);
		at += sizeof head;
		payload = sv_job_payload(job);
		if (head.len <= SV_GATHER_MAX) {
			if (job->meta) {
				at = put(at, sv_job_meta(job));
			}
			at = put(at, payload);
			continue;
		}
		meta = sv_job_meta(job);
		n += piece(&iov[n], began, at);
		began = at;
		n += piece(&iov[n], meta.data, meta.data + meta.len);
		n += piece(&iov[n], payload.data, payload.data + payload.len);
	}
	return n + piece(&iov[n], began, at);
}

void sv_send(sv_pool *pool, sv_slot *slot)
{
	for (;;) {
		struct iovec iov[3 * SV_RING + 4];
		int n = collect(pool, slot, iov);
		ssize_t sent;
		int error;

		if (n == 0) {
			slot->sent = slot->tail;
			pool->port->want_write(pool->port->ctx, slot, false);
			return;
		}
		sent = pool->port->send(pool->port->ctx, slot->fd, iov, n);
		if (sent < 0) {
			error = errno;
			if (error == EINTR) {
				continue;
			}
			/* Any error but these means that the worker is gone: its death tells what to do with its jobs. */
			if (error == ENOBUFS || error == ENOMEM) {
				sv_limits_send_later(pool, slot); /* not when the socket is writable, for that it is */
			}
			pool->port->want_write(pool->port->ctx, slot, error == EAGAIN || error == EWOULDBLOCK);
			return;
		}
		wrote(slot, (size_t) sent);
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* channel.c: the master's end of a worker's socket; see channel.h. */
#include "core/channel.h"

#include <errno.h>
#include <string.h>

/* A body of which more than this is missing is read straight into its own memory. */
#define DIRECT (16 * 1024)
/* Reads in a row from one channel before the others have their turn. */
#define TURN 4
/* ... of which each takes DIRECT bytes, or all that there is: together more than its socket can hold. */
#define LAST_TURN (4 * SV_CHANNEL_BUFFER / DIRECT)

static bool has_scalar_body(const sv_frame *f)
{
	return f->type == SV_T_RESULT && f->kind < SV_V_STRING;
}

/* The frame is whole. */
static bool deliver(const sv_reader *r, const sv_frame *head, const char *bytes)
{
	sv_blob body = { NULL, bytes, head->len };

	if (has_scalar_body(head)) {
		if (head->len != (head->kind < SV_V_INT ? 0u : 8u)) {
			return false;
		}
	} else if (head->len || head->type == SV_T_RESULT) {
		char *copy;

		body = r->new_blob(head->len, &copy);
		memcpy(copy, bytes, head->len);
	}
	return r->frame(r->ctx, head, body);
}

static bool deliver_kept(sv_in *in, const sv_reader *r)
{
	sv_frame head = in->head;
	sv_blob body = in->body;
	char scalar[8];
	bool ok;

	in->head_got = in->body_got = 0;
	in->body = (sv_blob) { 0 };
	if (!has_scalar_body(&head)) {
		return r->frame(r->ctx, &head, body);
	}
	memcpy(scalar, body.data, body.len < sizeof scalar ? body.len : sizeof scalar);
	ok = deliver(r, &head, scalar);
	r->free_blob(body.owner);
	return ok;
}

static bool feed(sv_in *in, const sv_reader *r, const char *at, size_t n)
{
	while (n > 0) {
		size_t take;

		if (in->body.owner) {
			take = in->head.len - in->body_got;
			take = take < n ? take : n;
			memcpy(in->body_bytes + in->body_got, at, take);
			in->body_got += (uint32_t) take;
			at += take;
			n -= take;
			if (in->body_got == in->head.len && !deliver_kept(in, r)) {
				return false;
			}
			continue;
		}

		take = sizeof in->head - in->head_got;
		take = take < n ? take : n;
		memcpy((char *) &in->head + in->head_got, at, take);
		in->head_got += (uint32_t) take;
		at += take;
		n -= take;
		if (in->head_got < sizeof in->head) {
			return true;
		}
		if (!sv_frame_from_worker(&in->head, r->max_body)) {
			return false;
		}
		if (in->head.len <= n) {
			const char *bytes = at;
			sv_frame head = in->head;

			in->head_got = 0;
			at += head.len;
			n -= head.len;
			if (!deliver(r, &head, bytes)) {
				return false;
			}
		} else {
			in->body = r->new_blob(in->head.len, &in->body_bytes);
			in->body_got = 0;
		}
	}
	return true;
}

sv_read sv_channel_read(sv_in *in, int fd, const sv_reader *r, bool whole)
{
	int turn;

	if (in->reading) {
		return SV_READ_LEFT;
	}
	for (turn = whole ? LAST_TURN : TURN; turn > 0; turn--) {
		size_t rest = in->body.owner ? in->head.len - in->body_got : 0, want = SV_SCRATCH, got;
		struct iovec iov[2];
		ssize_t n;
		int k = 0;

		if (rest >= DIRECT) {
			/* The next head comes along: when its body is as large, that is read straight into its place as well. */
			iov[k++] = (struct iovec) { in->body_bytes + in->body_got, rest };
			want = sizeof in->head;
		} else {
			rest = 0;
		}
		iov[k++] = (struct iovec) { r->scratch, want };
		n = r->port->recv(r->port->ctx, fd, iov, k);
		if (n < 0) {
			if (errno == EINTR) {
				continue;
			}
			return errno == EAGAIN || errno == EWOULDBLOCK ? SV_READ_AGAIN : SV_READ_EOF;
		}
		if (n == 0) {
			return SV_READ_EOF;
		}
		in->reading = true;
		got = (size_t) n < rest ? (size_t) n : rest;
		if (got) {
			in->body_got += (uint32_t) got;
			if (got == rest && !deliver_kept(in, r)) {
				return SV_READ_BROKEN;
			}
		}
		if (!feed(in, r, r->scratch, (size_t) n - got)) {
			return SV_READ_BROKEN;
		}
		in->reading = false;
		if ((size_t) n < rest + want && !whole) {
			return SV_READ_AGAIN; /* that was all, most likely; the loop tells if not */
		}
	}
	return SV_READ_AGAIN;
}

int sv_channel_resume(const sv_out *out, struct iovec *iov)
{
	sv_blob parts[2];
	size_t skip = out->written;
	int n = 0, i;

	if (!out->job) {
		return 0;
	}
	if (skip < sizeof out->head) {
		iov[n++] = (struct iovec) { (char *) &out->head + skip, sizeof out->head - skip };
		skip = 0;
	} else {
		skip -= sizeof out->head;
	}
	parts[0] = sv_job_meta(out->job);
	parts[1] = sv_job_payload(out->job);
	for (i = 0; i < 2; i++) {
		if (parts[i].len > skip) {
			iov[n++] = (struct iovec) { (char *) parts[i].data + skip, parts[i].len - skip };
			skip = 0;
		} else {
			skip -= parts[i].len;
		}
	}
	return n;
}

void sv_channel_reset(sv_out *out, sv_in *in, void (*free_blob)(void *owner))
{
	if (out->job) {
		sv_job_release(out->job);
	}
	memset(out, 0, sizeof *out);
	if (in->body.owner) {
		free_blob(in->body.owner);
	}
	memset(in, 0, sizeof *in);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_channel.c: frames that arrive and leave in pieces of every size. The socket is a byte string that is given out in the pieces
 * that a test wants.
 */
#include "unit.h"

#include "core/channel.h"

#include <errno.h>
#include <setjmp.h>

#define MAX_BODY (4 * 1024 * 1024)

/* --- the socket --- */

static const char *wire;
static size_t wire_len, wire_at;
static const size_t *cuts; /* where a piece ends; NULL: random ones */
static size_t cuts_len;
static uint64_t piece_seed;
static size_t piece_max;
static bool wire_eof;       /* at the end; else EAGAIN */
static bool again_between;  /* EAGAIN after each piece */
static bool piece_given;
static bool wire_endless;   /* begins anew at its end */
static int interrupts;      /* EINTR so many times first */
static int recv_calls;

static ssize_t wire_recv(void *ctx, int fd, const struct iovec *iov, int parts)
{
	size_t n = wire_len - wire_at, len = unit_iov_len(iov, parts), i;

	(void) ctx;
	if (n == 0 && wire_endless) {
		wire_at = 0;
		n = wire_len;
	}
	must(fd == 7 && len > 0);
	recv_calls++;
	if (interrupts > 0) {
		interrupts--;
		errno = EINTR;
		return -1;
	}
	if (n == 0 && wire_eof) {
		return 0;
	}
	if (n == 0 || (again_between && piece_given)) {
		piece_given = false;
		errno = EAGAIN;
		return -1;
	}
	piece_given = true;
	if (cuts) {
		for (i = 0; i < cuts_len; i++) {
			if (cuts[i] > wire_at) {
				n = cuts[i] - wire_at;
				break;
			}
		}
	} else if (piece_max) {
		size_t piece = 1 + unit_below(&piece_seed, (uint32_t) piece_max);

		n = piece < n ? piece : n;
	}
	n = n < len ? n : len;
	unit_iov_fill(iov, wire + wire_at, n);
	wire_at += n;
	return (ssize_t) n;
}

static const sv_port wire_port = { .recv = wire_recv };

/* --- the reader --- */

struct got {
	sv_frame head;
	char *bytes;
	bool owned;
};

#define GOT_MAX 4000
static struct got got[GOT_MAX];
static int got_len, refuse_at;

static bool on_frame(void *ctx, const sv_frame *head, sv_blob body)
{
	must(ctx == &got_len);
	must(got_len < GOT_MAX);
	must(body.len == head->len);
	if (got_len == refuse_at) {
		if (body.owner) {
			unit_free_blob(body.owner);
		}
		return false;
	}
	got[got_len].head = *head;
	got[got_len].bytes = malloc(body.len + 1);
	got[got_len].owned = body.owner != NULL;
	if (body.len) {
		memcpy(got[got_len].bytes, body.data, body.len);
	}
	got_len++;
	if (body.owner) {
		unit_free_blob(body.owner);
	}
	return true;
}

static char *scratch;

static sv_reader new_reader(void)
{
	if (!scratch) {
		scratch = malloc(SV_SCRATCH);
	}
	return (sv_reader) {
		.port = &wire_port,
		.new_blob = unit_new_blob,
		.free_blob = unit_free_blob,
		.frame = on_frame,
		.ctx = &got_len,
		.max_body = MAX_BODY,
		.scratch = scratch,
	};
}

static void set_wire(const char *bytes, size_t len)
{
	wire = bytes;
	wire_len = len;
	wire_at = 0;
	cuts = NULL;
	piece_max = 0;
	wire_eof = wire_endless = again_between = piece_given = false;
	interrupts = recv_calls = 0;
	while (got_len > 0) {
		free(got[--got_len].bytes);
	}
	refuse_at = -1;
}

/* --- what is sent --- */

struct stream {
	sv_frame heads[64];
	size_t starts[64]; /* of its head */
	char *bytes;
	size_t len;
	int n;
};

static void append(struct stream *s, sv_frame_type type, sv_value_kind kind, uint32_t len)
{
	sv_frame f = { .len = len, .type = (uint8_t) type, .kind = (uint8_t) kind, .ring = (uint16_t) (s->n % 256), .serial = 1000u + (unsigned) s->n };
	uint32_t i;

	f.u.run_ns = s->n;
	s->heads[s->n] = f;
	s->starts[s->n++] = s->len;
	s->bytes = realloc(s->bytes, s->len + sizeof f + len);
	memcpy(s->bytes + s->len, &f, sizeof f);
	s->len += sizeof f;
	for (i = 0; i < len; i++) {
		s->bytes[s->len++] = (char) (i * 31 + i / 251 + (unsigned) s->n);
	}
}

static struct stream small_stream(void)
{
	struct stream s = { .n = 0 };

	append(&s, SV_T_READY, SV_V_NULL, 0);
	append(&s, SV_T_RESULT, SV_V_NULL, 0);
	append(&s, SV_T_RESULT, SV_V_INT, 8);
	append(&s, SV_T_RESULT, SV_V_FLOAT, 8);
	append(&s, SV_T_RESULT, SV_V_STRING, 0);
	append(&s, SV_T_RESULT, SV_V_STRING, 11);
	append(&s, SV_T_FAILURE, SV_V_NULL, 60);
	append(&s, SV_T_RESULT, SV_V_SERIAL, 1);
	append(&s, SV_T_RESULT, SV_V_TRUE, 0);
	append(&s, SV_T_LEAVE, SV_V_NULL, 0);
	return s;
}

static struct stream large_stream(void)
{
	static const uint32_t sizes[] = { 40, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, 100000, SV_SCRATCH - 32, SV_SCRATCH, SV_SCRATCH + 1, 1000000, 5 };
	struct stream s = { .n = 0 };
	size_t i;

	for (i = 0; i < COUNT(sizes); i++) {
		append(&s, i & 1 ? SV_T_FAILURE : SV_T_RESULT, SV_V_STRING, sizes[i]);
		append(&s, SV_T_RESULT, SV_V_INT, 8);
	}
	return s;
}

static void same_frames(const struct stream *s)
{
	int i;

	must_say(got_len == s->n, "%d frames of %d", got_len, s->n);
	for (i = 0; i < s->n; i++) {
		bool scalar = s->heads[i].type == SV_T_RESULT && s->heads[i].kind < SV_V_STRING;

		must(memcmp(&got[i].head, &s->heads[i], sizeof(sv_frame)) == 0);
		must(memcmp(got[i].bytes, s->bytes + s->starts[i] + sizeof(sv_frame), s->heads[i].len) == 0);
		must(!(scalar && got[i].owned));
		must(scalar || !s->heads[i].len || got[i].owned);
		must(s->heads[i].type != SV_T_RESULT || scalar || got[i].owned); /* an empty string has an owner, too */
	}
	must(unit_blobs == 0);
}

static sv_read read_until(sv_in *in, const sv_reader *r, bool whole)
{
	sv_read result;
	size_t before;
	int idle = 0;

	do {
		before = wire_at;
		result = sv_channel_read(in, 7, r, whole);
		idle = wire_at == before ? idle + 1 : 0;
	} while (result == SV_READ_AGAIN && (wire_at < wire_len || idle < 2));
	return result;
}

Test(channel, frames_cut_at_every_byte_are_the_same_frames)
{
	struct stream s = small_stream();
	sv_reader r = new_reader();
	size_t cut[2];
	int mode;

	for (mode = 0; mode < 4; mode++) {
		for (cut[0] = 1; cut[0] < s.len; cut[0]++) {
			sv_in in = { .head_got = 0 };

			set_wire(s.bytes, s.len);
			cuts = cut;
			cuts_len = 1;
			again_between = mode & 1;
			must(read_until(&in, &r, mode & 2) == SV_READ_AGAIN);
			same_frames(&s);
			must(in.head_got == 0 && !in.body.owner);
		}
	}
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, frames_cut_at_every_two_bytes_are_the_same_frames)
{
	struct stream s = { .n = 0 };
	sv_reader r = new_reader();
	size_t cut[2];

	append(&s, SV_T_RESULT, SV_V_STRING, 9);
	append(&s, SV_T_RESULT, SV_V_INT, 8);
	append(&s, SV_T_FAILURE, SV_V_NULL, 20);
	for (cut[0] = 1; cut[0] < s.len; cut[0]++) {
		for (cut[1] = cut[0] + 1; cut[1] < s.len; cut[1]++) {
			sv_in in = { .head_got = 0 };

			set_wire(s.bytes, s.len);
			cuts = cut;
			cuts_len = 2;
			must(read_until(&in, &r, false) == SV_READ_AGAIN);
			same_frames(&s);
		}
	}
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, one_byte_at_a_time_gives_the_same_frames)
{
	struct stream s = small_stream();
	sv_reader r = new_reader();
	sv_in in = { .head_got = 0 };

	set_wire(s.bytes, s.len);
	piece_max = 1;
	again_between = true;
	must(read_until(&in, &r, false) == SV_READ_AGAIN);
	same_frames(&s);
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, large_bodies_in_random_pieces_are_the_same_frames)
{
	static const size_t pieces[] = { 0, 100000, 300000, 5000, 4000000 };
	struct stream s = large_stream();
	sv_reader r = new_reader();
	size_t i;
	int round;

	for (i = 0; i < COUNT(pieces); i++) {
		for (round = 0; round < 4; round++) {
			sv_in in = { .head_got = 0 };

			set_wire(s.bytes, s.len);
			piece_max = pieces[i];
			piece_seed = (uint64_t) round + 100 * i;
			again_between = round & 1;
			must(read_until(&in, &r, round & 2) == SV_READ_AGAIN);
			same_frames(&s);
		}
	}
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, eof_ends_the_reading_wherever_it_comes)
{
	struct stream s = small_stream();
	sv_reader r = new_reader();
	size_t end;

	for (end = 0; end <= s.len; end++) {
		sv_in in = { .head_got = 0 };
		sv_out out = { .job = NULL };
		int whole = 0;

		set_wire(s.bytes, end);
		wire_eof = true;
		must(sv_channel_read(&in, 7, &r, true) == SV_READ_EOF);
		while (whole < s.n && (whole + 1 < s.n ? s.starts[whole + 1] : s.len) <= end) {
			whole++;
		}
		must(got_len == whole);
		sv_channel_reset(&out, &in, unit_free_blob);
		must(unit_blobs == 0 && in.head_got == 0 && in.body.owner == NULL);
	}
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, a_broken_head_ends_the_reading_after_the_frames_before_it)
{
	struct stream s = small_stream();
	sv_reader r = new_reader();
	int i, k;
	size_t cut;

	for (i = 0; i < s.n; i++) {
		sv_frame wrong[5];

		for (k = 0; k < 5; k++) {
			wrong[k] = s.heads[i];
		}
		wrong[0].type = 0;
		wrong[1].type = SV_T_JOB; /* only a master sends these */
		wrong[2].type = SV_T_RESULT;
		wrong[2].kind = SV_V_KINDS;
		wrong[3].type = SV_T_FAILURE;
		wrong[3].len = MAX_BODY + 1;
		wrong[4].type = SV_T_RESULT;
		wrong[4].ring = 256;
		for (k = 0; k < 5; k++) {
			char *bytes = malloc(s.len);

			memcpy(bytes, s.bytes, s.len);
			memcpy(bytes + s.starts[i], &wrong[k], sizeof wrong[k]);
			for (cut = s.starts[i]; cut <= s.starts[i] + sizeof(sv_frame); cut += 8) {
				sv_in in = { .head_got = 0 };
				sv_out out = { .job = NULL };

				set_wire(bytes, s.len);
				cuts = &cut;
				cuts_len = 1;
				must(read_until(&in, &r, k & 1) == SV_READ_BROKEN);
				must(got_len == i);
				sv_channel_reset(&out, &in, unit_free_blob);
				must(unit_blobs == 0);
			}
			free(bytes);
		}
	}
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, a_scalar_with_a_body_of_the_wrong_length_is_broken)
{
	static const struct {
		sv_value_kind kind;
		uint32_t len;
	} wrong[] = {
		{ SV_V_NULL, 1 }, { SV_V_FALSE, 8 }, { SV_V_TRUE, 100000 }, { SV_V_INT, 0 }, { SV_V_INT, 7 }, { SV_V_INT, 9 }, { SV_V_FLOAT, 4 },
		{ SV_V_FLOAT, 50000 },
	};
	sv_reader r = new_reader();
	size_t i, cut;

	for (i = 0; i < COUNT(wrong); i++) {
		struct stream s = { .n = 0 };

		append(&s, SV_T_RESULT, wrong[i].kind, wrong[i].len);
		append(&s, SV_T_READY, SV_V_NULL, 0);
		for (cut = 1; cut < s.len; cut += s.len / 20 + 1) {
			sv_in in = { .head_got = 0 };
			sv_out out = { .job = NULL };

			set_wire(s.bytes, s.len);
			cuts = &cut;
			cuts_len = 1;
			must(read_until(&in, &r, true) == SV_READ_BROKEN);
			must(got_len == 0);
			sv_channel_reset(&out, &in, unit_free_blob);
			must(unit_blobs == 0);
		}
		set_wire(NULL, 0);
		free(s.bytes);
	}
}

Test(channel, a_frame_that_its_reader_refuses_ends_the_reading)
{
	struct stream s = small_stream();
	sv_reader r = new_reader();
	int i;

	for (i = 0; i < s.n; i++) {
		sv_in in = { .head_got = 0 };
		sv_out out = { .job = NULL };

		set_wire(s.bytes, s.len);
		refuse_at = i;
		must(sv_channel_read(&in, 7, &r, true) == SV_READ_BROKEN);
		must(got_len == i);
		sv_channel_reset(&out, &in, unit_free_blob);
		must(unit_blobs == 0);
	}
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, one_that_talks_without_end_does_not_starve_the_others)
{
	struct stream s = { .n = 0 };
	sv_reader r = new_reader();
	sv_in in = { .head_got = 0 };
	int i;

	for (i = 0; i < 10; i++) {
		append(&s, SV_T_RESULT, SV_V_STRING, SV_SCRATCH - sizeof(sv_frame));
	}
	set_wire(s.bytes, s.len);
	must(sv_channel_read(&in, 7, &r, false) == SV_READ_AGAIN);
	must(recv_calls >= 1 && recv_calls <= 8 && wire_at < wire_len);
	must(read_until(&in, &r, false) == SV_READ_AGAIN);
	same_frames(&s);

	set_wire(s.bytes, s.len);
	must(sv_channel_read(&in, 7, &r, true) == SV_READ_AGAIN); /* whole: to the end in one call */
	must(wire_at == wire_len);
	same_frames(&s);
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, one_that_is_read_to_its_end_and_talks_without_end_is_read_for_as_much_as_a_socket_can_hold)
{
	struct stream s = { .n = 0 };
	sv_reader r = new_reader();
	sv_in in = { .head_got = 0 };
	int i;

	for (i = 0; i < 10; i++) {
		append(&s, SV_T_RESULT, SV_V_STRING, SV_SCRATCH - sizeof(sv_frame));
	}
	set_wire(s.bytes, s.len);
	wire_endless = true;
	must(sv_channel_read(&in, 7, &r, true) == SV_READ_AGAIN);
	must(got_len * SV_SCRATCH >= 3 * SV_CHANNEL_BUFFER && got_len < GOT_MAX / 2);
	set_wire(NULL, 0);
	free(s.bytes);
}

static jmp_buf out_of_memory;
static int jump_at;

static bool leave_in_frame(void *ctx, const sv_frame *head, sv_blob body)
{
	if (body.owner) {
		unit_free_blob(body.owner);
	}
	if (jump_at-- == 0) {
		longjmp(out_of_memory, 1);
	}
	(void) ctx;
	(void) head;
	return true;
}

static sv_blob leave_in_blob(size_t len, char **bytes)
{
	if (jump_at-- == 0) {
		longjmp(out_of_memory, 1);
	}
	return unit_new_blob(len, bytes);
}

static bool drop(void *ctx, const sv_frame *head, sv_blob body)
{
	(void) ctx;
	(void) head;
	if (body.owner) {
		unit_free_blob(body.owner);
	}
	return true;
}

/* What a longjmp() leaves is no place to go on from: frames would be cut at the wrong bytes. */
static int leaves(bool in_blob, const struct stream *s)
{
	static sv_in in;
	static int n;
	sv_out out = { .job = NULL };
	sv_reader r = new_reader();

	r.frame = in_blob ? drop : leave_in_frame;
	r.new_blob = in_blob ? leave_in_blob : unit_new_blob;
	for (n = 0;; n++) {
		memset(&in, 0, sizeof in);
		set_wire(s->bytes, s->len);
		jump_at = n;
		if (setjmp(out_of_memory) == 0) {
			must(sv_channel_read(&in, 7, &r, true) == SV_READ_AGAIN);
			break;
		}
		jump_at = -1;
		must(sv_channel_read(&in, 7, &r, true) == SV_READ_LEFT && sv_channel_read(&in, 7, &r, false) == SV_READ_LEFT);
		sv_channel_reset(&out, &in, unit_free_blob);
		must(unit_blobs == 0);
		set_wire(s->bytes, s->len);
		must(sv_channel_read(&in, 7, &r, true) == SV_READ_AGAIN && unit_blobs == 0); /* the next worker's */
	}
	set_wire(NULL, 0);
	return n;
}

Test(channel, a_channel_whose_reading_was_left_by_a_longjmp_is_not_read_again)
{
	struct stream small = small_stream(), large = large_stream();

	must(leaves(true, &small) == 4 && leaves(true, &large) >= 10); /* more: scalars that come in two pieces are kept in a blob */
	must(leaves(false, &small) == small.n);
	free(small.bytes);
	free(large.bytes);
}

Test(channel, an_interrupted_read_goes_on)
{
	struct stream s = small_stream();
	sv_reader r = new_reader();
	sv_in in = { .head_got = 0 };

	set_wire(s.bytes, s.len);
	interrupts = 3;
	must(sv_channel_read(&in, 7, &r, true) == SV_READ_AGAIN);
	same_frames(&s);
	set_wire(NULL, 0);
	free(s.bytes);
}

Test(channel, random_bytes_do_no_harm)
{
	sv_reader r = new_reader();
	uint64_t seed = 12;
	char bytes[2000];
	int i;
	size_t k;

	for (i = 0; i < 3000; i++) {
		sv_in in = { .head_got = 0 };
		sv_out out = { .job = NULL };

		for (k = 0; k < sizeof bytes; k++) {
			bytes[k] = unit_below(&seed, 6) ? 0 : (char) unit_below(&seed, 6);
		}
		/* a good start, so that the rest is looked at */
		for (k = 0; k + 32 < 200; k += 32) {
			sv_frame f = { .type = unit_below(&seed, 2) ? SV_T_RESULT : SV_T_FAILURE, .kind = (uint8_t) unit_below(&seed, 7), .len = unit_below(&seed, 40) };

			memcpy(bytes + k, &f, sizeof f);
		}
		set_wire(bytes, sizeof bytes);
		piece_max = 1 + unit_below(&seed, 500);
		(void) read_until(&in, &r, false);
		sv_channel_reset(&out, &in, unit_free_blob);
		must(unit_blobs == 0);
	}
	set_wire(NULL, 0);
}

/* --- out --- */

static void on_settled(sv_jobs *t, sv_job *job)
{
	(void) t;
	(void) job;
}

static sv_jobs new_table(void)
{
	return (sv_jobs) { .free_blob = unit_free_blob, .blob_head = UNIT_BLOB_HEAD, .settled = on_settled };
}

static size_t gather(const sv_out *out, char *to)
{
	struct iovec iov[3];
	int n = sv_channel_resume(out, iov), i;
	size_t len = 0;

	must(n >= 0 && n <= 3);
	for (i = 0; i < n; i++) {
		must(iov[i].iov_len > 0);
		memcpy(to + len, iov[i].iov_base, iov[i].iov_len);
		len += iov[i].iov_len;
	}
	return len;
}

static void resumes_everywhere(sv_blob payload, sv_blob meta, sv_value_kind kind)
{
	sv_jobs t = new_table();
	sv_job *job = sv_jobs_add(&t, &(sv_order) { .number = 1, .kind = kind, .payload = payload, .meta = meta });
	sv_out out = { .job = job };
	char whole[2048], rest[2048];
	size_t len;

	out.head = (sv_frame) { .len = payload.len + meta.len, .type = SV_T_JOB, .serial = UINT64_C(0x0102030405060708) };
	len = gather(&out, whole);
	must(len == sizeof(sv_frame) + payload.len + meta.len);
	must(memcmp(whole, &out.head, sizeof out.head) == 0);
	if (meta.len) {
		must(memcmp(whole + sizeof(sv_frame), meta.data, meta.len) == 0);
	}
	if (payload.len) {
		must(memcmp(whole + sizeof(sv_frame) + meta.len, sv_job_payload(job).data, payload.len) == 0);
	}
	for (out.written = 0; out.written < len; out.written++) {
		must(gather(&out, rest) == len - out.written);
		must(memcmp(rest, whole + out.written, len - out.written) == 0);
	}
	sv_job_release(job);
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

Test(channel, a_half_written_frame_resumes_at_every_offset)
{
	static const sv_blob none;
	char meta[300], payload[700];
	int64_t number = INT64_C(0x1122334455667788);
	int i;

	for (i = 0; i < 700; i++) {
		payload[i] = (char) (i * 7);
		meta[i % 300] = (char) (i * 13);
	}
	resumes_everywhere(unit_blob(payload, 700), unit_blob(meta, 300), SV_V_STRING);
	resumes_everywhere(unit_blob(payload, 700), none, SV_V_STRING);
	resumes_everywhere(unit_blob(payload, 0), unit_blob(meta, 300), SV_V_STRING);
	resumes_everywhere((sv_blob) { NULL, (char *) &number, 8 }, unit_blob(meta, 3), SV_V_INT);
	resumes_everywhere((sv_blob) { NULL, (char *) &number, 8 }, none, SV_V_INT);
	resumes_everywhere(none, none, SV_V_NULL);
}

Test(channel, nothing_half_written_resumes_with_nothing)
{
	sv_out out = { .job = NULL };
	struct iovec iov[3];

	must(sv_channel_resume(&out, iov) == 0);
}

Test(channel, a_job_that_is_settled_while_its_frame_is_half_written_lives_until_the_frame_is_dropped)
{
	sv_jobs t = new_table();
	sv_job *job = sv_jobs_add(&t, &(sv_order) { .number = 1, .kind = SV_V_STRING, .payload = unit_blob("payload", 7), .meta = unit_blob("meta", 4) });
	sv_out out = { .job = job, .written = 34 };
	sv_in in = { .head_got = 0 };
	char rest[64];

	out.head.len = 11;
	sv_job_hold(job); /* as whoever writes it does */
	sv_job_release(job); /* its submitter is gone */
	must(sv_jobs_hand(&t) == job);
	sv_jobs_settle(&t, job, SV_J_CANCELLED, SV_V_NULL, (sv_blob) { 0 });
	must(unit_blobs == 2);
	must(gather(&out, rest) == 9 && memcmp(rest, "tapayload", 9) == 0);
	sv_channel_reset(&out, &in, unit_free_blob);
	must(unit_blobs == 0 && out.job == NULL && out.written == 0);
	sv_jobs_free(&t);
}

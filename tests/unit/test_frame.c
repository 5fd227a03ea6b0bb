/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_frame.c: which heads a worker may send, and failure records there and back. Buffers are of the exact size, so that ASAN and
 * valgrind see a byte that is read too far.
 */
#include "unit.h"

#include "core/cell.h"
#include "core/frame.h"

#include <math.h>

#define MAX_BODY 1000

Test(frame, of_all_heads_only_those_of_a_worker_are_accepted)
{
	static const uint32_t lens[] = { 0, 1, 8, MAX_BODY - 1, MAX_BODY, MAX_BODY + 1, 23, 24, 128, 129, 24 + 255 + 32768 + MAX_BODY, 24 + 255 + 32768 + MAX_BODY + 1, UINT32_MAX };
	static const uint16_t rings[] = { 0, 1, SV_RING - 1, SV_RING, SV_RING + 1, UINT16_MAX };
	uint32_t type, kind;
	size_t l, r;

	for (type = 0; type < 256; type++) {
		for (kind = 0; kind < 256; kind++) {
			for (l = 0; l < COUNT(lens); l++) {
				for (r = 0; r < COUNT(rings); r++) {
					sv_frame f = { .type = (uint8_t) type, .kind = (uint8_t) kind, .len = lens[l], .ring = rings[r] };
					bool expected = false;

					switch (type) {
					case 2: /* ready */
					case 5: /* leave */
					case 6: /* deadline */
					case 7: /* memory */
					case 8: /* no begin() */
						expected = lens[l] == 0;
						break;
					case 3: /* result */
						expected = kind <= 6 && rings[r] <= 255 && lens[l] <= MAX_BODY;
						break;
					case 9: /* progress */
						expected = rings[r] <= 255 && lens[l] <= 128;
						break;
					case 10: /* follow-up job: its head, a key, 32 KiB of meta, the payload */
						expected = kind <= 6 && rings[r] <= 255 && lens[l] >= 24 && lens[l] <= 24 + 255 + 32768 + MAX_BODY;
						break;
					case 11: /* word */
						expected = lens[l] <= MAX_BODY;
						break;
					case 4: /* failure */
						expected = rings[r] <= 255 && lens[l] <= MAX_BODY;
						break;
					}
					must_say(sv_frame_from_worker(&f, MAX_BODY) == expected, "type %u kind %u len %u ring %u", type, kind, lens[l], rings[r]);
				}
			}
		}
	}
}

Test(frame, the_types_and_kinds_have_the_numbers_that_the_other_tests_assume)
{
	must(SV_T_JOB == 1 && SV_T_READY == 2 && SV_T_RESULT == 3 && SV_T_FAILURE == 4 && SV_T_LEAVE == 5 && SV_T_DEADLINE == 6 && SV_T_MEMORY == 7 && SV_T_NO_BEGIN == 8 &&
		SV_T_PROGRESS == 9 && SV_T_SUBMIT == 10 && SV_T_WORD == 11);
	must(SV_V_NULL == 0 && SV_V_FALSE == 1 && SV_V_TRUE == 2 && SV_V_INT == 3 && SV_V_FLOAT == 4 && SV_V_STRING == 5 && SV_V_SERIAL == 6);
}

Test(frame, a_progress_is_between_0_and_1)
{
	static const struct {
		double fraction;
		bool expected;
	} cases[] = {
		{ 0, true }, { 0.5, true }, { 1, true }, { -0.0, true }, { -1e-9, false }, { 1.0000001, false }, { NAN, false }, { -NAN, false }, { INFINITY, false },
		{ -INFINITY, false },
	};
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		sv_frame f = { .type = SV_T_PROGRESS };

		f.u.fraction = cases[i].fraction;
		must_say(sv_frame_from_worker(&f, MAX_BODY) == cases[i].expected, "%g", cases[i].fraction);
	}
}

Test(frame, the_largest_body_of_a_follow_up_job_does_not_overflow)
{
	sv_frame f = { .type = SV_T_SUBMIT, .len = UINT32_MAX };

	must(sv_frame_from_worker(&f, UINT32_MAX) && !sv_frame_from_worker(&f, UINT32_MAX - 40000));
}

/* --- failure records --- */

static sv_text text(const char *s)
{
	return (sv_text) { s, s ? (uint32_t) strlen(s) : 0 };
}

static sv_failure sample(void)
{
	return (sv_failure) {
		.reason = SV_F_EXCEPTION,
		.counted = true,
		.delay = 2.5,
		.code = INT64_MIN,
		.line = 4000000000u,
		.signal = 11,
		.exit_code = -1,
		.pid = 4711,
		.class_name = text("RuntimeException"),
		.message = text("it broke"),
		.file = text("/srv/app/job.php"),
		.trace = text("#0 {main}"),
	};
}

static bool same_text(sv_text a, sv_text b)
{
	return a.len == b.len && (a.data == NULL) == (b.data == NULL) && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static bool same(const sv_failure *a, const sv_failure *b)
{
	return a->reason == b->reason && a->counted == b->counted && a->delay == b->delay && a->code == b->code && a->line == b->line &&
		a->signal == b->signal && a->exit_code == b->exit_code && a->pid == b->pid && same_text(a->class_name, b->class_name) &&
		same_text(a->message, b->message) && same_text(a->file, b->file) && same_text(a->trace, b->trace);
}

/* At an odd address, exactly as large as it is. */
static char *written(const sv_failure *f, size_t n, size_t *size)
{
	char *buf, *at;
	size_t i;

	*size = 0;
	for (i = 0; i < n; i++) {
		*size += sv_failure_size(&f[i]);
	}
	buf = malloc(*size + 1);
	at = buf + 1;
	for (i = 0; i < n; i++) {
		at = sv_failure_write(&f[i], at);
	}
	must(at == buf + 1 + *size);
	return buf;
}

Test(frame, a_failure_comes_back_as_it_was_written)
{
	int reason, missing;

	for (reason = 0; reason < SV_F_REASONS; reason++) {
		for (missing = 0; missing < 64; missing++) {
			sv_failure f = sample(), back;
			size_t size;
			const char *at;
			char *buf;

			f.reason = (sv_fail_reason) reason;
			f.counted = missing & 1;
			f.delay = missing & 2 ? -1 : 1e9;
			/* class and file may be missing; message and trace may only be empty */
			f.class_name = missing & 4 ? text(NULL) : missing & 1 ? text("") : f.class_name;
			f.file = missing & 8 ? text(NULL) : missing & 1 ? text("") : f.file;
			f.message = missing & 16 ? text("") : f.message;
			f.trace = missing & 32 ? text("") : f.trace;
			buf = written(&f, 1, &size);
			at = buf + 1;
			must(sv_failure_read(&back, &at, buf + 1 + size));
			must(at == buf + 1 + size);
			must(same(&f, &back));
			must(!sv_failure_read(&back, &at, buf + 1 + size) && at == buf + 1 + size);
			free(buf);
		}
	}
}

Test(frame, a_message_without_text_comes_back_as_an_empty_one)
{
	sv_failure f = { .reason = SV_F_LOST, .delay = -1 }, back;
	size_t size;
	char *buf = written(&f, 1, &size);
	const char *at = buf + 1;

	must(sv_failure_read(&back, &at, buf + 1 + size));
	must(back.message.data != NULL && back.message.len == 0 && back.trace.data != NULL && back.trace.len == 0);
	must(back.class_name.data == NULL && back.file.data == NULL);
	free(buf);
}

Test(frame, a_chain_of_failures_comes_back_in_its_order)
{
	sv_failure chain[20], back;
	char messages[20][32];
	size_t size, i;
	const char *at;
	char *buf;

	for (i = 0; i < 20; i++) {
		snprintf(messages[i], sizeof messages[i], "number %zu", i);
		chain[i] = sample();
		chain[i].message = text(messages[i]);
		chain[i].line = (uint32_t) i;
		if (i % 3 == 0) {
			chain[i].file = text(NULL);
		}
	}
	buf = written(chain, 20, &size);
	at = buf + 1;
	for (i = 0; i < 20; i++) {
		must(sv_failure_read(&back, &at, buf + 1 + size));
		must(same(&chain[i], &back));
	}
	must(!sv_failure_read(&back, &at, buf + 1 + size) && at == buf + 1 + size);
	free(buf);
}

static void inside(sv_text t, const char *buf, const char *end)
{
	must(!t.data || (t.data >= buf && t.data <= end && t.len <= (size_t) (end - t.data)));
	must(t.data || t.len == 0);
}

/* Reads all records of a buffer of this size; every text lies within it. How many. */
static int read_all(const char *bytes, size_t size)
{
	char *buf = malloc(size ? size : 1), *end = buf + size;
	unsigned sum = 0;
	const char *at = buf, *before;
	sv_failure f;
	uint32_t i;
	int n = 0;

	if (size) {
		memcpy(buf, bytes, size);
	}
	for (before = at; sv_failure_read(&f, &at, end); before = at) {
		must(at > before && at <= end);
		must(f.reason < SV_F_REASONS);
		inside(f.class_name, buf, end);
		inside(f.message, buf, end);
		inside(f.file, buf, end);
		inside(f.trace, buf, end);
		for (i = 0; i < f.trace.len; i++) {
			sum += (unsigned char) f.trace.data[i];
		}
		n++;
	}
	must(at == end && sum < UINT32_MAX);
	free(buf);
	return n;
}

Test(frame, a_record_that_is_cut_anywhere_is_refused)
{
	sv_failure f[2] = { sample(), sample() };
	size_t size, first = sv_failure_size(&f[0]), n;
	char *buf = written(f, 2, &size);

	for (n = 0; n <= size; n++) {
		must(read_all(buf + 1, n) == (n < first ? 0 : n < size ? 1 : 2));
	}
	free(buf);
}

Test(frame, random_bytes_are_never_read_past_their_end)
{
	uint64_t seed = 11;
	char bytes[400];
	int i, k, records = 0;

	for (i = 0; i < 20000; i++) {
		size_t size = unit_below(&seed, sizeof bytes);

		for (k = 0; k < (int) size; k++) {
			/* mostly zeros, so that some get past the first look */
			bytes[k] = unit_below(&seed, 8) ? 0 : (char) unit_random(&seed);
		}
		records += read_all(bytes, size);
	}
	must(records > 0);
}

Test(frame, a_record_with_any_byte_changed_is_never_read_past_its_end)
{
	static const unsigned char values[] = { 0, 1, 2, 127, 128, 254, 255 };
	sv_failure f[2] = { sample(), sample() };
	size_t size, i, v;
	char *buf = written(f, 2, &size);

	for (i = 0; i < size; i++) {
		char was = buf[1 + i];

		for (v = 0; v < COUNT(values); v++) {
			buf[1 + i] = (char) values[v];
			(void) read_all(buf + 1, size);
		}
		buf[1 + i] = was;
	}
	free(buf);
}

Test(frame, lengths_that_overflow_a_word_together_are_refused)
{
	sv_failure f = sample(), back;
	size_t size;
	char *buf = written(&f, 1, &size);
	uint32_t len[4];
	size_t at_len, i;

	/* the four lengths stand together, in this order */
	len[0] = f.class_name.len;
	len[1] = f.message.len;
	len[2] = f.file.len;
	len[3] = f.trace.len;
	for (at_len = 0; at_len + sizeof len <= size && memcmp(buf + 1 + at_len, len, sizeof len) != 0; at_len++) {
	}
	must(at_len + sizeof len <= size);
	for (i = 0; i < 4; i++) {
		uint32_t wrong[4];
		const char *at = buf + 1;

		memcpy(wrong, len, sizeof len);
		wrong[i] = UINT32_MAX - len[(i + 1) % 4] + 1; /* their sum is 0 in 32 bits */
		memcpy(buf + 1 + at_len, wrong, sizeof wrong);
		must(!sv_failure_read(&back, &at, buf + 1 + size) && at == buf + 1 + size);
	}
	free(buf);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_history.c: what a failure says of the attempts before. */
#include "unit.h"

#include "core/history.h"

static const sv_blob none;

static sv_text text(const char *s)
{
	return (sv_text) { s, (uint32_t) strlen(s) };
}

static sv_failure failure(const char *message, bool crash)
{
	return (sv_failure) { .reason = crash ? SV_F_SIGNALED : SV_F_EXCEPTION, .counted = true, .crash = crash, .delay = -1, .exit_code = -1, .message = text(message), .trace = text("#0 {main}") };
}

static sv_blob records(const sv_failure *f, int n)
{
	size_t size = 0;
	char *to;
	sv_blob b;
	int i;

	for (i = 0; i < n; i++) {
		size += sv_failure_size(&f[i]);
	}
	b = unit_new_blob(size, &to);
	for (i = 0; i < n; i++) {
		to = sv_failure_write(&f[i], to);
	}
	return b;
}

/* An attempt after `before`, which it takes, with a chain of n. */
static sv_blob next(sv_blob before, const sv_failure *chain, int n)
{
	sv_blob last = records(chain, n), whole = sv_history_add(last, before, unit_new_blob);

	if (before.owner) {
		unit_free_blob(before.owner);
	}
	if (!whole.owner) {
		return last;
	}
	unit_free_blob(last.owner);
	return whole;
}

/* "c1 c2 | e1 e2": the chain, and the attempts before. */
static const char *told(sv_blob b)
{
	static char out[4096];
	const char *at = b.data, *end = at + b.len;
	bool earlier = false;
	sv_failure f;

	out[0] = 0;
	while (sv_failure_read(&f, &at, end)) {
		must(!earlier || f.earlier); /* they come last */
		must(!f.earlier || (f.trace.len == 0 && f.message.len <= SV_HISTORY_TEXT_MAX));
		if (f.earlier && !earlier) {
			strcat(out, "| ");
			earlier = true;
		}
		strncat(out, f.message.data, f.message.len);
		strcat(out, " ");
	}
	return out;
}

Test(history, a_first_attempt_has_none_and_costs_nothing)
{
	sv_failure f = failure("a", false);
	sv_blob b = records(&f, 1);

	must(sv_history_add(b, none, unit_new_blob).owner == NULL);
	unit_free_blob(b.owner);
	must(unit_blobs == 0);
}

Test(history, attempts_before_come_oldest_first_without_their_chains)
{
	sv_failure a[] = { failure("a", false), failure("because", false) }, b = failure("b", true), c[] = { failure("c", false), failure("cause", false) };
	sv_blob all = next(next(next(none, a, 2), &b, 1), c, 2);

	must(strcmp(told(all), "c cause | a b ") == 0);
	unit_free_blob(all.owner);
	must(unit_blobs == 0);
}

Test(history, what_is_not_counted_is_no_attempt)
{
	sv_failure a = failure("a", false), back = failure("back", false), b = failure("b", false);
	sv_blob all;

	back.counted = false;
	all = next(next(next(next(none, &a, 1), &back, 1), &back, 1), &b, 1);
	must(strcmp(told(all), "b | a ") == 0);
	unit_free_blob(all.owner);
	all = next(next(none, &back, 1), &b, 1);
	must(strcmp(told(all), "b ") == 0);
	unit_free_blob(all.owner);
	must(unit_blobs == 0);
}

Test(history, the_last_ten_are_kept_and_their_texts_are_cut)
{
	char message[2000];
	sv_blob all = none;
	uint32_t size = 0;
	int i;

	for (i = 0; i < 40; i++) {
		sv_failure f;

		memset(message, 'x', sizeof message);
		message[0] = (char) ('A' + i % 26);
		f = failure("", false);
		f.message = f.class_name = f.file = (sv_text) { message, sizeof message };
		all = next(all, &f, 1);
		must(i <= SV_HISTORY_MAX || all.len == size); /* it does not grow */
		size = all.len;
	}
	{
		const char *at = all.data, *end = at + all.len;
		sv_failure f;
		int n;

		must(sv_failure_read(&f, &at, end) && f.message.len == sizeof message && f.message.data[0] == 'A' + 39 % 26);
		for (n = 0; sv_failure_read(&f, &at, end); n++) {
			must(f.earlier && f.message.len == SV_HISTORY_TEXT_MAX && f.message.data[0] == 'A' + (29 + n) % 26);
		}
		must(n == SV_HISTORY_MAX);
	}
	unit_free_blob(all.owner);
	must(unit_blobs == 0);
}

Test(history, no_character_is_cut_in_its_middle)
{
	char message[SV_HISTORY_TEXT_MAX + 3];
	sv_failure f = failure("", false), b = failure("b", false), e;
	const char *at;
	sv_blob all;

	memset(message, 'x', sizeof message);
	memcpy(message + SV_HISTORY_TEXT_MAX - 2, "\xe2\x82\xac", 3); /* one byte of it is too much */
	f.message = (sv_text) { message, sizeof message };
	all = next(next(none, &f, 1), &b, 1);
	at = all.data;
	must(sv_failure_read(&e, &at, at + all.len) && sv_failure_read(&e, &at, all.data + all.len));
	must(e.earlier && e.message.len == SV_HISTORY_TEXT_MAX - 2);
	unit_free_blob(all.owner);
}

Test(history, crashes_are_told_in_one_line)
{
	sv_failure a = failure("its worker was killed by SIGKILL", true), b = failure("not this", false), c = failure("its worker exited with status 3", true);
	sv_blob before = next(next(next(none, &a, 1), &b, 1), &c, 1);
	char buf[400];

	must(strcmp(sv_history_crashes(before, text("its worker died of SIGSEGV in f() at x.php:1"), 3, buf, sizeof buf),
		"its worker died 3 times: was killed by SIGKILL; exited with status 3; died of SIGSEGV in f() at x.php:1") == 0);
	sv_history_crashes(before, text("its worker was killed by SIGKILL"), 3, buf, 40); /* what does not fit is cut */
	must(strlen(buf) == 39);
	unit_free_blob(before.owner);
	must(unit_blobs == 0);
}

Test(history, of_many_crashes_the_last_ten_are_told)
{
	sv_blob all = none;
	char buf[4000], message[40];
	const char *at;
	int i, n = 0;

	for (i = 1; i < 30; i++) {
		sv_failure f;

		snprintf(message, sizeof message, "its worker exited with status %d", i);
		f = failure(message, true);
		all = next(all, &f, 1);
	}
	sv_history_crashes(all, text("its worker exited with status 30"), 30, buf, sizeof buf);
	must(strncmp(buf, "its worker died 30 times, the last 10: exited with status 21; ", 61) == 0);
	for (at = buf; (at = strstr(at, "exited")); at++) {
		n++;
	}
	must(n == SV_HISTORY_MAX && strcmp(buf + strlen(buf) - 21, "exited with status 30") == 0);
	unit_free_blob(all.owner);
	must(unit_blobs == 0);
}

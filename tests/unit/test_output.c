/* SPDX-License-Identifier: BSD-3-Clause */
/* test_output.c: names, prefixes, lines, escape sequences, periods: the pure part of what becomes of output. */
#include "unit.h"

#include "core/output.h"

#include <string.h>

static const sv_origin somebody = { .pool = "web/a", .slot = 3, .pid = 42, .stream = 1, .wall_ns = INT64_C(1700000000123456789) };

static void is(const char *got, const char *want)
{
	cr_assert_str_eq(got, want);
}

Test(output, placeholders)
{
	char buf[200], small[8];

	cr_assert_eq(sv_output_path("/var/%pool%-%slot%%%.log", &somebody, buf, sizeof buf), (int) strlen(buf));
	is(buf, "/var/web_a-3%.log");
	sv_output_prefix("[%time%] %pool%/%slot% %pid% %stream%: ", &somebody, buf, sizeof buf);
	is(buf, "[2023-11-14T22:13:20.123Z] web/a/3 42 stderr: ");
	cr_assert_eq(sv_output_path("0123456789", &somebody, small, sizeof small), 10, "as snprintf()");
	is(small, "0123456");
	cr_assert_eq(sv_output_path("", &somebody, buf, sizeof buf), 0);
	is(buf, "");
}

Test(output, other_placeholders_are_refused)
{
	static const char *const bad[] = { "%", "50%", "%x%", "%pid%", "%time%", "%stream%", "%pool", "%%%", "%pool%%slot" };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_assert_eq(sv_output_path(bad[i], NULL, NULL, 0), -1, "%s", bad[i]);
	}
	cr_assert_eq(sv_output_prefix("%pid% %stream% %time%", NULL, NULL, 0) >= 0, true);
	cr_assert_eq(sv_output_prefix("%nobody%", NULL, NULL, 0), -1);
}

Test(output, lines)
{
	bool whole;

	cr_assert_eq(sv_line_next("ab\ncd", 5, 100, false, &whole), 3);
	cr_assert(whole);
	cr_assert_eq(sv_line_next("cd", 2, 100, false, &whole), 0, "wait for its end");
	cr_assert_eq(sv_line_next("cd", 2, 100, true, &whole), 2, "there is none");
	cr_assert(!whole);
	cr_assert_eq(sv_line_next("abcdef\n", 7, 4, false, &whole), 4, "too long");
	cr_assert(!whole);
	cr_assert_eq(sv_line_next("abc\n", 4, 4, false, &whole), 4, "its end just fits");
	cr_assert(whole);
	cr_assert_eq(sv_line_next("", 0, 4, true, &whole), 0);
	cr_assert_eq(sv_line_next("\n", 1, 4, true, &whole), 1);
	cr_assert_eq(sv_line_next("a\0b\n", 4, 100, false, &whole), 4, "binary");
}

Test(output, pieces_add_up_to_what_was_printed)
{
	char text[5000];
	size_t max, i, at, len;
	bool whole;

	for (i = 0; i < sizeof text; i++) {
		text[i] = i * i % 97 == 5 ? '\n' : (char) ('a' + i % 26);
	}
	for (max = 1; max < 200; max++) {
		for (at = 0; (len = sv_line_next(text + at, sizeof text - at, max, true, &whole)) > 0; at += len) {
			must(len <= max);
			must(whole == (text[at + len - 1] == '\n'));
			must(memchr(text + at, '\n', len - 1) == NULL); /* one line at most */
		}
		cr_assert_eq(at, sizeof text);
	}
}

Test(output, escape_sequences)
{
	static const struct { const char *from, *to; } cases[] = {
		{ "plain", "plain" }, { "\033[31mred\033[0m", "red" }, { "\033[1;38;5;200mx", "x" }, { "a\033[2Kb\033[?25lc", "abc" },
		{ "\033]0;title\aafter", "after" }, { "\033]8;;http://x\033\\link\033]8;;\033\\", "link" }, { "\033(Bx", "x" }, { "\033cx", "x" }, { "\0337a\0338", "a" },
		{ "cut\033", "cut" }, { "cut\033[", "cut" }, { "cut\033[3", "cut" }, { "\033[31m", "" }, { "\033]never ends\n", "\n" }, { "\033[\nx", "\nx" }, { "\xc3\xa4\033[mb", "\xc3\xa4""b" },
	};
	char buf[100];
	size_t i, n;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		strcpy(buf, cases[i].from);
		n = sv_line_strip(buf, strlen(buf), buf);
		buf[n] = 0;
		cr_assert_str_eq(buf, cases[i].to, "case %zu: \"%s\"", i, buf);
	}
}

Test(output, periods)
{
	cr_assert_eq(sv_output_period(SV_NO_TIME, 1700000000), 0);
	cr_assert_eq(sv_output_period(SV_HOURLY, 3599), 0);
	cr_assert_eq(sv_output_period(SV_HOURLY, 3600), 1);
	cr_assert_eq(sv_output_period(SV_DAILY, 86399), 0);
	cr_assert_eq(sv_output_period(SV_DAILY, 86400), 1);
}

Test(output, backups)
{
	char buf[64];

	sv_output_backup("/x/app.log", 12, false, buf, sizeof buf);
	is(buf, "/x/app.log.12");
	sv_output_backup("/x/app.log", 1, true, buf, sizeof buf);
	is(buf, "/x/app.log.1.gz");
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_placeholder.c: what is filled in, and what is wrong. */
#include "unit.h"

#include "core/placeholder.h"

static const sv_fill with = { "mail", 7, 12 };

static bool fills(const char *text, const char *expected)
{
	char *filled = sv_placeholder_fill(text, &with);
	bool same = strcmp(filled, expected) == 0;

	free(filled);
	return same;
}

Test(placeholder, each_is_filled_in_wherever_it_stands)
{
	must(fills("", "") && fills("plain", "plain"));
	must(fills("%pool%", "mail") && fills("%slot%", "7") && fills("%spawn%", "12") && fills("%%", "%"));
	must(fills("/var/log/%pool%-%slot%.%spawn%.log", "/var/log/mail-7.12.log"));
	must(fills("%slot%%slot%%pool%", "77mail"));
}

Test(placeholder, what_comes_out_of_one_is_not_looked_at_again)
{
	const sv_fill odd = { "%slot%", 1, 1 };
	char *filled = sv_placeholder_fill("%pool%", &odd);

	must(strcmp(filled, "%slot%") == 0);
	free(filled);
	must(fills("%%slot%%", "%slot%") && fills("%%%slot%", "%7") && fills("100%%", "100%"));
}

Test(placeholder, any_other_percent_sign_is_wrong_and_told_where)
{
	static const char *const wrong[] = { "%", "%d", "100%", "%Slot%", "%slot", "%slots%", "% slot%", "%%%", "%pool%%" };
	static const char *const right[] = { "", "a", "%%", "%%d", "%pool%%slot%%spawn%", "%%%%", "date +%%Y%%m" };
	size_t i;

	for (i = 0; i < COUNT(wrong); i++) {
		const char *at = sv_placeholder_wrong(wrong[i]);

		must_say(at != NULL && *at == '%', "\"%s\"", wrong[i]);
	}
	for (i = 0; i < COUNT(right); i++) {
		must_say(sv_placeholder_wrong(right[i]) == NULL, "\"%s\"", right[i]);
	}
	must(strcmp(sv_placeholder_wrong("a%%b%pool%c%x"), "%x") == 0);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* placeholder.c: %pool%, %slot%, %spawn%; see placeholder.h. */
#include "core/placeholder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct found {
	size_t len;        /* of the placeholder; 0: there is none here */
	const char *value; /* in its place; into `number`, or the caller's */
	char number[12];
} found;

/* at: a percent sign. with NULL: the values do not matter. */
static void look(const char *at, const sv_fill *with, found *f)
{
	static const char *const names[] = { "%%", "%pool%", "%slot%", "%spawn%" };
	size_t i;

	f->len = 0;
	f->value = "";
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (strncmp(at, names[i], strlen(names[i])) == 0) {
			f->len = strlen(names[i]);
			break;
		}
	}
	if (f->len == 0 || !with) {
		return;
	}
	snprintf(f->number, sizeof f->number, "%u", i == 2 ? with->slot : with->spawn);
	f->value = i == 0 ? "%" : i == 1 ? with->pool : f->number;
}

const char *sv_placeholder_wrong(const char *text)
{
	found f;

	for (text = strchr(text, '%'); text; text = strchr(text + f.len, '%')) {
		look(text, NULL, &f);
		if (f.len == 0) {
			return text;
		}
	}
	return NULL;
}

/* Writes to `to`, unless that is NULL; how long it is, without the final 0. */
static size_t fill(const char *text, const sv_fill *with, char *to)
{
	size_t len = 0;

	while (*text) {
		const char *from = text;
		size_t n = 1, skip = 1;
		found f;

		if (*text == '%') {
			look(text, with, &f);
			if (f.len) {
				from = f.value;
				n = strlen(from);
				skip = f.len;
			}
		}
		if (to) {
			memcpy(to + len, from, n);
		}
		len += n;
		text += skip;
	}
	return len;
}

char *sv_placeholder_fill(const char *text, const sv_fill *with)
{
	size_t len = fill(text, with, NULL);
	char *filled = malloc(len + 1);

	if (filled) {
		fill(text, with, filled);
		filled[len] = 0;
	}
	return filled;
}

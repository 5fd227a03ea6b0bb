/* SPDX-License-Identifier: BSD-3-Clause */
/* output.c: names of files, prefixes and lines; see output.h. */
#include "core/output.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static size_t write_time(int64_t wall_ns, char *buf, size_t size)
{
	time_t s = (time_t) (wall_ns / 1000000000);
	struct tm tm;
	size_t n;

	gmtime_r(&s, &tm);
	n = strftime(buf, size, "%Y-%m-%dT%H:%M:%S", &tm);
	return n + (size_t) snprintf(buf + n, size - n, ".%03dZ", (int) (wall_ns / 1000000 % 1000));
}

/* What stands between two %; false: nothing that is known. */
static bool value_of(const char *name, size_t len, bool prefix, const sv_origin *o, char *buf, size_t size)
{
#define IS(word) (len == sizeof(word) - 1 && memcmp(name, word, len) == 0)
	if (IS("")) {
		snprintf(buf, size, "%%");
	} else if (IS("pool")) {
		snprintf(buf, size, "%s", o->pool);
	} else if (IS("slot")) {
		snprintf(buf, size, "%u", o->slot);
	} else if (IS("pid") && prefix) {
		snprintf(buf, size, "%d", (int) o->pid);
	} else if (IS("stream") && prefix) {
		snprintf(buf, size, "%s", o->stream ? "stderr" : "stdout");
	} else if (IS("time") && prefix) {
		write_time(o->wall_ns, buf, size);
	} else {
		return false;
	}
	return true;
#undef IS
}

static int fill_in(const char *format, bool prefix, const sv_origin *origin, char *buf, size_t size)
{
	static const sv_origin nobody = { .pool = "" };
	size_t n = 0, len, i;
	char value[80];

	for (; *format; format++) {
		const char *end;

		if (*format != '%') {
			value[0] = *format;
			value[1] = 0;
		} else {
			end = strchr(format + 1, '%');
			if (!end || !value_of(format + 1, (size_t) (end - format - 1), prefix, origin ? origin : &nobody, value, sizeof value)) {
				return -1;
			}
			for (i = 0; !prefix && end - format > 1 && value[i]; i++) {
				value[i] = value[i] == '/' ? '_' : value[i];
			}
			format = end;
		}
		len = strlen(value);
		if (n < size) {
			snprintf(buf + n, size - n, "%s", value);
		}
		n += len;
	}
	if (size > 0 && n == 0) {
		buf[0] = 0;
	}
	return (int) n;
}

int sv_output_path(const char *format, const sv_origin *origin, char *buf, size_t size)
{
	return fill_in(format, false, origin, buf, size);
}

int sv_output_prefix(const char *format, const sv_origin *origin, char *buf, size_t size)
{
	return fill_in(format, true, origin, buf, size);
}

size_t sv_line_next(const char *bytes, size_t len, size_t max, bool last, bool *whole)
{
	const char *end = memchr(bytes, '\n', len < max ? len : max);

	*whole = end != NULL;
	if (end) {
		return (size_t) (end - bytes) + 1;
	}
	return len >= max ? max : last ? len : 0;
}

/* Behind an ESC at `at`: where its sequence ends. */
static size_t skip(const char *s, size_t at, size_t len)
{
	unsigned char c = at < len ? (unsigned char) s[at] : 0;

	if (c == '[') { /* parameters and intermediates, then a final byte */
		for (at++; at < len && (unsigned char) s[at] >= 0x20 && (unsigned char) s[at] < 0x40; at++) {
		}
		return at < len && (unsigned char) s[at] >= 0x40 && (unsigned char) s[at] < 0x7f ? at + 1 : at;
	}
	if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') { /* a string, up to BEL or ESC \ */
		for (at++; at < len; at++) {
			if (s[at] == '\a') {
				return at + 1;
			}
			if (s[at] == '\033' && at + 1 < len && s[at + 1] == '\\') {
				return at + 2;
			}
			if (s[at] == '\n') {
				return at; /* it was none: the line must keep its end */
			}
		}
		return at;
	}
	for (; at < len && (unsigned char) s[at] >= 0x20 && (unsigned char) s[at] < 0x30; at++) {
	}
	return at < len && (unsigned char) s[at] >= 0x30 && (unsigned char) s[at] < 0x7f ? at + 1 : at;
}

size_t sv_line_strip(const char *from, size_t len, char *to)
{
	size_t i = 0, n = 0;

	while (i < len) {
		if (from[i] == '\033') {
			i = skip(from, i + 1, len);
		} else {
			to[n++] = from[i++];
		}
	}
	return n;
}

int64_t sv_output_period(sv_every every, int64_t wall_s)
{
	return every == SV_NO_TIME ? 0 : wall_s / (every == SV_HOURLY ? 3600 : 86400);
}

int sv_output_backup(const char *path, uint32_t n, bool gzip, char *buf, size_t size)
{
	return snprintf(buf, size, "%s.%u%s", path, n, gzip ? ".gz" : "");
}

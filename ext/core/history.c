/* SPDX-License-Identifier: BSD-3-Clause */
/* history.c: what the failure of a job says of the attempts before its last one; see history.h. */
#include "core/history.h"

#include <stdio.h>
#include <string.h>

/* Not in the middle of a character of UTF-8. */
static sv_text cut(sv_text t)
{
	if (t.len > SV_HISTORY_TEXT_MAX) {
		t.len = SV_HISTORY_TEXT_MAX;
		while (t.len > 0 && ((unsigned char) t.data[t.len] & 0xc0) == 0x80) {
			t.len--;
		}
	}
	return t;
}

static sv_failure shorten(const sv_failure *f)
{
	sv_failure s = *f;

	s.earlier = true;
	s.message = cut(f->message);
	s.class_name = cut(f->class_name);
	s.file = cut(f->file);
	s.trace.len = 0;
	return s;
}

/* Keeps the last ones. */
static unsigned push(sv_failure *list, unsigned n, const sv_failure *f)
{
	if (n == SV_HISTORY_MAX) {
		memmove(list, list + 1, --n * sizeof *list);
	}
	list[n] = *f;
	return n + 1;
}

/* The counted attempts that a failure tells of, the oldest first, at most SV_HISTORY_MAX. */
static unsigned gather(sv_blob records, sv_failure *list)
{
	const char *at = records.data, *end = at + records.len;
	sv_failure first, f;
	unsigned n = 0;

	if (!records.owner || !sv_failure_read(&first, &at, end)) {
		return 0;
	}
	while (sv_failure_read(&f, &at, end)) {
		if (f.earlier) {
			n = push(list, n, &f);
		}
	}
	if (first.counted) {
		first = shorten(&first);
		n = push(list, n, &first);
	}
	return n;
}

sv_blob sv_history_add(sv_blob last, sv_blob before, sv_blob (*new_blob)(size_t len, char **bytes))
{
	sv_failure list[SV_HISTORY_MAX];
	unsigned n = gather(before, list), i;
	size_t size = last.len;
	sv_blob whole;
	char *to;

	if (n == 0) {
		return (sv_blob) { 0 };
	}
	for (i = 0; i < n; i++) {
		size += sv_failure_size(&list[i]);
	}
	whole = new_blob(size, &to);
	memcpy(to, last.data, last.len);
	to += last.len;
	for (i = 0; i < n; i++) {
		to = sv_failure_write(&list[i], to);
	}
	return whole;
}

/* Each crash says "its worker ...". */
static sv_text words_of(sv_text message)
{
	static const char worker[] = "its worker ";
	const size_t len = sizeof worker - 1;

	if (message.len > len && memcmp(message.data, worker, len) == 0) {
		message.data += len;
		message.len -= (uint32_t) len;
	}
	return cut(message);
}

char *sv_history_crashes(sv_blob before, sv_text last, unsigned crashes, char *buf, size_t size)
{
	sv_failure list[SV_HISTORY_MAX];
	sv_text words[SV_HISTORY_MAX + 1];
	unsigned n = gather(before, list), i, known = 0;
	size_t at;

	for (i = 0; i < n; i++) {
		if (list[i].crash) {
			words[known++] = words_of(list[i].message);
		}
	}
	words[known++] = words_of(last);
	i = known > SV_HISTORY_MAX ? known - SV_HISTORY_MAX : 0;
	at = (size_t) snprintf(buf, size, "its worker died %u times", crashes);
	if (known - i < crashes) {
		at += (size_t) snprintf(buf + at, size - at, ", the last %u", known - i);
	}
	for (n = i; n < known && at < size; n++) {
		at += (size_t) snprintf(buf + at, size - at, "%s%.*s", n == i ? ": " : "; ", (int) words[n].len, words[n].data);
	}
	return buf;
}

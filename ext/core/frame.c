/* SPDX-License-Identifier: BSD-3-Clause */
/* frame.c: heads and failure records; see frame.h. */
#include "core/frame.h"

#include <string.h>

bool sv_frame_from_worker(const sv_frame *f, uint32_t max)
{
	switch (f->type) {
	case SV_T_READY:
	case SV_T_LEAVE:
	case SV_T_DEADLINE:
	case SV_T_MEMORY:
	case SV_T_NO_BEGIN:
		return f->len == 0;
	case SV_T_RESULT:
		return f->kind < SV_V_KINDS && f->ring < SV_RING && f->len <= max;
	case SV_T_FAILURE:
		return f->ring < SV_RING && f->len <= max;
	case SV_T_PROGRESS:
		return f->ring < SV_RING && f->len <= SV_NOTE_MAX && f->u.fraction >= 0 && f->u.fraction <= 1;
	case SV_T_SUBMIT:
		return f->kind < SV_V_KINDS && f->ring < SV_RING && f->len >= sizeof(sv_follow) && f->len <= (uint64_t) max + sizeof(sv_follow) + SV_KEY_MAX + SV_META_MAX;
	case SV_T_WORD:
		return f->len <= max;
	default:
		return false;
	}
}

/* The record as it is written; the texts follow in this order. */
struct record {
	uint8_t reason, counted, has_class, has_file;
	uint32_t line;
	int32_t signal, exit_code, pid;
	uint32_t class_len, message_len, file_len, trace_len;
	uint8_t crash, earlier;
	uint16_t unused;
	int64_t code;
	double delay;
};

_Static_assert(sizeof(struct record) == 56, "no padding");

size_t sv_failure_size(const sv_failure *f)
{
	return sizeof(struct record) + f->class_name.len + f->message.len + f->file.len + f->trace.len;
}

static char *put(char *buf, sv_text t)
{
	if (t.len) {
		memcpy(buf, t.data, t.len);
	}
	return buf + t.len;
}

char *sv_failure_write(const sv_failure *f, char *buf)
{
	struct record r = {
		.reason = (uint8_t) f->reason,
		.counted = f->counted,
		.crash = f->crash,
		.earlier = f->earlier,
		.has_class = f->class_name.data != NULL,
		.has_file = f->file.data != NULL,
		.line = f->line,
		.signal = f->signal,
		.exit_code = f->exit_code,
		.pid = f->pid,
		.class_len = f->class_name.len,
		.message_len = f->message.len,
		.file_len = f->file.len,
		.trace_len = f->trace.len,
		.code = f->code,
		.delay = f->delay,
	};

	memcpy(buf, &r, sizeof r);
	buf = put(buf + sizeof r, f->class_name);
	buf = put(buf, f->message);
	buf = put(buf, f->file);
	return put(buf, f->trace);
}

static sv_text get(const char **at, uint32_t len, bool has)
{
	sv_text t = { has ? *at : NULL, len };

	*at += len;
	return t;
}

bool sv_failure_read(sv_failure *f, const char **at, const char *end)
{
	struct record r;
	uint64_t texts;

	if (end - *at < (ptrdiff_t) sizeof r) {
		*at = end;
		return false;
	}
	memcpy(&r, *at, sizeof r);
	texts = (uint64_t) r.class_len + r.message_len + r.file_len + r.trace_len;
	if (r.reason >= SV_F_REASONS || texts > (uint64_t) (end - *at) - sizeof r || (!r.has_class && r.class_len) || (!r.has_file && r.file_len)) {
		*at = end;
		return false;
	}
	*at += sizeof r;
	f->reason = (sv_fail_reason) r.reason;
	f->counted = r.counted != 0;
	f->crash = r.crash != 0;
	f->earlier = r.earlier != 0;
	f->delay = r.delay;
	f->code = r.code;
	f->line = r.line;
	f->signal = r.signal;
	f->exit_code = r.exit_code;
	f->pid = r.pid;
	f->class_name = get(at, r.class_len, r.has_class != 0);
	f->message = get(at, r.message_len, true);
	f->file = get(at, r.file_len, r.has_file != 0);
	f->trace = get(at, r.trace_len, true);
	return true;
}

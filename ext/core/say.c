/* SPDX-License-Identifier: BSD-3-Clause */
/* say.c: what a handler says and asks while its job runs, the worker's half; see worker.h. The master's half is in inside.c. */
#include "core/worker.h"

#include "core/job.h"

#include <string.h>

/* Bytes of a text that fit, without a part of a character at the end. What is not UTF-8 is cut where it is full. */
size_t sv_note_fit(const char *note, size_t len)
{
	size_t n = SV_NOTE_MAX;

	if (len <= n) {
		return len;
	}
	while (n > SV_NOTE_MAX - 3 && ((unsigned char) note[n] & 0xc0) == 0x80) {
		n--;
	}
	return ((unsigned char) note[n] & 0xc0) == 0x80 ? SV_NOTE_MAX : n;
}

void sv_worker_progress(sv_worker *w, double fraction, const char *note, size_t len)
{
	sv_report *r = &w->cell->report;

	len = sv_note_fit(note, len);
	w->told = true;
	sv_cell_begin(w->cell);
	r->fraction = fraction;
	r->told = 1;
	r->note_len = (uint32_t) len;
	memcpy(r->note, note, len);
	sv_cell_end(w->cell);
}

bool sv_worker_cancelled(const sv_worker *w)
{
	return w->began_ns && sv_cell_is_cancelled(w->cell, w->job.serial);
}

bool sv_worker_submit(sv_worker *w, const sv_follow *follow, const char *key, const char *meta, sv_value_kind kind, const void *payload, uint32_t len, uint64_t *number)
{
	sv_frame head = { .len = (uint32_t) sizeof *follow + follow->key_len + follow->meta_len + len, .type = SV_T_SUBMIT, .kind = (uint8_t) kind, .ring = w->job.ring,
		.serial = w->job.serial };
	struct iovec iov[] = {
		{ NULL, 0 }, { &head, sizeof head }, { (void *) follow, sizeof *follow }, { (void *) key, follow->key_len }, { (void *) meta, follow->meta_len },
		{ (void *) payload, len },
	};

	*number = head.job = sv_job_number_by(w->ordinal, ++w->followed);
	/* Not kept for the result: that may be an hour away. */
	return sv_worker_send(w, iov, sizeof iov / sizeof *iov);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* worker.c: a worker's end of its channel and its cell; see worker.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/worker.h"

#include "core/linux.h"
#include "core/loop.h"
#include "core/port.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define IN_SIZE (128 * 1024)
#define OUT_SIZE (64 * 1024)
/* A result up to this size is copied to those that wait; a larger one is sent from where it is. */
#define OUT_COPY (8 * 1024)
/* A payload that is longer than this is read straight into its own memory. */
#define DIRECT (16 * 1024)
#define SAMPLE_NS INT64_C(10000000)
/* Four system calls, 1 us: not before every job of some microseconds. */
#define BIND_EVERY_NS SV_MS_NS
/* So many rounds of a loop without begin() are no accident any more; at its end fewer are enough. */
#define ROUNDS_TOLD 1000
#define ROUNDS_LAST 50

_Static_assert(IN_SIZE + OUT_SIZE <= SV_WORKER_MEMORY, "both have room in it");

void sv_worker_init(sv_worker *w, char *memory)
{
	w->in = memory;
	w->out = memory + IN_SIZE;
	w->pid = getpid();
}

/*
 * posix_setuid() in user code makes the kernel forget that this process is to die with its master, and a mask of all signals holds that back. An idle worker reads
 * EOF; one with a job must be bound to its master before that begins. False: the master is dead.
 */
static bool bind_to_master(sv_worker *w, int64_t now)
{
	if (!w->parent || now - w->bound_ns < BIND_EVERY_NS) {
		return true;
	}
	w->bound_ns = now;
	/* Another process: user code forked in a loop, and that child has this worker for a parent. */
	return sv_linux_die_with_parent(w->parent) || getpid() != w->pid;
}

bool sv_worker_stopping(const sv_worker *w)
{
	return *w->signalled || atomic_load_explicit(&w->cell->stop, memory_order_relaxed);
}

/* --- out --- */

static bool send_all(sv_worker *w, struct iovec *iov, int n)
{
	w->ended_ns = 0;
	while (n > 0) {
		struct msghdr message = { .msg_iov = iov, .msg_iovlen = (size_t) n };
		ssize_t sent = sendmsg(w->fd, &message, MSG_NOSIGNAL);

		if (sent < 0) {
			if (errno == EINTR) {
				continue;
			}
			if (errno == EAGAIN || errno == EWOULDBLOCK) {
				/* user code made the socket non-blocking */
				struct pollfd p = { .fd = w->fd, .events = POLLOUT };

				(void) poll(&p, 1, -1);
				continue;
			}
			return false;
		}
		while (n > 0 && (size_t) sent >= iov->iov_len) {
			sent -= (ssize_t) iov->iov_len;
			iov++;
			n--;
		}
		if (n > 0) {
			iov->iov_base = (char *) iov->iov_base + sent;
			iov->iov_len -= (size_t) sent;
		}
	}
	return true;
}

bool sv_worker_flush(sv_worker *w)
{
	struct iovec iov = { w->out, w->out_len };

	if (w->out_len == 0) {
		return true;
	}
	w->out_len = 0;
	w->out_jobs = 0;
	return send_all(w, &iov, 1);
}

bool sv_worker_send(sv_worker *w, struct iovec *iov, int n)
{
	iov[0] = (struct iovec) { w->out, w->out_len };
	w->out_len = 0;
	w->out_jobs = 0;
	return send_all(w, iov, n);
}

static bool put(sv_worker *w, const sv_frame *head, const void *body)
{
	if (head->len > OUT_COPY) {
		struct iovec iov[3] = { { NULL, 0 }, { (void *) head, sizeof *head }, { (void *) body, head->len } };

		return sv_worker_send(w, iov, 3);
	}
	if (w->out_len + sizeof *head + head->len > OUT_SIZE && !sv_worker_flush(w)) {
		return false;
	}
	memcpy(w->out + w->out_len, head, sizeof *head);
	if (head->len) {
		memcpy(w->out + w->out_len + sizeof *head, body, head->len);
	}
	w->out_len += sizeof *head + head->len;
	return true;
}

static bool say_with(sv_worker *w, sv_frame_type type, int64_t deadline_ns)
{
	sv_frame head = { .type = (uint8_t) type };

	head.u.deadline_ns = deadline_ns;
	return put(w, &head, NULL) && sv_worker_flush(w);
}

static bool say(sv_worker *w, sv_frame_type type)
{
	return say_with(w, type, 0);
}

void sv_worker_leave(sv_worker *w)
{
	(void) say(w, SV_T_LEAVE);
}

/* --- the cell --- */

/* Memory and CPU time, at most every 10 ms. Inside of sv_cell_begin/end. */
static void sample(sv_worker *w, int64_t now)
{
	sv_report *r = &w->cell->report;
	struct rusage u;

	if (now - w->sampled_ns < SAMPLE_NS) {
		return;
	}
	w->sampled_ns = now;
	r->memory = sv_linux_memory(0);
	if (getrusage(RUSAGE_SELF, &u) == 0) {
		r->peak_memory = (uint64_t) u.ru_maxrss * 1024;
		r->cpu_ns = (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * INT64_C(1000000000) + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * INT64_C(1000);
	}
}

static void set_label(sv_worker *w, const char *label, size_t len)
{
	char *to = w->cell->report.label;

	if (len == 0 && !w->labelled) {
		return;
	}
	len = len < SV_LABEL_MAX - 1 ? len : SV_LABEL_MAX - 1;
	memcpy(to, label ? label : "", len);
	to[len] = 0;
	w->labelled = len > 0;
}

static void forget_progress(sv_worker *w)
{
	w->told = false;
	w->cell->report.fraction = 0;
	w->cell->report.told = w->cell->report.note_len = 0;
}

static void report_begin(sv_worker *w, uint64_t job, uint32_t attempt, int64_t timeout_ns, const char *label, size_t len)
{
	sv_cell_begin(w->cell);
	w->cell->report.job = job;
	w->cell->report.attempt = attempt;
	w->cell->report.began_ns = w->began_ns;
	w->cell->report.deadline_ns = timeout_ns ? w->began_ns + timeout_ns : 0;
	set_label(w, label, len);
	if (w->told) {
		forget_progress(w);
	}
	sv_cell_end(w->cell);
}

static void report_end(sv_worker *w, int64_t now)
{
	sv_cell_begin(w->cell);
	w->cell->report.job = 0;
	w->cell->report.attempt = 0;
	w->cell->report.began_ns = 0;
	w->cell->report.deadline_ns = 0;
	w->cell->report.jobs = ++w->jobs;
	sample(w, now);
	sv_cell_end(w->cell);
}

bool sv_worker_ready(sv_worker *w)
{
	int64_t now = sv_loop_now();

	sv_cell_begin(w->cell);
	sample(w, now);
	sv_cell_end(w->cell);
	w->bound_ns = 0;
	return bind_to_master(w, now) && say(w, SV_T_READY);
}

void sv_worker_begin(sv_worker *w, const char *label, size_t len, int64_t timeout_ns)
{
	int64_t at;

	sv_worker_end(w);
	w->has_begun = true;
	w->began_ns = sv_loop_now();
	if (!bind_to_master(w, w->began_ns)) {
		_exit(0);
	}
	report_begin(w, 0, 1, timeout_ns, label, len);
	if (!timeout_ns) {
		return;
	}
	/* Also when this one is due sooner than any before: the master may have seen that, and look no sooner. */
	at = w->began_ns + timeout_ns;
	if (!sv_cell_is_watched(w->cell) || at < w->latest_ns) {
		(void) say_with(w, SV_T_DEADLINE, at);
	}
	w->latest_ns = at > w->latest_ns ? at : w->latest_ns;
}

void sv_worker_extend(sv_worker *w, int64_t ns)
{
	int64_t at = sv_loop_now() + ns;

	if (w->began_ns && w->cell->report.deadline_ns && w->cell->report.deadline_ns < at) {
		sv_cell_begin(w->cell);
		w->cell->report.deadline_ns = at;
		w->latest_ns = at > w->latest_ns ? at : w->latest_ns;
		sv_cell_end(w->cell);
	}
}

void sv_worker_round(sv_worker *w, bool last)
{
	if (!bind_to_master(w, sv_loop_now())) {
		_exit(0);
	}
	if (!w->has_begun && w->rounds < ROUNDS_TOLD && (last ? w->rounds >= ROUNDS_LAST : ++w->rounds == ROUNDS_TOLD)) {
		w->rounds = ROUNDS_TOLD;
		(void) say(w, SV_T_NO_BEGIN);
	}
}

void sv_worker_end(sv_worker *w)
{
	if (w->began_ns) {
		int64_t now = sv_loop_now();

		w->began_ns = 0;
		report_end(w, now);
		if (w->max_memory && w->sampled_ns == now && w->cell->report.memory > w->max_memory) {
			(void) say(w, SV_T_MEMORY);
		}
	}
}

void sv_worker_part(sv_worker *w, sv_parting parting, bool in_job, const char *last_words)
{
	sv_report *r = &w->cell->report;
	char *c;

	if (r->parting != SV_P_NONE) {
		return;
	}
	sv_cell_begin(w->cell);
	r->parting = (uint32_t) parting;
	r->in_job = in_job;
	if (last_words) {
		strncpy(r->last_words, last_words, SV_LAST_WORDS_MAX - 1);
		for (c = r->last_words; *c; c++) {
			if ((unsigned char) *c < ' ') {
				*c = ' ';
			}
		}
	}
	w->sampled_ns = 0;
	sample(w, sv_loop_now());
	sv_cell_end(w->cell);
}

/* --- in --- */

/* Waits until there is something to read. A signal that asks to leave ends the wait, also one that comes just before it. */
static void wait_for_frames(sv_worker *w)
{
	struct pollfd p = { .fd = w->fd, .events = POLLIN };
	sigset_t stop, old;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGQUIT);
	sigprocmask(SIG_BLOCK, &stop, &old);
	if (!*w->signalled) {
		(void) ppoll(&p, 1, NULL, &old);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
}

/* What there is, at least 1 byte. 0: leave; -1: the master is dead. */
static ssize_t get_some(sv_worker *w, struct iovec *iov, size_t parts)
{
	struct msghdr message = { .msg_iov = iov, .msg_iovlen = parts };

	w->ended_ns = 0;
	for (;;) {
		ssize_t n = recvmsg(w->fd, &message, MSG_DONTWAIT);

		if (n > 0) {
			return n;
		}
		if (n == 0) {
			return sv_worker_stopping(w) ? 0 : -1;
		}
		if (errno == EINTR) {
			continue;
		}
		if (errno != EAGAIN && errno != EWOULDBLOCK) {
			return -1;
		}
		if (sv_worker_stopping(w)) {
			return 0;
		}
		if (!sv_worker_flush(w)) {
			return -1;
		}
		wait_for_frames(w);
	}
}

static sv_take took(ssize_t n)
{
	return n > 0 ? SV_TAKE_JOB : n == 0 ? SV_TAKE_LEAVE : SV_TAKE_GONE;
}

/* So many bytes at w->in + w->in_at. */
static sv_take need(sv_worker *w, size_t bytes)
{
	if (w->in_at == w->in_len) {
		w->in_at = w->in_len = 0;
	}
	while (w->in_len - w->in_at < bytes) {
		struct iovec iov;
		ssize_t n;

		if (w->in_at + bytes > IN_SIZE) {
			memmove(w->in, w->in + w->in_at, w->in_len - w->in_at);
			w->in_len -= w->in_at;
			w->in_at = 0;
		}
		iov = (struct iovec) { w->in + w->in_len, IN_SIZE - w->in_len };
		n = get_some(w, &iov, 1);
		if (n <= 0) {
			return took(n);
		}
		w->in_len += (size_t) n;
	}
	return SV_TAKE_JOB;
}

/* The payload, which is longer than what is read ahead, into its own memory. */
static sv_take read_large(sv_worker *w, sv_blob *payload)
{
	size_t have = w->in_len - w->in_at;
	char *to;

	*payload = w->new_blob(payload->len, &to);
	have = have < payload->len ? have : payload->len;
	memcpy(to, w->in + w->in_at, have);
	w->in_at += have;
	while (have < payload->len) {
		/* The next head comes along, and no more: its payload may be as large, and is then read straight into its place as well. Meta stays before it. */
		struct iovec iov[2] = { { to + have, payload->len - have }, { w->in + w->in_at, sizeof w->job } };
		ssize_t n = get_some(w, iov, w->in_at + sizeof w->job <= IN_SIZE ? 2 : 1);

		if (n <= 0) {
			w->free_blob(payload->owner);
			return took(n);
		}
		have += (size_t) n;
	}
	w->in_len += have - payload->len;
	return SV_TAKE_JOB;
}

static sv_take read_job(sv_worker *w, sv_task *task)
{
	size_t small;
	sv_take t = need(w, sizeof w->job);

	if (t != SV_TAKE_JOB) {
		return t;
	}
	memcpy(&w->job, w->in + w->in_at, sizeof w->job);
	if (w->job.type != SV_T_JOB || w->job.u.run.meta_len > w->job.len || w->job.ring >= SV_RING) {
		return SV_TAKE_GONE; /* not our master */
	}
	task->head = &w->job;
	task->payload = (sv_blob) { NULL, NULL, w->job.len - w->job.u.run.meta_len };
	small = sizeof w->job + w->job.u.run.meta_len;
	if (task->payload.len <= DIRECT && small + task->payload.len <= IN_SIZE) {
		t = need(w, small + task->payload.len);
		if (t != SV_TAKE_JOB) {
			return t;
		}
		task->meta = w->in + w->in_at + sizeof w->job;
		task->payload.data = w->in + w->in_at + small;
		w->in_at += small + task->payload.len;
		return SV_TAKE_JOB;
	}
	t = need(w, small);
	if (t != SV_TAKE_JOB) {
		return t;
	}
	w->in_at += small;
	task->meta = w->in + w->in_at - w->job.u.run.meta_len;
	return read_large(w, &task->payload);
}

sv_take sv_worker_take(sv_worker *w, sv_task *task, void (*about)(const sv_task *task, sv_about *a))
{
	for (;;) {
		sv_about a = { .timeout_ns = w->timeout_ns };
		sv_take t;

		if ((w->max_jobs && w->jobs >= w->max_jobs) || sv_worker_stopping(w)) {
			return SV_TAKE_LEAVE;
		}
		t = read_job(w, task);
		if (t != SV_TAKE_JOB) {
			return t;
		}
		/* A result that waited for the end of such a job would be lost with it. Before the claim: until then another worker may have the job. */
		if (w->out_len && w->job.u.run.is_long && !sv_worker_flush(w)) {
			return SV_TAKE_GONE;
		}
		if (!sv_claim_run(w->cell, w->job.ring, w->job.serial)) {
			if (task->payload.owner) {
				w->free_blob(task->payload.owner);
			}
			continue; /* taken back */
		}
		if (w->job.u.run.meta_len) {
			about(task, &a);
		}
		w->began_ns = w->ended_ns ? w->ended_ns : sv_loop_now();
		if (!bind_to_master(w, w->began_ns)) {
			return SV_TAKE_GONE;
		}
		if (w->out_len && w->began_ns - w->out_since_ns > SV_HOLD_NS && !sv_worker_flush(w)) {
			return SV_TAKE_GONE;
		}
		report_begin(w, w->job.job, w->job.u.run.attempt, a.timeout_ns, a.label.data, a.label.len);
		return SV_TAKE_JOB;
	}
}

/* Its result came too late, and the master, which has said so in the claim word, is about to kill this process. */
static void wait_for_the_end(void)
{
	for (;;) {
		(void) pause();
	}
}

/* What it has told last: its cell has that only until the next job begins, and the master may come later. */
static bool put_progress(sv_worker *w)
{
	const sv_report *r = &w->cell->report;
	sv_frame head = { .len = r->note_len, .type = SV_T_PROGRESS, .ring = w->job.ring, .serial = w->job.serial };

	head.u.fraction = r->fraction;
	return put(w, &head, r->note);
}

static bool finish(sv_worker *w, sv_frame_type type, sv_value_kind kind, const void *bytes, uint32_t len)
{
	int64_t now = sv_loop_now();
	sv_frame head = { .len = len, .type = (uint8_t) type, .kind = (uint8_t) kind, .ring = w->job.ring, .serial = w->job.serial };

	head.began_ns = w->began_ns;
	head.u.run_ns = now - w->began_ns;
	w->began_ns = 0;
	if (!sv_claim_done(w->cell, w->job.ring, w->job.serial)) {
		wait_for_the_end();
	}
	report_end(w, now);
	w->ended_ns = now;
	if (w->out_len == 0) {
		w->out_since_ns = now;
	}
	if (w->told && !put_progress(w)) {
		return false;
	}
	/* Half a ring of results leaves at once: the master works on them, and fills the buffer, while the other half is done here. */
	return put(w, &head, bytes) && ((head.u.run_ns < SV_MICRO_NS && ++w->out_jobs < SV_RING / 2) || sv_worker_flush(w));
}

bool sv_worker_result(sv_worker *w, sv_value_kind kind, const void *bytes, uint32_t len)
{
	return finish(w, SV_T_RESULT, kind, bytes, len);
}

bool sv_worker_failure(sv_worker *w, const void *records, uint32_t len)
{
	return finish(w, SV_T_FAILURE, SV_V_NULL, records, len) && sv_worker_flush(w);
}

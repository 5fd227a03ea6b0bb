/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_worker.c: the worker's end of its channel. The test is the master, on the other end of a socketpair; where one of them would
 * have to wait for the other, a thread writes or a child works.
 */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/loop.h"
#include "core/port.h"
#include "core/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LONG_AGO (10 * SV_SECOND_NS)

static volatile sig_atomic_t signalled;
static sv_cell *cell;
static int master; /* the test's end */
static sv_worker w;
static char memory[SV_WORKER_MEMORY];
static uint64_t serial;
static int labels_asked;
static bool hands_long; /* the next jobs are said to be long */

static void start(uint32_t max_jobs)
{
	int pair[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	cell = mmap(NULL, SV_CELL_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(cell != MAP_FAILED);
	sv_cell_reset(cell);
	master = pair[0];
	signalled = 0;
	serial = 0;
	labels_asked = 0;
	w = (sv_worker) {
		.fd = pair[1],
		.cell = cell,
		.signalled = &signalled,
		.max_jobs = max_jobs,
		.new_blob = unit_new_blob,
		.free_blob = unit_free_blob,
	};
	sv_worker_init(&w, memory);
}

static void finish(void)
{
	close(master);
	close(w.fd);
	munmap(cell, SV_CELL_SIZE);
	must(unit_blobs == 0);
}

/* --- the master's side --- */

static void write_all(const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t n = send(master, at, len, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		must(n > 0);
		at += n;
		len -= (size_t) n;
	}
}

static sv_frame job_head(uint32_t meta_len, uint32_t payload_len)
{
	sv_frame f = { .len = meta_len + payload_len, .type = SV_T_JOB, .kind = SV_V_STRING };

	f.serial = ++serial;
	f.ring = (uint16_t) (serial % SV_RING);
	f.job = 1000 + serial;
	f.u.run.attempt = 2;
	f.u.run.meta_len = (uint16_t) meta_len;
	f.u.run.is_long = hands_long;
	sv_claim_reserve(cell, f.ring, f.serial);
	return f;
}

/* Hands out a job that fits into the socket. Its serial. */
static uint64_t hand(const char *meta, const char *payload)
{
	sv_frame f = job_head((uint32_t) strlen(meta), (uint32_t) strlen(payload));

	write_all(&f, sizeof f);
	write_all(meta, strlen(meta));
	write_all(payload, strlen(payload));
	return f.serial;
}

/* Is there something to read now? */
static bool quiet(void)
{
	char c;

	return recv(master, &c, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

static void read_all(void *to, size_t len)
{
	char *at = to;

	while (len > 0) {
		struct pollfd p = { .fd = master, .events = POLLIN };
		ssize_t n;

		must(poll(&p, 1, 20000) == 1);
		n = read(master, at, len);
		must(n > 0);
		at += n;
		len -= (size_t) n;
	}
}

static sv_frame next_frame(sv_frame_type type)
{
	sv_frame f;

	read_all(&f, sizeof f);
	must_say(f.type == type, "type %d", f.type);
	return f;
}

/* --- the worker's side --- */

static void about(const sv_task *task, sv_about *a)
{
	labels_asked++;
	a->label = (sv_text) { task->meta, task->head->u.run.meta_len };
}

static sv_take take(sv_task *task)
{
	memset(task, 0, sizeof *task);
	return sv_worker_take(&w, task, about);
}

static void takes(const char *meta, const char *payload)
{
	sv_task task;

	must(take(&task) == SV_TAKE_JOB);
	must(task.head->u.run.meta_len == strlen(meta) && memcmp(task.meta, meta, strlen(meta)) == 0);
	must(task.payload.len == strlen(payload) && memcmp(task.payload.data, payload, strlen(payload)) == 0);
	must(task.payload.owner == NULL);
}

/* As if the job had taken so long. */
static void took(int64_t ns)
{
	w.began_ns = sv_loop_now() - ns;
}

/* No time at all, however slow the machine is. */
#define NO_TIME (-LONG_AGO)

static bool result(const char *text)
{
	return sv_worker_result(&w, SV_V_STRING, text, (uint32_t) strlen(text));
}

Test(worker, says_that_it_is_ready)
{
	sv_report r;
	sv_frame f;

	start(0);
	must(sv_worker_ready(&w));
	f = next_frame(SV_T_READY);
	must(f.len == 0 && sv_frame_from_worker(&f, 0));
	sv_cell_read(cell, &r);
	must(r.memory > 0 && r.peak_memory > 0 && r.began_ns == 0 && r.parting == SV_P_NONE);
	finish();
}

Test(worker, takes_jobs_in_order_claims_them_and_sends_their_results)
{
	sv_frame f;
	int64_t began;
	char text[32];
	int i;

	start(0);
	for (i = 0; i < 5; i++) {
		snprintf(text, sizeof text, "payload %d", i);
		hand("meta", text);
	}
	for (i = 0; i < 5; i++) {
		snprintf(text, sizeof text, "payload %d", i);
		takes("meta", text);
		must(w.job.serial == (uint64_t) i + 1);
		must(sv_claim_read(cell, (uint32_t) i + 1) == SV_RUNNING);
		took(SV_SECOND_NS);
		snprintf(text, sizeof text, "result %d", i);
		began = w.began_ns;
		must(result(text));
		must(sv_claim_read(cell, (uint32_t) i + 1) == SV_DONE);
		f = next_frame(SV_T_RESULT);
		must(f.began_ns == began);
		must(f.serial == (uint64_t) i + 1 && f.ring == i + 1 && f.kind == SV_V_STRING && f.len == 8);
		must(f.u.run_ns >= SV_SECOND_NS && f.u.run_ns < 60 * SV_SECOND_NS);
		must(sv_frame_from_worker(&f, 8));
		read_all(text, f.len);
		must(memcmp(text, "result ", 7) == 0 && text[7] == '0' + i);
	}
	must(w.jobs == 5 && quiet());
	finish();
}

Test(worker, its_cell_says_what_runs_and_how_much_was_done)
{
	sv_report r;

	start(0);
	hand("the label", "x");
	hand("", "y");
	takes("the label", "x");
	sv_cell_read(cell, &r);
	must(r.job == 1001 && r.attempt == 2 && r.jobs == 0 && strcmp(r.label, "the label") == 0);
	must(r.began_ns > 0 && r.began_ns <= sv_loop_now());
	took(SV_SECOND_NS);
	must(result(""));
	sv_cell_read(cell, &r);
	must(r.job == 0 && r.began_ns == 0 && r.attempt == 0 && r.jobs == 1);
	takes("", "y");
	sv_cell_read(cell, &r);
	must(r.job == 1002 && r.label[0] == 0);
	must(labels_asked == 1);
	must((cell->sequence & 1) == 0);
	finish();
}

Test(worker, a_label_that_is_too_long_is_cut)
{
	char meta[1000];
	sv_report r;

	start(0);
	memset(meta, 'm', sizeof meta - 1);
	meta[sizeof meta - 1] = 0;
	hand(meta, "x");
	takes(meta, "x");
	sv_cell_read(cell, &r);
	must(strlen(r.label) == SV_LABEL_MAX - 1 && r.label[0] == 'm');
	must(r.last_words[0] == 0);
	finish();
}

Test(worker, skips_the_frames_of_jobs_that_were_taken_back)
{
	char *large = malloc(100000);
	int i;

	start(0);
	memset(large, 'l', 99999);
	large[99999] = 0;
	for (i = 0; i < 6; i++) {
		if (i == 4) {
			hand("m", large); /* read past the buffer */
		} else {
			hand("m", i & 1 ? "keep" : "taken");
		}
		if (i % 2 == 0) {
			must(sv_claim_take(cell, (uint32_t) serial % SV_RING, serial));
		}
	}
	for (i = 0; i < 3; i++) {
		takes("m", "keep");
		took(SV_SECOND_NS);
		must(result("r"));
	}
	must(w.jobs == 3 && labels_asked == 3);
	must(sv_claim_read(cell, 1) == SV_TAKEN && sv_claim_read(cell, 5) == SV_TAKEN);
	free(large);
	finish();
}

Test(worker, skips_a_stale_frame_of_a_word_that_was_handed_out_again)
{
	sv_frame old;

	start(0);
	hand("", "old");
	must(sv_claim_take(cell, 1, 1));
	/* round the ring: the same word, a new number */
	serial = SV_RING;
	old = job_head(0, 3);
	must(old.ring == 1 && old.serial == SV_RING + 1);
	write_all(&old, sizeof old);
	write_all("new", 3);
	takes("", "new");
	must(w.job.serial == SV_RING + 1);
	finish();
}

/* --- results --- */

Test(worker, holds_the_results_of_tiny_jobs_and_sends_them_before_it_waits)
{
	sv_task task;
	int i;

	start(0);
	for (i = 0; i < 10; i++) {
		hand("", "p");
	}
	for (i = 0; i < 10; i++) {
		w.out_since_ns = sv_loop_now() + LONG_AGO; /* not for too long, however slow the machine is */
		takes("", "p");
		took(NO_TIME);
		must(result("tiny"));
		must(quiet());
		must(sv_claim_read(cell, (uint32_t) i + 1) == SV_DONE);
	}
	must(shutdown(master, SHUT_WR) == 0); /* so that the wait ends */
	{
		/* the worker would wait now: nothing is held any more, whatever it then reads */
		atomic_store(&cell->stop, 0);
		must(take(&task) == SV_TAKE_GONE);
	}
	finish();
}

static void *take_in_thread(void *arg)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, NULL);
	return (void *) (intptr_t) take(arg);
}

Test(worker, a_worker_that_waits_has_sent_everything)
{
	pthread_t thread;
	sv_task task;
	void *taken;
	char c[4];
	int i;

	start(0);
	for (i = 0; i < 3; i++) {
		hand("", "p");
		w.out_since_ns = sv_loop_now() + LONG_AGO;
		takes("", "p");
		took(NO_TIME);
		must(result("tiny"));
	}
	must(quiet());
	must(pthread_create(&thread, NULL, take_in_thread, &task) == 0);
	for (i = 0; i < 3; i++) {
		must(next_frame(SV_T_RESULT).serial == (uint64_t) i + 1);
		read_all(c, 4);
	}
	hand("", "more");
	pthread_join(thread, &taken);
	must((intptr_t) taken == SV_TAKE_JOB && task.payload.len == 4);
	finish();
}

Test(worker, a_result_that_was_held_too_long_is_sent_before_the_next_job_begins)
{
	start(0);
	hand("", "a");
	hand("", "b");
	takes("", "a");
	took(NO_TIME);
	must(result("r"));
	must(quiet());
	w.out_since_ns = sv_loop_now() - 2 * SV_HOLD_NS;
	takes("", "b");
	must(next_frame(SV_T_RESULT).serial == 1);
	finish();
}

Test(worker, what_waits_is_sent_before_a_job_begins_that_may_be_long)
{
	char c;
	int i;

	start(0);
	for (i = 0; i < 3; i++) {
		hand("", "p");
	}
	hands_long = true;
	hand("", "long");
	for (i = 0; i < 3; i++) {
		w.out_since_ns = sv_loop_now() + LONG_AGO;
		takes("", "p");
		took(NO_TIME);
		must(result("1"));
		must(quiet());
	}
	w.out_since_ns = sv_loop_now() + LONG_AGO;
	takes("", "long");
	for (i = 0; i < 3; i++) {
		must(next_frame(SV_T_RESULT).serial == (uint64_t) i + 1);
		read_all(&c, 1);
	}
	must(quiet());
	finish();
}

/* What others did to this process between the two, or the write took, is not time of the job. */
Test(worker, a_job_that_may_be_long_begins_when_what_waited_was_sent)
{
	int64_t ended;

	start(0);
	hand("", "p");
	hands_long = true;
	hand("", "long");
	w.out_since_ns = sv_loop_now() + LONG_AGO;
	takes("", "p");
	took(NO_TIME);
	must(result("1") && quiet());
	ended = w.ended_ns = sv_loop_now() - LONG_AGO; /* as if it had been stopped meanwhile */
	takes("", "long");
	must(cell->report.began_ns >= ended + LONG_AGO);
	finish();
}

Test(worker, the_result_of_a_job_that_is_not_tiny_is_sent_at_once_with_those_before_it)
{
	char c[2];

	start(0);
	hand("", "a");
	hand("", "b");
	takes("", "a");
	took(NO_TIME);
	must(result("1"));
	must(quiet());
	w.out_since_ns = sv_loop_now() + LONG_AGO;
	takes("", "b");
	must(quiet());
	took(SV_MS_NS);
	must(result("2"));
	must(next_frame(SV_T_RESULT).serial == 1);
	read_all(c, 1);
	must(next_frame(SV_T_RESULT).serial == 2);
	read_all(c + 1, 1);
	must(c[0] == '1' && c[1] == '2' && quiet());
	finish();
}

Test(worker, a_failure_is_sent_at_once)
{
	char c[5];
	sv_frame f;

	start(0);
	hand("", "a");
	takes("", "a");
	took(NO_TIME);
	must(sv_worker_failure(&w, "wrong", 5));
	f = next_frame(SV_T_FAILURE);
	must(f.serial == 1 && f.ring == 1 && f.len == 5);
	read_all(c, 5);
	must(memcmp(c, "wrong", 5) == 0);
	must(sv_claim_read(cell, 1) == SV_DONE && w.jobs == 1);
	finish();
}

Test(worker, many_held_results_leave_when_their_buffer_is_full)
{
	char text[4000];
	int i, got = 0;

	start(0);
	memset(text, 't', sizeof text - 1);
	text[sizeof text - 1] = 0;
	for (i = 0; i < 40; i++) {
		hand("", "p");
	}
	for (i = 0; i < 40; i++) {
		w.out_since_ns = sv_loop_now() + LONG_AGO;
		takes("", "p");
		took(NO_TIME);
		must(result(text));
	}
	must(!quiet());
	must(sv_worker_flush(&w));
	while (!quiet()) {
		sv_frame f = next_frame(SV_T_RESULT);
		char back[4000];

		must(f.serial == (uint64_t) ++got && f.len == sizeof text - 1);
		read_all(back, f.len);
		must(memcmp(back, text, f.len) == 0);
	}
	must(got == 40);
	must(sv_worker_flush(&w) && quiet());
	finish();
}

/* --- large ones; the test reads while a child works --- */

static char pattern(size_t i)
{
	return (char) (i * 7 + i / 255);
}

static char *patterned(size_t len)
{
	char *p = malloc(len + 1);
	size_t i;

	for (i = 0; i < len; i++) {
		p[i] = pattern(i);
	}
	return p;
}

static const size_t sizes[] = {
	0, 1, 100, 8 * 1024 - 1, 8 * 1024, 8 * 1024 + 1, 64 * 1024 - 33, 64 * 1024 - 32, 64 * 1024 - 31, 64 * 1024, 64 * 1024 + 1, 128 * 1024 - 32,
	128 * 1024, 128 * 1024 + 1, 500000, 3000000, 7,
};

/* Echoes each payload, and tells in the exit status when one was not what it should be. */
static void echo(void)
{
	sv_task task;

	while (take(&task) == SV_TAKE_JOB) {
		size_t i, len = task.payload.len;
		bool ok;

		child_must(task.head->u.run.meta_len == 3 && memcmp(task.meta, "m/n", 3) == 0);
		for (i = 0; i < len; i += len > 10000 ? 997 : 1) {
			child_must(task.payload.data[i] == pattern(i));
		}
		child_must((task.payload.owner != NULL) == (len + 3 + sizeof(sv_frame) > 64 * 1024));
		ok = sv_worker_result(&w, SV_V_STRING, task.payload.data, (uint32_t) len);
		child_must(ok);
		if (task.payload.owner) {
			unit_free_blob(task.payload.owner);
		}
	}
	child_must(unit_blobs == 0);
	_exit(0);
}

static void *write_jobs(void *arg)
{
	size_t i;

	(void) arg;
	for (i = 0; i < COUNT(sizes); i++) {
		char *p = patterned(sizes[i]);
		sv_frame f = job_head(3, (uint32_t) sizes[i]);

		write_all(&f, sizeof f);
		write_all("m/n", 3);
		write_all(p, sizes[i]);
		free(p);
	}
	return NULL;
}

static void echoes_all(bool nonblocking)
{
	pthread_t thread;
	size_t i, k;
	int status;
	pid_t pid;

	start(0);
	if (nonblocking) {
		must(fcntl(w.fd, F_SETFL, O_NONBLOCK) == 0); /* as user code may do */
	}
	pid = unit_fork();
	if (pid == 0) {
		close(master);
		echo();
	}
	must(pthread_create(&thread, NULL, write_jobs, NULL) == 0);
	for (i = 0; i < COUNT(sizes); i++) {
		sv_frame f = next_frame(SV_T_RESULT);
		char *back = malloc(sizes[i] + 1);

		must(f.serial == i + 1 && f.len == sizes[i]);
		read_all(back, f.len);
		for (k = 0; k < sizes[i]; k++) {
			if (back[k] != pattern(k)) {
				break;
			}
		}
		must(k == sizes[i]);
		free(back);
	}
	pthread_join(thread, NULL);
	atomic_store(&cell->stop, 1);
	must(shutdown(master, SHUT_WR) == 0);
	must(waitpid(pid, &status, 0) == pid && status == 0);
	finish();
}

Test(worker, payloads_and_results_of_every_size_arrive_whole, .timeout = 60)
{
	echoes_all(false);
}

Test(worker, a_socket_that_user_code_made_non_blocking_works_as_well, .timeout = 60)
{
	echoes_all(true);
}

Test(worker, a_large_result_does_not_overtake_those_that_wait)
{
	char *large = patterned(20000);
	char c[3];

	start(0);
	hand("", "a");
	hand("", "b");
	takes("", "a");
	took(NO_TIME);
	must(result("one"));
	w.out_since_ns = sv_loop_now() + LONG_AGO;
	takes("", "b");
	took(NO_TIME);
	must(sv_worker_result(&w, SV_V_STRING, large, 20000)); /* is not copied, so it cannot be held */
	must(next_frame(SV_T_RESULT).serial == 1);
	read_all(c, 3);
	must(next_frame(SV_T_RESULT).serial == 2);
	free(large);
	finish();
}

Test(worker, frames_that_come_in_single_bytes_are_put_together)
{
	pthread_t thread;
	sv_task task;
	void *taken;
	sv_frame f;
	size_t i;

	start(0);
	f = job_head(2, 3);
	must(pthread_create(&thread, NULL, take_in_thread, &task) == 0);
	for (i = 0; i < sizeof f; i++) {
		write_all((char *) &f + i, 1);
	}
	for (i = 0; i < 5; i++) {
		write_all(&"abcde"[i], 1);
	}
	pthread_join(thread, &taken);
	must((intptr_t) taken == SV_TAKE_JOB);
	must(memcmp(task.meta, "ab", 2) == 0 && task.payload.len == 3 && memcmp(task.payload.data, "cde", 3) == 0);
	finish();
}

Test(worker, the_longest_meta_that_its_master_lets_through_arrives_with_any_payload)
{
	size_t len = 32 * 1024, k; /* PHP_SV_META_MAX */
	char *meta = patterned(len), *payload = patterned(100000);
	size_t sizes_here[] = { 0, 5, 32 * 1024 - 32, 32 * 1024, 100000 };
	sv_task task;

	start(0);
	for (k = 0; k < COUNT(sizes_here); k++) {
		sv_frame f = job_head((uint32_t) len, (uint32_t) sizes_here[k]);

		write_all(&f, sizeof f);
		write_all(meta, len);
		write_all(payload, sizes_here[k]);
		must(take(&task) == SV_TAKE_JOB);
		must(memcmp(task.meta, meta, len) == 0);
		must(task.payload.len == sizes_here[k] && memcmp(task.payload.data, payload, sizes_here[k]) == 0);
		if (task.payload.owner) {
			unit_free_blob(task.payload.owner);
		}
		took(SV_SECOND_NS);
		must(result(""));
	}
	free(meta);
	free(payload);
	finish();
}

/* --- leaving --- */

Test(worker, leaves_when_it_is_asked_to_and_leaves_what_it_has_not_begun)
{
	sv_task task;

	start(0);
	hand("", "a");
	hand("", "b");
	takes("", "a");
	took(SV_SECOND_NS);
	must(result("r"));
	must(!sv_worker_stopping(&w));
	atomic_store(&cell->stop, 1);
	must(sv_worker_stopping(&w));
	must(take(&task) == SV_TAKE_LEAVE);
	must(sv_claim_read(cell, 2) == SV_RESERVED);
	finish();
}

Test(worker, leaves_after_a_signal)
{
	sv_task task;

	start(0);
	hand("", "a");
	signalled = 1;
	must(sv_worker_stopping(&w));
	must(take(&task) == SV_TAKE_LEAVE);
	must(sv_claim_read(cell, 1) == SV_RESERVED);
	finish();
}

Test(worker, leaves_when_its_master_has_hung_up_and_asked)
{
	sv_task task;

	start(0);
	atomic_store(&cell->stop, 1);
	must(shutdown(master, SHUT_WR) == 0);
	must(take(&task) == SV_TAKE_LEAVE);
	finish();
}

Test(worker, is_told_that_its_master_is_gone_when_the_channel_ends_without_a_word)
{
	sv_task task;

	start(0);
	hand("", "last");
	close(master);
	takes("", "last");
	took(SV_SECOND_NS);
	must(!result("r"));
	must(take(&task) == SV_TAKE_GONE);
	must(!sv_worker_ready(&w));
	sv_worker_leave(&w); /* no signal, no wait */
	master = -1;
	finish();
}

Test(worker, a_channel_that_ends_inside_of_a_frame_is_the_end)
{
	static const size_t cuts[] = { 1, 31, 32, 33, 40 };
	size_t i;
	int stop;

	for (stop = 0; stop < 2; stop++) {
		for (i = 0; i < COUNT(cuts); i++) {
			char bytes[64] = { 0 };
			sv_task task;
			sv_frame f;

			start(0);
			f = job_head(4, 28);
			memcpy(bytes, &f, sizeof f);
			write_all(bytes, cuts[i]);
			must(shutdown(master, SHUT_WR) == 0);
			if (stop) {
				atomic_store(&cell->stop, 1);
			}
			must(take(&task) == (stop ? SV_TAKE_LEAVE : SV_TAKE_GONE));
			finish();
		}
		start(0);
		{
			sv_frame f = job_head(0, 200000);
			char *p = patterned(1000);
			sv_task task;

			write_all(&f, sizeof f);
			write_all(p, 1000);
			must(shutdown(master, SHUT_WR) == 0);
			must(take(&task) == SV_TAKE_GONE);
			free(p);
		}
		finish(); /* the half of the payload is freed */
	}
}

Test(worker, a_frame_that_no_master_sends_is_the_end)
{
	int i;

	for (i = 0; i < 3; i++) {
		sv_task task;
		sv_frame f;

		start(0);
		f = job_head(0, 4);
		if (i == 0) {
			f.type = SV_T_RESULT;
		} else if (i == 1) {
			f.u.run.meta_len = 5;
		} else {
			f.ring = SV_RING;
		}
		write_all(&f, sizeof f);
		write_all("1234", 4);
		must(take(&task) == SV_TAKE_GONE);
		finish();
	}
}

Test(worker, does_max_jobs_jobs_and_not_one_more)
{
	sv_task task;
	int i;

	start(3);
	for (i = 0; i < 5; i++) {
		hand("", "p");
	}
	for (i = 0; i < 3; i++) {
		takes("", "p");
		took(SV_SECOND_NS);
		if (i == 1) {
			must(sv_worker_failure(&w, "f", 1)); /* counts, too */
		} else {
			must(result("r"));
		}
	}
	must(take(&task) == SV_TAKE_LEAVE);
	must(take(&task) == SV_TAKE_LEAVE);
	must(sv_claim_read(cell, 4) == SV_RESERVED);
	finish();
}

Test(worker, says_that_it_leaves_after_everything_that_it_held)
{
	char c;
	sv_frame f;

	start(1);
	hand("", "p");
	takes("", "p");
	took(NO_TIME);
	must(result("r"));
	must(quiet());
	sv_worker_leave(&w);
	must(next_frame(SV_T_RESULT).serial == 1);
	read_all(&c, 1);
	f = next_frame(SV_T_LEAVE);
	must(f.len == 0 && sv_frame_from_worker(&f, 0));
	finish();
}

/* --- signals while it waits --- */

static void on_term(int sig)
{
	(void) sig;
	signalled = 1;
}

/* A child that takes one job, which never comes, until it is told to leave by a signal. */
static void wait_and_leave(void)
{
	struct sigaction sa = { .sa_handler = on_term, .sa_flags = SA_RESTART };
	sv_task task;
	char c;

	child_must(sigaction(SIGTERM, &sa, NULL) == 0);
	if (!sv_worker_ready(&w)) {
		_exit(1);
	}
	c = (char) take(&task);
	_exit(c == SV_TAKE_LEAVE ? 0 : 2);
}

Test(worker, a_signal_while_it_waits_makes_it_leave, .timeout = 60)
{
	int i;

	for (i = 0; i < 10; i++) {
		int status;
		pid_t pid;

		start(0);
		pid = unit_fork();
		if (pid == 0) {
			close(master);
			wait_and_leave();
		}
		(void) next_frame(SV_T_READY);
		must(kill(pid, SIGTERM) == 0); /* at some point on its way into the wait */
		must(waitpid(pid, &status, 0) == pid && status == 0);
		finish();
	}
}

/* A child that is signalled a random moment after it began to wait, again and again; an alarm ends one that missed it. */
static void wait_and_leave_often(void)
{
	struct sigaction sa = { .sa_handler = on_term, .sa_flags = SA_RESTART };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGTERM };
	uint64_t seed = 13;
	timer_t timer;
	sv_task task;
	int i;

	child_must(sigaction(SIGTERM, &sa, NULL) == 0);
	child_must(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
	alarm(30);
	for (i = 0; i < 20000; i++) {
		struct itimerspec soon = { .it_value = { .tv_nsec = 1 + unit_below(&seed, 4000) } };

		signalled = 0;
		child_must(timer_settime(timer, 0, &soon, NULL) == 0);
		child_must(take(&task) == SV_TAKE_LEAVE);
	}
	_exit(0);
}

Test(worker, a_signal_at_any_moment_of_its_way_into_the_wait_makes_it_leave, .timeout = 60)
{
	int status;
	pid_t pid;

	start(0);
	pid = unit_fork();
	if (pid == 0) {
		close(master);
		wait_and_leave_often();
	}
	must(waitpid(pid, &status, 0) == pid && status == 0);
	finish();
}

static void on_usr1(int sig)
{
	(void) sig;
}

Test(worker, a_signal_that_does_not_ask_to_leave_changes_nothing, .timeout = 60)
{
	int status, i;
	pid_t pid;

	start(0);
	pid = unit_fork();
	if (pid == 0) {
		struct sigaction sa = { .sa_handler = on_usr1 };
		sv_task task;
		bool ok;

		close(master);
		child_must(sigaction(SIGUSR1, &sa, NULL) == 0);
		child_must(sv_worker_ready(&w));
		child_must(take(&task) == SV_TAKE_JOB);
		ok = result("done");
		child_must(ok && sv_worker_flush(&w));
		_exit(0);
	}
	(void) next_frame(SV_T_READY);
	for (i = 0; i < 20; i++) {
		must(kill(pid, SIGUSR1) == 0);
	}
	hand("", "p");
	must(next_frame(SV_T_RESULT).len == 4);
	must(waitpid(pid, &status, 0) == pid && status == 0);
	finish();
}

/* --- the parting, and loops --- */

Test(worker, its_first_word_about_its_end_counts)
{
	sv_report r;

	start(0);
	sv_worker_part(&w, SV_P_MAX_JOBS, false, NULL);
	sv_worker_part(&w, SV_P_FATAL, true, "too late");
	sv_cell_read(cell, &r);
	must(r.parting == SV_P_MAX_JOBS && !r.in_job && r.last_words[0] == 0);
	finish();
}

Test(worker, its_last_words_are_one_line_and_fit)
{
	char words[2000];
	sv_report r;
	int i;

	start(0);
	for (i = 0; i < 1999; i++) {
		words[i] = i % 10 == 9 ? '\n' : 'w';
	}
	words[1999] = 0;
	sv_worker_part(&w, SV_P_FATAL, true, words);
	sv_cell_read(cell, &r);
	must(r.parting == SV_P_FATAL && r.in_job == 1 && strlen(r.last_words) == SV_LAST_WORDS_MAX - 1);
	must(strchr(r.last_words, '\n') == NULL && r.last_words[9] == ' ');
	must(r.memory > 0);
	finish();
}

Test(worker, the_jobs_of_a_loop_are_counted_and_labelled)
{
	sv_report r;

	start(0);
	sv_worker_end(&w); /* nothing is open */
	sv_cell_read(cell, &r);
	must(r.jobs == 0);
	sv_worker_begin(&w, "first", 5, 0);
	sv_cell_read(cell, &r);
	must(r.job == 0 && r.began_ns > 0 && r.attempt == 1 && strcmp(r.label, "first") == 0 && r.jobs == 0);
	sv_worker_begin(&w, "second", 6, 0); /* ends the first */
	sv_cell_read(cell, &r);
	must(r.jobs == 1 && strcmp(r.label, "second") == 0);
	sv_worker_begin(&w, NULL, 0, 0);
	sv_cell_read(cell, &r);
	must(r.jobs == 2 && r.label[0] == 0 && r.began_ns > 0);
	sv_worker_end(&w);
	sv_worker_end(&w);
	sv_cell_read(cell, &r);
	must(r.jobs == 3 && r.began_ns == 0);
	must(w.jobs == 3);
	finish();
}

Test(worker, never_leaves_its_report_half_written)
{
	int i;

	start(0);
	for (i = 0; i < 5; i++) {
		uint32_t before = cell->sequence;

		hand("m", "p");
		takes("m", "p");
		must(cell->sequence == before + 2);
		must(result("r"));
		must(cell->sequence == before + 4);
	}
	sv_worker_part(&w, SV_P_STOPPED, false, "end");
	must((cell->sequence & 1) == 0);
	finish();
}

/* --- time --- */

static sv_report report(void)
{
	sv_report r;

	sv_cell_read(cell, &r);
	return r;
}

static int64_t asked_timeout;

static void about_time(const sv_task *task, sv_about *a)
{
	must(task->head->u.run.meta_len > 0);
	must(a->timeout_ns == w.timeout_ns); /* preset */
	a->timeout_ns = asked_timeout;
}

Test(worker, the_deadline_of_a_job_stands_in_the_cell_while_it_runs)
{
	sv_task task;
	sv_report r;

	start(0);
	w.timeout_ns = 10 * SV_SECOND_NS;
	hand("", "p");
	takes("", "p");
	r = report();
	must(r.began_ns > 0 && r.deadline_ns == r.began_ns + 10 * SV_SECOND_NS);
	must(result("r"));
	must(report().deadline_ns == 0);
	asked_timeout = 3 * SV_SECOND_NS;
	hand("m", "p");
	must(sv_worker_take(&w, &task, about_time) == SV_TAKE_JOB);
	r = report();
	must(r.deadline_ns == r.began_ns + 3 * SV_SECOND_NS);
	must(result("r"));
	asked_timeout = 0; /* this one has no limit */
	hand("m", "p");
	must(sv_worker_take(&w, &task, about_time) == SV_TAKE_JOB);
	must(report().deadline_ns == 0);
	finish();
}

Test(worker, more_time_moves_the_deadline_later_and_never_sooner)
{
	int64_t before;
	sv_report r;

	start(0);
	w.timeout_ns = 10 * SV_SECOND_NS;
	sv_worker_extend(&w, SV_SECOND_NS); /* nothing runs */
	must(report().deadline_ns == 0);
	hand("", "p");
	takes("", "p");
	before = report().deadline_ns;
	sv_worker_extend(&w, SV_SECOND_NS); /* it has more than that */
	must(report().deadline_ns == before);
	sv_worker_extend(&w, 60 * SV_SECOND_NS);
	r = report();
	must(r.deadline_ns >= r.began_ns + 60 * SV_SECOND_NS && r.deadline_ns <= sv_loop_now() + 60 * SV_SECOND_NS && (cell->sequence & 1) == 0);
	must(result("r"));
	sv_worker_extend(&w, 60 * SV_SECOND_NS);
	must(report().deadline_ns == 0);
	w.timeout_ns = 0;
	hand("", "p");
	takes("", "p");
	sv_worker_extend(&w, 60 * SV_SECOND_NS); /* it has no limit, and gets none */
	must(report().deadline_ns == 0);
	finish();
}

Test(worker, one_whose_time_was_up_before_its_job_was_waits_for_its_end_and_sends_nothing, .timeout = 60)
{
	struct pollfd p;
	int status, i;

	for (i = 0; i < 2; i++) { /* a result, a failure */
		uint64_t number;
		pid_t pid;

		start(0);
		number = hand("", "p");
		pid = unit_fork();
		if (pid == 0) {
			close(master);
			takes("", "p");
			child_must(sv_worker_ready(&w)); /* it runs */
			while (sv_claim_read(cell, number % SV_RING) != SV_EXPIRED) {
				(void) poll(NULL, 0, 1);
			}
			(void) (i ? sv_worker_failure(&w, "late", 4) : result("late"));
			_exit(3);
		}
		(void) next_frame(SV_T_READY);
		must(sv_claim_expire(cell, number % SV_RING, number));
		p = (struct pollfd) { .fd = master, .events = POLLIN };
		must(poll(&p, 1, 100) == 0 && waitpid(pid, &status, WNOHANG) == 0);
		must(report().job != 0); /* it still says what hung */
		must(kill(pid, SIGKILL) == 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		must(sv_claim_read(cell, number % SV_RING) == SV_EXPIRED);
		finish();
	}
}

/* A job of a loop; does it tell its deadline? */
static bool tells(int64_t timeout_ns)
{
	sv_frame f;

	sv_worker_begin(&w, "", 0, timeout_ns);
	if (quiet()) {
		return false;
	}
	f = next_frame(SV_T_DEADLINE);
	must(f.len == 0 && sv_frame_from_worker(&f, 0) && f.u.deadline_ns == report().deadline_ns);
	return true;
}

Test(worker, a_loop_tells_a_deadline_when_nobody_looks_for_it_and_each_that_comes_sooner_than_one_before)
{
	start(0);
	w.timeout_ns = 10 * SV_SECOND_NS;
	must(tells(10 * SV_SECOND_NS) && tells(10 * SV_SECOND_NS));
	atomic_store(&cell->watched, 1);
	must(!tells(10 * SV_SECOND_NS) && !tells(10 * SV_SECOND_NS));
	must(!tells(0));
	must(tells(5 * SV_SECOND_NS)); /* the master may look only at that of before */
	must(!tells(100 * SV_SECOND_NS)); /* it finds that when it looks */
	must(tells(10 * SV_SECOND_NS)); /* and would look at that again only then */
	must(!tells(200 * SV_SECOND_NS));
	atomic_store(&cell->watched, 0);
	must(!tells(0) && tells(300 * SV_SECOND_NS));
	sv_worker_end(&w);
	must(report().deadline_ns == 0 && quiet());
	finish();
}

Test(worker, a_loop_that_gave_itself_more_time_tells_a_deadline_that_comes_sooner)
{
	start(0);
	w.timeout_ns = 10 * SV_SECOND_NS;
	must(tells(10 * SV_SECOND_NS));
	atomic_store(&cell->watched, 1);
	sv_worker_extend(&w, 100 * SV_SECOND_NS);
	must(quiet() && tells(10 * SV_SECOND_NS));
	finish();
}

/* --- a loop and its master look at each other's word --- */

#define GLANCES 100000

static _Atomic int turn;
static _Atomic int seen_by_master;

static void wait_for_turn(int n)
{
	int i;

	for (i = 1; atomic_load(&turn) < n; i++) {
		if (i % 1000 == 0) {
			(void) sched_yield(); /* the other one may have no processor */
		}
	}
}

/* The master: nothing runs, so it does not look any more; unless it sees a deadline, the worker must tell it. */
static void *stops_looking(void *unused)
{
	int i;

	(void) unused;
	for (i = 1; i <= GLANCES; i++) {
		sv_report r;

		wait_for_turn(2 * i - 1);
		atomic_store(&seen_by_master, sv_cell_unwatch(cell, &r, 0));
		atomic_fetch_add(&turn, 1);
	}
	return NULL;
}

Test(worker, of_a_loop_that_begins_and_a_master_that_stops_looking_one_notices_the_other, .timeout = 100)
{
	pthread_t other;
	char bytes[sizeof(sv_frame)];
	int i, missed = 0;

	start(0);
	w.timeout_ns = 10 * SV_SECOND_NS;
	must(pthread_create(&other, NULL, stops_looking, NULL) == 0);
	for (i = 1; i <= GLANCES; i++) {
		sv_worker_end(&w);
		atomic_store(&cell->watched, 1);
		w.latest_ns = 0;
		atomic_fetch_add(&turn, 1);
		sv_worker_begin(&w, "", 0, 10 * SV_SECOND_NS);
		wait_for_turn(2 * i);
		missed += recv(master, bytes, sizeof bytes, MSG_DONTWAIT) != sizeof bytes && !seen_by_master;
	}
	must(pthread_join(other, NULL) == 0);
	must_say(missed == 0, "%d of %d deadlines that nobody looks at", missed, GLANCES);
	finish();
}

/* --- loops without begin() --- */

static int rounds_until_told(int most)
{
	int i;

	for (i = 1; i <= most; i++) {
		sv_worker_round(&w, false);
		if (!quiet()) {
			(void) next_frame(SV_T_NO_BEGIN);
			return i;
		}
	}
	return 0;
}

Test(worker, a_loop_that_goes_round_without_begin_says_so_once)
{
	start(0);
	must(rounds_until_told(5000) == 1000);
	must(rounds_until_told(5000) == 0);
	sv_worker_round(&w, true);
	must(quiet());
	finish();
}

Test(worker, a_loop_that_ends_after_some_rounds_without_begin_says_so_then)
{
	start(0);
	must(rounds_until_told(49) == 0);
	sv_worker_round(&w, true); /* so few may be an accident */
	must(quiet());
	finish();
	start(0);
	must(rounds_until_told(50) == 0);
	sv_worker_round(&w, true);
	(void) next_frame(SV_T_NO_BEGIN);
	sv_worker_round(&w, true);
	must(quiet());
	finish();
}

Test(worker, a_loop_that_has_begun_a_job_never_says_so)
{
	start(0);
	sv_worker_begin(&w, "", 0, 0);
	must(rounds_until_told(5000) == 0);
	sv_worker_round(&w, true);
	must(quiet());
	finish();
}

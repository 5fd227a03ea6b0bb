/* SPDX-License-Identifier: BSD-3-Clause */
/* test_say.c: what a worker says and asks while its job runs: its cell and its end of the channel. The test is the master. */
#include "unit.h"

#include "core/job.h"
#include "core/worker.h"

#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static volatile sig_atomic_t signalled;
static sv_cell *cell;
static int master;
static sv_worker w;
static uint64_t serial;

static char memory[SV_WORKER_MEMORY];

static void about(const sv_task *task, sv_about *a)
{
	(void) task;
	(void) a;
}

static void start(void)
{
	int pair[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	cell = mmap(NULL, SV_CELL_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(cell != MAP_FAILED);
	sv_cell_reset(cell);
	master = pair[0];
	serial = 0;
	w = (sv_worker) { .fd = pair[1], .cell = cell, .signalled = &signalled, .ordinal = 17, .new_blob = unit_new_blob, .free_blob = unit_free_blob };
	sv_worker_init(&w, memory);
}

static void finish(void)
{
	close(master);
	close(w.fd);
	munmap(cell, SV_CELL_SIZE);
	must(unit_blobs == 0);
}

static void hand(void)
{
	sv_frame f = { .type = SV_T_JOB, .kind = SV_V_NULL };

	f.serial = ++serial;
	f.ring = (uint16_t) (serial % SV_RING);
	f.job = 1000 + serial;
	sv_claim_reserve(cell, f.ring, f.serial);
	must(send(master, &f, sizeof f, 0) == sizeof f);
}

static void take(void)
{
	sv_task task;

	must(sv_worker_take(&w, &task, about) == SV_TAKE_JOB);
}

static void read_all(void *to, size_t len)
{
	must(recv(master, to, len, MSG_WAITALL) == (ssize_t) len);
}

static bool quiet(void)
{
	char c;

	return recv(master, &c, 1, MSG_PEEK | MSG_DONTWAIT) < 0;
}

Test(say, progress_is_in_the_cell_and_sent_with_the_end_of_the_job_only)
{
	sv_report r;
	sv_frame f;
	char note[8];

	start();
	hand();
	hand();
	take();
	sv_cell_read(cell, &r);
	must(!r.told && r.fraction == 0 && r.note_len == 0);
	sv_worker_progress(&w, 0.5, "half", 4);
	sv_worker_progress(&w, 0.75, "more", 4);
	sv_cell_read(cell, &r);
	must(r.told && r.job == 1001 && r.fraction == 0.75 && r.note_len == 4 && memcmp(r.note, "more", 4) == 0 && quiet());
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0) && sv_worker_flush(&w));
	read_all(&f, sizeof f);
	must(f.type == SV_T_PROGRESS && f.serial == 1 && f.ring == 1 && f.u.fraction == 0.75 && f.len == 4 && sv_frame_from_worker(&f, 0));
	read_all(note, 4);
	must(memcmp(note, "more", 4) == 0);
	read_all(&f, sizeof f);
	must(f.type == SV_T_RESULT && f.serial == 1);
	/* the next one has told nothing */
	take();
	sv_cell_read(cell, &r);
	must(r.job == 1002 && !r.told && r.fraction == 0 && r.note_len == 0);
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0) && sv_worker_flush(&w));
	read_all(&f, sizeof f);
	must(f.type == SV_T_RESULT && f.serial == 2 && quiet());
	finish();
}

Test(say, progress_is_sent_before_a_failure_too)
{
	sv_frame f;

	start();
	hand();
	take();
	sv_worker_progress(&w, 1, "", 0);
	must(sv_worker_failure(&w, "records", 7));
	read_all(&f, sizeof f);
	must(f.type == SV_T_PROGRESS && f.u.fraction == 1 && f.len == 0);
	read_all(&f, sizeof f);
	must(f.type == SV_T_FAILURE && f.len == 7);
	finish();
}

Test(say, progress_and_cancelled_make_no_system_call)
{
	sv_report r;
	int status, i;
	pid_t pid;

	start();
	hand();
	take();
	pid = unit_fork();
	if (pid == 0) {
		close(w.fd);
		close(master);
		/* From here on any call but read(), write() and exit() is SIGKILL, and these two have nothing left to use. */
		if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) {
			_exit(98);
		}
		for (i = 0; i < 1000; i++) {
			sv_worker_progress(&w, i / 1000.0, "a note", 6);
			(void) sv_worker_cancelled(&w);
		}
		syscall(SYS_exit, 7);
	}
	must(waitpid(pid, &status, 0) == pid);
	must_say(WIFEXITED(status) && WEXITSTATUS(status) == 7, "status %x", (unsigned) status);
	sv_cell_read(cell, &r);
	must(r.fraction == 0.999 && r.note_len == 6);
	w.told = false;
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0) && sv_worker_flush(&w));
	finish();
}

Test(say, a_note_is_cut_before_a_character_that_does_not_fit)
{
	char text[SV_NOTE_MAX + 8];
	size_t width, at;
	static const char *const characters[] = { "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };

	must(sv_note_fit("", 0) == 0 && sv_note_fit("abc", 3) == 3);
	/* a character of each width, at each place around the limit */
	for (width = 1; width <= 4; width++) {
		for (at = SV_NOTE_MAX - 4; at <= SV_NOTE_MAX; at++) {
			size_t expected = at + width <= SV_NOTE_MAX ? SV_NOTE_MAX : at;

			memset(text, 'x', sizeof text);
			memcpy(text + at, characters[width - 1], width);
			must_say(sv_note_fit(text, sizeof text) == expected, "width %zu at %zu: %zu", width, at, sv_note_fit(text, sizeof text));
		}
	}
	memset(text, 'x', sizeof text);
	must(sv_note_fit(text, SV_NOTE_MAX) == SV_NOTE_MAX && sv_note_fit(text, SV_NOTE_MAX + 1) == SV_NOTE_MAX);
	memset(text, 0x80, sizeof text); /* no UTF-8 */
	must(sv_note_fit(text, sizeof text) == SV_NOTE_MAX);
}

Test(say, what_is_longer_than_a_note_is_cut_in_the_cell)
{
	char text[1000];
	sv_report r;

	start();
	hand();
	take();
	memset(text, 'x', sizeof text);
	sv_worker_progress(&w, 0, text, sizeof text);
	sv_cell_read(cell, &r);
	must(r.note_len == SV_NOTE_MAX && r.told && r.fraction == 0);
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0) && sv_worker_flush(&w));
	finish();
}

Test(say, only_the_job_that_was_asked_to_give_up_is_cancelled)
{
	start();
	hand();
	hand();
	must(!sv_worker_cancelled(&w));
	take();
	must(!sv_worker_cancelled(&w));
	sv_cell_cancel(cell, 2);
	must(!sv_worker_cancelled(&w));
	sv_cell_cancel(cell, 1);
	must(sv_worker_cancelled(&w));
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0));
	must(!sv_worker_cancelled(&w)); /* over */
	take();
	must(!sv_worker_cancelled(&w));
	sv_cell_cancel(cell, 2);
	must(sv_worker_cancelled(&w));
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0) && sv_worker_flush(&w));
	finish();
}

Test(say, a_follow_up_job_leaves_at_once_behind_the_results_that_wait)
{
	sv_follow follow = { .pool = 3, .meta_len = 4, .key_len = 3 }, got;
	uint64_t number;
	char bytes[16];
	sv_frame f;

	start();
	hand();
	hand();
	take();
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0));
	w.out_since_ns += INT64_C(1000000000); /* as if it had been done just now, however slow this machine is */
	take();
	must(sv_worker_submit(&w, &follow, "key", "meta", SV_V_STRING, "payload", 7, &number) && number == sv_job_number_by(17, 1));
	must(w.out_len == 0 && w.out_jobs == 0);
	read_all(&f, sizeof f);
	must(f.type == SV_T_RESULT && f.serial == 1);
	read_all(&f, sizeof f);
	must(f.type == SV_T_SUBMIT && f.kind == SV_V_STRING && f.serial == 2 && f.ring == 2 && f.job == number && f.len == sizeof follow + 14 && sv_frame_from_worker(&f, 7));
	read_all(&got, sizeof got);
	must(got.pool == 3 && got.meta_len == 4 && got.key_len == 3);
	read_all(bytes, 14);
	must(memcmp(bytes, "keymetapayload", 14) == 0 && quiet());
	follow.meta_len = follow.key_len = 0;
	must(sv_worker_submit(&w, &follow, NULL, NULL, SV_V_NULL, NULL, 0, &number) && number == sv_job_number_by(17, 2));
	read_all(&f, sizeof f);
	must(f.type == SV_T_SUBMIT && f.len == sizeof follow);
	read_all(&got, sizeof got);
	must(sv_worker_result(&w, SV_V_NULL, NULL, 0) && sv_worker_flush(&w));
	finish();
}

Test(say, a_follow_up_job_for_a_master_that_is_dead)
{
	sv_follow follow = { .pool = 3 };
	uint64_t number;

	start();
	hand();
	take();
	shutdown(master, SHUT_RDWR);
	must(!sv_worker_submit(&w, &follow, NULL, NULL, SV_V_STRING, "payload", 7, &number));
	finish();
}

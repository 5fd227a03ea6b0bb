/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_cell.c: the page that two processes share: every interleaving of a master and a worker on one claim word, and reports that are
 * read while they are written.
 */
#include "unit.h"

#include "core/cell.h"

#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* --- one claim word, all interleavings --- */

/*
 * The master hands out HANDS times on the same word, the next one when it knows the end of the one before: it took it back, or it got
 * the result. The worker works through the frames that were sent. Each step of either is one access to the word or to the socket,
 * and after each the worker may die. What the master learns from the word then must be what the worker did.
 */
#define HANDS 3

enum worker_at { W_NEXT, W_RUNS, W_IS_DONE }; /* between two frames; claimed; done and not yet sent */

struct world {
	sv_cell cell;
	/* master */
	int hand;      /* hand-out now, from 1; 0: none yet */
	bool sent;     /* its frame */
	bool open;     /* it is not known how it ended */
	/* the socket */
	int frames[HANDS], frames_len, frames_at;
	int results[HANDS], results_len, results_at;
	/* worker */
	enum worker_at at;
	int has;
	/* what really happened, by hand-out */
	bool ran[HANDS + 1], finished[HANDS + 1], taken[HANDS + 1], settled[HANDS + 1];
};

static long worlds, deaths;

/* Serials that look alike in their low bits. */
static uint64_t serial(int hand)
{
	return (uint64_t) hand << 8;
}

static void check(const struct world *w)
{
	int h;

	for (h = 1; h <= HANDS; h++) {
		must(!(w->ran[h] && w->taken[h]));
		must(!(w->settled[h] && !w->finished[h]));
		must(!(w->settled[h] && w->taken[h]));
	}
}

/* The worker is dead and its channel is read to the end. */
static void autopsy(const struct world *dead)
{
	struct world w = *dead;
	int h = w.hand;
	sv_claim claim;

	deaths++;
	if (h == 0) {
		return;
	}
	while (w.results_at < w.results_len) {
		w.settled[w.results[w.results_at++]] = true;
		w.open = false;
	}
	check(&w);
	if (!w.open) {
		must(w.taken[h] || w.settled[h]);
		return;
	}
	claim = sv_claim_read(&w.cell, 0);
	switch (claim) {
	case SV_RESERVED: must(!w.ran[h]); break; /* goes back to the queue */
	case SV_RUNNING: must(w.ran[h] && !w.finished[h]); break; /* is charged */
	case SV_DONE: must(w.finished[h] && !w.settled[h]); break; /* its result is lost */
	default: must(!"an open hand-out is not taken");
	}
}

static void explore(const struct world *now)
{
	struct world w;

	worlds++;
	check(now);
	autopsy(now);

	/* master: the next hand-out */
	if (!now->open && now->hand < HANDS) {
		w = *now;
		w.hand++;
		w.open = true;
		w.sent = false;
		sv_claim_reserve(&w.cell, 0, serial(w.hand));
		explore(&w);
	}
	/* master: its frame leaves */
	if (now->open && !now->sent) {
		w = *now;
		w.sent = true;
		w.frames[w.frames_len++] = w.hand;
		explore(&w);
	}
	/* master: takes it back */
	if (now->open) {
		w = *now;
		if (sv_claim_take(&w.cell, 0, serial(w.hand))) {
			w.taken[w.hand] = true;
			w.open = false;
			explore(&w);
		} else {
			must(w.ran[w.hand]);
		}
	}
	/* master: a result comes in */
	if (now->results_at < now->results_len) {
		w = *now;
		must(w.results[w.results_at] == w.hand && w.open);
		w.settled[w.results[w.results_at++]] = true;
		w.open = false;
		explore(&w);
	}
	/* worker: one step */
	switch (now->at) {
	case W_NEXT:
		if (now->frames_at < now->frames_len) {
			w = *now;
			w.has = w.frames[w.frames_at++];
			if (sv_claim_run(&w.cell, 0, serial(w.has))) {
				must(!w.ran[w.has]);
				w.ran[w.has] = true;
				w.at = W_RUNS;
			} else {
				must(w.taken[w.has]); /* nothing else makes a worker skip a frame */
			}
			explore(&w);
		}
		break;
	case W_RUNS:
		w = *now;
		sv_claim_done(&w.cell, 0, serial(w.has));
		must(sv_claim_read(&w.cell, 0) == SV_DONE);
		w.finished[w.has] = true;
		w.at = W_IS_DONE;
		explore(&w);
		break;
	case W_IS_DONE:
		w = *now;
		w.results[w.results_len++] = w.has;
		w.at = W_NEXT;
		explore(&w);
		break;
	}
}

Test(cell, in_every_interleaving_a_job_is_never_run_and_taken_and_never_forgotten)
{
	static struct world start;

	sv_cell_reset(&start.cell);
	explore(&start);
	must(worlds > 100 && deaths == worlds);
}

Test(cell, a_late_worker_cannot_claim_finish_or_lose_the_hand_out_of_another)
{
	static sv_cell c;

	sv_cell_reset(&c);
	must(!sv_claim_run(&c, 5, 1)); /* nothing was handed out */
	sv_claim_reserve(&c, 5, 10);
	must(!sv_claim_run(&c, 5, 9));
	must(!sv_claim_run(&c, 5, 11));
	must(!sv_claim_run(&c, 4, 10));
	must(!sv_claim_take(&c, 5, 9));
	sv_claim_done(&c, 5, 10); /* not running */
	must(sv_claim_read(&c, 5) == SV_RESERVED);
	must(sv_claim_run(&c, 5, 10));
	must(!sv_claim_run(&c, 5, 10));
	must(!sv_claim_take(&c, 5, 10));
	sv_claim_done(&c, 5, 9);
	must(sv_claim_read(&c, 5) == SV_RUNNING);
	sv_claim_done(&c, 5, 10);
	must(sv_claim_read(&c, 5) == SV_DONE);
	must(!sv_claim_run(&c, 5, 10));
	must(!sv_claim_take(&c, 5, 10));

	sv_claim_reserve(&c, 5, 11);
	must(!sv_claim_run(&c, 5, 10)); /* a stale frame */
	sv_claim_done(&c, 5, 10);
	must(sv_claim_take(&c, 5, 11));
	must(!sv_claim_take(&c, 5, 11));
	must(!sv_claim_run(&c, 5, 11));
	must(sv_claim_read(&c, 5) == SV_TAKEN);
}

Test(cell, words_do_not_touch_each_other_and_hold_large_numbers)
{
	static sv_cell c;
	uint64_t large = (UINT64_C(1) << 61) - 1 - SV_RING;
	uint32_t i;

	sv_cell_reset(&c);
	for (i = 0; i < SV_RING; i++) {
		sv_claim_reserve(&c, i, large + i);
	}
	for (i = 0; i < SV_RING; i++) {
		must(i % 2 ? sv_claim_run(&c, i, large + i) : sv_claim_take(&c, i, large + i));
	}
	for (i = 0; i < SV_RING; i++) {
		must(sv_claim_read(&c, i) == (i % 2 ? SV_RUNNING : SV_TAKEN));
	}
	must(c.sequence == 0 && c.stop == 0);
	sv_cell_reset(&c);
	for (i = 0; i < SV_RING; i++) {
		must(!sv_claim_run(&c, i, large + i));
	}
}

/* Two threads race for each word: exactly one wins. */
#define RACES 2000

static sv_cell raced;
static _Atomic uint32_t races_begun, races_over;
static bool worker_won[RACES];

static void *race_worker(void *arg)
{
	uint32_t i;

	for (i = 0; i < RACES; i++) {
		while (atomic_load(&races_begun) <= i) {
			sched_yield();
		}
		worker_won[i] = sv_claim_run(&raced, i % SV_RING, i + 1);
		atomic_store(&races_over, i + 1);
	}
	return arg;
}

Test(cell, of_a_worker_that_claims_and_a_master_that_takes_exactly_one_wins)
{
	pthread_t thread;
	uint32_t i;

	must(pthread_create(&thread, NULL, race_worker, NULL) == 0);
	for (i = 0; i < RACES; i++) {
		bool master;

		sv_claim_reserve(&raced, i % SV_RING, i + 1);
		atomic_store(&races_begun, i + 1);
		master = sv_claim_take(&raced, i % SV_RING, i + 1);
		while (atomic_load(&races_over) <= i) {
			sched_yield();
		}
		must(master != worker_won[i]);
		must(sv_claim_read(&raced, i % SV_RING) == (master ? SV_TAKEN : SV_RUNNING));
	}
	pthread_join(thread, NULL);
}

/* --- the report --- */

/* A read is given up after many tries, which take so long at least: each copies more than 700 bytes. */
#define GIVEN_UP_NS 4000

static void write_report(sv_cell *c, uint32_t n)
{
	sv_report *r = &c->report;

	sv_cell_begin(c);
	r->job = n;
	r->began_ns = n;
	r->memory = n;
	r->peak_memory = n;
	r->cpu_ns = n;
	r->jobs = n;
	r->attempt = n;
	r->parting = n;
	memset(r->label, 'a' + (int) (n % 26), SV_LABEL_MAX - 1);
	memset(r->last_words, 'a' + (int) (n % 26), SV_LAST_WORDS_MAX - 1);
	sv_cell_end(c);
}

static bool is_whole(const sv_report *r)
{
	uint32_t n = (uint32_t) r->job;
	int i;

	if (r->began_ns != n || r->memory != n || r->peak_memory != n || r->cpu_ns != n || r->jobs != n || r->attempt != n || r->parting != n) {
		return false;
	}
	if (n == 0) {
		return r->label[0] == 0;
	}
	for (i = 0; i < SV_LABEL_MAX - 1; i++) {
		if (r->label[i] != 'a' + (int) (n % 26)) {
			return false;
		}
	}
	for (i = 0; i < SV_LAST_WORDS_MAX - 1; i++) {
		if (r->last_words[i] != 'a' + (int) (n % 26)) {
			return false;
		}
	}
	return r->label[SV_LABEL_MAX - 1] == 0 && r->last_words[SV_LAST_WORDS_MAX - 1] == 0;
}

static sv_cell *shared_cell(void)
{
	void *p = mmap(NULL, SV_CELL_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	must(p != MAP_FAILED);
	return p;
}

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

Test(cell, reads_are_whole_while_another_process_writes, .timeout = 60)
{
	sv_cell *c = shared_cell();
	uint32_t last = 0, n = 1;
	int whole = 0, changes = 0, status;
	long reads;
	pid_t pid = unit_fork();

	if (pid == 0) {
		/* until the parent has enough; bounded, should it fail */
		while (!atomic_load(&c->stop) && n < 200000000) {
			write_report(c, n++);
		}
		_exit(0);
	}
	for (reads = 0; whole < 1000 || changes < 30; reads++) {
		sv_report r;
		int64_t took = now_ns();

		sv_cell_read(c, &r);
		took = now_ns() - took;
		if (is_whole(&r)) {
			whole++;
			must((uint32_t) r.job >= last || took >= GIVEN_UP_NS);
			changes += (uint32_t) r.job != last;
			last = (uint32_t) r.job;
		} else {
			/* only when the writer lost its CPU in mid-change */
			must_say(took >= GIVEN_UP_NS, "torn after %lld ns", (long long) took);
		}
		if (reads % 64 == 0) {
			sched_yield();
		}
	}
	atomic_store(&c->stop, 1);
	must(waitpid(pid, &status, 0) == pid && status == 0);
	munmap(c, SV_CELL_SIZE);
}

Test(cell, a_read_returns_when_the_writer_died_in_mid_change)
{
	sv_cell *c = shared_cell();
	sv_report r;
	int status;
	int64_t began;
	pid_t pid;

	write_report(c, 7);
	pid = unit_fork();
	if (pid == 0) {
		sv_cell_begin(c);
		c->report.job = 8;
		memset(c->report.label, 'x', SV_LABEL_MAX); /* no end */
		memset(c->report.last_words, 'x', SV_LAST_WORDS_MAX);
		raise(SIGKILL);
		_exit(1);
	}
	must(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
	began = now_ns();
	sv_cell_read(c, &r);
	must(now_ns() - began < 1000000000);
	must(r.job == 8 && r.jobs == 7);
	must(strlen(r.label) == SV_LABEL_MAX - 1 && strlen(r.last_words) == SV_LAST_WORDS_MAX - 1);
	munmap(c, SV_CELL_SIZE);
}

Test(cell, a_new_worker_finds_a_clean_cell_after_one_that_died_in_mid_change)
{
	static sv_cell c;
	sv_report r;

	sv_cell_begin(&c);
	c.report.job = 3;
	atomic_store(&c.stop, 1);
	sv_cell_reset(&c);
	must(c.sequence == 0 && c.stop == 0);
	sv_cell_read(&c, &r);
	must(r.job == 0 && r.parting == SV_P_NONE);
	write_report(&c, 9);
	sv_cell_read(&c, &r);
	must(is_whole(&r) && r.job == 9);
	must(c.sequence == 2);
}

/* --- the trace --- */

Test(cell, without_a_trace_there_is_none_to_read)
{
	static sv_cell c;

	sv_cell_reset(&c);
	must(sv_trace_read(&c) == NULL);
	sv_where_release(NULL);
	must(sv_where_hold(NULL) == NULL);
}

Test(cell, a_trace_is_read_as_it_was_written)
{
	static sv_cell c;
	sv_where *w;

	sv_cell_reset(&c);
	sv_trace_place(&c.trace, SIGSEGV, "/app/img.php", "resize", 88);
	must(sv_trace_add(&c.trace, "#0 a", 4));
	must(sv_trace_add(&c.trace, "#1 b(not this)", 4));
	w = sv_trace_read(&c);
	must(w && w->signal == SIGSEGV && w->line == 88 && strcmp(w->file, "/app/img.php") == 0 && strcmp(w->function, "resize") == 0);
	must(w->len == 9 && strcmp(w->text, "#0 a\n#1 b") == 0);

	/* a copy, and counted */
	sv_cell_reset(&c);
	must(sv_trace_read(&c) == NULL);
	must(sv_where_hold(w) == w);
	sv_where_release(w);
	must(strcmp(w->text, "#0 a\n#1 b") == 0);
	sv_where_release(w);
}

Test(cell, a_trace_takes_whole_lines_until_it_is_full)
{
	static sv_cell c;
	char line[100];
	sv_where *w;
	uint32_t n = 0;

	sv_cell_reset(&c);
	memset(line, 'x', sizeof line);
	sv_trace_place(&c.trace, SIGABRT, "f", "", 1);
	while (sv_trace_add(&c.trace, line, sizeof line)) {
		n++;
	}
	must(n == (SV_TRACE_MAX - 1) / 101 || n == SV_TRACE_MAX / 101);
	must(sv_trace_add(&c.trace, "...", 3)); /* what is short still fits */
	w = sv_trace_read(&c);
	must(w && w->len == n * 101 + 3 && w->text[w->len] == 0 && strcmp(w->text + w->len - 4, "\n...") == 0);
	sv_where_release(w);
}

Test(cell, the_place_of_a_trace_is_cut_to_what_fits)
{
	static char file[SV_FILE_MAX + 10], function[SV_FUNCTION_MAX + 10];
	static sv_cell c;
	sv_where *w;

	memset(file, 'f', sizeof file - 1);
	memset(function, 'n', sizeof function - 1);
	sv_cell_reset(&c);
	sv_trace_place(&c.trace, SIGABRT, file, function, UINT32_MAX);
	w = sv_trace_read(&c);
	must(w && strlen(w->file) == SV_FILE_MAX - 1 && strlen(w->function) == SV_FUNCTION_MAX - 1 && w->line == UINT32_MAX && w->len == 0 && w->text[0] == 0);
	sv_where_release(w);
}

Test(cell, a_trace_that_something_else_scribbled_over_is_read_without_harm)
{
	static sv_cell c;
	sv_where *w;

	memset(&c, 0xff, sizeof c);
	w = sv_trace_read(&c);
	must(w && w->len == SV_TRACE_MAX && w->text[w->len] == 0 && strlen(w->file) == SV_FILE_MAX - 1 && strlen(w->function) == SV_FUNCTION_MAX - 1);
	sv_where_release(w);
}

Test(cell, a_note_that_something_else_scribbled_over_is_read_without_harm)
{
	static sv_cell c;
	sv_report r;

	memset(&c, 0xff, sizeof c);
	sv_cell_read(&c, &r);
	must(r.note_len == SV_NOTE_MAX);
}

Test(cell, a_hand_out_that_is_cancelled_is_no_other_one)
{
	static sv_cell c;

	sv_cell_reset(&c);
	must(!sv_cell_is_cancelled(&c, 1));
	sv_cell_cancel(&c, UINT64_C(1) << 40);
	must(sv_cell_is_cancelled(&c, UINT64_C(1) << 40) && !sv_cell_is_cancelled(&c, 0) && !sv_cell_is_cancelled(&c, 1));
	sv_cell_reset(&c);
	must(!sv_cell_is_cancelled(&c, UINT64_C(1) << 40));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_claims.c: every interleaving of a master and its workers on the claim words of jobs that may be reserved, taken back and expire. Each step of either
 * is one access to a word or to a socket, and after each a worker may die. A job that was taken back or whose worker died is handed to another one. The
 * master may also ask what runs to give up, which must reach that attempt and no other one.
 */
#include "unit.h"

#include "core/cell.h"

#define JOBS 2
#define WORKERS 2
#define HANDS 3 /* hand-outs of all jobs together */
#define WORDS 2 /* of a worker's cell that are used, in turn */

enum at { NEXT, RUNS, DONE, STUCK };

struct hand {
	int job, worker, word;
	bool sent, open;
};

struct worker {
	uint64_t words[WORDS];
	int cancel; /* hand-out that is asked to give up; 0: none */
	bool dead;
	enum at at;
	int has; /* hand-out */
	int frames[HANDS], frames_len, frames_at;
	int results[HANDS], results_len, results_at;
	int handed;
	bool expired; /* the master said so: it is being killed */
};

struct job {
	bool queued, settled;
};

struct claims {
	struct hand hands[HANDS + 1];
	int hands_len;
	struct worker workers[WORKERS];
	struct job jobs[JOBS];
	bool finished[HANDS + 1], expired[HANDS + 1], ran[HANDS + 1], asked[HANDS + 1];
};

static sv_cell cells[WORKERS];
static long worlds, settled, voids, given_back, lost, asked;

static uint64_t serial(int hand)
{
	return (uint64_t) hand << 8;
}

/* The words of this world are those in the cells now. */
static sv_cell *cell_of(const struct claims *w, int k)
{
	int i;

	for (i = 0; i < WORDS; i++) {
		atomic_store(&cells[k].claims[i], w->workers[k].words[i]);
	}
	sv_cell_cancel(&cells[k], w->workers[k].cancel ? serial(w->workers[k].cancel) : 0);
	return &cells[k];
}

static void keep(struct claims *w, int k)
{
	int i;

	for (i = 0; i < WORDS; i++) {
		w->workers[k].words[i] = atomic_load(&cells[k].claims[i]);
	}
}

static sv_claim claim_of(const struct claims *w, int hand)
{
	return sv_claim_read(cell_of(w, w->hands[hand].worker), (uint32_t) w->hands[hand].word);
}

static void check(const struct claims *w)
{
	int j, k, h;

	for (j = 0; j < JOBS; j++) {
		int running = 0, open = 0;

		for (k = 0; k < WORKERS; k++) {
			const struct worker *p = &w->workers[k];

			running += !p->dead && (p->at == RUNS || p->at == STUCK) && w->hands[p->has].job == j;
		}
		for (h = 1; h <= w->hands_len; h++) {
			open += w->hands[h].open && w->hands[h].job == j;
		}
		must(running <= 1);
		must(open <= 1 && open + w->jobs[j].queued + w->jobs[j].settled == 1); /* in exactly one place: not forgotten, not twice */
		must(!w->jobs[j].settled || running == 0);
	}
	for (h = 1; h <= w->hands_len; h++) {
		must(!(w->finished[h] && w->expired[h]));
	}
}

static void explore(const struct claims *now);

/* A result that was sent: it counts, for a result is only sent by who could say that it is done. */
static void master_reads(struct claims *w, int k)
{
	struct worker *p = &w->workers[k];
	int h = p->results[p->results_at++];

	must(w->hands[h].open && w->finished[h] && !w->expired[h] && claim_of(w, h) == SV_DONE);
	w->hands[h].open = false;
	w->jobs[w->hands[h].job].settled = true;
	settled++;
}

/* The worker is dead: its channel is read to the end, then its words tell what became of the rest. */
static void bury(struct claims *w, int k)
{
	struct worker *p = &w->workers[k];
	int h, running = 0;

	while (p->results_at < p->results_len) {
		master_reads(w, k);
	}
	for (h = 1; h <= w->hands_len; h++) {
		struct job *job = &w->jobs[w->hands[h].job];

		if (!w->hands[h].open || w->hands[h].worker != k) {
			continue;
		}
		w->hands[h].open = false;
		job->queued = true;
		switch (claim_of(w, h)) {
		case SV_RESERVED:
			must(!w->ran[h]);
			given_back++;
			break;
		case SV_RUNNING:
			must(w->ran[h] && !w->finished[h] && !w->expired[h]);
			running++;
			break;
		case SV_EXPIRED:
			must(w->ran[h] && !w->finished[h] && w->expired[h]);
			running++;
			voids++;
			break;
		case SV_DONE:
			must(w->finished[h]);
			lost++;
			break;
		default:
			must(!"an open hand-out was not taken");
		}
	}
	must(running <= 1); /* only one attempt can be charged */
	memset(p->words, 0, sizeof p->words); /* the next worker of this slot has a clean cell */
	*p = (struct worker) { .at = NEXT, .handed = 0 };
}

static void hand_out(const struct claims *now, int j, int k)
{
	struct claims w = *now;
	struct worker *p = &w.workers[k];
	int h, word, i;

	if (!w.jobs[j].queued || w.hands_len == HANDS || p->expired) {
		return;
	}
	word = p->handed % WORDS;
	for (i = 1; i <= w.hands_len; i++) { /* a word is used again when its hand-out is over */
		if (w.hands[i].open && w.hands[i].worker == k && w.hands[i].word == word) {
			return;
		}
	}
	p->handed++;
	h = ++w.hands_len;
	w.hands[h] = (struct hand) { .job = j, .worker = k, .word = word, .open = true };
	w.jobs[j].queued = false;
	(void) cell_of(&w, k);
	sv_claim_reserve(&cells[k], (uint32_t) word, serial(h));
	keep(&w, k);
	explore(&w);
}

static void master_steps(const struct claims *now)
{
	int h, j, k;

	for (j = 0; j < JOBS; j++) {
		for (k = 0; k < WORKERS; k++) {
			if (!now->workers[k].dead) {
				hand_out(now, j, k);
			}
		}
	}
	for (h = 1; h <= now->hands_len; h++) {
		struct claims w = *now;
		struct hand *hand = &w.hands[h];
		struct worker *p = &w.workers[hand->worker];

		if (!hand->open) {
			continue;
		}
		if (!hand->sent && !p->dead) {
			hand->sent = true;
			p->frames[p->frames_len++] = h;
			explore(&w);
			w = *now;
		}
		/* takes it back: also of a worker that is dead, which it does not know yet */
		(void) cell_of(&w, hand->worker);
		if (sv_claim_take(&cells[hand->worker], (uint32_t) hand->word, serial(h))) {
			must(!w.ran[h]);
			keep(&w, hand->worker);
			hand->open = false;
			w.jobs[hand->job].queued = true;
			explore(&w);
			w = *now;
		}
		/* asks it to give up, once */
		(void) cell_of(&w, hand->worker);
		if (!w.asked[h] && !p->dead && sv_claim_read(&cells[hand->worker], (uint32_t) hand->word) == SV_RUNNING) {
			must(w.ran[h]);
			p->cancel = h;
			w.asked[h] = true;
			explore(&w);
			w = *now;
		}
		/* its time is up */
		(void) cell_of(&w, hand->worker);
		if (sv_claim_expire(&cells[hand->worker], (uint32_t) hand->word, serial(h))) {
			must(w.ran[h] && !w.finished[h]);
			keep(&w, hand->worker);
			w.expired[h] = true;
			p->expired = true;
			explore(&w);
		}
	}
	for (k = 0; k < WORKERS; k++) {
		struct claims w = *now;

		if (w.workers[k].results_at < w.workers[k].results_len) {
			master_reads(&w, k);
			explore(&w);
			w = *now;
		}
		if (w.workers[k].dead) {
			bury(&w, k);
			explore(&w);
		}
	}
}

static void worker_steps(const struct claims *now, int k)
{
	struct claims w = *now;
	struct worker *p = &w.workers[k];

	if (p->dead) {
		return;
	}
	(void) cell_of(&w, k);
	switch (p->at) {
	case NEXT:
		if (p->frames_at == p->frames_len) {
			break;
		}
		p->has = p->frames[p->frames_at++];
		if (sv_claim_run(&cells[k], (uint32_t) w.hands[p->has].word, serial(p->has))) {
			must(w.hands[p->has].open && !w.ran[p->has] && !w.jobs[w.hands[p->has].job].settled);
			keep(&w, k);
			w.ran[p->has] = true;
			p->at = RUNS;
		}
		explore(&w);
		break;
	case RUNS:
		/* It asks at any time: never for another one's sake, and always when it was asked last. */
		must(sv_cell_is_cancelled(&cells[k], serial(p->has)) == w.asked[p->has]);
		asked += w.asked[p->has];
		if (sv_claim_done(&cells[k], (uint32_t) w.hands[p->has].word, serial(p->has))) {
			must(!w.expired[p->has]);
			keep(&w, k);
			w.finished[p->has] = true;
			p->at = DONE;
		} else {
			must(w.expired[p->has]); /* nothing else makes its result void */
			p->at = STUCK;
		}
		explore(&w);
		break;
	case DONE:
		p->results[p->results_len++] = p->has;
		p->at = NEXT;
		explore(&w);
		break;
	case STUCK:
		break;
	}
	if (p->frames_len > 0) { /* one that has never had anything dies uninterestingly */
		w = *now;
		w.workers[k].dead = true;
		explore(&w);
	}
}

/* --- worlds that were seen --- */

#define SEEN (1 << 23)

static uint64_t *seen;

static uint64_t hash_of(const struct claims *w)
{
	const unsigned char *at = (const unsigned char *) w;
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < sizeof *w; i++) {
		h = (h ^ at[i]) * UINT64_C(0x100000001b3);
	}
	return h ? h : 1;
}

static bool is_new(const struct claims *w)
{
	uint64_t h = hash_of(w), i = h % SEEN;

	while (seen[i] && seen[i] != h) {
		i = (i + 1) % SEEN;
	}
	if (seen[i] == h) {
		return false;
	}
	seen[i] = h;
	must(++worlds < SEEN / 2);
	return true;
}

static void explore(const struct claims *now)
{
	int k;

	if (!is_new(now)) {
		return;
	}
	check(now);
	master_steps(now);
	for (k = 0; k < WORKERS; k++) {
		worker_steps(now, k);
	}
}

Test(claims, in_every_interleaving_no_job_runs_twice_at_once_none_is_forgotten_and_a_result_is_wholly_in_or_void, .timeout = 110)
{
	static struct claims start; /* static: no padding that differs */
	int j;

	seen = calloc(SEEN, sizeof *seen);
	must(seen != NULL);
	for (j = 0; j < JOBS; j++) {
		start.jobs[j].queued = true;
	}
	explore(&start);
	free(seen);
	must_say(worlds > 10000 && settled > 100 && voids > 100 && given_back > 100 && lost > 100 && asked > 100,
		"%ld worlds, %ld settled, %ld void, %ld given back, %ld lost, %ld asked", worlds, settled, voids, given_back, lost, asked);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* world.c: a pool on a fake port; see world.h. */
#include "world.h"

#include "core/program.h"

#include <errno.h>
#include <signal.h>

#define FIRST_PID 1000
#define FIRST_FD 100000

struct world W;

/* --- byte strings --- */

static void push(struct bytes *b, const void *data, size_t len)
{
	if (b->at == b->len) {
		b->at = b->len = 0;
	}
	if (b->len + len > b->cap) {
		b->cap = (b->len + len) * 2;
		b->data = realloc(b->data, b->cap);
		must(b->data != NULL);
	}
	if (len) {
		memcpy(b->data + b->len, data, len);
	}
	b->len += len;
}

static void drop(struct bytes *b)
{
	free(b->data);
	*b = (struct bytes) { 0 };
}

/* --- the port --- */

static int64_t port_now(void *ctx)
{
	must(ctx == &W);
	return W.now;
}

static int64_t port_wall(void *ctx)
{
	must(ctx == &W);
	return WORLD_EPOCH + W.now;
}

static double port_random(void *ctx)
{
	must(ctx == &W);
	return W.fixed >= 0 ? W.fixed : unit_fraction(&W.seed);
}

static struct proc *by_fd(int fd)
{
	must(fd >= FIRST_FD && fd < FIRST_FD + W.forks);
	return W.procs[fd - FIRST_FD];
}

static struct proc *of_slot(const sv_slot *slot)
{
	struct proc *p = W.in_slot[slot->index];

	must(p != NULL && p->slot == slot && p->pid == slot->pid && !p->reaped);
	return p;
}

static int port_spawn(void *ctx, sv_slot *slot)
{
	struct proc *p;

	must(ctx == &W && slot->state == SV_STARTING && slot->pid == 0);
	must(W.in_slot[slot->index] == NULL);
	if (slot->fork_failures == 0 && W.fork_failures[slot->index] > 0) {
		W.fork_failures[slot->index] = 0; /* it has been somebody else's meanwhile */
		W.allowed_at[slot->index] = 0;
	}
	must_say(W.now >= W.allowed_at[slot->index], "slot %u forks %lld ns too early", slot->number, (long long) (W.allowed_at[slot->index] - W.now));
	W.fork_tries++;
	W.forks_this_round++;
	W.now += W.fork_takes;
	if (W.fork_error) {
		unsigned n = (unsigned) ++W.fork_failures[slot->index];

		W.allowed_at[slot->index] = W.now + sv_policy_fork_backoff(n, 0);
		return W.fork_error;
	}
	W.fork_failures[slot->index] = 0;
	if (W.not_started) {
		if (!slot->cell) {
			slot->cell = calloc(1, SV_CELL_SIZE);
			W.cells++;
		}
		sv_cell_reset(slot->cell);
		snprintf(slot->cell->report.last_words, SV_LAST_WORDS_MAX, "%s", W.not_started);
		return SV_NOT_STARTED;
	}
	must(W.forks < PROCS_MAX);
	p = calloc(1, sizeof *p);
	W.procs[W.forks] = p;
	p->slot = slot;
	p->pid = FIRST_PID + W.forks;
	p->room = ANY_ROOM;
	if (!slot->cell) {
		slot->cell = calloc(1, SV_CELL_SIZE);
		W.cells++;
	}
	sv_cell_reset(slot->cell);
	p->cell = slot->cell;
	slot->pid = p->pid;
	slot->fd = W.pool->config.program && !W.pool->config.program->notify ? -1 : FIRST_FD + W.forks;
	W.forks++;
	W.in_slot[slot->index] = p;
	return 0;
}

static void port_kill(void *ctx, sv_slot *slot, int sig, bool group)
{
	struct proc *p = of_slot(slot);
	const sv_program *program = W.pool->config.program;

	must(ctx == &W);
	p->kills += sig == SIGKILL;
	p->terms += sig == SIGTERM;
	p->conts += sig == SIGCONT;
	p->group_signals += group;
	if (program) {
		p->stops += sig == program->stop_signal;
		must(sig == SIGKILL || sig == program->stop_signal || sig == SIGCONT);
		must(group == !program->spare_group);
		return;
	}
	must(sig == SIGKILL || sig == SIGTERM || sig == SIGCONT);
	must(group == (sig == SIGKILL));
}

static ssize_t port_notice(void *ctx, sv_slot *slot, char *text, size_t size)
{
	struct proc *p = W.in_slot[slot->index];
	size_t len = strlen(p->notice);

	(void) ctx;
	must(slot->fd >= 0 && W.pool->config.program && W.pool->config.program->notify && len < size);
	if (len == 0) {
		return -1;
	}
	memcpy(text, p->notice, len);
	p->notice[0] = 0;
	return (ssize_t) len;
}

/* It tells where it is, and kills itself, when the test says so. */
static bool port_trace(void *ctx, sv_slot *slot)
{
	struct proc *p = of_slot(slot);

	must(ctx == &W);
	p->traces++;
	if (slot->expired && slot->why == SV_X_TIMED_OUT) {
		must_say(p->cell->report.deadline_ns && p->cell->report.deadline_ns <= W.now, "ended %.3f s before its time",
			(double) (p->cell->report.deadline_ns - W.now) / 1e9);
		must(!W.pool->config.handler || (p->runs && sv_claim_read(p->cell, p->job.ring) == SV_EXPIRED));
	}
	return !W.no_traces;
}

static uint64_t port_memory(void *ctx, sv_slot *slot)
{
	(void) ctx;
	return W.in_slot[slot->index]->memory;
}

static ssize_t port_send(void *ctx, int fd, const struct iovec *iov, int n)
{
	struct proc *p = by_fd(fd);
	ssize_t sent = 0;
	int i;

	must(ctx == &W && !p->reaped && n > 0);
	if (p->hung_up || p->closed || p->dead) {
		errno = EPIPE;
		return -1;
	}
	if (p->room == 0 || W.send_error) {
		errno = W.send_error ? W.send_error : EAGAIN;
		return -1;
	}
	for (i = 0; i < n && p->room > 0; i++) {
		size_t len = iov[i].iov_len < p->room ? iov[i].iov_len : p->room;

		must(iov[i].iov_len > 0);
		push(&p->in, iov[i].iov_base, len);
		sent += (ssize_t) len;
		if (p->room != ANY_ROOM) {
			p->room -= len;
		}
	}
	must(sent > 0);
	return sent;
}

static ssize_t port_recv(void *ctx, int fd, const struct iovec *iov, int parts)
{
	struct proc *p = by_fd(fd);
	size_t len = unit_iov_len(iov, parts);
	void (*meanwhile)(void) = W.meanwhile;
	size_t n;

	must(ctx == &W && !p->reaped && len > 0);
	if (meanwhile) {
		W.meanwhile = NULL;
		meanwhile();
	}
	n = p->out.len - p->out.at;
	if (n == 0) {
		if (p->dead || p->closed) {
			return 0;
		}
		errno = EAGAIN;
		return -1;
	}
	if (p->dribbles && !p->dead) {
		p->dribbled = !p->dribbled;
		if (!p->dribbled) {
			errno = EAGAIN;
			return -1;
		}
		n = n < 40 ? n : 1 + unit_below(&W.seed, 40);
	}
	n = n < len ? n : len;
	unit_iov_fill(iov, p->out.data + p->out.at, n);
	p->out.at += n;
	return (ssize_t) n;
}

static void port_want_write(void *ctx, sv_slot *slot, bool on)
{
	must(ctx == &W);
	of_slot(slot)->want_write = on;
}

static void port_deaf(void *ctx, sv_slot *slot)
{
	must(ctx == &W);
	of_slot(slot)->deaf = true;
}

static void port_hang_up(void *ctx, sv_slot *slot)
{
	must(ctx == &W);
	of_slot(slot)->hung_up = true;
}

static void port_forget(void *ctx, sv_slot *slot)
{
	struct proc *p = of_slot(slot);

	must(ctx == &W && p->dead);
	p->reaped = true;
	W.in_slot[slot->index] = NULL;
	slot->fd = -1;
	drop(&p->in);
	drop(&p->out);
	drop(&p->held);
}

static void port_free_cell(void *ctx, sv_slot *slot)
{
	must(ctx == &W && slot->cell != NULL);
	free(slot->cell);
	slot->cell = NULL;
	W.cells--;
}

static void port_log(void *ctx, sv_log_level level, const sv_pool *pool, const sv_slot *slot, const sv_facts *facts, const char *message)
{
	must(ctx == &W && pool == W.pool && level <= SV_LOG_ERROR);
	must(!slot || slot->pool == pool);
	must(strchr(message, '\n') == NULL);
	must_say(strstr(message, "bug in the extension") == NULL, "%s", message);
	W.logs[level]++;
	W.logged_pid = slot ? slot->pid : 0;
	W.facts = facts ? *facts : (sv_facts) { 0 };
	W.facts.name = NULL; /* it may be gone by then */
	snprintf(W.log, sizeof W.log, "%s", message);
	if (strstr(message, "worker ") == message && strstr(message, "; up ")) {
		W.death_line = ++W.lines;
	}
}

/* --- the hooks --- */

/* The place of a job in W.known. Those that workers submit are known when they are seen first: settled at once, or in world_check(). */
static uint64_t place_of(uint64_t number)
{
	uint64_t i;

	if (!(number & SV_BY_WORKER)) {
		must(number >= 1 && number <= W.numbers);
		return number;
	}
	for (i = W.numbers; i > 0; i--) {
		if (W.known[i].by_worker == number) {
			return i;
		}
	}
	must(W.numbers + 1 < NUMBERS_MAX);
	W.known[++W.numbers].by_worker = number;
	return W.numbers;
}

static void adopt(sv_job *job)
{
	uint64_t before = W.numbers, place = place_of(job->number);

	if (W.numbers > before) {
		sv_job_hold(job);
		W.known[place].job = job;
		W.open[W.open_len++] = place;
	}
}

static void adopt_all(void)
{
	uint32_t i, k;
	sv_job *job;

	for (i = 0; i < W.pool->jobs.delayed.len; i++) {
		adopt((sv_job *) W.pool->jobs.delayed.items[i]); /* due is its first member */
	}
	for (i = 0; i < SV_LEVELS; i++) {
		for (job = W.pool->jobs.levels[i].head; job; job = job->next) {
			adopt(job);
		}
	}
	for (i = 0; i < W.pool->len; i++) {
		for (k = W.pool->slots[i]->head; k != W.pool->slots[i]->tail; k++) {
			if (W.pool->slots[i]->ring[k % SV_RING]) {
				adopt(W.pool->slots[i]->ring[k % SV_RING]);
			}
		}
	}
}

static bool hook_settled(sv_pool *pool, sv_job *job)
{
	struct known *k = &W.known[place_of(job->number)];

	must(pool == W.pool);
	must(!job->unwanted || job->state != SV_J_FAILED || world_failure_of(job).reason == SV_F_RESULT_UNSENDABLE);
	must_say(!k->settled, "job %llu is settled twice", (unsigned long long) job->number);
	must(k->running == NULL || k->running->dead);
	must(job->state != SV_J_DONE || k->results > 0);
	must(job->state == SV_J_DONE || job->result_owned || pool->phase == SV_PH_NEW);
	k->settled = true;
	k->state = job->state;
	W.settled_by_state[job->state]++;
	return job->state == SV_J_FAILED;
}

static void hook_failed(sv_pool *pool, const sv_job *job)
{
	must(pool == W.pool && job->state == SV_J_FAILED);
	must_say(!W.known[place_of(job->number)].named, "job %llu is named in the log twice", (unsigned long long) job->number);
	W.known[place_of(job->number)].named = true;
	W.failed_line = ++W.lines;
	W.named++;
}

static void hook_retried(sv_pool *pool, sv_job *job, int64_t delay)
{
	struct known *k = &W.known[place_of(job->number)];

	must(pool == W.pool && job->state == SV_J_DELAYED && delay >= 0 && !job->unwanted);
	k->retries++;
	k->delay = delay;
	k->not_before = W.now + delay;
}

static void hook_backoff(sv_pool *pool, sv_job *job)
{
	must(pool == W.pool && job->state == SV_J_DELAYED && job->result_owned);
	must(W.undecided_len < NUMBERS_MAX);
	W.undecided[W.undecided_len++] = place_of(job->number);
}

static void hook_ready(sv_pool *pool, sv_slot *slot)
{
	must(pool == W.pool && slot->pid);
	W.readies++;
}

static void hook_died(sv_pool *pool, sv_slot *slot, const sv_obituary *o)
{
	must(pool == W.pool && (slot->pid == 0 || W.late_deaths));
	W.deaths++;
	W.forks_at_death = W.forks;
	W.last = *o;
	W.last_job = o->job ? o->job->number : 0;
	snprintf(W.last_label, sizeof W.last_label, "%s", o->report.label);
	if (slot->gone || slot->resting) { /* the next one in it is for another reason */
		W.allowed_at[slot->index] = 0;
		W.fork_failures[slot->index] = 0;
		must(slot->gone || o->restart_ns == SV_NEVER);
		return;
	}
	W.allowed_at[slot->index] = o->restart_ns == SV_NEVER ? SV_NEVER : W.now + o->restart_ns;
	if (o->restart_ns == 0 && !o->end.planned && (o->job || o->report.began_ns)) {
		W.refills++;
		must((double) W.refills <= 5.0 * pool->config.workers + (double) (W.now - W.began) / 1e9 * pool->config.workers + 1e-6);
	}
}

static void hook_degraded(sv_pool *pool, const char *why)
{
	must(pool == W.pool);
	W.degraded++;
	snprintf(W.why, sizeof W.why, "%s", why);
}

static void hook_recovered(sv_pool *pool)
{
	uint32_t i;

	must(pool == W.pool && !pool->degraded);
	W.recovered++;
	for (i = 0; i < pool->len; i++) {
		if (pool->slots[i]->state == SV_BACKOFF) {
			W.allowed_at[i] = W.now; /* all of them start now */
		}
	}
}

static char *hook_job_id(uint64_t number, char *buf, size_t size)
{
	snprintf(buf, size, "%llu", (unsigned long long) number);
	return buf;
}

static sv_pool *hook_pool_of(sv_pool *from, uint32_t id)
{
	must(from == W.pool && id != from->id);
	W.asked_pool = id;
	return NULL;
}

static bool hook_about(const char *meta, uint32_t len, sv_about *a)
{
	must(len > 0 && a->label.data == NULL);
	a->label = (sv_text) { meta, len };
	return meta[0] != '!';
}

static const sv_pool_hooks hooks = {
	.new_blob = unit_new_blob,
	.free_blob = unit_free_blob,
	.share_blob = unit_share_blob,
	.blob_head = UNIT_BLOB_HEAD,
	.settled = hook_settled,
	.failed = hook_failed,
	.retried = hook_retried,
	.backoff = hook_backoff,
	.ready = hook_ready,
	.died = hook_died,
	.degraded = hook_degraded,
	.recovered = hook_recovered,
	.job_id = hook_job_id,
	.pool_of = hook_pool_of,
	.about = hook_about,
};

/* --- the world --- */

sv_pool_config world_config(uint32_t workers)
{
	sv_pool_config c = {
		.name = "test",
		.workers = workers,
		.handler = true,
		.limits = { 3, 3 },
		.stop_ns = 25 * SV_SECOND_NS,
		.max_body = 1024 * 1024,
		.backoff_len = 3,
	};

	c.backoff_ns = malloc(3 * sizeof *c.backoff_ns);
	c.backoff_ns[0] = SV_SECOND_NS;
	c.backoff_ns[1] = 5 * SV_SECOND_NS;
	c.backoff_ns[2] = 30 * SV_SECOND_NS;
	return c;
}

void world_new(sv_pool_config config)
{
	must(config.workers <= SLOTS_MAX);
	memset(&W, 0, sizeof W);
	W.port = (sv_port) {
		.ctx = &W,
		.now = port_now,
		.wall = port_wall,
		.random = port_random,
		.spawn = port_spawn,
		.kill = port_kill,
		.send = port_send,
		.recv = port_recv,
		.trace = port_trace,
		.memory = port_memory,
		.notice = port_notice,
		.want_write = port_want_write,
		.deaf = port_deaf,
		.hang_up = port_hang_up,
		.forget = port_forget,
		.free_cell = port_free_cell,
		.log = port_log,
	};
	W.seed = 1;
	W.fixed = 0.5;
	W.now = W.began = 1000 * SV_SECOND_NS;
	W.pool = sv_pool_new(&config, &W.port, &hooks, NULL);
	must(W.pool != NULL && W.pool->phase == SV_PH_NEW);
}

void world_ready(sv_pool_config config)
{
	uint32_t i;

	world_new(config);
	sv_pool_start(W.pool);
	while (sv_pool_deadline(W.pool, true) <= W.now) {
		world_service();
	}
	for (i = 0; i < config.workers; i++) {
		proc_ready(world_proc(i));
		proc_deliver(world_proc(i));
		must(W.pool->slots[i]->state == SV_IDLE);
	}
	world_check();
}

/* Settled jobs are let go. */
static void let_go(void)
{
	uint64_t i, n = 0;

	for (i = 0; i < W.open_len; i++) {
		struct known *k = &W.known[W.open[i]];

		if (k->settled) {
			sv_job_release(k->job);
			k->job = NULL;
		} else {
			W.open[n++] = W.open[i];
		}
	}
	W.open_len = n;
}

void world_free(void)
{
	int i;

	must(W.pool->phase == SV_PH_STOPPED || W.pool->phase == SV_PH_NEW);
	for (i = 0; i < W.forks; i++) {
		must(W.procs[i]->reaped);
	}
	let_go();
	sv_jobs_free(&W.pool->jobs);
	let_go();
	must(W.open_len == 0);
	sv_pool_release(W.pool);
	for (i = 0; i < W.forks; i++) {
		free(W.procs[i]);
	}
	W.forks = 0;
	must(W.cells == 0);
	must_say(unit_blobs == 0, "%d blobs are left", unit_blobs);
}

static bool in_list(const sv_slot *from, const sv_slot *slot)
{
	for (; from; from = from->dirty_next) {
		if (from == slot) {
			return true;
		}
	}
	return false;
}

/* A slot that replaces, is replaced, rests, or is not in use. */
static void check_roll(const sv_slot *slot)
{
	if (slot->successor) {
		must(slot->successor->predecessor == slot && slot->successor->number == slot->number && slot->rolling && !slot->gone && !slot->predecessor);
	}
	if (slot->predecessor) {
		must(slot->predecessor->successor == slot && !(slot->pid && slot->ready) && !slot->wanted && !slot->rolling && !slot->wish && !slot->gone && !slot->resting);
	}
	must(!slot->wish || (!slot->rolling && !slot->gone && slot->pid));
	must(!slot->gone || !slot->wanted);
	must(!slot->resting || (!slot->wanted && !slot->gone && !slot->rolling));
	if (slot->number == SV_NO_NUMBER) {
		must(slot->state == SV_STOPPED && !slot->wanted && !slot->wish && !slot->rolling && !slot->resting && !slot->predecessor && !slot->successor &&
			!slot->timer.place && slot->has == 0);
	}
	if (W.pool->phase == SV_PH_RUNNING && slot->state == SV_BACKOFF) {
		must(slot->timer.place != 0); /* else it would never be forked */
	}
}

/* Has it said something that the master has not read? */
static bool unread(const struct proc *p)
{
	return p->out.at < p->out.len;
}

static void needs_timer(const sv_slot *slot, int64_t at)
{
	must_say(at == SV_NEVER || (slot->timer.place && slot->timer.at <= at), "in state %s no timer is armed for %.3f s from now", sv_state_name(slot->state),
		(double) (at - W.now) / 1e9);
}

/* The timer is not later than anything that will be due. */
static void check_timer(const sv_slot *slot, const struct proc *p)
{
	if (!p) {
		return;
	}
	if (slot->state == SV_STARTING) {
		needs_timer(slot, slot->boot_at);
		return;
	}
	if (slot->state == SV_IDLE) {
		needs_timer(slot, slot->idle_at);
	}
	if (slot->state == SV_IDLE || slot->state == SV_BUSY) {
		needs_timer(slot, slot->age_at);
	} else {
		needs_timer(slot, slot->end_at);
		must(slot->state != SV_KILLING || slot->end_at != SV_NEVER); /* it is killed again and again */
	}
	if (slot->state != SV_KILLING) {
		int64_t deadline = p->cell->report.began_ns ? p->cell->report.deadline_ns : 0;

		if (slot->excused_began == p->cell->report.began_ns && deadline && deadline < slot->excused_until) {
			deadline = slot->excused_until;
		}
		needs_timer(slot, slot->expire_at);
		/* The attempt that runs is looked at not later than its time is up, or, when the master was late, soon. */
		must_say(!deadline || !slot->ready || slot->expire_at <= deadline || deadline <= W.now || p->stuck || p->dead || unread(p),
			"an attempt has %.3f s, and nobody looks", (double) (deadline - W.now) / 1e9);
		must(!deadline || deadline > W.now || !slot->ready || slot->expire_at != SV_NEVER || unread(p));
	}
}

static bool in_crowd(const sv_pool *pool, const sv_slot *slot)
{
	const sv_slot *s;

	for (s = pool->crowd; s && s != slot; s = s->crowd_next) {
		must(!s->crowd_next || s->crowd_next->crowd_prev == s);
	}
	return s != NULL;
}

static void check_slot(const sv_slot *slot, uint64_t *handed)
{
	const struct proc *p = W.in_slot[slot->index];
	bool unwritten = slot->out.job != NULL;
	uint32_t has = 0, i;

	must(sv_slot_occupied(slot->state) == (p != NULL));
	must(slot->pid == (p ? p->pid : 0));
	must(slot->tail - slot->head <= SV_RING);
	for (i = slot->head; i != slot->tail; i++) {
		const sv_job *job = slot->ring[i % SV_RING];

		if (job) {
			must(job->state == SV_J_HANDED && job->slot == slot && job->ring == i % SV_RING);
			has++;
			unwritten |= (int32_t) (i - slot->sent) >= 0;
		}
	}
	must(slot->has == has);
	must((slot->state == SV_IDLE) <= (has == 0));
	must((slot->state == SV_BUSY) <= (has > 0));
	must(slot->max_jobs == 0 || slot->given <= slot->max_jobs);
	must(W.pool->config.max_jobs == 0 || slot->max_jobs <= W.pool->config.max_jobs);
	must(slot->unsent == in_list(W.pool->dirty, slot));
	must((has >= 2) == in_crowd(W.pool, slot));
	if (unwritten && p && !slot->unsent && !p->hung_up && !p->dead && !p->closed) {
		must(p->want_write || (slot->starved && slot->timer.place)); /* else its frames would stay here for ever */
	}
	*handed += has;
	check_roll(slot);
	check_timer(slot, p);
}

/* Is it one of the pool's slots, and not a successor that boots or on its way out? */
static bool counts(const sv_slot *slot)
{
	return slot->number != SV_NO_NUMBER && !slot->gone && !slot->predecessor;
}

/* What the pool counts of its slots is what they say of themselves. */
static void check_numbers(void)
{
	const sv_pool *pool = W.pool;
	uint32_t wanted = 0, resting = 0, rolling = 0, wishes = 0, unused = 0, number = 0, processes = 0, i;
	static bool taken[NUMBERS_MAX];
	const sv_slot *s, *last = NULL;

	memset(taken, 0, sizeof taken);
	for (i = 0; i < pool->len; i++) {
		s = pool->slots[i];
		wanted += s->wanted;
		resting += s->resting;
		rolling += s->rolling;
		wishes += s->wish;
		unused += s->number == SV_NO_NUMBER;
		processes += W.in_slot[i] && !(s->gone && !s->rolling); /* those that scale() sends away are on top of all */
		if (counts(s)) {
			must_say(!taken[s->number], "two slots have number %u", s->number);
			taken[s->number] = true;
			number++;
		}
	}
	must_say(pool->wanted == wanted && pool->resting == resting && pool->rolling == rolling, "wanted %u %u, resting %u %u, rolling %u %u", pool->wanted, wanted,
		pool->resting, resting, pool->rolling, rolling);
	must(number == pool->config.workers);
	must_say(pool->rolling <= W.rolling || pool->rolling <= sv_policy_rolling(pool->config.workers), "%u are replaced at a time", pool->rolling);
	W.rolling = pool->rolling;
	must_say(processes <= pool->config.workers + rolling, "%u processes", processes);
	for (s = pool->wishes.head; s; s = s->wish_next) {
		must(s->wish && s->number != SV_NO_NUMBER);
		last = s;
		wishes--;
	}
	must(wishes == 0 && pool->wishes.tail == last);
	for (s = pool->unused; s; s = s->free_next) {
		must(s->number == SV_NO_NUMBER);
		unused--;
	}
	must(unused == 0);
}

void world_check(void)
{
	uint64_t untold = 0;
	const sv_pool *pool = W.pool;
	const sv_job_counts *n = &pool->jobs.n;
	uint64_t states[SV_J_STATES], handed = 0, i;
	uint32_t occupied = 0, starting = 0, in_room = 0;
	const sv_slot *s, *prev = NULL;

	adopt_all();
	let_go();
	for (i = 0; i < pool->len; i++) {
		check_slot(pool->slots[i], &handed);
		occupied += W.in_slot[i] != NULL;
		starting += W.in_slot[i] != NULL && !pool->slots[i]->ready;
		in_room += pool->slots[i]->in_room;
	}
	must(pool->occupied == occupied && pool->starting == starting);
	for (s = pool->room.head; s; s = s->room_next) {
		must(s->in_room && s->room_prev == prev && (s->state == SV_IDLE || s->state == SV_BUSY));
		prev = s;
		in_room--;
	}
	must(in_room == 0 && pool->room.tail == prev);
	for (s = pool->untold.head; s; s = s->untold_next) {
		handed += s->obituary.charged; /* its job is out of the buffer, and is charged when this is told */
	}

	for (i = 0; i < pool->len; i++) {
		untold += pool->slots[i]->untold;
	}
	check_numbers();
	memcpy(states, W.settled_by_state, sizeof states);
	for (i = 0; i < W.open_len; i++) {
		const sv_job *job = W.known[W.open[i]].job;

		must(job->state < SV_J_DONE);
		must(job->attempts < (job->max_attempts ? job->max_attempts : pool->config.limits.max_attempts) && job->crashes < pool->config.limits.max_crashes);
		must(job->deliveries < SV_MAX_DELIVERIES);
		states[job->state]++;
	}
	must(n->submitted == W.numbers + W.again);
	must(n->failed == pool->failed.len + pool->failed.dropped + W.again + W.purged && W.named + untold == n->failed);
	must(n->queued == states[SV_J_QUEUED] && n->delayed == states[SV_J_DELAYED] && n->handed == states[SV_J_HANDED]);
	must(n->done == states[SV_J_DONE] && n->failed == states[SV_J_FAILED] && n->cancelled == states[SV_J_CANCELLED]);
	must(n->submitted == n->queued + n->delayed + n->handed + n->done + n->failed + n->cancelled);
	must(handed == n->handed);
	if (pool->phase == SV_PH_STOPPED) {
		must(occupied == 0 && W.open_len == 0 && sv_pool_deadline(pool, true) == SV_NEVER);
	}
}

/* The level of the least urgent job that lies in a buffer and has not begun; -1: there is none. In small pools, where every buffer is looked into, each is in order. */
static int least_urgent_unbegun(void)
{
	int least = -1;
	uint32_t i, k;

	for (i = 0; i < W.pool->len; i++) {
		sv_slot *s = W.pool->slots[i];
		int last = -1;

		for (k = s->head; k != s->tail; k++) {
			const sv_job *job = s->ring[k % SV_RING];

			if (job && sv_claim_read(s->cell, k % SV_RING) == SV_RESERVED) {
				must(W.pool->len > 16 || job->level >= last);
				must(job->level <= s->least && job->level <= W.pool->least);
				last = job->level;
			}
		}
		least = last > least ? last : least;
	}
	return least;
}

/* Does a job lie unbegun in a buffer while a worker is idle, and nobody will look again? */
static bool is_held_hostage(void)
{
	uint32_t i, k;

	if (W.pool->jobs.n.queued || !W.pool->room.head || W.pool->room.head->has || W.pool->rebalance_at != SV_NEVER) {
		return false;
	}
	for (i = 0; i < W.pool->len; i++) {
		const sv_slot *slot = W.pool->slots[i];

		for (k = slot->head; k != slot->tail; k++) {
			if (slot->ring[k % SV_RING] && sv_claim_read(slot->cell, k % SV_RING) == SV_RESERVED) {
				return true;
			}
		}
	}
	return false;
}

void world_service(void)
{
	W.forks_this_round = 0;
	sv_pool_service(W.pool, true);
	must(W.forks_this_round <= 16);
	must(!(W.pool->phase == SV_PH_RUNNING && W.pool->jobs.n.queued && W.pool->room.head));
	must(W.pool->phase != SV_PH_RUNNING || W.pool->len > 16 || least_urgent_unbegun() <= (int) sv_jobs_top(&W.pool->jobs));
	must(W.pool->phase != SV_PH_STOPPING || W.pool->jobs.n.queued == 0);
	must(W.pool->phase != SV_PH_RUNNING || !is_held_hostage());
	must(W.pool->phase != SV_PH_RUNNING || !W.pool->dirty);
	world_check();
}

void world_wait(int64_t ns)
{
	W.now += ns;
}

int world_run(int64_t ns)
{
	int64_t end = W.now + ns;
	int rounds = 0;

	for (;;) {
		int64_t at = sv_pool_deadline(W.pool, true);

		if (at > end) {
			W.now = end;
			return rounds;
		}
		W.now = at > W.now ? at : W.now;
		world_service();
		rounds++;
		must(rounds < 1000000);
	}
}

static uint64_t submitted(sv_job *job)
{
	must(job != NULL && job->number == W.numbers);
	W.known[W.numbers].job = job;
	W.open[W.open_len++] = W.numbers;
	return W.numbers;
}

uint64_t world_submit_with(const char *payload, sv_order o)
{
	char meta[32];

	must(W.numbers + 1 < NUMBERS_MAX);
	W.numbers++;
	snprintf(meta, sizeof meta, "meta %llu", (unsigned long long) W.numbers);
	o.number = W.numbers;
	o.kind = SV_V_STRING;
	o.payload = unit_blob(payload, strlen(payload));
	o.meta = W.numbers % 3 ? unit_blob(meta, strlen(meta)) : (sv_blob) { 0 };
	o.name = (sv_text) { W.name, W.name ? (uint32_t) strlen(W.name) : 0 };
	o.now = W.now;
	return submitted(sv_pool_submit(W.pool, &o));
}

uint64_t world_submit_for(const char *payload, int64_t timeout_ns)
{
	return world_submit_with(payload, (sv_order) { .timeout_ns = timeout_ns });
}

uint64_t world_submit_at(const char *payload, int priority)
{
	return world_submit_with(payload, (sv_order) { .timeout_ns = W.pool->config.timeout_ns, .priority = priority });
}

uint64_t world_submit(const char *payload)
{
	return world_submit_for(payload, W.pool->config.timeout_ns);
}

uint64_t world_submit_int(int64_t value)
{
	must(W.numbers + 1 < NUMBERS_MAX);
	W.numbers++;
	return submitted(sv_pool_submit(W.pool, &(sv_order) {
		.number = W.numbers,
		.kind = SV_V_INT,
		.payload = { NULL, (char *) &value, sizeof value },
		.timeout_ns = W.pool->config.timeout_ns,
		.now = W.now,
	}));
}

struct proc *world_proc(uint32_t slot)
{
	return W.in_slot[slot];
}

/* Of slots that may fork now: those that were given up, and those that are not in use. */
static void allow(bool revived)
{
	uint32_t i;

	for (i = 0; i < W.pool->len; i++) {
		const sv_slot *s = W.pool->slots[i];

		if (s->number == SV_NO_NUMBER || (revived && !s->wanted && !s->pid && !s->predecessor)) {
			W.allowed_at[i] = 0;
			W.fork_failures[i] = 0;
		}
	}
}

void world_restart(void)
{
	allow(true);
	sv_pool_restart(W.pool);
	world_check();
}

void world_scale(uint32_t workers)
{
	allow(false);
	must(sv_pool_scale(W.pool, workers));
	must(W.pool->len <= SLOTS_MAX && (W.pool->config.workers == workers || W.pool->phase > SV_PH_RUNNING));
	allow(false);
	world_check();
}

sv_slot *world_number(uint32_t number)
{
	uint32_t i;

	for (i = 0; i < W.pool->len; i++) {
		if (W.pool->slots[i]->number == number && counts(W.pool->slots[i])) {
			return W.pool->slots[i];
		}
	}
	return NULL;
}

struct proc *world_worker(uint32_t number)
{
	const sv_slot *slot = world_number(number);

	return slot ? W.in_slot[slot->index] : NULL;
}

uint32_t world_alive(void)
{
	uint32_t i, n = 0;

	for (i = 0; i < W.pool->len; i++) {
		n += W.in_slot[i] != NULL;
	}
	return n;
}

sv_failure world_failure(sv_fail_reason reason)
{
	return (sv_failure) {
		.reason = reason,
		.counted = true,
		.delay = -1,
		.exit_code = -1,
		.message = { "it failed", 9 },
		.trace = { "", 0 },
	};
}

/* --- workers --- */

static void write_frame(struct bytes *to, const sv_frame *f, const void *body)
{
	push(to, f, sizeof *f);
	push(to, body, f->len);
}

void proc_write(struct proc *p, const void *bytes, size_t len)
{
	push(&p->out, bytes, len);
}

void proc_flush(struct proc *p)
{
	push(&p->out, p->held.data + p->held.at, p->held.len - p->held.at);
	p->held.at = p->held.len = 0;
}

void proc_ready(struct proc *p)
{
	sv_frame f = { .type = SV_T_READY };

	must(!p->dead && !p->told_ready);
	p->told_ready = true;
	p->cell->report.memory = p->memory;
	write_frame(&p->out, &f, NULL);
}

bool proc_take(struct proc *p)
{
	must(!p->dead && !p->runs);
	for (;;) {
		struct known *k;
		sv_frame f;

		if (p->in.len - p->in.at < sizeof f) {
			return false;
		}
		memcpy(&f, p->in.data + p->in.at, sizeof f);
		must(f.type == SV_T_JOB && f.ring < SV_RING && f.u.run.meta_len <= f.len);
		if (p->in.len - p->in.at < sizeof f + f.len) {
			return false;
		}
		if (sv_claim_run(p->cell, f.ring, f.serial)) {
			const char *body = p->in.data + p->in.at + sizeof f;
			const sv_job *job;

			adopt_all();
			k = &W.known[place_of(f.job)];
			job = k->job;
			must_say(!k->settled && job, "job %llu runs after its end", (unsigned long long) f.job);
			must(k->running == NULL);
			must(W.now >= k->not_before && !job->unwanted);
			must(f.kind == job->kind && f.u.run.attempt == job->attempts + 1 && f.u.run.crashes == job->crashes);
			must(f.u.run.meta_len == job->meta_len && f.len == job->meta_len + job->payload_len);
			must(job->meta_len == 0 || memcmp(body, sv_job_meta(job).data, job->meta_len) == 0);
			must(job->payload_len == 0 || memcmp(body + job->meta_len, sv_job_payload(job).data, job->payload_len) == 0);
			k->running = p;
			k->runs++;
			p->in.at += sizeof f + f.len;
			p->runs = true;
			p->job = f;
			sv_cell_begin(p->cell);
			p->cell->report.job = f.job;
			p->cell->report.attempt = f.u.run.attempt;
			p->cell->report.told = p->cell->report.note_len = 0;
			p->cell->report.fraction = 0;
			p->cell->report.began_ns = W.now;
			p->cell->report.deadline_ns = job->timeout_ms ? W.now + job->timeout_ms * SV_MS_NS : 0;
			snprintf(p->cell->report.label, SV_LABEL_MAX, "job %llu", (unsigned long long) f.job);
			sv_cell_end(p->cell);
			return true;
		}
		p->in.at += sizeof f + f.len; /* taken back */
	}
}

uint64_t proc_number(const struct proc *p)
{
	return place_of(p->job.job);
}

/* False: its time was up, so it says nothing. */
static bool over(struct proc *p, sv_frame *f, const void *body, bool hold)
{
	must(!p->dead && p->runs && !p->stuck);
	f->ring = p->job.ring;
	f->serial = p->job.serial;
	f->began_ns = p->cell->report.began_ns;
	if (!sv_claim_done(p->cell, f->ring, f->serial)) {
		must(sv_claim_read(p->cell, f->ring) == SV_EXPIRED);
		p->stuck = true;
		return false;
	}
	p->runs = false;
	p->jobs++;
	W.known[place_of(p->job.job)].running = NULL;
	W.known[place_of(p->job.job)].results += f->type == SV_T_RESULT;
	sv_cell_begin(p->cell);
	p->cell->report.job = 0;
	p->cell->report.attempt = 0;
	p->cell->report.began_ns = p->cell->report.deadline_ns = 0;
	p->cell->report.memory = p->memory;
	p->cell->report.jobs = p->jobs;
	sv_cell_end(p->cell);
	if (p->cell->report.told) {
		sv_frame told = { .type = SV_T_PROGRESS, .len = p->cell->report.note_len, .ring = f->ring, .serial = f->serial };

		told.u.fraction = p->cell->report.fraction;
		write_frame(&p->held, &told, p->cell->report.note);
	}
	write_frame(&p->held, f, body);
	if (!hold) {
		proc_flush(p);
	}
	return true;
}

bool proc_done(struct proc *p, int64_t run_ns, bool hold)
{
	char text[32];
	sv_frame f = { .type = SV_T_RESULT, .kind = SV_V_STRING };

	snprintf(text, sizeof text, "result %llu", (unsigned long long) p->job.job);
	f.len = (uint32_t) strlen(text);
	f.u.run_ns = run_ns;
	return over(p, &f, text, hold);
}

bool proc_done_as(struct proc *p, sv_value_kind kind, const void *bytes, uint32_t len)
{
	sv_frame f = { .type = SV_T_RESULT, .kind = (uint8_t) kind, .len = len };

	f.u.run_ns = SV_MS_NS;
	return over(p, &f, bytes, false);
}

bool proc_fail(struct proc *p, const sv_failure *failure)
{
	sv_frame f = { .type = SV_T_FAILURE, .len = (uint32_t) sv_failure_size(failure) };
	char *records = malloc(f.len);
	bool counted;

	sv_failure_write(failure, records);
	f.u.run_ns = SV_MS_NS;
	counted = over(p, &f, records, false);
	free(records);
	return counted;
}

void proc_progress(struct proc *p, double fraction, const char *note)
{
	sv_report *r = &p->cell->report;

	must(!p->dead && p->runs && strlen(note) <= SV_NOTE_MAX);
	sv_cell_begin(p->cell);
	r->fraction = fraction;
	r->told = 1;
	r->note_len = (uint32_t) strlen(note);
	memcpy(r->note, note, r->note_len);
	sv_cell_end(p->cell);
}

void proc_submit_with(struct proc *p, sv_follow follow, const char *key, const char *meta, const char *payload)
{
	sv_frame f = { .type = SV_T_SUBMIT, .kind = SV_V_STRING, .len = (uint32_t) (sizeof follow + strlen(key) + strlen(meta) + strlen(payload)) };

	must(!p->dead && p->runs && strlen(key) <= SV_KEY_MAX);
	follow.key_len = (uint8_t) strlen(key);
	follow.meta_len = (uint32_t) strlen(meta);
	f.ring = p->job.ring;
	f.serial = p->job.serial;
	f.job = sv_job_number_by(p->slot->ordinal, ++p->followed);
	proc_flush(p);
	push(&p->out, &f, sizeof f);
	push(&p->out, &follow, sizeof follow);
	push(&p->out, key, strlen(key));
	push(&p->out, meta, strlen(meta));
	push(&p->out, payload, strlen(payload));
}

void proc_submit(struct proc *p, uint32_t pool, const char *meta, const char *payload)
{
	proc_submit_with(p, (sv_follow) { .pool = pool }, "", meta, payload);
}

bool proc_cancelled(const struct proc *p)
{
	must(!p->dead && p->runs);
	return sv_cell_is_cancelled(p->cell, p->job.serial);
}

void proc_extend(struct proc *p, int64_t ns)
{
	if (p->runs && !p->stuck && p->cell->report.deadline_ns && p->cell->report.deadline_ns < W.now + ns) {
		sv_cell_begin(p->cell);
		p->cell->report.deadline_ns = W.now + ns;
		sv_cell_end(p->cell);
	}
}

void proc_end(struct proc *p)
{
	if (p->cell->report.began_ns) {
		sv_cell_begin(p->cell);
		p->cell->report.began_ns = p->cell->report.deadline_ns = 0;
		p->cell->report.memory = p->memory;
		p->cell->report.jobs = ++p->jobs;
		sv_cell_end(p->cell);
	}
}

void proc_begin(struct proc *p, int64_t timeout_ns)
{
	sv_frame f = { .type = SV_T_DEADLINE };
	int64_t at = timeout_ns ? W.now + timeout_ns : 0;

	must(!W.pool->config.handler && !p->dead);
	proc_end(p);
	sv_cell_begin(p->cell);
	p->cell->report.began_ns = W.now;
	p->cell->report.deadline_ns = at;
	sv_cell_end(p->cell);
	if (at && (!atomic_load(&p->cell->watched) || at < p->latest_ns)) {
		f.u.deadline_ns = at;
		write_frame(&p->out, &f, NULL);
	}
	p->latest_ns = at > p->latest_ns ? at : p->latest_ns;
}

void proc_leave(struct proc *p)
{
	sv_frame f = { .type = SV_T_LEAVE };

	must(!p->dead);
	proc_flush(p);
	write_frame(&p->out, &f, NULL);
}

void proc_part(struct proc *p, sv_parting parting, bool in_job, const char *words)
{
	sv_cell_begin(p->cell);
	p->cell->report.parting = (uint32_t) parting;
	p->cell->report.in_job = in_job;
	snprintf(p->cell->report.last_words, SV_LAST_WORDS_MAX, "%s", words);
	sv_cell_end(p->cell);
}

void proc_deliver(struct proc *p)
{
	if (!p->reaped && !p->deaf) {
		sv_pool_readable(W.pool, p->slot);
	}
}

void proc_dies_unseen(struct proc *p, int status)
{
	must(!p->dead);
	p->dead = true;
	p->status = status;
}

void proc_bury(struct proc *p, bool lost)
{
	must(p->dead && !p->reaped);
	if (p->runs) {
		W.known[place_of(p->job.job)].running = NULL;
		p->runs = false;
	}
	sv_pool_died(W.pool, p->slot, lost ? 0 : p->status, lost, 1 << 20, 5);
	must(p->reaped);
	if (!W.late_deaths) {
		sv_pool_tell_deaths(W.pool);
	}
	world_check();
}

void proc_notify(struct proc *p, const char *text)
{
	must(p->slot->fd >= 0 && !p->dead && strlen(text) < sizeof p->notice && p->notice[0] == 0);
	snprintf(p->notice, sizeof p->notice, "%s", text);
	sv_pool_readable(W.pool, p->slot);
	world_check();
}

void proc_die(struct proc *p, int status)
{
	proc_dies_unseen(p, status);
	proc_bury(p, false);
}

/* --- scenes --- */

sv_slot *world_slot(uint32_t i)
{
	return W.pool->slots[i];
}

sv_job *world_job(uint64_t number)
{
	return W.known[number].job;
}

sv_failure world_failure_of(const sv_job *j)
{
	const char *at = sv_job_result(j).data;
	sv_failure f;

	must(j->result_owned && sv_failure_read(&f, &at, at + j->result_len));
	return f;
}

bool world_near(int64_t ns, double seconds)
{
	return (double) ns / 1e9 - seconds < 1e-6 && (double) ns / 1e9 - seconds > -1e-6;
}

/* --- failed jobs --- */

uint64_t world_retry_failed(sv_failed *f)
{
	uint64_t number = f->job->number;
	uint64_t place = place_of(number);
	uint8_t level = f->job->level;
	struct known *k = &W.known[place];

	must(k->settled && k->state == SV_J_FAILED && (k->job == NULL || k->job == f->job) && sv_failed_find(&W.pool->failed, number) == f);
	let_go();
	must(sv_pool_retry_failed(W.pool, f));
	must(sv_failed_find(&W.pool->failed, number) == NULL);
	*k = (struct known) { .job = W.pool->jobs.levels[level].tail, .by_worker = k->by_worker };
	must(k->job->number == number && k->job->state == SV_J_QUEUED && k->job->attempts == 0 && k->job->crashes == 0 && k->job->deliveries == 0 && !k->job->result_owned);
	sv_job_hold(k->job);
	W.open[W.open_len++] = place;
	W.again++;
	return place;
}

uint32_t world_purge_failed(int64_t until)
{
	uint32_t n = sv_failed_purge(&W.pool->failed, until);

	W.purged += n;
	return n;
}

struct proc *world_takes(uint32_t i, uint64_t number)
{
	struct proc *p = world_proc(i);

	world_service();
	must(p != NULL && proc_take(p));
	must_say(proc_number(p) == number, "job %llu", (unsigned long long) proc_number(p));
	return p;
}

void world_done(struct proc *p, int64_t run_ns)
{
	proc_done(p, run_ns, false);
	proc_deliver(p);
	world_check();
}

void world_fails(struct proc *p, sv_failure f)
{
	proc_fail(p, &f);
	proc_deliver(p);
	world_check();
}

struct proc *world_boots(struct proc *p)
{
	must(p != NULL);
	proc_ready(p);
	proc_deliver(p);
	world_check();
	return p;
}

void world_leaves(struct proc *p, sv_parting parting)
{
	must(p != NULL);
	proc_leave(p);
	proc_part(p, parting, false, "");
	proc_die(p, EXITED(0));
}

void world_stop(void)
{
	uint32_t i;

	sv_pool_stop(W.pool, 25 * SV_SECOND_NS);
	for (i = 0; i < W.pool->len; i++) {
		struct proc *p = world_proc(i);

		if (p && !p->dead && ((p->runs && !proc_done(p, SV_MS_NS, false)) || p->kills)) {
			proc_dies_unseen(p, KILLED(SIGKILL));
		}
		if (p && !p->dead) {
			proc_flush(p);
			proc_part(p, SV_P_STOPPED, false, "");
			proc_dies_unseen(p, EXITED(0));
		}
		if (p) {
			proc_bury(p, false);
		}
	}
	world_service();
	must(W.pool->phase == SV_PH_STOPPED);
	world_free();
}

void world_teach(int64_t run_ns, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		uint64_t number = world_submit("teach");
		uint32_t k;

		world_service();
		for (k = 0; k < W.pool->config.workers; k++) {
			struct proc *p = world_proc(k);

			if (proc_take(p)) {
				must(proc_number(p) == number);
				world_done(p, run_ns);
			}
		}
		must(W.known[number].settled);
	}
}

struct proc *world_again(uint32_t i)
{
	world_run(70 * SV_SECOND_NS);
	must(world_proc(i) != NULL && !world_proc(i)->told_ready);
	proc_ready(world_proc(i));
	proc_deliver(world_proc(i));
	return world_proc(i);
}

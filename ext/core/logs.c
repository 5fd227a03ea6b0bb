/* SPDX-License-Identifier: BSD-3-Clause */
/* logs.c: the master's half of what workers print; see logs.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/logs.h"

#include "core/fds.h"
#include "core/linux.h"
#include "core/loop.h"
#include "core/worker.h"
#include "core/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* It only has to end. What is not written by then its pool has been told of. */
#define STOP_NS (5 * SV_SECOND_NS)
#define BOOT_NS (60 * SV_SECOND_NS)
#define AGAIN_NS (SV_SECOND_NS / 10)
#define WORD_MAX 4096

bool sv_logs_in_use;

static const sv_port *port;
static sv_spawn spawn;
static sv_pool *writer;       /* the log writer's; NULL: none is needed */
static int journal = -1;
static bool journal_told;
static bool reopen;
static sv_capture *captures;  /* all; those without a log writer are CALL */
static uint32_t for_writer;   /* ... of which so many are for it */
static uint32_t closing;      /* captures that are no slot's any more */
static uint32_t ids;
static sv_capture *orders, **orders_end = &orders; /* those that the log writer is to be told something of */

/* --- the pool of the log writer --- */

static void enter(sv_slot *slot, int channel, pid_t parent, const sigset_t *mask)
{
	static const int ignored[] = { SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGTTIN, SIGTTOU, SIGTSTP, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF, SIGXFSZ };
	static const sv_frame ready = { .type = SV_T_READY };
	sv_cell *cell = sv_spawn_child(slot, channel, parent);
	size_t i;

	(void) mask;
	sv_loop_abandon();
	/* Nothing of the script's stays: a pipe that it closes must say EOF. */
	sv_linux_close_range(3, channel - 1);
	sv_linux_close_range(channel + 1, INT_MAX);
	for (i = 0; i < sizeof ignored / sizeof *ignored; i++) {
		signal(ignored[i], SIG_IGN);
	}
	signal(SIGRTMAX, SIG_IGN); /* it does not die with its master, but of its channel, when it has written what there is */
	signal(sv_linux_trace_signal(), SIG_DFL);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_SETMASK, &(sigset_t) { 0 }, NULL);
	/* It always has something to do: one that is killed is replaced at once, as a worker that dies in a job. */
	sv_cell_begin(cell);
	cell->report.began_ns = sv_loop_now();
	strcpy(cell->report.label, "writing what workers print");
	sv_cell_end(cell);
	if (send(channel, &ready, sizeof ready, MSG_NOSIGNAL) == (ssize_t) sizeof ready) {
		sv_writer_run(channel, parent);
	}
	sv_cell_begin(cell);
	cell->report.parting = SV_P_STOPPED;
	cell->report.began_ns = 0;
	sv_cell_end(cell);
	_exit(0);
}

static pid_t do_fork(void)
{
	return spawn.fork();
}

const sv_spawn sv_logs_spawn = { .fork = do_fork, .child = enter };

static sv_blob new_blob(size_t len, char **bytes)
{
	char *p = malloc(len ? len : 1);

	if (!p) {
		abort();
	}
	*bytes = p;
	return (sv_blob) { p, p, (uint32_t) len };
}

static void want(sv_capture *c)
{
	if (!c->queued) {
		c->queued = true;
		c->order_next = NULL;
		*orders_end = c;
		orders_end = &c->order_next;
	}
}

/* Every log writer begins with nothing. */
static void on_died(sv_pool *pool, sv_slot *slot, const sv_obituary *o)
{
	sv_capture *c;

	(void) pool;
	(void) slot;
	(void) o;
	journal_told = false;
	for (c = captures; c; c = c->next) {
		if (c->to->kind != SV_O_CALL) {
			c->told_open = false;
			want(c);
		}
	}
}

static void on_ready(sv_pool *pool, sv_slot *slot)
{
	(void) pool;
	(void) slot;
}

static void on_degraded(sv_pool *pool, const char *why)
{
	(void) pool;
	(void) why;
}

static void on_recovered(sv_pool *pool)
{
	(void) pool;
}

static void forget(sv_capture *c);

static bool on_word(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body)
{
	sv_capture *c;

	switch ((sv_word) head->kind) {
	case SV_W_CLOSED:
		for (c = captures; c && c->id != head->serial; c = c->next) {
		}
		if (c) {
			forget(c);
		}
		return true;
	case SV_W_STUCK:
	case SV_W_GOES_ON:
		sv_pool_log(pool, slot, SV_LOG_WARNING, "%.*s", (int) body.len, body.data);
		return true;
	}
	return false;
}

static const sv_pool_hooks hooks = {
	.new_blob = new_blob,
	.free_blob = free,
	.ready = on_ready,
	.died = on_died,
	.degraded = on_degraded,
	.recovered = on_recovered,
	.word = on_word,
};

static bool open_journal(void)
{
	if (journal < 0) {
		journal = sv_fds_add(sv_linux_memory_file("supervisor-journal", sizeof(sv_journal), sv_spawn_base()));
	}
	return journal >= 0;
}

static void start_writer(void)
{
	sv_pool_config config = { .name = "log writer", .workers = 1, .handler = true, .limits = { 1, 1 }, .stop_ns = STOP_NS, .boot_ns = BOOT_NS, .max_body = WORD_MAX };

	writer = open_journal() ? sv_pool_new(&config, port, &hooks, NULL) : NULL;
	if (writer) { /* else: no memory, or no descriptors; the next round tries again */
		sv_pool_start(writer);
	}
}

static void end_writer(void)
{
	sv_pool_release(writer);
	writer = NULL;
	sv_fds_close(journal);
	journal = -1;
	journal_told = false;
}

bool sv_logs_is(const sv_pool *pool)
{
	return pool == writer;
}

/* --- orders --- */

/* One message, with descriptors. False: not now. */
static bool send_order(const sv_slot *slot, const sv_errand *e, const sv_captured *what, const int *fds, size_t n)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(SV_W_FDS * sizeof(int))];
	} control = { 0 };
	struct iovec iov[2] = { { (void *) e, sizeof *e }, { (void *) what, sizeof *what } };
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = what ? 2 : 1 };
	struct cmsghdr *c;

	if (n > 0) {
		m.msg_control = &control;
		m.msg_controllen = CMSG_SPACE(n * sizeof(int));
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(n * sizeof(int));
		memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	}
	/* So small a message is written in one piece, or not at all. */
	return sendmsg(slot->fd, &m, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

static bool send_open(const sv_slot *slot, const sv_capture *c)
{
	const int fds[SV_W_FDS] = { c->stream[0].out, c->stream[1].out, c->stream[0].ring, c->stream[1].ring };
	sv_origin origin = { .pool = c->name, .slot = c->slot };
	sv_captured what = { .slot = c->slot, .to = *c->to };

	memcpy(what.pool, c->name, sizeof what.pool);
	if (c->to->kind == SV_O_FILE) {
		(void) sv_output_path(c->to->path, &origin, what.to.path, sizeof what.to.path);
	}
	if (c->to->kind == SV_O_SYSLOG) {
		(void) sv_output_path(c->to->ident, &origin, what.to.ident, sizeof what.to.ident);
	}
	return send_order(slot, &(sv_errand) { SV_W_OPEN, c->id }, &what, fds, SV_W_FDS);
}

static bool tell(const sv_slot *slot, sv_capture *c)
{
	if (!c->told_open) {
		if (!send_open(slot, c)) {
			return false;
		}
		c->told_open = true;
		c->want_look = false;
	}
	if (c->want_look && !send_order(slot, &(sv_errand) { SV_W_LOOK, c->id }, NULL, NULL, 0)) {
		return false;
	}
	c->want_look = false;
	/* Told again to each log writer, until it says that it is done. */
	return !c->want_close || send_order(slot, &(sv_errand) { SV_W_CLOSE, c->id }, NULL, NULL, 0);
}

static void tell_all(sv_slot *slot)
{
	sv_capture *c;

	if (!slot->pid || !slot->ready || slot->asked || slot->broken) {
		return;
	}
	if (!journal_told) {
		journal_told = send_order(slot, &(sv_errand) { .type = SV_W_JOURNAL }, NULL, &journal, 1);
	}
	if (reopen && journal_told) {
		reopen = !send_order(slot, &(sv_errand) { .type = SV_W_REOPEN }, NULL, NULL, 0);
	}
	while (journal_told && (c = orders) && tell(slot, c)) {
		c->queued = false;
		orders = c->order_next;
		if (!orders) {
			orders_end = &orders;
		}
	}
	port->want_write(port->ctx, slot, orders || !journal_told);
}

/* --- captures --- */

void sv_logs_init(const sv_port *p, pid_t (*fork_it)(void))
{
	port = p;
	spawn.fork = fork_it;
}

int sv_logs_attach(sv_slot *slot)
{
	const sv_pool_config *config = &slot->pool->config;
	sv_capture *c;
	int error;

	if (!config->output || slot->capture) {
		return 0;
	}
	c = calloc(1, sizeof *c);
	if (!c) {
		return ENOMEM;
	}
	error = config->output->kind == SV_O_CALL || open_journal() ? sv_stream_open(&c->stream[0], sv_spawn_base()) : errno; /* here, where a failure is one of the slot */
	if (error) {
		free(c);
		return error;
	}
	error = sv_stream_open(&c->stream[1], sv_spawn_base());
	if (error) {
		sv_stream_close(&c->stream[0]);
		free(c);
		return error;
	}
	c->to = config->output;
	c->pool = slot->pool;
	c->id = ++ids;
	c->slot = slot->number;
	c->give_up_at = SV_NEVER;
	strncpy(c->name, config->name, sizeof c->name - 1);
	c->next = captures;
	if (captures) {
		captures->prev = c;
	}
	captures = c;
	slot->capture = c;
	if (c->to->kind != SV_O_CALL) {
		for_writer++;
		sv_logs_in_use = true;
		want(c);
	}
	return 0;
}

static void unlink_order(sv_capture *c)
{
	sv_capture **link = &orders;

	if (!c->queued) {
		return;
	}
	while (*link != c) {
		link = &(*link)->order_next;
	}
	*link = c->order_next;
	if (!*link) {
		orders_end = link;
	}
}

static void forget(sv_capture *c)
{
	unlink_order(c);
	*(c->prev ? &c->prev->next : &captures) = c->next;
	if (c->next) {
		c->next->prev = c->prev;
	}
	for_writer -= c->to->kind != SV_O_CALL;
	closing -= c->want_close;
	sv_stream_close(&c->stream[0]);
	sv_stream_close(&c->stream[1]);
	free(c);
}

void sv_logs_close(sv_capture *c)
{
	forget(c);
}

void sv_logs_mark(const void *of)
{
	const sv_slot *slot = of;
	int i;

	for (i = 0; i < 2; i++) {
		/* A worker before may have made it non-blocking, which is of the pipe, and would lose lines of one that does not expect it. */
		(void) fcntl(slot->capture->stream[i].in, F_SETFL, 0);
		(void) sv_stream_mark(&slot->capture->stream[i], getpid());
	}
}

void sv_logs_enter(const sv_slot *slot)
{
	if (slot->capture) {
		(void) dup2(slot->capture->stream[0].in, 1);
		(void) dup2(slot->capture->stream[1].in, 2);
		sv_logs_mark(slot);
	}
}

char *sv_logs_died(sv_slot *slot, uint32_t *len)
{
	sv_capture *c = slot->capture;
	char buf[2 * SV_LAST_MAX + 1], *copy = NULL;
	size_t n = 0;
	int i;

	for (i = 0; i < 2; i++) {
		n += sv_logs_last(c, i, buf + n);
		if (i == 0 && n > 0 && buf[n - 1] != '\n') {
			buf[n++] = '\n';
		}
		c->begin[i] = sv_stream_mark(&c->stream[i], 0);
	}
	if (c->to->kind != SV_O_CALL) {
		c->want_look = true;
		want(c);
	}
	if (n > 0 && (copy = malloc(n))) {
		memcpy(copy, buf, n);
		*len = (uint32_t) n;
	}
	return copy;
}

void sv_logs_detach(sv_slot *slot, int64_t until)
{
	sv_capture *c = slot->capture;

	if (!c) {
		return;
	}
	slot->capture = NULL;
	c->give_up_at = until;
	c->want_close = true;
	closing++;
	if (c->to->kind != SV_O_CALL) {
		want(c);
	}
}

void sv_logs_limit(const sv_pool *pool, int64_t until)
{
	sv_capture *c;

	for (c = closing ? captures : NULL; c; c = c->next) {
		if (c->pool == pool && c->want_close && c->give_up_at == SV_NEVER) {
			c->give_up_at = until;
		}
	}
}

/* A log writer waits for the stream of a batch that the one before was killed in. */
static void void_journal(const sv_capture *c)
{
	uint32_t head[2]; /* valid, id */

	_Static_assert(offsetof(sv_journal, valid) == 0 && offsetof(sv_journal, id) == sizeof head[0], "they come first");
	if (pread(journal, head, sizeof head, 0) == (ssize_t) sizeof head && head[0] && head[1] == c->id) {
		head[0] = 0;
		(void) !pwrite(journal, head, sizeof head[0], 0);
	}
}

static void give_up(int64_t now)
{
	sv_capture *c, *next;

	for (c = closing ? captures : NULL; c; c = next) {
		next = c->next;
		if (c->give_up_at <= now && c->to->kind != SV_O_CALL) {
			sv_pool_log(writer, NULL, SV_LOG_ERROR, "%llu bytes that workers of pool \"%s\", slot %u, have printed could not be written in time, and are lost",
				(unsigned long long) sv_logs_not_written(c), c->name, c->slot);
			void_journal(c);
			forget(c);
		}
	}
}

static int64_t next_give_up(void)
{
	int64_t at = SV_NEVER;
	const sv_capture *c;

	for (c = closing ? captures : NULL; c; c = c->next) {
		at = c->give_up_at < at ? c->give_up_at : at;
	}
	return at;
}

void sv_logs_service(bool may_fork)
{
	if (!writer && for_writer == 0) {
		sv_logs_in_use = false;
		return;
	}
	if (!writer) {
		start_writer();
	}
	if (!writer) {
		return;
	}
	sv_pool_service(writer, may_fork);
	give_up(sv_pool_now(writer));
	if (writer->phase == SV_PH_RUNNING) {
		tell_all(writer->slots[0]);
		if (for_writer == 0) {
			sv_pool_stop(writer, STOP_NS);
		}
	}
	if (writer->phase == SV_PH_STOPPED) {
		end_writer();
	}
}

int64_t sv_logs_deadline(bool may_fork)
{
	int64_t at, give_up_at;

	if (!writer) {
		return for_writer ? port->now(port->ctx) + AGAIN_NS : SV_NEVER;
	}
	at = sv_pool_deadline(writer, may_fork);
	give_up_at = next_give_up();
	return give_up_at < at ? give_up_at : at;
}

bool sv_logs_busy(const sv_pool *pool)
{
	const sv_capture *c;

	for (c = captures; c; c = c->next) {
		if (!pool || c->pool == pool) {
			return true;
		}
	}
	return writer && for_writer == 0;
}

void sv_logs_reopen(void)
{
	reopen = writer != NULL;
}

void sv_logs_abandon(void)
{
	/* Memory of the master: left as it is. */
	writer = NULL;
	captures = orders = NULL;
	orders_end = &orders;
	for_writer = closing = 0;
	journal = -1;
	journal_told = reopen = sv_logs_in_use = false;
}

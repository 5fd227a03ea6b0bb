/* SPDX-License-Identifier: BSD-3-Clause */
/* serve.c: rounds of the loop, and between them the callbacks of the user; see serve.h. */
#include "php/serve.h"

#include "core/fds.h"
#include "core/groups.h"
#include "core/linux.h"
#include "core/logs.h"
#include "core/loop.h"
#include "core/notify.h"
#include "core/program.h"
#include "core/spawn.h"
#include "php/call.h"
#include "php/child.h"
#include "php/event.h"
#include "php/exception.h"
#include "php/output.h"
#include "php/value.h"

#include "zend_exceptions.h"
#include "zend_fibers.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* See handle(). */
#define HANDLING_NS SV_MS_NS

/* --- the port: how the core reaches the world --- */

static int64_t port_now(void *ctx)
{
	(void) ctx;
	return sv_loop_now();
}

static int64_t port_wall(void *ctx)
{
	struct timespec t;

	(void) ctx;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t) t.tv_sec * SV_SECOND_NS + t.tv_nsec;
}

/* Not PHP's: the script may have seeded that, and counts on its numbers. */
static double port_random(void *ctx)
{
	static uint64_t x;

	(void) ctx;
	if (!x) {
		x = ((uint64_t) sv_loop_now() ^ (uint64_t) getpid() << 32) | 1;
	}
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return (double) (x >> 11) / (double) (UINT64_C(1) << 53);
}

static int port_spawn(void *ctx, sv_slot *slot)
{
	const sv_program *program = slot->pool->config.program;
	int error;

	(void) ctx;
	if (slot->pool->config.output && (error = php_sv_output_attach(slot))) {
		return error;
	}
	if (program) {
		error = sv_program_spawn(slot);
	} else {
		php_sv_objects_know();
		error = sv_spawn_worker(sv_logs_is(slot->pool) ? &sv_logs_spawn : &php_sv_spawn, slot);
	}
	if (error) {
		return error;
	}
	slot->watch = sv_loop_watch(slot->pid, slot->fd, sv_spawn_base(), program && program->spare_group, slot);
	if (!slot->watch) {
		kill(slot->pid, SIGKILL);
		while (waitpid(slot->pid, NULL, 0) < 0 && errno == EINTR) {
		}
		if (slot->fd >= 0) {
			sv_fds_close(slot->fd);
		}
		slot->pid = 0;
		slot->fd = -1;
		return ENOMEM;
	}
	return 0;
}

static void port_kill(void *ctx, sv_slot *slot, int sig, bool group)
{
	(void) ctx;
	if (!group || kill(-slot->pid, sig) != 0) {
		(void) kill(slot->pid, sig);
	}
}

static bool port_trace(void *ctx, sv_slot *slot)
{
	(void) ctx;
	return kill(slot->pid, sv_linux_trace_signal()) == 0;
}

static uint64_t port_memory(void *ctx, sv_slot *slot)
{
	(void) ctx;
	return slot->pool->config.program ? sv_groups_memory(slot->pid, sv_loop_now()) : sv_linux_memory(slot->pid);
}

static ssize_t port_notice(void *ctx, sv_slot *slot, char *text, size_t size)
{
	(void) ctx;
	return sv_notify_receive(slot->fd, slot->pool->config.program->who.uid, text, size);
}

static ssize_t port_send(void *ctx, int fd, const struct iovec *iov, int n)
{
	struct msghdr message = { .msg_iov = (struct iovec *) iov, .msg_iovlen = (size_t) n };

	(void) ctx;
	return sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static ssize_t port_recv(void *ctx, int fd, const struct iovec *iov, int n)
{
	struct msghdr message = { .msg_iov = (struct iovec *) iov, .msg_iovlen = (size_t) n };

	(void) ctx;
	return recvmsg(fd, &message, MSG_DONTWAIT);
}

static void port_want_write(void *ctx, sv_slot *slot, bool on)
{
	(void) ctx;
	sv_loop_want_write(slot->watch, on);
}

static void port_deaf(void *ctx, sv_slot *slot)
{
	(void) ctx;
	sv_loop_deaf(slot->watch);
}

static void port_hang_up(void *ctx, sv_slot *slot)
{
	(void) ctx;
	(void) shutdown(slot->fd, SHUT_WR);
}

static void port_forget(void *ctx, sv_slot *slot)
{
	(void) ctx;
	sv_loop_forget(slot->watch);
	slot->watch = NULL;
	if (slot->fd >= 0) {
		sv_fds_close(slot->fd);
	}
	slot->fd = -1;
}

static char *port_output(void *ctx, sv_slot *slot, uint32_t *len)
{
	(void) ctx;
	return php_sv_output_died(slot, len);
}

static void port_free_cell(void *ctx, sv_slot *slot)
{
	(void) ctx;
	if (slot->cell) {
		sv_spawn_free_cell(slot);
	}
	if (slot->capture) {
		/* While the pool runs, what its disk does not take may wait. */
		php_sv_output_detach(slot, slot->pool->phase == SV_PH_RUNNING ? SV_NEVER : sv_loop_now() + MAX(slot->pool->config.stop_ns, PHP_SV_WRITE_NS));
	}
}

static void port_log(void *ctx, sv_log_level level, const sv_pool *pool, const sv_slot *slot, const sv_facts *facts, const char *message)
{
	(void) ctx;
	php_sv_log_facts(level, pool, slot, facts, message);
}

const sv_port php_sv_port = {
	.now = port_now,
	.wall = port_wall,
	.random = port_random,
	.spawn = port_spawn,
	.kill = port_kill,
	.trace = port_trace,
	.memory = port_memory,
	.notice = port_notice,
	.send = port_send,
	.recv = port_recv,
	.want_write = port_want_write,
	.deaf = port_deaf,
	.hang_up = port_hang_up,
	.forget = port_forget,
	.output = port_output,
	.free_cell = port_free_cell,
	.log = port_log,
};

/* --- which pools --- */

void php_sv_serve_pool(php_sv_pool *pool)
{
	if (pool->listed) {
		return;
	}
	if (SV_G(pools_len) == SV_G(pools_cap)) {
		SV_G(pools_cap) = SV_G(pools_cap) ? SV_G(pools_cap) * 2 : 4;
		SV_G(pools) = safe_erealloc(SV_G(pools), SV_G(pools_cap), sizeof *SV_G(pools), 0);
	}
	SV_G(pools)[SV_G(pools_len)++] = pool;
	pool->listed = true;
}

void php_sv_unserve_pool(php_sv_pool *pool)
{
	uint32_t i;

	if (!pool->listed) {
		return;
	}
	for (i = 0; SV_G(pools)[i] != pool; i++) {
	}
	memmove(&SV_G(pools)[i], &SV_G(pools)[i + 1], (--SV_G(pools_len) - i) * sizeof *SV_G(pools));
	pool->listed = false;
}

uint64_t php_sv_serve_room(const php_sv_pool *pool, uint32_t workers)
{
	uint32_t i;

	uint32_t captured = pool->core->config.output ? workers : 0;

	for (i = 0; i < SV_G(pools_len); i++) {
		const sv_pool_config *other = &SV_G(pools)[i]->core->config;

		workers += SV_G(pools)[i] != pool ? other->workers : 0;
		captured += SV_G(pools)[i] != pool && other->output ? other->workers : 0;
	}
	return sv_spawn_make_room(workers, captured);
}

void php_sv_serve_keep(php_sv_pool *pool)
{
	if (!pool->kept) {
		pool->kept = true;
		GC_ADDREF(&pool->std);
	}
}

void php_sv_serve_abandon(void)
{
	sv_logs_abandon();
	/* Memory of the master: left as it is, for freeing it would copy its pages and might run destructors. */
	SV_G(pools) = NULL;
	SV_G(pools_len) = SV_G(pools_cap) = 0;
	SV_G(events) = NULL;
	SV_G(events_end) = &SV_G(events);
	SV_G(timers) = NULL;
	ZVAL_UNDEF(&SV_G(log));
	SV_G(serving) = 0;
	SV_G(running) = SV_G(in_callback) = SV_G(muted) = false;
}

void php_sv_serve_claim(void)
{
	if (SV_G(pid) == php_sv_pid) {
		return;
	}
	if (SV_G(pid)) {
		sv_loop_abandon();
		php_sv_serve_abandon();
	}
	SV_G(pid) = php_sv_pid;
}

/* --- rounds --- */

int64_t php_sv_in(double seconds)
{
	return sv_loop_now() + (int64_t) (seconds * 1e9);
}

/* Timers are for pools that go on: what they do, submit() above all, is refused by one that stops. */
static bool have_timers(void)
{
	uint32_t i;

	if (!SV_G(timers) || SV_G(muted)) {
		return false;
	}
	for (i = 0; i < SV_G(pools_len); i++) {
		if (SV_G(pools)[i]->core->phase == SV_PH_RUNNING) {
			return true;
		}
	}
	return false;
}

static bool run_timers(void)
{
	php_sv_timer *t;

	if (!have_timers()) {
		return true;
	}
	ZEND_HASH_FOREACH_PTR(SV_G(timers), t) {
		int64_t now = sv_loop_now();

		if (t->at > now) {
			continue;
		}
		/* Calls that were missed are not made up for. */
		t->at += t->every_ns * ((now - t->at) / t->every_ns + 1);
		if (!php_sv_callback(&t->callback, 0, NULL, NULL, "Master::every()")) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

static int64_t next_at(int64_t deadline, bool may_fork)
{
	php_sv_timer *t;
	int64_t logs_at;
	uint32_t i;

	if (SV_G(events) && !SV_G(muted)) {
		return 0;
	}
	for (i = 0; i < SV_G(pools_len); i++) {
		int64_t at = sv_pool_deadline(SV_G(pools)[i]->core, may_fork);

		deadline = at < deadline ? at : deadline;
	}
	if (sv_logs_in_use && (logs_at = sv_logs_deadline(may_fork)) < deadline) {
		deadline = logs_at;
	}
	if (have_timers()) {
		ZEND_HASH_FOREACH_PTR(SV_G(timers), t) {
			deadline = t->at < deadline ? t->at : deadline;
		} ZEND_HASH_FOREACH_END();
	}
	return deadline;
}

/*
 * Does something wait for the next opcode: a signal handler of pcntl, the end of set_time_limit(), a memory_limit error (8.2.35 and later)? What comes
 * between php_sv_interrupts() and the wait must not be slept over. While events are muted the VM has it later.
 */
static bool is_interrupted(void)
{
	return !SV_G(muted) && EG(current_execute_data) && (zend_atomic_bool_load_ex(&EG(vm_interrupt)) || zend_atomic_bool_load_ex(&EG(timed_out)));
}

/* As the VM does it, in its order: what is not seen to here would be found again in each round, which would never wait. */
bool php_sv_interrupts(void)
{
	if (!is_interrupted()) {
		return EG(exception) == NULL;
	}
	php_sv_objects_changed();
	zend_atomic_bool_store_ex(&EG(vm_interrupt), false);
	if (zend_atomic_bool_load_ex(&EG(timed_out))) {
		zend_timeout();
	}
#ifdef ZEND_HAS_OOM
	if (ZEND_HAS_OOM()) {
		zend_handle_delayed_oom();
		return EG(exception) == NULL;
	}
#endif
	if (zend_interrupt_function) {
		zend_interrupt_function(EG(current_execute_data));
	}
	return EG(exception) == NULL;
}

static bool run_interrupts(void)
{
	bool ok;

	SV_G(in_callback) = true;
	ok = php_sv_interrupts();
	SV_G(in_callback) = false;
	return ok;
}

/* All that can be done without waiting. */
static bool service(bool may_fork)
{
	uint32_t i;

	/* Before the forks: a worker inherits what pcntl has not yet dispatched, and would run the master's handler for the master's signal. */
	if (may_fork && !run_interrupts()) {
		return false;
	}
	for (i = 0; i < SV_G(pools_len); i++) {
		sv_pool_service(SV_G(pools)[i]->core, may_fork);
	}
	if (sv_logs_in_use) {
		sv_logs_service(may_fork);
	}
	if (!php_sv_tell() || !run_timers() || !run_interrupts()) {
		return false;
	}
	for (i = SV_G(pools_len); i-- > 0;) {
		php_sv_pool *pool = SV_G(pools)[i];

		if (pool->core->phase == SV_PH_STOPPED && php_sv_pool_stopped(pool)) {
			php_sv_unserve_pool(pool);
			if (pool->kept) {
				pool->kept = false;
				php_sv_objects_changed();
				OBJ_RELEASE(&pool->std);
				i = MIN(i, SV_G(pools_len)); /* destructors may have ended other pools */
			}
		}
	}
	return true;
}

/* Begins nothing new after so long: a thousand deaths at once are 50 ms of work. What is left stays noted, and the loop does not wait then. */
static void handle(void)
{
	int64_t began = sv_loop_now();
	sv_happening h;

	while (sv_loop_next(&h)) {
		sv_slot *slot = h.who;

		if (h.plain) {
			php_sv_output_readable(h.who);
		} else if (h.died) {
			sv_pool_died(slot->pool, slot, h.status, h.lost, h.peak_memory, h.cpu_ns);
		} else {
			if (h.readable) {
				sv_pool_readable(slot->pool, slot);
			}
			if (h.writable) {
				sv_pool_writable(slot->pool, slot);
			}
		}
		if (sv_loop_now() - began >= HANDLING_NS) {
			break;
		}
	}
}

static bool serve(bool (*done)(void *ctx), void *ctx, int64_t deadline)
{
	int outer = SV_G(serving)++;
	pid_t pid = php_sv_pid;
	bool ok;

	for (;;) {
		bool may_fork = php_sv_fork_refused() == NULL;

		ok = service(may_fork);
		if (!ok || UNEXPECTED(pid != php_sv_pid) || (done && done(ctx))) {
			break; /* another pid: a callback forked, and this is the child */
		}
		sv_loop_run(next_at(deadline, may_fork));
		handle();
		if (sv_loop_now() >= deadline) {
			ok = service(may_fork);
			break;
		}
	}
	SV_G(serving) = outer; /* not counted down: in a process that a callback forked it is 0 already */
	return ok;
}

bool php_sv_serve(bool (*done)(void *ctx), void *ctx, int64_t deadline)
{
	volatile bool ok = false, in_fiber = EG(active_fiber) != NULL;

	php_sv_objects_changed();
	if (SV_G(serving)) {
		return serve(done, ctx, deadline);
	}
	/* stop() and destructors serve in a Fiber, too: a callback that suspends it would leave the rounds on its stack, and all pools unserved. */
	if (in_fiber) {
		zend_fiber_switch_block();
	}
	zend_try {
		ok = serve(done, ctx, deadline);
	} zend_catch {
		if (in_fiber) {
			zend_fiber_switch_unblock();
		}
		/* A fatal error in a callback: shutdown functions, which come next, may use and stop the pools. */
		SV_G(serving) = 0;
		SV_G(running) = SV_G(in_callback) = SV_G(muted) = false;
		SV_G(timers) = NULL;
		zend_bailout();
	} zend_end_try();
	if (in_fiber) {
		zend_fiber_switch_unblock();
	}
	return ok;
}

bool php_sv_serve_for(php_sv_pool *pool, bool (*done)(void *ctx), void *ctx, int64_t deadline)
{
	if (!php_sv_serve(done, ctx, deadline)) {
		return false;
	}
	if (!php_sv_pool_is_mine(pool)) {
		php_sv_throw_state("this process was forked in a callback; pool \"%s\" belongs to its parent", ZSTR_VAL(pool->name));
		return false;
	}
	return true;
}

bool php_sv_may_ask(const php_sv_pool *pool, const char *method)
{
	if (pool && !php_sv_pool_usable(pool, method)) {
		return false;
	}
	if (SV_G(in_callback)) {
		php_sv_serve_claim(); /* the callback is the parent's, when user code forked in it */
	}
	if (SV_G(in_callback)) {
		php_sv_throw_state("%s() cannot be called in a callback of the supervisor: the master must go on serving", method);
		return false;
	}
	return true;
}

bool php_sv_may_serve(const php_sv_pool *pool, const char *method)
{
	const char *refused;

	if (!php_sv_may_ask(pool, method)) {
		return false;
	}
	if ((refused = php_sv_fork_refused())) {
		php_sv_throw_state("%s() cannot be called here: %s", method, refused);
		return false;
	}
	return true;
}

void php_sv_minit_serve(void)
{
	sv_loop_unless(is_interrupted);
	sv_logs_init(&php_sv_port, php_sv_fork);
}

static bool all_stopped(void *ctx)
{
	(void) ctx;
	return SV_G(pools_len) == 0;
}

void php_sv_serve_shutdown(void)
{
	uint32_t i;

	if (SV_G(pools_len) == 0) {
		return;
	}
	php_sv_serve_claim();
	SV_G(muted) = true;
	SV_G(in_callback) = false;
	for (i = 0; i < SV_G(pools_len); i++) {
		php_sv_pool_end(SV_G(pools)[i]);
	}
	/* An exception, of a destructor of what is dropped, ends it; a worker may not outlive its pool. */
	while (!php_sv_serve(all_stopped, NULL, SV_NEVER)) {
		zend_clear_exception();
	}
	SV_G(muted) = false;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * serve.h: serving the pools of this process: rounds of the loop, and between them the callbacks of the user.
 *
 * Nothing of PHP runs inside libev. What happened is noted by the core's hooks as events, and told in php_sv_tell(), one by one.
 */
#ifndef PHP_SV_SERVE_H
#define PHP_SV_SERVE_H

#include "php_supervisor.h"

#include "core/pool.h"
#include "php/pool.h"

extern const sv_port php_sv_port;
extern const sv_pool_hooks php_sv_hooks;

/*
 * Serves until done(ctx), at most until `deadline` (CLOCK_MONOTONIC, ns; SV_NEVER). True: done, or the deadline has come. False: a callback threw, or a
 * signal handler of the user; EG(exception) is set. done NULL: never.
 */
bool php_sv_serve(bool (*done)(void *ctx), void *ctx, int64_t deadline);

/* php_sv_serve() for a method that goes on with the pool: also false, and throws, in a process that a callback forked. */
bool php_sv_serve_for(php_sv_pool *pool, bool (*done)(void *ctx), void *ctx, int64_t deadline);

/*
 * May a method go on with this pool: in its process, not in a callback? And may it serve now: neither in a Fiber, a destructor ...? Throws a StateError that
 * names the method otherwise. The first is for a step that serves only now and then: the second one is dear beside a job that does nothing.
 */
bool php_sv_may_ask(const php_sv_pool *pool, const char *method);
bool php_sv_may_serve(const php_sv_pool *pool, const char *method);

/* Runs what waits for the VM's next opcode: signal handlers of pcntl above all. False: one threw. */
bool php_sv_interrupts(void);

/* The point in time so many seconds from now. */
int64_t php_sv_in(double seconds);

/* A started pool is served from now on, until it is stopped or freed. */
void php_sv_serve_pool(php_sv_pool *pool);
void php_sv_unserve_pool(php_sv_pool *pool);

/* Makes room for the descriptors of this pool with so many workers, beside the others that are served; see sv_spawn_make_room(). */
uint64_t php_sv_serve_room(const php_sv_pool *pool, uint32_t workers);

/* Keeps the object of a pool that was destructed while rounds are on the stack, until it is stopped. */
void php_sv_serve_keep(php_sv_pool *pool);

/* Timers of Master::every(). */
typedef struct php_sv_timer {
	int64_t every_ns, at;
	zval callback;
} php_sv_timer;

/* A line for the log, from the core or the binding; pool, slot and facts may be NULL. */
void php_sv_log(sv_log_level level, const sv_pool *pool, const sv_slot *slot, const char *message);
void php_sv_log_facts(sv_log_level level, const sv_pool *pool, const sv_slot *slot, const sv_facts *facts, const char *message);

/* At the end of the request: stops every pool of this process, without callbacks. */
void php_sv_serve_shutdown(void);

/* In a worker: the pools, events and timers of the master are not ours. */
void php_sv_serve_abandon(void);

/* Pools are about to be served, or stopped, by this process: one that user code forked has no part in those that it inherited. */
void php_sv_serve_claim(void);

void php_sv_minit_serve(void);

/* --- signal.c --- */

/* What a signal to the master asks for: SIGTERM, SIGINT, SIGQUIT; SIGHUP; SIGUSR1; SIGUSR2; SIGTTIN; SIGTTOU. */
typedef enum php_sv_wish { PHP_SV_STOP, PHP_SV_RESTART, PHP_SV_REOPEN, PHP_SV_STATUS, PHP_SV_MORE, PHP_SV_LESS, PHP_SV_WISHES } php_sv_wish;

/* They are counted from now on, until released. Those after PHP_SV_STOP only where they are at their default. */
void php_sv_signals_take(void);
void php_sv_signals_release(void);
unsigned php_sv_signals_seen(php_sv_wish wish);

/* In a worker: those that stop set the flag that makes it leave, the others are ignored. */
void php_sv_signals_worker(void);
extern volatile sig_atomic_t php_sv_leave_signal;

/* --- run.c --- */

/* Runs these pools until all have ended; the exit status, or -1: threw. master: may be NULL. */
int php_sv_run(zend_object *master, php_sv_pool **pools, uint32_t n, const char *method);

#endif

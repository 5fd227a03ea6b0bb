/* SPDX-License-Identifier: BSD-3-Clause */
/* pool.c: the class Pool; see pool.h. */
#include "php/pool.h"

#include "core/linux.h"
#include "core/logs.h"
#include "core/loop.h"
#include "core/spawn.h"
#include "php/check.h"
#include "php/child.h"
#include "php/event.h"
#include "php/exception.h"
#include "php/follow.h"
#include "php/job.h"
#include "php/output.h"
#include "php/serve.h"
#include "php/status.h"
#include "php/value.h"
#include "php/worker.h"

#include "zend_closures.h"
#include "zend_exceptions.h"

#include <unistd.h>

/* A heap so large goes into huge pages: to make them takes 0.3 ms a MB, and each replacement of a worker takes 0.05 ms a MB less. */
#define HUGE_FROM (8 * 1024 * 1024)

static zend_object_handlers handlers;

/* --- the object --- */

static zend_object *create(zend_class_entry *ce)
{
	php_sv_pool *p = zend_object_alloc(sizeof *p, ce);

	memset(p, 0, offsetof(php_sv_pool, std));
	ZVAL_UNDEF(&p->work);
	ZVAL_UNDEF(&p->boot);
	ZVAL_UNDEF(&p->shutdown);
	ZVAL_UNDEF(&p->backoff);
	ZVAL_UNDEF(&p->output);
	p->pid = php_sv_pid;
	zend_object_std_init(&p->std, ce);
	object_properties_init(&p->std, ce);
	p->std.handlers = &handlers;
	return &p->std;
}

void php_sv_pool_end(php_sv_pool *p)
{
	uint64_t before = p->core->jobs.n.cancelled, lost;

	sv_pool_stop(p->core, p->core->config.stop_ns);
	lost = p->core->jobs.n.cancelled - before;
	if (p->fed && lost) {
		sv_pool_log(p->core, NULL, SV_LOG_WARNING, "%llu job%s not begun, and %s cancelled at its end; jobs of other pools had submitted to it: run() it together with them, "
			"or wait() for it", (unsigned long long) lost, lost == 1 ? " has" : "s have", lost == 1 ? "is" : "are");
	}
}

/* The last variable is gone, or the script ends. */
void php_sv_pool_destroy(zend_object *o)
{
	php_sv_pool *p = php_sv_pool_of(o);
	php_sv_pending pending;

	if (!p->core || !php_sv_pool_is_mine(p) || !p->listed) {
		return;
	}
	pending = php_sv_exception_aside();
	if (SV_G(in_callback) || SV_G(serving)) {
		php_sv_pool_end(p);
		/* The rounds that are on the stack go on with it, and hold it until its workers are gone. */
		if (!php_sv_pool_stopped(p)) {
			php_sv_serve_keep(p);
		}
	} else {
		bool muted = SV_G(muted);

		SV_G(muted) = muted || pending.exception;
		php_sv_pool_end(p);
		php_sv_pool_stop(p, p->core->config.stop_ns);
		SV_G(muted) = muted;
	}
	php_sv_exception_back(&pending);
}

/*
 * After a fatal error, also one in a callback, destructors do not run, but the running jobs are finished all the same. Also when a callback threw while the
 * destructor served. An exception, pending or from a destructor of what is dropped meanwhile, ends php_sv_serve(), but the memory of the pool is about to
 * be freed: its workers must be gone before.
 */
static void stop_undestructed(php_sv_pool *p)
{
	php_sv_pending pending = php_sv_exception_aside();
	bool muted = SV_G(muted);

	SV_G(muted) = true;
	SV_G(in_callback) = false;
	php_sv_pool_end(p);
	do {
		php_sv_pending meanwhile = php_sv_exception_aside();

		php_sv_pool_stop(p, p->core->config.stop_ns);
		php_sv_exception_back(&meanwhile);
	} while (!php_sv_pool_stopped(p) && php_sv_pool_is_mine(p));
	SV_G(muted) = muted;
	php_sv_exception_back(&pending);
}

static void free_object(zend_object *o)
{
	php_sv_pool *p = php_sv_pool_of(o);
	uint32_t i;

	php_sv_follow_forget(p);
	/* In a forked process the core is the master's, and closures may hold what only the master may free. */
	if (php_sv_pool_is_mine(p)) {
		if (p->listed) {
			stop_undestructed(p);
			php_sv_unserve_pool(p);
		}
		for (i = 0; i < PHP_SV_EXITS; i++) {
			if (p->exits[i]) {
				php_sv_exit_free(p->exits[i]);
			}
		}
		if (p->core) {
			sv_jobs_free(&p->core->jobs);
			sv_failed_purge(&p->core->failed, INT64_MAX);
			sv_pool_release(p->core);
		}
		for (i = 0; i < PHP_SV_EVENTS; i++) {
			if (p->listeners[i]) {
				zend_array_release(p->listeners[i]);
			}
		}
		zval_ptr_dtor(&p->work);
		zval_ptr_dtor(&p->boot);
		zval_ptr_dtor(&p->shutdown);
		zval_ptr_dtor(&p->backoff);
		zval_ptr_dtor(&p->output);
		if (p->worker) {
			OBJ_RELEASE(p->worker);
		}
		if (p->name) {
			zend_string_release(p->name);
		}
	}
	zend_object_std_dtor(o);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
	php_sv_pool *p = php_sv_pool_of(o);
	zval *closure;
	int i;

	zend_get_gc_buffer_add_zval(buffer, &p->work);
	zend_get_gc_buffer_add_zval(buffer, &p->boot);
	zend_get_gc_buffer_add_zval(buffer, &p->shutdown);
	zend_get_gc_buffer_add_zval(buffer, &p->backoff);
	zend_get_gc_buffer_add_zval(buffer, &p->output);
	for (i = 0; i < PHP_SV_EVENTS; i++) {
		if (p->listeners[i]) {
			ZEND_HASH_FOREACH_VAL(p->listeners[i], closure) {
				zend_get_gc_buffer_add_zval(buffer, closure);
			} ZEND_HASH_FOREACH_END();
		}
	}
	zend_get_gc_buffer_use(buffer, table, n);
	return NULL;
}

/* --- checks --- */

ZEND_COLD void php_sv_pool_refuse(const php_sv_pool *pool, const char *method)
{
	if (!pool->core) {
		php_sv_throw_state("%s() cannot be called: the constructor of the Pool was not called", method);
		return;
	}
	php_sv_throw_state(SV_G(is_worker) ?
		"%s() cannot be called in a worker: the pool belongs to the master; $job->submit() adds a job from inside a handler" :
		"%s() cannot be called in a process that was forked from the one that made the pool", method);
}

static bool usable(const php_sv_pool *p, const char *method)
{
	return php_sv_pool_usable(p, method);
}

/* --- start and stop --- */

static bool make_room(const php_sv_pool *p, uint32_t workers, const char *method)
{
	uint64_t need = php_sv_serve_room(p, workers);

	if (need) {
		php_sv_throw_state("%s() cannot be called: pool \"%s\" with %u workers needs more descriptors than RLIMIT_NOFILE allows; raise its hard limit (ulimit -Hn) to "
			ZEND_ULONG_FMT, method, ZSTR_VAL(p->name), workers, (zend_ulong) need);
	}
	return need == 0;
}

/* Page tables are what a fork costs, and what the end of a worker costs again. */
static void make_heap_huge(void)
{
	uint32_t i;

	if (!SV_G(huge_pages) || zend_memory_usage(true) < HUGE_FROM) {
		return;
	}
	for (i = 0; i < SV_G(pools_len); i++) {
		if (SV_G(pools)[i]->core->occupied) {
			return; /* workers would keep the small ones */
		}
	}
	(void) sv_linux_make_huge();
}

bool php_sv_pool_start(php_sv_pool *p, const char *method)
{
	const char *why = php_sv_fork_refused();

	php_sv_objects_changed();
	/* As in a round: before the first forks. Also what the VM has not yet seen to, for it does not look between two calls of functions. */
	if (p->core->phase == SV_PH_NEW && !why && !SV_G(in_callback) && !(php_sv_interrupts() && php_sv_pool_usable(p, method))) {
		return false;
	}
	if (p->core->phase == SV_PH_RUNNING) {
		return true;
	}
	if (p->core->phase != SV_PH_NEW) {
		php_sv_throw_state("%s() cannot be called: pool \"%s\" %s; make a new one", method, ZSTR_VAL(p->name),
			p->core->gave_up ? "has given up, for it had no worker any more (the log says why)" : "was stopped");
		return false;
	}
	if (why) {
		php_sv_throw_state("%s() cannot be called here: %s", method, why);
		return false;
	}
	php_sv_serve_claim();
	if (SV_G(in_callback)) {
		php_sv_throw_state("%s() cannot start pool \"%s\" in a callback of the supervisor; start it before", method, ZSTR_VAL(p->name));
		return false;
	}
	if (!make_room(p, p->core->config.workers, method) || !php_sv_output_check(p, p->core->config.workers, method)) {
		return false;
	}
	if (!sv_loop_open(SV_G(pidfd), &why)) {
		php_sv_throw_state("%s() cannot be called: %s", method, why);
		return false;
	}
	if (!SV_G(job_prefix)[0]) {
		php_sv_job_new_prefix(); /* before the fork: workers have it, too */
	}
	if (!p->core->config.program) {
		php_sv_worker_prepare(p);
		make_heap_huge(); /* vfork() copies no page tables */
	}
	php_sv_serve_pool(p);
	sv_pool_start(p->core);
	/* Forks as many as one round does; the next rounds fork the rest. */
	sv_pool_service(p->core, true);
	if (sv_logs_in_use) {
		sv_logs_service(true); /* now: the pool may be stopped where nothing can be forked */
	}
	return true;
}

bool php_sv_pool_stopped(void *pool)
{
	const php_sv_pool *p = pool;

	return p->core->phase == SV_PH_STOPPED && !php_sv_output_busy(p);
}

void php_sv_pool_stop(php_sv_pool *p, int64_t timeout_ns)
{
	if (p->core->phase == SV_PH_NEW) {
		p->core->phase = SV_PH_STOPPED;
		return;
	}
	sv_pool_stop(p->core, timeout_ns);
	GC_ADDREF(&p->std);
	(void) php_sv_serve(php_sv_pool_stopped, p, SV_NEVER);
	OBJ_RELEASE(&p->std);
}

static php_sv_pool *self(zval *this)
{
	return php_sv_pool_of(Z_OBJ_P(this));
}

ZEND_METHOD(Supervisor_Pool, start)
{
	php_sv_pool *p = self(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();
	if (!usable(p, "Pool::start")) {
		RETURN_THROWS();
	}
	if (SV_G(in_callback)) {
		php_sv_throw_state("Pool::start() cannot be called in a callback of the supervisor; start the pool before");
		RETURN_THROWS();
	}
	if (!php_sv_pool_start(p, "Pool::start")) {
		RETURN_THROWS();
	}
	/* A pool that was started before may be asked again where nothing can be forked. */
	while (!php_sv_fork_refused() && sv_pool_forks_due(p->core)) {
		sv_pool_service(p->core, true);
	}
}

ZEND_METHOD(Supervisor_Pool, stop)
{
	php_sv_pool *p = self(ZEND_THIS);
	bool usual = true;
	double timeout = 0;
	int64_t ns;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE_OR_NULL(timeout, usual)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::stop") || (!usual && !php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, 1))) {
		RETURN_THROWS();
	}
	ns = usual ? p->core->config.stop_ns : (int64_t) (timeout * 1e9);
	if (SV_G(in_callback)) {
		php_sv_serve_claim(); /* the callback is the parent's, when user code forked in it */
	}
	if (SV_G(in_callback)) {
		if (p->core->phase != SV_PH_NEW) {
			sv_pool_stop(p->core, ns);
		} else {
			p->core->phase = SV_PH_STOPPED;
		}
		return;
	}
	/* Not php_sv_may_serve(): where nothing can be forked, a pool can be stopped all the same, as its destructor does. */
	php_sv_pool_stop(p, ns);
}

ZEND_METHOD(Supervisor_Pool, restart)
{
	php_sv_pool *p = self(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();
	if (!usable(p, "Pool::restart")) {
		RETURN_THROWS();
	}
	if (p->core->phase != SV_PH_RUNNING) {
		php_sv_throw_state("Pool::restart() cannot be called: pool \"%s\" %s", ZSTR_VAL(p->name),
			p->core->phase == SV_PH_NEW ? "is not started" : "was stopped");
		RETURN_THROWS();
	}
	sv_pool_restart(p->core);
}

ZEND_METHOD(Supervisor_Pool, scale)
{
	php_sv_pool *p = self(ZEND_THIS);
	zend_long workers;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(workers)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::scale") || !php_sv_check_range(workers, p->core->config.min_workers, PHP_SV_WORKERS_MAX, 1)) {
		RETURN_THROWS();
	}
	if (p->core->phase > SV_PH_RUNNING) {
		php_sv_throw_state("Pool::scale() cannot be called: pool \"%s\" was stopped", ZSTR_VAL(p->name));
		RETURN_THROWS();
	}
	if ((uint32_t) workers > p->core->config.workers && !make_room(p, (uint32_t) workers, "Pool::scale")) {
		RETURN_THROWS();
	}
	if (!sv_pool_scale(p->core, (uint32_t) workers)) {
		zend_throw_error(NULL, "Out of memory: a pool of %u workers", (unsigned) workers);
		RETURN_THROWS();
	}
}

ZEND_METHOD(Supervisor_Pool, run)
{
	php_sv_pool *p = self(ZEND_THIS);
	int status;

	ZEND_PARSE_PARAMETERS_NONE();
	status = php_sv_run(NULL, &p, 1, "Pool::run");
	if (status < 0) {
		RETURN_THROWS();
	}
	RETURN_LONG(status);
}

/* --- serving --- */

static uint64_t settled_of(const php_sv_pool *p)
{
	const sv_job_counts *n = &p->core->jobs.n;

	return n->done + n->failed + n->cancelled;
}

static bool nothing_open(void *ctx)
{
	const php_sv_pool *p = ctx;

	return sv_jobs_open(&p->core->jobs) == 0 && !SV_G(events);
}

bool php_sv_pool_enter(php_sv_pool *p, const char *method)
{
	return php_sv_may_serve(p, method) && php_sv_pool_start(p, method);
}

ZEND_METHOD(Supervisor_Pool, tick)
{
	php_sv_pool *p = self(ZEND_THIS);
	double timeout = 0;
	uint64_t before;
	bool ok;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::tick") || !php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, 1) || !php_sv_pool_enter(p, "Pool::tick")) {
		RETURN_THROWS();
	}
	before = settled_of(p);
	GC_ADDREF(&p->std);
	ok = php_sv_serve(NULL, NULL, timeout > 0 ? php_sv_in(timeout) : 0);
	RETVAL_LONG((zend_long) (settled_of(p) - before));
	OBJ_RELEASE(&p->std);
	if (!ok) {
		RETURN_THROWS();
	}
}

ZEND_METHOD(Supervisor_Pool, wait)
{
	php_sv_pool *p = self(ZEND_THIS);
	bool forever = true;
	double timeout = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE_OR_NULL(timeout, forever)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::wait") || (!forever && !php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, 1)) || !php_sv_may_serve(p, "Pool::wait")) {
		RETURN_THROWS();
	}
	GC_ADDREF(&p->std);
	(void) php_sv_serve(nothing_open, p, forever ? SV_NEVER : php_sv_in(timeout));
	RETVAL_BOOL(sv_jobs_open(&p->core->jobs) == 0);
	OBJ_RELEASE(&p->std);
}

ZEND_METHOD(Supervisor_Pool, finish)
{
	php_sv_pool *p = self(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();
	if (!php_sv_may_serve(p, "Pool::finish")) {
		RETURN_THROWS();
	}
	GC_ADDREF(&p->std);
	if (php_sv_serve_for(p, nothing_open, p, SV_NEVER)) {
		php_sv_pool_stop(p, p->core->config.stop_ns);
	}
	OBJ_RELEASE(&p->std);
}

/* --- looking --- */

ZEND_METHOD(Supervisor_Pool, status)
{
	php_sv_pool *p = self(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();
	if (!usable(p, "Pool::status")) {
		RETURN_THROWS();
	}
	php_sv_status(return_value, p);
}

ZEND_METHOD(Supervisor_Pool, on)
{
	php_sv_pool *p = self(ZEND_THIS);
	zval *event, *callback, copy;
	HashTable **list;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_OBJECT_OF_CLASS(event, php_sv_ce_Event)
		Z_PARAM_OBJECT_OF_CLASS(callback, zend_ce_closure)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::on")) {
		RETURN_THROWS();
	}
	list = &p->listeners[php_sv_enum_index(Z_OBJ_P(event), php_sv_events, PHP_SV_EVENTS)];
	if (!*list) {
		*list = zend_new_array(1);
	} else if (GC_REFCOUNT(*list) > 1) { /* it is being walked */
		HashTable *mine = zend_array_dup(*list);

		GC_DELREF(*list);
		*list = mine;
	}
	ZVAL_COPY(&copy, callback);
	zend_hash_next_index_insert_new(*list, &copy);
	RETURN_COPY(ZEND_THIS);
}

void php_sv_minit_pool(void)
{
	php_sv_ce_Pool->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(php_sv_pool, std);
	handlers.dtor_obj = php_sv_pool_destroy;
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.get_gc = get_gc;
}

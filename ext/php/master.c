/* SPDX-License-Identifier: BSD-3-Clause */
/* master.c: the class Master, Supervisor\run(), and the run of one or several pools until they end. */
#include "php/check.h"
#include "php/child.h"
#include "php/event.h"
#include "php/exception.h"
#include "php/serve.h"
#include "php/status.h"
#include "php/value.h"

#include "core/loop.h"
#include "core/spawn.h"

#include "zend_closures.h"
#include "zend_exceptions.h"

#define GAVE_UP_STATUS 70 /* EX_SOFTWARE of sysexits.h */

typedef struct php_sv_master {
	bool constructed, running;
	HashTable pools;  /* name => Pool */
	HashTable timers; /* list of php_sv_timer */
	zval log;
	zend_object std;
} php_sv_master;

static zend_object_handlers handlers;

static php_sv_master *of(zend_object *o)
{
	return (php_sv_master *) ((char *) o - offsetof(php_sv_master, std));
}

static void free_timer(zval *z)
{
	php_sv_timer *t = Z_PTR_P(z);

	zval_ptr_dtor(&t->callback);
	efree(t);
}

static zend_object *create(zend_class_entry *ce)
{
	php_sv_master *m = zend_object_alloc(sizeof *m, ce);

	memset(m, 0, offsetof(php_sv_master, std));
	zend_hash_init(&m->pools, 4, NULL, ZVAL_PTR_DTOR, 0);
	zend_hash_init(&m->timers, 4, NULL, free_timer, 0);
	ZVAL_UNDEF(&m->log);
	zend_object_std_init(&m->std, ce);
	object_properties_init(&m->std, ce);
	m->std.handlers = &handlers;
	return &m->std;
}

static void free_object(zend_object *o)
{
	php_sv_master *m = of(o);

	zend_hash_destroy(&m->pools);
	zend_hash_destroy(&m->timers);
	zval_ptr_dtor(&m->log);
	zend_object_std_dtor(o);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
	php_sv_master *m = of(o);
	php_sv_timer *t;
	zval *pool;

	ZEND_HASH_FOREACH_VAL(&m->pools, pool) {
		zend_get_gc_buffer_add_zval(buffer, pool);
	} ZEND_HASH_FOREACH_END();
	ZEND_HASH_FOREACH_PTR(&m->timers, t) {
		zend_get_gc_buffer_add_zval(buffer, &t->callback);
	} ZEND_HASH_FOREACH_END();
	zend_get_gc_buffer_add_zval(buffer, &m->log);
	zend_get_gc_buffer_use(buffer, table, n);
	return NULL;
}

/* --- running --- */

typedef struct run {
	php_sv_pool **pools;
	uint32_t n;
	unsigned obeyed[PHP_SV_WISHES]; /* signals that were acted upon */
} run;

static void stop_all(const run *r)
{
	uint32_t i;

	for (i = 0; i < r->n; i++) {
		if (r->pools[i]->core->phase == SV_PH_RUNNING) {
			sv_pool_stop(r->pools[i]->core, r->pools[i]->core->config.stop_ns);
		}
	}
}

static bool has_running_jobs(const run *r)
{
	uint32_t i, k;

	for (i = 0; i < r->n; i++) {
		const sv_pool *core = r->pools[i]->core;

		for (k = 0; k < core->len; k++) {
			if (core->slots[k]->state == SV_BUSY) {
				return true;
			}
		}
	}
	return false;
}

/* The first signal stops; the second ends the time that workers have for that, so that they tell where they are and are killed; the third kills. */
static void obey_stop(run *r)
{
	static const char *const words[] = {
		"got a signal to stop: workers finish the jobs that they run; a second one ends their time",
		"got another signal to stop: the workers' time is over; a third one kills at once",
		"got another signal to stop: killing the workers",
	};
	unsigned n = r->obeyed[PHP_SV_STOP]++;
	uint32_t i;

	/* Who waits for a job to end should know what for. */
	php_sv_log(n || has_running_jobs(r) ? SV_LOG_WARNING : SV_LOG_INFO, NULL, NULL, words[MIN(n, 2)]);
	if (n == 0) {
		stop_all(r);
		return;
	}
	for (i = 0; i < r->n; i++) {
		if (n == 1) {
			sv_pool_stop(r->pools[i]->core, 0);
		} else {
			sv_pool_kill(r->pools[i]->core);
		}
	}
}

static void scale_by(php_sv_pool *p, int by)
{
	const sv_pool_config *c = &p->core->config;
	char line[120];

	if (p->core->phase != SV_PH_RUNNING || (by < 0 && c->workers <= MAX(1, c->min_workers)) || (by > 0 && c->workers >= PHP_SV_WORKERS_MAX) ||
	    sv_spawn_make_room((uint32_t) ((int) c->workers + by)) || !sv_pool_scale(p->core, (uint32_t) ((int) c->workers + by))) {
		return;
	}
	snprintf(line, sizeof line, "has %u workers now, after a signal (%s)", c->workers, by > 0 ? "SIGTTIN" : "SIGTTOU");
	php_sv_log(SV_LOG_INFO, p->core, NULL, line);
}

static void obey(run *r, php_sv_wish wish)
{
	uint32_t i;

	if (wish == PHP_SV_STOP) {
		obey_stop(r);
		return;
	}
	r->obeyed[wish]++;
	if (wish == PHP_SV_RESTART) {
		php_sv_log(SV_LOG_INFO, NULL, NULL, "got SIGHUP: replacing the workers, a tenth at a time");
	}
	for (i = 0; i < r->n; i++) {
		php_sv_pool *p = r->pools[i];

		switch (wish) {
		case PHP_SV_RESTART: sv_pool_restart(p->core); break;
		case PHP_SV_STATUS: php_sv_status_log(p); break;
		default: scale_by(p, wish == PHP_SV_MORE ? 1 : -1); break;
		}
	}
}

static void obey_signals(run *r)
{
	int wish;

	for (wish = 0; wish < PHP_SV_WISHES; wish++) {
		while (r->obeyed[wish] < php_sv_signals_seen((php_sv_wish) wish)) {
			obey(r, (php_sv_wish) wish);
		}
	}
}

/* Can nothing happen any more that would give this pool work? Nobody but a callback could add a job. */
static bool is_finished(const php_sv_pool *p)
{
	return p->core->config.handler && p->core->phase == SV_PH_RUNNING && sv_jobs_open(&p->core->jobs) == 0 && !SV_G(events) &&
		(p->core->starting == 0 || !p->listeners[PHP_SV_WORKER_READY]) &&
		!(SV_G(timers) && zend_hash_num_elements(SV_G(timers)));
}

static bool run_done(void *ctx)
{
	run *r = ctx;
	bool done = true, finished = true;
	uint32_t i;

	obey_signals(r);
	/* A pool may be given jobs by the callbacks of another one, so they end together; and beside a loop that runs none ends. */
	for (i = 0; i < r->n; i++) {
		finished = finished && (r->pools[i]->core->phase != SV_PH_RUNNING || is_finished(r->pools[i]));
	}
	for (i = 0; i < r->n; i++) {
		sv_pool *core = r->pools[i]->core;

		if (finished && is_finished(r->pools[i])) {
			sv_pool_stop(core, core->config.stop_ns);
		}
		done = done && core->phase == SV_PH_STOPPED;
	}
	return done;
}

static bool run_over(void *ctx)
{
	run *r = ctx;
	uint32_t i;

	obey_signals(r);
	for (i = 0; i < r->n; i++) {
		sv_phase phase = r->pools[i]->core->phase;

		if (phase == SV_PH_RUNNING || phase == SV_PH_STOPPING) { /* one that could not be started is over, too */
			return false;
		}
	}
	return true;
}

static bool may_run(php_sv_pool **pools, uint32_t n, const char *method)
{
	uint32_t i, k;

	if (SV_G(running)) {
		php_sv_throw_state("%s() cannot be called: another run() of this process is not over", method);
		return false;
	}
	if (n == 0 && !php_sv_may_serve(NULL, method)) {
		return false;
	}
	for (i = 0; i < n; i++) {
		if (!php_sv_may_serve(pools[i], method)) {
			return false;
		}
		if (pools[i]->core->phase > SV_PH_RUNNING) {
			php_sv_throw_state("%s() cannot be called: pool \"%s\" was stopped; make a new one", method, ZSTR_VAL(pools[i]->name));
			return false;
		}
		for (k = 0; k < i; k++) {
			if (zend_string_equals(pools[i]->name, pools[k]->name)) {
				php_sv_throw_state("%s() cannot be called: two pools have the name \"%s\"", method, ZSTR_VAL(pools[i]->name));
				return false;
			}
		}
	}
	return true;
}

/* An exception left a callback: the workers are stopped before it goes on. */
static void stop_after_exception(run *r)
{
	zend_object *pending = EG(exception);

	EG(exception) = NULL;
	SV_G(muted) = true;
	stop_all(r);
	(void) php_sv_serve(run_over, r, SV_NEVER);
	SV_G(muted) = false;
	if (EG(exception)) {
		OBJ_RELEASE(EG(exception));
	}
	EG(exception) = pending;
}

int php_sv_run(zend_object *master, php_sv_pool **pools, uint32_t n, const char *method)
{
	php_sv_master *m = master ? of(master) : NULL;
	run r = { pools, n, { 0 } };
	bool killed = false, gave_up = false;
	php_sv_timer *t;
	uint32_t i;

	if (!may_run(pools, n, method)) {
		return -1;
	}
	SV_G(running) = true;
	if (m) {
		m->running = true;
		SV_G(timers) = &m->timers;
		ZEND_HASH_FOREACH_PTR(&m->timers, t) {
			t->at = sv_loop_now() + t->every_ns;
		} ZEND_HASH_FOREACH_END();
		ZVAL_COPY(&SV_G(log), &m->log);
	}
	for (i = 0; i < n; i++) {
		GC_ADDREF(&pools[i]->std);
	}
	/* Before the first fork: a signal that comes now must stop, not end the master with its workers half started. */
	php_sv_signals_take();
	for (i = 0; i < n && php_sv_pool_start(pools[i], method); i++) {
	}
	if (n > 0 && (EG(exception) || !php_sv_serve(run_done, &r, SV_NEVER)) && php_sv_pool_is_mine(pools[0])) {
		stop_after_exception(&r); /* not in a process that a callback forked and that ends by exit() */
	}
	php_sv_signals_release();
	for (i = 0; i < n; i++) {
		killed = killed || pools[i]->core->killed;
		gave_up = gave_up || pools[i]->core->gave_up;
	}
	if (m) {
		m->running = false;
		SV_G(timers) = NULL;
		zval_ptr_dtor(&SV_G(log));
		ZVAL_UNDEF(&SV_G(log));
	}
	SV_G(running) = false;
	for (i = 0; i < n; i++) {
		OBJ_RELEASE(&pools[i]->std);
	}
	return EG(exception) ? -1 : gave_up ? GAVE_UP_STATUS : killed ? 1 : 0;
}

/* --- the class --- */

static bool add_pool(php_sv_master *m, zval *pool, uint32_t arg_num)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(pool));

	if (!php_sv_pool_usable(p, "Master::add")) {
		return false;
	}
	if (zend_hash_exists(&m->pools, p->name)) {
		zend_argument_value_error(arg_num, "must be pools with different names, \"%s\" is there already", ZSTR_VAL(p->name));
		return false;
	}
	Z_ADDREF_P(pool);
	zend_hash_add_new(&m->pools, p->name, pool);
	return true;
}

ZEND_METHOD(Supervisor_Master, __construct)
{
	php_sv_master *m = of(Z_OBJ_P(ZEND_THIS));
	HashTable *pools = NULL;
	zval *log = NULL, *pool;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(pools)
		Z_PARAM_ZVAL_OR_NULL(log) /* not an object, whose error names neither type */
	ZEND_PARSE_PARAMETERS_END();

	if (m->constructed) {
		php_sv_throw_state("Master::__construct() was called already");
		RETURN_THROWS();
	}
	if (log && (Z_TYPE_P(log) != IS_OBJECT || (Z_OBJCE_P(log) != zend_ce_closure && Z_OBJCE_P(log) != php_sv_ce_Log))) {
		zend_argument_type_error(2, "must be of type Supervisor\\Log|Closure|null, %s given", zend_zval_type_name(log));
		RETURN_THROWS();
	}
	if (pools) {
		ZEND_HASH_FOREACH_VAL(pools, pool) {
			ZVAL_DEREF(pool);
			if (Z_TYPE_P(pool) != IS_OBJECT || Z_OBJCE_P(pool) != php_sv_ce_Pool) {
				zend_argument_type_error(1, "must be a list of Supervisor\\Pool, %s given", zend_zval_type_name(pool));
				break;
			}
			if (!add_pool(m, pool, 1)) {
				break;
			}
		} ZEND_HASH_FOREACH_END();
		if (EG(exception)) {
			zend_hash_clean(&m->pools);
			RETURN_THROWS();
		}
	}
	if (log) {
		ZVAL_COPY(&m->log, log);
	}
	m->constructed = true;
}

static bool usable(const php_sv_master *m, const char *method)
{
	if (!m->constructed) {
		php_sv_throw_state("%s() cannot be called: the constructor of the Master was not called", method);
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Master, add)
{
	php_sv_master *m = of(Z_OBJ_P(ZEND_THIS));
	zval *pool;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_OBJECT_OF_CLASS(pool, php_sv_ce_Pool)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(m, "Master::add")) {
		RETURN_THROWS();
	}
	if (m->running) {
		php_sv_throw_state("Master::add() cannot be called while run() runs");
		RETURN_THROWS();
	}
	(void) add_pool(m, pool, 1);
}

ZEND_METHOD(Supervisor_Master, every)
{
	php_sv_master *m = of(Z_OBJ_P(ZEND_THIS));
	zval *callback;
	double seconds;
	php_sv_timer *t;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_DOUBLE(seconds)
		Z_PARAM_OBJECT_OF_CLASS(callback, zend_ce_closure)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(m, "Master::every") || !php_sv_check_seconds(seconds, 0.001, PHP_SV_SECONDS_MAX, 1)) {
		RETURN_THROWS();
	}
	if (m->running) {
		php_sv_throw_state("Master::every() cannot be called while run() runs");
		RETURN_THROWS();
	}
	t = emalloc(sizeof *t);
	t->every_ns = (int64_t) (seconds * 1e9);
	t->at = 0;
	ZVAL_COPY(&t->callback, callback);
	zend_hash_next_index_insert_ptr(&m->timers, t);
	RETURN_COPY(ZEND_THIS);
}

static int run_pools(zend_object *master, HashTable *table, const char *method)
{
	uint32_t n = zend_hash_num_elements(table), i = 0;
	php_sv_pool **pools = safe_emalloc(n + 1, sizeof *pools, 0);
	zval *pool;
	int status;

	ZEND_HASH_FOREACH_VAL(table, pool) {
		pools[i++] = php_sv_pool_of(Z_OBJ_P(pool));
	} ZEND_HASH_FOREACH_END();
	status = php_sv_run(master, pools, n, method);
	efree(pools);
	return status;
}

ZEND_METHOD(Supervisor_Master, run)
{
	php_sv_master *m = of(Z_OBJ_P(ZEND_THIS));
	int status;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!usable(m, "Master::run")) {
		RETURN_THROWS();
	}
	status = run_pools(&m->std, &m->pools, "Master::run");
	if (status < 0) {
		RETURN_THROWS();
	}
	RETURN_LONG(status);
}

ZEND_METHOD(Supervisor_Master, stop)
{
	php_sv_master *m = of(Z_OBJ_P(ZEND_THIS));
	zval *pool;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!usable(m, "Master::stop")) {
		RETURN_THROWS();
	}
	ZEND_HASH_FOREACH_VAL(&m->pools, pool) {
		php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(pool));

		if (!php_sv_pool_usable(p, "Master::stop")) {
			RETURN_THROWS();
		}
		if (p->core->phase == SV_PH_RUNNING) {
			sv_pool_stop(p->core, p->core->config.stop_ns);
		}
	} ZEND_HASH_FOREACH_END();
}

ZEND_METHOD(Supervisor_Master, status)
{
	php_sv_master *m = of(Z_OBJ_P(ZEND_THIS));
	zend_string *name;
	zval *pool;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!usable(m, "Master::status")) {
		RETURN_THROWS();
	}
	array_init(return_value);
	ZEND_HASH_FOREACH_STR_KEY_VAL(&m->pools, name, pool) {
		zval status;

		if (!php_sv_pool_usable(php_sv_pool_of(Z_OBJ_P(pool)), "Master::status")) {
			RETURN_THROWS();
		}
		php_sv_status(&status, php_sv_pool_of(Z_OBJ_P(pool)));
		zend_symtable_update(Z_ARRVAL_P(return_value), name, &status);
	} ZEND_HASH_FOREACH_END();
}

ZEND_FUNCTION(Supervisor_run)
{
	php_sv_pool **pools;
	zval *args = NULL;
	int n = 0, i, status;

	ZEND_PARSE_PARAMETERS_START(0, -1)
		Z_PARAM_VARIADIC('*', args, n)
	ZEND_PARSE_PARAMETERS_END();

	for (i = 0; i < n; i++) {
		if (Z_TYPE(args[i]) != IS_OBJECT || Z_OBJCE(args[i]) != php_sv_ce_Pool) {
			zend_argument_type_error((uint32_t) i + 1, "must be of type Supervisor\\Pool, %s given", zend_zval_type_name(&args[i]));
			RETURN_THROWS();
		}
	}
	pools = safe_emalloc((size_t) n + 1, sizeof *pools, 0);
	for (i = 0; i < n; i++) {
		pools[i] = php_sv_pool_of(Z_OBJ(args[i]));
	}
	status = php_sv_run(NULL, pools, (uint32_t) n, "Supervisor\\run");
	efree(pools);
	if (status < 0) {
		RETURN_THROWS();
	}
	RETURN_LONG(status);
}

void php_sv_minit_master(void)
{
	php_sv_ce_Master->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(php_sv_master, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.get_gc = get_gc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* pool.c: the class Pool; see pool.h. */
#include "php/pool.h"

#include "core/linux.h"
#include "core/loop.h"
#include "core/spawn.h"
#include "php/child.h"
#include "php/event.h"
#include "php/exception.h"
#include "php/job.h"
#include "php/results.h"
#include "php/serve.h"
#include "php/status.h"
#include "php/value.h"

#include "zend_closures.h"
#include "zend_exceptions.h"

#include <unistd.h>

#define WORKERS_MAX 4096
#define NAME_MAX_LEN 64
#define JOB_NAME_MAX 255
#define MAX_QUEUE_MAX 1000000000
#define WINDOW_MAX 1000000

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
	p->pid = php_sv_pid;
	zend_object_std_init(&p->std, ce);
	object_properties_init(&p->std, ce);
	p->std.handlers = &handlers;
	return &p->std;
}

bool php_sv_pool_is_mine(const php_sv_pool *pool)
{
	return pool->pid == php_sv_pid;
}

/* The last variable is gone, or the script ends. */
static void destroy(zend_object *o)
{
	php_sv_pool *p = php_sv_pool_of(o);
	zend_object *pending = EG(exception);

	if (!p->core || !php_sv_pool_is_mine(p) || !p->listed) {
		return;
	}
	EG(exception) = NULL;
	if (SV_G(in_callback) || SV_G(serving)) {
		sv_pool_stop(p->core, p->core->config.stop_ns);
		/* The rounds that are on the stack go on with it, and hold it until its workers are gone. */
		if (p->core->phase != SV_PH_STOPPED) {
			php_sv_serve_keep(p);
		}
	} else {
		bool muted = SV_G(muted);

		SV_G(muted) = muted || pending;
		php_sv_pool_stop(p, p->core->config.stop_ns);
		SV_G(muted) = muted;
	}
	if (pending) {
		if (EG(exception)) {
			zend_exception_set_previous(EG(exception), pending);
		} else {
			EG(exception) = pending;
		}
	}
}

/* After a fatal error, also one in a callback, destructors do not run, but the running jobs are finished all the same. */
static void stop_undestructed(php_sv_pool *p)
{
	bool muted = SV_G(muted);

	SV_G(muted) = true;
	SV_G(in_callback) = false;
	php_sv_pool_stop(p, p->core->config.stop_ns);
	SV_G(muted) = muted;
}

static void free_object(zend_object *o)
{
	php_sv_pool *p = php_sv_pool_of(o);
	uint32_t i;

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

bool php_sv_pool_usable(const php_sv_pool *pool, const char *method)
{
	if (!pool->core) {
		php_sv_throw_state("%s() cannot be called: the constructor of the Pool was not called", method);
		return false;
	}
	if (!php_sv_pool_is_mine(pool)) {
		php_sv_throw_state(SV_G(is_worker) ?
			"%s() cannot be called in a worker: the pool belongs to the master; to add a job from inside a handler use $job->submit(), which a later version will have, "
			"or return what is to be done next" :
			"%s() cannot be called in a process that was forked from the one that made the pool", method);
		return false;
	}
	return true;
}

static bool usable(const php_sv_pool *p, const char *method)
{
	return php_sv_pool_usable(p, method);
}

static bool check_range(zend_long value, zend_long min, zend_long max, uint32_t arg_num)
{
	if (value < min || value > max) {
		zend_argument_value_error(arg_num, "must be between " ZEND_LONG_FMT " and " ZEND_LONG_FMT ", " ZEND_LONG_FMT " given", min, max, value);
		return false;
	}
	return true;
}

static bool check_name(const zend_string *name, size_t max, uint32_t arg_num)
{
	size_t i;

	if (ZSTR_LEN(name) == 0 || ZSTR_LEN(name) > max) {
		zend_argument_value_error(arg_num, "must be 1 to %zu bytes long, %zu given", max, ZSTR_LEN(name));
		return false;
	}
	for (i = 0; i < ZSTR_LEN(name); i++) {
		if ((unsigned char) ZSTR_VAL(name)[i] < ' ' || ZSTR_VAL(name)[i] == 127) {
			zend_argument_value_error(arg_num, "must not contain control characters, byte %d given at offset %zu", (unsigned char) ZSTR_VAL(name)[i], i);
			return false;
		}
	}
	return true;
}

/* Seconds by attempt: one number, or a list of them. */
static bool parse_backoff(zval *value, sv_pool_config *config, uint32_t arg_num)
{
	HashTable *list = Z_TYPE_P(value) == IS_ARRAY ? Z_ARRVAL_P(value) : NULL;
	uint32_t n = list ? zend_hash_num_elements(list) : 1, i = 0;
	zval *v;

	if (n == 0 || (list && !zend_array_is_list(list))) {
		zend_argument_value_error(arg_num, "must be a number of seconds, a list of them that is not empty, or a Closure");
		return false;
	}
	config->backoff_ns = malloc(n * sizeof *config->backoff_ns);
	config->backoff_len = n;
	if (!config->backoff_ns) {
		zend_throw_error(NULL, "Out of memory");
		return false;
	}
	if (!list) {
		config->backoff_ns[0] = (int64_t) (zval_get_double(value) * 1e9);
		return php_sv_check_seconds(zval_get_double(value), 0, PHP_SV_SECONDS_MAX, arg_num);
	}
	ZEND_HASH_FOREACH_VAL(list, v) {
		ZVAL_DEREF(v);
		if (Z_TYPE_P(v) != IS_LONG && Z_TYPE_P(v) != IS_DOUBLE) {
			zend_argument_type_error(arg_num, "must be a list of int|float, %s given at %u", zend_zval_type_name(v), i);
			return false;
		}
		if (!php_sv_check_seconds(zval_get_double(v), 0, PHP_SV_SECONDS_MAX, arg_num)) {
			return false;
		}
		config->backoff_ns[i++] = (int64_t) (zval_get_double(v) * 1e9);
	} ZEND_HASH_FOREACH_END();
	return true;
}

static const int64_t standard_backoff[] = { 1, 5, 30 };
#define STANDARD_BACKOFF ((uint32_t) (sizeof standard_backoff / sizeof *standard_backoff))

/* Is it the default of the signature? PHP fills that in when a later argument is given by name, so "was it given?" cannot be asked. */
static bool is_standard_backoff(zval *value)
{
	uint32_t i;

	if (Z_TYPE_P(value) != IS_ARRAY || zend_hash_num_elements(Z_ARRVAL_P(value)) != STANDARD_BACKOFF) {
		return false;
	}
	for (i = 0; i < STANDARD_BACKOFF; i++) {
		zval *v = zend_hash_index_find(Z_ARRVAL_P(value), i);

		if (!v || Z_TYPE_P(v) != IS_LONG || Z_LVAL_P(v) != standard_backoff[i]) {
			return false;
		}
	}
	return true;
}

/* The parameters that only jobs have a use for, when they are not left at their defaults. */
static bool check_loop(bool max_attempts, bool max_crashes, bool backoff, bool max_queue)
{
	static const char *const what = "cannot be given together with a Loop, which has no jobs of its own";

	if (max_attempts) {
		zend_argument_value_error(6, "%s", what);
	} else if (max_crashes) {
		zend_argument_value_error(7, "%s", what);
	} else if (backoff) {
		zend_argument_value_error(8, "%s", what);
	} else if (max_queue) {
		zend_argument_value_error(11, "%s", what);
	} else {
		return true;
	}
	return false;
}

ZEND_METHOD(Supervisor_Pool, __construct)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	zval *work, *boot = NULL, *shutdown = NULL, *backoff = NULL;
	zend_string *name = NULL;
	zend_long workers = 0, max_attempts = 3, max_crashes = 3, max_jobs = 0, max_queue = 100000;
	bool count_cpus = true;
	double stop_timeout = 25.0;
	sv_pool_config config = { 0 };

	ZEND_PARSE_PARAMETERS_START(1, 11)
		Z_PARAM_OBJECT(work)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(name)
		Z_PARAM_LONG_OR_NULL(workers, count_cpus)
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(boot, zend_ce_closure)
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(shutdown, zend_ce_closure)
		Z_PARAM_LONG(max_attempts)
		Z_PARAM_LONG(max_crashes)
		Z_PARAM_ZVAL(backoff)
		Z_PARAM_LONG(max_jobs)
		Z_PARAM_DOUBLE(stop_timeout)
		Z_PARAM_LONG(max_queue)
	ZEND_PARSE_PARAMETERS_END();

	if (p->core) {
		php_sv_throw_state("Pool::__construct() was called already");
		RETURN_THROWS();
	}
	if (Z_OBJCE_P(work) != zend_ce_closure && Z_OBJCE_P(work) != php_sv_ce_Loop) {
		zend_argument_type_error(1, "must be of type Closure|Supervisor\\Loop, %s given", zend_zval_type_name(work));
		RETURN_THROWS();
	}
	config.handler = Z_OBJCE_P(work) == zend_ce_closure;
	if (!config.handler && !php_sv_loop_body(Z_OBJ_P(work))) {
		zend_argument_value_error(1, "must be a Loop whose constructor was called");
		RETURN_THROWS();
	}
	if ((name && !check_name(name, NAME_MAX_LEN, 2)) || !check_range(workers, 0, WORKERS_MAX, 3) || !check_range(max_attempts, 1, UINT16_MAX, 6) ||
	    !check_range(max_crashes, 1, UINT16_MAX, 7) || !check_range(max_jobs, 0, INT32_MAX, 9) ||
	    !php_sv_check_seconds(stop_timeout, 0, PHP_SV_SECONDS_MAX, 10) || !check_range(max_queue, 1, MAX_QUEUE_MAX, 11)) {
		RETURN_THROWS();
	}
	if (backoff) {
		ZVAL_DEREF(backoff);
		if (Z_TYPE_P(backoff) == IS_OBJECT ? Z_OBJCE_P(backoff) != zend_ce_closure :
				Z_TYPE_P(backoff) != IS_LONG && Z_TYPE_P(backoff) != IS_DOUBLE && Z_TYPE_P(backoff) != IS_ARRAY) {
			zend_argument_type_error(8, "must be of type Closure|array|float, %s given", zend_zval_type_name(backoff));
			RETURN_THROWS();
		}
	}
	if (!config.handler && !check_loop(max_attempts != 3, max_crashes != 3, backoff && !is_standard_backoff(backoff), max_queue != 100000)) {
		RETURN_THROWS();
	}
	if (!backoff) {
		uint32_t i;

		config.backoff_ns = malloc(STANDARD_BACKOFF * sizeof *config.backoff_ns);
		config.backoff_len = STANDARD_BACKOFF;
		for (i = 0; config.backoff_ns && i < STANDARD_BACKOFF; i++) {
			config.backoff_ns[i] = standard_backoff[i] * SV_SECOND_NS;
		}
	} else if (Z_TYPE_P(backoff) != IS_OBJECT && !parse_backoff(backoff, &config, 8)) {
		free(config.backoff_ns);
		RETURN_THROWS();
	}

	config.workers = workers ? (uint32_t) workers : sv_linux_cpus();
	config.max_jobs = (uint32_t) max_jobs;
	config.limits = (sv_job_limits) { (uint16_t) max_attempts, (uint16_t) max_crashes };
	config.stop_ns = (int64_t) (stop_timeout * 1e9);
	/* A result has the size of a payload at most, and failure records are cut below that. */
	config.max_body = (uint32_t) MAX(SV_G(max_frame), 2 * 1024 * 1024);
	p->name = name ? zend_string_copy(name) : zend_string_init(ZEND_STRL("default"), 0);
	config.name = ZSTR_VAL(p->name);
	p->core = p->core_of_jobs = sv_pool_new(&config, &php_sv_port, &php_sv_hooks, p);
	if (!p->core) {
		free(config.backoff_ns);
		zend_throw_error(NULL, "Out of memory: a pool of %u workers", config.workers);
		RETURN_THROWS();
	}
	p->max_queue = (uint64_t) max_queue;
	p->max_frame = SV_G(max_frame);
	p->loop = !config.handler;
	ZVAL_COPY(&p->work, work);
	if (boot) {
		ZVAL_COPY(&p->boot, boot);
	}
	if (shutdown) {
		ZVAL_COPY(&p->shutdown, shutdown);
	}
	if (backoff && Z_TYPE_P(backoff) == IS_OBJECT) {
		ZVAL_COPY(&p->backoff, backoff);
	}
}

/* --- start and stop --- */

bool php_sv_pool_start(php_sv_pool *p, const char *method)
{
	const char *why = php_sv_fork_refused();
	int error;

	if (p->core->phase == SV_PH_RUNNING) {
		return true;
	}
	if (p->core->phase != SV_PH_NEW) {
		php_sv_throw_state("%s() cannot be called: pool \"%s\" was stopped; make a new one", method, ZSTR_VAL(p->name));
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
	if ((error = sv_spawn_make_room(p->core->config.workers))) {
		php_sv_throw_state("%s() cannot be called: pool \"%s\" with %u workers needs more descriptors than RLIMIT_NOFILE allows (%s); raise ulimit -n", method,
			ZSTR_VAL(p->name), p->core->config.workers, strerror(error));
		return false;
	}
	if (!sv_loop_open(SV_G(pidfd), &why)) {
		php_sv_throw_state("%s() cannot be called: %s", method, why);
		return false;
	}
	if (!SV_G(job_prefix)[0]) {
		php_sv_job_new_prefix(); /* before the fork: workers have it, too */
	}
	php_sv_serve_pool(p);
	sv_pool_start(p->core);
	/* Forks as many as one round does; the next rounds fork the rest. */
	sv_pool_service(p->core, true);
	return true;
}

bool php_sv_pool_stopped(void *pool)
{
	return ((php_sv_pool *) pool)->core->phase == SV_PH_STOPPED;
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
	while (sv_heap_top(&p->core->forks) && sv_heap_top(&p->core->forks)->at <= sv_loop_now()) {
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
		if (p->core->phase != SV_PH_NEW) {
			sv_pool_stop(p->core, ns);
		} else {
			p->core->phase = SV_PH_STOPPED;
		}
		return;
	}
	if (!php_sv_may_serve(p, "Pool::stop")) {
		RETURN_THROWS();
	}
	php_sv_pool_stop(p, ns);
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

/* The methods of a running or new pool that serve, and what they have in common. */
static bool enter_serving(php_sv_pool *p, const char *method)
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

	if (!usable(p, "Pool::tick") || !php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, 1) || !enter_serving(p, "Pool::tick")) {
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
	if (php_sv_serve(nothing_open, p, SV_NEVER)) {
		php_sv_pool_stop(p, p->core->config.stop_ns);
	}
	OBJ_RELEASE(&p->std);
}

/* --- jobs --- */

static bool has_room(void *ctx)
{
	const php_sv_pool *p = ctx;

	return p->core->jobs.n.queued < p->max_queue || p->core->phase != SV_PH_RUNNING;
}

/* In a walk of map() the function that is called is not map(). */
static ZEND_COLD void throw_payload(php_sv_encoded e, zend_string *why, bool mapped)
{
	static const char *const map = "Supervisor\\Pool::map(): Argument #1 ($payloads)", *const submit = "Supervisor\\Pool::submit(): Argument #1 ($payload)";

	switch (e) {
	case PHP_SV_UNSENDABLE:
		zend_value_error("%s must be made of values that can be sent to another process, %s given", mapped ? map : submit, ZSTR_VAL(why));
		zend_string_release(why);
		break;
	case PHP_SV_TOO_LARGE:
		zend_value_error("%s must not be larger than supervisor.max_frame (" ZEND_LONG_FMT " bytes) once it is serialized", mapped ? map : submit, SV_G(max_frame));
		break;
	default:
		break; /* what serialize() threw */
	}
}

sv_job *php_sv_pool_submit(php_sv_pool *p, zval *payload, zend_string *meta, bool mapped)
{
	php_sv_value value;
	zend_string *why;
	php_sv_encoded e = php_sv_value_encode(payload, &value, &why);
	sv_job *job = NULL;
	sv_blob body;

	if (e != PHP_SV_ENCODED) {
		throw_payload(e, why, mapped);
	} else if (p->core->jobs.n.queued < p->max_queue || SV_G(in_callback) || php_sv_serve_for(p, has_room, p, SV_NEVER)) {
		if (p->core->phase != SV_PH_RUNNING) {
			php_sv_throw_state("pool \"%s\" was stopped while it had no room for the job", ZSTR_VAL(p->name));
		} else {
			body = value.string ? php_sv_blob_of(value.string) : (sv_blob) { NULL, (const char *) &value.scalar, value.len };
			job = sv_pool_submit(p->core, php_sv_job_number(), value.kind, body, php_sv_blob_of(meta));
			if (job) {
				sv_pool_dispatch(p->core, false);
				return job;
			}
			zend_throw_error(NULL, "Out of memory");
		}
	}
	php_sv_value_free(&value);
	if (meta) {
		zend_string_release(meta);
	}
	return NULL;
}

static bool check_handler(const php_sv_pool *p, const char *method)
{
	if (p->loop) {
		php_sv_throw_state("%s() cannot be called: the work of pool \"%s\" is a Loop, which fetches its own jobs", method, ZSTR_VAL(p->name));
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Pool, submit)
{
	php_sv_pool *p = self(ZEND_THIS);
	zend_string *name = NULL, *meta;
	HashTable *headers = NULL;
	zval *payload;
	sv_job *job;

	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_ZVAL(payload)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(name)
		Z_PARAM_ARRAY_HT(headers)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::submit") || !check_handler(p, "Pool::submit") || (name && !check_name(name, JOB_NAME_MAX, 2)) ||
	    (headers && !php_sv_headers_check(headers, 3))) {
		RETURN_THROWS();
	}
	if ((!SV_G(in_callback) && !php_sv_may_serve(p, "Pool::submit")) || !php_sv_pool_start(p, "Pool::submit")) {
		RETURN_THROWS();
	}
	meta = php_sv_meta_encode(name, headers);
	if (meta && ZSTR_LEN(meta) > PHP_SV_META_MAX) {
		zend_argument_value_error(3, "must not be larger than %d bytes once they are serialized", PHP_SV_META_MAX);
		zend_string_release(meta);
		RETURN_THROWS();
	}
	job = php_sv_pool_submit(p, payload, meta, false);
	if (!job) {
		RETURN_THROWS();
	}
	php_sv_job_object(return_value, p, job);
	sv_job_release(job);
}

ZEND_METHOD(Supervisor_Pool, map)
{
	php_sv_pool *p = self(ZEND_THIS);
	bool ordered = false;
	zend_long window = 0;
	zend_string *name = NULL;
	zval *payloads;

	ZEND_PARSE_PARAMETERS_START(1, 4)
		Z_PARAM_ITERABLE(payloads)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(ordered)
		Z_PARAM_LONG(window)
		Z_PARAM_STR_OR_NULL(name)
	ZEND_PARSE_PARAMETERS_END();

	if (!usable(p, "Pool::map") || !check_handler(p, "Pool::map") || !check_range(window, 0, WINDOW_MAX, 3) || (name && !check_name(name, JOB_NAME_MAX, 4)) ||
	    !enter_serving(p, "Pool::map")) {
		RETURN_THROWS();
	}
	php_sv_results_object(return_value, p, payloads, ordered, (uint32_t) window, name);
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
	handlers.dtor_obj = destroy;
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.get_gc = get_gc;
}

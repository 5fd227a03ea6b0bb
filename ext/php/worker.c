/* SPDX-License-Identifier: BSD-3-Clause */
/* worker.c: the classes Worker, as boot closures and loops see it, and Loop. */
#include "php/worker.h"

#include "php/child.h"
#include "php/exception.h"
#include "php/pool.h"

#include "zend_closures.h"

static zend_object_handlers worker_handlers, loop_handlers;

/* --- Worker --- */

void php_sv_worker_prepare(php_sv_pool *pool)
{
	zval worker;

	object_init_ex(&worker, php_sv_ce_Worker);
	PHP_SV_SET(Z_OBJ(worker), 2, ZVAL_STR_COPY(prop, pool->name));
	pool->worker = Z_OBJ(worker);
}

void php_sv_worker_object(zval *rv, const sv_slot *slot)
{
	const php_sv_pool *pool = slot->pool->owner;

	ZVAL_OBJ_COPY(rv, pool->worker);
	PHP_SV_SET(pool->worker, 0, ZVAL_LONG(prop, slot->number));
	PHP_SV_SET(pool->worker, 1, ZVAL_LONG(prop, slot->spawn));
	SV_G(counts_jobs) = !pool->loop;
}

ZEND_METHOD(Supervisor_Worker, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

static bool may_count(const char *method)
{
	if (SV_G(counts_jobs)) {
		php_sv_throw_state("%s() cannot be called in a pool with a handler, where the pool itself counts the jobs", method);
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Worker, next)
{
	ZEND_PARSE_PARAMETERS_NONE();
	if (!may_count("Worker::next")) {
		RETURN_THROWS();
	}
	sv_worker_end(&php_sv_worker);
	sv_worker_round(&php_sv_worker, false);
	RETURN_BOOL(!sv_worker_stopping(&php_sv_worker) && !(php_sv_worker.max_jobs && php_sv_worker.jobs >= php_sv_worker.max_jobs));
}

ZEND_METHOD(Supervisor_Worker, begin)
{
	zend_string *label = NULL;
	bool usual = true;
	double timeout = 0;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(label)
		Z_PARAM_DOUBLE_OR_NULL(timeout, usual)
	ZEND_PARSE_PARAMETERS_END();

	if (!may_count("Worker::begin") || (!usual && !php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, 2))) {
		RETURN_THROWS();
	}
	sv_worker_begin(&php_sv_worker, label ? ZSTR_VAL(label) : NULL, label ? ZSTR_LEN(label) : 0,
		usual ? php_sv_worker.timeout_ns : (int64_t) (timeout * 1e9));
}

ZEND_METHOD(Supervisor_Worker, end)
{
	ZEND_PARSE_PARAMETERS_NONE();
	if (!may_count("Worker::end")) {
		RETURN_THROWS();
	}
	sv_worker_end(&php_sv_worker);
}

ZEND_METHOD(Supervisor_Worker, stopping)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(sv_worker_stopping(&php_sv_worker));
}

/* --- Loop --- */

typedef struct php_sv_loop {
	zval body; /* UNDEF: the constructor was not called */
	zend_object std;
} php_sv_loop;

static php_sv_loop *loop_of(zend_object *o)
{
	return (php_sv_loop *) ((char *) o - offsetof(php_sv_loop, std));
}

static zend_object *loop_create(zend_class_entry *ce)
{
	php_sv_loop *l = zend_object_alloc(sizeof *l, ce);

	ZVAL_UNDEF(&l->body);
	zend_object_std_init(&l->std, ce);
	object_properties_init(&l->std, ce);
	l->std.handlers = &loop_handlers;
	return &l->std;
}

static void loop_free(zend_object *o)
{
	zval_ptr_dtor(&loop_of(o)->body);
	zend_object_std_dtor(o);
}

static HashTable *loop_get_gc(zend_object *o, zval **table, int *n)
{
	*table = &loop_of(o)->body;
	*n = Z_TYPE(loop_of(o)->body) == IS_UNDEF ? 0 : 1;
	return NULL;
}

zval *php_sv_loop_body(zend_object *loop)
{
	zval *body = &loop_of(loop)->body;

	return Z_TYPE_P(body) == IS_UNDEF ? NULL : body;
}

ZEND_METHOD(Supervisor_Loop, __construct)
{
	php_sv_loop *l = loop_of(Z_OBJ_P(ZEND_THIS));
	zval *body;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_OBJECT_OF_CLASS(body, zend_ce_closure)
	ZEND_PARSE_PARAMETERS_END();

	if (Z_TYPE(l->body) != IS_UNDEF) {
		php_sv_throw_state("Loop::__construct() was called already");
		RETURN_THROWS();
	}
	ZVAL_COPY(&l->body, body);
}

static zend_object *worker_create(zend_class_entry *ce)
{
	zend_object *o = zend_objects_new(ce);

	object_properties_init(o, ce);
	o->handlers = &worker_handlers;
	return o;
}

void php_sv_minit_worker(void)
{
	php_sv_ce_Worker->create_object = worker_create;
	memcpy(&worker_handlers, &std_object_handlers, sizeof worker_handlers);
	worker_handlers.clone_obj = NULL;

	php_sv_ce_Loop->create_object = loop_create;
	memcpy(&loop_handlers, &std_object_handlers, sizeof loop_handlers);
	loop_handlers.offset = offsetof(php_sv_loop, std);
	loop_handlers.free_obj = loop_free;
	loop_handlers.clone_obj = NULL;
	loop_handlers.get_gc = loop_get_gc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* results.c: the class Results; see results.h. */
#include "php/results.h"

#include "php/exception.h"
#include "php/walk.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

typedef struct results {
	php_sv_walk walk;
	zend_object std;
} results;

static zend_object_handlers handlers;

static results *of(zend_object *o)
{
	return (results *) ((char *) o - offsetof(results, std));
}

static zend_object *create(zend_class_entry *ce)
{
	results *r = zend_object_alloc(sizeof *r, ce);

	php_sv_walk_init(&r->walk);
	zend_object_std_init(&r->std, ce);
	object_properties_init(&r->std, ce);
	r->std.handlers = &handlers;
	return &r->std;
}

void php_sv_results_object(zval *rv, php_sv_pool *pool, zval *payloads, bool ordered, uint32_t window, const php_sv_terms *terms)
{
	object_init_ex(rv, php_sv_ce_Results);
	php_sv_walk_make(&of(Z_OBJ_P(rv))->walk, pool, payloads, ordered, window, terms);
}

/* A callback may drop the last variable that holds this object. */
static void rewind_walk(results *r)
{
	GC_ADDREF(&r->std);
	php_sv_walk_rewind(&r->walk);
	OBJ_RELEASE(&r->std);
}

static void move_on(results *r)
{
	GC_ADDREF(&r->std);
	php_sv_walk_next(&r->walk);
	OBJ_RELEASE(&r->std);
}

/* Methods may be called without rewind() before. */
static void begin(results *r)
{
	if (!r->walk.started) {
		rewind_walk(r);
	}
}

ZEND_METHOD(Supervisor_Results, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Supervisor_Results, current)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));
	zval *job;

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	job = php_sv_walk_job(&r->walk);
	if (EG(exception)) {
		RETURN_THROWS();
	}
	if (!job) {
		php_sv_throw_state("the walk is over: valid() is false");
		RETURN_THROWS();
	}
	RETURN_COPY(job);
}

ZEND_METHOD(Supervisor_Results, key)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	if (r->walk.current) {
		RETURN_COPY(php_sv_walk_key(&r->walk));
	}
}

ZEND_METHOD(Supervisor_Results, next)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	if (!EG(exception)) {
		move_on(r);
	}
}

ZEND_METHOD(Supervisor_Results, rewind)
{
	ZEND_PARSE_PARAMETERS_NONE();
	rewind_walk(of(Z_OBJ_P(ZEND_THIS)));
}

ZEND_METHOD(Supervisor_Results, valid)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	RETURN_BOOL(r->walk.current != NULL);
}

/* --- foreach, without a method call a step --- */

static void it_dtor(zend_object_iterator *it)
{
	zval_ptr_dtor(&it->data);
}

#if PHP_VERSION_ID >= 80400
static zend_result it_valid(zend_object_iterator *it)
#else
static int it_valid(zend_object_iterator *it)
#endif
{
	return of(Z_OBJ(it->data))->walk.current ? SUCCESS : FAILURE;
}

static zval *it_current(zend_object_iterator *it)
{
	results *r = of(Z_OBJ(it->data));

	begin(r);
	return php_sv_walk_job(&r->walk);
}

static void it_key(zend_object_iterator *it, zval *key)
{
	results *r = of(Z_OBJ(it->data));

	if (r->walk.current) {
		ZVAL_COPY(key, php_sv_walk_key(&r->walk));
	} else {
		ZVAL_NULL(key);
	}
}

static void it_next(zend_object_iterator *it)
{
	move_on(of(Z_OBJ(it->data)));
}

static void it_rewind(zend_object_iterator *it)
{
	rewind_walk(of(Z_OBJ(it->data)));
}

static const zend_object_iterator_funcs iterator_funcs = {
	.dtor = it_dtor,
	.valid = it_valid,
	.get_current_data = it_current,
	.get_current_key = it_key,
	.move_forward = it_next,
	.rewind = it_rewind,
};

static zend_object_iterator *get_iterator(zend_class_entry *ce, zval *object, int by_ref)
{
	zend_object_iterator *it;

	(void) ce;
	if (by_ref) {
		zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
		return NULL;
	}
	it = emalloc(sizeof *it);
	zend_iterator_init(it);
	ZVAL_COPY(&it->data, object);
	it->funcs = &iterator_funcs;
	return it;
}

static void free_object(zend_object *o)
{
	php_sv_walk_free(&of(o)->walk);
	zend_object_std_dtor(o);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	php_sv_walk_gc(&of(o)->walk, buffer);
	zend_get_gc_buffer_use(buffer, table, n);
	return NULL;
}

void php_sv_minit_results(void)
{
	php_sv_ce_Results->create_object = create;
	php_sv_ce_Results->get_iterator = get_iterator;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(results, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.get_gc = get_gc;
}

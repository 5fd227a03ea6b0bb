/* SPDX-License-Identifier: BSD-3-Clause */
/* master.c: the class Master, and Supervisor\run(). */
#include "php/check.h"
#include "php/exception.h"
#include "php/master.h"
#include "php/serve.h"
#include "php/status.h"
#include "php/value.h"

#include "zend_closures.h"
#include "zend_exceptions.h"

static zend_object_handlers handlers;

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
	php_sv_master *m = php_sv_master_of(o);

	zend_hash_destroy(&m->pools);
	zend_hash_destroy(&m->timers);
	zval_ptr_dtor(&m->log);
	zend_object_std_dtor(o);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
	php_sv_master *m = php_sv_master_of(o);
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
	php_sv_master *m = php_sv_master_of(Z_OBJ_P(ZEND_THIS));
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
	php_sv_master *m = php_sv_master_of(Z_OBJ_P(ZEND_THIS));
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
	php_sv_master *m = php_sv_master_of(Z_OBJ_P(ZEND_THIS));
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
	php_sv_master *m = php_sv_master_of(Z_OBJ_P(ZEND_THIS));
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
	php_sv_master *m = php_sv_master_of(Z_OBJ_P(ZEND_THIS));
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
	php_sv_master *m = php_sv_master_of(Z_OBJ_P(ZEND_THIS));
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

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * failed.c: the class FailedJob, and the methods of Pool that list failed jobs, queue them again and forget them.
 *
 * A FailedJob holds its job, so it is as it was whatever becomes of the store. What costs something, or runs code of the user, is decoded when it is first read; until
 * then the slot of the property is UNDEF, which makes the engine ask the handlers.
 */
#include "php/pool.h"

#include "php/child.h"
#include "php/exception.h"
#include "php/failure.h"
#include "php/job.h"
#include "php/serve.h"
#include "php/value.h"

#include "zend_exceptions.h"

typedef struct failed_job {
	sv_job *job;   /* held; NULL: made by Reflection */
	sv_pool *core; /* held */
	pid_t pid;     /* whose references these are */
	zend_object std;
} failed_job;

/* Slots of the properties, in the order of the stub. */
enum { P_ID, P_NAME, P_PAYLOAD, P_HEADERS, P_ATTEMPTS, P_CRASHES, P_FAILURE, P_CREATED_AT, P_FAILED_AT, P_COUNT };

static zend_object_handlers handlers;

static failed_job *of(zend_object *o)
{
	return (failed_job *) ((char *) o - offsetof(failed_job, std));
}

static zend_object *create(zend_class_entry *ce)
{
	failed_job *f = zend_object_alloc(sizeof *f, ce);

	memset(f, 0, offsetof(failed_job, std));
	zend_object_std_init(&f->std, ce);
	object_properties_init(&f->std, ce);
	f->std.handlers = &handlers;
	return &f->std;
}

static void free_object(zend_object *o)
{
	failed_job *f = of(o);

	/* In a worker the references are the master's. */
	if (f->job && f->pid == php_sv_pid) {
		sv_job_release(f->job);
		sv_pool_release(f->core);
	}
	zend_object_std_dtor(o);
}

static void make(zval *rv, php_sv_pool *pool, const sv_failed *failed)
{
	failed_job *f;
	zend_object *o;

	object_init_ex(rv, php_sv_ce_FailedJob);
	o = Z_OBJ_P(rv);
	f = of(o);
	f->job = failed->job;
	f->core = pool->core;
	f->pid = php_sv_pid;
	sv_job_hold(f->job);
	sv_pool_hold(f->core);
	PHP_SV_SET(o, P_ATTEMPTS, ZVAL_LONG(prop, f->job->attempts));
	PHP_SV_SET(o, P_CRASHES, ZVAL_LONG(prop, f->job->crashes));
	PHP_SV_SET(o, P_CREATED_AT, ZVAL_DOUBLE(prop, (double) failed->created / 1e9));
	PHP_SV_SET(o, P_FAILED_AT, ZVAL_DOUBLE(prop, (double) failed->failed / 1e9));
}

/* --- properties --- */

/* What cannot be decoded must not break a walk over those that can: it is null, and the log says why. */
static void decode_payload(zval *rv, const sv_job *job)
{
	php_sv_pending pending = php_sv_exception_aside();
	sv_blob bytes = sv_job_payload(job);
	char id[40], line[800], words[600] = "it cannot be unserialized";
	sv_facts facts = { .job = job->number };

	if (!php_sv_value_decode(rv, (sv_value_kind) job->kind, bytes.data, bytes.len, bytes.owner)) {
		if (EG(exception) && !zend_is_unwind_exit(EG(exception)) && !zend_is_graceful_exit(EG(exception))) {
			php_sv_exception_words(EG(exception), words, sizeof words);
			zend_clear_exception();
		}
		snprintf(line, sizeof line, "the payload of failed job %s is not shown: %s", php_sv_job_id_write(job->number, id, sizeof id), words);
		php_sv_log_facts(SV_LOG_WARNING, NULL, NULL, &facts, line);
	}
	php_sv_exception_back(&pending);
}

static void fill(failed_job *f, int n)
{
	zval *slot = OBJ_PROP_NUM(&f->std, n), payload;
	sv_blob meta;

	if (!f->job || Z_TYPE_P(slot) != IS_UNDEF) {
		return;
	}
	switch (n) {
	case P_ID:
		ZVAL_STR(slot, php_sv_job_id(f->job->number));
		break;
	case P_NAME:
	case P_HEADERS:
		meta = sv_job_meta(f->job);
		php_sv_meta_decode(meta.data, meta.len, OBJ_PROP_NUM(&f->std, P_NAME), OBJ_PROP_NUM(&f->std, P_HEADERS));
		break;
	case P_PAYLOAD:
		decode_payload(&payload, f->job);
		zval_ptr_dtor(slot); /* __unserialize() of the user may have read it */
		ZVAL_COPY_VALUE(slot, &payload);
		break;
	case P_FAILURE:
		php_sv_failure_object(slot, sv_job_result(f->job));
		break;
	default:
		break;
	}
}

static void fill_all(failed_job *f)
{
	int n;

	for (n = 0; n < P_COUNT; n++) {
		fill(f, n);
	}
}

static void fill_named(zend_object *o, zend_string *name)
{
	zend_property_info *info = zend_hash_find_ptr(&o->ce->properties_info, name);

	if (info) {
		fill(of(o), (int) OBJ_PROP_TO_NUM(info->offset));
	}
}

static zval *read_property(zend_object *o, zend_string *name, int type, void **cache, zval *rv)
{
	fill_named(o, name);
	return zend_std_read_property(o, name, type, cache, rv);
}

static zval *write_property(zend_object *o, zend_string *name, zval *value, void **cache)
{
	fill_named(o, name); /* else it could be initialized */
	return zend_std_write_property(o, name, value, cache);
}

static zval *get_property_ptr_ptr(zend_object *o, zend_string *name, int type, void **cache)
{
	fill_named(o, name);
	return zend_std_get_property_ptr_ptr(o, name, type, cache);
}

static int has_property(zend_object *o, zend_string *name, int check, void **cache)
{
	fill_named(o, name);
	return zend_std_has_property(o, name, check, cache);
}

static void unset_property(zend_object *o, zend_string *name, void **cache)
{
	fill_named(o, name);
	zend_std_unset_property(o, name, cache);
}

static HashTable *get_properties(zend_object *o)
{
	fill_all(of(o));
	return zend_std_get_properties(o);
}

/* Not get_properties(), which would run user code in the collector. */
static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	*table = o->properties_table;
	*n = P_COUNT;
	return o->properties;
}

ZEND_METHOD(Supervisor_FailedJob, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

/* --- methods of Pool --- */

static bool may_retry(const php_sv_pool *p, const char *method)
{
	if (!php_sv_pool_usable(p, method)) {
		return false;
	}
	if (p->core->phase > SV_PH_RUNNING) {
		php_sv_throw_state("%s() cannot be called: pool \"%s\" was stopped; failed() still lists its failed jobs", method, ZSTR_VAL(p->name));
		return false;
	}
	return true;
}

static bool retry(php_sv_pool *p, sv_failed *f)
{
	if (!sv_pool_retry_failed(p->core, f)) {
		zend_throw_error(NULL, "Out of memory");
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Pool, failed)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	const sv_failed *f;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!php_sv_pool_usable(p, "Pool::failed")) {
		RETURN_THROWS();
	}
	array_init_size(return_value, p->core->failed.len);
	for (f = p->core->failed.head; f; f = f->next) {
		zval job;

		make(&job, p, f);
		add_next_index_zval(return_value, &job);
	}
}

ZEND_METHOD(Supervisor_Pool, retryFailed)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	zend_string *id;
	sv_failed *f;
	uint64_t number;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(id)
	ZEND_PARSE_PARAMETERS_END();

	if (!may_retry(p, "Pool::retryFailed")) {
		RETURN_THROWS();
	}
	number = php_sv_job_number_of(id);
	f = number ? sv_failed_find(&p->core->failed, number) : NULL;
	if (!f) {
		RETURN_FALSE;
	}
	if (!retry(p, f)) {
		RETURN_THROWS();
	}
	sv_pool_dispatch(p->core, false);
	RETURN_TRUE;
}

static bool is_named(const sv_job *job, const zend_string *name)
{
	sv_blob meta = sv_job_meta(job);
	sv_text is = php_sv_meta_name(meta.data, meta.len);

	return !name || (is.data && is.len == ZSTR_LEN(name) && memcmp(is.data, ZSTR_VAL(name), is.len) == 0);
}

ZEND_METHOD(Supervisor_Pool, retryAllFailed)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	zend_string *name = NULL;
	sv_failed *f, *next;
	zend_long n = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(name)
	ZEND_PARSE_PARAMETERS_END();

	if (!may_retry(p, "Pool::retryAllFailed")) {
		RETURN_THROWS();
	}
	for (f = p->core->failed.head; f; f = next) {
		next = f->next;
		if (is_named(f->job, name)) {
			if (!retry(p, f)) {
				RETURN_THROWS();
			}
			n++;
		}
	}
	sv_pool_dispatch(p->core, false);
	RETURN_LONG(n);
}

ZEND_METHOD(Supervisor_Pool, purgeFailed)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	double older_than = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(older_than)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_pool_usable(p, "Pool::purgeFailed") || !php_sv_check_seconds(older_than, 0, PHP_SV_SECONDS_MAX, 1)) {
		RETURN_THROWS();
	}
	RETURN_LONG(sv_failed_purge(&p->core->failed, older_than > 0 ? php_sv_port.wall(NULL) - (int64_t) (older_than * 1e9) : INT64_MAX));
}

void php_sv_minit_failed(void)
{
	php_sv_ce_FailedJob->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(failed_job, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.read_property = read_property;
	handlers.write_property = write_property;
	handlers.get_property_ptr_ptr = get_property_ptr_ptr;
	handlers.has_property = has_property;
	handlers.unset_property = unset_property;
	handlers.get_properties = get_properties;
	handlers.get_gc = get_gc;
}

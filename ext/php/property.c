/* SPDX-License-Identifier: BSD-3-Clause */
/* property.c: the properties of a Job, which are read-only. On the submitter's side they are read from the sv_job: what never changes once it is asked for, the rest each time. */
#include "php/job.h"

#include "php/value.h"

/*
 * Fills the slots that never change again, those of id .. headers. For a payload __unserialize() of the user may run, and drop what holds this object:
 * the caller holds it.
 */
static void fill(php_sv_job *j, int n)
{
	zval *slot = OBJ_PROP_NUM(&j->std, n);
	const sv_job *job = j->job;

	if (Z_TYPE_P(slot) != IS_UNDEF) {
		return;
	}
	if (j->side == PHP_SV_HANDLER && n == PHP_SV_P_ID) {
		ZVAL_STR(slot, php_sv_job_id_with(php_sv_worker_prefix, j->number));
		return;
	}
	if (j->side != PHP_SV_SUBMITTER) {
		return;
	}
	switch (n) {
	case PHP_SV_P_ID:
		ZVAL_STR(slot, php_sv_job_id(job->number));
		break;
	case PHP_SV_P_POOL:
		ZVAL_STR_COPY(slot, j->pool->name);
		break;
	case PHP_SV_P_PAYLOAD: {
		sv_blob bytes = sv_job_payload(job);
		zval payload;

		(void) php_sv_value_decode(&payload, (sv_value_kind) job->kind, bytes.data, bytes.len, bytes.owner);
		/* __unserialize() may have read this again: whoever did has that value, and destructors of this one may look at it */
		if (Z_TYPE_P(slot) == IS_UNDEF) {
			ZVAL_COPY_VALUE(slot, &payload);
		} else {
			zval_ptr_dtor(&payload);
		}
		break;
	}
	case PHP_SV_P_NAME:
	case PHP_SV_P_HEADERS: {
		sv_blob meta = sv_job_meta(job);

		php_sv_meta_decode(meta.data, meta.len, OBJ_PROP_NUM(&j->std, PHP_SV_P_NAME), OBJ_PROP_NUM(&j->std, PHP_SV_P_HEADERS));
		break;
	}
	}
}

static int property_number(const php_sv_job *j, const zend_string *name)
{
	zend_property_info *info = zend_hash_find_ptr(&j->std.ce->properties_info, (zend_string *) name);

	return info ? (int) OBJ_PROP_TO_NUM(info->offset) : -1;
}

/* In a forked process nothing moves, and nothing may be changed. */
static const sv_told *progress_of(const php_sv_job *j)
{
	return php_sv_pool_is_mine(j->pool) ? sv_pool_progress(j->pool->core_of_jobs, j->job) : sv_jobs_told(&j->pool->core_of_jobs->jobs, j->job);
}

static zval *moving(php_sv_job *j, int n, zval *rv)
{
	const sv_told *told;

	switch (n) {
	case PHP_SV_P_CRASHES:
		ZVAL_LONG(rv, j->job->crashes);
		break;
	case PHP_SV_P_PROGRESS:
		told = progress_of(j);
		ZVAL_DOUBLE(rv, told ? told->fraction : 0);
		break;
	case PHP_SV_P_NOTE:
		told = progress_of(j);
		ZVAL_STRINGL_FAST(rv, told ? told->note : "", told ? told->len : 0);
		break;
	default:
		ZVAL_LONG(rv, j->job->attempts + (php_sv_job_is_run(j) ? 1 : 0));
		break;
	}
	return rv;
}

static ZEND_COLD void throw_read_only(const zend_string *name)
{
	zend_throw_error(NULL, "Cannot modify read-only property Supervisor\\Job::$%s", ZSTR_VAL(name));
}

static zval *read_property(zend_object *o, zend_string *name, int type, void **cache, zval *rv)
{
	php_sv_job *j = php_sv_job_of(o);
	int n = property_number(j, name);
	zval *value;

	if (j->side == PHP_SV_SUBMITTER && n >= PHP_SV_P_ATTEMPT) {
		return moving(j, n, rv);
	}
	if (n < 0) {
		return zend_std_read_property(o, name, type, cache, rv);
	}
	GC_ADDREF(o);
	fill(j, n);
	if (type != BP_VAR_R && type != BP_VAR_IS) {
		if (Z_TYPE_P(OBJ_PROP_NUM(o, n)) == IS_OBJECT) {
			ZVAL_COPY(rv, OBJ_PROP_NUM(o, n)); /* not the place itself, which could be made a reference and written to */
			value = rv;
		} else {
			throw_read_only(name);
			value = &EG(uninitialized_zval);
		}
	} else {
		value = zend_std_read_property(o, name, type, cache, rv);
		if (GC_REFCOUNT(o) == 1 && value != rv) {
			ZVAL_COPY_DEREF(rv, value); /* its place goes with the object */
			value = rv;
		}
	}
	OBJ_RELEASE(o);
	return value;
}

static zval *write_property(zend_object *o, zend_string *name, zval *value, void **cache)
{
	if (property_number(php_sv_job_of(o), name) < 0) {
		return zend_std_write_property(o, name, value, cache); /* "Cannot create dynamic property" */
	}
	throw_read_only(name);
	return value;
}

static zval *get_property_ptr_ptr(zend_object *o, zend_string *name, int type, void **cache)
{
	int n = property_number(php_sv_job_of(o), name);

	(void) type;
	(void) cache;
	/* As with readonly, an object in it may change: read_property() gives that. Also it can hold this object while the payload is decoded, to see what it is. */
	if (n == PHP_SV_P_PAYLOAD && (Z_TYPE_P(OBJ_PROP_NUM(o, n)) == IS_UNDEF || Z_TYPE_P(OBJ_PROP_NUM(o, n)) == IS_OBJECT)) {
		return NULL;
	}
	throw_read_only(name);
	return &EG(error_zval);
}

static void unset_property(zend_object *o, zend_string *name, void **cache)
{
	(void) o;
	(void) cache;
	throw_read_only(name);
}

static int has_property(zend_object *o, zend_string *name, int check, void **cache)
{
	php_sv_job *j = php_sv_job_of(o);
	int n = property_number(j, name), has;
	zval rv;

	if (j->side == PHP_SV_SUBMITTER && n >= PHP_SV_P_ATTEMPT) {
		has = check != ZEND_PROPERTY_NOT_EMPTY || zend_is_true(moving(j, n, &rv));

		if (check == ZEND_PROPERTY_NOT_EMPTY) {
			zval_ptr_dtor_nogc(&rv);
		}
		return has;
	}
	GC_ADDREF(o);
	if (n >= 0) {
		fill(j, n);
	}
	has = zend_std_has_property(o, name, check, cache);
	OBJ_RELEASE(o);
	return has;
}

/* The values of now, as copies. The table may be the object's own: what nothing else holds any more, see fill(), stays until the end of the request. */
static HashTable *copy_properties(zend_object *o, HashTable *table)
{
	static const char *const names[PHP_SV_P_COUNT] = { "id", "pool", "payload", "name", "headers", "attempt", "crashes", "progress", "note" };
	php_sv_job *j = php_sv_job_of(o);
	int n;

	GC_ADDREF(o);
	for (n = 0; n < PHP_SV_P_COUNT; n++) {
		zval value;

		if (j->side == PHP_SV_SUBMITTER && n >= PHP_SV_P_ATTEMPT) {
			moving(j, n, &value);
		} else {
			fill(j, n);
			ZVAL_COPY(&value, OBJ_PROP_NUM(o, n));
		}
		if (Z_TYPE(value) != IS_UNDEF) {
			zend_hash_str_update(table, names[n], strlen(names[n]), &value);
		}
	}
	if (GC_REFCOUNT(o) > 1) {
		OBJ_RELEASE(o);
	}
	return table;
}

/* For var_dump(), json_encode(), (array) and the like: a table of its own, for some values move. */
static HashTable *get_properties_for(zend_object *o, zend_prop_purpose purpose)
{
	(void) purpose;
	return copy_properties(o, zend_new_array(PHP_SV_P_COUNT));
}

/* For foreach and get_object_vars(): a table of copies that stays with the object; who takes references of them changes no job. */
static HashTable *get_properties(zend_object *o)
{
	if (!o->properties) {
		o->properties = zend_new_array(PHP_SV_P_COUNT);
	}
	return copy_properties(o, o->properties);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
	php_sv_job *j = php_sv_job_of(o);
	int i;

	if (j->side == PHP_SV_SUBMITTER) {
		if (!php_sv_pool_is_mine(j->pool)) {
			*table = NULL;
			*n = 0;
			return NULL;
		}
		zend_get_gc_buffer_add_obj(buffer, &j->pool->std);
	}
	for (i = 0; i < PHP_SV_P_COUNT; i++) {
		zend_get_gc_buffer_add_zval(buffer, OBJ_PROP_NUM(o, i));
	}
	if (j->side == PHP_SV_FAKE && j->submitted) {
		zval *job;

		ZEND_HASH_FOREACH_VAL(j->submitted, job) {
			zend_get_gc_buffer_add_zval(buffer, job);
		} ZEND_HASH_FOREACH_END();
	}
	zend_get_gc_buffer_use(buffer, table, n);
	return o->properties;
}

void php_sv_job_handle_properties(zend_object_handlers *h)
{
	h->read_property = read_property;
	h->write_property = write_property;
	h->get_property_ptr_ptr = get_property_ptr_ptr;
	h->unset_property = unset_property;
	h->has_property = has_property;
	h->get_properties = get_properties;
	h->get_properties_for = get_properties_for;
	h->get_gc = get_gc;
}

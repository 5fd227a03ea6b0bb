/* SPDX-License-Identifier: BSD-3-Clause */
/* value.c: PHP values and enum cases, as bytes and back; see value.h. */
#include "php/value.h"

#include "ext/standard/basic_functions.h"
#include "ext/standard/php_var.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include "zend_smart_str.h"

/* name, timeout and headers, before the payload of a job: this head, the bytes of the name, the serialized headers. */
typedef struct meta_head {
	uint16_t has_name, name_len;
	uint32_t has_timeout;
	int64_t timeout_ns;
} meta_head;

const char *const php_sv_job_states[] = { "Queued", "Delayed", "Reserved", "Running", "Done", "Failed", "Cancelled" };
const char *const php_sv_slot_states[] = { "Stopped", "Starting", "Idle", "Busy", "Draining", "Stopping", "Killing", "Backoff", "Fatal" };
const char *const php_sv_exit_reasons[] = { "Stopped", "Finished", "MaxJobs", "MaxMemory", "MaxAge", "Idle", "Restarted", "ScaledDown", "Cancelled", "Exited",
	"Fatal", "Signaled", "TimedOut", "OutOfMemory", "BootFailed", "BootTimedOut", "Lost" };
const char *const php_sv_fail_reasons[] = { "Exception", "Fatal", "Exited", "Signaled", "TimedOut", "OutOfMemory", "Lost", "Rejected",
	"DeliveryLimit", "Cancelled", "Undecodable", "ResultUnsendable" };
const char *const php_sv_events[] = { "WorkerReady", "WorkerExit", "JobDone", "JobRetry", "JobFailed", "Degraded", "Recovered" };
const char *const php_sv_restarts[] = { "Always", "OnFailure", "Never" };
const char *const php_sv_on_degraded[] = { "Probe", "Exit" };

/* --- what can travel --- */

static zend_string *unsendable(zval *v, zend_long depth);

/*
 * The worker would refuse what is nested deeper than its unserialize_max_depth, which it has from here. And this way neither serialize() nor this walk runs out of
 * stack: a fatal error at submit() says less than an exception.
 */
static zend_string *too_deep(zend_long depth)
{
	return BG(unserialize_max_depth) > 0 && depth > BG(unserialize_max_depth) ?
		zend_strpprintf(0, "something nested deeper than unserialize_max_depth (" ZEND_LONG_FMT ")", BG(unserialize_max_depth)) : NULL;
}

static zend_string *unsendable_in(HashTable *table, zend_long depth)
{
	zend_string *why = NULL;
	zval *v;

	if (zend_hash_num_elements(table) == 0 || GC_IS_RECURSIVE(table)) {
		return NULL;
	}
	if ((why = too_deep(depth))) {
		return why;
	}
	GC_TRY_PROTECT_RECURSION(table);
	ZEND_HASH_FOREACH_VAL(table, v) {
		ZVAL_DEINDIRECT(v);
		if ((why = unsendable(v, depth + 1))) {
			break;
		}
	} ZEND_HASH_FOREACH_END();
	GC_TRY_UNPROTECT_RECURSION(table);
	return why;
}

static zend_string *unsendable_object(zend_object *o, zend_long depth)
{
	zend_class_entry *ce = o->ce;
	zend_string *why = NULL;
	int i;

	if (ce->ce_flags & ZEND_ACC_NOT_SERIALIZABLE) {
		return zend_string_copy(ce->name);
	}
	/* A class that says how it is serialized looks after its own resources. */
	if ((ce->ce_flags & ZEND_ACC_ENUM) || ce->__serialize || ce->serialize || zend_hash_str_exists(&ce->function_table, ZEND_STRL("__sleep")) ||
	    GC_IS_RECURSIVE(o)) {
		return NULL;
	}
	if ((why = too_deep(depth))) {
		return why;
	}
	GC_PROTECT_RECURSION(o);
	for (i = 0; i < ce->default_properties_count && !why; i++) {
		why = unsendable(OBJ_PROP_NUM(o, i), depth + 1);
	}
	if (!why && o->properties) {
		why = unsendable_in(o->properties, depth);
	}
	GC_UNPROTECT_RECURSION(o);
	return why;
}

/* The first thing in there that serialize() refuses, or, like a resource, would silently turn into an int, or unserialize() refuses. depth: from 1. */
static zend_string *unsendable(zval *v, zend_long depth)
{
	const char *type;

	ZVAL_DEREF(v);
	switch (Z_TYPE_P(v)) {
	case IS_ARRAY:
		return unsendable_in(Z_ARRVAL_P(v), depth);
	case IS_OBJECT:
		return unsendable_object(Z_OBJ_P(v), depth);
	case IS_RESOURCE:
		type = zend_rsrc_list_get_rsrc_type(Z_RES_P(v));
		return type ? zend_strpprintf(0, "resource (%s)", type) : zend_string_init(ZEND_STRL("resource (closed)"), 0);
	default:
		return NULL;
	}
}

static php_sv_encoded serialize(zval *value, php_sv_value *out, zend_string **why)
{
	php_serialize_data_t data;
	smart_str buf = { 0 };
	zval held;

	if ((*why = unsendable(value, 1))) {
		return PHP_SV_UNSENDABLE;
	}
	/* __serialize() may assign to the variable that this came from by reference, or move on the generator that yielded it. */
	ZVAL_COPY(&held, value);
	PHP_VAR_SERIALIZE_INIT(data);
	php_var_serialize(&buf, &held, &data);
	PHP_VAR_SERIALIZE_DESTROY(data);
	zval_ptr_dtor(&held);
	if (EG(exception)) {
		smart_str_free(&buf);
		return PHP_SV_THREW;
	}
	out->kind = SV_V_SERIAL;
	out->string = smart_str_extract(&buf);
	return PHP_SV_ENCODED;
}

php_sv_encoded php_sv_value_encode(zval *value, php_sv_value *out, zend_string **why)
{
	*out = (php_sv_value) { 0 };
	*why = NULL;
	ZVAL_DEREF(value);
	switch (Z_TYPE_P(value)) {
	case IS_UNDEF:
	case IS_NULL:
		out->kind = SV_V_NULL;
		return PHP_SV_ENCODED;
	case IS_FALSE:
		out->kind = SV_V_FALSE;
		return PHP_SV_ENCODED;
	case IS_TRUE:
		out->kind = SV_V_TRUE;
		return PHP_SV_ENCODED;
	case IS_LONG: {
		int64_t n = Z_LVAL_P(value);

		out->kind = SV_V_INT;
		out->len = sizeof n;
		memcpy(&out->scalar, &n, sizeof n);
		return PHP_SV_ENCODED;
	}
	case IS_DOUBLE:
		out->kind = SV_V_FLOAT;
		out->len = sizeof(double);
		memcpy(&out->scalar, &Z_DVAL_P(value), sizeof(double));
		return PHP_SV_ENCODED;
	case IS_STRING:
		out->kind = SV_V_STRING;
		out->string = zend_string_copy(Z_STR_P(value));
		break;
	default: {
		php_sv_encoded e = serialize(value, out, why);

		if (e != PHP_SV_ENCODED) {
			return e;
		}
		break;
	}
	}
	if (ZSTR_LEN(out->string) > (size_t) SV_G(max_frame)) {
		php_sv_value_free(out);
		return PHP_SV_TOO_LARGE;
	}
	out->len = (uint32_t) ZSTR_LEN(out->string);
	return PHP_SV_ENCODED;
}

void php_sv_value_free(php_sv_value *v)
{
	if (v->string) {
		zend_string_release(v->string);
		v->string = NULL;
	}
}

static bool unserialize(zval *rv, const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *) bytes;
	php_unserialize_data_t data;
	bool ok;

	PHP_VAR_UNSERIALIZE_INIT(data);
	ok = php_var_unserialize(rv, &at, at + len, &data);
	PHP_VAR_UNSERIALIZE_DESTROY(data);
	if (!ok || EG(exception)) {
		zval_ptr_dtor(rv);
		ZVAL_NULL(rv);
		return false;
	}
	/* serialize() of a reference at the top: the value is what was meant */
	if (Z_ISREF_P(rv)) {
		zend_unwrap_reference(rv);
	}
	return true;
}

bool php_sv_value_decode(zval *rv, sv_value_kind kind, const char *bytes, size_t len, zend_string *owner)
{
	int64_t n;

	switch (kind) {
	case SV_V_FALSE:
		ZVAL_FALSE(rv);
		return true;
	case SV_V_TRUE:
		ZVAL_TRUE(rv);
		return true;
	case SV_V_INT:
		memcpy(&n, bytes, sizeof n);
		ZVAL_LONG(rv, (zend_long) n);
		return true;
	case SV_V_FLOAT:
		ZVAL_DOUBLE(rv, 0);
		memcpy(&Z_DVAL_P(rv), bytes, sizeof(double));
		return true;
	case SV_V_STRING:
		if (owner) {
			ZVAL_STR_COPY(rv, owner);
		} else {
			ZVAL_STRINGL_FAST(rv, bytes, len);
		}
		return true;
	case SV_V_SERIAL:
		ZVAL_NULL(rv);
		return unserialize(rv, bytes, len);
	default:
		ZVAL_NULL(rv);
		return true;
	}
}

/* --- name and headers --- */

bool php_sv_headers_check(HashTable *headers, uint32_t arg_num)
{
	zend_string *key;
	zval *v;

	ZEND_HASH_FOREACH_STR_KEY_VAL(headers, key, v) {
		ZVAL_DEREF(v);
		if (!key) {
			zend_argument_value_error(arg_num, "must have string keys");
			return false;
		}
		if (Z_TYPE_P(v) > IS_STRING) {
			zend_argument_value_error(arg_num, "must have scalar or null values, %s given for \"%s\"", zend_zval_type_name(v), ZSTR_VAL(key));
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

zend_string *php_sv_meta_encode(zend_string *name, HashTable *headers, const int64_t *timeout_ns)
{
	meta_head head = { name != NULL, name ? (uint16_t) ZSTR_LEN(name) : 0, timeout_ns != NULL, timeout_ns ? *timeout_ns : 0 };
	smart_str buf = { 0 };

	if (!name && !timeout_ns && (!headers || zend_hash_num_elements(headers) == 0)) {
		return NULL;
	}
	smart_str_appendl(&buf, (char *) &head, sizeof head);
	if (name) {
		smart_str_append(&buf, name);
	}
	if (headers && zend_hash_num_elements(headers)) {
		php_serialize_data_t data;
		zval array;

		ZVAL_ARR(&array, headers);
		PHP_VAR_SERIALIZE_INIT(data);
		php_var_serialize(&buf, &array, &data);
		PHP_VAR_SERIALIZE_DESTROY(data);
	}
	return smart_str_extract(&buf);
}

sv_text php_sv_meta_name(const char *meta, size_t len)
{
	meta_head head;

	if (len < sizeof head) {
		return (sv_text) { 0 };
	}
	memcpy(&head, meta, sizeof head);
	return head.has_name ? (sv_text) { meta + sizeof head, head.name_len } : (sv_text) { 0 };
}

bool php_sv_meta_check(const char *meta, size_t len)
{
	meta_head head;

	if (len < sizeof head) {
		return false;
	}
	memcpy(&head, meta, sizeof head);
	return head.has_name <= 1 && head.has_timeout <= 1 && head.name_len <= len - sizeof head && head.timeout_ns >= 0;
}

int64_t php_sv_meta_timeout(const char *meta, size_t len, int64_t usual)
{
	meta_head head;

	if (len < sizeof head) {
		return usual;
	}
	memcpy(&head, meta, sizeof head);
	return head.has_timeout ? head.timeout_ns : usual;
}

void php_sv_meta_decode(const char *meta, size_t len, zval *name, zval *headers)
{
	sv_text text = php_sv_meta_name(meta, len);
	size_t at = sizeof(meta_head) + text.len;

	if (text.data) {
		ZVAL_STRINGL(name, text.data, text.len);
	} else {
		ZVAL_NULL(name);
	}
	if (len <= at || !unserialize(headers, meta + at, len - at)) {
		ZVAL_EMPTY_ARRAY(headers);
	}
}

/* --- enums --- */

void php_sv_enum(zval *rv, zend_class_entry *ce, const char *name)
{
	ZVAL_OBJ_COPY(rv, zend_enum_get_case_cstr(ce, name));
}

int php_sv_enum_index(zend_object *enum_case, const char *const *names, int n)
{
	zend_string *name = Z_STR_P(zend_enum_fetch_case_name(enum_case));
	int i;

	for (i = 0; i < n - 1 && strcmp(ZSTR_VAL(name), names[i]) != 0; i++) {
	}
	return i;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * value.h: PHP values and enum cases, as bytes and back.
 *
 * null, bool, int, float and string travel raw, the rest by serialize().
 */
#ifndef PHP_SV_VALUE_H
#define PHP_SV_VALUE_H

#include "php_supervisor.h"

#include "core/frame.h"

typedef struct php_sv_value {
	sv_value_kind kind;
	zend_string *string; /* STRING, SERIAL: owned; else NULL */
	uint64_t scalar;     /* INT, FLOAT: its bytes */
	uint32_t len;
} php_sv_value;

/* Where its bytes are. */
static zend_always_inline const char *php_sv_value_bytes(const php_sv_value *v)
{
	return v->string ? ZSTR_VAL(v->string) : (const char *) &v->scalar;
}

typedef enum php_sv_encoded { PHP_SV_ENCODED, PHP_SV_UNSENDABLE, PHP_SV_TOO_LARGE, PHP_SV_THREW } php_sv_encoded;

/*
 * Encodes a value. UNSENDABLE: *why is "Closure", "resource (stream)" ... , a new string. TOO_LARGE: more than supervisor.max_frame. THREW:
 * serialize() threw, EG(exception) is set.
 */
php_sv_encoded php_sv_value_encode(zval *value, php_sv_value *out, zend_string **why);
void php_sv_value_free(php_sv_value *v);

/* Decodes; owner: the zend_string that bytes belong to, or NULL. False: not to be decoded; EG(exception) may be set. rv is then NULL. */
bool php_sv_value_decode(zval *rv, sv_value_kind kind, const char *bytes, size_t len, zend_string *owner);

/* A worker reads the meta of a job in one piece. */
#define PHP_SV_META_MAX SV_META_MAX

/* The meta of a job, its name, headers and timeout: NULL when it has none. headers is a checked array; timeout_ns NULL: the pool's. */
zend_string *php_sv_meta_encode(zend_string *name, HashTable *headers, const int64_t *timeout_ns);
int64_t php_sv_meta_timeout(const char *meta, size_t len, int64_t usual);
sv_text php_sv_meta_name(const char *meta, size_t len);
/* Is this a meta, as far as the two above read it? */
bool php_sv_meta_check(const char *meta, size_t len);
void php_sv_meta_decode(const char *meta, size_t len, zval *name, zval *headers);

/* Are these headers string => scalar or null? Throws a ValueError for argument arg_num otherwise. */
bool php_sv_headers_check(HashTable *headers, uint32_t arg_num);

/* An enum case by its name; addref'd. */
void php_sv_enum(zval *rv, zend_class_entry *ce, const char *name);

/* The index of an enum case in a list of n case names. */
int php_sv_enum_index(zend_object *enum_case, const char *const *names, int n);

extern const char *const php_sv_job_states[], *const php_sv_slot_states[], *const php_sv_exit_reasons[], *const php_sv_fail_reasons[],
	*const php_sv_events[], *const php_sv_restarts[], *const php_sv_on_degraded[];

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* failure.c: why an attempt failed; see failure.h. */
#include "php/failure.h"

#include "php/value.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include <unistd.h>

/* An endless chain, or a message with a dump in it, must not fill the master's memory. */
#define CHAIN_MAX 16
#define MESSAGE_MAX (16 * 1024)
#define TRACE_MAX (64 * 1024)

static sv_text cut(zval *string, uint32_t max)
{
	if (Z_TYPE_P(string) != IS_STRING) {
		return (sv_text) { "", 0 };
	}
	return (sv_text) { Z_STRVAL_P(string), Z_STRLEN_P(string) < max ? (uint32_t) Z_STRLEN_P(string) : max };
}

static zval *read_property(zend_object *o, const char *name, zval *rv)
{
	return zend_read_property(zend_get_exception_base(o), o, name, strlen(name), 1, rv);
}

static void append(zend_string **buf, const sv_failure *f)
{
	size_t old = *buf ? ZSTR_LEN(*buf) : 0, more = sv_failure_size(f);

	*buf = *buf ? zend_string_extend(*buf, old + more, 0) : zend_string_alloc(more, 0);
	sv_failure_write(f, ZSTR_VAL(*buf) + old);
	ZSTR_VAL(*buf)[old + more] = 0;
}

static void append_exception(zend_string **buf, zend_object *o, sv_fail_reason reason)
{
	zval message, code, file, line, trace;
	sv_failure f = { .reason = reason, .counted = true, .delay = -1, .exit_code = -1, .pid = (int32_t) getpid() };

	if (instanceof_function(o->ce, php_sv_ce_Retry)) {
		zval rv, *delay = zend_read_property(php_sv_ce_Retry, o, ZEND_STRL("delay"), 1, &rv);
		zval rv2, *counted = zend_read_property(php_sv_ce_Retry, o, ZEND_STRL("counted"), 1, &rv2);

		f.delay = Z_TYPE_P(delay) == IS_DOUBLE ? Z_DVAL_P(delay) : -1;
		f.counted = Z_TYPE_P(counted) != IS_FALSE;
	} else if (instanceof_function(o->ce, php_sv_ce_Reject)) {
		f.reason = SV_F_REJECTED;
	}
	f.class_name = (sv_text) { ZSTR_VAL(o->ce->name), (uint32_t) ZSTR_LEN(o->ce->name) };
	f.message = cut(read_property(o, "message", &message), MESSAGE_MAX);
	f.code = zval_get_long(read_property(o, "code", &code));
	f.file = cut(read_property(o, "file", &file), MESSAGE_MAX);
	f.line = (uint32_t) zval_get_long(read_property(o, "line", &line));
	ZVAL_UNDEF(&trace);
	zend_call_method_with_0_params(o, o->ce, NULL, "gettraceasstring", &trace);
	f.trace = cut(&trace, TRACE_MAX);
	append(buf, &f);
	zval_ptr_dtor(&trace);
}

zend_string *php_sv_failure_of_exception(zend_object *exception, sv_fail_reason reason)
{
	zend_object *pending = EG(exception), *o = exception;
	zend_string *buf = NULL;
	int depth;

	/* It may be the one that is being thrown; getTraceAsString() must not see that. */
	EG(exception) = NULL;
	for (depth = 0; o && depth < CHAIN_MAX; depth++) {
		zval rv, *previous;

		append_exception(&buf, o, reason);
		previous = read_property(o, "previous", &rv);
		o = Z_TYPE_P(previous) == IS_OBJECT ? Z_OBJ_P(previous) : NULL;
	}
	EG(exception) = pending;
	return buf;
}

zend_string *php_sv_failure_of_words(sv_fail_reason reason, const char *message, const char *file, uint32_t line, int exit_code)
{
	zend_string *buf = NULL;
	sv_failure f = {
		.reason = reason,
		.counted = true,
		.delay = -1,
		.exit_code = exit_code,
		.pid = (int32_t) getpid(),
		.line = line,
		.message = { message, (uint32_t) strlen(message) },
		.file = { file, file ? (uint32_t) strlen(file) : 0 },
		.trace = { "", 0 },
	};

	append(&buf, &f);
	return buf;
}

static void set_text(zval *to, sv_text t)
{
	if (t.data) {
		ZVAL_STRINGL(to, t.data, t.len);
	} else {
		ZVAL_NULL(to);
	}
}

static void set_int_or_null(zval *to, int value, int none)
{
	if (value == none) {
		ZVAL_NULL(to);
	} else {
		ZVAL_LONG(to, value);
	}
}

/* Sets all properties but $previous and $earlier. */
static zend_object *set_failure(zval *rv, const sv_failure *f)
{
	zend_object *o;

	object_init_ex(rv, php_sv_ce_Failure);
	o = Z_OBJ_P(rv);
	PHP_SV_SET(o, 0, php_sv_enum(prop, php_sv_ce_FailureReason, php_sv_fail_reasons[f->reason]));
	PHP_SV_SET(o, 1, set_text(prop, f->message));
	PHP_SV_SET(o, 2, set_text(prop, f->class_name));
	PHP_SV_SET(o, 3, ZVAL_LONG(prop, (zend_long) f->code));
	PHP_SV_SET(o, 4, set_text(prop, f->file));
	PHP_SV_SET(o, 5, ZVAL_LONG(prop, f->line));
	PHP_SV_SET(o, 6, set_text(prop, f->trace));
	PHP_SV_SET(o, 7, set_int_or_null(prop, f->signal, 0));
	PHP_SV_SET(o, 8, set_int_or_null(prop, f->exit_code, -1));
	PHP_SV_SET(o, 9, ZVAL_LONG(prop, f->pid));
	return o;
}

/* One link of a chain of exceptions, and those before it. */
static void to_object(zval *rv, const char **at, const char *end, int depth)
{
	sv_failure f;
	zend_object *o;

	if (depth == CHAIN_MAX + 1 /* one of ours may be in front */ || !sv_failure_read(&f, at, end) || f.earlier) {
		ZVAL_NULL(rv);
		return;
	}
	o = set_failure(rv, &f);
	PHP_SV_SET(o, 10, to_object(prop, at, end, depth + 1));
	PHP_SV_SET(o, 11, ZVAL_EMPTY_ARRAY(prop));
}

/* The attempts before; the records of the last one, which come first, are skipped. */
static void set_earlier(zval *to, const char *at, const char *end)
{
	sv_failure f;
	zval failure;

	array_init(to);
	while (sv_failure_read(&f, &at, end)) {
		if (f.earlier) {
			zend_object *o = set_failure(&failure, &f);

			PHP_SV_SET(o, 10, ZVAL_NULL(prop));
			PHP_SV_SET(o, 11, ZVAL_EMPTY_ARRAY(prop));
			add_next_index_zval(to, &failure);
		}
	}
}

void php_sv_failure_object(zval *rv, sv_blob records)
{
	const char *at = records.data;

	if (!records.owner) {
		ZVAL_NULL(rv);
		return;
	}
	to_object(rv, &at, at + records.len, 0);
	if (Z_TYPE_P(rv) == IS_OBJECT) {
		PHP_SV_SET(Z_OBJ_P(rv), 11, set_earlier(prop, records.data, records.data + records.len));
	}
}

char *php_sv_failure_words(sv_blob records, char *buf, size_t size)
{
	const char *at = records.data;
	sv_failure f;

	buf[0] = 0;
	if (records.owner && sv_failure_read(&f, &at, at + records.len)) {
		snprintf(buf, size, "%.*s%s%.*s", (int) f.class_name.len, f.class_name.data ? f.class_name.data : "", f.class_name.len ? ": " : "",
			(int) MIN(f.message.len, f.crash ? 1500 : 300), f.message.data);
		if (f.file.len && !f.signal) { /* of a death by a signal the message has the place */
			size_t n = strlen(buf);

			snprintf(buf + n, size - n, " in %.*s:%u", (int) f.file.len, f.file.data, f.line);
		}
	}
	return buf;
}

char *php_sv_exception_words(zend_object *exception, char *buf, size_t size)
{
	zval rv;
	sv_text message = cut(read_property(exception, "message", &rv), 300);
	zval rv2, *file = read_property(exception, "file", &rv2);
	zval rv3, *line = read_property(exception, "line", &rv3);

	snprintf(buf, size, "%s: %.*s in %s:" ZEND_LONG_FMT, ZSTR_VAL(exception->ce->name), (int) message.len, message.data,
		Z_TYPE_P(file) == IS_STRING ? Z_STRVAL_P(file) : "?", zval_get_long(line));
	return buf;
}

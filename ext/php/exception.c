/* SPDX-License-Identifier: BSD-3-Clause */
/* exception.c: how the extension throws; and the classes Retry, Reject and JobFailed. */
#include "php/exception.h"

#include "php/failure.h"

#include "ext/spl/spl_exceptions.h"
#include "zend_exceptions.h"
#include "zend_smart_str.h"

#include <math.h>

ZEND_COLD void php_sv_throw_state(const char *format, ...)
{
	zend_string *message;
	va_list args;

	va_start(args, format);
	message = zend_vstrpprintf(0, format, args);
	va_end(args);
	zend_throw_exception(php_sv_ce_StateError, ZSTR_VAL(message), 0);
	zend_string_release(message);
}

ZEND_COLD void php_sv_throw_job_failed(zval *job, sv_blob failure)
{
	char words[PHP_SV_FAILURE_WORDS];
	zend_object *o = zend_throw_exception(php_sv_ce_JobFailed, php_sv_failure_words(failure, words, sizeof words), 0);
	zval why;

	php_sv_failure_object(&why, failure);
	/* readonly properties are set in the scope of their class */
	zend_update_property(php_sv_ce_JobFailed, o, ZEND_STRL("job"), job);
	zend_update_property(php_sv_ce_JobFailed, o, ZEND_STRL("failure"), &why);
	zval_ptr_dtor(&why);
}

ZEND_COLD void php_sv_throw_await_timeout(double seconds)
{
	zend_throw_exception_ex(php_sv_ce_AwaitTimeout, 0, "the job is not settled after %g seconds", seconds);
}

bool php_sv_check_seconds(double seconds, double min, double max, uint32_t arg_num)
{
	if (isnan(seconds) || seconds < min || seconds > max) {
		smart_str given = { 0 };

		smart_str_append_double(&given, seconds, -1, false); /* %g would say 3.1536e+7 of what is just above the maximum */
		smart_str_0(&given);
		zend_argument_value_error(arg_num, "must be between %g and %.0f seconds, %s given", min, max, ZSTR_VAL(given.s));
		smart_str_free(&given);
		return false;
	}
	return true;
}

php_sv_pending php_sv_exception_aside(void)
{
	php_sv_pending p = { EG(exception), EG(opline_before_exception) };

	EG(exception) = NULL;
	return p;
}

void php_sv_exception_back(php_sv_pending *pending)
{
	zend_object *old = pending->exception;

	if (!old) {
		return;
	}
	if (!EG(exception)) {
		EG(exception) = old;
	} else if (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception))) {
		OBJ_RELEASE(old); /* an exit() has no previous one */
	} else {
		zend_exception_set_previous(EG(exception), old);
	}
	EG(opline_before_exception) = pending->opline;
}

ZEND_METHOD(Supervisor_JobFailed, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Supervisor_Retry, __construct)
{
	zend_object *o = Z_OBJ_P(ZEND_THIS);
	zend_string *message = NULL;
	bool no_delay = true, counted = true;
	double delay = 0;
	zval value;

	ZEND_PARSE_PARAMETERS_START(0, 3)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE_OR_NULL(delay, no_delay)
		Z_PARAM_BOOL(counted)
		Z_PARAM_STR(message)
	ZEND_PARSE_PARAMETERS_END();

	if (!no_delay && !php_sv_check_seconds(delay, 0, PHP_SV_SECONDS_MAX, 1)) {
		RETURN_THROWS();
	}
	if (no_delay) {
		ZVAL_NULL(&value);
	} else {
		ZVAL_DOUBLE(&value, delay);
	}
	zend_update_property(php_sv_ce_Retry, o, ZEND_STRL("delay"), &value);
	ZVAL_BOOL(&value, counted);
	zend_update_property(php_sv_ce_Retry, o, ZEND_STRL("counted"), &value);
	if (message) {
		zend_update_property_str(zend_ce_exception, o, ZEND_STRL("message"), message);
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* call.c: calling user code; see call.h. */
#include "php/call.h"

#include "php/child.h"
#include "php/failure.h"

#include "zend_exceptions.h"
#include "zend_observer.h"

php_sv_fatal_error php_sv_fatal;

#define FATAL_TYPES (E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR | E_PARSE | E_USER_ERROR | E_RECOVERABLE_ERROR)

/* Sees each error before its handler does. Fixed buffers: the error may be that there is no memory. */
static void on_error(int type, zend_string *file, uint32_t line, zend_string *message)
{
	if (!SV_G(is_worker) || !(type & FATAL_TYPES)) {
		return;
	}
	php_sv_fatal.type = type;
	php_sv_fatal.line = line;
	snprintf(php_sv_fatal.file, sizeof php_sv_fatal.file, "%s", file ? ZSTR_VAL(file) : "");
	snprintf(php_sv_fatal.message, sizeof php_sv_fatal.message, "%s", ZSTR_VAL(message));
	php_sv_fatal.memory = type == E_ERROR && (strncmp(ZSTR_VAL(message), ZEND_STRL("Allowed memory size of ")) == 0 ||
		strncmp(ZSTR_VAL(message), ZEND_STRL("Out of memory")) == 0);
}

void php_sv_minit_call(void)
{
	zend_observer_error_register(on_error);
}

static php_sv_outcome outcome_of(bool bailed)
{
	if (bailed) {
		return PHP_SV_FATAL;
	}
	if (!EG(exception)) {
		return PHP_SV_RETURNED;
	}
	if (zend_is_unwind_exit(EG(exception))) {
		zend_clear_exception();
		/* Only E_ERROR: others may have been handled before an exit() that was meant */
		return php_sv_fatal.type == E_ERROR ? PHP_SV_FATAL : PHP_SV_EXITED;
	}
	if (zend_is_graceful_exit(EG(exception))) {
		zend_clear_exception();
		return PHP_SV_EXITED;
	}
	return PHP_SV_EXCEPTION;
}

/* User code forked, and this is the child: it ends as a script does, without a word on the channel of the worker, whose job is not over. */
static ZEND_COLD ZEND_NORETURN void end_fork(php_sv_outcome outcome)
{
	int status = outcome == PHP_SV_RETURNED ? 0 : outcome == PHP_SV_EXITED ? EG(exit_status) : 255;

	if (outcome == PHP_SV_EXCEPTION) {
		zend_try {
			zend_exception_error(EG(exception), E_ERROR);
		} zend_end_try();
	}
	php_sv_worker_exit(status, outcome == PHP_SV_FATAL);
}

php_sv_outcome php_sv_outcome_now(bool bailed)
{
	php_sv_outcome outcome = outcome_of(bailed);

	if (UNEXPECTED(php_sv_pid != php_sv_worker.pid)) {
		end_fork(outcome);
	}
	return outcome;
}

static void call(zend_fcall_info *fci, zend_fcall_info_cache *fcc, zval *rv)
{
	php_sv_fatal.type = 0;
	ZVAL_UNDEF(rv);
	fci->retval = rv;
	zend_call_function(fci, fcc);
#ifdef ZEND_HAS_OOM
	/* 8.2.35 and later: a hit of memory_limit is delivered later, as an unwind exit; have it now, in the attempt that it belongs to */
	if (!EG(exception) && ZEND_HAS_OOM()) {
		zend_handle_delayed_oom();
	}
#endif
}

php_sv_outcome php_sv_call_in_job(zend_fcall_info *fci, zend_fcall_info_cache *fcc, zval *rv)
{
	call(fci, fcc, rv);
	return php_sv_outcome_now(false);
}

php_sv_outcome php_sv_call_once(zval *closure, uint32_t argc, zval *argv, zval *rv)
{
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	volatile bool bailed = false;

	if (zend_fcall_info_init(closure, 0, &fci, &fcc, NULL, NULL) == FAILURE) {
		ZVAL_NULL(rv);
		return PHP_SV_RETURNED;
	}
	fci.param_count = argc;
	fci.params = argv;
	zend_try {
		call(&fci, &fcc, rv);
	} zend_catch {
		bailed = true;
	} zend_end_try();
	return php_sv_outcome_now(bailed);
}

const char *php_sv_fatal_words(void)
{
	if (php_sv_fatal.type) {
		return php_sv_fatal.message;
	}
	/* The cli ends a script that writes to it then, without a word. */
	return PG(connection_status) & PHP_CONNECTION_ABORTED ? "stdout was closed" : "fatal error";
}

char *php_sv_outcome_words(php_sv_outcome outcome, char *buf, size_t size)
{
	switch (outcome) {
	case PHP_SV_EXCEPTION:
		return php_sv_exception_words(EG(exception), buf, size);
	case PHP_SV_FATAL:
		if (php_sv_fatal.type) {
			snprintf(buf, size, "%s in %s:%u", php_sv_fatal.message, php_sv_fatal.file, php_sv_fatal.line);
		} else {
			snprintf(buf, size, "%s", php_sv_fatal_words());
		}
		return buf;
	case PHP_SV_EXITED:
		snprintf(buf, size, "exit(%d) was called", EG(exit_status));
		return buf;
	default:
		buf[0] = 0;
		return buf;
	}
}

bool php_sv_call_in_master(zval *closure, uint32_t argc, zval *argv, zval *rv)
{
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	zval ignored;

	if (zend_fcall_info_init(closure, 0, &fci, &fcc, NULL, NULL) == FAILURE) {
		return EG(exception) == NULL;
	}
	ZVAL_UNDEF(&ignored);
	fci.retval = rv ? rv : &ignored;
	fci.param_count = argc;
	fci.params = argv;
	ZVAL_UNDEF(fci.retval);
	zend_call_function(&fci, &fcc);
	if (!rv) {
		zval_ptr_dtor(&ignored);
	}
	return EG(exception) == NULL;
}

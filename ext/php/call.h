/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * call.h: calling user code in a worker, where whatever it does must come back here as an outcome: return, exception, exit(), fatal error.
 * In the master closures are called plainly; there an exit() or a fatal error ends the script as ever.
 */
#ifndef PHP_SV_CALL_H
#define PHP_SV_CALL_H

#include "php_supervisor.h"

#include "core/exit.h"

typedef enum php_sv_outcome {
	PHP_SV_RETURNED,
	PHP_SV_EXCEPTION, /* it is in EG(exception) */
	PHP_SV_EXITED,    /* status: EG(exit_status). The worker must end */
	PHP_SV_FATAL,     /* php_sv_fatal says what. The worker must end */
} php_sv_outcome;

/* The last fatal error of this worker. */
typedef struct php_sv_fatal_error {
	int type; /* 0: none */
	uint32_t line;
	bool memory; /* memory_limit */
	char file[512], message[1024];
} php_sv_fatal_error;

extern php_sv_fatal_error php_sv_fatal;

/*
 * How user code that just ran, not as a closure but by serialize() and the like, ended. An exit() is cleared. php_sv_fatal.type is to be 0 before it runs. Does
 * not return in a process that this code forked, which ends as a script does.
 */
php_sv_outcome php_sv_outcome_now(bool bailed);

/* Calls a handler in a worker. rv is UNDEF unless it returned. Guarded by the caller: a fatal error comes as a bailout. */
php_sv_outcome php_sv_call_in_job(zend_fcall_info *fci, zend_fcall_info_cache *fcc, zval *rv);

/* Calls a closure in a worker, and guards it: every end of it comes back as an outcome. */
php_sv_outcome php_sv_call_once(zval *closure, uint32_t argc, zval *argv, zval *rv);

/* What the fatal error was, without its place. */
const char *php_sv_fatal_words(void);

/* One line on an outcome that is not RETURNED: for the last words of a worker. */
char *php_sv_outcome_words(php_sv_outcome outcome, char *buf, size_t size);

/* Calls a closure in the master; its result is dropped, or put into rv when that is not NULL. False: it threw. */
bool php_sv_call_in_master(zval *closure, uint32_t argc, zval *argv, zval *rv);

#endif

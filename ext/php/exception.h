/* SPDX-License-Identifier: BSD-3-Clause */
/* exception.h: how the extension throws. */
#ifndef PHP_SV_EXCEPTION_H
#define PHP_SV_EXCEPTION_H

#include "php_supervisor.h"

#include "core/frame.h"

/* A StateError. */
ZEND_COLD void php_sv_throw_state(const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 1, 2);

/* A JobFailed for this Job object with the failure records. */
ZEND_COLD void php_sv_throw_job_failed(zval *job, sv_blob failure);

ZEND_COLD void php_sv_throw_await_timeout(double seconds);

/*
 * A span of seconds: not NaN, min <= seconds <= max. Throws a ValueError that names argument arg_num otherwise.
 */
bool php_sv_check_seconds(double seconds, double min, double max, uint32_t arg_num);

/* The longest span that is taken: one year. */
#define PHP_SV_SECONDS_MAX 31536000.0

/* An exception that is on its way while code runs that must not see it, nor overwrite where it was thrown. */
typedef struct php_sv_pending {
	zend_object *exception; /* NULL: none */
	const zend_op *opline;
} php_sv_pending;

php_sv_pending php_sv_exception_aside(void);

/* It goes on; one that came meanwhile goes on in its place, with it as the previous one. */
void php_sv_exception_back(php_sv_pending *pending);

#endif

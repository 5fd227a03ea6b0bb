/* SPDX-License-Identifier: BSD-3-Clause */
/* failure.h: why an attempt failed: from an exception to failure records, and from records to a Failure object. */
#ifndef PHP_SV_FAILURE_H
#define PHP_SV_FAILURE_H

#include "php_supervisor.h"

#include "core/frame.h"

/* Records of an exception and its previous ones, cut at sane lengths. Retry and Reject are known. Runs no user code but getTraceAsString(). */
zend_string *php_sv_failure_of_exception(zend_object *exception, sv_fail_reason reason);

/* One record without an exception. file may be NULL; exit_code -1: none. */
zend_string *php_sv_failure_of_words(sv_fail_reason reason, const char *message, const char *file, uint32_t line, int exit_code);

/* Enough for php_sv_failure_words(), of which those of many crashes are the longest. */
#define PHP_SV_FAILURE_WORDS 2048

/* A Failure object; NULL when there are no records. */
void php_sv_failure_object(zval *rv, sv_blob records);

/* "RuntimeException: no such host in mail.php:12", of the first record; returns buf. */
char *php_sv_failure_words(sv_blob records, char *buf, size_t size);

/* The same for an exception, for the last words of a worker. */
char *php_sv_exception_words(zend_object *exception, char *buf, size_t size);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* check.h: arguments that PHP's own parsing cannot check. All throw an error that names argument arg_num, what was given and what is allowed. */
#ifndef PHP_SV_CHECK_H
#define PHP_SV_CHECK_H

#include "php_supervisor.h"

#define PHP_SV_WORKERS_MAX 4096

bool php_sv_check_range(zend_long value, zend_long min, zend_long max, uint32_t arg_num);

/* 1 to max bytes, no control characters. */
bool php_sv_check_name(const zend_string *name, size_t max, uint32_t arg_num);

/* A size in bytes: an int, or a string like "128M", "1.5G" (K, M, G: powers of 1024). */
bool php_sv_check_size(zend_string *string, zend_long number, uint64_t *bytes, uint32_t arg_num);

#endif

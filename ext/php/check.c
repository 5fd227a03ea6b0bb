/* SPDX-License-Identifier: BSD-3-Clause */
/* check.c: arguments that PHP's own parsing cannot check; see check.h. */
#include "php/check.h"

#include <math.h>

bool php_sv_check_range(zend_long value, zend_long min, zend_long max, uint32_t arg_num)
{
	if (value < min || value > max) {
		zend_argument_value_error(arg_num, "must be between " ZEND_LONG_FMT " and " ZEND_LONG_FMT ", " ZEND_LONG_FMT " given", min, max, value);
		return false;
	}
	return true;
}

bool php_sv_check_name(const zend_string *name, size_t max, uint32_t arg_num)
{
	size_t i;

	if (ZSTR_LEN(name) == 0 || ZSTR_LEN(name) > max) {
		zend_argument_value_error(arg_num, "must be 1 to %zu bytes long, %zu given", max, ZSTR_LEN(name));
		return false;
	}
	for (i = 0; i < ZSTR_LEN(name); i++) {
		if ((unsigned char) ZSTR_VAL(name)[i] < ' ' || ZSTR_VAL(name)[i] == 127) {
			zend_argument_value_error(arg_num, "must not contain control characters, byte %d given at offset %zu", (unsigned char) ZSTR_VAL(name)[i], i);
			return false;
		}
	}
	return true;
}

bool php_sv_check_size(zend_string *string, zend_long number, uint64_t *bytes, uint32_t arg_num)
{
	double n = (double) number;
	const char *end;

	if (string) {
		n = zend_strtod(ZSTR_VAL(string), &end);
		if (end != ZSTR_VAL(string) && *end) {
			static const char units[] = "KMG";
			const char *unit = strchr(units, toupper((unsigned char) *end));

			n = unit ? n * (double) (UINT64_C(1) << (10 * (unit - units + 1))) : -1;
			end++;
		}
		if (end == ZSTR_VAL(string) || end != ZSTR_VAL(string) + ZSTR_LEN(string) || !isfinite(n) || !(n >= 0)) {
			zend_argument_value_error(arg_num, "must be a size in bytes such as 67108864, \"64M\" or \"1.5G\", \"%s\" given", ZSTR_VAL(string));
			return false;
		}
	}
	if (!(n >= 0 && n <= 1e15)) {
		zend_argument_value_error(arg_num, "must be between 0 and 1e15 bytes, " ZEND_LONG_FMT " given", number);
		return false;
	}
	*bytes = (uint64_t) n;
	return true;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* terms.c: see terms.h. */
#include "php/terms.h"

#include "php/blob.h"

bool php_sv_check_unique(const zend_string *unique, uint32_t arg_num)
{
	if (ZSTR_LEN(unique) == 0 || ZSTR_LEN(unique) > SV_KEY_MAX) {
		zend_argument_value_error(arg_num, "must be 1 to %d bytes long, %zu given", SV_KEY_MAX, ZSTR_LEN(unique));
		return false;
	}
	return true;
}

bool php_sv_terms_limits(const php_sv_arguments *a, uint32_t attempts_arg, uint32_t timeout_arg, int64_t usual_timeout_ns, php_sv_terms *terms)
{
	if ((!a->usual_attempts && !php_sv_check_range(a->max_attempts, 1, UINT16_MAX, attempts_arg)) ||
	    (!a->usual_timeout && !php_sv_check_seconds(a->timeout, 0, PHP_SV_SECONDS_MAX, timeout_arg))) {
		return false;
	}
	terms->order.max_attempts = a->usual_attempts ? 0 : (uint16_t) a->max_attempts;
	terms->order.timeout_ns = a->usual_timeout ? usual_timeout_ns : (int64_t) (a->timeout * 1e9);
	return true;
}

bool php_sv_terms_meta(const php_sv_arguments *a, php_sv_terms *terms)
{
	zend_string *meta = php_sv_meta_encode(a->name, a->headers, a->usual_timeout ? NULL : &terms->order.timeout_ns);

	if (!meta) {
		return true;
	}
	if (ZSTR_LEN(meta) > PHP_SV_META_MAX) {
		zend_argument_value_error(PHP_SV_A_HEADERS, "must not be larger than %d bytes once they are serialized", PHP_SV_META_MAX);
		zend_string_release(meta);
		return false;
	}
	terms->meta = meta;
	terms->order.meta = php_sv_blob_of(meta);
	terms->order.name = php_sv_meta_name(ZSTR_VAL(meta), ZSTR_LEN(meta));
	return true;
}

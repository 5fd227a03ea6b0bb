/* SPDX-License-Identifier: BSD-3-Clause */
/* terms.h: what is wanted of a job beside its payload: the arguments of Pool::submit(), submitAll() and Job::submit(), as given and as checked. */
#ifndef PHP_SV_TERMS_H
#define PHP_SV_TERMS_H

#include "php_supervisor.h"

#include "core/job.h"
#include "php/check.h"
#include "php/exception.h"
#include "php/value.h"

/* Their places in submit() and submitAll(). */
enum { PHP_SV_A_NAME = 2, PHP_SV_A_DELAY, PHP_SV_A_PRIORITY, PHP_SV_A_MAX_ATTEMPTS, PHP_SV_A_TIMEOUT, PHP_SV_A_UNIQUE, PHP_SV_A_HEADERS };

#define PHP_SV_JOB_NAME_MAX 255

typedef struct php_sv_arguments {
	zend_string *name, *unique;
	zend_object *unique_of; /* submitAll(): a closure that tells the key of each */
	double delay, timeout;
	zend_long priority, max_attempts;
	bool usual_attempts, usual_timeout; /* those of the pool */
	HashTable *headers;
} php_sv_arguments;

#define PHP_SV_NO_ARGUMENTS { .usual_attempts = true, .usual_timeout = true }

typedef struct php_sv_terms {
	zend_string *meta;   /* name, headers and timeout; NULL: none */
	zend_string *unique; /* not owned; NULL: none */
	sv_order order;      /* what all jobs have alike: no number, payload and time. Its meta is not its own: each job needs a reference */
} php_sv_terms;

bool php_sv_check_unique(const zend_string *unique, uint32_t arg_num);

/* What jobs may have of their own, the third and fourth of map(): attempts and a timeout (0: none). False: threw. */
bool php_sv_terms_limits(const php_sv_arguments *a, uint32_t attempts_arg, uint32_t timeout_arg, int64_t usual_timeout_ns, php_sv_terms *terms);

/* Makes the meta. False: threw, as it is too large. */
bool php_sv_terms_meta(const php_sv_arguments *a, php_sv_terms *terms);

/* All but the meta, for which it is too early. False: threw. terms: to be zero. */
static zend_always_inline bool php_sv_terms_check(const php_sv_arguments *a, int64_t usual_timeout_ns, php_sv_terms *terms)
{
	if ((a->name && !php_sv_check_name(a->name, PHP_SV_JOB_NAME_MAX, PHP_SV_A_NAME)) ||
	    (a->delay != 0 && !php_sv_check_seconds(a->delay, 0, PHP_SV_SECONDS_MAX, PHP_SV_A_DELAY)) ||
	    (a->priority != 0 && !php_sv_check_range(a->priority, SV_PRIORITY_MIN, SV_PRIORITY_MAX, PHP_SV_A_PRIORITY)) ||
	    !php_sv_terms_limits(a, PHP_SV_A_MAX_ATTEMPTS, PHP_SV_A_TIMEOUT, usual_timeout_ns, terms) ||
	    (a->unique && !php_sv_check_unique(a->unique, PHP_SV_A_UNIQUE)) || (a->headers && !php_sv_headers_check(a->headers, PHP_SV_A_HEADERS))) {
		return false;
	}
	terms->unique = a->unique;
	terms->order.delay_ns = (int64_t) (a->delay * 1e9);
	terms->order.priority = (int) a->priority;
	return true;
}

static zend_always_inline void php_sv_terms_free(php_sv_terms *terms)
{
	if (terms->meta) {
		zend_string_release(terms->meta);
	}
}

#endif

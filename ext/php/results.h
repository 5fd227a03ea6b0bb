/* SPDX-License-Identifier: BSD-3-Clause */
/* results.h: the class Results: what Pool::map() returns, a lazy walk over payloads and their settled jobs. */
#ifndef PHP_SV_RESULTS_H
#define PHP_SV_RESULTS_H

#include "php/pool.h"

/* A new walk. payloads: an array or Traversable; window 0: chosen here; terms: of each job, their strings are taken. */
void php_sv_results_object(zval *rv, php_sv_pool *pool, zval *payloads, bool ordered, uint32_t window, const php_sv_terms *terms);

#endif

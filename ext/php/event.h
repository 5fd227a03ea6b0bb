/* SPDX-License-Identifier: BSD-3-Clause */
/* event.h: what happened in the core, noted by its hooks, and told to the user's callbacks later. */
#ifndef PHP_SV_EVENT_H
#define PHP_SV_EVENT_H

#include "php/pool.h"

struct _php_sv_event {
	php_sv_event *next;
	php_sv_event_kind kind;
	php_sv_pool *pool; /* its object is held; NULL: of no pool */
	sv_job *job;       /* PHP_SV_BACKOFF: held */
	zval args[5];
	uint32_t argc;
};

/* Tells all events. False: a callback threw; what comes after it is told the next time. */
bool php_sv_tell(void);

/* A new event at the end of the line, whose args the caller fills; NULL: nobody listens. pool may be NULL for PHP_SV_LOG. */
php_sv_event *php_sv_note(php_sv_pool *pool, php_sv_event_kind kind);

/* Calls user code in the master as a callback: methods that serve throw in it, and a slow one is named in the log. False: it threw. */
bool php_sv_callback(zval *closure, uint32_t argc, zval *argv, zval *rv, const char *what);

/* Drops what is not told, of one pool or of all (NULL). */
void php_sv_forget_events(const php_sv_pool *pool);

#endif

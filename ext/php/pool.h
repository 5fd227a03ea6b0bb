/* SPDX-License-Identifier: BSD-3-Clause */
/* pool.h: the class Pool: closures and listeners around an sv_pool. */
#ifndef PHP_SV_POOL_H
#define PHP_SV_POOL_H

#include "php_supervisor.h"

#include "core/pool.h"
#include "php/child.h"
#include "php/terms.h"

#include <sys/types.h>

typedef enum php_sv_event_kind {
	PHP_SV_WORKER_READY, PHP_SV_WORKER_EXIT, PHP_SV_JOB_DONE, PHP_SV_JOB_RETRY, PHP_SV_JOB_FAILED, PHP_SV_DEGRADED,
	PHP_SV_RECOVERED, PHP_SV_EVENTS,
	PHP_SV_BACKOFF, /* the backoff closure of a pool is to be asked */
	PHP_SV_LOG,     /* a line for the log closure */
	PHP_SV_LINE,    /* a line for the closure of Output::to() */
} php_sv_event_kind;

/* One of the last exits. */
typedef struct php_sv_exit {
	sv_obituary o; /* o.job and o.where are held; o.output is NULL: */
	zend_string *output; /* NULL: nothing */
	uint32_t slot;
} php_sv_exit;

#define PHP_SV_EXITS 100

struct _php_sv_pool {
	sv_pool *core;         /* NULL: the constructor was not called */
	sv_pool *core_of_jobs; /* the same; never NULL once a job exists */
	pid_t pid;             /* of the process that made it */
	bool loop;             /* has no jobs: its work is a Loop or a Command */
	bool listed;           /* in SV_G(pools) */
	bool fed;              /* a job of another pool has submitted one to it */
	bool kept;             /* destructed, and held until its workers are gone */
	uint64_t max_queue;
	php_sv_pool *next_made, **made_by; /* in SV_G(all_pools): the next one, and the link that leads to this one; NULL: not in it */
	zend_long max_frame; /* supervisor.max_frame when it was made: more than that the master does not read */
	zend_string *name;
	zval work, boot, shutdown, backoff; /* closures; UNDEF: none */
	zval output;           /* an Output; UNDEF: none */
	zend_object *worker;   /* for its workers, see php_sv_worker_prepare(); NULL: it was not started */
	HashTable *listeners[PHP_SV_EVENTS];
	php_sv_exit *exits[PHP_SV_EXITS]; /* a ring */
	uint64_t exits_seen;
	zend_object std;
};

static zend_always_inline php_sv_pool *php_sv_pool_of(zend_object *o)
{
	return (php_sv_pool *) ((char *) o - offsetof(php_sv_pool, std));
}

/* Its dtor_obj: stops it. Does nothing in another process than the one that made it. */
void php_sv_pool_destroy(zend_object *o);

/* Was it made by this process? */
static zend_always_inline bool php_sv_pool_is_mine(const php_sv_pool *pool)
{
	return pool->pid == php_sv_pid;
}

/* Throws what php_sv_pool_usable() says. */
ZEND_COLD void php_sv_pool_refuse(const php_sv_pool *pool, const char *method);

/* May a method of this pool be called at all? Throws a StateError that names the method otherwise. */
static zend_always_inline bool php_sv_pool_usable(const php_sv_pool *pool, const char *method)
{
	if (EXPECTED(pool->core && php_sv_pool_is_mine(pool))) {
		return true;
	}
	php_sv_pool_refuse(pool, method);
	return false;
}

/* Starts it if it is not started. Throws a StateError when that is not possible here. */
bool php_sv_pool_start(php_sv_pool *pool, const char *method);

/* What methods that serve a running or new pool have in common: may they, and is it started? Throws a StateError otherwise. */
bool php_sv_pool_enter(php_sv_pool *pool, const char *method);

/* Are all workers of a stopped pool gone, and is what they have printed written? For php_sv_serve(). */
bool php_sv_pool_stopped(void *pool);

/* It is destroyed, or the script ends: stops it. Says what is lost by that, if that came from other pools: perhaps nobody has thought of it. */
void php_sv_pool_end(php_sv_pool *pool);

/* Stops and serves until it is stopped. */
void php_sv_pool_stop(php_sv_pool *pool, int64_t timeout_ns);

/*
 * Encodes and queues one payload, of submit() or of map(); waits for room unless that is not possible. NULL: threw. The caller has a reference, and calls
 * sv_pool_dispatch(). It is the job that has the key already, if there is one.
 */
sv_job *php_sv_pool_submit(php_sv_pool *pool, zval *payload, php_sv_terms *terms, bool mapped, int64_t now);

/* The Loop's body. */
zval *php_sv_loop_body(zend_object *loop);

#endif

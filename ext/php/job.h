/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * job.h: the class Job, on both sides.
 *
 * On the submitter's side it is a view of an sv_job, which it holds, and it holds its pool. In a worker and as Job::fake() it holds its data itself.
 * Its properties are filled when they are first read; until then their slots are UNDEF, which is what makes the engine ask the handlers.
 */
#ifndef PHP_SV_JOB_H
#define PHP_SV_JOB_H

#include "php_supervisor.h"

#include "core/worker.h"
#include "php/pool.h"

/* SPARE: was a SUBMITTER, and may be one of the same pool again. */
typedef enum php_sv_side { PHP_SV_NOWHERE, PHP_SV_SUBMITTER, PHP_SV_SPARE, PHP_SV_HANDLER, PHP_SV_FAKE } php_sv_side;

typedef struct php_sv_job {
	php_sv_side side;
	bool told;            /* HANDLER: its progress is not 0 and "" */
	bool cancelled;       /* FAKE */
	union {
		sv_job *job;          /* SUBMITTER: held */
		uint64_t number;      /* HANDLER */
		HashTable *submitted; /* FAKE: the jobs that were submitted to it; NULL: none */
	};
	php_sv_pool *pool;    /* SUBMITTER, SPARE: its object is held */
	zend_object std;
} php_sv_job;

/* Slots of the properties, in the order of the stub. */
enum {
	PHP_SV_P_ID, PHP_SV_P_POOL, PHP_SV_P_PAYLOAD, PHP_SV_P_NAME, PHP_SV_P_HEADERS, PHP_SV_P_ATTEMPT, PHP_SV_P_CRASHES, PHP_SV_P_PROGRESS, PHP_SV_P_NOTE,
	PHP_SV_P_COUNT
};

static zend_always_inline php_sv_job *php_sv_job_of(zend_object *o)
{
	return (php_sv_job *) ((char *) o - offsetof(php_sv_job, std));
}

/* A new object; of a HANDLER or FAKE progress and note are set. */
php_sv_job *php_sv_job_new(zval *rv, php_sv_side side);

/* The Job object of a job of this process: the one that is alive, or a new one. */
void php_sv_job_object(zval *rv, php_sv_pool *pool, sv_job *job);

/*
 * For who needs one after the other: drops an object, or, if nobody else can see it, empties it for another job of the same pool; destructors run. Then
 * makes a Job object of it, if there is one in `spare`, which is UNDEF after that.
 */
void php_sv_job_spare(zval *object);
void php_sv_job_object_from(zval *spare, zval *rv, php_sv_pool *pool, sv_job *job);

/*
 * The Job object that a handler gets: a new one if rv is UNDEF, else the one in rv, which php_sv_job_drop() left there. False: its payload cannot be
 * decoded (EG(exception) may be set); rv is as it was.
 */
bool php_sv_job_in_worker(zval *rv, const sv_task *task);

/* The handler is done with it: drops it, or empties it for the next job. Destructors run. */
void php_sv_job_drop(zval *job);

/* "6745a1b2c3d4-17"; of one that a worker submitted "6745a1b2c3d4-3.2": the second one of the third worker that this master has forked. */
zend_string *php_sv_job_id(uint64_t number);
zend_string *php_sv_job_id_with(const char *prefix, uint64_t number);
char *php_sv_job_id_write(uint64_t number, char *buf, size_t size);

/* The number of a job of this process by its id; 0: that is none. */
uint64_t php_sv_job_number_of(const zend_string *id);

/* The number of the next job of this process. */
uint64_t php_sv_job_number(void);

/* Makes the ids of this process differ from those of any other; a worker does it again, for the pools of its own. */
void php_sv_job_new_prefix(void);

/* The pool name that Job::$pool has in this worker. */
extern zend_string *php_sv_worker_pool_name;

/* --- inside.c --- */

/* Is this the job that this process runs? */
bool php_sv_job_runs_here(const php_sv_job *j);

/* May the handler call this method of its job, or of a fake? Throws a StateError that names it otherwise. */
bool php_sv_job_check_inside(const php_sv_job *j, const char *method);

/* Records what a handler has submitted to a fake; rv: its id. */
void php_sv_fake_submitted(zval *rv, php_sv_job *j, zval *payload, zend_string *name, HashTable *headers, zend_string *pool);

/* property.c: reads, writes and all else that there is for properties. */
void php_sv_job_handle_properties(zend_object_handlers *h);

/* Submitter's side: does a worker run it now? In a forked process the cells of the pool are not mapped. */
static inline bool php_sv_job_is_run(const php_sv_job *j)
{
	return php_sv_pool_is_mine(j->pool) && sv_pool_job_runs(j->job);
}

#endif

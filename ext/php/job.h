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

/* "6745a1b2c3d4-17" */
zend_string *php_sv_job_id(uint64_t number);
char *php_sv_job_id_write(uint64_t number, char *buf, size_t size);

/* The number of a job of this process by its id; 0: that is none. */
uint64_t php_sv_job_number_of(const zend_string *id);

/* The number of the next job of this process. */
uint64_t php_sv_job_number(void);

/* Makes the ids of this process differ from those of any other; a worker does it again, for the pools of its own. */
void php_sv_job_new_prefix(void);

/* The pool name that Job::$pool has in this worker. */
extern zend_string *php_sv_worker_pool_name;

#endif

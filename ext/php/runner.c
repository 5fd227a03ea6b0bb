/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * runner.c: what a worker does between the rituals of entry and exit (child.c): boot, work, shutdown. Every way that user code can end comes back here
 * as an outcome (call.h), is told to the master, and leads to php_sv_worker_exit().
 */
#include "php/blob.h"
#include "php/call.h"
#include "php/child.h"
#include "php/failure.h"
#include "php/job.h"
#include "php/pool.h"
#include "php/value.h"
#include "php/worker.h"

#include "ext/standard/php_filestat.h"
#include "zend_exceptions.h"

#include <unistd.h>

#define FATAL_STATUS 255 /* as PHP after a fatal error */

_Static_assert(SV_WORKER_MEMORY <= SV_SCRATCH, "a worker reads and writes through the scratch buffer of the master");

/* The master is dead, and with it everybody who could want something from this process. */
static ZEND_COLD ZEND_NORETURN void orphaned(void)
{
	_exit(0);
}

/* User code ended in a way that ends the worker. in_job: a job did it, and its failure has been sent. */
static ZEND_COLD ZEND_NORETURN void broke(php_sv_outcome outcome, sv_parting parting, bool in_job)
{
	int status = outcome == PHP_SV_EXITED ? EG(exit_status) : FATAL_STATUS;
	char words[SV_LAST_WORDS_MAX];

	if (parting == SV_P_NONE) {
		parting = outcome == PHP_SV_EXITED ? SV_P_EXITED : outcome == PHP_SV_FATAL && php_sv_fatal.memory ? SV_P_OUT_OF_MEMORY : SV_P_FATAL;
	}
	sv_worker_part(&php_sv_worker, parting, in_job, php_sv_outcome_words(outcome, words, sizeof words));
	/* Shutdown functions and destructors may take their time: others run what is in the buffer, and the master waits for the end only so long. */
	sv_worker_leave(&php_sv_worker);
	php_sv_worker_exit(status, outcome == PHP_SV_FATAL);
}

/* --- jobs --- */

/* The failure records of an outcome; an exception is cleared. */
static zend_string *failure_of(php_sv_outcome outcome)
{
	char words[128];
	zend_string *records;

	switch (outcome) {
	case PHP_SV_EXCEPTION:
		records = php_sv_failure_of_exception(EG(exception), SV_F_EXCEPTION);
		zend_clear_exception();
		return records;
	case PHP_SV_EXITED:
		snprintf(words, sizeof words, "exit(%d) was called", EG(exit_status));
		return php_sv_failure_of_words(SV_F_EXITED, words, NULL, 0, EG(exit_status));
	default:
		return php_sv_failure_of_words(php_sv_fatal.memory ? SV_F_OUT_OF_MEMORY : SV_F_FATAL, php_sv_fatal_words(),
			php_sv_fatal.type && php_sv_fatal.file[0] ? php_sv_fatal.file : NULL, php_sv_fatal.type ? php_sv_fatal.line : 0, FATAL_STATUS);
	}
}

/* An attempt is not told of yet: if a fatal error ends the worker now, that is its failure. */
static bool attempt_open;

static void send_failure(zend_string *records)
{
	bool ok;

	attempt_open = false;
	ok = sv_worker_failure(&php_sv_worker, ZSTR_VAL(records), (uint32_t) ZSTR_LEN(records));
	zend_string_release(records);
	if (!ok) {
		orphaned();
	}
}

/* What the handler returned is no value that can travel: the job is failed, but not run again, for its work is done. */
static zend_string *unsendable(php_sv_encoded e, zend_string *why)
{
	zend_string *records;
	char words[256];

	if (e == PHP_SV_THREW) {
		records = php_sv_failure_of_exception(EG(exception), SV_F_RESULT_UNSENDABLE);
		zend_clear_exception();
		return records;
	}
	if (e == PHP_SV_TOO_LARGE) {
		snprintf(words, sizeof words, "the handler returned more than supervisor.max_frame (" ZEND_LONG_FMT " bytes)", SV_G(max_frame));
	} else {
		snprintf(words, sizeof words, "the handler returned something that cannot be sent to another process: %s", ZSTR_VAL(why));
		zend_string_release(why);
	}
	return php_sv_failure_of_words(SV_F_RESULT_UNSENDABLE, words, NULL, 0, -1);
}

/* The attempt failed by exit() or a fatal error, which ends the worker, too. */
static ZEND_COLD void fail_and_end(php_sv_outcome outcome)
{
	if (outcome == PHP_SV_EXITED || outcome == PHP_SV_FATAL) {
		send_failure(failure_of(outcome));
		broke(outcome, SV_P_NONE, true);
	}
}

/* Destructors of what an attempt leaves are part of it. */
static php_sv_outcome drop(zval *rv, zval *job)
{
	php_sv_fatal.type = 0;
	zval_ptr_dtor(rv);
	php_sv_job_drop(job);
	return php_sv_outcome_now(false);
}

/* Sends a failure of an attempt and drops what it leaves. Whatever destructors do now, that failure stands; but one that ends the worker ends it. */
static void fail(zend_string *records, zval *rv, zval *job)
{
	php_sv_outcome outcome;

	send_failure(records);
	outcome = drop(rv, job);
	if (outcome == PHP_SV_EXITED) {
		broke(outcome, SV_P_NONE, true);
	}
	zend_clear_exception();
}

/* __serialize() and destructors are user code, too: also what they do comes back here. */
static void send_result(zval *rv, zval *job)
{
	zend_string *why = NULL;
	php_sv_outcome outcome;
	php_sv_encoded e;
	php_sv_value value;

	php_sv_fatal.type = 0;
	e = php_sv_value_encode(rv, &value, &why);
	fail_and_end(php_sv_outcome_now(false));

	if (e != PHP_SV_ENCODED) {
		fail(unsendable(e, why), rv, job);
		return;
	}
	outcome = drop(rv, job);
	fail_and_end(outcome);
	if (UNEXPECTED(outcome == PHP_SV_EXCEPTION)) {
		send_failure(failure_of(outcome));
	} else {
		attempt_open = false;
		if (!sv_worker_result(&php_sv_worker, value.kind, php_sv_value_bytes(&value), value.len)) {
			orphaned();
		}
	}
	php_sv_value_free(&value);
}

static void about(const sv_task *task, sv_about *a)
{
	a->label = php_sv_meta_name(task->meta, task->head->u.run.meta_len);
	a->timeout_ns = php_sv_meta_timeout(task->meta, task->head->u.run.meta_len, a->timeout_ns);
}

static void run_job(const sv_task *task, zend_fcall_info *fci, zend_fcall_info_cache *fcc)
{
	php_sv_outcome outcome;
	zval rv, *job = &fci->params[0];
	bool decoded;

	attempt_open = true;
	php_clear_stat_cache(0, NULL, 0);
	php_sv_fatal.type = 0;
	decoded = php_sv_job_in_worker(job, task);
	fail_and_end(php_sv_outcome_now(false));
	if (task->payload.owner) {
		php_sv_blob_free(task->payload.owner); /* the Job has its own reference */
	}
	if (!decoded) {
		zend_string *records = EG(exception) ? php_sv_failure_of_exception(EG(exception), SV_F_UNDECODABLE) :
			php_sv_failure_of_words(SV_F_UNDECODABLE, "the payload cannot be unserialized", NULL, 0, -1);

		zend_clear_exception();
		send_failure(records);
		return;
	}
	outcome = php_sv_call_in_job(fci, fcc, &rv);
	if (EXPECTED(outcome == PHP_SV_RETURNED)) {
		send_result(&rv, job);
		return;
	}
	fail_and_end(outcome);
	/* The exception lives on until the attempt's failure is sent: its destructor, or that of an argument in its trace, may end the worker. */
	ZVAL_OBJ(&rv, EG(exception));
	GC_ADDREF(Z_OBJ(rv));
	fail(failure_of(outcome), &rv, job);
}

static sv_parting take_jobs(zend_fcall_info *fci, zend_fcall_info_cache *fcc)
{
	sv_task task;

	for (;;) {
		switch (sv_worker_take(&php_sv_worker, &task, about)) {
		case SV_TAKE_JOB:
			run_job(&task, fci, fcc);
			break;
		case SV_TAKE_LEAVE:
			if (!sv_worker_flush(&php_sv_worker)) {
				orphaned();
			}
			return php_sv_worker.max_jobs && php_sv_worker.jobs >= php_sv_worker.max_jobs ? SV_P_MAX_JOBS : SV_P_STOPPED;
		case SV_TAKE_GONE:
			orphaned();
		}
	}
}

/* A fatal error in a job, in its arguments, its result, or a destructor of these. */
static ZEND_COLD ZEND_NORETURN void bailed_out(void)
{
	php_sv_outcome outcome = php_sv_outcome_now(true);

	if (attempt_open) {
		fail_and_end(outcome);
	}
	broke(outcome, SV_P_NONE, true);
}

static sv_parting work_jobs(zval *handler, zval *context)
{
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	zval params[2];
	volatile sv_parting parting = SV_P_NONE;

	zend_fcall_info_init(handler, 0, &fci, &fcc, NULL, NULL);
	fci.params = params;
	fci.param_count = context ? 2 : 1;
	ZVAL_UNDEF(&params[0]);
	if (context) {
		ZVAL_COPY_VALUE(&params[1], context);
	}
	/* One guard for all jobs: setjmp() several times a job would be a tenth of a job that does nothing, and no worker lives on after a bailout. */
	zend_try {
		parting = take_jobs(&fci, &fcc);
	} zend_catch {
		bailed_out();
	} zend_end_try();
	zval_ptr_dtor(&params[0]);
	return parting;
}

/* --- a loop --- */

static php_sv_outcome drop_guarded(zval *a, zval *b)
{
	volatile bool bailed = false;

	php_sv_fatal.type = 0;
	zend_try {
		zval_ptr_dtor(a);
		zval_ptr_dtor(b);
	} zend_catch {
		bailed = true;
	} zend_end_try();
	return php_sv_outcome_now(bailed);
}

static sv_parting work_loop(zval *body, zval *worker, zval *context)
{
	php_sv_outcome outcome;
	zval params[2], rv;

	ZVAL_COPY(&params[0], worker);
	if (context) {
		ZVAL_COPY(&params[1], context);
	}
	outcome = php_sv_call_once(body, context ? 2 : 1, params, &rv);
	if (outcome != PHP_SV_RETURNED) {
		broke(outcome, SV_P_NONE, false);
	}
	outcome = drop_guarded(&rv, &params[0]);
	if (outcome != PHP_SV_RETURNED) {
		broke(outcome, SV_P_NONE, false);
	}
	if (context) {
		zval_ptr_dtor(&params[1]); /* the caller has another reference */
	}
	sv_worker_end(&php_sv_worker);
	sv_worker_round(&php_sv_worker, true);
	if (sv_worker_stopping(&php_sv_worker)) {
		return SV_P_STOPPED;
	}
	return php_sv_worker.max_jobs && php_sv_worker.jobs >= php_sv_worker.max_jobs ? SV_P_MAX_JOBS : SV_P_FINISHED;
}

/* --- from boot to shutdown --- */

ZEND_NORETURN void php_sv_work(sv_slot *slot)
{
	php_sv_pool *pool = slot->pool->owner;
	zval worker, boot_value, rv, *context = NULL;
	php_sv_outcome outcome;
	sv_parting parting;

	/* What its master reads into is of no use to a worker, and memory of its own would be system calls and new pages before the first line of user code. */
	sv_worker_init(&php_sv_worker, slot->pool->scratch);
	php_sv_worker_object(&worker, slot);
	if (Z_TYPE(pool->boot) != IS_UNDEF) {
		outcome = php_sv_call_once(&pool->boot, 1, &worker, &boot_value);
		if (outcome != PHP_SV_RETURNED) {
			broke(outcome, SV_P_BOOT_FAILED, false);
		}
		context = &boot_value;
	}
	if (!sv_worker_ready(&php_sv_worker)) {
		orphaned();
	}

	parting = pool->loop ? work_loop(php_sv_loop_body(Z_OBJ(pool->work)), &worker, context) : work_jobs(&pool->work, context);
	/* No more jobs, while shutdown may take its time. */
	sv_worker_leave(&php_sv_worker);

	if (Z_TYPE(pool->shutdown) != IS_UNDEF) {
		zval null;

		ZVAL_NULL(&null);
		outcome = php_sv_call_once(&pool->shutdown, 1, context ? context : &null, &rv);
		if (outcome != PHP_SV_RETURNED) {
			broke(outcome, SV_P_NONE, false);
		}
		(void) drop_guarded(&rv, &null); /* whatever its destructor does, the end was planned */
	}
	sv_worker_part(&php_sv_worker, parting, false, NULL);
	php_sv_worker_exit(0, false);
}

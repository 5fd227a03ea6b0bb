/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * inside.c: what a handler can do with its Job while it runs, and Job::fake(), with which handlers are tested; see job.h. Job::submit() is in
 * follow.c.
 */
#include "php/job.h"

#include "php/check.h"
#include "php/child.h"
#include "php/exception.h"
#include "php/value.h"

bool php_sv_job_runs_here(const php_sv_job *j)
{
	return php_sv_worker.began_ns && php_sv_worker.job.job == j->number && php_sv_pid == php_sv_worker.pid;
}

bool php_sv_job_check_inside(const php_sv_job *j, const char *method)
{
	if (j->side != PHP_SV_HANDLER && j->side != PHP_SV_FAKE) {
		php_sv_throw_state("%s() is for the handler that runs the job", method);
		return false;
	}
	/* The cell and the channel are the worker's alone. */
	if (j->side == PHP_SV_HANDLER && php_sv_pid != php_sv_worker.pid) {
		php_sv_throw_state("%s() cannot be called in a process that the handler has forked", method);
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Job, extend)
{
	php_sv_job *j = php_sv_job_of(Z_OBJ_P(ZEND_THIS));
	double seconds;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_DOUBLE(seconds)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_check_seconds(seconds, 0, PHP_SV_SECONDS_MAX, 1) || !php_sv_job_check_inside(j, "Job::extend")) {
		RETURN_THROWS();
	}
	/* Kept beyond its end it is not the job that runs. */
	if (j->side == PHP_SV_HANDLER && php_sv_job_runs_here(j)) {
		sv_worker_extend(&php_sv_worker, (int64_t) (seconds * 1e9));
	}
}

ZEND_METHOD(Supervisor_Job, stopping)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(php_sv_job_of(Z_OBJ_P(ZEND_THIS))->side == PHP_SV_HANDLER && php_sv_worker_stopping());
}

ZEND_METHOD(Supervisor_Job, cancelled)
{
	php_sv_job *j = php_sv_job_of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (j->side == PHP_SV_FAKE) {
		RETURN_BOOL(j->cancelled);
	}
	if (j->side != PHP_SV_HANDLER) {
		php_sv_throw_state("Job::cancelled() is for the handler that runs the job; state() tells what became of it");
		RETURN_THROWS();
	}
	RETURN_BOOL(php_sv_worker.job.job == j->number && sv_worker_cancelled(&php_sv_worker));
}

/* Of the handler's own object. */
static void set_progress(php_sv_job *j, double fraction, zend_string *note, size_t len)
{
	zval *slot = OBJ_PROP_NUM(&j->std, PHP_SV_P_NOTE), old;

	j->told = true;
	ZVAL_DOUBLE(OBJ_PROP_NUM(&j->std, PHP_SV_P_PROGRESS), fraction);
	ZVAL_COPY_VALUE(&old, slot);
	if (!note) {
		ZVAL_EMPTY_STRING(slot);
	} else if (len == ZSTR_LEN(note)) {
		ZVAL_STR_COPY(slot, note);
	} else {
		ZVAL_STRINGL(slot, ZSTR_VAL(note), len);
	}
	zval_ptr_dtor_str(&old);
}

ZEND_METHOD(Supervisor_Job, progress)
{
	php_sv_job *j = php_sv_job_of(Z_OBJ_P(ZEND_THIS));
	zend_string *note = NULL;
	double fraction;
	size_t len;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_DOUBLE(fraction)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(note)
	ZEND_PARSE_PARAMETERS_END();

	if (!(fraction >= 0 && fraction <= 1)) {
		zend_argument_value_error(1, "must be between 0 and 1, %g given", fraction);
		RETURN_THROWS();
	}
	if (!php_sv_job_check_inside(j, "Job::progress")) {
		RETURN_THROWS();
	}
	len = note ? sv_note_fit(ZSTR_VAL(note), ZSTR_LEN(note)) : 0;
	if (j->side == PHP_SV_FAKE) {
		set_progress(j, fraction, note, len);
	} else if (php_sv_job_runs_here(j)) {
		set_progress(j, fraction, note, len);
		sv_worker_progress(&php_sv_worker, fraction, note ? ZSTR_VAL(note) : "", len);
	}
}

/* --- fakes --- */

static void copy_headers(zval *to, HashTable *headers)
{
	if (headers) {
		ZVAL_ARR(to, zend_array_dup(headers));
	} else {
		ZVAL_EMPTY_ARRAY(to);
	}
}

/* id and pool become the fake's. */
static php_sv_job *make_fake(zval *rv, zend_string *id, zend_string *pool, zval *payload, zend_string *name, HashTable *headers)
{
	php_sv_job *j = php_sv_job_new(rv, PHP_SV_FAKE);

	ZVAL_STR(OBJ_PROP_NUM(&j->std, PHP_SV_P_ID), id);
	ZVAL_STR(OBJ_PROP_NUM(&j->std, PHP_SV_P_POOL), pool);
	ZVAL_COPY_DEREF(OBJ_PROP_NUM(&j->std, PHP_SV_P_PAYLOAD), payload);
	if (name) {
		ZVAL_STR_COPY(OBJ_PROP_NUM(&j->std, PHP_SV_P_NAME), name);
	} else {
		ZVAL_NULL(OBJ_PROP_NUM(&j->std, PHP_SV_P_NAME));
	}
	copy_headers(OBJ_PROP_NUM(&j->std, PHP_SV_P_HEADERS), headers);
	ZVAL_LONG(OBJ_PROP_NUM(&j->std, PHP_SV_P_ATTEMPT), 1);
	ZVAL_LONG(OBJ_PROP_NUM(&j->std, PHP_SV_P_CRASHES), 0);
	return j;
}

ZEND_METHOD(Supervisor_Job, fake)
{
	zend_string *name = NULL, *pool = NULL, *id = NULL;
	zend_long attempt = 1, crashes = 0;
	HashTable *headers = NULL;
	zval *payload;
	php_sv_job *j;

	ZEND_PARSE_PARAMETERS_START(1, 7)
		Z_PARAM_ZVAL(payload)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(name)
		Z_PARAM_ARRAY_HT(headers)
		Z_PARAM_LONG(attempt)
		Z_PARAM_LONG(crashes)
		Z_PARAM_STR(pool)
		Z_PARAM_STR(id)
	ZEND_PARSE_PARAMETERS_END();

	if (headers && !php_sv_headers_check(headers, 3)) {
		RETURN_THROWS();
	}
	if (attempt < 1 || attempt > UINT16_MAX) {
		zend_argument_value_error(4, "must be between 1 and 65535, " ZEND_LONG_FMT " given", attempt);
		RETURN_THROWS();
	}
	if (crashes < 0 || crashes > UINT16_MAX) {
		zend_argument_value_error(5, "must be between 0 and 65535, " ZEND_LONG_FMT " given", crashes);
		RETURN_THROWS();
	}
	j = make_fake(return_value, id ? zend_string_copy(id) : zend_string_init(ZEND_STRL("fake"), 0),
		pool ? zend_string_copy(pool) : zend_string_init(ZEND_STRL("default"), 0), payload, name, headers);
	ZVAL_LONG(OBJ_PROP_NUM(&j->std, PHP_SV_P_ATTEMPT), attempt);
	ZVAL_LONG(OBJ_PROP_NUM(&j->std, PHP_SV_P_CRASHES), crashes);
}

void php_sv_fake_submitted(zval *rv, php_sv_job *j, zval *payload, zend_string *name, HashTable *headers, zend_string *pool)
{
	zend_string *id;
	zval job;

	if (!j->submitted) {
		j->submitted = zend_new_array(1);
	}
	id = zend_strpprintf(0, "%s-%u", Z_STRVAL_P(OBJ_PROP_NUM(&j->std, PHP_SV_P_ID)), zend_hash_num_elements(j->submitted) + 1);
	make_fake(&job, id, zend_string_copy(pool ? pool : Z_STR_P(OBJ_PROP_NUM(&j->std, PHP_SV_P_POOL))), payload, name, headers);
	zend_hash_next_index_insert_new(j->submitted, &job);
	ZVAL_STR_COPY(rv, id);
}

ZEND_METHOD(Supervisor_Job, submitted)
{
	php_sv_job *j = php_sv_job_of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (j->side != PHP_SV_FAKE) {
		php_sv_throw_state("Job::submitted() is for jobs of Job::fake()");
		RETURN_THROWS();
	}
	if (!j->submitted) {
		RETURN_EMPTY_ARRAY();
	}
	RETURN_ARR(zend_array_dup(j->submitted));
}

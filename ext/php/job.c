/* SPDX-License-Identifier: BSD-3-Clause */
/* job.c: the class Job; see job.h. */
#include "php/job.h"

#include "php/child.h"
#include "php/exception.h"
#include "php/failure.h"
#include "php/serve.h"
#include "php/value.h"

#include "ext/random/php_random.h"
#include "ext/spl/spl_exceptions.h"
#include "zend_exceptions.h"

#include <time.h>
#include <unistd.h>

zend_string *php_sv_worker_pool_name;
static zend_object_handlers handlers;

static php_sv_job *of(zend_object *o)
{
	return php_sv_job_of(o);
}

/* --- ids --- */

uint64_t php_sv_job_number(void)
{
	if (!SV_G(job_prefix)[0]) {
		php_sv_job_new_prefix();
	}
	return ++SV_G(job_number);
}

void php_sv_job_new_prefix(void)
{
	uint32_t r = (uint32_t) getpid();

	(void) php_random_bytes_silent(&r, sizeof r);
	snprintf(SV_G(job_prefix), sizeof SV_G(job_prefix), "%08lx%06x", (unsigned long) time(NULL) & 0xffffffff, r & 0xffffff);
	SV_G(job_number) = 0;
}

static char *write_id(const char *prefix, uint64_t number, char *buf, size_t size)
{
	if (number & SV_BY_WORKER) {
		snprintf(buf, size, "%s-%u.%u", prefix, (uint32_t) (number >> 32) & INT32_MAX, (uint32_t) number);
	} else {
		snprintf(buf, size, "%s-%" PRIu64, prefix, number);
	}
	return buf;
}

zend_string *php_sv_job_id_with(const char *prefix, uint64_t number)
{
	char buf[48];

	return zend_string_init(buf, strlen(write_id(prefix, number, buf, sizeof buf)), 0);
}

char *php_sv_job_id_write(uint64_t number, char *buf, size_t size)
{
	return write_id(SV_G(job_prefix), number, buf, size);
}

zend_string *php_sv_job_id(uint64_t number)
{
	return php_sv_job_id_with(SV_G(job_prefix), number);
}

uint64_t php_sv_job_number_of(const zend_string *id)
{
	size_t prefix = strlen(SV_G(job_prefix));
	uint64_t number = 0;
	char again[40], *end;

	if (prefix && ZSTR_LEN(id) > prefix + 1 && memcmp(ZSTR_VAL(id), SV_G(job_prefix), prefix) == 0) {
		number = strtoull(ZSTR_VAL(id) + prefix + 1, &end, 10);
		if (*end == '.') {
			number = sv_job_number_by((uint32_t) number, (uint32_t) strtoull(end + 1, NULL, 10));
		}
		php_sv_job_id_write(number, again, sizeof again); /* nothing but what we write is one */
	}
	return number && strcmp(again, ZSTR_VAL(id)) == 0 && strlen(again) == ZSTR_LEN(id) ? number : 0;
}

/* --- objects --- */

static zend_object *create(zend_class_entry *ce)
{
	php_sv_job *j = zend_object_alloc(sizeof *j, ce);

	memset(j, 0, offsetof(php_sv_job, std));
	zend_object_std_init(&j->std, ce);
	object_properties_init(&j->std, ce);
	j->std.handlers = &handlers;
	return &j->std;
}

static void free_object(zend_object *o)
{
	php_sv_job *j = of(o);

	if (j->side == PHP_SV_FAKE && j->submitted) {
		zend_array_release(j->submitted);
	}
	if (j->side == PHP_SV_SUBMITTER) {
		j->job->user[1] = 0; /* also in a forked child: its copy of the job would lead to a freed object */
	}
	/* The rest, there, is the master's to release. */
	if ((j->side == PHP_SV_SUBMITTER || j->side == PHP_SV_SPARE) && php_sv_pool_is_mine(j->pool)) {
		sv_pool *core = j->pool->core_of_jobs;

		if (j->side == PHP_SV_SUBMITTER) {
			sv_job_release(j->job);
		}
		sv_pool_release(core);
		OBJ_RELEASE(&j->pool->std);
	}
	zend_object_std_dtor(o);
}

php_sv_job *php_sv_job_new(zval *rv, php_sv_side side)
{
	php_sv_job *j;

	ZVAL_OBJ(rv, create(php_sv_ce_Job));
	j = of(Z_OBJ_P(rv));
	j->side = side;
	if (side != PHP_SV_SUBMITTER) {
		ZVAL_DOUBLE(OBJ_PROP_NUM(&j->std, PHP_SV_P_PROGRESS), 0);
		ZVAL_EMPTY_STRING(OBJ_PROP_NUM(&j->std, PHP_SV_P_NOTE));
	}
	return j;
}

static void lend(php_sv_job *j, sv_job *job)
{
	j->side = PHP_SV_SUBMITTER;
	j->job = job;
	job->user[1] = (uintptr_t) &j->std;
	sv_job_hold(job);
}

void php_sv_job_object(zval *rv, php_sv_pool *pool, sv_job *job)
{
	php_sv_job *j;

	if (job->user[1]) {
		ZVAL_OBJ_COPY(rv, (zend_object *) (uintptr_t) job->user[1]);
		return;
	}
	j = php_sv_job_new(rv, PHP_SV_SUBMITTER);
	j->pool = pool;
	lend(j, job);
	sv_pool_hold(pool->core_of_jobs);
	GC_ADDREF(&pool->std);
}

/* An object that nobody else can see, now or later, may be the next job's: making and freeing one is a fifth of a job that does nothing. */
static bool is_unseen(const zend_object *o)
{
	return GC_REFCOUNT(o) == 1 && !o->properties && !(GC_FLAGS(o) & IS_OBJ_WEAKLY_REFERENCED);
}

static void empty(zval *slot)
{
	zval old;

	ZVAL_COPY_VALUE(&old, slot);
	ZVAL_UNDEF(slot);
	if (Z_REFCOUNTED(old)) {
		zval_ptr_dtor(&old);
	}
}

static zend_always_inline void empty_slots(zend_object *o)
{
	int i;

	for (i = PHP_SV_P_PAYLOAD; i <= PHP_SV_P_HEADERS; i++) {
		empty(OBJ_PROP_NUM(o, i));
	}
	empty(OBJ_PROP_NUM(o, PHP_SV_P_ID));
}

void php_sv_job_drop(zval *job)
{
	if (!is_unseen(Z_OBJ_P(job))) {
		empty(job);
		return;
	}
	empty_slots(Z_OBJ_P(job));
}

void php_sv_job_spare(zval *object)
{
	php_sv_job *j;
	sv_job *job;

	if (Z_TYPE_P(object) == IS_UNDEF) {
		return;
	}
	if (!is_unseen(Z_OBJ_P(object))) {
		empty(object);
		return;
	}
	j = of(Z_OBJ_P(object));
	job = j->job;
	/* First: destructors run while it is emptied, and who asks for the Job object of this job then must get another one. */
	job->user[1] = 0;
	j->side = PHP_SV_SPARE;
	j->job = NULL;
	empty_slots(&j->std);
	sv_job_release(job);
}

void php_sv_job_object_from(zval *spare, zval *rv, php_sv_pool *pool, sv_job *job)
{
	if (Z_TYPE_P(spare) == IS_UNDEF || job->user[1]) {
		php_sv_job_object(rv, pool, job);
		return;
	}
	ZVAL_COPY_VALUE(rv, spare);
	ZVAL_UNDEF(spare);
	lend(of(Z_OBJ_P(rv)), job);
}

bool php_sv_job_in_worker(zval *rv, const sv_task *task)
{
	const sv_frame *head = task->head;
	php_sv_job *j;
	zval payload;

	if (!php_sv_value_decode(&payload, (sv_value_kind) head->kind, task->payload.data, task->payload.len, task->payload.owner)) {
		return false;
	}
	if (Z_TYPE_P(rv) == IS_UNDEF) {
		j = php_sv_job_new(rv, PHP_SV_HANDLER);
		ZVAL_STR_COPY(OBJ_PROP_NUM(&j->std, PHP_SV_P_POOL), php_sv_worker_pool_name);
	}
	j = of(Z_OBJ_P(rv));
	if (j->told) {
		j->told = false;
		ZVAL_DOUBLE(OBJ_PROP_NUM(&j->std, PHP_SV_P_PROGRESS), 0);
		empty(OBJ_PROP_NUM(&j->std, PHP_SV_P_NOTE));
		ZVAL_EMPTY_STRING(OBJ_PROP_NUM(&j->std, PHP_SV_P_NOTE));
	}
	j->number = head->job;
	ZVAL_COPY_VALUE(OBJ_PROP_NUM(&j->std, PHP_SV_P_PAYLOAD), &payload);
	if (head->u.run.meta_len) {
		php_sv_meta_decode(task->meta, head->u.run.meta_len, OBJ_PROP_NUM(&j->std, PHP_SV_P_NAME), OBJ_PROP_NUM(&j->std, PHP_SV_P_HEADERS));
	} else {
		ZVAL_NULL(OBJ_PROP_NUM(&j->std, PHP_SV_P_NAME));
		ZVAL_EMPTY_ARRAY(OBJ_PROP_NUM(&j->std, PHP_SV_P_HEADERS));
	}
	ZVAL_LONG(OBJ_PROP_NUM(&j->std, PHP_SV_P_ATTEMPT), head->u.run.attempt);
	ZVAL_LONG(OBJ_PROP_NUM(&j->std, PHP_SV_P_CRASHES), head->u.run.crashes);
	return true;
}

/* --- methods --- */

ZEND_METHOD(Supervisor_Job, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

static int state_of(const php_sv_job *j)
{
	if (j->side != PHP_SV_SUBMITTER) {
		return 3;
	}
	switch (j->job->state) {
	case SV_J_QUEUED: return 0;
	case SV_J_DELAYED: return 1;
	case SV_J_HANDED: return php_sv_job_is_run(j) ? 3 : 2;
	default: return j->job->state + 1;
	}
}

ZEND_METHOD(Supervisor_Job, state)
{
	ZEND_PARSE_PARAMETERS_NONE();
	php_sv_enum(return_value, php_sv_ce_JobState, php_sv_job_states[state_of(of(Z_OBJ_P(ZEND_THIS)))]);
}

static void give_result(zval *self, zval *return_value)
{
	const sv_job *job = of(Z_OBJ_P(self))->job;
	sv_blob result = sv_job_result(job);

	if (job->state == SV_J_DONE) {
		if (!php_sv_value_decode(return_value, (sv_value_kind) job->result_kind, result.data, result.len, result.owner) && !EG(exception)) {
			zend_throw_exception(spl_ce_UnexpectedValueException, "the result of the job cannot be unserialized", 0);
		}
	} else {
		php_sv_throw_job_failed(self, result);
	}
}

static bool settled(void *ctx)
{
	return ((const sv_job *) ctx)->state >= SV_J_DONE;
}

static bool check_submitter(const php_sv_job *j, const char *method)
{
	if (j->side != PHP_SV_SUBMITTER) {
		php_sv_throw_state("Job::%s() is for the process that submitted the job, not for the handler that runs it", method);
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Job, result)
{
	php_sv_job *j = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (!check_submitter(j, "result")) {
		RETURN_THROWS();
	}
	if (!settled(j->job)) {
		php_sv_throw_state("the job is not settled, it is %s; await() waits for it", php_sv_job_states[state_of(j)]);
		RETURN_THROWS();
	}
	give_result(ZEND_THIS, return_value);
}

ZEND_METHOD(Supervisor_Job, await)
{
	php_sv_job *j = of(Z_OBJ_P(ZEND_THIS));
	bool forever = true;
	double timeout = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE_OR_NULL(timeout, forever)
	ZEND_PARSE_PARAMETERS_END();

	if (!forever && !php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, 1)) {
		RETURN_THROWS();
	}
	if (!check_submitter(j, "await") || !php_sv_may_serve(j->pool, "Job::await")) {
		RETURN_THROWS();
	}
	if (!settled(j->job)) {
		/* A callback may drop the last variable that holds this object. */
		GC_ADDREF(&j->std);
		if (php_sv_serve_for(j->pool, settled, j->job, forever ? SV_NEVER : php_sv_in(timeout)) && !settled(j->job)) {
			php_sv_throw_await_timeout(timeout);
		}
		if (!EG(exception)) {
			give_result(ZEND_THIS, return_value);
		}
		OBJ_RELEASE(&j->std);
		return;
	}
	give_result(ZEND_THIS, return_value);
}

ZEND_METHOD(Supervisor_Job, failure)
{
	php_sv_job *j = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (j->side == PHP_SV_SUBMITTER && j->job->state != SV_J_DONE) {
		php_sv_failure_object(return_value, sv_job_result(j->job));
	}
}

ZEND_METHOD(Supervisor_Job, cancel)
{
	php_sv_job *j = of(Z_OBJ_P(ZEND_THIS));
	bool force = false;
	sv_pool *core;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(force)
	ZEND_PARSE_PARAMETERS_END();

	if (j->side == PHP_SV_FAKE) {
		j->cancelled = true;
		RETURN_TRUE;
	}
	if (!check_submitter(j, "cancel") || !php_sv_pool_usable(j->pool, "Job::cancel")) {
		RETURN_THROWS();
	}
	core = j->pool->core;
	if (sv_pool_cancel(core, j->job)) {
		sv_pool_dispatch(core, false); /* there may be room for another one */
		RETURN_TRUE;
	}
	RETVAL_BOOL(sv_pool_cancel_running(core, j->job, force));
	if (force) {
		sv_pool_dispatch(core, true); /* what lay behind it */
	}
}

void php_sv_minit_job(void)
{
	php_sv_ce_Job->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(php_sv_job, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	php_sv_job_handle_properties(&handlers);
}

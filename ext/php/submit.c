/* SPDX-License-Identifier: BSD-3-Clause */
/* submit.c: jobs into a pool: Pool::submit() and Pool::map(). */
#include "php/pool.h"

#include "core/loop.h"
#include "php/blob.h"
#include "php/check.h"
#include "php/exception.h"
#include "php/job.h"
#include "php/results.h"
#include "php/serve.h"
#include "php/value.h"

#define JOB_NAME_MAX 255
#define WINDOW_MAX 1000000

static bool has_room(void *ctx)
{
	const php_sv_pool *p = ctx;

	return p->core->jobs.n.queued < p->max_queue || p->core->phase != SV_PH_RUNNING;
}

/* In a walk of map() the function that is called is not map(). */
static ZEND_COLD void throw_payload(php_sv_encoded e, zend_string *why, bool mapped)
{
	static const char *const map = "Supervisor\\Pool::map(): Argument #1 ($payloads)", *const submit = "Supervisor\\Pool::submit(): Argument #1 ($payload)";

	switch (e) {
	case PHP_SV_UNSENDABLE:
		zend_value_error("%s must be made of values that can be sent to another process, %s given", mapped ? map : submit, ZSTR_VAL(why));
		zend_string_release(why);
		break;
	case PHP_SV_TOO_LARGE:
		zend_value_error("%s must not be larger than supervisor.max_frame (" ZEND_LONG_FMT " bytes) once it is serialized", mapped ? map : submit, SV_G(max_frame));
		break;
	default:
		break; /* what serialize() threw */
	}
}

sv_job *php_sv_pool_submit(php_sv_pool *p, zval *payload, zend_string *meta, bool mapped, int64_t now)
{
	int64_t timeout_ns = p->core->config.timeout_ns;
	php_sv_value value;
	zend_string *why;
	php_sv_encoded e = php_sv_value_encode(payload, &value, &why);
	sv_job *job = NULL;
	sv_blob body;

	if (e != PHP_SV_ENCODED) {
		throw_payload(e, why, mapped);
	} else if (p->core->jobs.n.queued < p->max_queue || SV_G(in_callback) ||
	           (php_sv_may_serve(p, mapped ? "Results::next" : "Pool::submit") && php_sv_serve_for(p, has_room, p, SV_NEVER))) {
		if (p->core->phase != SV_PH_RUNNING) {
			php_sv_throw_state("pool \"%s\" was stopped while it had no room for the job", ZSTR_VAL(p->name));
		} else {
			body = value.string ? php_sv_blob_of(value.string) : (sv_blob) { NULL, (const char *) &value.scalar, value.len };
			if (meta) {
				timeout_ns = php_sv_meta_timeout(ZSTR_VAL(meta), ZSTR_LEN(meta), timeout_ns);
			}
			job = sv_pool_submit(p->core, &(sv_order) {
				.number = php_sv_job_number(),
				.kind = value.kind,
				.payload = body,
				.meta = php_sv_blob_of(meta),
				.name = meta ? php_sv_meta_name(ZSTR_VAL(meta), ZSTR_LEN(meta)) : (sv_text) { 0 },
				.timeout_ns = timeout_ns,
				.now = now,
			});
			if (job) {
				return job;
			}
			zend_throw_error(NULL, "Out of memory");
		}
	}
	php_sv_value_free(&value);
	if (meta) {
		zend_string_release(meta);
	}
	return NULL;
}

static bool check_handler(const php_sv_pool *p, const char *method)
{
	if (p->loop) {
		php_sv_throw_state("%s() cannot be called: the work of pool \"%s\" is a Loop, which fetches its own jobs", method, ZSTR_VAL(p->name));
		return false;
	}
	return true;
}

/* The timeout of one job or map(): null, the pool's, 0: none. */
static bool check_timeout(bool usual, double timeout, int64_t *timeout_ns, uint32_t arg_num)
{
	*timeout_ns = (int64_t) (timeout * 1e9);
	return usual || php_sv_check_seconds(timeout, 0, PHP_SV_SECONDS_MAX, arg_num);
}

ZEND_METHOD(Supervisor_Pool, submit)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	zend_string *name = NULL, *meta;
	HashTable *headers = NULL;
	bool usual_timeout = true;
	double timeout = 0;
	int64_t timeout_ns;
	zval *payload;
	sv_job *job;

	ZEND_PARSE_PARAMETERS_START(1, 4)
		Z_PARAM_ZVAL(payload)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(name)
		Z_PARAM_DOUBLE_OR_NULL(timeout, usual_timeout)
		Z_PARAM_ARRAY_HT(headers)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_pool_usable(p, "Pool::submit") || !check_handler(p, "Pool::submit") || (name && !php_sv_check_name(name, JOB_NAME_MAX, 2)) ||
	    !check_timeout(usual_timeout, timeout, &timeout_ns, 3) || (headers && !php_sv_headers_check(headers, 4))) {
		RETURN_THROWS();
	}
	if ((!SV_G(in_callback) && !php_sv_may_serve(p, "Pool::submit")) || !php_sv_pool_start(p, "Pool::submit")) {
		RETURN_THROWS();
	}
	meta = php_sv_meta_encode(name, headers, usual_timeout ? NULL : &timeout_ns);
	if (meta && ZSTR_LEN(meta) > PHP_SV_META_MAX) {
		zend_argument_value_error(4, "must not be larger than %d bytes once they are serialized", PHP_SV_META_MAX);
		zend_string_release(meta);
		RETURN_THROWS();
	}
	job = php_sv_pool_submit(p, payload, meta, false, sv_loop_now());
	if (!job) {
		RETURN_THROWS();
	}
	sv_pool_dispatch(p->core, false);
	php_sv_job_object(return_value, p, job);
	sv_job_release(job);
}

ZEND_METHOD(Supervisor_Pool, map)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	bool ordered = false, usual_timeout = true;
	zend_long window = 0;
	zend_string *name = NULL;
	double timeout = 0;
	int64_t timeout_ns;
	zval *payloads;

	ZEND_PARSE_PARAMETERS_START(1, 5)
		Z_PARAM_ITERABLE(payloads)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(ordered)
		Z_PARAM_LONG(window)
		Z_PARAM_STR_OR_NULL(name)
		Z_PARAM_DOUBLE_OR_NULL(timeout, usual_timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_pool_usable(p, "Pool::map") || !check_handler(p, "Pool::map") || !php_sv_check_range(window, 0, WINDOW_MAX, 3) ||
	    (name && !php_sv_check_name(name, JOB_NAME_MAX, 4)) || !check_timeout(usual_timeout, timeout, &timeout_ns, 5) || !php_sv_pool_enter(p, "Pool::map")) {
		RETURN_THROWS();
	}
	php_sv_results_object(return_value, p, payloads, ordered, (uint32_t) window, php_sv_meta_encode(name, NULL, usual_timeout ? NULL : &timeout_ns));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* follow.c: jobs that handlers submit; see follow.h. */
#include "php/follow.h"

#include "core/spawn.h"
#include "php/child.h"
#include "php/exception.h"
#include "php/job.h"
#include "php/serve.h"
#include "php/terms.h"
#include "php/value.h"
#include "php/worker.h"

#include "zend_smart_str.h"

enum { A_POOL = PHP_SV_A_HEADERS + 1 }; /* its place in Job::submit() */

/* --- in the master --- */

void php_sv_follow_list(php_sv_pool *p)
{
	p->next_made = SV_G(all_pools);
	p->made_by = &SV_G(all_pools);
	if (p->next_made) {
		p->next_made->made_by = &p->next_made;
	}
	SV_G(all_pools) = p;
}

void php_sv_follow_forget(php_sv_pool *p)
{
	if (p->made_by) {
		*p->made_by = p->next_made;
		if (p->next_made) {
			p->next_made->made_by = p->made_by;
		}
		p->made_by = NULL;
	}
}

/* As Pool::submit() does; its workers are forked in the next round. Not for a pool that is ending itself: perhaps all of them are. */
static bool start(php_sv_pool *p, const sv_pool *from)
{
	uint64_t need;

	if (from->phase != SV_PH_RUNNING) {
		return false;
	}
	if ((need = php_sv_serve_room(p, p->core->config.workers))) {
		sv_pool_log(p->core, NULL, SV_LOG_ERROR, "cannot be started for a job that another one has submitted: its workers need more descriptors than RLIMIT_NOFILE "
			"allows; raise its hard limit (ulimit -Hn) to %llu", (unsigned long long) need);
		return false;
	}
	php_sv_serve_pool(p);
	php_sv_worker_prepare(p);
	sv_pool_start(p->core);
	return true;
}

sv_pool *php_sv_follow_pool(sv_pool *from, uint32_t id)
{
	php_sv_pool *p;

	for (p = SV_G(all_pools); p; p = p->next_made) {
		if (p->core->id == id && php_sv_pool_is_mine(p)) {
			p->fed = true;
			return p->core->phase != SV_PH_NEW || start(p, from) ? p->core : NULL;
		}
	}
	return NULL;
}

bool php_sv_follow_about(const char *meta, uint32_t len, sv_about *a)
{
	if (!php_sv_meta_check(meta, len)) {
		return false;
	}
	a->label = php_sv_meta_name(meta, len);
	a->timeout_ns = php_sv_meta_timeout(meta, len, a->timeout_ns);
	return true;
}

/* --- in a worker --- */

typedef struct target {
	zend_string *name;
	uint32_t id;
	bool loop;
} target;

static uint32_t own_id;
static target *others; /* never freed: it is the worker's as long as that lives */
static uint32_t others_len;

void php_sv_follow_remember(const sv_pool *own)
{
	pid_t master = ((const php_sv_pool *) own->owner)->pid;
	const php_sv_pool *p;
	uint32_t n = 0;

	own_id = own->id;
	others = NULL;
	for (p = SV_G(all_pools); p; p = p->next_made) {
		n += p->core != own && p->pid == master && p->core->phase <= SV_PH_RUNNING;
	}
	if ((others_len = n)) {
		others = safe_emalloc(n, sizeof *others, 0);
	}
	/* From the last to the first: so they stand in the order in which they were made. */
	for (p = SV_G(all_pools); p; p = p->next_made) {
		if (p->core != own && p->pid == master && p->core->phase <= SV_PH_RUNNING) {
			others[--n] = (target) { zend_string_copy(p->name), p->core->id, p->loop };
		}
	}
}

static ZEND_COLD void throw_unknown(const zend_string *name, uint32_t arg_num)
{
	smart_str known = { 0 };
	uint32_t i;

	smart_str_append_printf(&known, "\"%s\"", ZSTR_VAL(php_sv_worker_pool_name));
	for (i = 0; i < others_len; i++) {
		smart_str_append_printf(&known, ", \"%s\"", ZSTR_VAL(others[i].name));
	}
	smart_str_0(&known);
	zend_argument_value_error(arg_num, "must be the name of a pool that the master had when this worker was forked (%s), \"%s\" given", ZSTR_VAL(known.s), ZSTR_VAL(name));
	smart_str_free(&known);
}

/* Its id; 0: threw. */
static uint32_t find(const zend_string *name, uint32_t arg_num)
{
	const target *found = NULL;
	uint32_t i;

	if (!name || zend_string_equals(name, php_sv_worker_pool_name)) {
		return own_id;
	}
	for (i = 0; i < others_len; i++) {
		if (!zend_string_equals(name, others[i].name)) {
			continue;
		}
		if (found) {
			zend_argument_value_error(arg_num, "must be the name of one pool, two have the name \"%s\"", ZSTR_VAL(name));
			return 0;
		}
		found = &others[i];
	}
	if (!found) {
		throw_unknown(name, arg_num);
		return 0;
	}
	if (found->loop) {
		zend_argument_value_error(arg_num, "must be the name of a pool with a handler, the work of \"%s\" is a Loop or a Command", ZSTR_VAL(name));
		return 0;
	}
	return found->id;
}

static bool encode(zval *payload, php_sv_value *value)
{
	zend_string *why;

	switch (php_sv_value_encode(payload, value, &why)) {
	case PHP_SV_ENCODED:
		return true;
	case PHP_SV_UNSENDABLE:
		zend_argument_value_error(1, "must be made of values that can be sent to another process, %s given", ZSTR_VAL(why));
		zend_string_release(why);
		return false;
	case PHP_SV_TOO_LARGE:
		zend_argument_value_error(1, "must not be larger than supervisor.max_frame (" ZEND_LONG_FMT " bytes) once it is serialized", SV_G(max_frame));
		return false;
	default:
		return false; /* what serialize() threw */
	}
}

static void send_off(zval *return_value, uint32_t to, const php_sv_value *value, const php_sv_terms *terms)
{
	const zend_string *key = terms->unique, *meta = terms->meta;
	sv_follow follow = {
		.delay_ns = terms->order.delay_ns,
		.pool = to,
		.meta_len = meta ? (uint32_t) ZSTR_LEN(meta) : 0,
		.max_attempts = terms->order.max_attempts,
		.priority = (int8_t) terms->order.priority,
		.key_len = key ? (uint8_t) ZSTR_LEN(key) : 0,
	};
	uint64_t number;

	if (php_sv_worker.followed == UINT32_MAX) {
		php_sv_throw_state("Job::submit() cannot be called: this worker has submitted %u jobs, and has no ids for more", UINT32_MAX);
		return;
	}
	if (!sv_worker_submit(&php_sv_worker, &follow, key ? ZSTR_VAL(key) : NULL, meta ? ZSTR_VAL(meta) : NULL, value->kind, php_sv_value_bytes(value), value->len, &number)) {
		_exit(0); /* the master is dead, as in runner.c */
	}
	RETVAL_STR(php_sv_job_id_with(php_sv_worker_prefix, number));
}

ZEND_METHOD(Supervisor_Job, submit)
{
	php_sv_job *j = php_sv_job_of(Z_OBJ_P(ZEND_THIS));
	php_sv_arguments a = PHP_SV_NO_ARGUMENTS;
	php_sv_terms terms = { 0 };
	zend_string *pool = NULL;
	php_sv_value value;
	zval *payload;
	uint32_t to = 0;

	ZEND_PARSE_PARAMETERS_START(1, A_POOL)
		Z_PARAM_ZVAL(payload)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(a.name)
		Z_PARAM_DOUBLE(a.delay)
		Z_PARAM_LONG(a.priority)
		Z_PARAM_LONG_OR_NULL(a.max_attempts, a.usual_attempts)
		Z_PARAM_DOUBLE_OR_NULL(a.timeout, a.usual_timeout)
		Z_PARAM_STR_OR_NULL(a.unique)
		Z_PARAM_ARRAY_HT(a.headers)
		Z_PARAM_STR_OR_NULL(pool)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_job_check_inside(j, "Job::submit") || !php_sv_terms_check(&a, 0, &terms)) {
		RETURN_THROWS();
	}
	if (j->side == PHP_SV_HANDLER) {
		if (!php_sv_job_runs_here(j)) {
			php_sv_throw_state("Job::submit() cannot be called: the attempt of this job is over");
			RETURN_THROWS();
		}
		if (!(to = find(pool, A_POOL))) {
			RETURN_THROWS();
		}
	}
	if (php_sv_terms_meta(&a, &terms) && encode(payload, &value)) {
		if (j->side == PHP_SV_FAKE) {
			php_sv_fake_submitted(return_value, j, payload, a.name, a.headers, pool);
		} else if (php_sv_job_check_inside(j, "Job::submit")) { /* again: __serialize() is user code, and may have forked */
			send_off(return_value, to, &value, &terms);
		}
		php_sv_value_free(&value);
	}
	php_sv_terms_free(&terms);
}

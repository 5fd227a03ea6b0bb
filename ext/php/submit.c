/* SPDX-License-Identifier: BSD-3-Clause */
/* submit.c: jobs into a pool: Pool::submit(), submitAll() and map(). */
#include "php/pool.h"

#include "core/loop.h"
#include "php/blob.h"
#include "php/call.h"
#include "php/check.h"
#include "php/exception.h"
#include "php/job.h"
#include "php/results.h"
#include "php/serve.h"
#include "php/value.h"

#include "ext/spl/spl_iterators.h"
#include "zend_closures.h"

#define JOB_NAME_MAX 255
#define WINDOW_MAX 1000000

/* --- one job --- */

typedef struct room {
	php_sv_pool *pool;
	uint64_t jobs; /* that it is for */
} room;

static bool has_room(void *ctx)
{
	const room *r = ctx;

	return r->pool->core->jobs.n.queued + r->jobs <= r->pool->max_queue || r->pool->core->phase != SV_PH_RUNNING;
}

/* Serves until there is room for so many ready jobs, at most maxQueue; not in a callback, and not for jobs that are delayed. False: threw. */
static zend_always_inline bool wait_for_room(php_sv_pool *p, uint64_t jobs, const php_sv_terms *terms, const char *method)
{
	room r = { p, jobs };

	if (EXPECTED(p->core->jobs.n.queued + jobs <= p->max_queue && p->core->phase == SV_PH_RUNNING)) {
		return true;
	}
	if (!has_room(&r) && !SV_G(in_callback) && terms->delay_ns == 0 && !(php_sv_may_serve(p, method) && php_sv_serve_for(p, has_room, &r, SV_NEVER))) {
		return false;
	}
	if (p->core->phase != SV_PH_RUNNING) {
		php_sv_throw_state("pool \"%s\" was stopped while it had no room for the job", ZSTR_VAL(p->name));
		return false;
	}
	return true;
}

/* In a walk of map() the function that is called is not map(). */
static ZEND_COLD void throw_payload(php_sv_encoded e, zend_string *why, const char *argument)
{
	switch (e) {
	case PHP_SV_UNSENDABLE:
		zend_value_error("Supervisor\\Pool::%s must be made of values that can be sent to another process, %s given", argument, ZSTR_VAL(why));
		zend_string_release(why);
		break;
	case PHP_SV_TOO_LARGE:
		zend_value_error("Supervisor\\Pool::%s must not be larger than supervisor.max_frame (" ZEND_LONG_FMT " bytes) once it is serialized", argument, SV_G(max_frame));
		break;
	default:
		break; /* what serialize() threw */
	}
}

static bool encode(zval *payload, php_sv_value *value, const char *argument)
{
	zend_string *why;
	php_sv_encoded e = php_sv_value_encode(payload, value, &why);

	if (e != PHP_SV_ENCODED) {
		throw_payload(e, why, argument);
		return false;
	}
	return true;
}

/* The job that has this key, with a reference; NULL: none. */
static zend_always_inline sv_job *holder(const php_sv_pool *p, const zend_string *unique)
{
	sv_job *job = unique ? sv_jobs_find(&p->core->jobs, (sv_text) { ZSTR_VAL(unique), (uint32_t) ZSTR_LEN(unique) }) : NULL;

	if (job) {
		sv_job_hold(job);
	}
	return job;
}

/* Queues it, or finds the one with its key, which wants nothing of this one. NULL: threw. The value is gone in any case. */
static zend_always_inline sv_job *queue(php_sv_pool *p, php_sv_value *value, const php_sv_terms *t, zend_string *unique, int64_t now)
{
	sv_job *job = holder(p, unique);

	if (job) {
		php_sv_value_free(value);
		return job;
	}
	job = sv_pool_submit(p->core, &(sv_order) {
		.number = php_sv_job_number(),
		.kind = value->kind,
		.payload = value->string ? php_sv_blob_of(value->string) : (sv_blob) { NULL, (const char *) &value->scalar, value->len },
		.meta = php_sv_blob_of(t->meta),
		.name = t->meta ? php_sv_meta_name(ZSTR_VAL(t->meta), ZSTR_LEN(t->meta)) : (sv_text) { 0 },
		.timeout_ns = t->timeout_ns,
		.delay_ns = t->delay_ns,
		.priority = t->priority,
		.max_attempts = t->max_attempts,
		.unique = unique ? (sv_text) { ZSTR_VAL(unique), (uint32_t) ZSTR_LEN(unique) } : (sv_text) { 0 },
		.now = now,
	});
	if (!job) {
		zend_throw_error(NULL, "Out of memory");
		php_sv_value_free(value);
	} else if (t->meta) {
		zend_string_addref(t->meta);
	}
	return job;
}

sv_job *php_sv_pool_submit(php_sv_pool *p, zval *payload, const php_sv_terms *terms, bool mapped, int64_t now)
{
	php_sv_value value;
	sv_job *job;

	if (!encode(payload, &value, mapped ? "map(): Argument #1 ($payloads)" : "submit(): Argument #1 ($payload)")) {
		return NULL;
	}
	job = holder(p, terms->unique);
	if (!job && wait_for_room(p, 1, terms, mapped ? "Results::next" : "Pool::submit")) {
		return queue(p, &value, terms, terms->unique, now); /* the key may have been taken meanwhile */
	}
	php_sv_value_free(&value);
	return job;
}

/* --- arguments --- */

enum { A_NAME = 2, A_DELAY, A_PRIORITY, A_MAX_ATTEMPTS, A_TIMEOUT, A_UNIQUE, A_HEADERS }; /* of submit() and submitAll() */

typedef struct arguments {
	zend_string *name, *unique;
	zend_object *unique_of; /* submitAll(): a closure that tells the key of each */
	double delay, timeout;
	zend_long priority, max_attempts;
	bool usual_attempts, usual_timeout;
	HashTable *headers;
} arguments;

static bool check_handler(const php_sv_pool *p, const char *method)
{
	if (p->loop) {
		php_sv_throw_state("%s() cannot be called: the work of pool \"%s\" is %s", method, ZSTR_VAL(p->name),
			p->core->config.program ? "a Command, which has no jobs" : "a Loop, which fetches its own jobs");
		return false;
	}
	return true;
}

/* What jobs may have of their own, null is the pool's: a timeout (0: none), attempts. */
static bool check_limits(const php_sv_pool *p, const arguments *a, uint32_t attempts_arg, uint32_t timeout_arg, php_sv_terms *terms)
{
	if ((!a->usual_attempts && !php_sv_check_range(a->max_attempts, 1, UINT16_MAX, attempts_arg)) ||
	    (!a->usual_timeout && !php_sv_check_seconds(a->timeout, 0, PHP_SV_SECONDS_MAX, timeout_arg))) {
		return false;
	}
	terms->max_attempts = a->usual_attempts ? 0 : (uint16_t) a->max_attempts;
	terms->timeout_ns = a->usual_timeout ? p->core->config.timeout_ns : (int64_t) (a->timeout * 1e9);
	return true;
}

static bool check_unique(const zend_string *unique, uint32_t arg_num)
{
	if (ZSTR_LEN(unique) == 0 || ZSTR_LEN(unique) > SV_KEY_MAX) {
		zend_argument_value_error(arg_num, "must be 1 to %d bytes long, %zu given", SV_KEY_MAX, ZSTR_LEN(unique));
		return false;
	}
	return true;
}

static void set_meta(php_sv_terms *terms, const arguments *a)
{
	terms->meta = php_sv_meta_encode(a->name, a->headers, a->usual_timeout ? NULL : &terms->timeout_ns);
}

static void free_terms(php_sv_terms *terms)
{
	if (terms->meta) {
		zend_string_release(terms->meta);
	}
}

/* What submit() and submitAll() have in common: may it be called, are its arguments right, is the pool started? False: threw. */
static zend_always_inline bool enter(php_sv_pool *p, const arguments *a, const char *method, php_sv_terms *terms)
{
	*terms = (php_sv_terms) { 0 };
	if (!php_sv_pool_usable(p, method) || !check_handler(p, method) || (a->name && !php_sv_check_name(a->name, JOB_NAME_MAX, A_NAME)) ||
	    (a->delay != 0 && !php_sv_check_seconds(a->delay, 0, PHP_SV_SECONDS_MAX, A_DELAY)) ||
	    (a->priority != 0 && !php_sv_check_range(a->priority, SV_PRIORITY_MIN, SV_PRIORITY_MAX, A_PRIORITY)) ||
	    !check_limits(p, a, A_MAX_ATTEMPTS, A_TIMEOUT, terms) || (a->unique && !check_unique(a->unique, A_UNIQUE)) ||
	    (a->headers && !php_sv_headers_check(a->headers, A_HEADERS))) {
		return false;
	}
	if ((!SV_G(in_callback) && !php_sv_may_serve(p, method)) || !php_sv_pool_start(p, method)) {
		return false;
	}
	set_meta(terms, a);
	if (terms->meta && ZSTR_LEN(terms->meta) > PHP_SV_META_MAX) {
		zend_argument_value_error(A_HEADERS, "must not be larger than %d bytes once they are serialized", PHP_SV_META_MAX);
		free_terms(terms);
		return false;
	}
	terms->unique = a->unique;
	terms->delay_ns = (int64_t) (a->delay * 1e9);
	terms->priority = (int) a->priority;
	return true;
}

ZEND_METHOD(Supervisor_Pool, submit)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	arguments a = { .usual_attempts = true, .usual_timeout = true };
	php_sv_terms terms;
	zval *payload;
	sv_job *job;

	ZEND_PARSE_PARAMETERS_START(1, 8)
		Z_PARAM_ZVAL(payload)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(a.name)
		Z_PARAM_DOUBLE(a.delay)
		Z_PARAM_LONG(a.priority)
		Z_PARAM_LONG_OR_NULL(a.max_attempts, a.usual_attempts)
		Z_PARAM_DOUBLE_OR_NULL(a.timeout, a.usual_timeout)
		Z_PARAM_STR_OR_NULL(a.unique)
		Z_PARAM_ARRAY_HT(a.headers)
	ZEND_PARSE_PARAMETERS_END();

	if (!enter(p, &a, "Pool::submit", &terms)) {
		RETURN_THROWS();
	}
	job = php_sv_pool_submit(p, payload, &terms, false, sv_loop_now());
	free_terms(&terms);
	if (!job) {
		RETURN_THROWS();
	}
	sv_pool_dispatch(p->core, false);
	php_sv_job_object(return_value, p, job);
	sv_job_release(job);
}

/* --- many jobs: first all are read and checked, then all are queued --- */

typedef struct item {
	php_sv_value value;
	zval key;
	zend_string *unique; /* owned; NULL: none */
} item;

typedef struct batch {
	const arguments *a;
	item *items;
	size_t len, cap, queued; /* values up to `queued` are gone */
} batch;

static void free_batch(batch *b)
{
	size_t i;

	for (i = 0; i < b->len; i++) {
		if (i >= b->queued) {
			php_sv_value_free(&b->items[i].value);
		}
		zval_ptr_dtor(&b->items[i].key);
		if (b->items[i].unique) {
			zend_string_release(b->items[i].unique);
		}
	}
	if (b->items) {
		efree(b->items);
	}
}

/* The key that the closure gives a payload. False: threw. */
static bool ask_unique(zend_object *closure, zval *payload, zval *key, zend_string **unique)
{
	zval callable, argv[2], rv;
	bool ok = false;

	ZVAL_OBJ(&callable, closure);
	ZVAL_COPY_DEREF(&argv[0], payload);
	ZVAL_COPY(&argv[1], key);
	ZVAL_UNDEF(&rv);
	if (php_sv_call_in_master(&callable, 2, argv, &rv)) {
		if (Z_ISREF(rv)) {
			zend_unwrap_reference(&rv);
		}
		if (Z_TYPE(rv) == IS_STRING) {
			ok = check_unique(Z_STR(rv), A_UNIQUE);
			*unique = ok ? zend_string_copy(Z_STR(rv)) : NULL;
		} else if (Z_TYPE(rv) == IS_NULL) {
			ok = true;
		} else {
			zend_argument_type_error(A_UNIQUE, "must return ?string, %s returned", zend_zval_type_name(&rv));
		}
	}
	zval_ptr_dtor(&rv);
	zval_ptr_dtor(&argv[0]);
	zval_ptr_dtor(&argv[1]);
	return ok;
}

/* False: threw. */
static bool read_item(batch *b, zval *payload, zval *key)
{
	zend_string *unique = b->a->unique ? zend_string_copy(b->a->unique) : NULL;
	php_sv_value value;

	if (Z_TYPE_P(key) != IS_LONG && Z_TYPE_P(key) != IS_STRING) {
		zend_argument_value_error(1, "must have keys that are int or string, %s given", zend_zval_type_name(key));
		return false;
	}
	if ((b->a->unique_of && !ask_unique(b->a->unique_of, payload, key, &unique)) || !encode(payload, &value, "submitAll(): Argument #1 ($payloads)")) {
		if (unique) {
			zend_string_release(unique);
		}
		return false;
	}
	if (b->len == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 16;
		b->items = safe_erealloc(b->items, b->cap, sizeof *b->items, 0);
	}
	b->items[b->len] = (item) { .value = value, .unique = unique };
	ZVAL_COPY(&b->items[b->len].key, key);
	b->len++;
	return true;
}

static int read_current(zend_object_iterator *it, void *ctx)
{
	zval *payload = it->funcs->get_current_data(it), key;
	bool ok;

	if (EG(exception) || !payload) {
		return ZEND_HASH_APPLY_STOP;
	}
	if (it->funcs->get_current_key) {
		ZVAL_NULL(&key);
		it->funcs->get_current_key(it, &key);
		if (EG(exception)) {
			zval_ptr_dtor(&key);
			return ZEND_HASH_APPLY_STOP;
		}
	} else {
		ZVAL_LONG(&key, it->index);
	}
	ok = read_item(ctx, payload, &key);
	zval_ptr_dtor(&key);
	return ok ? ZEND_HASH_APPLY_KEEP : ZEND_HASH_APPLY_STOP;
}

/* False: threw. */
static bool read_all(batch *b, zval *payloads)
{
	zend_string *name;
	zend_ulong number;
	zval held, key, *v;

	if (Z_TYPE_P(payloads) != IS_ARRAY) {
		return spl_iterator_apply(payloads, read_current, b) == SUCCESS && !EG(exception);
	}
	ZVAL_COPY(&held, payloads); /* user code, of __serialize() or the closure, may change the variable */
	ZEND_HASH_FOREACH_KEY_VAL(Z_ARRVAL(held), number, name, v) {
		if (name) {
			ZVAL_STR(&key, name);
		} else {
			ZVAL_LONG(&key, (zend_long) number);
		}
		if (!read_item(b, v, &key)) {
			break;
		}
	} ZEND_HASH_FOREACH_END();
	zval_ptr_dtor(&held);
	return EG(exception) == NULL;
}

static void add_to(HashTable *jobs, php_sv_pool *p, sv_job *job, zval *key)
{
	zval object;

	php_sv_job_object(&object, p, job);
	if (Z_TYPE_P(key) == IS_STRING) {
		zend_symtable_update(jobs, Z_STR_P(key), &object);
	} else {
		zend_hash_index_update(jobs, (zend_ulong) Z_LVAL_P(key), &object);
	}
}

/* In one piece if maxQueue is as large as that, else as there is room. False: threw; what is queued stays. */
static bool queue_all(php_sv_pool *p, batch *b, const php_sv_terms *terms, HashTable *jobs)
{
	uint64_t want = b->len <= p->max_queue ? b->len : 1;
	bool limited = terms->delay_ns == 0 && !SV_G(in_callback);
	bool ok = true;

	while (ok && b->queued < b->len && (ok = wait_for_room(p, want, terms, "Pool::submitAll"))) {
		int64_t now = sv_loop_now();

		do {
			item *i = &b->items[b->queued];
			sv_job *job = queue(p, &i->value, terms, i->unique, now);

			b->queued++;
			if (!(ok = job != NULL)) {
				break;
			}
			add_to(jobs, p, job, &i->key);
			sv_job_release(job);
		} while (b->queued < b->len && (!limited || p->core->jobs.n.queued < p->max_queue));
		sv_pool_dispatch(p->core, false);
	}
	return ok;
}

ZEND_METHOD(Supervisor_Pool, submitAll)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	arguments a = { .usual_attempts = true, .usual_timeout = true };
	batch b = { .a = &a };
	php_sv_terms terms;
	zval *payloads;

	ZEND_PARSE_PARAMETERS_START(1, 8)
		Z_PARAM_ITERABLE(payloads)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(a.name)
		Z_PARAM_DOUBLE(a.delay)
		Z_PARAM_LONG(a.priority)
		Z_PARAM_LONG_OR_NULL(a.max_attempts, a.usual_attempts)
		Z_PARAM_DOUBLE_OR_NULL(a.timeout, a.usual_timeout)
		Z_PARAM_OBJ_OF_CLASS_OR_STR_OR_NULL(a.unique_of, zend_ce_closure, a.unique)
		Z_PARAM_ARRAY_HT(a.headers)
	ZEND_PARSE_PARAMETERS_END();

	if (!enter(p, &a, "Pool::submitAll", &terms)) {
		RETURN_THROWS();
	}
	array_init(return_value);
	/* Reading ran user code, which may have stopped the pool, or forked. */
	if (!read_all(&b, payloads) || !php_sv_pool_usable(p, "Pool::submitAll") || !queue_all(p, &b, &terms, Z_ARRVAL_P(return_value))) {
		zval_ptr_dtor(return_value);
		ZVAL_NULL(return_value);
	}
	free_batch(&b);
	free_terms(&terms);
}

ZEND_METHOD(Supervisor_Pool, map)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	arguments a = { .usual_attempts = true, .usual_timeout = true };
	php_sv_terms terms = { 0 };
	bool ordered = false;
	zend_long window = 0;
	zval *payloads;

	ZEND_PARSE_PARAMETERS_START(1, 6)
		Z_PARAM_ITERABLE(payloads)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(ordered)
		Z_PARAM_LONG(window)
		Z_PARAM_STR_OR_NULL(a.name)
		Z_PARAM_LONG_OR_NULL(a.max_attempts, a.usual_attempts)
		Z_PARAM_DOUBLE_OR_NULL(a.timeout, a.usual_timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_pool_usable(p, "Pool::map") || !check_handler(p, "Pool::map") || !php_sv_check_range(window, 0, WINDOW_MAX, 3) ||
	    (a.name && !php_sv_check_name(a.name, JOB_NAME_MAX, 4)) || !check_limits(p, &a, 5, 6, &terms) || !php_sv_pool_enter(p, "Pool::map")) {
		RETURN_THROWS();
	}
	set_meta(&terms, &a);
	php_sv_results_object(return_value, p, payloads, ordered, (uint32_t) window, &terms);
}

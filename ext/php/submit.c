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
#include "php/terms.h"
#include "php/value.h"

#include "ext/spl/spl_iterators.h"
#include "zend_closures.h"

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
	if (!has_room(&r) && !SV_G(in_callback) && terms->order.delay_ns == 0 && !(php_sv_may_serve(p, method) && php_sv_serve_for(p, has_room, &r, SV_NEVER))) {
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
static zend_always_inline sv_job *queue(php_sv_pool *p, php_sv_value *value, php_sv_terms *t, zend_string *unique, int64_t now)
{
	sv_order *o = &t->order;
	sv_job *job = holder(p, unique);

	if (job) {
		php_sv_value_free(value);
		return job;
	}
	o->number = php_sv_job_number();
	o->kind = value->kind;
	o->payload = value->string ? php_sv_blob_of(value->string) : (sv_blob) { NULL, (const char *) &value->scalar, value->len };
	o->unique = unique ? (sv_text) { ZSTR_VAL(unique), (uint32_t) ZSTR_LEN(unique) } : (sv_text) { 0 };
	o->now = now;
	job = sv_pool_submit(p->core, o);
	if (!job) {
		zend_throw_error(NULL, "Out of memory");
		php_sv_value_free(value);
	} else if (t->meta) {
		zend_string_addref(t->meta);
	}
	return job;
}

sv_job *php_sv_pool_submit(php_sv_pool *p, zval *payload, php_sv_terms *terms, bool mapped, int64_t now)
{
	const char *method = mapped ? "Results::next" : "Pool::submit";
	php_sv_value value;
	sv_job *job = NULL;

	if (!encode(payload, &value, mapped ? "map(): Argument #1 ($payloads)" : "submit(): Argument #1 ($payload)")) {
		return NULL;
	}
	/* __serialize() and the payloads of map() are code of the user, which may have forked: in that process the pool is its parent's. */
	if (php_sv_pool_usable(p, method) && !(job = holder(p, terms->unique)) && wait_for_room(p, 1, terms, method)) {
		return queue(p, &value, terms, terms->unique, now); /* the key may have been taken meanwhile */
	}
	php_sv_value_free(&value);
	return job;
}

/* --- arguments --- */

static bool check_handler(const php_sv_pool *p, const char *method)
{
	if (p->loop) {
		php_sv_throw_state("%s() cannot be called: the work of pool \"%s\" is %s", method, ZSTR_VAL(p->name),
			p->core->config.program ? "a Command, which has no jobs" : "a Loop, which fetches its own jobs");
		return false;
	}
	return true;
}

/* What submit() and submitAll() have in common: may it be called, are its arguments right, is the pool started? False: threw. */
static zend_always_inline bool enter(php_sv_pool *p, const php_sv_arguments *a, const char *method, php_sv_terms *terms)
{
	*terms = (php_sv_terms) { 0 };
	return php_sv_pool_usable(p, method) && check_handler(p, method) && php_sv_terms_check(a, p->core->config.timeout_ns, terms) &&
		(SV_G(in_callback) || php_sv_may_serve(p, method)) && php_sv_pool_start(p, method) && php_sv_terms_meta(a, terms);
}

ZEND_METHOD(Supervisor_Pool, submit)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	php_sv_arguments a = PHP_SV_NO_ARGUMENTS;
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
	php_sv_terms_free(&terms);
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
	const php_sv_arguments *a;
	item *items;
	size_t len, cap, queued; /* values up to `queued` are gone */
	bool in_pieces;          /* maxQueue is smaller than it */
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
	ZVAL_COPY(&argv[0], payload);
	ZVAL_COPY(&argv[1], key);
	ZVAL_UNDEF(&rv);
	if (php_sv_call_in_master(&callable, 2, argv, &rv)) {
		if (Z_ISREF(rv)) {
			zend_unwrap_reference(&rv);
		}
		if (Z_TYPE(rv) == IS_STRING) {
			ok = php_sv_check_unique(Z_STR(rv), PHP_SV_A_UNIQUE);
			*unique = ok ? zend_string_copy(Z_STR(rv)) : NULL;
		} else if (Z_TYPE(rv) == IS_NULL) {
			ok = true;
		} else {
			zend_argument_type_error(PHP_SV_A_UNIQUE, "must return ?string, %s returned", zend_zval_type_name(&rv));
		}
	}
	zval_ptr_dtor(&rv);
	zval_ptr_dtor(&argv[0]);
	zval_ptr_dtor(&argv[1]);
	return ok;
}

/* The payload is a copy that the caller holds: code of the user that is called here may change where it came from. False: threw. */
static bool read_item(batch *b, zval *payload, zval *key)
{
	zend_string *unique = NULL;
	php_sv_value value;

	if (Z_TYPE_P(key) != IS_LONG && Z_TYPE_P(key) != IS_STRING) {
		zend_argument_value_error(1, "must have keys that are int or string, %s given", zend_zval_type_name(key));
		return false;
	}
	if (b->a->unique_of) {
		if (!ask_unique(b->a->unique_of, payload, key, &unique)) {
			return false;
		}
	} else if (b->a->unique) {
		unique = zend_string_copy(b->a->unique);
	}
	if (!encode(payload, &value, "submitAll(): Argument #1 ($payloads)")) {
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
	zval *current = it->funcs->get_current_data(it), payload, key;
	bool ok;

	if (EG(exception) || !current) {
		return ZEND_HASH_APPLY_STOP;
	}
	ZVAL_COPY_DEREF(&payload, current); /* key() is code of the user, too */
	if (it->funcs->get_current_key) {
		ZVAL_NULL(&key);
		it->funcs->get_current_key(it, &key);
	} else {
		ZVAL_LONG(&key, it->index);
	}
	ok = !EG(exception) && read_item(ctx, &payload, &key);
	zval_ptr_dtor(&payload);
	zval_ptr_dtor(&key);
	return ok ? ZEND_HASH_APPLY_KEEP : ZEND_HASH_APPLY_STOP;
}

/* False: threw. */
static bool read_all(batch *b, zval *payloads)
{
	zend_string *name;
	zend_ulong number;
	zval held, key, payload, *v;
	bool ok;

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
		ZVAL_COPY_DEREF(&payload, v); /* ... or what it is a reference to */
		ok = read_item(b, &payload, &key);
		zval_ptr_dtor(&payload);
		if (!ok) {
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

/* Has another job its key, so that it makes none? */
static bool is_held(const php_sv_pool *p, const item *i)
{
	return i->unique && sv_jobs_find(&p->core->jobs, (sv_text) { ZSTR_VAL(i->unique), (uint32_t) ZSTR_LEN(i->unique) });
}

/* How many jobs the rest of the batch makes. Of payloads that share a key which nobody has each one is counted, but for one key of all. */
static uint64_t wanted(const php_sv_pool *p, const batch *b)
{
	uint64_t n = 0;
	size_t i;

	if (!b->a->unique_of) {
		return b->a->unique ? !is_held(p, &b->items[b->queued]) : b->len - b->queued;
	}
	for (i = b->queued; i < b->len; i++) {
		n += !is_held(p, &b->items[i]);
	}
	return n;
}

/* Serves until the rest of the batch has room, or one job if maxQueue is too small for it. Counts again after each wait: keys may be free by then. False: threw. */
static bool wait_for_rest(php_sv_pool *p, batch *b, php_sv_terms *terms)
{
	for (;;) {
		room r = { p, b->in_pieces ? !is_held(p, &b->items[b->queued]) : wanted(p, b) };

		if (r.jobs > p->max_queue) {
			b->in_pieces = true;
		} else if (r.jobs == 0 || (has_room(&r) && p->core->phase == SV_PH_RUNNING)) {
			return true;
		} else if (!wait_for_room(p, r.jobs, terms, "Pool::submitAll")) {
			return false;
		}
	}
}

/* In one piece if maxQueue is as large as that, else as there is room. False: threw; what is queued stays. */
static bool queue_all(php_sv_pool *p, batch *b, php_sv_terms *terms, HashTable *jobs)
{
	bool limited = terms->order.delay_ns == 0 && !SV_G(in_callback);
	bool ok = true;

	while (ok && b->queued < b->len && (ok = limited ? wait_for_rest(p, b, terms) : wait_for_room(p, 1, terms, "Pool::submitAll"))) {
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
		} while (b->queued < b->len && (!limited || p->core->jobs.n.queued < p->max_queue || is_held(p, &b->items[b->queued])));
		sv_pool_dispatch(p->core, false);
	}
	return ok;
}

ZEND_METHOD(Supervisor_Pool, submitAll)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	php_sv_arguments a = PHP_SV_NO_ARGUMENTS;
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
	php_sv_terms_free(&terms);
}

ZEND_METHOD(Supervisor_Pool, map)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	php_sv_arguments a = PHP_SV_NO_ARGUMENTS;
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
	    (a.name && !php_sv_check_name(a.name, PHP_SV_JOB_NAME_MAX, 4)) || !php_sv_terms_limits(&a, 5, 6, p->core->config.timeout_ns, &terms) ||
	    !php_sv_pool_enter(p, "Pool::map") || !php_sv_terms_meta(&a, &terms)) {
		RETURN_THROWS();
	}
	php_sv_results_object(return_value, p, payloads, ordered, (uint32_t) window, &terms);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* results.c: the class Results; see results.h. */
#include "php/results.h"

#include "core/loop.h"
#include "php/blob.h"
#include "php/exception.h"
#include "php/job.h"
#include "php/serve.h"
#include "php/value.h"

#include "zend_exceptions.h"
#include "zend_generators.h"
#include "zend_interfaces.h"

/*
 * Payloads and results that one walk holds, in bytes, beyond two jobs a worker. Small on purpose: with more, large results land on fresh memory each time, and
 * page faults cost four times what the transport does (64 KiB strings; bench/).
 */
#define BYTES_MAX (4 * 1024 * 1024)
/* Jobs read ahead, however many workers there are: the master needs a millisecond to hand out so many, and with more of them its caches miss. */
#define WINDOW_MAX 4096
/* While payloads are read, or there is enough to give out, workers are served at least this often. */
#define SERVE_EVERY_NS (SV_MS_NS / 2)
#define CLOCK_EVERY 16
/* A full window is filled again when so many have left it, or an eighth of it. */
#define CHUNK_MAX 256
/* ... unless that takes longer than this. */
#define TOGETHER_NS SV_MS_NS
/* A payload that comes as soon as this after the one before it is one of very many. */
#define FAST_NS 1000

typedef struct results results;

/* A job that was read ahead. */
typedef struct entry {
	results *walk;
	sv_job *job; /* held */
	zval key;
	size_t bytes;
	bool settled;
	struct entry *next, *prev; /* in the order of the payloads */
	struct entry *after;       /* in the order of settling, when they are given out in that */
} entry;

struct results {
	php_sv_pool *pool; /* its object is held; NULL: the constructor was not called */
	sv_pool *core;     /* held */
	bool ordered, started, moved, exhausted;
	bool moving; /* user code that is called meanwhile (payloads, callbacks, destructors) must not move it on */
	bool full;   /* the window was, and few have left it since */
	bool slow;   /* reading took as long as the workers may wait for their master: what is ready is given out before it goes on */
	bool taken;  /* the payload that the iterator is at was read: it moves on when the next one is wanted */
	bool generator; /* the payloads are one: no code of the user runs for a key */
	unsigned blobs; /* see php_sv_blobs_keep() */
	uint32_t window, open; /* open: entries */
	size_t bytes;
	php_sv_terms terms;
	zval payloads;
	HashPosition position;         /* of an array */
	zend_object_iterator *iterator; /* of a Traversable */
	entry *first, *last;
	entry *settled, **settled_end;
	entry *current; /* taken out of the lists; NULL: none */
	zval job;       /* its Job object; UNDEF: not yet made */
	zval given;     /* that of the entry before, which the loop's variable holds as well until it gets the next one; UNDEF: none */
	zval spare;     /* that of the one before that, emptied for the next one; UNDEF: none */
	int64_t read_ns, read_tick; /* the time of a payload */
	unsigned unread, reads;     /* so many more come without a look at the clock, of so many */
	int64_t handed_ns;
	int64_t served_ns;
	unsigned steps; /* since then */
	zend_object std;
};

static zend_object_handlers handlers;

static results *of(zend_object *o)
{
	return (results *) ((char *) o - offsetof(results, std));
}

static zend_object *create(zend_class_entry *ce)
{
	results *r = zend_object_alloc(sizeof *r, ce);

	memset(r, 0, offsetof(results, std));
	ZVAL_UNDEF(&r->payloads);
	ZVAL_UNDEF(&r->job);
	ZVAL_UNDEF(&r->given);
	ZVAL_UNDEF(&r->spare);
	zend_object_std_init(&r->std, ce);
	object_properties_init(&r->std, ce);
	r->std.handlers = &handlers;
	return &r->std;
}

void php_sv_results_object(zval *rv, php_sv_pool *pool, zval *payloads, bool ordered, uint32_t window, const php_sv_terms *terms)
{
	results *r;

	object_init_ex(rv, php_sv_ce_Results);
	r = of(Z_OBJ_P(rv));
	r->pool = pool;
	GC_ADDREF(&pool->std);
	sv_pool_hold(pool->core); /* at the end of the request the pool may be freed first */
	r->core = pool->core;
	r->ordered = ordered;
	/* Enough to fill every worker's buffer twice, so that the next jobs are there when results come in. */
	r->window = window ? window : MAX(MIN(MAX(1024, 2 * SV_RING * pool->core->config.workers), WINDOW_MAX), 4 * pool->core->config.workers);
	r->terms = *terms;
	r->settled_end = &r->settled;
	ZVAL_COPY(&r->payloads, payloads);
}

static void unlink_entry(results *r, entry *e)
{
	*(e->prev ? &e->prev->next : &r->first) = e->next;
	*(e->next ? &e->next->prev : &r->last) = e->prev;
	e->next = e->prev = NULL;
	r->open--;
	r->bytes -= e->bytes;
}

static void free_entry(entry *e)
{
	sv_job *job = e->job;

	job->user[0] = 0;
	sv_job_release(job);
	zval_ptr_dtor(&e->key);
	efree(e);
}

void php_sv_results_settled(sv_job *job)
{
	entry *e = (entry *) (uintptr_t) job->user[0];
	results *r = e->walk;

	e->settled = true;
	e->bytes += job->result_len;
	r->bytes += job->result_len;
	if (!r->ordered) {
		e->after = NULL;
		*r->settled_end = e;
		r->settled_end = &e->after;
	}
}

static void drop_current(results *r)
{
	entry *e = r->current;
	zval old;

	/* destructors of the user may look at the walk */
	ZVAL_COPY_VALUE(&old, &r->given);
	ZVAL_COPY_VALUE(&r->given, &r->job);
	ZVAL_UNDEF(&r->job);
	r->current = NULL;
	php_sv_job_spare(&old);
	zval_ptr_dtor(&r->spare);
	ZVAL_COPY_VALUE(&r->spare, &old);
	if (e) {
		free_entry(e);
	}
}

static void drop_objects(results *r)
{
	zval given, spare;

	ZVAL_COPY_VALUE(&given, &r->given);
	ZVAL_COPY_VALUE(&spare, &r->spare);
	ZVAL_UNDEF(&r->given);
	ZVAL_UNDEF(&r->spare);
	zval_ptr_dtor(&given);
	zval_ptr_dtor(&spare);
}

/* --- reading payloads --- */

/* The next payload and its key; NULL: there are no more, or it threw. copy: UNDEF, or what is given back, to be freed. */
static zval *fetch(results *r, zval *key, zval *copy)
{
	zend_object_iterator *it = r->iterator;
	zval *v;

	if (Z_TYPE(r->payloads) == IS_ARRAY) {
		HashTable *table = Z_ARRVAL(r->payloads);

		v = zend_hash_get_current_data_ex(table, &r->position);
		if (v) {
			ZVAL_DEINDIRECT(v);
			zend_hash_get_current_key_zval_ex(table, key, &r->position);
			zend_hash_move_forward_ex(table, &r->position);
		}
		return v;
	}
	if (r->taken) {
		r->taken = false;
		it->index++;
		it->funcs->move_forward(it);
		if (EG(exception)) {
			return NULL;
		}
	}
	if (it->funcs->valid(it) == FAILURE || EG(exception)) {
		return NULL;
	}
	v = it->funcs->get_current_data(it);
	if (EG(exception) || !v) {
		return NULL;
	}
	if (it->funcs->get_current_key) {
		if (!r->generator) {
			/* key() of the user may change what the iterator is over */
			ZVAL_COPY(copy, v);
			v = copy;
		}
		it->funcs->get_current_key(it, key);
	} else {
		ZVAL_LONG(key, it->index);
	}
	return EG(exception) ? NULL : v;
}

static bool open_payloads(results *r)
{
	r->started = true;
	r->blobs = php_sv_blobs_keep();
	if (Z_TYPE(r->payloads) == IS_ARRAY) {
		zend_hash_internal_pointer_reset_ex(Z_ARRVAL(r->payloads), &r->position);
		return true;
	}
	r->iterator = Z_OBJCE(r->payloads)->get_iterator(Z_OBJCE(r->payloads), &r->payloads, 0);
	if (!r->iterator || EG(exception)) {
		return false;
	}
	r->generator = Z_OBJCE(r->payloads) == zend_ce_generator;
	r->iterator->index = 0;
	if (r->iterator->funcs->rewind) {
		r->iterator->funcs->rewind(r->iterator);
	}
	return EG(exception) == NULL;
}

static entry *ready(const results *r)
{
	return r->ordered ? (r->first && r->first->settled ? r->first : NULL) : r->settled;
}

static bool has_room(const results *r, uint32_t window)
{
	return r->open < window && (r->bytes < BYTES_MAX || r->open < 2 * r->pool->core->config.workers);
}

/* Once the window is full, it is filled again when some have left it: one by one, each would wake a worker of its own. */
static bool may_read(const results *r)
{
	return !r->exhausted && r->pool->core->phase == SV_PH_RUNNING && has_room(r, r->full ? r->window - MIN(r->window / 8, CHUNK_MAX) : r->window);
}

/*
 * The time; or that of one of the last payloads, when they come by the million and the kernel's clock has not ticked since: a look at the clock is a tenth of
 * a job that does nothing.
 */
static int64_t paced_now(results *r)
{
	int64_t tick = sv_loop_tick(), now;

	if (r->unread > 0 && tick == r->read_tick) {
		r->unread--;
		return r->read_ns;
	}
	now = sv_loop_now();
	r->unread = r->reads = now - r->read_ns <= (int64_t) (r->reads + 1) * FAST_NS ? CLOCK_EVERY - 1 : 0;
	r->read_ns = now;
	r->read_tick = tick;
	return now;
}

static bool read_one(results *r)
{
	zval key, copy, *payload;
	sv_job *job;
	entry *e;

	ZVAL_UNDEF(&key);
	ZVAL_UNDEF(&copy);
	payload = fetch(r, &key, &copy);
	if (!payload) {
		zval_ptr_dtor(&copy);
		zval_ptr_dtor(&key);
		r->exhausted = true;
		return EG(exception) == NULL;
	}
	r->taken = true;
	job = php_sv_pool_submit(r->pool, payload, &r->terms, true, paced_now(r));
	if (Z_REFCOUNTED(copy)) {
		zval_ptr_dtor(&copy);
	}
	if (!job) {
		zval_ptr_dtor(&key);
		r->exhausted = true;
		return false;
	}
	e = emalloc(sizeof *e);
	e->walk = r;
	e->job = job;
	ZVAL_COPY_VALUE(&e->key, &key);
	e->bytes = job->payload_len;
	e->settled = false;
	e->next = NULL;
	e->prev = r->last;
	*(r->last ? &r->last->next : &r->first) = e;
	r->last = e;
	r->open++;
	r->bytes += e->bytes;
	job->user[0] = (uintptr_t) e;
	return true;
}

static bool serve(results *r, bool (*done)(void *ctx), int64_t deadline)
{
	bool ok = php_sv_may_serve(r->pool, "Results::next") && php_sv_serve_for(r->pool, done, r, deadline);

	r->served_ns = sv_loop_now();
	return ok;
}

/*
 * Reads ahead as far as the window allows. False: something threw. What comes into a window that was full goes out together, for one wake-up; before that each job goes
 * out as it comes: nobody knows how long the next payload takes. One that takes its time must not keep those that are ready, nor the workers from their master.
 */
static bool fill(results *r)
{
	bool together, ok = true;
	int64_t began;

	/* Nothing to give out: whoever has no job is waited for. */
	r->full = r->full && ready(r);
	together = r->full;
	if (!may_read(r) || (r->slow && ready(r))) {
		return true;
	}
	r->full = r->slow = false;
	began = sv_loop_now();
	do {
		ok = read_one(r);
		r->full = !has_room(r, r->window);
		if (!together || r->full || r->read_ns - r->handed_ns >= TOGETHER_NS) {
			r->handed_ns = r->read_ns;
			sv_pool_dispatch(r->core, false);
		}
		if (UNEXPECTED(r->read_ns - began >= SERVE_EVERY_NS) && ok) {
			r->slow = true;
			ok = serve(r, NULL, 0);
			began = r->served_ns;
			if (ready(r)) {
				break;
			}
		}
	} while (ok && may_read(r));
	if (together) {
		sv_pool_dispatch(r->core, false);
	}
	return ok;
}

/* --- giving out --- */

/* Is there something to give out, something to read, or nothing any more? */
static bool done_waiting(void *ctx)
{
	const results *r = ctx;

	return ready(r) || r->open == 0 || may_read(r);
}

static void take(results *r, entry *e)
{
	if (!r->ordered && !(r->settled = e->after)) {
		r->settled_end = &r->settled;
	}
	unlink_entry(r, e);
	r->current = e;
}

/* A look at the clock at each step is dear beside a job of some microseconds, of which each worker has 20 ms in its buffer. */
static bool look_at_clock(results *r)
{
	return sv_paces_expect(&r->core->paces, r->core->paces.last) >= 20000 || ++r->steps % CLOCK_EVERY == 0;
}

/* Makes the next entry current. Leaves none when the walk is over, or something threw. */
static void advance(results *r)
{
	GC_ADDREF(&r->std); /* a callback may drop the walk */
	r->moving = true;
	drop_current(r);
	for (;;) {
		entry *e;

		if (!fill(r)) {
			break;
		}
		/* The body of the foreach takes its time: meanwhile the workers must not run dry. */
		e = ready(r);
		if (e && look_at_clock(r) && sv_loop_now() - r->served_ns >= SERVE_EVERY_NS) {
			if (!serve(r, NULL, 0)) {
				break;
			}
			e = ready(r);
		}
		if (e) {
			take(r, e);
			break;
		}
		if (r->open == 0 || !serve(r, done_waiting, SV_NEVER)) {
			break;
		}
	}
	if (!r->current) {
		drop_objects(r);
	}
	r->moving = false;
	OBJ_RELEASE(&r->std);
}

static bool may_walk(results *r)
{
	if (r->moving) {
		php_sv_throw_state("Results::next() cannot be called while the walk is being moved on");
		return false;
	}
	return php_sv_may_ask(r->pool, "Results::next");
}

static void rewind_walk(results *r)
{
	if (!may_walk(r)) {
		return;
	}
	if (r->started) {
		if (r->moved) {
			php_sv_throw_state("what map() returns can be walked only once");
		}
		return;
	}
	if (!php_sv_may_serve(r->pool, "Results::next")) {
		return;
	}
	GC_ADDREF(&r->std);
	r->moving = true;
	if (open_payloads(r)) {
		advance(r);
	}
	r->moving = false;
	OBJ_RELEASE(&r->std);
}

/* Methods may be called without rewind() before. */
static void begin(results *r)
{
	if (!r->started) {
		rewind_walk(r);
	}
}

static zval *current_job(results *r)
{
	begin(r);
	if (!r->current) {
		return NULL;
	}
	if (Z_TYPE(r->job) == IS_UNDEF) {
		php_sv_job_object_from(&r->spare, &r->job, r->pool, r->current->job);
	}
	return &r->job;
}

ZEND_METHOD(Supervisor_Results, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Supervisor_Results, current)
{
	zval *job;

	ZEND_PARSE_PARAMETERS_NONE();
	job = current_job(of(Z_OBJ_P(ZEND_THIS)));
	if (EG(exception)) {
		RETURN_THROWS();
	}
	if (!job) {
		php_sv_throw_state("the walk is over: valid() is false");
		RETURN_THROWS();
	}
	RETURN_COPY(job);
}

ZEND_METHOD(Supervisor_Results, key)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	if (r->current) {
		RETURN_COPY(&r->current->key);
	}
}

ZEND_METHOD(Supervisor_Results, next)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	if (!EG(exception) && may_walk(r)) {
		r->moved = true;
		advance(r);
	}
}

ZEND_METHOD(Supervisor_Results, rewind)
{
	ZEND_PARSE_PARAMETERS_NONE();
	rewind_walk(of(Z_OBJ_P(ZEND_THIS)));
}

ZEND_METHOD(Supervisor_Results, valid)
{
	results *r = of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	begin(r);
	RETURN_BOOL(r->current != NULL);
}

/* --- foreach, without a method call a step --- */

static void it_dtor(zend_object_iterator *it)
{
	zval_ptr_dtor(&it->data);
}

#if PHP_VERSION_ID >= 80400
static zend_result it_valid(zend_object_iterator *it)
#else
static int it_valid(zend_object_iterator *it)
#endif
{
	return of(Z_OBJ(it->data))->current ? SUCCESS : FAILURE;
}

static zval *it_current(zend_object_iterator *it)
{
	return current_job(of(Z_OBJ(it->data)));
}

static void it_key(zend_object_iterator *it, zval *key)
{
	results *r = of(Z_OBJ(it->data));

	if (r->current) {
		ZVAL_COPY(key, &r->current->key);
	} else {
		ZVAL_NULL(key);
	}
}

static void it_next(zend_object_iterator *it)
{
	results *r = of(Z_OBJ(it->data));

	if (may_walk(r)) {
		r->moved = true;
		advance(r);
	}
}

static void it_rewind(zend_object_iterator *it)
{
	rewind_walk(of(Z_OBJ(it->data)));
}

static const zend_object_iterator_funcs iterator_funcs = {
	.dtor = it_dtor,
	.valid = it_valid,
	.get_current_data = it_current,
	.get_current_key = it_key,
	.move_forward = it_next,
	.rewind = it_rewind,
};

static zend_object_iterator *get_iterator(zend_class_entry *ce, zval *object, int by_ref)
{
	zend_object_iterator *it;

	(void) ce;
	if (by_ref) {
		zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
		return NULL;
	}
	it = emalloc(sizeof *it);
	zend_iterator_init(it);
	ZVAL_COPY(&it->data, object);
	it->funcs = &iterator_funcs;
	return it;
}

static void free_object(zend_object *o)
{
	results *r = of(o);

	if (r->started) {
		php_sv_blobs_unkeep(r->blobs);
	}
	if (r->pool && php_sv_pool_is_mine(r->pool)) {
		drop_current(r);
		drop_objects(r);
		while (r->first) {
			entry *e = r->first;

			unlink_entry(r, e);
			e->job->user[0] = 0;
			(void) sv_pool_cancel(r->core, e->job);
			free_entry(e);
		}
		if (r->iterator) {
			zend_iterator_dtor(r->iterator);
		}
		php_sv_terms_free(&r->terms);
		zval_ptr_dtor(&r->payloads);
		sv_pool_release(r->core);
		OBJ_RELEASE(&r->pool->std);
	}
	zend_object_std_dtor(o);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
	results *r = of(o);
	entry *e;

	if (r->pool && php_sv_pool_is_mine(r->pool)) {
		zend_get_gc_buffer_add_obj(buffer, &r->pool->std);
		zend_get_gc_buffer_add_zval(buffer, &r->payloads);
		zend_get_gc_buffer_add_zval(buffer, &r->job);
		zend_get_gc_buffer_add_zval(buffer, &r->given);
		zend_get_gc_buffer_add_zval(buffer, &r->spare);
		if (r->iterator) {
			zend_get_gc_buffer_add_obj(buffer, &r->iterator->std);
		}
		for (e = r->first; e; e = e->next) {
			zend_get_gc_buffer_add_zval(buffer, &e->key);
		}
	}
	zend_get_gc_buffer_use(buffer, table, n);
	return NULL;
}

void php_sv_minit_results(void)
{
	php_sv_ce_Results->create_object = create;
	php_sv_ce_Results->get_iterator = get_iterator;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(results, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.get_gc = get_gc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* walk.c: a walk of map(); see walk.h. */
#include "php/walk.h"

#include "core/loop.h"
#include "php/blob.h"
#include "php/exception.h"
#include "php/job.h"
#include "php/serve.h"
#include "php/value.h"

#include "zend_exceptions.h"
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

/* A job that was read ahead. */
struct php_sv_entry {
	php_sv_walk *walk;
	sv_job *job; /* held */
	zval key;
	size_t bytes;
	bool settled;
	php_sv_entry *next, *prev; /* in the order of the payloads */
	php_sv_entry *after;       /* in the order of settling, when they are given out in that */
};

void php_sv_walk_init(php_sv_walk *w)
{
	memset(w, 0, sizeof *w);
	ZVAL_UNDEF(&w->payloads);
	ZVAL_UNDEF(&w->job);
	ZVAL_UNDEF(&w->given);
	ZVAL_UNDEF(&w->spare);
}

void php_sv_walk_make(php_sv_walk *w, php_sv_pool *pool, zval *payloads, bool ordered, uint32_t window, const php_sv_terms *terms)
{
	w->pool = pool;
	GC_ADDREF(&pool->std);
	sv_pool_hold(pool->core); /* at the end of the request the pool may be freed first */
	w->core = pool->core;
	w->ordered = ordered;
	/* Enough to fill every worker's buffer twice, so that the next jobs are there when results come in. */
	w->window = window ? window : MAX(MIN(MAX(1024, 2 * SV_RING * pool->core->config.workers), WINDOW_MAX), 4 * pool->core->config.workers);
	w->terms = *terms;
	w->settled_end = &w->settled;
	ZVAL_COPY(&w->payloads, payloads);
}

static void unlink_entry(php_sv_walk *w, php_sv_entry *e)
{
	*(e->prev ? &e->prev->next : &w->first) = e->next;
	*(e->next ? &e->next->prev : &w->last) = e->prev;
	e->next = e->prev = NULL;
	w->open--;
	w->bytes -= e->bytes;
}

static void free_entry(php_sv_entry *e)
{
	sv_job *job = e->job;

	job->user[0] = 0;
	sv_job_release(job);
	zval_ptr_dtor(&e->key);
	efree(e);
}

void php_sv_walk_settled(sv_job *job)
{
	php_sv_entry *e = (php_sv_entry *) (uintptr_t) job->user[0];
	php_sv_walk *w = e->walk;

	e->settled = true;
	e->bytes += job->result_len;
	w->bytes += job->result_len;
	if (!w->ordered) {
		e->after = NULL;
		*w->settled_end = e;
		w->settled_end = &e->after;
	}
}

static void drop_current(php_sv_walk *w)
{
	php_sv_entry *e = w->current;
	zval old;

	/* destructors of the user may look at the walk */
	ZVAL_COPY_VALUE(&old, &w->given);
	ZVAL_COPY_VALUE(&w->given, &w->job);
	ZVAL_UNDEF(&w->job);
	w->current = NULL;
	php_sv_job_spare(&old);
	zval_ptr_dtor(&w->spare);
	ZVAL_COPY_VALUE(&w->spare, &old);
	if (e) {
		free_entry(e);
	}
}

static void drop_objects(php_sv_walk *w)
{
	zval given, spare;

	ZVAL_COPY_VALUE(&given, &w->given);
	ZVAL_COPY_VALUE(&spare, &w->spare);
	ZVAL_UNDEF(&w->given);
	ZVAL_UNDEF(&w->spare);
	zval_ptr_dtor(&given);
	zval_ptr_dtor(&spare);
}

/* --- reading payloads --- */

/*
 * The next payload and its key, both to be dropped by the caller: code of the user, key() and __serialize(), may change where they came from. False: there
 * are no more, or it threw.
 */
static bool fetch(php_sv_walk *w, zval *payload, zval *key)
{
	zend_object_iterator *it = w->iterator;
	zval *v;

	if (Z_TYPE(w->payloads) == IS_ARRAY) {
		HashTable *table = Z_ARRVAL(w->payloads);

		v = zend_hash_get_current_data_ex(table, &w->position);
		if (!v) {
			return false;
		}
		ZVAL_DEINDIRECT(v);
		ZVAL_COPY_DEREF(payload, v);
		zend_hash_get_current_key_zval_ex(table, key, &w->position);
		zend_hash_move_forward_ex(table, &w->position);
		return true;
	}
	if (w->taken) {
		w->taken = false;
		it->index++;
		it->funcs->move_forward(it);
		if (EG(exception)) {
			return false;
		}
	}
	if (it->funcs->valid(it) == FAILURE || EG(exception)) {
		return false;
	}
	v = it->funcs->get_current_data(it);
	if (EG(exception) || !v) {
		return false;
	}
	ZVAL_COPY_DEREF(payload, v);
	if (it->funcs->get_current_key) {
		it->funcs->get_current_key(it, key);
	} else {
		ZVAL_LONG(key, it->index);
	}
	if (EG(exception)) {
		zval_ptr_dtor(payload);
		zval_ptr_dtor(key);
		return false;
	}
	return true;
}

static bool open_payloads(php_sv_walk *w)
{
	w->started = true;
	w->blobs = php_sv_blobs_keep();
	if (Z_TYPE(w->payloads) == IS_ARRAY) {
		zend_hash_internal_pointer_reset_ex(Z_ARRVAL(w->payloads), &w->position);
		return true;
	}
	w->iterator = Z_OBJCE(w->payloads)->get_iterator(Z_OBJCE(w->payloads), &w->payloads, 0);
	if (!w->iterator || EG(exception)) {
		return false;
	}
	w->iterator->index = 0;
	if (w->iterator->funcs->rewind) {
		w->iterator->funcs->rewind(w->iterator);
	}
	return EG(exception) == NULL;
}

static php_sv_entry *ready(const php_sv_walk *w)
{
	return w->ordered ? (w->first && w->first->settled ? w->first : NULL) : w->settled;
}

static bool has_room(const php_sv_walk *w, uint32_t window)
{
	return w->open < window && (w->bytes < BYTES_MAX || w->open < 2 * w->pool->core->config.workers);
}

/* Once the window is full, it is filled again when some have left it: one by one, each would wake a worker of its own. */
static bool may_read(const php_sv_walk *w)
{
	return !w->exhausted && w->pool->core->phase == SV_PH_RUNNING && has_room(w, w->full ? w->window - MIN(w->window / 8, CHUNK_MAX) : w->window);
}

/*
 * The time; or that of one of the last payloads, when they come by the million and the kernel's clock has not ticked since: a look at the clock is a tenth of
 * a job that does nothing.
 */
static int64_t paced_now(php_sv_walk *w)
{
	int64_t tick = sv_loop_tick(), now;

	if (w->unread > 0 && tick == w->read_tick) {
		w->unread--;
		return w->read_ns;
	}
	now = sv_loop_now();
	w->unread = w->reads = now - w->read_ns <= (int64_t) (w->reads + 1) * FAST_NS ? CLOCK_EVERY - 1 : 0;
	w->read_ns = now;
	w->read_tick = tick;
	return now;
}

/* There are no more payloads, or reading them threw. So it does in a process that their code has forked, where the walk is the parent's. False: it threw. */
static ZEND_COLD bool end_reading(php_sv_walk *w)
{
	w->exhausted = true;
	return !EG(exception) && php_sv_pool_usable(w->pool, "Results::next");
}

static bool read_one(php_sv_walk *w)
{
	zval key, payload;
	sv_job *job;
	php_sv_entry *e;

	ZVAL_UNDEF(&key);
	if (!fetch(w, &payload, &key)) {
		return end_reading(w);
	}
	w->taken = true;
	job = php_sv_pool_submit(w->pool, &payload, &w->terms, true, paced_now(w));
	zval_ptr_dtor_nogc(&payload);
	if (!job) {
		zval_ptr_dtor(&key);
		return end_reading(w);
	}
	e = emalloc(sizeof *e);
	e->walk = w;
	e->job = job;
	ZVAL_COPY_VALUE(&e->key, &key);
	e->bytes = job->payload_len;
	e->settled = false;
	e->next = NULL;
	e->prev = w->last;
	*(w->last ? &w->last->next : &w->first) = e;
	w->last = e;
	w->open++;
	w->bytes += e->bytes;
	job->user[0] = (uintptr_t) e;
	return true;
}

static bool serve(php_sv_walk *w, bool (*done)(void *ctx), int64_t deadline)
{
	bool ok = php_sv_may_serve(w->pool, "Results::next") && php_sv_serve_for(w->pool, done, w, deadline);

	w->served_ns = sv_loop_now();
	return ok;
}

/*
 * Reads ahead as far as the window allows. False: something threw. What comes into a window that was full goes out together, for one wake-up; before that each job goes
 * out as it comes: nobody knows how long the next payload takes. One that takes its time must not keep those that are ready, nor the workers from their master.
 */
static bool fill(php_sv_walk *w)
{
	bool together, ok = true;
	int64_t began;

	/* Nothing to give out: whoever has no job is waited for. */
	w->full = w->full && ready(w);
	together = w->full;
	if (!may_read(w) || (w->slow && ready(w))) {
		return true;
	}
	w->full = w->slow = false;
	began = sv_loop_now();
	do {
		if (!(ok = read_one(w))) {
			break;
		}
		w->full = !has_room(w, w->window);
		if (!together || w->full || w->read_ns - w->handed_ns >= TOGETHER_NS) {
			w->handed_ns = w->read_ns;
			sv_pool_dispatch(w->core, false);
		}
		if (UNEXPECTED(w->read_ns - began >= SERVE_EVERY_NS)) {
			w->slow = true;
			ok = serve(w, NULL, 0);
			began = w->served_ns;
			if (ready(w)) {
				break;
			}
		}
	} while (ok && may_read(w));
	if (together && php_sv_pool_is_mine(w->pool)) { /* else their code has forked */
		sv_pool_dispatch(w->core, false);
	}
	return ok;
}

/* --- giving out --- */

/* Is there something to give out, something to read, or nothing any more? */
static bool done_waiting(void *ctx)
{
	const php_sv_walk *w = ctx;

	return ready(w) || w->open == 0 || may_read(w);
}

static void take(php_sv_walk *w, php_sv_entry *e)
{
	if (!w->ordered && !(w->settled = e->after)) {
		w->settled_end = &w->settled;
	}
	unlink_entry(w, e);
	w->current = e;
}

/* A look at the clock at each step is dear beside a job of some microseconds, of which each worker has 20 ms in its buffer. */
static bool look_at_clock(php_sv_walk *w)
{
	return sv_paces_expect(&w->core->paces, w->core->paces.last) >= 20000 || ++w->steps % CLOCK_EVERY == 0;
}

/* Makes the next entry current. Leaves none when the walk is over, or something threw. */
static void advance(php_sv_walk *w)
{
	w->moving = true;
	drop_current(w);
	for (;;) {
		php_sv_entry *e;

		if (!fill(w)) {
			break;
		}
		/* The body of the foreach takes its time: meanwhile the workers must not run dry. */
		e = ready(w);
		if (e && look_at_clock(w) && sv_loop_now() - w->served_ns >= SERVE_EVERY_NS) {
			if (!serve(w, NULL, 0)) {
				break;
			}
			e = ready(w);
		}
		if (e) {
			take(w, e);
			break;
		}
		if (w->open == 0 || !serve(w, done_waiting, SV_NEVER)) {
			break;
		}
	}
	if (!w->current) {
		drop_objects(w);
	}
	w->moving = false;
}

static bool may_walk(php_sv_walk *w)
{
	if (w->moving) {
		php_sv_throw_state("Results::next() cannot be called while the walk is being moved on");
		return false;
	}
	return php_sv_may_ask(w->pool, "Results::next");
}

void php_sv_walk_rewind(php_sv_walk *w)
{
	if (!may_walk(w)) {
		return;
	}
	if (w->started) {
		if (w->moved) {
			php_sv_throw_state("what map() returns can be walked only once");
		}
		return;
	}
	if (!php_sv_may_serve(w->pool, "Results::next")) {
		return;
	}
	w->moving = true;
	if (open_payloads(w)) {
		advance(w);
	}
	w->moving = false;
}

void php_sv_walk_next(php_sv_walk *w)
{
	if (may_walk(w)) {
		w->moved = true;
		advance(w);
	}
}

zval *php_sv_walk_job(php_sv_walk *w)
{
	if (!w->current) {
		return NULL;
	}
	if (Z_TYPE(w->job) == IS_UNDEF) {
		php_sv_job_object_from(&w->spare, &w->job, w->pool, w->current->job);
	}
	return &w->job;
}

zval *php_sv_walk_key(php_sv_walk *w)
{
	return w->current ? &w->current->key : NULL;
}

/* --- the end --- */

void php_sv_walk_free(php_sv_walk *w)
{
	if (w->started) {
		php_sv_blobs_unkeep(w->blobs);
	}
	if (w->pool && php_sv_pool_is_mine(w->pool)) {
		drop_current(w);
		drop_objects(w);
		while (w->first) {
			php_sv_entry *e = w->first;

			unlink_entry(w, e);
			e->job->user[0] = 0;
			(void) sv_pool_cancel(w->core, e->job);
			free_entry(e);
		}
		if (w->iterator) {
			zend_iterator_dtor(w->iterator);
		}
		php_sv_terms_free(&w->terms);
		zval_ptr_dtor(&w->payloads);
		sv_pool_release(w->core);
		OBJ_RELEASE(&w->pool->std);
	}
}

void php_sv_walk_gc(php_sv_walk *w, zend_get_gc_buffer *buffer)
{
	php_sv_entry *e;

	if (w->pool && php_sv_pool_is_mine(w->pool)) {
		zend_get_gc_buffer_add_obj(buffer, &w->pool->std);
		zend_get_gc_buffer_add_zval(buffer, &w->payloads);
		zend_get_gc_buffer_add_zval(buffer, &w->job);
		zend_get_gc_buffer_add_zval(buffer, &w->given);
		zend_get_gc_buffer_add_zval(buffer, &w->spare);
		if (w->iterator) {
			zend_get_gc_buffer_add_obj(buffer, &w->iterator->std);
		}
		for (e = w->first; e; e = e->next) {
			zend_get_gc_buffer_add_zval(buffer, &e->key);
		}
	}
}

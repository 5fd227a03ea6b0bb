/* SPDX-License-Identifier: BSD-3-Clause */
/* event.c: what happened, and telling it to the user's callbacks; see event.h. Also the hooks of the core. */
#include "php/event.h"

#include "core/loop.h"
#include "php/blob.h"
#include "php/call.h"
#include "php/child.h"
#include "php/exception.h"
#include "php/failure.h"
#include "php/follow.h"
#include "php/job.h"
#include "php/output.h"
#include "php/serve.h"
#include "php/status.h"
#include "php/value.h"
#include "php/walk.h"

#include "zend_exceptions.h"

/* While a callback runs nobody is supervised; one that takes so long is named in the log. */
#define SLOW_NS (SV_SECOND_NS / 2)
/* The last exits of a pool hold the jobs that workers died in, up to so many bytes of payload and failure each. */
#define KEPT_JOB_MAX (64 * 1024)
#define PASSES 8

/* Events are dropped, while that is asked for, of pools that are ending; others live on, and need theirs later. */
static bool is_muted(const php_sv_pool *pool)
{
	return SV_G(muted) && (!pool || pool->core->phase != SV_PH_RUNNING);
}

php_sv_event *php_sv_note(php_sv_pool *pool, php_sv_event_kind kind)
{
	php_sv_event *e;

	if (is_muted(pool) || (kind < PHP_SV_EVENTS && !pool->listeners[kind])) {
		return NULL;
	}
	e = ecalloc(1, sizeof *e);
	e->kind = kind;
	e->pool = pool;
	if (pool) {
		GC_ADDREF(&pool->std);
	}
	if (!SV_G(events)) {
		SV_G(events_end) = &SV_G(events);
	}
	*SV_G(events_end) = e;
	SV_G(events_end) = &e->next;
	return e;
}

static void free_event(php_sv_event *e)
{
	uint32_t i;

	for (i = 0; i < e->argc; i++) {
		zval_ptr_dtor(&e->args[i]);
	}
	if (e->job) {
		sv_job_release(e->job);
	}
	if (e->pool) {
		OBJ_RELEASE(&e->pool->std);
	}
	efree(e);
}

/*
 * Drops the events for which this holds. Unlinked first, freed after: a destructor of what they hold may note others, at an end of the list that must not be
 * one of those freed.
 */
static void drop_events(bool (*drop)(const php_sv_pool *pool, const void *arg), const void *arg)
{
	php_sv_event **link = &SV_G(events), *e, *dropped = NULL, **dropped_end = &dropped;

	while ((e = *link)) {
		if (drop(e->pool, arg)) {
			*link = e->next;
			*dropped_end = e;
			dropped_end = &e->next;
		} else {
			link = &e->next;
		}
	}
	*dropped_end = NULL;
	SV_G(events_end) = link;
	php_sv_objects_changed();
	while ((e = dropped)) {
		dropped = e->next;
		if (e->kind == PHP_SV_LINE) {
			php_sv_output_untold(Z_STRVAL(e->args[0]), Z_STRLEN(e->args[0]));
		}
		free_event(e);
	}
}

static bool is_of(const php_sv_pool *pool, const void *arg)
{
	return !arg || pool == arg;
}

void php_sv_forget_events(const php_sv_pool *pool)
{
	drop_events(is_of, pool);
}

bool php_sv_callback(zval *closure, uint32_t argc, zval *argv, zval *rv, const char *what)
{
	int64_t before = sv_loop_now(), took;
	bool outer = SV_G(in_callback), ok;
	pid_t pid = php_sv_pid;
	zval held;

	ZVAL_COPY(&held, closure); /* it may remove itself */
	SV_G(in_callback) = true;
	php_sv_objects_changed();
	ok = php_sv_call_in_master(&held, argc, argv, rv);
	SV_G(in_callback) = outer;
	zval_ptr_dtor(&held);
	took = sv_loop_now() - before;
	/* Not in a child that it forked; and not of the log, which would be told of itself for ever. */
	if (took >= SLOW_NS && pid == php_sv_pid && closure != &SV_G(log)) {
		char message[160];

		snprintf(message, sizeof message, "a callback of %s took %.1f s; no worker was fed or replaced meanwhile", what, (double) took / 1e9);
		php_sv_log(SV_LOG_WARNING, NULL, NULL, message);
	}
	return ok;
}

/* What a backoff closure returned; null leaves delay_ns as it is. */
static bool parse_delay(const php_sv_pool *pool, zval *rv, int64_t *delay_ns)
{
	double seconds;

	if (Z_ISREF_P(rv)) {
		zend_unwrap_reference(rv);
	}
	if (Z_TYPE_P(rv) == IS_NULL) {
		return true;
	}
	if (Z_TYPE_P(rv) != IS_LONG && Z_TYPE_P(rv) != IS_DOUBLE) {
		zend_type_error("The backoff closure of pool \"%s\" must return ?float, %s returned", ZSTR_VAL(pool->name), zend_zval_type_name(rv));
		return false;
	}
	seconds = zval_get_double(rv);
	if (!(seconds >= 0 && seconds <= PHP_SV_SECONDS_MAX)) {
		zend_value_error("The backoff closure of pool \"%s\" must return null or between 0 and %.0f seconds, %g returned", ZSTR_VAL(pool->name),
			PHP_SV_SECONDS_MAX, seconds);
		return false;
	}
	*delay_ns = (int64_t) (seconds * 1e9);
	return true;
}

static bool call_backoff(php_sv_event *e, zval *rv)
{
	volatile bool ok = false;

	zend_try {
		ok = php_sv_callback(&e->pool->backoff, e->argc, e->args, rv, "backoff");
	} zend_catch {
		sv_pool_decide(e->pool->core, e->job, -1); /* a fatal error: shutdown functions that wait for this job must not wait for ever */
		zend_bailout();
	} zend_end_try();
	return ok;
}

/* The exception leaves the method that serves, which may be anywhere in the script: the log says which job it was about. */
static ZEND_COLD void log_backoff(const php_sv_event *e)
{
	sv_facts facts = { .job = e->job->number, .attempt = (uint32_t) Z_LVAL(e->args[0]) };
	char id[40], words[700];

	if (!EG(exception) || zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception))) {
		snprintf(words, sizeof words, "called exit()");
	} else {
		size_t n = (size_t) snprintf(words, sizeof words, "failed, ");

		php_sv_exception_words(EG(exception), words + n, sizeof words - n);
	}
	sv_pool_log_facts(e->pool->core, NULL, SV_LOG_WARNING, &facts, "the backoff closure %s: job %s gets no other attempt", words,
		php_sv_job_id_write(e->job->number, id, sizeof id));
}

/* Asks the backoff closure of a pool what to do with a job whose attempt failed. */
static bool ask_backoff(php_sv_event *e)
{
	int64_t delay_ns = -1;
	zval rv;
	bool ok;

	ZVAL_UNDEF(&rv);
	if (e->job->state != SV_J_DELAYED) {
		return true;
	}
	ok = call_backoff(e, &rv) && parse_delay(e->pool, &rv, &delay_ns);
	zval_ptr_dtor(&rv);
	if (!ok) {
		log_backoff(e);
	}
	sv_pool_decide(e->pool->core, e->job, delay_ns); /* a closure that threw: no more attempts */
	return ok;
}

static bool tell(php_sv_event *e)
{
	HashTable *listeners;
	zval *closure;
	bool ok = true;

	switch (e->kind) {
	case PHP_SV_BACKOFF:
		return ask_backoff(e);
	case PHP_SV_LOG:
		return Z_TYPE(SV_G(log)) == IS_UNDEF || php_sv_callback(&SV_G(log), e->argc, e->args, NULL, "the log");
	case PHP_SV_LINE:
		return php_sv_callback(php_sv_output_callback(e->pool), e->argc, e->args, NULL, "Output::to()");
	default:
		break;
	}
	listeners = e->pool->listeners[e->kind];
	GC_ADDREF(listeners); /* on() in a callback separates it */
	ZEND_HASH_FOREACH_VAL(listeners, closure) {
		if (!php_sv_callback(closure, e->argc, e->args, NULL, php_sv_events[e->kind])) {
			ok = false;
			break;
		}
	} ZEND_HASH_FOREACH_END();
	zend_array_release(listeners);
	return ok;
}

static bool is_to_be_dropped(const php_sv_pool *pool, const void *arg)
{
	(void) arg;
	return is_muted(pool);
}

/* Those that are there now. */
static bool tell_present(void)
{
	php_sv_event *e, *last;
	bool ok = true, more = SV_G(events) != NULL;

	last = more ? (php_sv_event *) ((char *) SV_G(events_end) - offsetof(php_sv_event, next)) : NULL;
	while (ok && more && (e = SV_G(events))) {
		SV_G(events) = e->next;
		more = e != last;
		ok = tell(e);
		free_event(e);
		ok = ok && !EG(exception);
	}
	return ok;
}

bool php_sv_tell(void)
{
	int pass;

	/* While events are muted nothing is told: those of pools that are ending go, the others wait. */
	if (SV_G(muted)) {
		drop_events(is_to_be_dropped, NULL);
		return true;
	}
	/* Also what callbacks bring about; but callbacks that always bring about more must not keep the workers from being served. */
	for (pass = 0; pass < PASSES && SV_G(events); pass++) {
		php_sv_objects_changed(); /* also by destructors of what events hold */
		if (!tell_present()) {
			return false;
		}
	}
	return true;
}

/* --- hooks --- */

static void add_failure(php_sv_event *e, const sv_job *job)
{
	php_sv_failure_object(&e->args[e->argc++], sv_job_result(job));
}

static void on_failed(sv_pool *pool, const sv_job *job)
{
	sv_blob meta = sv_job_meta(job), result = sv_job_result(job);
	sv_text name = php_sv_meta_name(meta.data, meta.len);
	sv_failure f = { 0 };
	zend_string *id = php_sv_job_id(job->number);
	sv_facts facts = { .job = job->number, .name = name.data, .name_len = name.len, .attempts = job->attempts };
	char words[PHP_SV_FAILURE_WORDS];

	if (sv_job_failure(job, &f)) {
		facts.reason = sv_fail_reason_name(f.reason);
		facts.pid = f.pid;
		facts.signal = f.signal;
	}
	sv_pool_log_facts(pool, NULL, SV_LOG_WARNING, &facts, "job %s%s%.*s%s failed for good after %u attempt%s (%s): %s", ZSTR_VAL(id), name.len ? " \"" : "", (int) name.len,
		name.data ? name.data : "", name.len ? "\"" : "", job->attempts, sv_plural(job->attempts), facts.reason ? facts.reason : "",
		php_sv_failure_words(result, words, sizeof words));
	zend_string_release(id);
}

/* True: a job that failed where nobody would see it, no callback, Job object or map(). It must not fail silently. */
static bool on_settled(sv_pool *core, sv_job *job)
{
	php_sv_pool *pool = core->owner;
	php_sv_event *e = NULL;
	bool unseen = false;

	if (job->state == SV_J_DONE) {
		e = php_sv_note(pool, PHP_SV_JOB_DONE);
	} else if (job->state == SV_J_FAILED) {
		e = php_sv_note(pool, PHP_SV_JOB_FAILED);
		unseen = !e && !job->user[0] && !job->user[1];
	}
	if (e) {
		php_sv_job_object(&e->args[e->argc++], pool, job);
		if (job->state == SV_J_FAILED) {
			add_failure(e, job);
		}
	}
	if (job->user[0]) {
		php_sv_walk_settled(job);
	}
	return unseen;
}

static void on_retried(sv_pool *core, sv_job *job, int64_t delay_ns)
{
	php_sv_event *e = php_sv_note(core->owner, PHP_SV_JOB_RETRY);

	if (e) {
		php_sv_job_object(&e->args[e->argc++], core->owner, job);
		add_failure(e, job);
		ZVAL_DOUBLE(&e->args[e->argc++], (double) delay_ns / 1e9);
	}
}

static void on_backoff(sv_pool *core, sv_job *job)
{
	php_sv_event *e = php_sv_note(core->owner, PHP_SV_BACKOFF);
	sv_failure last;
	bool handed_back = sv_job_failure(job, &last) && !last.counted;

	if (!e) {
		sv_pool_decide(core, job, 0); /* muted: the pool is stopping, and cancels it */
		return;
	}
	e->job = job;
	sv_job_hold(job);
	ZVAL_LONG(&e->args[e->argc++], job->attempts + handed_back); /* the number of the one that failed, which is run again under it if it is not counted */
	add_failure(e, job);
}

static void on_ready(sv_pool *core, sv_slot *slot)
{
	php_sv_event *e = php_sv_note(core->owner, PHP_SV_WORKER_READY);

	if (e) {
		php_sv_slot_status(&e->args[e->argc++], core->owner, slot);
	}
}

static void on_died(sv_pool *core, sv_slot *slot, const sv_obituary *o)
{
	php_sv_pool *pool = core->owner;
	php_sv_exit **place = &pool->exits[pool->exits_seen++ % PHP_SV_EXITS];
	php_sv_event *e;

	if (*place) {
		php_sv_exit_free(*place);
	}
	*place = emalloc(sizeof **place);
	(*place)->o = *o;
	(*place)->o.output = NULL;
	(*place)->output = o->output ? zend_string_init(o->output, o->output_len, false) : NULL;
	sv_where_hold(o->where);
	(*place)->slot = slot->number;
	e = php_sv_note(pool, PHP_SV_WORKER_EXIT);
	if (e) {
		php_sv_worker_exit_object(&e->args[e->argc++], pool, *place);
	}
	/* What is kept for status() must not keep large payloads. */
	if (o->job && (size_t) o->job->payload_len + o->job->result_len > KEPT_JOB_MAX) {
		(*place)->o.job = NULL;
	} else if (o->job) {
		sv_job_hold(o->job);
	}
}

static php_sv_event *note_pool(sv_pool *core, php_sv_event_kind kind)
{
	php_sv_pool *pool = core->owner;
	php_sv_event *e = php_sv_note(pool, kind);

	if (e) {
		ZVAL_OBJ_COPY(&e->args[e->argc++], &pool->std);
	}
	return e;
}

static void on_degraded(sv_pool *core, const char *why)
{
	php_sv_event *e = note_pool(core, PHP_SV_DEGRADED);

	if (e) {
		ZVAL_STRING(&e->args[e->argc++], why);
	}
}

static void on_recovered(sv_pool *core)
{
	(void) note_pool(core, PHP_SV_RECOVERED);
}

const sv_pool_hooks php_sv_hooks = {
	.new_blob = php_sv_blob_new,
	.free_blob = php_sv_blob_free,
	.share_blob = php_sv_blob_share,
	.blob_head = _ZSTR_HEADER_SIZE,
	.settled = on_settled,
	.failed = on_failed,
	.retried = on_retried,
	.backoff = on_backoff,
	.ready = on_ready,
	.died = on_died,
	.job_id = php_sv_job_id_write,
	.pool_of = php_sv_follow_pool,
	.about = php_sv_follow_about,
	.degraded = on_degraded,
	.recovered = on_recovered,
};

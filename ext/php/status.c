/* SPDX-License-Identifier: BSD-3-Clause */
/* status.c: the value objects Status, SlotStatus and WorkerExit; see status.h. Properties are set by number, in the order of the stub. */
#include "php/status.h"

#include "core/linux.h"
#include "core/loop.h"
#include "php/job.h"
#include "php/value.h"

#include <inttypes.h>

static double seconds(int64_t ns)
{
	return (double) ns / 1e9;
}

static void set_string(zval *to, const char *s, bool null)
{
	if (null) {
		ZVAL_NULL(to);
	} else {
		ZVAL_STRING(to, s);
	}
}

static void set_restart(zval *to, int64_t ns)
{
	if (ns == SV_NEVER) {
		ZVAL_NULL(to);
	} else {
		ZVAL_DOUBLE(to, seconds(ns > 0 ? ns : 0));
	}
}

/* Last words, or where a signal found it: the trace does not tell the innermost line. */
static void set_message(zval *to, const sv_obituary *o)
{
	char place[SV_FILE_MAX + SV_FUNCTION_MAX + 24];

	if (o->report.last_words[0] || !sv_exit_place(o->where, place, sizeof place)[0]) {
		ZVAL_STRING(to, o->report.last_words);
	} else {
		ZVAL_STRING(to, place + 1);
	}
}

/* In a degraded pool one slot at a time is tried: at the soonest then. */
static int64_t next_worker_at(const sv_slot *slot)
{
	return slot->pool->degraded ? MAX(slot->timer.at, slot->pool->probe_at) : slot->timer.at;
}

/* A program reports nothing, so its process is looked at. Its memory is that of its group where that is sampled. */
static void look_at_program(const sv_slot *slot, sv_report *r)
{
	sv_process p;

	if (!slot->pid || !slot->pool->config.program || !sv_linux_process(slot->pid, &p)) {
		return;
	}
	r->cpu_ns = p.cpu_ns;
	if (!slot->pool->config.max_memory || !r->memory) {
		r->memory = p.memory;
	}
	r->peak_memory = MAX(r->peak_memory, r->memory);
}

void php_sv_slot_status(zval *rv, php_sv_pool *pool, const sv_slot *slot)
{
	bool alive = slot->pid != 0;
	sv_state state = slot->state;
	int64_t now = sv_loop_now();
	sv_report r = { 0 };
	bool says;
	zend_object *o;

	if (alive) {
		sv_cell_read(slot->cell, &r);
	}
	look_at_program(slot, &r);
	says = r.began_ns || slot->pool->config.program;
	/* A loop's begin() and end() are told by its cell alone. */
	if (!pool->core->config.handler && state == SV_IDLE && r.began_ns) {
		state = SV_BUSY;
	}
	object_init_ex(rv, php_sv_ce_SlotStatus);
	o = Z_OBJ_P(rv);
	PHP_SV_SET(o, 0, ZVAL_STR_COPY(prop, pool->name));
	PHP_SV_SET(o, 1, ZVAL_LONG(prop, slot->number));
	PHP_SV_SET(o, 2, ZVAL_LONG(prop, slot->pid));
	PHP_SV_SET(o, 3, ZVAL_LONG(prop, slot->spawn));
	PHP_SV_SET(o, 4, php_sv_enum(prop, php_sv_ce_SlotState, php_sv_slot_states[state]));
	if (r.job) {
		PHP_SV_SET(o, 5, ZVAL_STR(prop, php_sv_job_id(r.job)));
	} else {
		PHP_SV_SET(o, 5, ZVAL_NULL(prop));
	}
	PHP_SV_SET(o, 6, set_string(prop, r.label, !r.began_ns || !r.label[0]));
	PHP_SV_SET(o, 7, ZVAL_LONG(prop, r.attempt));
	PHP_SV_SET(o, 8, ZVAL_DOUBLE(prop, r.began_ns ? seconds(now - r.began_ns) : 0));
	PHP_SV_SET(o, 9, ZVAL_DOUBLE(prop, alive ? seconds(now - slot->forked_ns) : 0));
	PHP_SV_SET(o, 10, ZVAL_DOUBLE(prop, seconds(r.cpu_ns)));
	PHP_SV_SET(o, 11, ZVAL_LONG(prop, r.jobs));
	PHP_SV_SET(o, 12, ZVAL_LONG(prop, slot->failures));
	PHP_SV_SET(o, 13, ZVAL_LONG(prop, (zend_long) r.memory));
	PHP_SV_SET(o, 14, ZVAL_LONG(prop, (zend_long) r.peak_memory));
	PHP_SV_SET(o, 15, set_restart(prop, slot->state == SV_BACKOFF ? MAX(next_worker_at(slot) - now, 0) : SV_NEVER));
	PHP_SV_SET(o, 16, ZVAL_DOUBLE(prop, r.began_ns ? r.fraction : 0));
	PHP_SV_SET(o, 17, ZVAL_STRINGL(prop, r.note, says ? r.note_len : 0));
}

void php_sv_worker_exit_object(zval *rv, php_sv_pool *pool, const php_sv_exit *exit)
{
	const sv_obituary *o = &exit->o;
	zend_object *w;

	object_init_ex(rv, php_sv_ce_WorkerExit);
	w = Z_OBJ_P(rv);
	PHP_SV_SET(w, 0, ZVAL_STR_COPY(prop, pool->name));
	PHP_SV_SET(w, 1, ZVAL_LONG(prop, exit->slot));
	PHP_SV_SET(w, 2, ZVAL_LONG(prop, o->pid));
	PHP_SV_SET(w, 3, ZVAL_LONG(prop, o->spawn));
	PHP_SV_SET(w, 4, ZVAL_BOOL(prop, o->end.planned));
	PHP_SV_SET(w, 5, php_sv_enum(prop, php_sv_ce_ExitReason, php_sv_exit_reasons[o->end.reason]));
	if (o->end.exit_code < 0) {
		PHP_SV_SET(w, 6, ZVAL_NULL(prop));
	} else {
		PHP_SV_SET(w, 6, ZVAL_LONG(prop, o->end.exit_code));
	}
	if (o->end.signal == 0) {
		PHP_SV_SET(w, 7, ZVAL_NULL(prop));
	} else {
		PHP_SV_SET(w, 7, ZVAL_LONG(prop, o->end.signal));
	}
	if (o->job) {
		PHP_SV_SET(w, 8, php_sv_job_object(prop, pool, o->job));
	} else {
		PHP_SV_SET(w, 8, ZVAL_NULL(prop));
	}
	PHP_SV_SET(w, 9, set_string(prop, o->report.label, !o->report.began_ns || !o->report.label[0]));
	PHP_SV_SET(w, 10, set_message(prop, o));
	PHP_SV_SET(w, 11, ZVAL_STRINGL(prop, o->where ? o->where->text : "", o->where ? o->where->len : 0));
	PHP_SV_SET(w, 12, ZVAL_DOUBLE(prop, seconds(o->uptime_ns)));
	PHP_SV_SET(w, 13, ZVAL_LONG(prop, o->report.jobs));
	PHP_SV_SET(w, 14, ZVAL_LONG(prop, (zend_long) o->peak_memory));
	PHP_SV_SET(w, 15, ZVAL_DOUBLE(prop, seconds(o->cpu_ns)));
	PHP_SV_SET(w, 16, set_restart(prop, o->restart_ns));
	if (exit->output) {
		PHP_SV_SET(w, 17, ZVAL_STR_COPY(prop, exit->output));
	} else {
		PHP_SV_SET(w, 17, ZVAL_EMPTY_STRING(prop));
	}
}

void php_sv_exit_free(php_sv_exit *exit)
{
	if (exit->o.job) {
		sv_job_release(exit->o.job);
	}
	sv_where_release(exit->o.where);
	if (exit->output) {
		zend_string_release(exit->output);
	}
	efree(exit);
}

static void set_recycled(zval *to, const sv_pool *core)
{
	int i;

	array_init(to);
	for (i = 0; i < SV_X_REASONS; i++) {
		if (core->recycled[i]) {
			add_assoc_long(to, sv_exit_reason_name((sv_exit_reason) i), (zend_long) core->recycled[i]);
		}
	}
}

static void add_seconds(zval *to, const char *key, int64_t ns)
{
	if (ns < 0) {
		add_assoc_null(to, key);
	} else {
		add_assoc_double(to, key, seconds(ns));
	}
}

static void set_times(zval *to, const sv_histogram *h)
{
	array_init_size(to, 4);
	add_seconds(to, "p50", sv_histogram_quantile(h, 0.5));
	add_seconds(to, "p90", sv_histogram_quantile(h, 0.9));
	add_seconds(to, "p99", sv_histogram_quantile(h, 0.99));
	add_seconds(to, "max", sv_histogram_quantile(h, 1));
}

/* By number; a worker that is being replaced before its successor. */
static int compare_slots(const void *a, const void *b)
{
	const sv_slot *x = *(const sv_slot *const *) a, *y = *(const sv_slot *const *) b;

	if (x->number != y->number) {
		return x->number < y->number ? -1 : 1;
	}
	return x->spawn < y->spawn ? -1 : 1;
}

/* Those that are not in use come last. To be freed. */
static const sv_slot **sorted(const sv_pool *core)
{
	const sv_slot **slots = safe_emalloc(core->len, sizeof *slots, sizeof *slots);

	memcpy(slots, core->slots, core->len * sizeof *slots);
	qsort(slots, core->len, sizeof *slots, compare_slots);
	return slots;
}

static void set_slots(zval *to, php_sv_pool *pool)
{
	const sv_slot **slots = sorted(pool->core);
	uint32_t i;

	array_init_size(to, pool->core->config.workers);
	for (i = 0; i < pool->core->len && slots[i]->number != SV_NO_NUMBER; i++) {
		zval slot;

		php_sv_slot_status(&slot, pool, slots[i]);
		add_next_index_zval(to, &slot);
	}
	efree(slots);
}

static void set_exits(zval *to, php_sv_pool *pool)
{
	uint64_t i = pool->exits_seen > PHP_SV_EXITS ? pool->exits_seen - PHP_SV_EXITS : 0;

	array_init(to);
	for (; i < pool->exits_seen; i++) {
		zval exit;

		php_sv_worker_exit_object(&exit, pool, pool->exits[i % PHP_SV_EXITS]);
		add_next_index_zval(to, &exit);
	}
}

/* Of the jobs that workers have, how many run. */
static uint64_t count_running(const sv_pool *core)
{
	uint64_t n = 0;
	uint32_t i, k;

	for (i = 0; i < core->len && core->jobs.n.handed; i++) {
		const sv_slot *slot = core->slots[i];

		for (k = slot->head; k != slot->tail; k++) {
			n += slot->ring[k % SV_RING] && sv_claim_read(slot->cell, k % SV_RING) >= SV_RUNNING;
		}
	}
	return n;
}

void php_sv_status(zval *rv, php_sv_pool *pool)
{
	const sv_pool *core = pool->core;
	const sv_job_counts *n = &core->jobs.n;
	uint64_t running = count_running(core);
	zend_object *o;

	object_init_ex(rv, php_sv_ce_Status);
	o = Z_OBJ_P(rv);
	PHP_SV_SET(o, 0, ZVAL_STR_COPY(prop, pool->name));
	PHP_SV_SET(o, 18, ZVAL_BOOL(prop, core->degraded));
	PHP_SV_SET(o, 1, ZVAL_LONG(prop, (zend_long) n->queued));
	PHP_SV_SET(o, 2, ZVAL_LONG(prop, (zend_long) n->delayed));
	PHP_SV_SET(o, 3, ZVAL_LONG(prop, (zend_long) (n->handed - running)));
	PHP_SV_SET(o, 4, ZVAL_LONG(prop, (zend_long) running));
	PHP_SV_SET(o, 5, ZVAL_LONG(prop, (zend_long) n->done));
	PHP_SV_SET(o, 6, ZVAL_LONG(prop, (zend_long) n->failed));
	PHP_SV_SET(o, 7, ZVAL_LONG(prop, (zend_long) n->cancelled));
	PHP_SV_SET(o, 8, ZVAL_LONG(prop, (zend_long) n->retried));
	PHP_SV_SET(o, 9, ZVAL_LONG(prop, (zend_long) n->crashes));
	PHP_SV_SET(o, 10, ZVAL_LONG(prop, (zend_long) n->lost_results));
	PHP_SV_SET(o, 11, ZVAL_LONG(prop, (zend_long) core->restarts));
	PHP_SV_SET(o, 12, set_recycled(prop, core));
	if (n->queued) {
		PHP_SV_SET(o, 13, ZVAL_DOUBLE(prop, seconds(sv_loop_now() - sv_jobs_oldest(&core->jobs))));
	} else {
		PHP_SV_SET(o, 13, ZVAL_NULL(prop));
	}
	PHP_SV_SET(o, 14, set_times(prop, &core->run_time));
	PHP_SV_SET(o, 15, set_times(prop, &core->wait_time));
	PHP_SV_SET(o, 16, set_slots(prop, pool));
	PHP_SV_SET(o, 17, set_exits(prop, pool));
	PHP_SV_SET(o, 19, ZVAL_LONG(prop, core->failed.len));
	PHP_SV_SET(o, 20, ZVAL_LONG(prop, (zend_long) core->failed.dropped));
}

static void log_slot(const sv_pool *core, const sv_slot *slot)
{
	sv_report r = { 0 };
	char id[40] = "", job[SV_LABEL_MAX + SV_NOTE_MAX + 150] = "", told[SV_NOTE_MAX + 24] = "";
	char jobs[24] = "";
	sv_state state = slot->state;
	int64_t now = sv_loop_now();

	if (!slot->pid) {
		sv_pool_log(core, slot, SV_LOG_WARNING, "%s, %u failure%s in a row", sv_state_name(state), slot->failures, sv_plural(slot->failures));
		return;
	}
	sv_cell_read(slot->cell, &r);
	look_at_program(slot, &r);
	if (!slot->pool->config.program) {
		snprintf(jobs, sizeof jobs, ", jobs %u", r.jobs);
	} else if (r.note_len) {
		snprintf(job, sizeof job, "\"%.*s\", ", (int) r.note_len, r.note);
	}
	if (r.job) {
		php_sv_job_id_write(r.job, id, sizeof id);
	}
	if (r.began_ns) {
		state = state == SV_IDLE ? SV_BUSY : state;
		if (r.told) {
			snprintf(told, sizeof told, ", %.0f %%%s%.*s", r.fraction * 100, r.note_len ? " " : "", (int) r.note_len, r.note);
		}
		snprintf(job, sizeof job, "job%s%s%s%s%s for %.1f s (attempt %u%s), ", r.job ? " " : "", id, r.label[0] ? " \"" : "", r.label, r.label[0] ? "\"" : "",
			seconds(now - r.began_ns), r.attempt, told);
	}
	sv_pool_log(core, slot, SV_LOG_WARNING, "%s, pid %d, %sup %.1f s%s, %.1fM, CPU %.1f s", sv_state_name(state), (int) slot->pid, job,
		seconds(now - slot->forked_ns), jobs, sv_mib(r.memory), seconds(r.cpu_ns));
}

static void log_counters(const sv_pool *core)
{
	const sv_job_counts *n = &core->jobs.n;
	uint64_t running = count_running(core);

	sv_pool_log(core, NULL, SV_LOG_WARNING, "jobs: queued %" PRIu64 ", delayed %" PRIu64 ", reserved %" PRIu64 ", running %" PRIu64 ", done %" PRIu64 ", failed %" PRIu64
		", cancelled %" PRIu64 ", crashes %" PRIu64 "; failed ones kept: %u, dropped: %" PRIu64, n->queued, n->delayed, n->handed - running, running, n->done, n->failed,
		n->cancelled, n->crashes, core->failed.len, core->failed.dropped);
}

void php_sv_status_log(const php_sv_pool *pool)
{
	const sv_pool *core = pool->core;
	const sv_slot **slots = sorted(core);
	uint32_t i;

	sv_pool_log(core, NULL, SV_LOG_WARNING, "status: workers %u, restarts %" PRIu64 "%s", core->config.workers, core->restarts, core->degraded ? ", degraded" : "");
	if (core->config.handler) {
		log_counters(core); /* a Loop has jobs of its own */
	}
	for (i = 0; i < core->len && slots[i]->number != SV_NO_NUMBER; i++) {
		log_slot(core, slots[i]);
	}
	efree(slots);
}

/* They are made here only. */
#define NOT_FOR_USERS(class_name)                        \
	ZEND_METHOD(Supervisor_##class_name, __construct) \
	{                                                \
		ZEND_PARSE_PARAMETERS_NONE();            \
	}

NOT_FOR_USERS(Status)
NOT_FOR_USERS(SlotStatus)
NOT_FOR_USERS(WorkerExit)
NOT_FOR_USERS(Failure)

/* SPDX-License-Identifier: BSD-3-Clause */
/* run.c: the run of one or several pools until they end, and the signals that the master obeys meanwhile; see serve.h. */
#include "php/child.h"
#include "php/check.h"
#include "php/exception.h"
#include "php/master.h"
#include "php/serve.h"
#include "php/status.h"

#include "core/logs.h"
#include "core/loop.h"
#include "core/spawn.h"

#include "zend_exceptions.h"

#define GAVE_UP_STATUS 70 /* EX_SOFTWARE of sysexits.h */

typedef struct run {
	php_sv_pool **pools;
	uint32_t n;
	unsigned obeyed[PHP_SV_WISHES]; /* signals that were acted upon */
} run;

static void stop_all(const run *r)
{
	uint32_t i;

	for (i = 0; i < r->n; i++) {
		if (r->pools[i]->core->phase == SV_PH_RUNNING) {
			sv_pool_stop(r->pools[i]->core, r->pools[i]->core->config.stop_ns);
		}
	}
}

static bool has_running_jobs(const run *r)
{
	uint32_t i, k;

	for (i = 0; i < r->n; i++) {
		const sv_pool *core = r->pools[i]->core;

		for (k = 0; k < core->len; k++) {
			const sv_slot *slot = core->slots[k];

			if (slot->state == SV_BUSY || (slot->pid && __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED))) {
				return true;
			}
		}
	}
	return false;
}

/* The first signal stops; the second ends the time that workers have for that, so that they tell where they are and are killed; the third kills. */
static void obey_stop(run *r)
{
	static const char *const words[] = {
		"got a signal to stop: workers finish the jobs that they run; a second one ends their time",
		"got another signal to stop: the workers' time is over; a third one kills at once",
		"got another signal to stop: killing the workers",
	};
	unsigned n = r->obeyed[PHP_SV_STOP]++;
	uint32_t i;

	/* Who waits for a job to end should know what for. */
	php_sv_log(n || has_running_jobs(r) ? SV_LOG_WARNING : SV_LOG_INFO, NULL, NULL, words[MIN(n, 2)]);
	if (n == 0) {
		stop_all(r);
		return;
	}
	for (i = 0; i < r->n; i++) {
		if (n == 1) {
			sv_pool_stop(r->pools[i]->core, 0);
		} else {
			sv_pool_kill(r->pools[i]->core);
		}
	}
}

static void scale_by(php_sv_pool *p, int by)
{
	const sv_pool_config *c = &p->core->config;
	char line[120];

	if (p->core->phase != SV_PH_RUNNING || (by < 0 && c->workers <= MAX(1, c->min_workers)) || (by > 0 && c->workers >= PHP_SV_WORKERS_MAX) ||
	    (by > 0 && php_sv_serve_room(p, c->workers + 1)) || !sv_pool_scale(p->core, (uint32_t) ((int) c->workers + by))) {
		return;
	}
	snprintf(line, sizeof line, "has %u worker%s now, after a signal (%s)", c->workers, sv_plural(c->workers), by > 0 ? "SIGTTIN" : "SIGTTOU");
	php_sv_log(SV_LOG_INFO, p->core, NULL, line);
}

static void obey(run *r, php_sv_wish wish)
{
	uint32_t i;

	if (wish == PHP_SV_STOP) {
		obey_stop(r);
		return;
	}
	r->obeyed[wish]++;
	if (wish == PHP_SV_RESTART && r->obeyed[PHP_SV_STOP] == 0) {
		php_sv_log(SV_LOG_INFO, NULL, NULL, "got SIGHUP: replacing the workers, a tenth at a time");
	}
	if (wish == PHP_SV_REOPEN) {
		php_sv_log(SV_LOG_INFO, NULL, NULL, "got SIGUSR1: opening the log files anew");
		sv_logs_reopen();
	}
	for (i = 0; i < r->n; i++) {
		php_sv_pool *p = r->pools[i];

		switch (wish) {
		case PHP_SV_RESTART: sv_pool_restart(p->core); break;
		case PHP_SV_STATUS: php_sv_status_log(p); break;
		case PHP_SV_REOPEN: break;
		default: scale_by(p, wish == PHP_SV_MORE ? 1 : -1); break;
		}
	}
}

static void obey_signals(run *r)
{
	int wish;

	for (wish = 0; wish < PHP_SV_WISHES; wish++) {
		while (r->obeyed[wish] < php_sv_signals_seen((php_sv_wish) wish)) {
			obey(r, (php_sv_wish) wish);
		}
	}
}

/* Can nothing happen any more that would give this pool work? Nobody but a callback could add a job. */
static bool is_finished(const php_sv_pool *p)
{
	return p->core->config.handler && p->core->phase == SV_PH_RUNNING && sv_jobs_open(&p->core->jobs) == 0 && !SV_G(events) &&
		(p->core->starting == 0 || !p->listeners[PHP_SV_WORKER_READY]) &&
		!(SV_G(timers) && zend_hash_num_elements(SV_G(timers)));
}

static bool run_done(void *ctx)
{
	run *r = ctx;
	bool done = true, finished = true;
	uint32_t i;

	obey_signals(r);
	/* A pool may be given jobs by the callbacks of another one, so they end together; and beside a loop that runs none ends. */
	for (i = 0; i < r->n; i++) {
		finished = finished && (r->pools[i]->core->phase != SV_PH_RUNNING || is_finished(r->pools[i]));
	}
	for (i = 0; i < r->n; i++) {
		sv_pool *core = r->pools[i]->core;

		if (finished && is_finished(r->pools[i])) {
			sv_pool_stop(core, core->config.stop_ns);
		}
		done = done && core->phase == SV_PH_STOPPED && php_sv_pool_stopped(r->pools[i]);
	}
	return done;
}

static bool run_over(void *ctx)
{
	run *r = ctx;
	uint32_t i;

	obey_signals(r);
	for (i = 0; i < r->n; i++) {
		sv_phase phase = r->pools[i]->core->phase;

		if (phase != SV_PH_NEW && !php_sv_pool_stopped(r->pools[i])) { /* one that could not be started is over, too */
			return false;
		}
	}
	return true;
}

static bool may_run(php_sv_pool **pools, uint32_t n, const char *method)
{
	uint32_t i, k;

	if (SV_G(running)) {
		php_sv_throw_state("%s() cannot be called: another run() of this process is not over", method);
		return false;
	}
	if (n == 0 && !php_sv_may_serve(NULL, method)) {
		return false;
	}
	for (i = 0; i < n; i++) {
		if (!php_sv_may_serve(pools[i], method)) {
			return false;
		}
		if (pools[i]->core->phase > SV_PH_RUNNING) {
			php_sv_throw_state("%s() cannot be called: pool \"%s\" %s; make a new one", method, ZSTR_VAL(pools[i]->name),
			pools[i]->core->gave_up ? "has given up, for it had no worker any more (the log says why)" : "was stopped");
			return false;
		}
		for (k = 0; k < i; k++) {
			if (zend_string_equals(pools[i]->name, pools[k]->name)) {
				php_sv_throw_state("%s() cannot be called: two pools have the name \"%s\"", method, ZSTR_VAL(pools[i]->name));
				return false;
			}
		}
	}
	return true;
}

/* An exception left a callback: the workers are stopped before it goes on. */
static void stop_after_exception(run *r)
{
	zend_object *pending = EG(exception);

	EG(exception) = NULL;
	SV_G(muted) = true;
	stop_all(r);
	(void) php_sv_serve(run_over, r, SV_NEVER);
	SV_G(muted) = false;
	if (EG(exception)) {
		OBJ_RELEASE(EG(exception));
	}
	EG(exception) = pending;
}

int php_sv_run(zend_object *master, php_sv_pool **pools, uint32_t n, const char *method)
{
	php_sv_master *m = master ? php_sv_master_of(master) : NULL;
	run r = { pools, n, { 0 } };
	bool killed = false, gave_up = false;
	php_sv_timer *t;
	uint32_t i;

	if (!may_run(pools, n, method)) {
		return -1;
	}
	SV_G(running) = true;
	if (m) {
		m->running = true;
		SV_G(timers) = &m->timers;
		ZEND_HASH_FOREACH_PTR(&m->timers, t) {
			t->at = sv_loop_now() + t->every_ns;
		} ZEND_HASH_FOREACH_END();
		ZVAL_COPY(&SV_G(log), &m->log);
	}
	for (i = 0; i < n; i++) {
		GC_ADDREF(&pools[i]->std);
	}
	/* Before the first fork: a signal that comes now must stop, not end the master with its workers half started. */
	php_sv_signals_take();
	for (i = 0; i < n && php_sv_pool_start(pools[i], method); i++) {
	}
	if (n > 0 && (EG(exception) || !php_sv_serve(run_done, &r, SV_NEVER)) && php_sv_pool_is_mine(pools[0])) {
		stop_after_exception(&r); /* not in a process that a callback forked and that ends by exit() */
	}
	php_sv_signals_release();
	for (i = 0; i < n; i++) {
		killed = killed || pools[i]->core->killed;
		gave_up = gave_up || pools[i]->core->gave_up;
	}
	if (m) {
		m->running = false;
		SV_G(timers) = NULL;
		zval_ptr_dtor(&SV_G(log));
		ZVAL_UNDEF(&SV_G(log));
	}
	SV_G(running) = false;
	for (i = 0; i < n; i++) {
		OBJ_RELEASE(&pools[i]->std);
	}
	return EG(exception) ? -1 : gave_up ? GAVE_UP_STATUS : killed ? 1 : 0;
}

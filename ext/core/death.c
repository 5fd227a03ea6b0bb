/* SPDX-License-Identifier: BSD-3-Clause */
/* death.c: what follows the death of a worker: for its jobs, its slot and its pool; see pool.h. */
#include "core/pool.h"

#include "core/program.h"

#include <stdio.h>
#include <stdlib.h>

/* What a worker that never was ready has printed last; "": nothing, or nobody keeps it. */
static const char *last_line(const sv_obituary *o, char *buf, size_t size)
{
	const char *end = o->output + o->output_len, *at;

	buf[0] = 0;
	if (o->ready || o->end.planned || !o->output) {
		return buf;
	}
	while (end > o->output && (end[-1] == '\n' || end[-1] == '\r')) {
		end--;
	}
	for (at = end; at > o->output && at[-1] != '\n'; at--) {
	}
	if (end > at) {
		snprintf(buf, size, "; it printed last: %.*s", (int) (end - at), at);
	}
	return buf;
}

static void log_death(const sv_pool *pool, const sv_slot *slot, const sv_obituary *o)
{
	char words[96], next[64], number[40] = "", into[40] = "", job[280] = "", place[SV_FILE_MAX + SV_FUNCTION_MAX + 24], jobs[24] = "", printed[400];
	const char *last = o->report.last_words;
	double up = (double) o->uptime_ns / 1e9;
	/* The job that it died in is charged after this line. */
	unsigned attempt = !o->job ? 1u : o->job->state == SV_J_HANDED ? o->job->attempts + 1u : o->job->attempts;
	sv_facts facts = { .reason = sv_exit_reason_name(o->end.reason), .pid = o->pid, .signal = o->end.signal };

	sv_exit_words(&o->end, words, sizeof words);
	if (o->old_stays) {
		snprintf(next, sizeof next, "the worker that it should replace stays");
	} else if (o->restart_ns == SV_NEVER) {
		snprintf(next, sizeof next, "its slot stays empty");
	} else if (o->restart_ns == 0) {
		snprintf(next, sizeof next, "replaced at once");
	} else {
		snprintf(next, sizeof next, "next worker in %.1f s", (double) o->restart_ns / 1e9);
	}
	if (o->job) {
		number[0] = ' ';
		pool->hooks->job_id(o->job->number, number + 1, sizeof number - 1);
	}
	if (o->report.began_ns) {
		snprintf(into, sizeof into, ", %.3f s into it", (double) (sv_pool_now(pool) - o->report.began_ns) / 1e9);
	}
	if (o->job || o->report.began_ns) {
		snprintf(job, sizeof job, ", in job%s%s%s%s, attempt %u%s", number, o->report.label[0] ? " \"" : "", o->report.label, o->report.label[0] ? "\"" : "",
			attempt, into);
		facts.job = o->job ? o->job->number : 0;
		facts.name = o->report.label;
		facts.name_len = o->report.label[0] ? SV_UP_TO_0 : 0;
		facts.attempt = attempt;
	}
	if (o->where && o->where->len) {
		sv_pool_log_facts(pool, slot, SV_LOG_WARNING, &facts, "the stack of worker %d was %s", (int) o->pid, o->where->text);
	}
	if (!o->end.program) {
		snprintf(jobs, sizeof jobs, ", %u job%s", o->report.jobs, sv_plural(o->report.jobs));
	}
	if (o->end.not_started) {
		sv_pool_log_facts(pool, slot, SV_LOG_WARNING, &facts, "a worker could not be started: %s; %s", last, next);
		return;
	}
	sv_pool_log_facts(pool, slot, o->end.planned ? SV_LOG_INFO : SV_LOG_WARNING, &facts, "worker %d %s%s%s%s; up %.3f s%s, peak %.1fM%s%s%s; %s", (int) o->pid,
		words, sv_exit_place(o->where, place, sizeof place), !o->ready && !o->end.planned && o->end.reason != SV_X_BOOT_TIMED_OUT ? " before it was ready" : "", job, up, jobs,
		sv_mib(o->peak_memory), *last ? ": " : "", last, last_line(o, printed, sizeof printed), next);
}

static bool count_boot(sv_pool *pool, const sv_slot *slot, const sv_obituary *o, int64_t now)
{
	int64_t at;

	if (slot->ready || o->end.planned || slot->asked || pool->phase != SV_PH_RUNNING) {
		return false;
	}
	if (slot->predecessor && slot->predecessor->why == SV_X_RESTARTED) {
		return false; /* that restart() is given up at once */
	}
	pool->boot_failures++;
	if (pool->degraded) {
		at = now + sv_policy_backoff(SV_PROBE_STEP + ++pool->probes, sv_pool_random(pool));
		pool->probe_at = at > pool->probe_at ? at : pool->probe_at; /* not before what the log has said */
		return false;
	}
	if (pool->boot_failures < sv_policy_degraded(pool->config.workers)) {
		return false;
	}
	pool->degraded = true;
	pool->probe_at = now + sv_policy_backoff(SV_PROBE_STEP, sv_pool_random(pool));
	return true;
}

static void tell_degraded(sv_pool *pool, const sv_obituary *o)
{
	char why[SV_LAST_WORDS_MAX + 200], words[96];

	sv_exit_words(&o->end, words, sizeof words);
	snprintf(why, sizeof why, "%u boots in a row have failed; the last worker %s%s%s", pool->boot_failures, words, o->report.last_words[0] ? ": " : "",
		o->report.last_words);
	sv_pool_log(pool, NULL, SV_LOG_ERROR, "is degraded: %s; %s", why,
		pool->config.exit_when_degraded ? "it finishes what runs and stops" : "from now on one worker at a time is tried, at growing intervals up to 60 s");
	pool->hooks->degraded(pool, why);
}

static bool is_refused(const sv_pool *pool, const sv_end *end)
{
	/* A program's status is no less its own when it is one of success. */
	return (!end->planned || (pool->config.program && end->reason == SV_X_FINISHED)) && end->exit_code >= 0 && end->exit_code < 256 && pool->config.no_restart[end->exit_code / 64] >> (end->exit_code % 64) & 1;
}

static sv_verdict judge(sv_pool *pool, const sv_slot *slot, const sv_obituary *o, int64_t now)
{
	sv_death death = {
		.wanted = slot->wanted,
		.planned = o->end.planned,
		.in_job = o->job || o->report.began_ns,
		.was_ready = slot->ready,
		.ready_ns = slot->ready ? now - slot->ready_ns : 0,
		.jobs = o->report.jobs + (o->end.reason == SV_X_CANCELLED), /* it had one to do */
		.failures = slot->failures,
		.restart = pool->config.restart,
		.finished = o->end.reason == SV_X_FINISHED ||
			(!pool->config.handler && !pool->config.program && o->end.reason == SV_X_EXITED && o->end.exit_code == 0),
		.refused = is_refused(pool, &o->end),
		.overfull = slot->overfull && o->end.reason == SV_X_MAX_MEMORY,
		.rnd = sv_pool_random(pool),
	};

	/* To run was its job, and one that took a while does not spin. */
	death.jobs += pool->config.program && o->end.reason == SV_X_FINISHED && o->uptime_ns >= SV_TOO_SOON_NS;
	death.may_refill = slot->wanted && !death.planned && death.in_job && sv_policy_spend(&pool->budget, pool->config.workers, now);
	return sv_policy_after_death(&death);
}

/* The slot of a dead worker goes on, or is left empty, or was only there for that worker. */
static void go_on(sv_pool *pool, sv_slot *slot, sv_obituary *o, int64_t now)
{
	sv_verdict verdict;

	verdict = judge(pool, slot, o, now);
	if (slot->successor && slot->wanted && !verdict.start) {
		sv_roll_abandon(pool, slot);
	}
	if (!sv_roll_dead(pool, slot, o)) {
		sv_pool_event(pool, slot, SV_E_DEAD);
		return;
	}
	sv_pool_event(pool, slot, SV_E_DEAD);
	slot->failures = verdict.failures;
	if (pool->degraded && pool->config.exit_when_degraded) {
		return; /* the pool is about to stop */
	}
	if (verdict.start) {
		sv_pool_event(pool, slot, SV_E_START);
		sv_heap_set(&pool->forks, &slot->timer, now + verdict.delay_ns);
		o->restart_ns = verdict.delay_ns;
		if (pool->degraded && now + verdict.delay_ns < pool->probe_at) {
			o->restart_ns = pool->probe_at - now; /* at the soonest, for another slot may be tried first */
		}
		pool->restarts++;
	} else if (slot->wanted) {
		sv_pool_want(pool, slot, false);
		if (verdict.fatal) {
			sv_pool_event(pool, slot, SV_E_GIVE_UP);
		}
	}
}

static void tell(sv_pool *pool, sv_slot *slot, sv_obituary *o)
{
	log_death(pool, slot, o);
	/* A job that fails by this is told of after the death that it failed by. */
	if (o->charged) {
		sv_attempt_crashed(pool, o->job, o);
	}
	sv_attempt_forget_failed(slot);
	pool->hooks->died(pool, slot, o);
}

static void release(sv_obituary *o)
{
	if (o->job) {
		sv_job_release(o->job);
	}
	sv_where_release(o->where);
	free(o->output);
}

static void tell_later(sv_pool *pool, sv_slot *slot, const sv_obituary *o)
{
	slot->obituary = *o;
	slot->untold_next = NULL;
	if (pool->untold.tail) {
		pool->untold.tail->untold_next = slot;
	} else {
		pool->untold.head = slot;
	}
	pool->untold.tail = slot;
}

static sv_slot *next_untold(sv_pool *pool)
{
	sv_slot *slot = pool->untold.head;

	if (slot && !(pool->untold.head = slot->untold_next)) {
		pool->untold.tail = NULL;
	}
	return slot;
}

void sv_pool_tell_deaths(sv_pool *pool)
{
	sv_obituary o;
	sv_slot *slot;

	while ((slot = next_untold(pool))) {
		o = slot->obituary; /* whoever hears of it may leave by a longjmp(): then it is told once, all the same */
		tell(pool, slot, &o);
		release(&o);
	}
}

void sv_pool_forget_deaths(sv_pool *pool)
{
	sv_slot *slot;

	while ((slot = next_untold(pool))) {
		release(&slot->obituary);
	}
}

/* What every death is for the slot and its pool, from the obituary to the next worker. */
static void bury(sv_pool *pool, sv_slot *slot, sv_obituary *o, int64_t now)
{
	bool degraded = count_boot(pool, slot, o, now);

	go_on(pool, slot, o, now);
	if (o->end.planned) {
		pool->recycled[o->end.reason]++;
	}
	if (slot->state == SV_BACKOFF && o->restart_ns == 0 && !degraded) {
		tell_later(pool, slot, o); /* somebody may be waiting for that slot; for words about the dead one nobody is */
		return;
	}
	tell(pool, slot, o);
	if (degraded) {
		tell_degraded(pool, o);
	}
	release(o);
	if (slot->gone) {
		sv_pool_free_slot(pool, slot);
	}
	if (pool->degraded && pool->config.exit_when_degraded && pool->phase == SV_PH_RUNNING) {
		pool->gave_up = true;
		sv_pool_stop(pool, pool->config.stop_ns);
	}
	sv_pool_check_stopped(pool);
}

void sv_pool_not_started(sv_pool *pool, sv_slot *slot)
{
	sv_obituary o = { .spawn = slot->spawn, .number = slot->number, .restart_ns = SV_NEVER };

	sv_cell_read(slot->cell, &o.report);
	o.end = (sv_end) { .reason = SV_X_BOOT_FAILED, .exit_code = -1, .program = true, .not_started = true };
	bury(pool, slot, &o, sv_pool_now(pool));
}

void sv_pool_died(sv_pool *pool, sv_slot *slot, int status, bool lost, uint64_t peak_memory, int64_t cpu_ns)
{
	sv_obituary o = { .pid = slot->pid, .spawn = slot->spawn, .peak_memory = peak_memory, .cpu_ns = cpu_ns, .restart_ns = SV_NEVER };
	int64_t now;

	if (!slot->pid) {
		return;
	}
	o.number = slot->number;
	if (pool->config.program) {
		sv_tend_read(pool, slot, true);
	} else {
		sv_attempt_read(pool, slot, true); /* its last frames; to EAGAIN only, for a grandchild may hold the other end */
	}
	o.ready = slot->ready;
	sv_cell_read(slot->cell, &o.report);
	now = sv_pool_now(pool);
	o.uptime_ns = now - slot->forked_ns;
	/* The kernel counts for a child of vfork() what its parent had then. */
	if (!o.peak_memory || pool->config.program) {
		o.peak_memory = o.report.peak_memory;
	}
	o.end = pool->config.program ? sv_tend_end(pool, slot, status, lost) : sv_exit_read(status, lost, (sv_parting) o.report.parting, slot->ready, slot->asked); /* not killed: that may be for its closed channel */
	o.where = sv_trace_read(slot->cell);
	if (slot->capture) { /* now: the next worker of this slot may print before this one is told of */
		o.output = pool->port->output(pool->port->ctx, slot, &o.output_len);
	}
	if (slot->expired || slot->asked) {
		sv_exit_explain(&o.end, slot->why);
	}
	o.job = sv_attempt_bury(pool, slot, &o);
	o.charged = o.job != NULL;
	if (!o.job && o.report.in_job && !o.end.planned && slot->failed) {
		o.job = slot->failed;
		sv_job_hold(o.job);
	}

	if (!slot->ready) {
		pool->starting--;
	}
	pool->occupied--;
	pool->port->forget(pool->port->ctx, slot);
	/* At once: user code that ends with a fatal error, in the log, must not leave a slot that seems to have a worker. */
	slot->pid = 0;
	sv_channel_reset(&slot->out, &slot->in, pool->hooks->free_blob);
	sv_heap_remove(&pool->timers, &slot->timer);
	bury(pool, slot, &o, now);
}

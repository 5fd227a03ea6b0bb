/* SPDX-License-Identifier: BSD-3-Clause */
/* test_job.c: the job table against a naive model: plain arrays, a fake clock, every blob counted. */
#include "unit.h"

#include "core/job.h"
#include "core/policy.h"

#define JOBS 4000 /* of one run */

static const sv_blob none;

/* --- the model --- */

struct model_job {
	sv_job *job; /* held by the test until it is settled */
	int state, attempts, crashes, deliveries;
	int64_t due, queued;
};

static struct model_job model[JOBS + 1]; /* by number */
static uint32_t made;
static uint32_t ready[JOBS], ready_len; /* numbers, next first */
static uint32_t handed[JOBS], handed_len;
static uint64_t settled_calls, retried, lost, crashes;
static sv_job *last_settled;

static void on_settled(sv_jobs *t, sv_job *job)
{
	must(job->jobs == t);
	must(job->state >= SV_J_DONE);
	must(job->slot == NULL);
	settled_calls++;
	last_settled = job;
}

static sv_jobs new_table(void)
{
	sv_jobs t = { .free_blob = unit_free_blob, .settled = on_settled };

	memset(model, 0, sizeof model);
	made = ready_len = handed_len = 0;
	settled_calls = retried = lost = crashes = 0;
	last_settled = NULL;
	return t;
}

static void remove_at(uint32_t *list, uint32_t *len, uint32_t at)
{
	memmove(list + at, list + at + 1, (--*len - at) * sizeof *list);
}

static void remove_number(uint32_t *list, uint32_t *len, uint32_t number)
{
	uint32_t i;

	for (i = 0; i < *len; i++) {
		if (list[i] == number) {
			remove_at(list, len, i);
			return;
		}
	}
	must(!"in the list");
}

static void put_first(uint32_t number)
{
	memmove(ready + 1, ready, ready_len * sizeof *ready);
	ready[0] = number;
	ready_len++;
}

static void check(const sv_jobs *t)
{
	uint64_t n[SV_J_STATES] = { 0 };
	int64_t least = SV_NEVER;
	const sv_job *job = t->head, *prev = NULL;
	uint32_t i;

	for (i = 1; i <= made; i++) {
		const struct model_job *m = &model[i];

		n[m->state]++;
		if (m->job) {
			must(m->job->number == i && m->job->state == m->state);
			must(m->job->attempts == m->attempts && m->job->crashes == m->crashes && m->job->deliveries == m->deliveries);
			if (m->state == SV_J_DELAYED && m->due < least) {
				least = m->due;
			}
			if (m->state == SV_J_QUEUED) {
				must(m->job->queued_ns == m->queued);
			}
		}
	}
	must(t->n.submitted == made);
	must(t->n.queued == n[SV_J_QUEUED] && t->n.delayed == n[SV_J_DELAYED] && t->n.handed == n[SV_J_HANDED]);
	must(t->n.done == n[SV_J_DONE] && t->n.failed == n[SV_J_FAILED] && t->n.cancelled == n[SV_J_CANCELLED]);
	must(t->n.submitted == t->n.queued + t->n.delayed + t->n.handed + t->n.done + t->n.failed + t->n.cancelled);
	must(sv_jobs_open(t) == t->n.queued + t->n.delayed + t->n.handed);
	must(settled_calls == t->n.done + t->n.failed + t->n.cancelled);
	must(t->n.retried == retried && t->n.lost_results == lost && t->n.crashes == crashes);
	must(sv_jobs_due(t) == least);

	must(ready_len == n[SV_J_QUEUED] && handed_len == n[SV_J_HANDED]);
	for (i = 0; i < ready_len; i++) {
		must(job != NULL && job->number == ready[i] && job->prev == prev);
		prev = job;
		job = job->next;
	}
	must(job == NULL && t->tail == prev);
}

/* --- random operations --- */

static void settle_in_model(uint32_t number, int state)
{
	struct model_job *m = &model[number];

	if (m->state == SV_J_QUEUED) {
		remove_number(ready, &ready_len, number);
	} else if (m->state == SV_J_HANDED) {
		remove_number(handed, &handed_len, number);
	}
	m->state = state;
	must(last_settled == m->job);
	must(m->job->refs == 1);
	sv_job_release(m->job);
	m->job = NULL;
}

static void promote_in_model(int64_t now)
{
	for (;;) {
		uint32_t i, first = 0;

		for (i = 1; i <= made; i++) {
			if (model[i].state == SV_J_DELAYED && model[i].due <= now && (!first || model[i].due < model[first].due)) {
				first = i;
			}
		}
		if (!first) {
			return;
		}
		model[first].state = SV_J_QUEUED;
		model[first].queued = model[first].due;
		ready[ready_len++] = first;
	}
}

static uint32_t any_open(uint64_t *seed)
{
	uint32_t i, tries;

	for (tries = 0; made && tries < 50; tries++) {
		i = made - unit_below(seed, made < 60 ? made : 60);
		if (model[i].job) {
			return i;
		}
	}
	return 0;
}

static void run(uint64_t seed, int steps, sv_job_limits limits)
{
	static const sv_fail_reason reasons[] = { SV_F_EXCEPTION, SV_F_EXCEPTION, SV_F_FATAL, SV_F_REJECTED, SV_F_UNDECODABLE, SV_F_RESULT_UNSENDABLE };
	sv_jobs t = new_table();
	int64_t now = 1000;
	char text[16] = "some text here";

	while (steps-- > 0) {
		uint32_t number, at;
		struct model_job *m;
		sv_job *job;

		switch (unit_below(&seed, 12)) {
		case 0:
		case 1: {
			int64_t value = (int64_t) unit_random(&seed);
			bool scalar = unit_below(&seed, 2);
			sv_blob payload = scalar ? (sv_blob) { NULL, (char *) &value, 8 } : unit_blob(text, unit_below(&seed, 15));
			sv_blob meta = unit_below(&seed, 3) ? none : unit_blob(text, 5);

			if (made == JOBS) {
				break;
			}
			m = &model[++made];
			m->job = sv_jobs_add(&t, made, scalar ? SV_V_INT : SV_V_STRING, payload, meta, now);
			must(m->job && m->job->refs == 2 && m->job->state == SV_J_QUEUED);
			if (scalar) {
				int64_t kept;

				must(m->job->payload.len == 8 && m->job->payload.data != (char *) &value);
				memcpy(&kept, m->job->payload.data, 8);
				must(kept == value);
			}
			m->queued = now;
			ready[ready_len++] = made;
			break;
		}
		case 2:
		case 3:
		case 4:
			job = sv_jobs_hand(&t);
			must((job == NULL) == (ready_len == 0));
			if (job) {
				must(job->number == ready[0]);
				remove_at(ready, &ready_len, 0);
				handed[handed_len++] = (uint32_t) job->number;
				model[job->number].state = SV_J_HANDED;
			}
			break;
		case 5:
			if (handed_len) {
				at = unit_below(&seed, handed_len);
				number = handed[at];
				remove_at(handed, &handed_len, at);
				sv_jobs_give_back(&t, model[number].job);
				model[number].state = SV_J_QUEUED;
				put_first(number);
			}
			break;
		case 6:
			if (handed_len) {
				at = unit_below(&seed, handed_len);
				number = handed[at];
				m = &model[number];
				sv_jobs_lost_result(&t, m->job, unit_blob(text, 9));
				lost++;
				m->deliveries++;
				if (m->deliveries >= 20) {
					must(m->job->state == SV_J_FAILED && m->job->result.owner);
					settle_in_model(number, SV_J_FAILED);
				} else {
					remove_at(handed, &handed_len, at);
					m->state = SV_J_QUEUED;
					put_first(number);
				}
			}
			break;
		case 7:
		case 8:
			if (handed_len) {
				sv_failure f = { .reason = reasons[unit_below(&seed, COUNT(reasons))], .counted = unit_below(&seed, 4) != 0, .delay = -1 };
				bool crashed = f.reason == SV_F_FATAL;
				sv_next next, expected = SV_N_RETRY;

				number = handed[unit_below(&seed, handed_len)];
				m = &model[number];
				if (f.counted) {
					m->attempts++;
					m->crashes += crashed;
					crashes += crashed;
					if (m->attempts >= limits.max_attempts || m->crashes >= limits.max_crashes ||
						(f.reason != SV_F_EXCEPTION && f.reason != SV_F_FATAL)) {
						expected = SV_N_FAIL;
					}
				} else if (++m->deliveries >= 20) {
					expected = SV_N_UNDELIVERABLE;
				}
				next = sv_jobs_charge(&t, m->job, &f, crashed, limits);
				must(next == expected);
				must(m->job->state == SV_J_HANDED);
				if (next != SV_N_RETRY) {
					sv_jobs_settle(&t, m->job, SV_J_FAILED, SV_V_NULL, unit_blob(text, 7));
					settle_in_model(number, SV_J_FAILED);
				} else {
					/* times that differ: jobs that are due at the same instant have no order */
					m->due = now + (int64_t) unit_below(&seed, 3000) * 100000 + number;
					if (unit_below(&seed, 8) == 0) {
						m->due = SV_NEVER; /* until it is decided */
					}
					must(sv_jobs_retry(&t, m->job, unit_blob(text, 7), m->due));
					remove_number(handed, &handed_len, number);
					m->state = SV_J_DELAYED;
					retried++;
				}
			}
			break;
		case 9:
			if (handed_len) {
				number = handed[unit_below(&seed, handed_len)];
				sv_jobs_settle(&t, model[number].job, SV_J_DONE, SV_V_STRING, unit_blob(text, 3));
				must(model[number].job->result.len == 3 && model[number].job->result_kind == SV_V_STRING);
				settle_in_model(number, SV_J_DONE);
			}
			break;
		case 10:
			number = any_open(&seed);
			if (number) {
				sv_jobs_settle(&t, model[number].job, SV_J_CANCELLED, SV_V_NULL, unit_below(&seed, 2) ? none : unit_blob(text, 2));
				settle_in_model(number, SV_J_CANCELLED);
			}
			break;
		default:
			now += (int64_t) unit_below(&seed, 1000) * 100000;
			sv_jobs_promote(&t, now);
			promote_in_model(now);
		}
		check(&t);
	}

	/* What workers have is settled by its owner; the table drops the rest, and held jobs live on. */
	while (handed_len) {
		uint32_t number = handed[0];

		sv_jobs_settle(&t, model[number].job, SV_J_CANCELLED, SV_V_NULL, none);
		settle_in_model(number, SV_J_CANCELLED);
	}
	sv_jobs_free(&t);
	must(sv_jobs_open(&t) == 0 && t.head == NULL && t.tail == NULL && t.delayed.items == NULL);
	while (made) {
		if (model[made].job) {
			must(model[made].job->state == SV_J_CANCELLED && model[made].job->refs == 1);
			sv_job_release(model[made].job);
		}
		made--;
	}
	must(unit_blobs == 0);
}

Test(job, the_table_behaves_as_a_naive_model_under_random_operations)
{
	uint64_t seed;

	for (seed = 1; seed <= 6; seed++) {
		run(seed, 3000, (sv_job_limits) { 3, 3 });
	}
}

Test(job, the_table_behaves_as_the_model_when_jobs_may_fail_often)
{
	run(77, 6000, (sv_job_limits) { 1000, 1000 });
	run(78, 6000, (sv_job_limits) { 10, 2 });
}

static sv_job *add(sv_jobs *t, uint64_t number)
{
	return sv_jobs_add(t, number, SV_V_STRING, unit_blob("payload", 7), unit_blob("meta", 4), 1);
}

static void hands_and_settles(sv_jobs *t, uint64_t number)
{
	sv_job *job = sv_jobs_hand(t);

	must(job != NULL && job->number == number);
	sv_jobs_settle(t, job, SV_J_DONE, SV_V_NULL, none);
}

Test(job, jobs_are_handed_out_in_the_order_they_came)
{
	sv_jobs t = new_table();
	uint64_t i;

	for (i = 1; i <= 100; i++) {
		sv_job_release(add(&t, i));
	}
	for (i = 1; i <= 100; i++) {
		sv_job *job = sv_jobs_hand(&t);

		must(job->number == i && job->state == SV_J_HANDED);
		sv_jobs_settle(&t, job, SV_J_DONE, SV_V_NULL, none);
	}
	must(sv_jobs_hand(&t) == NULL);
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

Test(job, several_given_back_last_one_first_keep_their_order)
{
	sv_jobs t = new_table();
	sv_job *jobs[5];
	int i;

	for (i = 0; i < 8; i++) {
		sv_job_release(add(&t, (uint64_t) i));
	}
	for (i = 0; i < 5; i++) {
		jobs[i] = sv_jobs_hand(&t);
	}
	for (i = 5; i-- > 0;) {
		sv_jobs_give_back(&t, jobs[i]);
	}
	must(jobs[0]->deliveries == 0 && jobs[0]->attempts == 0);
	for (i = 0; i < 8; i++) {
		hands_and_settles(&t, (uint64_t) i);
	}
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

Test(job, what_is_due_goes_to_the_end_in_the_order_of_its_times)
{
	sv_jobs t = new_table();
	static const int64_t due[] = { 50, 20, 40, 10, 30 };
	int i;

	for (i = 0; i < 6; i++) {
		sv_job_release(add(&t, (uint64_t) i));
	}
	for (i = 0; i < 5; i++) {
		must(sv_jobs_retry(&t, sv_jobs_hand(&t), none, due[i]));
	}
	must(sv_jobs_due(&t) == 10);
	sv_jobs_promote(&t, 9);
	must(t.n.queued == 1 && t.n.delayed == 5);
	sv_jobs_promote(&t, 40);
	must(t.n.queued == 5 && t.n.delayed == 1 && sv_jobs_due(&t) == 50);
	hands_and_settles(&t, 5);
	hands_and_settles(&t, 3);
	hands_and_settles(&t, 1);
	hands_and_settles(&t, 4);
	hands_and_settles(&t, 2);
	must(sv_jobs_hand(&t) == NULL);
	must(t.n.retried == 5);
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

Test(job, an_attempt_that_is_not_counted_costs_a_delivery_whatever_its_reason)
{
	sv_job_limits limits = { 1, 1 };
	int reason, i;

	for (reason = 0; reason < SV_F_REASONS; reason++) {
		sv_jobs t = new_table();
		sv_job *job = add(&t, 1);

		for (i = 1; i <= SV_MAX_DELIVERIES; i++) {
			sv_failure f = { .reason = (sv_fail_reason) reason, .counted = false };

			must(sv_jobs_hand(&t) == job);
			must(sv_jobs_charge(&t, job, &f, false, limits) == (i == SV_MAX_DELIVERIES ? SV_N_UNDELIVERABLE : SV_N_RETRY));
			must(job->deliveries == i);
			sv_jobs_give_back(&t, job);
		}
		must(job->attempts == 0 && job->crashes == 0 && t.n.crashes == 0);
		sv_job_release(job);
		sv_jobs_free(&t);
		must(unit_blobs == 0);
	}
}

Test(job, lost_results_and_hand_backs_have_one_limit_and_attempts_do_not_reset_it)
{
	sv_jobs t = new_table();
	sv_job_limits limits = { 1000, 1000 };
	sv_failure back = { .reason = SV_F_EXCEPTION, .counted = false }, counted = { .reason = SV_F_EXCEPTION, .counted = true };
	sv_job *job = add(&t, 1);
	int i;

	for (i = 0; i < SV_MAX_DELIVERIES / 2; i++) {
		must(sv_jobs_hand(&t) == job);
		sv_jobs_lost_result(&t, job, none);
		must(sv_jobs_hand(&t) == job);
		must(sv_jobs_charge(&t, job, &counted, false, limits) == SV_N_RETRY);
		sv_jobs_give_back(&t, job);
		must(sv_jobs_hand(&t) == job);
		must(sv_jobs_charge(&t, job, &back, false, limits) == (i == SV_MAX_DELIVERIES / 2 - 1 ? SV_N_UNDELIVERABLE : SV_N_RETRY));
		sv_jobs_give_back(&t, job);
	}
	must(job->attempts == SV_MAX_DELIVERIES / 2);
	sv_job_release(job);
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

Test(job, what_cannot_get_better_is_not_tried_again)
{
	static const bool hopeless[SV_F_REASONS] = {
		[SV_F_REJECTED] = true, [SV_F_DELIVERY_LIMIT] = true, [SV_F_CANCELLED] = true, [SV_F_UNDECODABLE] = true, [SV_F_RESULT_UNSENDABLE] = true,
	};
	sv_jobs t = new_table();
	sv_job_limits limits = { 100, 100 };
	sv_job *job = add(&t, 1);
	int reason;

	must(sv_jobs_hand(&t) == job);
	for (reason = 0; reason < SV_F_REASONS; reason++) {
		sv_failure f = { .reason = (sv_fail_reason) reason, .counted = true };

		must(sv_jobs_charge(&t, job, &f, false, limits) == (hopeless[reason] ? SV_N_FAIL : SV_N_RETRY));
	}
	must(job->attempts == SV_F_REASONS && job->crashes == 0);
	sv_jobs_give_back(&t, job);
	sv_job_release(job);
	sv_jobs_free(&t);
}

Test(job, limits_are_reached_by_the_last_allowed_attempt_or_crash)
{
	int max, i, kind;

	for (kind = 0; kind < 2; kind++) {
		for (max = 1; max <= 5; max++) {
			sv_jobs t = new_table();
			sv_job_limits limits = { kind ? 1000 : (uint16_t) max, kind ? (uint16_t) max : 1000 };
			sv_failure f = { .reason = SV_F_SIGNALED, .counted = true };
			sv_job *job = add(&t, 1);

			for (i = 1; i <= max; i++) {
				must(sv_jobs_hand(&t) == job);
				must(sv_jobs_charge(&t, job, &f, true, limits) == (i == max ? SV_N_FAIL : SV_N_RETRY));
				sv_jobs_give_back(&t, job);
			}
			must(job->attempts == max && job->crashes == max && t.n.crashes == (uint64_t) max);
			sv_job_release(job);
			sv_jobs_free(&t);
		}
	}
	must(unit_blobs == 0);
}

Test(job, a_result_lost_twenty_times_is_the_delivery_limit)
{
	sv_jobs t = new_table();
	sv_job *job = add(&t, 1);
	int i;

	for (i = 1; i <= SV_MAX_DELIVERIES; i++) {
		must(job->state == SV_J_QUEUED);
		must(sv_jobs_hand(&t) == job);
		sv_jobs_lost_result(&t, job, unit_blob("why", 3));
	}
	must(job->state == SV_J_FAILED && job->result.len == 3 && t.n.failed == 1 && t.n.lost_results == 20);
	must(job->attempts == 0);
	must(unit_blobs == 3); /* payload, meta, and one `why` of twenty */
	sv_job_release(job);
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

Test(job, the_failure_of_the_last_attempt_replaces_the_one_before)
{
	sv_jobs t = new_table();
	sv_job *job = add(&t, 1);

	must(sv_jobs_hand(&t) == job && sv_jobs_retry(&t, job, unit_blob("first", 5), 1));
	sv_jobs_promote(&t, 1);
	must(sv_jobs_hand(&t) == job && sv_jobs_retry(&t, job, unit_blob("second", 6), 1));
	must(job->result.len == 6 && unit_blobs == 3);
	sv_jobs_promote(&t, 1);
	must(sv_jobs_hand(&t) == job);
	sv_jobs_settle(&t, job, SV_J_DONE, SV_V_NULL, none);
	must(job->result.owner == NULL && unit_blobs == 2);
	sv_job_release(job);
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

Test(job, a_settled_job_that_nobody_holds_is_freed)
{
	sv_jobs t = new_table();

	sv_job_release(add(&t, 1));
	must(unit_blobs == 2);
	sv_jobs_settle(&t, sv_jobs_hand(&t), SV_J_DONE, SV_V_STRING, unit_blob("result", 6));
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

static sv_blob why(void *ctx, const sv_job *job)
{
	must(job->state == SV_J_QUEUED || job->state == SV_J_DELAYED);
	++*(int *) ctx;
	return unit_blob("why", 3);
}

Test(job, cancel_all_spares_what_is_handed_and_gives_each_job_its_own_reason)
{
	sv_jobs t = new_table();
	sv_job *jobs[10];
	int asked = 0, i;

	for (i = 0; i < 10; i++) {
		jobs[i] = add(&t, (uint64_t) i);
	}
	for (i = 0; i < 6; i++) {
		must(sv_jobs_hand(&t) == jobs[i]);
	}
	for (i = 0; i < 3; i++) {
		must(sv_jobs_retry(&t, jobs[i], none, i ? 10 + i : SV_NEVER));
	}
	sv_jobs_cancel_all(&t, why, &asked);
	must(asked == 7 && t.n.cancelled == 7 && t.n.handed == 3 && t.n.queued == 0 && t.n.delayed == 0);
	for (i = 0; i < 10; i++) {
		bool is_handed = i >= 3 && i < 6;

		must(jobs[i]->state == (is_handed ? SV_J_HANDED : SV_J_CANCELLED));
		must(jobs[i]->result.len == (is_handed ? 0 : 3));
		if (is_handed) {
			sv_jobs_settle(&t, jobs[i], SV_J_DONE, SV_V_NULL, none);
		}
		sv_job_release(jobs[i]);
	}
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

Test(job, a_scalar_result_is_copied_into_the_job)
{
	sv_jobs t = new_table();
	sv_job *job = add(&t, 1);
	double value = 0.25, kept;
	char bytes[8];

	memcpy(bytes, &value, sizeof bytes);
	must(sv_jobs_hand(&t) == job);
	sv_jobs_settle(&t, job, SV_J_DONE, SV_V_FLOAT, (sv_blob) { NULL, bytes, 8 });
	memset(bytes, 0, sizeof bytes);
	must(job->result_kind == SV_V_FLOAT && job->result.owner == NULL && job->result.len == 8 && job->result.data != bytes);
	memcpy(&kept, job->result.data, sizeof kept);
	must(kept == value);
	/* of the payload nothing is left to overwrite: it was a string */
	must(job->payload.owner == NULL || memcmp(job->payload.data, "payload", 7) == 0);
	sv_job_release(job);
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

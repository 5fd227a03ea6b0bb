/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_job.c: the job table against a naive model: plain arrays, a fake clock, every blob counted. In the model the next job is looked for among all; so is the one
 * with a key.
 */
#include "unit.h"

#include "core/job.h"
#include "core/policy.h"

#define JOBS 4000 /* of one run */

static const sv_blob none;

/* --- the model --- */

struct model_job {
	sv_job *job; /* held by the test until it is settled */
	int state, attempts, crashes, deliveries, priority, max_attempts;
	int key; /* 0: none */
	int64_t due, queued;
};

static struct model_job model[JOBS + 1]; /* by number */
static uint32_t made;
static uint32_t ready[JOBS], ready_len; /* numbers; of each priority, next first */
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
	sv_jobs t = { .free_blob = unit_free_blob, .blob_head = UNIT_BLOB_HEAD, .settled = on_settled };

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

static const int priorities[] = { -128, -65, -64, -1, 0, 0, 0, 0, 1, 63, 64, 127 };

static sv_text key_text(int key)
{
	static char text[SV_KEY_MAX];

	memset(text, 0, sizeof text);
	memcpy(text, &key, sizeof key); /* with zeros in it; and lengths differ */
	return (sv_text) { text, key % 5 ? (uint32_t) sizeof key + (uint32_t) key % 7 : SV_KEY_MAX };
}

/* Who has this key; 0: nobody. */
static uint32_t holder(int key)
{
	uint32_t i, found = 0;

	for (i = 1; i <= made; i++) {
		if (model[i].key == key && model[i].state < SV_J_DONE) {
			must(!found);
			found = i;
		}
	}
	return found;
}

static void check_keys(const sv_jobs *t)
{
	uint32_t i, held = 0;

	for (i = 1; i <= made; i++) {
		held += model[i].key && model[i].state < SV_J_DONE;
		must(!model[i].job || (model[i].job->unique != NULL) == (model[i].key != 0));
	}
	must(t->unique.len == held && (held > 0 || t->unique.buckets == NULL));
	must(t->unique.cap <= 16 || held >= t->unique.cap / 8);
}

/* The place in `ready` of the next job. */
static uint32_t next_ready(void)
{
	uint32_t i, best = 0;

	for (i = 1; i < ready_len; i++) {
		if (model[ready[i]].priority < model[ready[best]].priority) {
			best = i;
		}
	}
	return best;
}

static void check(const sv_jobs *t)
{
	uint64_t n[SV_J_STATES] = { 0 };
	int64_t least = SV_NEVER;
	const sv_job *job;
	unsigned level, top = SV_LEVELS;
	int64_t oldest = SV_NEVER;
	uint32_t i, in_levels = 0;

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
	for (level = 0; level < SV_LEVELS; level++) {
		const sv_job *prev = NULL;

		must(!(t->filled[level / 64] >> level % 64 & 1) == !t->levels[level].head);
		top = t->levels[level].head && top == SV_LEVELS ? level : top;
		for (job = t->levels[level].head; job; job = job->next) {
			must(job->prev == prev && job->level == level);
			prev = job;
			in_levels++;
		}
		must(t->levels[level].tail == prev);
	}
	must(in_levels == ready_len && sv_jobs_top(t) == top);
	/* in each level those of `ready`, in its order */
	job = NULL;
	for (level = 0; level < COUNT(priorities); level++) {
		job = t->levels[priorities[level] - SV_PRIORITY_MIN].head;
		if (job && job->queued_ns < oldest) {
			oldest = job->queued_ns;
		}
		for (i = 0; i < ready_len; i++) {
			if (model[ready[i]].priority == priorities[level]) {
				must(job != NULL && job->number == ready[i]);
				job = job->next;
			}
		}
		must(job == NULL);
	}
	must(sv_jobs_oldest(t) == oldest);
	check_keys(t);
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

static void promote_in_model(int64_t now, uint32_t max)
{
	while (max-- > 0) {
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

static void drop_order(const sv_order *o)
{
	if (o->payload.owner) {
		unit_free_blob(o->payload.owner);
	}
	if (o->meta.owner) {
		unit_free_blob(o->meta.owner);
	}
}

static void run(uint64_t seed, int steps, sv_job_limits limits, uint32_t keys)
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

			int key = unit_below(&seed, 3) ? 0 : 1 + (int) unit_below(&seed, keys);
			sv_order o = {
				.kind = scalar ? SV_V_INT : SV_V_STRING,
				.payload = payload,
				.meta = meta,
				.delay_ns = unit_below(&seed, 4) ? 0 : (int64_t) unit_below(&seed, 20) * 50000000,
				.priority = priorities[unit_below(&seed, COUNT(priorities))],
				.max_attempts = unit_below(&seed, 3) ? 0 : (uint16_t) (1 + unit_below(&seed, 5)),
				.unique = key ? key_text(key) : (sv_text) { 0 },
				.now = now,
			};
			bool held = key && holder(key);

			if (key) {
				job = sv_jobs_find(&t, o.unique);
				must(job == (held ? model[holder(key)].job : NULL));
			}
			if (held || made == JOBS) {
				drop_order(&o);
				break;
			}
			m = &model[++made];
			o.number = made;
			m->job = sv_jobs_add(&t, &o);
			must(m->job && m->job->refs == 2 && m->job->state == (o.delay_ns ? SV_J_DELAYED : SV_J_QUEUED));
			must(m->job->level == o.priority + 128 && m->job->max_attempts == o.max_attempts);
			m->priority = o.priority;
			m->max_attempts = o.max_attempts;
			m->key = key;
			if (scalar) {
				int64_t kept;

				must(m->job->payload_len == 8 && sv_job_payload(m->job).data != (char *) &value);
				memcpy(&kept, sv_job_payload(m->job).data, 8);
				must(kept == value);
			}
			if (o.delay_ns) {
				m->state = SV_J_DELAYED;
				m->due = now + o.delay_ns; /* several at the same time: then the order is that of their numbers */
			} else {
				m->queued = now;
				ready[ready_len++] = made;
			}
			break;
		}
		case 2:
		case 3:
		case 4:
			job = sv_jobs_hand(&t);
			must((job == NULL) == (ready_len == 0));
			if (job) {
				at = next_ready();
				must(job->number == ready[at] && job->slot == NULL);
				remove_at(ready, &ready_len, at);
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
					must(m->job->state == SV_J_FAILED && m->job->result_owned);
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
					if (m->attempts >= (m->max_attempts ? m->max_attempts : limits.max_attempts) || m->crashes >= limits.max_crashes ||
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
					m->due = now + (int64_t) unit_below(&seed, 60) * 5000000;
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
				must(model[number].job->result_len == 3 && model[number].job->result_kind == SV_V_STRING);
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
			at = unit_below(&seed, 3) ? UINT32_MAX : unit_below(&seed, 3);
			sv_jobs_promote(&t, now, at);
			promote_in_model(now, at);
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
	must(sv_jobs_open(&t) == 0 && sv_jobs_top(&t) == SV_LEVELS && t.delayed.items == NULL && t.unique.buckets == NULL);
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
		run(seed, 3000, (sv_job_limits) { 3, 3 }, seed % 2 ? 10 : 1000);
	}
}

Test(job, the_table_behaves_as_the_model_when_jobs_may_fail_often)
{
	run(77, 6000, (sv_job_limits) { 1000, 1000 }, 100);
	run(78, 6000, (sv_job_limits) { 10, 2 }, 3);
}

static sv_job *add_with(sv_jobs *t, sv_order o)
{
	o.kind = SV_V_STRING;
	o.payload = unit_blob("payload", 7);
	o.meta = unit_blob("meta", 4);
	o.now = 1;
	return sv_jobs_add(t, &o);
}

static sv_job *add(sv_jobs *t, uint64_t number)
{
	return add_with(t, (sv_order) { .number = number });
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
	sv_jobs_promote(&t, 9, UINT32_MAX);
	must(t.n.queued == 1 && t.n.delayed == 5);
	sv_jobs_promote(&t, 40, UINT32_MAX);
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
	must(job->state == SV_J_FAILED && job->result_len == 3 && t.n.failed == 1 && t.n.lost_results == 20);
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
	sv_jobs_promote(&t, 1, UINT32_MAX);
	must(sv_jobs_hand(&t) == job && sv_jobs_retry(&t, job, unit_blob("second", 6), 1));
	must(job->result_len == 6 && unit_blobs == 3);
	sv_jobs_promote(&t, 1, UINT32_MAX);
	must(sv_jobs_hand(&t) == job);
	sv_jobs_settle(&t, job, SV_J_DONE, SV_V_NULL, none);
	must(!job->result_owned && unit_blobs == 2);
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
		must(jobs[i]->result_len == (is_handed ? 0 : 3));
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
	must(job->result_kind == SV_V_FLOAT && !job->result_owned && job->result_len == 8 && sv_job_result(job).data != bytes);
	memcpy(&kept, sv_job_result(job).data, sizeof kept);
	must(kept == value);
	/* of the payload nothing is left to overwrite: it was a string */
	must(job->payload_owned && memcmp(sv_job_payload(job).data, "payload", 7) == 0);
	sv_job_release(job);
	must(unit_blobs == 0);
	sv_jobs_free(&t);
}

Test(job, a_queued_job_costs_at_most_200_bytes_beside_its_payload)
{
	/* The job with what malloc() adds and rounds up to, a place in a heap that has just grown, and 40: head and rounding of a string. */
	must((sizeof(sv_job) + 8 + 15) / 16 * 16 + 2 * sizeof(sv_due *) + 40 <= 200);
}

Test(job, levels_come_in_their_order_and_what_is_given_back_keeps_its_level)
{
	static const int wanted[] = { 5, -128, 0, 127, -1, 5, 0, -128 };
	static const uint64_t order[] = { 2, 8, 5, 3, 7, 1, 6, 4 };
	sv_jobs t = new_table();
	uint32_t i;
	sv_job *job;

	for (i = 0; i < COUNT(wanted); i++) {
		sv_job_release(add_with(&t, (sv_order) { .number = i + 1, .priority = wanted[i] }));
	}
	job = sv_jobs_hand(&t);
	must(job->number == 2);
	sv_jobs_give_back(&t, job);
	for (i = 0; i < COUNT(order); i++) {
		hands_and_settles(&t, order[i]);
	}
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

Test(job, those_that_are_due_together_come_in_the_order_of_their_numbers_also_when_these_wrap)
{
	sv_jobs t = new_table();
	uint64_t from = UINT64_C(0xffffff00), i;

	for (i = 0; i < 1000; i++) {
		sv_job_release(add_with(&t, (sv_order) { .number = from + i, .delay_ns = 10 }));
	}
	must(sv_jobs_due(&t) == 11 && t.n.delayed == 1000);
	sv_jobs_promote(&t, 11, 400);
	must(t.n.queued == 400 && t.n.delayed == 600);
	sv_jobs_promote(&t, 11, UINT32_MAX);
	for (i = 0; i < 1000; i++) {
		hands_and_settles(&t, from + i);
	}
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

static sv_text key(const char *text)
{
	return (sv_text) { text, (uint32_t) strlen(text) };
}

Test(job, a_key_is_held_in_every_state_until_the_job_is_settled)
{
	sv_jobs t = new_table();
	sv_job *job = add_with(&t, (sv_order) { .number = 1, .unique = key("k"), .delay_ns = 5 });
	int end;

	must(job->state == SV_J_DELAYED && sv_jobs_find(&t, key("k")) == job);
	must(sv_jobs_find(&t, key("kk")) == NULL && sv_jobs_find(&t, key("K")) == NULL);
	sv_jobs_promote(&t, 6, 1);
	must(job->state == SV_J_QUEUED && sv_jobs_find(&t, key("k")) == job);
	must(sv_jobs_hand(&t) == job && sv_jobs_find(&t, key("k")) == job);
	must(sv_jobs_retry(&t, job, none, 7) && sv_jobs_find(&t, key("k")) == job);
	sv_jobs_settle(&t, job, SV_J_FAILED, SV_V_NULL, none);
	must(sv_jobs_find(&t, key("k")) == NULL && job->unique == NULL);
	sv_job_release(job);
	for (end = SV_J_DONE; end <= SV_J_CANCELLED; end++) {
		job = add_with(&t, (sv_order) { .number = 2, .unique = key("k") });
		must(sv_jobs_find(&t, key("k")) == job);
		sv_jobs_settle(&t, job, (sv_job_state) end, SV_V_NULL, none);
		must(sv_jobs_find(&t, key("k")) == NULL);
		sv_job_release(job);
	}
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

Test(job, attempts_of_its_own_count_instead_of_the_pools)
{
	sv_job_limits limits = { 3, 10 };
	sv_failure f = { .reason = SV_F_EXCEPTION, .counted = true };
	sv_jobs t = new_table();
	sv_job *once = add_with(&t, (sv_order) { .number = 1, .max_attempts = 1 }), *often = add_with(&t, (sv_order) { .number = 2, .max_attempts = 65535 });
	int i;

	must(sv_jobs_hand(&t) == once && sv_jobs_hand(&t) == often);
	must(sv_jobs_charge(&t, once, &f, false, limits) == SV_N_FAIL);
	for (i = 1; i < 65535; i++) {
		must(sv_jobs_charge(&t, often, &f, false, limits) == SV_N_RETRY);
	}
	must(sv_jobs_charge(&t, often, &f, false, limits) == SV_N_FAIL);
	sv_jobs_settle(&t, once, SV_J_FAILED, SV_V_NULL, none);
	sv_jobs_settle(&t, often, SV_J_FAILED, SV_V_NULL, none);
	sv_job_release(once);
	sv_job_release(often);
	sv_jobs_free(&t);
	must(unit_blobs == 0);
}

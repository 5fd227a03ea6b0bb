/* SPDX-License-Identifier: BSD-3-Clause */
/* test_urgent.c: urgent jobs and what lies in the buffers of workers. That no less urgent job is left in front of one, world.c checks at each service. */
#include "world.h"

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* One worker that runs the first of n jobs of priority 0, the others behind it. */
static struct proc *one_with_a_full_buffer(uint64_t *numbers, int n)
{
	int i;

	world_ready(world_config(1));
	world_teach(MS, 12);
	for (i = 0; i < n; i++) {
		numbers[i] = world_submit("x");
	}
	world_service();
	must(proc_take(world_proc(0)) && proc_number(world_proc(0)) == numbers[0]);
	must(world_slot(0)->has == (uint32_t) n);
	return world_proc(0);
}

Test(urgent, an_urgent_job_overtakes_what_lies_in_the_buffer_and_the_others_keep_their_order)
{
	uint64_t n[10], urgent;
	struct proc *p = one_with_a_full_buffer(n, 10);
	int i;

	urgent = world_submit_at("u", -1);
	sv_pool_dispatch(W.pool, false);
	must(world_job(urgent)->slot == world_slot(0) && world_slot(0)->has == 2 && W.pool->jobs.n.queued == 9);
	world_done(p, MS);
	must(proc_take(p) && proc_number(p) == urgent); /* it was written at once: nobody has served */
	world_done(p, MS);
	for (i = 1; i < 10; i++) {
		p = world_takes(0, n[i]);
		must(world_job(n[i])->deliveries == 0);
		world_done(p, MS);
	}
	world_stop();
}

Test(urgent, several_urgent_jobs_overtake_together_and_come_in_their_order)
{
	uint64_t n[10], u[4];
	int i;

	(void) one_with_a_full_buffer(n, 10);
	for (i = 0; i < 4; i++) {
		u[i] = world_submit_at("u", i == 3 ? -2 : -1);
		sv_pool_dispatch(W.pool, false);
	}
	world_done(world_proc(0), MS);
	/* -2 comes before those of -1 that have not begun */
	world_done(world_takes(0, u[3]), MS);
	for (i = 0; i < 3; i++) {
		world_done(world_takes(0, u[i]), MS);
	}
	for (i = 1; i < 10; i++) {
		world_done(world_takes(0, n[i]), MS);
	}
	world_stop();
}

Test(urgent, an_idle_worker_gets_it_and_nothing_is_taken_back)
{
	uint64_t a, b, urgent;

	world_ready(world_config(2));
	world_teach(MS, 12);
	a = world_submit("a");
	b = world_submit("b");
	world_service();
	must(proc_take(world_proc(0)) || proc_take(world_proc(1)));
	urgent = world_submit_at("u", -128);
	sv_pool_dispatch(W.pool, false);
	must(world_job(urgent)->state == SV_J_HANDED && world_job(a)->state == SV_J_HANDED && world_job(b)->state == SV_J_HANDED);
	world_stop();
}

Test(urgent, it_goes_where_it_begins_soonest)
{
	uint64_t n[12], urgent;
	uint32_t i, late;

	world_ready(world_config(2));
	world_teach(2 * MS, 24);
	for (i = 0; i < 12; i++) {
		n[i] = world_submit("x");
	}
	world_service();
	must(proc_take(world_proc(0)) && proc_take(world_proc(1)));
	/* the worker of one is done and takes the next; the other's job has run for long by then */
	late = world_job(n[0])->slot->index;
	world_wait(50 * MS);
	world_done(world_proc(1 - late), 2 * MS);
	must(proc_take(world_proc(1 - late)));
	world_service();
	urgent = world_submit_at("u", -1);
	sv_pool_dispatch(W.pool, false);
	must(world_job(urgent)->slot == world_slot(1 - late));
	world_stop();
}

Test(urgent, a_less_urgent_job_takes_nothing_back)
{
	uint64_t n[10], later;
	uint32_t has;

	(void) one_with_a_full_buffer(n, 10);
	has = world_slot(0)->has;
	later = world_submit_at("l", 1);
	sv_pool_dispatch(W.pool, false);
	must(world_slot(0)->has == has + 1 && world_job(later)->state == SV_J_HANDED);
	(void) world_submit("same");
	sv_pool_dispatch(W.pool, false);
	must(world_job(n[9])->state == SV_J_HANDED && world_job(later)->state == SV_J_QUEUED); /* only what is behind it */
	world_stop();
}

Test(urgent, a_delayed_job_overtakes_when_it_is_due)
{
	uint64_t n[10], urgent;

	(void) one_with_a_full_buffer(n, 10);
	urgent = world_submit_with("u", (sv_order) { .priority = -1, .delay_ns = 3 * MS });
	sv_pool_dispatch(W.pool, false);
	must(world_job(urgent)->state == SV_J_DELAYED && sv_pool_deadline(W.pool, true) == W.now + 3 * MS);
	must(world_run(3 * MS) == 1);
	must(world_job(urgent)->slot == world_slot(0) && world_slot(0)->has == 2 && world_job(urgent)->queued_ns == W.now);
	world_done(world_proc(0), 3 * MS);
	world_done(world_takes(0, urgent), MS);
	world_stop();
}

Test(urgent, many_that_are_due_at_once_are_readied_in_several_rounds)
{
	int i;

	world_ready(world_config(1));
	for (i = 0; i < 2500; i++) {
		(void) world_submit_with("x", (sv_order) { .delay_ns = S });
	}
	W.now += S;
	world_service();
	must(W.pool->jobs.n.delayed == 1500 && sv_pool_deadline(W.pool, true) <= W.now);
	world_service();
	world_service();
	must(W.pool->jobs.n.delayed == 0);
	world_stop();
}

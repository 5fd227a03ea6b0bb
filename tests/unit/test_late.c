/* SPDX-License-Identifier: BSD-3-Clause */
/* test_late.c: jobs that lie behind one that takes longer than was to be expected. That none lies so while somebody is idle and nobody will look, world.c checks. */
#include "world.h"

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* Two workers that know only jobs of 1 us; the first one runs a job, the other one nothing. */
static struct proc *one_of_two_at_work(void)
{
	uint64_t a;

	world_ready(world_config(2));
	world_teach(1000, 300);
	a = world_submit("a");
	world_service();
	if (!proc_take(world_proc(0))) {
		must(proc_take(world_proc(1)) && proc_number(world_proc(1)) == a);
		return world_proc(1);
	}
	return world_proc(0);
}

static struct proc *other(const struct proc *p)
{
	return world_proc(p == world_proc(0) ? 1 : 0);
}

Test(late, a_job_that_waits_for_a_short_one_that_is_late_goes_to_an_idle_worker)
{
	struct proc *p = one_of_two_at_work();
	uint64_t b = world_submit("b");

	world_service();
	must(sv_job_slot(world_job(b)) == p->slot); /* to wake the other one takes longer than it was expected to wait */
	world_run(2 * MS);
	must(sv_job_slot(world_job(b)) == other(p)->slot && proc_take(other(p)) && proc_number(other(p)) == b);
	b = world_submit("c");
	world_done(other(p), 1000);
	world_service();
	must(sv_job_slot(world_job(b)) == other(p)->slot); /* and the next ones at once */
	world_stop();
}

Test(late, an_urgent_job_goes_to_an_idle_worker_and_not_to_one_that_is_nearly_done)
{
	struct proc *p = one_of_two_at_work();
	uint64_t b = world_submit("b"), u = world_submit_at("u", -1);

	world_service();
	must(sv_job_slot(world_job(b)) != sv_job_slot(world_job(u)) || sv_job_slot(world_job(u)) == other(p)->slot);
	must(proc_take(other(p)) && proc_number(other(p)) == u);
	world_stop();
}

Test(late, what_lies_behind_a_late_job_is_next_for_others_while_the_queue_is_never_empty)
{
	struct proc *p = one_of_two_at_work();
	uint64_t behind[5], first, i; /* of those that come later */

	/* The other one has as much to do as it takes. */
	world_submit("x");
	for (i = 0; i < 5; i++) {
		behind[i] = world_submit("b");
	}
	while (W.pool->room.head) {
		world_submit("y");
		world_service();
	}
	first = W.numbers + 1;
	for (i = 0; i < 1000; i++) {
		world_submit("z");
	}
	world_service();
	must(W.pool->jobs.n.queued >= 1000 && p->slot->has > 5);
	/* After the 20 ms that a buffer holds they are in front of the others. */
	for (i = 0; i < 600; i++) {
		world_run(MS / 10);
		if (proc_take(other(p))) {
			world_done(other(p), 1000);
		}
	}
	must(p->slot->late && p->slot->has == 1 && !p->slot->in_room);
	for (i = 0; i < 5; i++) {
		must(W.known[behind[i]].settled);
	}
	must(W.known[first].settled && W.pool->jobs.n.queued > 400);
	/* Its worker gets jobs again when it is over. */
	world_done(p, 60 * MS);
	world_service();
	must(!p->slot->late && p->slot->has > 0);
	world_stop();
}

Test(late, a_worker_alone_keeps_what_lies_behind_a_late_job)
{
	uint64_t a, b;

	world_ready(world_config(1));
	world_teach(1000, 300);
	a = world_submit("a");
	b = world_submit("b");
	world_takes(0, a);
	world_run(S);
	must(sv_job_slot(world_job(b)) == world_slot(0) && W.pool->jobs.n.queued == 0 && sv_pool_deadline(W.pool, true) > W.now + S);
	world_stop();
}

Test(late, what_a_callback_leaves_unwritten_or_without_a_worker_is_looked_at_at_once)
{
	uint64_t a, b;

	world_ready(world_config(1));
	world_teach(1000, 300);
	a = world_submit("a");
	sv_pool_dispatch(W.pool, false);
	world_submit("b");
	sv_pool_dispatch(W.pool, false);
	world_submit("c");
	sv_pool_dispatch(W.pool, false);
	must(W.pool->dirty && sv_pool_deadline(W.pool, true) <= W.now);
	world_service();
	must(!W.pool->dirty && sv_pool_deadline(W.pool, true) > W.now);
	must(sv_pool_cancel(W.pool, world_job(a)));
	world_service();

	/* A full buffer, and one that is cancelled makes room for what is queued. */
	b = world_submit("d");
	while (W.pool->room.head) {
		b = world_submit("e");
		world_service();
	}
	world_submit("f");
	world_service();
	must(W.pool->jobs.n.queued > 0 && sv_pool_deadline(W.pool, true) > W.now);
	while (!W.pool->room.head) {
		must(sv_job_slot(world_job(b)) && sv_pool_cancel(W.pool, world_job(b)));
		b--;
	}
	must(sv_pool_deadline(W.pool, true) <= W.now);
	world_stop();
}

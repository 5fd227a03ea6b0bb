/* SPDX-License-Identifier: BSD-3-Clause */
/* test_pool_channel.c: frames that leave in pieces, and workers that send what they should not; a pool on a fake clock with fake processes (world.h): one promise of the design, one test. */
#include "world.h"

#include <errno.h>

#include <signal.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

/* --- channels --- */

static const char *long_payload(void)
{
	static char text[5001];

	memset(text, 'p', 5000);
	return text;
}

Test(pool_channel, a_socket_that_takes_little_gets_its_frames_in_pieces)
{
	static const size_t pieces[] = { 1, 7, 31, 32, 33, 100, 5000 };
	size_t i;

	for (i = 0; i < COUNT(pieces); i++) {
		int n, writes = 0;
		struct proc *p;

		world_ready(world_config(1));
		world_teach(MS, 10);
		p = world_proc(0);
		p->room = 0;
		for (n = 0; n < 5; n++) {
			world_submit(n & 1 ? "short" : long_payload());
			world_submit_int(n);
		}
		world_service();
		must(p->want_write);
		n = 0;
		while (p->want_write) {
			p->room = pieces[i];
			sv_pool_writable(W.pool, p->slot);
			world_check();
			while (proc_take(p)) {
				proc_done(p, MS, true);
				n++;
			}
			must(++writes < 100000);
		}
		must(n == 10);
		proc_flush(p);
		proc_deliver(p);
		world_check();
		must(W.open_len == 0);
		world_stop();
	}
}

Test(pool_channel, a_job_that_is_taken_back_while_its_frame_is_half_written_is_written_to_its_end_and_skipped)
{
	uint64_t a, b, c;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(MS, 10);
	p = world_proc(0);
	p->room = 40;
	a = world_submit(long_payload());
	b = world_submit("b");
	c = world_submit("c");
	world_service();
	must(world_slot(0)->out.job == world_job(a) && p->want_write);
	must(sv_pool_cancel(W.pool, world_job(a)));
	must(sv_pool_cancel(W.pool, world_job(b))); /* not written at all */
	world_check();
	must(unit_blobs > 0 && world_slot(0)->out.job != NULL); /* lives, though it is settled and nobody else holds it */
	p->room = ANY_ROOM;
	sv_pool_writable(W.pool, world_slot(0));
	must(!p->want_write && world_slot(0)->out.job == NULL);
	must(proc_take(p) && proc_number(p) == c);
	must(p->in.at == p->in.len);
	world_done(p, MS);
	world_stop();
}

Test(pool_channel, a_worker_that_dies_with_a_half_written_frame_leaves_nothing)
{
	uint64_t a;

	world_ready(world_config(1));
	world_proc(0)->room = 40;
	a = world_submit(long_payload());
	world_service();
	must(world_slot(0)->out.job == world_job(a));
	proc_die(world_proc(0), KILLED(SIGKILL));
	must(world_slot(0)->out.job == NULL && world_job(a)->state == SV_J_QUEUED && world_job(a)->attempts == 0);
	must(world_near(W.last.restart_ns, 0.1) && W.last_job == 0); /* a crash, and not in a job */
	world_stop();
}

Test(pool_channel, writing_to_a_worker_that_is_gone_waits_for_its_death)
{
	uint64_t a;

	world_ready(world_config(1));
	proc_dies_unseen(world_proc(0), KILLED(SIGKILL));
	a = world_submit("a");
	world_service();
	must(world_job(a)->state == SV_J_HANDED && !world_proc(0)->want_write);
	must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	proc_bury(world_proc(0), false);
	must(world_job(a)->state == SV_J_QUEUED);
	world_stop();
}

/* The socket is writable meanwhile: who waited for that would spin. */
Test(pool_channel, a_write_for_which_there_is_no_memory_is_tried_again_after_a_moment)
{
	const int errors[] = { ENOBUFS, ENOMEM };
	uint64_t n;
	size_t i;

	world_ready(world_config(1));
	for (i = 0; i < sizeof errors / sizeof *errors; i++) {
		int tries;

		world_proc(0)->room = 0; /* it is waited for as well: that ends */
		n = world_submit("x");
		world_service();
		must(world_proc(0)->want_write);
		world_proc(0)->room = ANY_ROOM;
		W.send_error = errors[i];
		sv_pool_writable(W.pool, world_slot(0));
		for (tries = 0; tries < 3; tries++) {
			int64_t due = sv_pool_deadline(W.pool, true);

			must(world_job(n)->state == SV_J_HANDED && !world_proc(0)->want_write);
			must(due >= W.now + MS && due <= W.now + 10 * MS);
			world_wait(due - W.now);
			world_service();
		}
		W.send_error = 0;
		world_wait(10 * MS);
		world_service();
		must(proc_take(world_proc(0)) && proc_number(world_proc(0)) == n && !world_proc(0)->want_write);
		world_done(world_proc(0), MS);
		world_run(S);
		must(sv_pool_deadline(W.pool, true) == SV_NEVER);
	}
	world_stop();
}

Test(pool_channel, frames_for_which_there_was_no_memory_leave_with_the_next_ones)
{
	uint64_t a, b;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(MS, 10);
	p = world_proc(0);
	W.send_error = ENOBUFS;
	a = world_submit("a");
	world_service();
	W.send_error = 0;
	b = world_submit("b");
	world_service();
	must(proc_take(p) && proc_number(p) == a);
	world_done(p, MS);
	must(proc_take(p) && proc_number(p) == b);
	world_done(p, MS);
	world_run(S); /* the timer finds nothing to write */
	world_stop();
}

static bool takes_as_long(struct proc *p, const char *name)
{
	W.name = name;
	world_takes(0, world_submit("x"));
	W.name = NULL;
	return p->job.u.run.is_long;
}

Test(pool_channel, a_head_says_whether_its_job_may_be_long)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_proc(0);
	must(takes_as_long(p, NULL)); /* not known */
	world_done(p, 10000);
	must(!takes_as_long(p, NULL));
	world_done(p, 10000);
	must(!takes_as_long(p, "long")); /* a new name is taken for one like the last job */
	world_done(p, 20 * MS);
	must(takes_as_long(p, "long"));
	world_done(p, 20 * MS);
	must(!takes_as_long(p, NULL));
	world_done(p, 10000);
	must(takes_as_long(p, "long"));
	world_done(p, 20 * MS);
	world_stop();
}

static void broken(const void *bytes, size_t len)
{
	uint64_t runs, waits;
	struct proc *p;

	world_ready(world_config(1));
	world_teach(2 * MS, 10);
	runs = world_submit("runs");
	waits = world_submit("waits");
	p = world_takes(0, runs);
	proc_write(p, bytes, len);
	proc_deliver(p);
	world_check();
	must(p->kills == 1 && p->deaf && world_slot(0)->state == SV_KILLING && W.logs[SV_LOG_ERROR] == 1);
	must(strstr(W.log, "not a frame") != NULL && !W.pool->killed);
	world_run(5 * S);
	must(p->kills == 2);
	proc_die(p, KILLED(SIGKILL));
	must(world_job(runs)->state == SV_J_DELAYED && world_job(runs)->crashes == 1 && world_job(waits)->state == SV_J_QUEUED && world_job(waits)->attempts == 0);
	must(W.last_job == runs);
	world_stop();
}

Test(pool_channel, a_worker_that_writes_nonsense_is_killed)
{
	sv_frame wrong_type = { .type = SV_T_JOB }, too_long = { .type = SV_T_RESULT, .kind = SV_V_STRING, .len = 1024 * 1024 + 1 };
	char text[100];

	memset(text, 'e', sizeof text);
	broken(text, sizeof text);
	broken(&wrong_type, sizeof wrong_type);
	broken(&too_long, sizeof too_long);
}

Test(pool_channel, a_failure_that_cannot_be_read_is_nonsense)
{
	struct {
		sv_frame head;
		char body[3];
	} f = { .head = { .type = SV_T_FAILURE, .len = 3 } };
	uint64_t number;
	struct proc *p;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	f.head.ring = p->job.ring;
	f.head.serial = p->job.serial;
	proc_write(p, &f, sizeof f.head + 3);
	proc_deliver(p);
	must(p->kills == 1 && world_slot(0)->state == SV_KILLING);
	proc_die(p, KILLED(SIGKILL));
	must(world_job(number)->crashes == 1);
	world_stop();
}

Test(pool_channel, a_worker_that_closed_its_channel_and_lives_on_is_killed)
{
	struct proc *p;

	world_ready(world_config(1));
	p = world_proc(0);
	p->closed = true;
	proc_deliver(p);
	must(p->kills == 1 && p->deaf && world_slot(0)->state == SV_KILLING && W.logs[SV_LOG_ERROR] == 0);
	proc_die(p, KILLED(SIGKILL));
	must(!W.pool->killed);
	world_stop();
}

Test(pool_channel, the_end_of_the_channel_of_a_worker_that_is_dying_changes_nothing)
{
	struct proc *p;

	world_ready(world_config(1));
	world_teach(MS, 1);
	p = world_proc(0);
	proc_leave(p);
	proc_part(p, SV_P_MAX_JOBS, false, "");
	proc_dies_unseen(p, EXITED(0));
	proc_deliver(p);
	proc_bury(p, false);
	must(W.last.end.planned && W.last.end.reason == SV_X_MAX_JOBS && W.last.restart_ns == 0 && !W.pool->killed);
	must(W.logs[SV_LOG_WARNING] == 0 && W.pool->recycled[SV_X_MAX_JOBS] == 1);
	world_stop();
}

Test(pool_channel, results_for_what_was_not_handed_out_are_void)
{
	sv_frame f = { .type = SV_T_RESULT, .kind = SV_V_STRING, .len = 4 };
	uint64_t number;
	struct proc *p;
	int i;

	world_ready(world_config(1));
	number = world_submit("x");
	p = world_takes(0, number);
	for (i = 0; i < SV_RING; i++) {
		f.ring = (uint16_t) i;
		f.serial = i == p->job.ring ? p->job.serial + 1 : p->job.serial;
		proc_write(p, &f, sizeof f);
		proc_write(p, "void", 4);
	}
	proc_deliver(p);
	world_check();
	must(p->kills == 0 && !W.known[number].settled);
	world_done(p, MS);
	must(W.known[number].state == SV_J_DONE);
	/* and once more: settled by then */
	f.ring = p->job.ring;
	f.serial = p->job.serial;
	proc_write(p, &f, sizeof f);
	proc_write(p, "void", 4);
	proc_deliver(p);
	world_check();
	must(p->kills == 0);
	world_stop();
}

Test(pool_channel, a_worker_may_say_that_it_is_ready_only_once)
{
	sv_frame f = { .type = SV_T_READY };

	world_ready(world_config(1));
	proc_write(world_proc(0), &f, sizeof f);
	proc_deliver(world_proc(0));
	must(W.readies == 1 && W.pool->starting == 0);
	world_check();
	world_stop();
}

Test(pool_channel, a_worker_that_leaves_before_it_is_ready_is_not_greeted)
{
	struct proc *p;

	world_new(world_config(1));
	sv_pool_start(W.pool);
	world_service();
	p = world_proc(0);
	proc_leave(p);
	proc_ready(p);
	proc_deliver(p);
	must(world_slot(0)->state == SV_STOPPING && W.readies == 0);
	world_submit("x");
	world_service();
	must(world_slot(0)->has == 0);
	proc_part(p, SV_P_STOPPED, false, "");
	proc_die(p, EXITED(0));
	must(world_near(W.last.restart_ns, 0.1));
	world_stop();
}

Test(pool_channel, many_rounds_of_the_ring_keep_their_order)
{
	uint64_t next = 1;
	int i;

	world_ready(world_config(1));
	world_teach(1000, 30);
	next = W.numbers + 1;
	for (i = 0; i < 3000; i++) {
		world_submit_int(i);
		if (i % 100 == 99) {
			struct proc *p = world_proc(0);

			world_service();
			while (proc_take(p)) {
				must(proc_number(p) == next++);
				proc_done(p, 1000, true);
			}
			proc_flush(p);
			proc_deliver(p);
			world_check();
		}
	}
	must(W.open_len == 0 && W.pool->serial > 10 * SV_RING);
	world_stop();
}

Test(pool_channel, a_slow_job_at_the_head_of_the_ring_does_not_let_it_overflow)
{
	uint64_t slow;
	struct proc *p;
	int i;

	/* what is cancelled behind it leaves its place only when the slow one is over */
	world_ready(world_config(1));
	world_teach(1000, 30);
	slow = world_submit("slow");
	p = world_takes(0, slow);
	for (i = 0; i < 1000; i++) {
		uint64_t n = world_submit("x");

		world_service();
		if (world_job(n)->state == SV_J_QUEUED) {
			must(world_slot(0)->tail - world_slot(0)->head == SV_RING);
		}
		must(sv_pool_cancel(W.pool, world_job(n)));
		world_check();
	}
	world_done(p, 1000);
	must(world_slot(0)->head == world_slot(0)->tail);
	slow = world_submit("x");
	world_takes(0, slow);
	world_done(p, 1000);
	world_stop();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_program.c: a pool of programs on a fake clock with fake processes (world.h), and the file that a name means. */
#include "world.h"

#include "core/program.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>

#define S SV_SECOND_NS
#define MS SV_MS_NS

static sv_program program;

static sv_pool_config programs(uint32_t workers)
{
	sv_pool_config c = world_config(workers);

	program = (sv_program) { .umask = -1, .stop_signal = SIGTERM, .success = { 1 }, .start_ns = S };
	c.handler = false;
	c.program = &program;
	return c;
}

static void start(sv_pool_config c)
{
	world_new(c);
	sv_pool_start(W.pool);
	world_service();
}

/* Its end, as the master asked for. */
static void ends(struct proc *p, int status)
{
	must(p != NULL);
	proc_die(p, status);
}

static void stop(void)
{
	uint32_t i;

	sv_pool_stop(W.pool, 25 * S);
	for (i = 0; i < W.pool->len; i++) {
		if (world_proc(i)) {
			must(world_proc(i)->stops == 1 && world_proc(i)->conts == 1);
			ends(world_proc(i), KILLED(program.stop_signal));
			must(W.last.end.planned && W.last.end.reason == SV_X_STOPPED);
		}
	}
	world_service();
	world_free();
}

/* --- ready --- */

Test(program, is_ready_when_it_has_lived_for_so_long)
{
	start(programs(2));
	must(W.forks == 2 && W.readies == 0 && world_slot(0)->state == SV_STARTING);
	world_run(S - MS);
	must(W.readies == 0);
	world_run(2 * MS);
	must(W.readies == 2 && world_slot(0)->state == SV_IDLE && world_slot(1)->state == SV_IDLE);
	stop();
}

Test(program, with_no_time_to_live_it_is_ready_at_once)
{
	sv_pool_config c = programs(1);

	program.start_ns = 0;
	start(c);
	must(W.readies == 1 && world_slot(0)->state == SV_IDLE && W.pool->starting == 0);
	ends(world_proc(0), EXITED(0));
	must(W.last.end.reason == SV_X_FINISHED && W.last.ready && W.last.restart_ns > 0); /* on the ladder: it would spin */
	world_run(S);
	stop();
}

Test(program, no_clock_runs_out_before_startSeconds)
{
	sv_pool_config c = programs(1);

	program.start_ns = 100 * S;
	c.boot_ns = 60 * S;
	start(c);
	world_run(99 * S);
	must(world_slot(0)->state == SV_STARTING && world_proc(0)->kills == 0);
	world_run(2 * S);
	must(world_slot(0)->state == SV_IDLE);
	stop();
}

/* What has died while the master was away did so before it was ready, most likely. */
Test(program, a_master_that_is_late_looks_at_deaths_first)
{
	start(programs(1));
	proc_dies_unseen(world_proc(0), EXITED(1));
	world_wait(5 * S);
	world_service();
	must(W.readies == 0);
	proc_bury(world_proc(0), false);
	must(W.last.end.reason == SV_X_BOOT_FAILED && !W.last.ready);
	stop();
}

Test(program, is_ready_when_it_says_so)
{
	sv_pool_config c = programs(1);

	program.notify = true;
	c.boot_ns = 60 * S;
	start(c);
	world_run(30 * S);
	must(W.readies == 0);
	proc_notify(world_proc(0), "STATUS=warming up");
	must(W.readies == 0 && world_slot(0)->cell->report.note_len == 10);
	proc_notify(world_proc(0), "READY=1\nSTATUS=serving");
	must(W.readies == 1 && world_slot(0)->state == SV_IDLE && memcmp(world_slot(0)->cell->report.note, "serving", 7) == 0);
	proc_notify(world_proc(0), "READY=1"); /* again: nothing */
	must(W.readies == 1);
	world_run(100 * S);
	must(world_proc(0)->kills == 0);
	stop();
}

Test(program, that_does_not_say_so_in_time_is_killed)
{
	sv_pool_config c = programs(1);

	program.notify = true;
	c.boot_ns = 60 * S;
	start(c);
	world_run(61 * S);
	must(world_proc(0)->kills == 1 && world_proc(0)->traces == 0);
	ends(world_proc(0), KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_BOOT_TIMED_OUT && W.pool->boot_failures == 1);
	stop();
}

Test(program, that_said_so_and_died_was_ready)
{
	sv_pool_config c = programs(1);
	struct proc *p;

	program.notify = true;
	start(c);
	p = world_proc(0);
	snprintf(p->notice, sizeof p->notice, "READY=1\nWATCHDOG=trigger");
	proc_die(p, EXITED(0));
	must(W.readies == 1 && W.last.ready && W.last.end.reason == SV_X_FINISHED && p->kills == 0);
	stop();
}

/* --- the watchdog --- */

static struct proc *watched(void)
{
	sv_pool_config c = programs(1);

	program.notify = true;
	program.watchdog_ns = 10 * S;
	start(c);
	world_run(30 * S); /* not before it is ready */
	must(world_proc(0)->kills == 0);
	proc_notify(world_proc(0), "READY=1");
	return world_proc(0);
}

Test(program, that_does_not_speak_in_time_is_killed_by_its_watchdog)
{
	struct proc *p = watched();
	int i;

	for (i = 0; i < 5; i++) {
		world_run(9 * S);
		must(p->kills == 0);
		proc_notify(p, "WATCHDOG=1");
	}
	world_run(9900 * MS);
	must(p->kills == 0);
	world_run(200 * MS);
	must(p->kills == 1 && world_slot(0)->state == SV_KILLING && p->group_signals == 1);
	ends(p, KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_TIMED_OUT && W.last.end.by_us && strstr(W.log, "killed by its watchdog") && strstr(W.log, "WATCHDOG=1 for 10 s"));
	stop();
}

Test(program, that_asks_for_it_is_killed_at_once)
{
	struct proc *p = watched();

	proc_notify(p, "WATCHDOG=trigger");
	must(p->kills == 1);
	ends(p, KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_TIMED_OUT && strstr(W.log, "trigger"));
	stop();
}

Test(program, what_it_said_while_the_master_was_away_counts)
{
	struct proc *p = watched();

	snprintf(p->notice, sizeof p->notice, "WATCHDOG=1");
	world_wait(10 * S + 10 * MS);
	world_service();
	must(p->kills == 0);
	stop();
}

Test(program, that_is_leaving_has_no_watchdog)
{
	struct proc *p = watched();

	sv_pool_stop(W.pool, 100 * S);
	world_run(50 * S);
	must(p->kills == 0);
	ends(p, EXITED(0));
	world_service();
	world_free();
}

/* --- ends --- */

struct ending {
	bool ready, asked;
	int status;
	sv_exit_reason reason;
	bool planned;
};

Test(program, what_each_end_is_called)
{
	static const struct ending endings[] = {
		{ false, false, EXITED(0), SV_X_BOOT_FAILED, false },
		{ false, false, EXITED(1), SV_X_BOOT_FAILED, false },
		{ false, false, KILLED(SIGSEGV), SV_X_BOOT_FAILED, false },
		{ true, false, EXITED(0), SV_X_FINISHED, true },
		{ true, false, EXITED(3), SV_X_FINISHED, true },
		{ true, false, EXITED(200), SV_X_FINISHED, true },
		{ true, false, EXITED(1), SV_X_EXITED, false },
		{ true, false, EXITED(137), SV_X_EXITED, false },
		{ true, false, KILLED(SIGTERM), SV_X_SIGNALED, false },
		{ true, false, KILLED(SIGINT), SV_X_SIGNALED, false },
		{ true, true, EXITED(0), SV_X_STOPPED, true },
		{ true, true, EXITED(1), SV_X_STOPPED, true },
		{ true, true, EXITED(143), SV_X_STOPPED, true },
		{ false, true, EXITED(1), SV_X_STOPPED, true },
		{ true, true, KILLED(SIGINT), SV_X_STOPPED, true },
		{ false, true, KILLED(SIGINT), SV_X_STOPPED, true },
		{ true, true, KILLED(SIGTERM), SV_X_SIGNALED, false },
		{ true, true, KILLED(SIGKILL), SV_X_SIGNALED, false },
		{ false, true, KILLED(SIGSEGV), SV_X_SIGNALED, false },
	};
	static const uint64_t success[4] = { 1 | 8, 0, 0, UINT64_C(1) << (200 - 192) };
	size_t i;

	for (i = 0; i < COUNT(endings); i++) {
		const struct ending *e = &endings[i];
		sv_end end = sv_exit_read_program(e->status, false, e->ready, e->asked, SIGINT, success);

		must_say(end.reason == e->reason && end.planned == e->planned && end.program && !end.by_us, "%zu: %s", i, sv_exit_reason_name(end.reason));
		end = sv_exit_read_program(e->status, true, e->ready, e->asked, SIGINT, success);
		must(end.reason == SV_X_LOST && !end.planned && end.exit_code == -1 && end.signal == 0);
	}
}

Test(program, that_has_finished_is_replaced_at_once_or_not_as_restart_says)
{
	static const sv_restart restarts[] = { SV_R_ALWAYS, SV_R_ON_FAILURE, SV_R_NEVER };
	size_t i;

	for (i = 0; i < COUNT(restarts); i++) {
		sv_pool_config c = programs(1);

		c.restart = restarts[i];
		start(c);
		world_run(1500 * MS);
		ends(world_proc(0), EXITED(0));
		must(W.last.end.reason == SV_X_FINISHED && W.pool->recycled[SV_X_FINISHED] == 1 && strstr(W.log, "finished with status 0"));
		must(W.last.restart_ns == (restarts[i] == SV_R_ALWAYS ? 0 : SV_NEVER)); /* it had run for more than a second */
		world_service();
		if (restarts[i] == SV_R_ALWAYS) {
			must(W.forks == 2);
			stop();
		} else {
			must(W.pool->phase == SV_PH_STOPPED && !W.pool->gave_up);
			world_free();
		}
	}
}

Test(program, that_fails_is_replaced_unless_restart_is_never)
{
	sv_pool_config c = programs(1);

	c.restart = SV_R_ON_FAILURE;
	start(c);
	world_run(2 * S);
	ends(world_proc(0), EXITED(1));
	must(W.last.end.reason == SV_X_EXITED && W.last.restart_ns > 0 && W.last.restart_ns != SV_NEVER);
	stop();
	c = programs(1);
	c.restart = SV_R_NEVER;
	start(c);
	world_run(2 * S);
	ends(world_proc(0), EXITED(1));
	must(W.last.restart_ns == SV_NEVER && world_slot(0)->state == SV_FATAL);
	world_service();
	must(W.pool->phase == SV_PH_STOPPED && W.pool->gave_up);
	world_free();
}

Test(program, a_success_that_is_not_to_be_restarted_is_no_failure)
{
	sv_pool_config c = programs(1);

	program.success[0] = 1 | 8;
	c.no_restart[0] = 8;
	start(c);
	world_run(2 * S);
	ends(world_proc(0), EXITED(3));
	must(W.last.end.reason == SV_X_FINISHED && W.last.restart_ns == SV_NEVER);
	world_service();
	must(W.pool->phase == SV_PH_STOPPED && !W.pool->gave_up);
	world_free();
}

/* --- not started --- */

Test(program, that_cannot_be_started_is_a_failed_boot_on_the_ladder)
{
	int tries, i;

	world_new(programs(1));
	W.not_started = "there is no \"x\"";
	sv_pool_start(W.pool);
	world_service();
	must(W.forks == 0 && W.fork_tries == 1 && W.deaths == 1 && world_slot(0)->state == SV_BACKOFF && world_slot(0)->failures == 1 && W.pool->occupied == 0);
	must(W.last.end.reason == SV_X_BOOT_FAILED && W.last.end.not_started && W.last.pid == 0 && W.last.end.exit_code == -1 && W.last.restart_ns == 100 * MS);
	must(strcmp(W.last.report.last_words, "there is no \"x\"") == 0 && strstr(W.log, "could not be started: there is no \"x\"; next worker in 0.1 s"));
	for (i = 0; i < 3; i++) { /* 0.1, 0.2, 0.4 */
		tries = W.fork_tries;
		world_run((100 << i) * MS);
		must(W.fork_tries == tries + 1);
	}
	must(world_slot(0)->spawn == 4 && !W.pool->degraded);
	W.not_started = NULL;
	world_run(10 * S);
	must(world_slot(0)->state == SV_IDLE && W.forks == 1);
	stop();
}

Test(program, programs_that_cannot_be_started_degrade_their_pool)
{
	sv_pool_config c = programs(3);

	world_new(c);
	W.not_started = "no";
	sv_pool_start(W.pool);
	world_run(70 * S);
	must(W.pool->degraded && W.degraded == 1 && strstr(W.why, "could not be started: no"));
	W.not_started = NULL;
	world_run(120 * S);
	must(!W.pool->degraded && W.recovered == 1 && W.forks == 3);
	stop();
	c = programs(3);
	c.exit_when_degraded = true;
	world_new(c);
	W.not_started = "no";
	sv_pool_start(W.pool);
	world_run(70 * S);
	must(W.pool->phase == SV_PH_STOPPED && W.pool->gave_up);
	world_free();
}

Test(program, a_successor_that_cannot_be_started_leaves_its_predecessor_alone)
{
	struct proc *p;

	start(programs(1));
	world_run(2 * S);
	p = world_proc(0);
	W.not_started = "no";
	world_restart();
	world_service();
	world_run(S);
	must(world_worker(0) == p && p->stops == 0 && W.degraded == 1 && strstr(W.why, "could not be started"));
	W.not_started = NULL;
	world_restart();
	world_service();
	world_run(2 * S);
	must(p->stops == 1 && W.forks == 2);
	ends(p, KILLED(SIGTERM));
	must(W.last.end.reason == SV_X_RESTARTED && W.last.end.planned && W.last.restart_ns == 0);
	stop();
}

/* A fork that fails is something else: it is the machine that is to blame. */
Test(program, vfork_that_fails_is_on_the_ladder_of_forks)
{
	world_new(programs(1));
	W.fork_error = EAGAIN;
	sv_pool_start(W.pool);
	world_service();
	must(W.deaths == 0 && world_slot(0)->fork_failures == 1);
	W.fork_error = 0;
	world_run(3 * S);
	must(world_slot(0)->state == SV_IDLE);
	stop();
}

/* --- stop, age, memory, scale --- */

Test(program, is_asked_by_its_signal_and_killed_when_its_time_is_over)
{
	sv_pool_config c = programs(1);
	struct proc *p;

	program.stop_signal = SIGINT;
	start(c);
	world_run(2 * S);
	p = world_proc(0);
	sv_pool_stop(W.pool, 25 * S);
	must(p->stops == 1 && p->conts == 1 && p->terms == 0 && p->group_signals == 2 && !p->hung_up);
	world_run(24 * S);
	must(p->kills == 0 && p->stops == 1);
	world_run(2 * S);
	must(p->kills == 1 && p->traces == 0 && p->group_signals == 3);
	ends(p, KILLED(SIGKILL));
	must(W.last.end.reason == SV_X_SIGNALED && !W.last.end.planned && W.pool->killed);
	world_service();
	world_free();
}

Test(program, alone_gets_the_signals_when_its_group_is_to_be_spared)
{
	sv_pool_config c = programs(1);
	struct proc *p;

	program.spare_group = true;
	start(c);
	world_run(2 * S);
	p = world_proc(0);
	sv_pool_stop(W.pool, S);
	world_run(2 * S);
	must(p->stops == 1 && p->kills == 1 && p->group_signals == 0);
	ends(p, KILLED(SIGKILL));
	world_service();
	world_free();
}

Test(program, that_says_that_it_is_stopping_has_as_long_as_one_that_is_asked)
{
	sv_pool_config c = programs(1);
	struct proc *p;

	program.notify = true;
	start(c);
	p = world_proc(0);
	proc_notify(p, "READY=1");
	proc_notify(p, "STOPPING=1");
	must(world_slot(0)->state == SV_STOPPING && p->stops == 0);
	world_run(26 * S);
	must(p->stops == 1 && p->kills == 0); /* it has taken too long by itself: it is asked */
	world_run(26 * S);
	must(p->kills == 1);
	ends(p, KILLED(SIGKILL));
	world_run(S);
	must(W.forks == 2);
	stop();
}

Test(program, that_is_old_is_replaced_when_its_successor_is_ready)
{
	sv_pool_config c = programs(1);
	struct proc *p;

	c.max_age_ns = 100 * S;
	start(c);
	world_run(2 * S);
	p = world_proc(0);
	world_run(100 * S);
	must(p->stops == 1 && W.forks == 2 && world_worker(0) != p && world_slot(1)->state == SV_IDLE);
	ends(p, EXITED(0));
	must(W.last.end.reason == SV_X_MAX_AGE && W.last.end.planned);
	stop();
}

Test(program, with_too_much_memory_is_replaced)
{
	sv_pool_config c = programs(1);
	struct proc *p;

	c.max_memory = 100 << 20;
	start(c);
	world_proc(0)->memory = 10 << 20;
	world_run(5 * S);
	p = world_proc(0);
	must(p->stops == 0 && p->cell->report.memory == 10 << 20);
	p->memory = 110 << 20;
	world_run(3 * S);
	must(p->stops == 1 && W.forks == 2);
	ends(p, EXITED(0));
	must(W.last.end.reason == SV_X_MAX_MEMORY && W.last.peak_memory == 110 << 20 && W.last.restart_ns == 0);
	p = world_worker(0);
	p->memory = 200 << 20; /* far over: at once, its successor comes later */
	world_run(1100 * MS);
	must(p->stops == 1 && W.forks == 2);
	ends(p, EXITED(0));
	must(W.last.end.reason == SV_X_MAX_MEMORY && W.last.restart_ns == 0);
	stop();
}

Test(program, that_has_too_much_from_the_start_does_not_spin)
{
	sv_pool_config c = programs(1);
	int i;

	c.max_memory = 100 << 20;
	start(c);
	for (i = 1; i <= 3; i++) {
		struct proc *p = world_proc(0);

		must(p != NULL);
		p->memory = 110 << 20;
		world_run(3 * S);
		must(p->stops == 1);
		ends(p, EXITED(0));
		must(W.last.end.reason == SV_X_MAX_MEMORY && world_slot(0)->failures == (unsigned) i && W.last.restart_ns > 0);
		while (!world_proc(0)) {
			world_run(50 * MS);
		}
	}
	must(W.pool->memory_warned);
	stop();
}

Test(program, one_too_many_is_asked_to_leave)
{
	start(programs(3));
	world_run(2 * S);
	world_scale(1);
	must(world_proc(0)->stops == 0 && world_proc(1)->stops == 1 && world_proc(2)->stops == 1);
	ends(world_proc(1), KILLED(SIGTERM));
	must(W.last.end.reason == SV_X_SCALED_DOWN && W.last.end.planned);
	ends(world_proc(2), EXITED(0));
	stop();
}

Test(program, any_order_of_events_leaves_the_table_in_order)
{
	uint64_t seed;
	int step;

	for (seed = 1; seed <= 60; seed++) {
		sv_pool_config c = programs(3);
		uint64_t s = seed;

		program.notify = seed % 2;
		program.watchdog_ns = program.notify ? 10 * S : 0;
		program.spare_group = seed % 3 == 0;
		program.start_ns = program.notify ? 0 : (int64_t) (seed % 5) * S / 2;
		c.boot_ns = 60 * S;
		c.max_age_ns = seed % 7 == 0 ? 20 * S : 0;
		c.max_memory = seed % 5 == 0 ? 100 << 20 : 0;
		start(c);
		W.fixed = -1;
		for (step = 0; step < 300 && W.pool->phase == SV_PH_RUNNING; step++) {
			static const char *const words[] = { "READY=1", "STATUS=x", "WATCHDOG=1", "STOPPING=1", "WATCHDOG=trigger", "nonsense" };
			static const int statuses[] = { EXITED(0), EXITED(1), KILLED(SIGKILL), KILLED(SIGTERM), KILLED(SIGSEGV) };
			struct proc *p = world_proc(unit_below(&s, W.pool->len));

			switch (unit_below(&s, 8)) {
			case 0: if (p && p->slot->fd >= 0) { proc_notify(p, words[unit_below(&s, COUNT(words))]); } break;
			case 1: if (p) { ends(p, statuses[unit_below(&s, COUNT(statuses))]); } break;
			case 2: W.not_started = unit_below(&s, 4) == 0 ? "no" : NULL; break;
			case 3: if (p) { p->memory = (uint64_t) unit_below(&s, 200) << 20; } break;
			case 4: if (unit_below(&s, 10) == 0) { world_restart(); } break;
			case 5: if (unit_below(&s, 10) == 0) { world_scale(1 + unit_below(&s, 4)); } break;
			default: world_run((int64_t) unit_below(&s, 4000) * MS); break;
			}
			world_check();
		}
		sv_pool_stop(W.pool, 25 * S);
		for (uint32_t i = 0; i < W.pool->len; i++) {
			if (world_proc(i)) {
				ends(world_proc(i), KILLED(SIGKILL));
			}
		}
		world_service();
		world_free();
	}
}

/* --- which file --- */

static bool finds(const char *name, char *path, const char *expected, int error)
{
	char *const env[] = { "A=b", path, NULL };
	const char *searched;
	char *file = sv_program_find(name, env, &searched);
	bool right = expected ? file && strcmp(file, expected) == 0 : !file && errno == error;

	free(file);
	return right;
}

Test(program, a_name_is_looked_for_in_the_path_of_its_environment)
{
	char dir[] = "/tmp/unit-program-XXXXXX", file[64], plain[64], path[128];
	FILE *f;

	must(mkdtemp(dir) != NULL);
	snprintf(file, sizeof file, "%s/sh", dir);
	snprintf(plain, sizeof plain, "%s/plain", dir);
	f = fopen(file, "w");
	must(f && fclose(f) == 0 && chmod(file, 0711) == 0);
	f = fopen(plain, "w");
	must(f && fclose(f) == 0);
	snprintf(path, sizeof path, "PATH=/nowhere:%s:/bin", dir);
	must(finds("sh", path, file, 0));
	must(finds("sh", "PATH=/bin", "/bin/sh", 0));
	must(finds("plain", path, NULL, EACCES));
	must(finds("nothing", path, NULL, ENOENT) && finds("", path, NULL, ENOENT));
	must(finds("sh", "PATH=", NULL, ENOENT) && finds("sh", "PATH=:bin:.", NULL, ENOENT)); /* nothing of the current directory */
	must(finds("sh", "PATHS=/bin", "/usr/bin/sh", 0)); /* the usual ones */
	must(finds("/bin/sh", path, "/bin/sh", 0) && finds("./x", path, "./x", 0) && finds("no/where", path, "no/where", 0));
	must(finds("tmp", "PATH=/:/nowhere", NULL, EACCES)); /* a directory */
	unlink(file);
	unlink(plain);
	rmdir(dir);
}

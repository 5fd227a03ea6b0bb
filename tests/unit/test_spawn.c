/* SPDX-License-Identifier: BSD-3-Clause */
/* test_spawn.c: where the supervisor's descriptors begin, and room for them: with real limits. Forking itself is tested with PHP. */
#include "unit.h"

#include "core/spawn.h"

#include <sys/resource.h>
#include <sys/wait.h>

#define PER_WORKER 2 /* channel, pidfd */

static rlim_t soft(void)
{
	struct rlimit r;

	must(getrlimit(RLIMIT_NOFILE, &r) == 0);
	return r.rlim_cur;
}

/* Limits of this process from now on; the hard one can only be lowered. */
static void limit(rlim_t cur, rlim_t max)
{
	struct rlimit r;

	must(getrlimit(RLIMIT_NOFILE, &r) == 0);
	if (r.rlim_max < max) {
		cr_skip_test("the hard limit of descriptors is too low here");
	}
	r = (struct rlimit) { cur, max };
	if (setrlimit(RLIMIT_NOFILE, &r) != 0) {
		cr_skip_test("the limit cannot be set"); /* valgrind needs what is above it */
	}
}

Test(spawn, descriptors_begin_at_1024_where_there_may_be_many)
{
	limit(2048, 2048);
	must(sv_spawn_base() == 1024);
}

Test(spawn, descriptors_begin_at_512_where_there_are_few_and_stay_there)
{
	limit(2047, 4000);
	must(sv_spawn_base() == 512);
	limit(4000, 4000);
	must(sv_spawn_base() == 512);
}

Test(spawn, a_soft_limit_that_is_enough_is_not_raised)
{
	limit(1024, 4000);
	must(sv_spawn_make_room(4, 0) == 0 && soft() == 1024);
}

Test(spawn, a_soft_limit_that_is_too_low_is_raised_to_the_hard_one)
{
	limit(1024, 4000);
	must(sv_spawn_make_room(200, 0) == 0 && soft() == 4000);
}

/* 500 workers would do with 2048, did their descriptors begin at 512. */
Test(spawn, it_counts_where_the_descriptors_begin)
{
	limit(2048, 4000);
	must(sv_spawn_make_room(500, 0) == 0 && soft() == 4000);
}

/* 100 workers, and 10 successors: eight descriptors each with an output, two without. */
Test(spawn, it_counts_the_descriptors_of_outputs)
{
	limit(2048, 4000);
	must(sv_spawn_make_room(100, 100) == 0 && soft() == 2048);
	must(sv_spawn_make_room(110, 0) == 0 && soft() == 2048);
	must(sv_spawn_make_room(110, 110) == 0 && soft() == 4000);
}

Test(spawn, a_hard_limit_that_is_too_low_is_told_and_nothing_is_changed)
{
	limit(1024, 1500);
	must(sv_spawn_make_room(500, 0) > 1500 && soft() == 1024);
}

/* In a process of its own, whose limits are these. */
static uint64_t room_under(uint32_t workers, rlim_t cur, rlim_t max)
{
	uint64_t need = 0;
	int tube[2], status;
	pid_t pid;

	must(pipe(tube) == 0);
	pid = unit_fork();
	if (pid == 0) {
		struct rlimit r = { cur, max };

		child_must(setrlimit(RLIMIT_NOFILE, &r) == 0);
		need = sv_spawn_make_room(workers, 0);
		child_must(getrlimit(RLIMIT_NOFILE, &r) == 0);
		/* With room, the descriptors of all workers and of a tenth that are being replaced are below the limit; without, nothing has changed. */
		child_must(need ? r.rlim_cur == cur : (rlim_t) sv_spawn_base() + (workers + workers / 10) * PER_WORKER < r.rlim_cur);
		child_must(write(tube[1], &need, sizeof need) == sizeof need);
		_exit(0);
	}
	must(waitpid(pid, &status, 0) == pid);
	must_say(status == 0, "%u workers, limits %llu %llu: status %d", workers, (unsigned long long) cur, (unsigned long long) max, status);
	must(read(tube[0], &need, sizeof need) == sizeof need);
	close(tube[0]);
	close(tube[1]);
	return need;
}

Test(spawn, room_is_room_and_the_limit_that_is_told_is_enough, .timeout = 60)
{
	uint64_t seed = 7;
	struct rlimit now;
	int i;

	must(getrlimit(RLIMIT_NOFILE, &now) == 0);
	for (i = 0; i < 300; i++) {
		uint32_t workers = 1 + unit_below(&seed, 1000);
		rlim_t max = 300 + unit_below(&seed, 4000), cur = 256 + unit_below(&seed, (uint32_t) max - 256 + 1);
		uint64_t need;

		if (max > now.rlim_max) {
			continue;
		}
		need = room_under(workers, cur, max);
		if (need) {
			must_say(need > max, "%u workers need %llu and have %llu", workers, (unsigned long long) need, (unsigned long long) max);
			must(need > now.rlim_max || room_under(workers, cur, need) == 0);
		}
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_groups.c: the memory of process groups: the sums, and those of real processes. */
#include "unit.h"

#include "core/groups.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

Test(groups, the_entries_of_one_group_are_added_up)
{
	sv_group g[] = { { 9, 1 }, { 3, 10 }, { 9, 2 }, { 5, 100 }, { 3, 20 }, { 9, 4 } };
	size_t n = sv_groups_sum(g, COUNT(g));

	must(n == 3);
	must(sv_groups_find(g, n, 3) == 30 && sv_groups_find(g, n, 5) == 100 && sv_groups_find(g, n, 9) == 7);
	must(sv_groups_find(g, n, 4) == 0 && sv_groups_find(g, n, 99) == 0);
	must(sv_groups_sum(g, 0) == 0 && sv_groups_find(NULL, 0, 3) == 0);
}

Test(groups, sums_of_random_entries_are_those_that_a_plain_loop_finds)
{
	uint64_t seed = 1;
	int round;

	for (round = 0; round < 200; round++) {
		sv_group g[40], copy[40];
		size_t n = unit_below(&seed, 41), i, k;

		for (i = 0; i < n; i++) {
			copy[i] = g[i] = (sv_group) { 1 + (pid_t) unit_below(&seed, 8), unit_below(&seed, 1000) };
		}
		k = sv_groups_sum(g, n);
		for (pid_t group = 0; group < 10; group++) {
			uint64_t sum = 0;

			for (i = 0; i < n; i++) {
				sum += copy[i].group == group ? copy[i].memory : 0;
			}
			must(sv_groups_find(g, k, group) == sum);
		}
	}
}

/* A child that has touched so much, in a group; it waits for its end. */
static pid_t child_with(size_t bytes, pid_t group)
{
	int tube[2];
	char c;
	pid_t pid;

	must(pipe(tube) == 0);
	pid = unit_fork();
	if (pid == 0) {
		char *p;

		(void) setpgid(0, group);
		p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		child_must(p != MAP_FAILED);
		memset(p, 1, bytes);
		child_must(write(tube[1], "x", 1) == 1);
		for (;;) {
			pause();
		}
	}
	must(read(tube[0], &c, 1) == 1);
	close(tube[0]);
	close(tube[1]);
	return pid;
}

Test(groups, all_processes_of_a_group_count)
{
	const size_t mb = 1 << 20;
	pid_t a = child_with(20 * mb, 0), b = child_with(30 * mb, a);
	int64_t now = SV_GROUPS_FRESH_NS;
	uint64_t both, one;
	sv_process p;

	both = sv_groups_memory(a, now);
	must(sv_linux_process(a, &p) && p.group == a && p.memory >= 20 * mb);
	one = p.memory;
	must(sv_linux_process(b, &p) && p.group == a);
	must_say(both >= one + 30 * mb, "%llu", (unsigned long long) both);
	must(sv_groups_memory(b, now) == 0); /* b leads no group */

	kill(b, SIGKILL);
	must(waitpid(b, NULL, 0) == b);
	must(sv_groups_memory(a, now + SV_GROUPS_FRESH_NS) == both); /* the same look */
	must(sv_groups_memory(a, now + SV_GROUPS_FRESH_NS + 1) < both - 29 * mb);
	kill(a, SIGKILL);
	must(waitpid(a, NULL, 0) == a);
	must(!sv_linux_process(a, &p));
}

Test(groups, a_name_with_parentheses_and_spaces_hides_nothing)
{
	sv_process p;

	must(prctl(PR_SET_NAME, "a) R 1 2 (3") == 0);
	must(sv_linux_process(getpid(), &p) && p.pid == getpid() && p.group == getpgrp() && p.memory >= 1 << 20);
}

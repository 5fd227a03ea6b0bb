/* SPDX-License-Identifier: BSD-3-Clause */
/* test_fds.c: which descriptors a child closes, and which are somebody else's: with real ones. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/fds.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#define FROM 300
#define ALL 400 /* numbers from FROM on */

static bool is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
}

static void open_at(int fd)
{
	must(fcntl(0, F_DUPFD, fd) == fd);
}

static void add(int fd)
{
	open_at(fd);
	must(sv_fds_add(fd) == fd);
}

static int ended(pid_t pid)
{
	int status;

	must(waitpid(pid, &status, 0) == pid);
	return status;
}

Test(fds, an_error_is_passed_on_and_a_number_that_cannot_be_noted_is_one)
{
	errno = ENFILE;
	must(sv_fds_add(-1) == -1 && errno == ENFILE);
	must(sv_fds_add(1 << 20) == -1 && errno == EMFILE);
}

Test(fds, a_child_closes_those_of_its_parent_and_no_other)
{
	enum { FREE, OWN, CLOSED, OTHERS } what[ALL];
	uint64_t seed = 5;
	int round, i, status;
	pid_t pid;

	for (round = 0; round < 30; round++) {
		int keep = -1;

		for (i = 0; i < ALL; i++) {
			/* in runs of some length, also across words of 64 */
			what[i] = i && unit_below(&seed, (uint32_t) round + 1) ? what[i - 1] : unit_below(&seed, 4);
			if (what[i] == OTHERS) {
				open_at(FROM + i);
			} else if (what[i] != FREE) {
				add(FROM + i);
				keep = keep < 0 || unit_below(&seed, 3) == 0 ? FROM + i : keep;
			}
		}
		for (i = 0; i < ALL; i++) {
			if (what[i] == CLOSED && FROM + i != keep) {
				sv_fds_close(FROM + i);
			}
		}
		pid = unit_fork();
		if (pid == 0) {
			sv_fds_leave(keep);
			for (i = 0; i < ALL; i++) {
				child_must(is_open(FROM + i) == (what[i] == OTHERS || FROM + i == keep));
			}
			child_must(is_open(0) && is_open(2));
			_exit(0);
		}
		status = ended(pid);
		must_say(status == 0, "round %d", round);
		for (i = 0; i < ALL; i++) {
			if (what[i] == OTHERS) {
				close(FROM + i);
			} else if (what[i] == OWN || FROM + i == keep) {
				sv_fds_close(FROM + i);
			}
			must(!is_open(FROM + i));
		}
	}
}

/* A number that its parent had may be that of a file of the child. */
Test(fds, a_child_of_a_child_closes_what_that_has_and_not_what_the_parent_had)
{
	int status;
	pid_t pid;

	for (int i = 0; i < 10; i++) {
		add(FROM + i);
	}
	pid = unit_fork();
	if (pid == 0) {
		sv_fds_leave(FROM + 5);
		open_at(FROM + 2);
		open_at(FROM + 9);
		child_must(sv_fds_add(fcntl(0, F_DUPFD, FROM + 7)) == FROM + 7);
		pid = unit_fork();
		if (pid == 0) {
			sv_fds_leave(FROM + 7);
			child_must(is_open(FROM + 2) && is_open(FROM + 9) && is_open(FROM + 7) && !is_open(FROM + 5));
			_exit(0);
		}
		child_must(ended(pid) == 0);
		sv_fds_close(FROM + 5);
		child_must(!is_open(FROM + 5) && is_open(FROM + 7));
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
}

Test(fds, others_are_in_gaps_and_from_the_end_on)
{
	must(sv_fds_next_other(FROM) == FROM && sv_fds_end() == 0);
	add(FROM);
	add(FROM + 1);
	add(FROM + 2);
	must(sv_fds_next_other(FROM) == FROM + 3 && sv_fds_end() == FROM + 3);
	must(sv_fds_next_other(FROM + 7) == FROM + 7);
	sv_fds_close(FROM + 1);
	must(sv_fds_next_other(FROM) == FROM + 1 && sv_fds_end() == FROM + 3);
	sv_fds_close(FROM + 2);
	must(sv_fds_next_other(FROM) == FROM + 1 && sv_fds_end() == FROM + 1);
	sv_fds_close(FROM);
	must(sv_fds_next_other(FROM) == FROM && sv_fds_end() == 0);
}

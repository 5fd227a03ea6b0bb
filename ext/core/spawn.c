/* SPDX-License-Identifier: BSD-3-Clause */
/* spawn.c: the process half of forking a worker; see spawn.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/spawn.h"

#include "core/arena.h"
#include "core/fds.h"
#include "core/linux.h"
#include "core/logs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* Descriptors a slot: channel, pidfd. */
#define PER_SLOT 2
/* ... and what the rest of the program, and arenas of cells, may need beside them; below them it has hundreds. */
#define OTHERS 128
/* Where they begin, and where they do when there may be so many in all. */
#define BASE 512
#define HIGH_BASE 1024
#define MANY 2048

static struct rlimit first_limit;
static bool raised;
static int decided; /* once for all, so that they stay together. 0: not yet */
static int others_from, others_to; /* in a child: where descriptors of the script may be among those of its parent's supervisor */

static int base_below(rlim_t limit)
{
	return decided ? decided : limit >= MANY ? HIGH_BASE : BASE;
}

int sv_spawn_base(void)
{
	struct rlimit r;

	if (!decided) {
		decided = base_below(getrlimit(RLIMIT_NOFILE, &r) == 0 ? r.rlim_cur : 0);
	}
	return decided;
}

uint64_t sv_spawn_make_room(uint32_t workers, uint32_t captured)
{
	/* Successors are there beside the workers that they replace. */
	rlim_t need = ((rlim_t) workers + sv_policy_rolling(workers)) * PER_SLOT + (captured ? (rlim_t) captured + sv_policy_rolling(captured) : 0) * SV_LOGS_DESCRIPTORS + OTHERS;
	struct rlimit r, before;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur >= (rlim_t) base_below(r.rlim_cur) + need) {
		return 0;
	}
	before = r;
	r.rlim_cur = r.rlim_max;
	if (r.rlim_max >= (rlim_t) base_below(r.rlim_max) + need && setrlimit(RLIMIT_NOFILE, &r) == 0) {
		first_limit = raised ? first_limit : before;
		raised = true;
		return 0;
	}
	return need + (r.rlim_max < MANY && need + BASE < MANY ? BASE : HIGH_BASE); /* in a process that begins with such a limit */
}

const struct rlimit *sv_spawn_first_limit(void)
{
	return raised ? &first_limit : NULL;
}

/*
 * Both ends get their numbers here, where no other descriptor has them: in the worker a stream of the script still goes by the number of any that is closed there, and must
 * not reach the channel.
 */
static int open_channel(int pair[2])
{
	int buffer = SV_CHANNEL_BUFFER, high[2], error, i;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		return errno;
	}
	for (i = 0; i < 2; i++) {
		high[i] = sv_fds_add(fcntl(pair[i], F_DUPFD_CLOEXEC, sv_spawn_base()));
		error = errno == EINVAL ? EMFILE : errno; /* the limit has been lowered below the range */
		close(pair[i]);
		if (high[i] < 0) {
			if (i == 0) {
				close(pair[1]);
			} else {
				sv_fds_close(high[0]);
			}
			return error;
		}
		pair[i] = high[i];
		(void) setsockopt(pair[i], SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
	}
	return 0;
}

int sv_spawn_worker(const sv_spawn *how, sv_slot *slot)
{
	sigset_t all, old;
	int pair[2], error;
	pid_t pid, parent = getpid();

	if (!slot->cell) {
		slot->cell = sv_arena_take(sv_spawn_base());
		if (!slot->cell) {
			return errno;
		}
	}
	sv_cell_reset(slot->cell);
	error = sv_logs_attach(slot);
	if (error) {
		return error;
	}
	error = open_channel(pair);
	if (error) {
		return error;
	}

	/* A child that takes a signal with the master's handlers would act, and wake the master's loop, in its place. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &old);
	pid = how->fork();
	if (pid == 0) {
		how->child(slot, pair[1], parent, &old);
		_exit(255);
	}
	error = errno;
	if (pid > 0) {
		(void) setpgid(pid, pid); /* the child does it too: whoever comes first */
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	sv_fds_close(pair[1]);
	if (pid < 0) {
		sv_fds_close(pair[0]);
		return error ? error : EAGAIN;
	}
	slot->pid = pid;
	slot->fd = pair[0];
	return 0;
}

void sv_spawn_free_cell(sv_slot *slot)
{
	sv_arena_give(slot->cell);
	slot->cell = NULL;
}

sv_cell *sv_spawn_child(const sv_slot *slot, int channel, pid_t parent)
{
	sv_cell *cell;

	(void) setpgid(0, 0);
	if (!sv_linux_die_with_parent(parent)) {
		_exit(0);
	}
	/* The mapping of the master is not inherited (and those of the siblings are not, either). */
	cell = sv_arena_map(slot->cell);
	if (!cell) {
		_exit(255);
	}
	sv_logs_enter(slot);
	others_from = sv_fds_next_other(sv_spawn_base());
	others_to = sv_fds_end();
	sv_fds_leave(channel);
	return cell;
}

void sv_spawn_cut_connections(int channel)
{
	sv_linux_cut_connections(3, sv_spawn_base(), channel);
	sv_linux_cut_connections(others_from, others_to, channel);
}

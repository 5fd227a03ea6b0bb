/* SPDX-License-Identifier: BSD-3-Clause */
/* init.c: a small init; see init.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/init.h"

#include "core/linux.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/* All but those of faults: to block one of these would not help, the kernel kills then. */
static void fill(sigset_t *set)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS };
	size_t i;

	sigfillset(set);
	for (i = 0; i < sizeof faults / sizeof *faults; i++) {
		sigdelset(set, faults[i]);
	}
}

/*
 * Three cases.
 * No terminal: the child gets a group of its own, so that what is sent to the init's group comes once.
 * In the foreground of its terminal (docker run -t): the child takes the init's place there, and Ctrl-C goes to it alone.
 * In the background, or in a group that comes from outside of the namespace, whose number is 0 here (unshare in a shell): nobody could put the terminal
 * back for those who share it, so the child stays in the group, where the shell's job control and the terminal's signals reach it without the init.
 */
static void look_at_terminal(sv_init *in)
{
	pid_t group = getpgrp();

	in->own_group = true;
	in->tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (in->tty >= 0 && (group == 0 || tcgetpgrp(in->tty) != group)) {
		close(in->tty);
		in->tty = -1;
		in->own_group = false;
	}
}

void sv_init_prepare(sv_init *in)
{
	struct sigaction sa = { .sa_handler = SIG_DFL };
	sigset_t set;

	fill(&set);
	sigprocmask(SIG_BLOCK, &set, &in->mask);
	sigemptyset(&sa.sa_mask);
	sigaction(SIGCHLD, &sa, &in->chld); /* were it ignored, the kernel would reap the child and forget its status */
	look_at_terminal(in);
}

void sv_init_leave(sv_init *in, bool is_child)
{
	if (is_child && in->own_group) {
		(void) setpgid(0, 0);
	}
	if (in->tty >= 0) {
		if (is_child) {
			(void) tcsetpgrp(in->tty, getpgrp()); /* from the background: SIGTTOU is blocked here */
		}
		close(in->tty);
		in->tty = -1;
	}
	sigaction(SIGCHLD, &in->chld, NULL);
	sigprocmask(SIG_SETMASK, &in->mask, NULL);
}

/* Reaps whoever is dead. The status to end with; -1: the child lives. */
static int reap(const sv_init *in, pid_t child)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) != 0) {
		if (pid < 0) {
			if (errno == EINTR) {
				continue;
			}
			return 255; /* no child, which cannot be */
		}
		if (pid != child) {
			continue;
		}
		if (WIFEXITED(status)) {
			return WEXITSTATUS(status);
		}
		if (WIFSIGNALED(status)) {
			return 128 + WTERMSIG(status);
		}
		/* Ctrl-Z, and no shell that could say "fg": pid 1 would not have stopped, either. SIGTTIN would come again and again. */
		if (WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP && in->tty >= 0) {
			kill(-child, SIGCONT);
		}
	}
	return -1;
}

static bool is_for_child(const sv_init *in, const siginfo_t *info)
{
	/* A timer of this process; an exec ends them, so nobody has set one for the child. */
	if (info->si_code == SI_TIMER) {
		return false;
	}
	/* The terminal's signals come to the whole group. When the group is the child's own, what the kernel sends here is a hangup, for the session's leader only. */
	return info->si_code != SI_KERNEL || in->own_group;
}

int sv_init_run(const sv_init *in, pid_t child)
{
	siginfo_t info;
	sigset_t set;
	int sig, status;

	/*
	 * A socket that the child stops to listen on must be closed then, and a pipe that it closes must say EOF. 0, 1 and 2 stay: "> /proc/1/fd/1" is how other
	 * processes of a container write to its log. Their readers get EOF when this process ends, right after the child.
	 */
	sv_linux_close_from(3);
	fill(&set);
	/* All is blocked and waits in the queue, so that nothing can come between a look and the wait. */
	while ((status = reap(in, child)) < 0) {
		sig = sigwaitinfo(&set, &info);
		if (sig > 0 && sig != SIGCHLD && is_for_child(in, &info)) {
			kill(child, sig); /* not reaped, so the number is still its own */
		}
	}
	return status;
}

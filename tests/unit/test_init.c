/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_init.c: the small init, in a process that adopts orphans as pid 1 does (a subreaper). All waiting is for an end of file or a death.
 */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/init.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 20000 /* for what happens at once */

/* An init in front of work(fd), which says by a byte that it is ready. The init's pid; *said: what work() writes to fd. */
static pid_t start(void (*work)(int fd), int *said)
{
	int pair[2];
	pid_t pid;

	must(pipe(pair) == 0);
	pid = unit_fork();
	if (pid == 0) {
		sv_init in;
		pid_t child;

		close(pair[0]);
		prctl(PR_SET_CHILD_SUBREAPER, 1);
		sv_init_prepare(&in);
		child = unit_fork();
		if (child > 0) {
			_exit(sv_init_run(&in, child));
		}
		child_must(child == 0);
		sv_init_leave(&in, true);
		work(pair[1]);
		_exit(0);
	}
	must(pid > 0);
	close(pair[1]);
	*said = pair[0];
	return pid;
}

/* The next byte; 0: end of file; -1: nothing came. */
static int next(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	unsigned char c;

	if (poll(&p, 1, WAIT_MS) != 1) {
		return -1;
	}
	return read(fd, &c, 1) == 1 ? c : 0;
}

static void say(int fd, char c)
{
	child_must(write(fd, &c, 1) == 1);
}

static void must_end(pid_t pid, int with)
{
	int status;

	must(waitpid(pid, &status, 0) == pid);
	must_say(WIFEXITED(status) && WEXITSTATUS(status) == with, "status %#x, not exit(%d)", (unsigned) status, with);
}

static void exit_7(int fd)
{
	(void) fd;
	_exit(7);
}

static void killed(int fd)
{
	(void) fd;
	raise(SIGKILL);
}

Test(init, ends_with_the_status_of_its_child)
{
	int said;

	must_end(start(exit_7, &said), 7);
	must_end(start(killed, &said), 128 + SIGKILL);
}

Test(init, needs_no_sigchld_of_its_own)
{
	int said;

	signal(SIGCHLD, SIG_IGN); /* inherited: the kernel would reap the child */
	pid_t pid = start(exit_7, &said);
	signal(SIGCHLD, SIG_DFL);
	must_end(pid, 7);
}

static const int forwarded[] = {
	SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH, SIGPROF
};

/* Says which signal came; a second SIGTERM ends it. */
static void tell_signals(int fd)
{
	sigset_t all;
	int sig, terms = 0;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	say(fd, 'r');
	while (terms < 2 && sigwait(&all, &sig) == 0) {
		terms += sig == SIGTERM;
		say(fd, (char) sig);
	}
	_exit(3);
}

Test(init, forwards_signals)
{
	int said;
	pid_t pid = start(tell_signals, &said);
	size_t i;

	must(next(said) == 'r');
	for (i = 0; i < COUNT(forwarded); i++) {
		int sig;

		kill(pid, forwarded[i]);
		sig = next(said);
		must_say(sig == forwarded[i], "%d came as %d", forwarded[i], sig);
	}
	kill(pid, SIGTERM);
	must_end(pid, 3);
}

static void wait_for_signal(int fd)
{
	say(fd, 'r');
	for (;;) {
		pause();
	}
}

Test(init, a_signal_that_ends_the_child_is_in_the_status)
{
	int said;
	pid_t pid = start(wait_for_signal, &said);

	must(next(said) == 'r');
	kill(pid, SIGTERM);
	must_end(pid, 128 + SIGTERM);
}

Test(init, loses_nothing_while_it_is_stopped)
{
	int said, status;
	pid_t pid = start(tell_signals, &said);

	must(next(said) == 'r');
	/* The init itself may be stopped and continued by those outside. */
	kill(pid, SIGSTOP);
	must(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
	kill(pid, SIGUSR1);
	kill(pid, SIGCONT);
	must(next(said) == SIGUSR1);
	must(next(said) == SIGCONT);
	kill(pid, SIGTERM);
	must(next(said) == SIGTERM);
	kill(pid, SIGTERM);
	must_end(pid, 3);
}

/* Makes orphans, which come to the init, and waits until they are reaped, not only dead: this process is the init's only child again. */
static void leave_orphans(int fd)
{
	pid_t init = getppid();
	int i;

	for (i = 0; i < 100; i++) {
		pid_t pid = fork();

		child_must(pid >= 0);
		if (pid == 0) {
			if (fork() == 0) {
				while (getppid() != init) {
				}
				_exit(0);
			}
			_exit(0);
		}
		child_must(waitpid(pid, NULL, 0) == pid);
	}
	for (;;) {
		char path[64], line[256] = "";
		FILE *f;

		snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int) init, (int) init);
		f = fopen(path, "re");
		if (!f) {
			say(fd, '?');
			_exit(0);
		}
		if (!fgets(line, sizeof line, f)) {
			line[0] = 0;
		}
		fclose(f);
		if (atoi(line) == getpid() && strcspn(line, " ") + 1 >= strlen(line)) {
			say(fd, 'z');
			_exit(5);
		}
	}
}

Test(init, reaps_orphans, .timeout = 60)
{
	int said, c;
	pid_t pid = start(leave_orphans, &said);

	c = next(said);
	if (c == '?') {
		must_end(pid, 0);
		cr_skip_test("/proc/PID/task/TID/children is not there");
	}
	must_say(c == 'z', "there are zombies: %d", c);
	must_end(pid, 5);
}

static void close_pipe(int fd)
{
	say(fd, 'r');
	close(fd);
	for (;;) {
		pause();
	}
}

Test(init, holds_no_descriptor_of_its_child)
{
	int said;
	pid_t pid = start(close_pipe, &said);

	must(next(said) == 'r');
	must(next(said) == 0);
	kill(pid, SIGTERM);
	must_end(pid, 128 + SIGTERM);
}

/* Says whether mask and SIGCHLD are what the test had. */
static void look(int fd)
{
	struct sigaction sa;
	sigset_t mask;

	sigprocmask(SIG_SETMASK, NULL, &mask);
	sigaction(SIGCHLD, NULL, &sa);
	say(fd, sigismember(&mask, SIGUSR2) == 1 && sigismember(&mask, SIGTERM) == 0 ? 'm' : '-');
	say(fd, sa.sa_handler == SIG_IGN ? 'c' : '-');
}

Test(init, leaves_the_child_as_it_was)
{
	sigset_t mask;
	int said;
	pid_t pid;

	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR2);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	signal(SIGCHLD, SIG_IGN);
	pid = start(look, &said);
	signal(SIGCHLD, SIG_DFL);
	must(next(said) == 'm');
	must(next(said) == 'c');
	must_end(pid, 0);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* birth.c: the birth of a program: vfork() and exec; see birth.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/birth.h"

#include "core/linux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child tells before it ends. */
typedef struct told {
	volatile int step; /* -1: nothing */
	volatile int error;
} told;

static bool wrong(told *t, sv_birth_step step)
{
	t->error = errno;
	t->step = (int) step;
	return false;
}

static bool become(const sv_identity *who, told *t)
{
	if (who->set_groups && sv_linux_set_groups(who->groups_len, who->groups) != 0) {
		return wrong(t, SV_B_GROUPS);
	}
	if (who->set_group && sv_linux_set_group(who->gid) != 0) {
		return wrong(t, SV_B_GROUP);
	}
	if (who->set_user && sv_linux_set_user(who->uid) != 0) {
		return wrong(t, SV_B_USER);
	}
	return true;
}

static bool set_descriptors(const sv_birth *b, told *t)
{
	int null = open("/dev/null", O_RDONLY), fd;

	if (null < 0 || dup2(null, 0) < 0 || (b->out >= 0 && dup2(b->out, 1) < 0) || (b->err >= 0 && dup2(b->err, 2) < 0)) {
		return wrong(t, SV_B_DESCRIPTORS);
	}
	for (fd = 0; fd < 3; fd++) {
		(void) fcntl(fd, F_SETFD, 0); /* the master may have opened its own ones anew */
	}
	if (b->prints) {
		b->prints(b->of);
	}
	sv_linux_close_from_raw(3);
	return true;
}

/*
 * In the child, which runs in the parent's memory: system calls only, nothing is allocated, and nothing of the libc that knows of threads, such as its setuid(), which
 * would change the user of all threads of the master.
 */
static bool prepare(const sv_birth *b, pid_t parent, told *t)
{
	sigset_t none;

	/* Ignored ones would stay ignored, and handlers must not run in here: they are the master's, and so is their memory. */
	sv_linux_reset_signals();
	(void) setpgid(0, 0);
	if (b->files) {
		(void) setrlimit(RLIMIT_NOFILE, b->files);
	}
	if (b->renice && setpriority(PRIO_PROCESS, 0, b->nice) != 0) {
		return wrong(t, SV_B_NICE);
	}
	if (!become(b->who, t)) {
		return false;
	}
	/* After that, for a change of user makes the kernel forget it. */
	if (!sv_linux_killed_with_parent(parent)) {
		_exit(0);
	}
	if (b->umask >= 0) {
		(void) umask((mode_t) b->umask);
	}
	/* As the program's user, who may not be allowed to go there. */
	if (b->directory && chdir(b->directory) != 0) {
		return wrong(t, SV_B_DIRECTORY);
	}
	if (!set_descriptors(b, t)) {
		return false;
	}
	sigemptyset(&none);
	(void) sigprocmask(SIG_SETMASK, &none, NULL);
	return true;
}

/* A function of its own: what the compiler keeps in the frame that calls vfork(), the child may overwrite. */
__attribute__((noinline)) static pid_t give(const sv_birth *b, pid_t parent, told *t)
{
	pid_t pid = vfork();

	if (pid == 0) {
		if (prepare(b, parent, t)) {
			execve(b->path, b->argv, b->envp);
			wrong(t, SV_B_EXEC);
		}
		_exit(127);
	}
	return pid;
}

pid_t sv_birth_give(sv_birth *b)
{
	told t = { -1, 0 };
	sigset_t all, old;
	int error;
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &old);
	pid = give(b, getpid(), &t);
	error = errno;
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (pid < 0) {
		b->step = SV_B_VFORK;
		b->error = error ? error : EAGAIN;
		return -1;
	}
	if (t.step < 0) {
		return pid;
	}
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
	}
	b->step = (sv_birth_step) t.step;
	b->error = t.error;
	return -1;
}

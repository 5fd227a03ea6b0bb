/* SPDX-License-Identifier: BSD-3-Clause */
/* test_birth.c: real programs are born: what they find, and what is told when they cannot be. */
#include "unit.h"

#include "core/birth.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const sv_identity as_master;
static char *const no_env[] = { NULL };

static sv_birth birth_of(const char *path, char *const *argv)
{
	return (sv_birth) { .path = path, .argv = argv, .envp = no_env, .out = -1, .err = -1, .who = &as_master, .umask = -1 };
}

/* Runs a shell script to its end; its stdout. */
static char *shell(sv_birth *b, const char *script, char *out, size_t size)
{
	char *argv[] = { "sh", "-c", (char *) script, NULL };
	int tube[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	must(pipe(tube) == 0);
	b->path = "/bin/sh";
	b->argv = argv;
	b->out = tube[1];
	pid = sv_birth_give(b);
	must_say(pid > 0, "step %d, errno %d", b->step, b->error);
	must(getpgid(pid) == pid);
	close(tube[1]);
	while ((n = read(tube[0], out + len, size - len - 1)) > 0) {
		len += (size_t) n;
	}
	out[len] = 0;
	close(tube[0]);
	must(waitpid(pid, &status, 0) == pid);
	must_say(status == 0, "status %x, out %.300s", status, out);
	return out;
}

static bool fails(sv_birth b, sv_birth_step step, int error)
{
	pid_t pid = sv_birth_give(&b);

	return pid == -1 && b.step == step && b.error == error && waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD;
}

Test(birth, the_step_that_failed_and_its_errno_are_told_and_no_child_is_left)
{
	char *argv[] = { "x", NULL };
	char file[] = "/tmp/unit-birth-XXXXXX";
	sv_birth b = birth_of("/bin/true", argv);
	int fd = mkstemp(file);

	must(fails(birth_of("/nowhere/x", argv), SV_B_EXEC, ENOENT));
	must(fails(birth_of("/etc", argv), SV_B_EXEC, EACCES));
	must(fails(birth_of("/etc/passwd", argv), SV_B_EXEC, EACCES));
	must(write(fd, "no program", 10) == 10 && fchmod(fd, 0755) == 0 && close(fd) == 0);
	must(fails(birth_of(file, argv), SV_B_EXEC, ENOEXEC));
	unlink(file);
	b.directory = "/nowhere";
	must(fails(b, SV_B_DIRECTORY, ENOENT));
	b.directory = "/etc/passwd";
	must(fails(b, SV_B_DIRECTORY, ENOTDIR));
	b.directory = NULL;
	b.out = 999;
	must(fails(b, SV_B_DESCRIPTORS, EBADF));
}

Test(birth, who_may_not_switch_is_told_at_which_step)
{
	char *argv[] = { "x", NULL };
	sv_birth b = birth_of("/bin/true", argv);
	sv_identity who = { .set_user = true, .uid = 1 };
	pid_t pid;
	int status;

	pid = unit_fork();
	if (pid == 0) {
		child_must(setgid(65534) == 0 && setuid(65534) == 0);
		b.who = &who;
		child_must(fails(b, SV_B_USER, EPERM));
		who = (sv_identity) { .set_group = true, .gid = 1 };
		child_must(fails(b, SV_B_GROUP, EPERM));
		who = (sv_identity) { .set_groups = true };
		child_must(fails(b, SV_B_GROUPS, EPERM));
		b.who = &as_master;
		b.renice = true;
		b.nice = -20;
		child_must(fails(b, SV_B_NICE, EACCES));
		_exit(0);
	}
	must(waitpid(pid, &status, 0) == pid);
	if (geteuid() != 0) {
		cr_skip_test("only root can try it as another user");
	}
	must(status == 0);
}

Test(birth, a_program_finds_what_was_asked_for)
{
	gid_t groups[] = { 7, 8 };
	sv_identity who = { true, true, true, 65534, 65533, groups, 2 };
	sv_birth b = birth_of(NULL, NULL);
	char *env[] = { "A=1", "PATH=/usr/bin:/bin", NULL }, out[4096];

	b.envp = env;
	b.directory = "/usr/lib";
	b.umask = 027;
	b.renice = true;
	b.nice = 5;
	must(strcmp(shell(&b, "pwd; umask; nice; echo $A; ls -1 /proc/self/fd", out, sizeof out), "/usr/lib\n0027\n5\n1\n0\n1\n2\n3\n") == 0);
	if (geteuid() != 0) {
		cr_skip_test("only root can switch");
	}
	b.who = &who;
	must_say(strcmp(shell(&b, "id -u; id -g; id -G", out, sizeof out), "65534\n65533\n65533 7 8\n") == 0, "%.400s", out);
}

static void handler(int sig)
{
	(void) sig;
}

Test(birth, no_signal_is_blocked_ignored_or_caught_and_the_masters_are_as_they_were)
{
	char *env[] = { "PATH=/usr/bin:/bin", NULL }, out[4096];
	sv_birth b = birth_of(NULL, NULL);
	struct sigaction sa;
	sigset_t set, now;

	signal(SIGUSR1, handler);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	b.envp = env;
	shell(&b, "exec cat /proc/self/status", out, sizeof out);
	must_say(strstr(out, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\nSigCgt:\t0000000000000000\n") != NULL, "%.400s", out);
	must(sigaction(SIGUSR1, NULL, &sa) == 0 && sa.sa_handler == handler);
	must(sigaction(SIGHUP, NULL, &sa) == 0 && sa.sa_handler == SIG_IGN);
	must(sigprocmask(SIG_SETMASK, NULL, &now) == 0 && sigismember(&now, SIGTERM) == 1 && sigismember(&now, SIGHUP) == 0);
}

Test(birth, descriptors_of_the_master_are_closed_and_stdin_is_null)
{
	char *env[] = { "PATH=/usr/bin:/bin", NULL }, out[4096];
	sv_birth b = birth_of(NULL, NULL);
	int fd = open("/etc/passwd", O_RDONLY); /* without O_CLOEXEC */

	b.envp = env;
	must(fd >= 3 && fcntl(fd, F_DUPFD, 700) >= 700);
	shell(&b, "readlink /proc/self/fd/0; ls /proc/self/fd | wc -l", out, sizeof out);
	must_say(strcmp(out, "/dev/null\n4\n") == 0, "%.400s", out);
	must(fcntl(fd, F_GETFD) == 0); /* the master's are still open */
}

/* Not before: the master would have to look after what is born by a thread that ends. */
Test(birth, a_program_dies_with_its_master)
{
	char *argv[] = { "sleep", "60", NULL };
	sv_birth b = birth_of("/bin/sleep", argv);
	pid_t master, program = 0;
	int tube[2], fd;

	must(pipe(tube) == 0);
	master = unit_fork();
	if (master == 0) {
		program = sv_birth_give(&b);
		child_must(write(tube[1], &program, sizeof program) == sizeof program);
		pause();
		_exit(0);
	}
	must(read(tube[0], &program, sizeof program) == sizeof program && program > 0);
	fd = (int) syscall(434 /* pidfd_open */, program, 0);
	must(fd >= 0 && kill(program, 0) == 0);
	kill(master, SIGKILL);
	must(waitpid(master, NULL, 0) == master);
	{
		struct timeval second = { 10, 0 };
		fd_set set;

		FD_ZERO(&set);
		FD_SET(fd, &set);
		must(select(fd + 1, &set, NULL, NULL, &second) == 1);
	}
}

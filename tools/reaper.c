/* SPDX-License-Identifier: BSD-3-Clause
 *
 * reaper REPORT COMMAND...: runs the command and looks whether it left processes behind.
 *
 * It is a subreaper: whatever the command's descendants leave, also by a double fork, in another
 * session or in a chroot, becomes a child of this process. What is still there three seconds after
 * the command has ended is written to the file REPORT, one line each, and killed. The exit status
 * is the command's own (128 + n for signal n).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GRACE_MS 3000
#define STEP_MS 20

static volatile pid_t command;

static void forward(int sig)
{
	if (command > 0) {
		kill(command, sig);
	}
}

static void step(void)
{
	const struct timespec ts = { 0, STEP_MS * 1000000L };

	nanosleep(&ts, NULL);
}

/* Reaps what has ended; false once there is no child left. */
static int reap(void)
{
	pid_t pid;

	do {
		pid = waitpid(-1, NULL, WNOHANG);
	} while (pid > 0);
	return pid == 0;
}

static pid_t parent_of(const char *pid)
{
	char path[64], line[512], *p;
	FILE *f;
	int ppid = -1;

	snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
	if ((f = fopen(path, "r")) == NULL) {
		return -1;
	}
	if (fgets(line, sizeof(line), f) && (p = strrchr(line, ')')) != NULL) {
		sscanf(p + 1, " %*c %d", &ppid);
	}
	fclose(f);
	return ppid;
}

static void command_line(const char *pid, char *out, size_t size)
{
	char path[64];
	FILE *f;
	size_t n = 0, i;

	snprintf(path, sizeof(path), "/proc/%.20s/cmdline", pid);
	if ((f = fopen(path, "r")) != NULL) {
		n = fread(out, 1, size - 1, f);
		fclose(f);
	}
	for (i = 0; i < n; i++) {
		if (out[i] == '\0' || out[i] == '\n') {
			out[i] = ' ';
		}
	}
	out[n] = '\0';
}

/* Names and kills the children that are left; their own children become ours then. */
static void kill_children(FILE *report)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	char line[512];

	while (proc && (entry = readdir(proc)) != NULL) {
		if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || parent_of(entry->d_name) != getpid()) {
			continue;
		}
		command_line(entry->d_name, line, sizeof(line));
		fprintf(report, "pid %s: %s\n", entry->d_name, line[0] ? line : "(no command line)");
		kill((pid_t) atol(entry->d_name), SIGKILL);
	}
	if (proc) {
		closedir(proc);
	}
}

int main(int argc, char **argv)
{
	int status = 0, waited, left;
	pid_t pid;

	if (argc < 3) {
		fprintf(stderr, "usage: reaper REPORT COMMAND...\n");
		return 2;
	}
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) {
		perror("reaper: prctl");
		return 2;
	}
	pid = fork();
	if (pid < 0) {
		perror("reaper: fork");
		return 2;
	}
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		fprintf(stderr, "reaper: %s: %s\n", argv[2], strerror(errno));
		_exit(127);
	}
	command = pid;
	signal(SIGTERM, forward);
	signal(SIGINT, forward);
	signal(SIGHUP, forward);
	for (;;) {
		pid = waitpid(-1, &status, 0);
		if (pid == command || (pid < 0 && errno != EINTR)) {
			break;
		}
	}
	command = 0;
	for (waited = 0; (left = reap()) && waited < GRACE_MS; waited += STEP_MS) {
		step();
	}
	if (left) {
		FILE *report = fopen(argv[1], "a");

		while (report && left) {
			kill_children(report);
			step();
			left = reap();
		}
		if (report) {
			fclose(report);
		}
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

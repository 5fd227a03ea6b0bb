/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * birth.h: the birth of a program: vfork() and exec, so that a master with a large heap spawns as fast as a small one. A child that cannot become the program
 * says at which step and why, in the memory that it shares with its parent until then: no pipe, and no exit status 127 that means anything.
 *
 * Knows nothing of pools; all strings are ready, for a child of vfork() may allocate nothing.
 */
#ifndef SV_BIRTH_H
#define SV_BIRTH_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

typedef enum sv_birth_step {
	SV_B_VFORK, SV_B_NICE, SV_B_GROUPS, SV_B_GROUP, SV_B_USER, SV_B_DIRECTORY, SV_B_DESCRIPTORS, SV_B_EXEC
} sv_birth_step;

/* Who a program runs as. */
typedef struct sv_identity {
	bool set_user, set_group, set_groups; /* else as the master */
	uid_t uid;
	gid_t gid;
	gid_t *groups; /* supplementary ones; malloc */
	size_t groups_len;
} sv_identity;

typedef struct sv_birth {
	const char *path; /* for execve(); no search */
	char *const *argv, *const *envp;
	const char *directory; /* NULL: the master's */
	int out, err;          /* what is to be its stdout and stderr; -1: the master's. Its stdin is /dev/null */
	const sv_identity *who;
	int umask;             /* -1: the master's */
	bool renice;
	int nice;
	void (*prints)(const void *of); /* called in the child when it has them, with these: system calls only. NULL: not */
	const void *of;
	const struct rlimit *files; /* RLIMIT_NOFILE that it is to have; NULL: the master's */

	/* Afterwards, when it failed. */
	sv_birth_step step;
	int error;
} sv_birth;

/*
 * The pid of the program, which leads a process group of its own, has all signals at their default and none blocked, and no descriptors but 0 to 2; it is killed
 * when the thread that called this ends. -1: step and error say why, and there is no child.
 */
pid_t sv_birth_give(sv_birth *b);

#endif

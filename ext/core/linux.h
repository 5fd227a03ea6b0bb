/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * linux.h: what only Linux has, behind plain functions: a port to another system is another linux.c.
 * Knows nothing of pools.
 */
#ifndef SV_LINUX_H
#define SV_LINUX_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A CLOEXEC descriptor >= at_least that becomes readable when the process exits. -1 and errno: not to be had (ENOSYS, EPERM). */
int sv_linux_pidfd(pid_t pid, int at_least);

/*
 * size bytes of zeroed memory to share with children, and its descriptor (CLOEXEC, >= at_least). Children do not inherit the mapping; they map the
 * descriptor. NULL and errno. Offsets and sizes of a part are multiples of the page size.
 */
void *sv_linux_shared_new(size_t size, int at_least, int *fd);
void *sv_linux_shared_map(int fd, size_t offset, size_t size);
void sv_linux_shared_free(void *p, size_t size);

/*
 * A file of size bytes that is nowhere but in memory, and a pipe, both CLOEXEC and >= at_least. A descriptor and 0; -1 and errno.
 * move: bytes from a pipe into a file, where its position is, which moves along in the same system call: whoever shares the file sees how far that came, also when this
 * process was killed meanwhile. copy: from a pipe to a pipe, and they stay in the first one. Neither waits: EAGAIN.
 */
int sv_linux_memory_file(const char *name, size_t size, int at_least);
int sv_linux_pipe(int pair[2], int at_least);
ssize_t sv_linux_move(int pipe, int file, size_t n);
ssize_t sv_linux_copy(int from, int to, size_t n);

/* Zeroes a part of it, which takes no memory then until it is touched. */
void sv_linux_shared_clear(void *p, size_t size);

/*
 * In a child right after its fork: when `parent` dies, this process and its group are killed, also when user code blocks or ignores the
 * usual signals. False: the parent is dead already. To be called again now and then: the kernel forgets it when the process changes its user or group,
 * and user code may block or catch the signal.
 */
bool sv_linux_die_with_parent(pid_t parent);

/*
 * For a child of vfork(), so system calls and nothing else. The first: when `parent` dies, this process is killed, by SIGKILL and without its group, also after
 * exec; false: the parent is dead already. The others change this thread alone: 0, or -1 and errno.
 */
bool sv_linux_killed_with_parent(pid_t parent);
int sv_linux_set_groups(size_t n, const gid_t *groups);
int sv_linux_set_group(gid_t gid);
int sv_linux_set_user(uid_t uid);
void sv_linux_close_from_raw(int first);
void sv_linux_reset_signals(void);

/* Sets the signal mask, but never holds back the signal of the parent's death. */
void sv_linux_set_mask(const sigset_t *mask);

/*
 * The signal that asks a worker to say where it is and to end: real-time, so nobody sends it by accident; neither SIGRTMAX, by which the death of a
 * parent is told, nor SIGRTMIN, by which PHP's timers are (ZTS). By default it ends a process, too.
 */
int sv_linux_trace_signal(void);

/*
 * Both for signal handlers. Copies len bytes from an address of this process that may be anything: false when they cannot be read. And of the
 * registers at the moment of a signal (a handler's third argument) the callee-saved one with the highest number that is free for any use: r15 on
 * x86-64, x28 on AArch64; 0 elsewhere.
 */
bool sv_linux_peek(void *to, const void *from, size_t len);
uintptr_t sv_linux_saved_register(const void *context);

/* Closes every descriptor from `first` on. */
void sv_linux_close_from(int first);

/* Closes those from first to last; when last is less, nothing. */
void sv_linux_close_range(int first, int last);

/*
 * Puts /dev/null in the place of every connected socket from `from` to `to` - 1 but `keep`, so that a child cannot speak on, or shut down, a connection
 * of its parent (a write gives an error instead). Listening and unconnected sockets stay. Goes on beyond `to` until so many numbers in a row are closed: new
 * descriptors take the lowest ones.
 */
#define SV_CLOSED_IN_A_ROW 64
void sv_linux_cut_connections(int from, int to, int keep);

/* Is it /dev/null? */
bool sv_linux_is_null(int fd);

/* Resident set of a process now, in bytes, as ps shows it; pid 0: of this one. 0: not known. */
uint64_t sv_linux_memory(pid_t pid);

/* What /proc tells of a process; false: there is none. And of each one that there is. */
typedef struct sv_process {
	pid_t pid, group;
	uint64_t memory; /* RSS, bytes */
	int64_t cpu_ns;  /* user and system, with that of its reaped children */
} sv_process;

bool sv_linux_process(pid_t pid, sv_process *p);
void sv_linux_each_process(void (*what)(const sv_process *p));

/*
 * Makes huge pages of the anonymous memory of this process, where seven of eight of their pages are in use already. Only before it has children, who
 * would keep the small ones. Bytes; 0: none, also where the kernel cannot do it (before 6.1) or huge pages are turned off.
 */
size_t sv_linux_make_huge(void);

/* CPUs that this process may use, at least 1: affinity, and the CPU quotas of its cgroup v2 and of those above it, rounded up. */
uint32_t sv_linux_cpus(void);

/* The quota part: cgroup `path` ("/a/b") below `root`; in CPUs, rounded up; 0: no limit. */
uint32_t sv_linux_quota(const char *root, const char *path);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* linux.c: what only Linux has; see linux.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/linux.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
# define SYS_pidfd_open 434
#endif
#ifndef MADV_COLLAPSE
# define MADV_COLLAPSE 25
#endif
#ifndef SYS_close_range
# define SYS_close_range 436
#endif

#define HUGE_PAGE 0x200000UL /* the size of a chunk of PHP's heap, too */

/* Moves a descriptor out of the range that user code gets; -1 and errno, then fd is closed. */
static int move_up(int fd, int at_least)
{
	int high, error;

	if (fd < 0 || fd >= at_least) {
		return fd;
	}
	high = fcntl(fd, F_DUPFD_CLOEXEC, at_least);
	error = errno == EINVAL ? EMFILE : errno; /* the limit has been lowered below at_least */
	close(fd);
	errno = error;
	return high;
}

int sv_linux_pidfd(pid_t pid, int at_least)
{
	return move_up((int) syscall(SYS_pidfd_open, pid, 0), at_least);
}

static int close_failed(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
	return -1;
}

int sv_linux_memory_file(const char *name, size_t size, int at_least)
{
	int fd = move_up(memfd_create(name, MFD_CLOEXEC), at_least);

	return fd >= 0 && ftruncate(fd, (off_t) size) != 0 ? close_failed(fd) : fd;
}

void *sv_linux_shared_new(size_t size, int at_least, int *fd)
{
	int f = sv_linux_memory_file("supervisor-cells", size, at_least);
	void *p;

	if (f < 0) {
		return NULL;
	}
	p = sv_linux_shared_map(f, 0, size);
	if (!p) {
		(void) close_failed(f);
		return NULL;
	}
	(void) madvise(p, size, MADV_DONTFORK);
	*fd = f;
	return p;
}

int sv_linux_pipe(int pair[2], int at_least)
{
	if (pipe2(pair, O_CLOEXEC) != 0) {
		return -1;
	}
	pair[0] = move_up(pair[0], at_least);
	if (pair[0] < 0) {
		return close_failed(pair[1]);
	}
	pair[1] = move_up(pair[1], at_least);
	return pair[1] < 0 ? close_failed(pair[0]) : 0;
}

ssize_t sv_linux_move(int pipe, int file, size_t n)
{
	return splice(pipe, NULL, file, NULL, n, SPLICE_F_NONBLOCK);
}

ssize_t sv_linux_copy(int from, int to, size_t n)
{
	return tee(from, to, n, SPLICE_F_NONBLOCK);
}

void *sv_linux_shared_map(int fd, size_t offset, size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t) offset);

	return p == MAP_FAILED ? NULL : p;
}

void sv_linux_shared_clear(void *p, size_t size)
{
	if (madvise(p, size, MADV_REMOVE) != 0) { /* mlockall() was called: its pages stay */
		memset(p, 0, size);
	}
}

void sv_linux_shared_free(void *p, size_t size)
{
	munmap(p, size);
}

static void kill_own_group(int sig)
{
	(void) sig;
	kill(0, SIGKILL);
}

bool sv_linux_die_with_parent(pid_t parent)
{
	/*
	 * PR_SET_PDEATHSIG with SIGKILL would leave the children of this process alive. A real-time signal: nobody sends it by accident, PHP uses SIGRTMIN (ZTS
	 * timeouts), and after an exec, where the handler is gone, its default is to end the process as well.
	 */
	struct sigaction sa = { .sa_handler = kill_own_group };
	sigset_t set;

	sigemptyset(&sa.sa_mask);
	sigaction(SIGRTMAX, &sa, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGRTMAX);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	prctl(PR_SET_PDEATHSIG, SIGRTMAX);
	return getppid() == parent; /* last: it may have died before that */
}

bool sv_linux_killed_with_parent(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return getppid() == parent; /* last: it may have died before that */
}

/* Past the libc, which leaves its own two as they are, also when the master has inherited them ignored. All zero: the default, no flags, an empty mask. */
void sv_linux_reset_signals(void)
{
	static const char dfl[64];
	int sig;

	for (sig = 1; sig <= SIGRTMAX; sig++) {
		(void) syscall(SYS_rt_sigaction, sig, dfl, NULL, _NSIG / 8);
	}
}

/* On 32-bit systems the plain calls take numbers of 16 bits. */
#ifdef SYS_setresuid32
# define SETRESUID SYS_setresuid32
# define SETRESGID SYS_setresgid32
# define SETGROUPS SYS_setgroups32
#else
# define SETRESUID SYS_setresuid
# define SETRESGID SYS_setresgid
# define SETGROUPS SYS_setgroups
#endif

int sv_linux_set_groups(size_t n, const gid_t *groups)
{
	return (int) syscall(SETGROUPS, n, groups);
}

int sv_linux_set_group(gid_t gid)
{
	return (int) syscall(SETRESGID, gid, gid, gid);
}

int sv_linux_set_user(uid_t uid)
{
	return (int) syscall(SETRESUID, uid, uid, uid);
}

void sv_linux_close_from_raw(int first)
{
	struct rlimit r;
	int fd, end;

	if (syscall(SYS_close_range, (unsigned) first, ~0U, 0) != 0) {
		end = getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_max < 65536 ? (int) r.rlim_max : 65536;
		for (fd = first; fd < end; fd++) {
			close(fd);
		}
	}
}

void sv_linux_set_mask(const sigset_t *mask)
{
	sigset_t set = *mask;

	sigdelset(&set, SIGRTMAX);
	sigprocmask(SIG_SETMASK, &set, NULL);
}

int sv_linux_trace_signal(void)
{
	return SIGRTMAX - 1;
}

/*
 * The kernel reads the set before it looks at `how`, which is none: EFAULT when it cannot, else EINVAL. process_vm_readv() would be plainer, but seccomp
 * filters of containers and service managers forbid it, some of them on pain of SIGSYS; this one no program runs without.
 */
static bool readable(uintptr_t word)
{
	return syscall(SYS_rt_sigprocmask, ~0, word, NULL, sizeof(uint64_t)) != 0 && errno == EINVAL;
}

/* By bytes, and not through memcpy(): what is stale or freed may be read here, and AddressSanitizer need not know. */
__attribute__((no_sanitize("address", "undefined"))) bool sv_linux_peek(void *to, const void *from, size_t len)
{
	uintptr_t at = (uintptr_t) from, end = at + len, page;
	const volatile char *bytes = from;
	volatile char *out = to;
	int error = errno;
	bool ok = at >= 4096 && end >= at;
	size_t i;

	/* A word of each page that is touched; 4096 is right, if wasteful, where pages are larger. */
	for (page = at & ~(uintptr_t) 7; ok && page < end; page = (page | 4095) + 1) {
		ok = readable(page);
	}
	for (i = 0; ok && i < len; i++) {
		out[i] = bytes[i];
	}
	errno = error;
	return ok;
}

uintptr_t sv_linux_saved_register(const void *context)
{
	const ucontext_t *u = context;

#if defined(__x86_64__) && defined(REG_R15)
	return (uintptr_t) u->uc_mcontext.gregs[REG_R15];
#elif defined(__aarch64__)
	return (uintptr_t) u->uc_mcontext.regs[28];
#else
	(void) u;
	return 0;
#endif
}

/* One more than any descriptor can be, as far as anybody has the patience to try them all. */
static int end_of_descriptors(void)
{
	long end = sysconf(_SC_OPEN_MAX);

	return end > 0 && end < 65536 ? (int) end : 65536;
}

void sv_linux_close_from(int first)
{
	const struct dirent *e;
	DIR *dir;
	int fd;

	if (syscall(SYS_close_range, (unsigned) first, ~0U, 0) == 0) {
		return;
	}
	dir = opendir("/proc/self/fd");
	if (!dir) {
		sv_linux_close_range(first, end_of_descriptors() - 1);
		return;
	}
	while ((e = readdir(dir))) {
		fd = atoi(e->d_name);
		if (e->d_name[0] != '.' && fd >= first && fd != dirfd(dir)) {
			close(fd);
		}
	}
	closedir(dir);
}

void sv_linux_close_range(int first, int last)
{
	if (first > last || syscall(SYS_close_range, (unsigned) first, (unsigned) last, 0) == 0) {
		return;
	}
	for (; first <= last; first++) {
		close(first);
	}
}

static void cut_one(int fd)
{
	struct sockaddr_storage peer;
	socklen_t len = sizeof peer;
	int null;

	if (getpeername(fd, (struct sockaddr *) &peer, &len) != 0) {
		return;
	}
	null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (null >= 0) {
		dup3(null, fd, O_CLOEXEC);
		close(null);
	} else {
		close(fd);
	}
}

/*
 * Which are open, poll() tells for many at a time. The first look of a process into its /proc/self/fd makes the kernel build that directory for it, and take
 * it down again when it ends.
 */
void sv_linux_cut_connections(int from, int to, int keep)
{
	struct pollfd some[256] = { 0 };
	bool any = true;
	int i, n;

	for (; from < to || any; from += n) {
		short closed = POLLNVAL;

		n = from < to ? 256 : SV_CLOSED_IN_A_ROW;
		for (i = 0; i < n; i++) {
			some[i].fd = from + i;
		}
		if (poll(some, (nfds_t) n, 0) < 0) {
			memset(some, 0, sizeof some); /* then all of them are asked */
		}
		for (i = 0; i < n; i++) {
			closed &= some[i].revents;
		}
		any = false;
		for (i = 0; i < n && !closed; i++) {
			if (!(some[i].revents & POLLNVAL) && from + i != keep) {
				any = true;
				cut_one(from + i);
			}
		}
	}
}

bool sv_linux_is_null(int fd)
{
	struct stat s;

	return fstat(fd, &s) == 0 && S_ISCHR(s.st_mode) && s.st_rdev == makedev(1, 3);
}

static bool read_file(const char *path, char *buf, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0) {
		return false;
	}
	n = read(fd, buf, size - 1);
	close(fd);
	buf[n > 0 ? n : 0] = 0;
	return n > 0;
}

uint64_t sv_linux_memory(pid_t pid)
{
	char path[32] = "/proc/self/statm", buf[128];
	const char *c = buf;
	uint64_t pages = 0;

	if (pid) {
		snprintf(path, sizeof path, "/proc/%d/statm", (int) pid);
	}
	if (!read_file(path, buf, sizeof buf)) {
		return 0;
	}
	/* Its second number. By hand: each worker comes by here when it is ready, and sscanf() is on four pages that it does not have yet. */
	while (*c && *c++ != ' ') {
	}
	for (; *c >= '0' && *c <= '9'; c++) {
		pages = pages * 10 + (uint64_t) (*c - '0');
	}
	return pages * (uint64_t) sysconf(_SC_PAGESIZE);
}

bool sv_linux_process(pid_t pid, sv_process *p)
{
	char path[32], buf[1024], *end;
	unsigned long long user, sys;
	long children_user, children_sys, ticks = sysconf(_SC_CLK_TCK), pages;
	int group;

	snprintf(path, sizeof path, "/proc/%d/stat", (int) pid);
	/* Behind its name, in which anything may stand: state, parent, group ... */
	if (!read_file(path, buf, sizeof buf) || !(end = strrchr(buf, ')')) ||
	    sscanf(end + 1, " %*c %*d %d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %ld %ld %*d %*d %*d %*d %*u %*u %ld", &group, &user, &sys, &children_user,
		&children_sys, &pages) != 6) {
		return false;
	}
	p->pid = pid;
	p->group = (pid_t) group;
	p->memory = (uint64_t) pages * (uint64_t) sysconf(_SC_PAGESIZE);
	p->cpu_ns = ((int64_t) (user + sys) + children_user + children_sys) * (INT64_C(1000000000) / ticks);
	return true;
}

void sv_linux_each_process(void (*what)(const sv_process *p))
{
	DIR *dir = opendir("/proc");
	const struct dirent *e;
	sv_process p;

	while (dir && (e = readdir(dir))) {
		if (e->d_name[0] >= '1' && e->d_name[0] <= '9' && sv_linux_process((pid_t) atoi(e->d_name), &p)) {
			what(&p);
		}
	}
	if (dir) {
		closedir(dir);
	}
}

#define THP "/sys/kernel/mm/transparent_hugepage/"

/* Are so many of its pages in use that the rest may be, too? */
static bool is_dense(char *huge_page, size_t page)
{
	unsigned char in_use[HUGE_PAGE / 4096];
	size_t i, n = HUGE_PAGE / page, used = 0;

	if (mincore(huge_page, HUGE_PAGE, in_use) != 0) {
		return false;
	}
	for (i = 0; i < n; i++) {
		used += in_use[i] & 1;
	}
	return used >= n / 8 * 7;
}

/* Runs of pages in one call each: a call waits for all CPUs, which takes longer than to copy a page. */
static size_t collapse(uintptr_t from, uintptr_t end, size_t page)
{
	uintptr_t to = from;
	size_t made = 0;

	for (; from < end; from = to) {
		while (to < end && is_dense((char *) to, page)) {
			to += HUGE_PAGE;
		}
		if (to == from) {
			to += HUGE_PAGE;
		} else if (madvise((char *) from, to - from, MADV_COLLAPSE) == 0) {
			made += to - from;
		}
	}
	return made;
}

size_t sv_linux_make_huge(void)
{
	size_t page = (size_t) sysconf(_SC_PAGESIZE), most = (size_t) sv_linux_memory(0) * 4, made = 0;
	char line[512];
	FILE *maps;

	if (!read_file(THP "enabled", line, sizeof line) || strstr(line, "[never]")) {
		return 0;
	}
	if (page < 4096 || !read_file(THP "hpage_pmd_size", line, sizeof line) || strtoul(line, NULL, 10) != HUGE_PAGE) {
		return 0; /* with pages of 16 or 64 KiB it is 32 or 512 MB */
	}
	maps = fopen("/proc/self/maps", "re");
	while (maps && fgets(line, sizeof line, maps)) {
		unsigned long from, to, inode;
		char perms[5], name[2];

		/* no name and no file */
		if (sscanf(line, "%lx-%lx %4s %*x %*s %lu %1s", &from, &to, perms, &inode, name) != 4 || inode != 0 || strcmp(perms, "rw-p") != 0) {
			continue;
		}
		if (to - from > most) {
			continue; /* reserved, hardly used: the shadow of AddressSanitizer has terabytes */
		}
		made += collapse((from + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1), to & ~(HUGE_PAGE - 1), page);
	}
	if (maps) {
		fclose(maps);
	}
	return made;
}

uint32_t sv_linux_quota(const char *root, const char *path)
{
	char dir[4096], file[4200], buf[64];
	uint32_t least = 0;
	char *slash;

	if ((size_t) snprintf(dir, sizeof dir, "%s", path) >= sizeof dir) {
		return 0;
	}
	for (;;) {
		unsigned long long quota, period;

		snprintf(file, sizeof file, "%s%s/cpu.max", root, dir);
		/* "max 100000" has no number in front */
		if (read_file(file, buf, sizeof buf) && sscanf(buf, "%llu %llu", &quota, &period) == 2 && period > 0) {
			uint64_t cpus = (quota + period - 1) / period;

			cpus = cpus < 1 ? 1 : cpus;
			if (least == 0 || cpus < least) {
				least = (uint32_t) (cpus < UINT32_MAX ? cpus : UINT32_MAX);
			}
		}
		slash = strrchr(dir, '/');
		if (!slash) {
			return least;
		}
		*slash = 0;
	}
}

static uint32_t affinity(void)
{
	int n, max;

	/* A set for 1024 CPUs is too small on larger machines, which says EINVAL. */
	for (max = 1024; max <= 1024 * 64; max *= 2) {
		cpu_set_t *set = CPU_ALLOC((size_t) max);
		size_t size = CPU_ALLOC_SIZE((size_t) max);

		if (!set) {
			break;
		}
		n = sched_getaffinity(0, size, set) == 0 ? CPU_COUNT_S(size, set) : 0;
		CPU_FREE(set);
		if (n > 0) {
			return (uint32_t) n;
		}
	}
	n = (int) sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (uint32_t) n : 1;
}

uint32_t sv_linux_cpus(void)
{
	char buf[4096], *path, *end;
	uint32_t cpus = affinity(), quota;

	/* "0::/path" is the line of cgroup v2; there may be others of v1. */
	if (read_file("/proc/self/cgroup", buf, sizeof buf)) {
		path = strncmp(buf, "0::", 3) == 0 ? buf : strstr(buf, "\n0::");
		if (path) {
			path = strchr(path, '/');
		}
		if (path) {
			end = strchr(path, '\n');
			if (end) {
				*end = 0;
			}
			quota = sv_linux_quota("/sys/fs/cgroup", strcmp(path, "/") == 0 ? "" : path);
			if (quota && quota < cpus) {
				cpus = quota;
			}
		}
	}
	return cpus;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_linux.c: what only Linux has, with real processes, descriptors and sockets, and cgroups on a tree of plain files. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/linux.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 20000 /* for what happens at once */

static bool is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
}

static bool readable_within(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int n;

	do {
		n = poll(&p, 1, ms);
	} while (n < 0 && errno == EINTR);
	return n == 1;
}

/* Not under valgrind, for one, which knows no pidfds and keeps SIGRTMAX for itself. */
static void needs_pidfds(void)
{
	int fd = sv_linux_pidfd(getpid(), 0);

	if (fd < 0) {
		cr_skip_test("there are no pidfds");
	}
	close(fd);
}

static int ended(pid_t pid)
{
	int status;

	must(waitpid(pid, &status, 0) == pid);
	return status;
}

/* --- cgroups --- */

static char root[64];

static void tree_new(void)
{
	strcpy(root, "/tmp/supervisor-unit-XXXXXX");
	must(mkdtemp(root) != NULL);
}

static void tree_put(const char *dir, const char *cpu_max)
{
	char path[256], *slash;
	FILE *f;

	snprintf(path, sizeof path, "%s%s", root, dir);
	for (slash = path + strlen(root); *slash && (slash = strchr(slash + 1, '/'));) {
		*slash = 0;
		(void) mkdir(path, 0700);
		*slash = '/';
	}
	(void) mkdir(path, 0700);
	if (cpu_max) {
		strcat(path, "/cpu.max");
		f = fopen(path, "w");
		must(f != NULL);
		fputs(cpu_max, f);
		fclose(f);
	}
}

static void tree_free(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -r %s", root);
	must(strncmp(root, "/tmp/supervisor-unit-", 21) == 0 && system(command) == 0);
}

Test(linux_only, a_quota_is_rounded_up_to_whole_cpus)
{
	static const struct {
		const char *text;
		uint32_t cpus;
	} quotas[] = {
		{ "100000 100000\n", 1 }, { "200000 100000\n", 2 }, { "150000 100000\n", 2 }, { "200001 100000\n", 3 }, { "1000 100000\n", 1 },
		{ "1 1000000\n", 1 }, { "6400000 100000\n", 64 }, { "50000 50000\n", 1 }, { "75000 50000", 2 },
	};
	size_t i;

	tree_new();
	for (i = 0; i < COUNT(quotas); i++) {
		tree_put("/a", quotas[i].text);
		must_say(sv_linux_quota(root, "/a") == quotas[i].cpus, "%s: %u", quotas[i].text, sv_linux_quota(root, "/a"));
	}
	tree_free();
}

Test(linux_only, a_cgroup_without_a_limit_has_none)
{
	static const char *const texts[] = { "max 100000\n", "max\n", "", "nonsense\n", "100000 0\n", "100000\n" };
	size_t i;

	tree_new();
	must(sv_linux_quota(root, "/not/there") == 0);
	must(sv_linux_quota(root, "") == 0);
	for (i = 0; i < COUNT(texts); i++) {
		tree_put("/a", texts[i]);
		must_say(sv_linux_quota(root, "/a") == 0, "%s: %u", texts[i], sv_linux_quota(root, "/a"));
	}
	tree_free();
}

Test(linux_only, of_nested_limits_the_lowest_counts)
{
	tree_new();
	tree_put("/a", "400000 100000\n");
	tree_put("/a/b", "max 100000\n");
	tree_put("/a/b/c", "800000 100000\n");
	must(sv_linux_quota(root, "/a/b/c") == 4);
	must(sv_linux_quota(root, "/a/b") == 4);
	must(sv_linux_quota(root, "/a") == 4);
	tree_put("/a/b/c", "150000 100000\n");
	must(sv_linux_quota(root, "/a/b/c") == 2);
	must(sv_linux_quota(root, "/a/b") == 4);
	tree_put("/a", "max 100000\n");
	must(sv_linux_quota(root, "/a/b") == 0);
	/* the root of a container's own view has a limit, too; directories between may be without the file */
	tree_put("", "300000 100000\n");
	tree_put("/x/y", NULL);
	must(sv_linux_quota(root, "/x/y") == 3);
	must(sv_linux_quota(root, "") == 3);
	tree_free();
}

Test(linux_only, a_path_that_is_too_long_is_no_limit)
{
	char path[6000];

	memset(path, 'a', sizeof path);
	path[0] = '/';
	path[sizeof path - 1] = 0;
	must(sv_linux_quota("/tmp", path) == 0);
}

Test(linux_only, there_is_at_least_one_cpu_and_no_more_than_the_affinity_allows)
{
	cpu_set_t set;
	uint32_t all = sv_linux_cpus();

	must(all >= 1 && all <= 65536);
	must(sched_getaffinity(0, sizeof set, &set) == 0);
	must(all <= (uint32_t) CPU_COUNT(&set));
	{
		int cpu;

		for (cpu = 0; !CPU_ISSET(cpu, &set); cpu++) {
		}
		CPU_ZERO(&set);
		CPU_SET(cpu, &set);
		must(sched_setaffinity(0, sizeof set, &set) == 0);
		must(sv_linux_cpus() == 1);
	}
}

Test(linux_only, memory_is_what_the_process_has_in_ram)
{
	uint64_t before = sv_linux_memory(0), after;
	size_t size = 32 * 1024 * 1024;
	char *p;

	must(before > 100 * 1024 && before < UINT64_C(1) << 40);
	p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	memset(p, 1, size);
	after = sv_linux_memory(0);
	must(after >= before + size / 2);
	munmap(p, size);
}

/* --- pidfd --- */

Test(linux_only, a_pidfd_is_readable_when_the_process_has_exited_and_not_before)
{
	int go[2], fd;
	pid_t pid;

	needs_pidfds();
	must(pipe(go) == 0);
	pid = unit_fork();
	if (pid == 0) {
		char c;

		close(go[1]);
		(void) !read(go[0], &c, 1);
		_exit(3);
	}
	fd = sv_linux_pidfd(pid, 500);
	must(fd >= 500);
	must(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	must(!readable_within(fd, 0));
	close(go[1]);
	must(readable_within(fd, WAIT_MS));
	must(WEXITSTATUS(ended(pid)) == 3);
	must(readable_within(fd, 0)); /* also when it is reaped */
	close(fd);
}

Test(linux_only, a_pidfd_of_nobody_or_without_room_is_an_error_and_leaks_nothing)
{
	struct rlimit limit = { 64, 64 };
	pid_t pid;
	int next, after;

	needs_pidfds();
	pid = unit_fork();
	if (pid == 0) {
		_exit(0);
	}
	ended(pid);
	next = dup(0);
	close(next);
	must(sv_linux_pidfd(pid, 0) == -1 && errno == ESRCH);
	must(setrlimit(RLIMIT_NOFILE, &limit) == 0);
	must(sv_linux_pidfd(getpid(), 100) == -1 && (errno == EINVAL || errno == EMFILE));
	after = dup(0);
	must(after == next);
	close(after);
}

/* --- shared memory --- */

Test(linux_only, shared_memory_is_zeroed_shared_through_its_descriptor_and_its_mapping_is_not_inherited)
{
	size_t size = 4096;
	int fd = -1, status;
	unsigned char in_memory;
	char *p = sv_linux_shared_new(size, 600, &fd);
	size_t i;
	pid_t pid;

	must(p != NULL && fd >= 600 && (fcntl(fd, F_GETFD) & FD_CLOEXEC));
	for (i = 0; i < size; i++) {
		must(p[i] == 0);
	}
	p[10] = 'm';
	pid = unit_fork();
	if (pid == 0) {
		char *mine;

		unsigned char in_ram;

		child_must(mincore(p, size, &in_ram) == -1 && errno == ENOMEM); /* nothing is mapped there */
		mine = sv_linux_shared_map(fd, 0, size);
		child_must(mine != NULL && mine[10] == 'm');
		mine[11] = 'w';
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
	must(p[11] == 'w');
	sv_linux_shared_free(p, size);
	close(fd);
	must(mincore(p, size, &in_memory) == -1);
}

Test(linux_only, shared_memory_that_is_not_to_be_had_is_an_error_and_leaks_nothing)
{
	struct rlimit limit = { 64, 64 };
	int fd = -1, next = dup(0), after;

	close(next);
	if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
		cr_skip_test("the limit cannot be set"); /* valgrind needs what is above it */
	}
	must(sv_linux_shared_new(4096, 100, &fd) == NULL && (errno == EINVAL || errno == EMFILE));
	after = dup(0);
	must(after == next && fd == -1);
	close(after);
}

/* --- descriptors --- */

Test(linux_only, close_from_closes_from_there_on_and_nothing_below)
{
	int status;
	pid_t pid = unit_fork();

	if (pid == 0) {
		int low = fcntl(0, F_DUPFD, 200), edge = fcntl(0, F_DUPFD, 300), high = fcntl(0, F_DUPFD, 400);

		child_must(low >= 200 && low < 300 && edge == 300 && high == 400);
		sv_linux_close_from(300);
		child_must(is_open(0) && is_open(1) && is_open(low));
		child_must(!is_open(edge) && !is_open(high));
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
}

Test(linux_only, close_range_closes_both_ends_and_nothing_beside)
{
	int status;
	pid_t pid = unit_fork();

	if (pid == 0) {
		static const int fds[] = { 299, 300, 350, 400, 401 };
		size_t k;

		for (k = 0; k < COUNT(fds); k++) {
			child_must(fcntl(0, F_DUPFD, fds[k]) == fds[k]);
		}
		sv_linux_close_range(300, 299);
		child_must(is_open(299) && is_open(300));
		sv_linux_close_range(300, 400);
		for (k = 0; k < COUNT(fds); k++) {
			child_must(is_open(fds[k]) == (fds[k] < 300 || fds[k] > 400));
		}
		sv_linux_close_range(299, 299);
		child_must(!is_open(299) && is_open(401));
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
}

static int tcp_listener(struct sockaddr_in *address)
{
	socklen_t len = sizeof *address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	*address = (struct sockaddr_in) { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	must(fd >= 0 && bind(fd, (struct sockaddr *) address, sizeof *address) == 0 && listen(fd, 5) == 0);
	must(getsockname(fd, (struct sockaddr *) address, &len) == 0);
	return fd;
}

Test(linux_only, cut_connections_cuts_what_is_connected_and_nothing_else)
{
	struct sockaddr_in address;
	int listener = tcp_listener(&address), client = socket(AF_INET, SOCK_STREAM, 0), server, unconnected, datagram, local[2], keep[2], tube[2];
	int end = 3 + 256 * 4, last = end - 257, far = 300, above = end; /* with gaps of hundreds of numbers between them */
	char c;
	int status;
	pid_t pid;

	must(connect(client, (struct sockaddr *) &address, sizeof address) == 0);
	server = accept(listener, NULL, NULL);
	unconnected = socket(AF_INET, SOCK_STREAM, 0);
	datagram = socket(AF_INET, SOCK_DGRAM, 0);
	must(server >= 0 && unconnected >= 0 && connect(datagram, (struct sockaddr *) &address, sizeof address) == 0);
	must(socketpair(AF_UNIX, SOCK_STREAM, 0, local) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, keep) == 0 && pipe(tube) == 0);
	must(dup2(client, far) == far && dup2(server, last) == last && dup2(keep[0], above) == above);
	close(keep[0]);
	keep[0] = above;
	pid = unit_fork();
	if (pid == 0) {
		int cut[] = { client, server, local[0], local[1], datagram, keep[1], far, last }, saved = dup2(local[0], 500);
		size_t i;

		signal(SIGPIPE, SIG_IGN);
		sv_linux_cut_connections(3, end, saved);
		for (i = 0; i < COUNT(cut); i++) {
			struct stat s;

			child_must(is_open(cut[i])); /* its number is still taken */
			child_must(write(cut[i], "x", 1) == -1);
			child_must(read(cut[i], &c, 1) == 0);
			child_must(fstat(cut[i], &s) == 0 && S_ISCHR(s.st_mode));
			child_must(shutdown(cut[i], SHUT_RDWR) == -1 && errno == ENOTSOCK);
		}
		child_must(write(keep[0], "k", 1) == 1);
		child_must(write(saved, "s", 1) == 1);
		child_must(write(tube[1], "t", 1) == 1);
		child_must(listen(listener, 5) == 0);
		child_must(connect(unconnected, (struct sockaddr *) &address, sizeof address) == 0);
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
	/* of the parent nothing was cut */
	must(read(keep[1], &c, 1) == 1 && c == 'k');
	must(read(tube[0], &c, 1) == 1 && c == 't');
	must(read(local[1], &c, 1) == 1 && c == 's');
	must(write(client, "1", 1) == 1 && read(server, &c, 1) == 1 && c == '1');
	must(write(local[0], "2", 1) == 1 && read(local[1], &c, 1) == 1 && c == '2');
}

Test(linux_only, cut_connections_goes_on_as_long_as_descriptors_follow)
{
	int local[2], from = 300, numbers[] = { 300, 363, 364, 427, 490 }, status;
	size_t i;
	pid_t pid;

	must(socketpair(AF_UNIX, SOCK_STREAM, 0, local) == 0);
	for (i = 0; i < COUNT(numbers); i++) {
		must(dup2(local[0], numbers[i]) == numbers[i]);
	}
	pid = unit_fork();
	if (pid == 0) {
		sv_linux_cut_connections(from, from, -1);
		for (i = 0; i < COUNT(numbers); i++) {
			child_must(shutdown(numbers[i], SHUT_WR) == -1 && errno == ENOTSOCK);
		}
		child_must(send(local[0], "x", 1, MSG_NOSIGNAL) == 1);
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
}

/* --- the end of the parent --- */

struct family {
	pid_t worker, grandchild;
};

/* A master with a worker that has a child of its own; both ignore the usual signals. Runs until it is killed. */
static void be_master(int tell)
{
	struct family f = { 0 };
	pid_t master = getpid();
	char c = 0;
	int up[2];

	child_must(pipe(up) == 0);
	f.worker = unit_fork();
	if (f.worker == 0) {
		pid_t grandchild;

		setpgid(0, 0);
		child_must(sv_linux_die_with_parent(master));
		signal(SIGTERM, SIG_IGN);
		signal(SIGINT, SIG_IGN);
		signal(SIGHUP, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
		signal(SIGUSR1, SIG_IGN);
		grandchild = unit_fork();
		if (grandchild != 0) {
			child_must(write(up[1], &grandchild, sizeof grandchild) == sizeof grandchild);
		}
		for (;;) {
			pause();
		}
	}
	close(up[1]);
	child_must(read(up[0], &f.grandchild, sizeof f.grandchild) == sizeof f.grandchild);
	child_must(write(tell, &f, sizeof f) == sizeof f);
	for (;;) {
		(void) !read(tell, &c, 1);
		pause();
	}
}

Test(linux_only, when_the_master_is_killed_its_worker_and_the_children_of_that_die)
{
	struct family f;
	int tell[2], fds[2], i;
	pid_t master;

	needs_pidfds();
	must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0); /* the orphans come to this test */
	must(pipe(tell) == 0);
	master = unit_fork();
	if (master == 0) {
		close(tell[0]);
		be_master(tell[1]);
	}
	must(readable_within(tell[0], WAIT_MS));
	must(read(tell[0], &f, sizeof f) == sizeof f);
	fds[0] = sv_linux_pidfd(f.worker, 0);
	fds[1] = sv_linux_pidfd(f.grandchild, 0);
	must(fds[0] >= 0 && fds[1] >= 0);
	must(!readable_within(fds[0], 0) && !readable_within(fds[1], 0));
	kill(f.worker, SIGTERM); /* ends nobody */
	must(kill(master, SIGKILL) == 0);
	for (i = 0; i < 2; i++) {
		must(readable_within(fds[i], WAIT_MS));
	}
	must(WTERMSIG(ended(master)) == SIGKILL);
	must(WTERMSIG(ended(f.worker)) == SIGKILL);
	must(WTERMSIG(ended(f.grandchild)) == SIGKILL);
}

Test(linux_only, a_worker_whose_master_is_dead_already_is_told_so)
{
	int status;
	pid_t pid = unit_fork();

	if (pid == 0) {
		_exit(sv_linux_die_with_parent(1000000000) ? 1 : 0);
	}
	status = ended(pid);
	must(status == 0);
	pid = unit_fork();
	if (pid == 0) {
		_exit(sv_linux_die_with_parent(getppid()) ? 0 : 1);
	}
	status = ended(pid);
	must(status == 0);
}

Test(linux_only, memory_is_read_from_any_address)
{
	long page = sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, (size_t) page * 3, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), out[64];

	must(p != MAP_FAILED);
	memset(p, 'a', (size_t) page * 3);
	must(munmap(p + page, (size_t) page) == 0);
	must(mprotect(p + 2 * page, (size_t) page, PROT_NONE) == 0);
	errno = 7;
	must(sv_linux_peek(out, p, 64) && out[0] == 'a' && out[63] == 'a');
	must(sv_linux_peek(out, p + 3, 1));
	must(sv_linux_peek(out, p + page - 64, 64)); /* up to the end */
	must(!sv_linux_peek(out, p + page - 63, 64)); /* and over it */
	must(!sv_linux_peek(out, p + page, 8));
	must(!sv_linux_peek(out, p + 2 * page, 8));
	must(!sv_linux_peek(out, NULL, 8));
	must(!sv_linux_peek(out, (void *) 16, 8));
	must(!sv_linux_peek(out, (void *) -8, 64));
	must(!sv_linux_peek(out, (void *) (UINTPTR_MAX / 2 + 64), 64)); /* no address of x86-64 */
	must(errno == 7);
	must(munmap(p, (size_t) page) == 0);
}

Test(linux_only, the_trace_signal_is_nobody_elses)
{
	must(sv_linux_trace_signal() > SIGRTMIN && sv_linux_trace_signal() < SIGRTMAX);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_arena.c: cells in their arenas against a naive model, with real memory, descriptors and children. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/arena.h"
#include "core/cell.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define HIGH 300 /* where descriptors begin */
#define CELLS 700

static int descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	const struct dirent *e;
	int n = 0;

	must(dir != NULL);
	while ((e = readdir(dir))) {
		n += atoi(e->d_name) >= HIGH;
	}
	closedir(dir);
	return n;
}

/* How many there are, and how large they are together. */
static int mapped(size_t *bytes)
{
	FILE *f = fopen("/proc/self/maps", "r");
	unsigned long from, to;
	char line[512];
	int n = 0;

	*bytes = 0;
	while (f && fgets(line, sizeof line, f)) {
		if (strstr(line, "supervisor-cells") && sscanf(line, "%lx-%lx", &from, &to) == 2) {
			*bytes += to - from;
			n++;
		}
	}
	return f && fclose(f) == 0 ? n : -1;
}

static int mappings(void)
{
	size_t bytes;

	return mapped(&bytes);
}

/* Bytes that the arenas take, as the kernel says. */
static long long resident(void)
{
	long long bytes = 0;
	struct stat s;
	int fd;

	for (fd = HIGH; fd < HIGH + 50; fd++) {
		bytes += fstat(fd, &s) == 0 ? (long long) s.st_blocks * 512 : 0;
	}
	return bytes;
}

static bool is_all(const unsigned char *p, unsigned char byte)
{
	size_t i;

	for (i = 0; i < SV_CELL_SIZE && p[i] == byte; i++) {
	}
	return i == SV_CELL_SIZE;
}

Test(arena, a_cell_is_zeroed_and_on_pages_of_its_own)
{
	uintptr_t page = (uintptr_t) sysconf(_SC_PAGESIZE);
	unsigned char *a = sv_arena_take(HIGH), *b = sv_arena_take(HIGH);

	must(a && b && is_all(a, 0) && is_all(b, 0));
	must((uintptr_t) a % page == 0 && (uintptr_t) b % page == 0);
	must(a + SV_CELL_SIZE <= b || b + SV_CELL_SIZE <= a);
	sv_arena_give(a);
	sv_arena_give(b);
}

static void run(uint64_t seed, uint32_t most, int steps)
{
	static unsigned char *cells[CELLS];
	static unsigned char marks[CELLS];
	uint32_t n = 0, i;

	while (steps-- > 0) {
		/* By turns it rather grows and rather shrinks. */
		if (n < most && (n == 0 || unit_below(&seed, 8) < (steps / 500 % 2 ? 6u : 2u))) {
			cells[n] = sv_arena_take(HIGH);
			must(cells[n] != NULL && is_all(cells[n], 0));
			marks[n] = (unsigned char) (1 + unit_below(&seed, 255));
			memset(cells[n], marks[n], SV_CELL_SIZE);
			n++;
		} else {
			i = unit_below(&seed, n);
			must(is_all(cells[i], marks[i])); /* nobody else has it */
			sv_arena_give(cells[i]);
			n--;
			cells[i] = cells[n];
			marks[i] = marks[n];
		}
		if (steps % 64 == 0) {
			must(resident() == (long long) n * SV_CELL_SIZE);
			must(mappings() == descriptors() && (n == 0) == (mappings() == 0));
		}
	}
	for (i = 0; i < n; i++) {
		must(is_all(cells[i], marks[i]));
		sv_arena_give(cells[i]);
	}
	must(mappings() == 0 && descriptors() == 0);
}

Test(arena, behaves_as_cells_that_are_mapped_one_by_one, .timeout = 60)
{
	if (sysconf(_SC_PAGESIZE) > 4096) {
		cr_skip_test("memory is counted in pages of 4 KiB");
	}
	run(1, 5, 2000);
	run(2, 70, 4000);
	run(3, CELLS, 8000);
}

Test(arena, a_thousand_cells_are_a_few_mappings_and_descriptors_and_no_memory)
{
	static void *cells[1000];
	int i;

	for (i = 0; i < 1000; i++) {
		must((cells[i] = sv_arena_take(HIGH)) != NULL);
	}
	must(mappings() <= 8 && descriptors() == mappings());
	must(resident() == 0);
	/* A few of the first stay: the others take nothing. */
	for (i = 3; i < 1000; i++) {
		sv_arena_give(cells[i]);
	}
	must(mappings() == 1 && descriptors() == 1);
	for (i = 0; i < 3; i++) {
		sv_arena_give(cells[i]);
	}
	must(mappings() == 0 && descriptors() == 0);
}

static int ended(pid_t pid)
{
	int status;

	must(waitpid(pid, &status, 0) == pid);
	return status;
}

Test(arena, a_child_maps_its_own_cell_and_nothing_of_others)
{
	unsigned char *cells[40];
	int i, status;
	pid_t pid;

	for (i = 0; i < 40; i++) {
		cells[i] = sv_arena_take(HIGH);
		must(cells[i] != NULL);
		memset(cells[i], i + 1, SV_CELL_SIZE);
	}
	for (i = 0; i < 40; i += 13) {
		pid = unit_fork();
		if (pid == 0) {
			size_t page = (size_t) sysconf(_SC_PAGESIZE), bytes;
			unsigned char *mine;

			child_must(mappings() == 0);
			mine = sv_arena_map(cells[i]);
			child_must(mine != NULL && is_all(mine, (unsigned char) (i + 1)));
			child_must(mapped(&bytes) == 1 && bytes == (SV_CELL_SIZE + page - 1) / page * page);
			mine[7] = 99;
			_exit(0);
		}
		status = ended(pid);
		must(status == 0);
		must(cells[i][7] == 99);
		cells[i][7] = (unsigned char) (i + 1);
	}
	for (i = 0; i < 40; i++) {
		must(is_all(cells[i], (unsigned char) (i + 1)));
		sv_arena_give(cells[i]);
	}
}

Test(arena, a_forked_process_gives_nothing_back_and_has_arenas_of_its_own)
{
	unsigned char *a = sv_arena_take(HIGH), *b = sv_arena_take(HIGH);
	int status;
	pid_t pid;

	must(a && b);
	memset(a, 1, SV_CELL_SIZE);
	memset(b, 2, SV_CELL_SIZE);
	pid = unit_fork();
	if (pid == 0) {
		unsigned char *mine;
		int fd, before = descriptors();

		sv_arena_give(a);
		sv_arena_give(b);
		child_must(descriptors() == before);
		/* A worker closes them, and their numbers are given again. */
		close(HIGH);
		fd = fcntl(0, F_DUPFD, HIGH);
		child_must(fd == HIGH);
		mine = sv_arena_take(HIGH);
		child_must(mine != NULL && is_all(mine, 0) && mappings() == 1);
		memset(mine, 3, SV_CELL_SIZE);
		sv_arena_give(a);
		sv_arena_give(mine);
		child_must(mappings() == 0 && fcntl(fd, F_GETFD) >= 0);
		_exit(0);
	}
	status = ended(pid);
	must(status == 0);
	must(is_all(a, 1) && is_all(b, 2) && mappings() == 1);
	sv_arena_give(a);
	sv_arena_give(b);
	must(mappings() == 0 && descriptors() == 0);
}

Test(arena, what_is_not_to_be_had_is_an_error_and_what_is_there_stays)
{
	struct rlimit limit = { HIGH + 1, HIGH + 1 };
	void *cells[17];
	int i;

	if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
		cr_skip_test("the limit cannot be set"); /* valgrind needs what is above it */
	}
	for (i = 0; i < 16; i++) {
		must((cells[i] = sv_arena_take(HIGH)) != NULL);
	}
	errno = 0;
	must(sv_arena_take(HIGH) == NULL && errno == EMFILE);
	must(mappings() == 1);
	sv_arena_give(cells[5]);
	must((cells[5] = sv_arena_take(HIGH)) != NULL);
	for (i = 0; i < 16; i++) {
		sv_arena_give(cells[i]);
	}
	must(mappings() == 0 && descriptors() == 0);
}

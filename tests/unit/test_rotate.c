/* SPDX-License-Identifier: BSD-3-Clause */
/* test_rotate.c: old log files against a model, with real files. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/rotate.h"
#include "core/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char dir[] = "/tmp/supervisor-unit-XXXXXX", path[64];

static void set_up(void)
{
	must(mkdtemp(dir) != NULL);
	snprintf(path, sizeof path, "%s/app.log", dir);
}

static void tear_down(void)
{
	char command[100];

	snprintf(command, sizeof command, "rm -r %s", dir);
	must(system(command) == 0);
}

static void put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	must(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
}

/* What is in the n-th old one, 0: the file itself; "": nothing, or it is not there. */
static const char *old(unsigned n, bool gz)
{
	static char text[100];
	char name[100];
	FILE *f;

	snprintf(name, sizeof name, n ? "%s.%u%s" : "%s", path, n, gz ? ".gz" : "");
	f = fopen(name, "r");
	text[0] = 0;
	if (f) {
		(void) !fgets(text, sizeof text, f);
		fclose(f);
	}
	return text;
}

TestSuite(rotate, .init = set_up, .fini = tear_down);

Test(rotate, old_ones_move_up_and_the_oldest_goes)
{
	char text[10];
	int i;

	for (i = 1; i <= 6; i++) {
		snprintf(text, sizeof text, "%d", i);
		put(path, text);
		cr_assert_eq(sv_rotate(path, 3), 0);
		cr_assert_str_eq(old(0, false), "");
	}
	cr_assert_str_eq(old(1, false), "6");
	cr_assert_str_eq(old(2, false), "5");
	cr_assert_str_eq(old(3, false), "4");
	cr_assert_str_eq(old(4, false), "");
}

Test(rotate, compressed_ones_keep_their_name)
{
	char name[100];

	put(path, "new");
	snprintf(name, sizeof name, "%s.1.gz", path);
	put(name, "compressed");
	cr_assert_eq(sv_rotate(path, 3), 0);
	cr_assert_str_eq(old(1, false), "new");
	cr_assert_str_eq(old(2, true), "compressed");
}

Test(rotate, a_number_that_is_free_is_taken)
{
	char name[100];

	put(path, "new");
	snprintf(name, sizeof name, "%s.2", path);
	put(name, "older");
	cr_assert_eq(sv_rotate(path, 3), 0);
	cr_assert_str_eq(old(1, false), "new");
	cr_assert_str_eq(old(2, false), "older");
}

Test(rotate, without_backups_it_goes)
{
	put(path, "x");
	cr_assert_eq(sv_rotate(path, 0), 0);
	cr_assert_eq(access(path, F_OK), -1);
	cr_assert_eq(sv_rotate(path, 0), 0, "again: there is none");
}

Test(rotate, a_directory_that_cannot_be_written)
{
	must(rmdir(dir) == 0);
	cr_assert_eq(sv_rotate(path, 3), 0, "nothing is there, so nothing is to be moved");
	must(mkdir(dir, 0700) == 0);
}

Test(rotate, compressing)
{
	char big[1000], name[100];
	struct stat s;
	sv_gzip *z;
	FILE *f;
	int i, steps, error;

	if (!sv_gzip_known()) {
		cr_assert_eq(sv_gzip_begin(path), NULL);
		return;
	}
	snprintf(name, sizeof name, "%s.1", path);
	memset(big, 'x', sizeof big);
	f = fopen(name, "w");
	must(f != NULL);
	for (i = 0; i < 1000; i++) {
		must(fwrite(big, sizeof big, 1, f) == 1);
	}
	must(fclose(f) == 0);
	chmod(name, 0640);
	z = sv_gzip_begin(path);
	must(z != NULL);
	for (steps = 1; (error = sv_gzip_step(&z)) == EAGAIN; steps++) {
		cr_assert_eq(access(name, F_OK), 0, "it stays until the other one is whole");
	}
	cr_assert_eq(error, 0);
	cr_assert_eq(z, NULL);
	cr_assert_gt(steps, 2);
	cr_assert_eq(access(name, F_OK), -1);
	strcat(name, ".gz");
	must(stat(name, &s) == 0);
	cr_assert_lt(s.st_size, 10000);
	cr_assert_eq(s.st_mode & 0777, 0640);
	cr_assert_eq(sv_gzip_begin(path), NULL, "there is nothing to compress");
	cr_assert_eq(errno, ENOENT);
}

/* --- a sink --- */

static sv_output to_file(uint64_t max, sv_every every)
{
	sv_output o = { .kind = SV_O_FILE, .every = (uint8_t) every, .backups = 3, .max_bytes = max };

	strcpy(o.path, path);
	return o;
}

static void write_text(sv_sink *s, const char *text, int64_t wall_s)
{
	must(sv_sink_prepare(s, strlen(text), wall_s) == 0);
	must(sv_sink_write(s, text, strlen(text), 0) == 0);
	s->size += strlen(text);
}

Test(rotate, a_sink_by_size)
{
	sv_output o = to_file(10, SV_NO_TIME);
	sv_sink *s = sv_sink_new(&o, 0);

	write_text(s, "12345\n", 0);
	write_text(s, "678\n", 0); /* just fits */
	write_text(s, "a\n", 0);
	write_text(s, "longer than a file\n", 0); /* has one of its own */
	write_text(s, "b\n", 0);
	cr_assert_str_eq(old(3, false), "12345\n");
	cr_assert_str_eq(old(2, false), "a\n");
	cr_assert_str_eq(old(1, false), "longer than a file\n");
	cr_assert_str_eq(old(0, false), "b\n");
	sv_sink_free(s);
}

Test(rotate, a_sink_by_time)
{
	sv_output o = to_file(0, SV_HOURLY);
	sv_sink *s = sv_sink_new(&o, 0);
	int64_t hour = time(NULL) / 3600 + 1;

	write_text(s, "a", hour * 3600);
	write_text(s, "b", hour * 3600 + 3599);
	write_text(s, "c", hour * 3600 + 3600);
	cr_assert_str_eq(old(1, false), "ab");
	cr_assert_str_eq(old(0, false), "c");
	sv_sink_free(s);
}

Test(rotate, a_sink_whose_file_is_deleted_or_ends_in_the_middle_of_a_line)
{
	sv_output o = to_file(0, SV_NO_TIME);
	sv_sink *s = sv_sink_new(&o, 0);

	write_text(s, "a", 0);
	must(unlink(path) == 0);
	write_text(s, "b", 0);
	cr_assert_str_eq(old(0, false), "b");
	cr_assert(!s->torn, "that one it wrote itself");
	sv_sink_reopen(s);
	must(sv_sink_prepare(s, 1, 0) == 0);
	cr_assert(s->torn);
	sv_sink_free(s);
}

Test(rotate, a_sink_writes_the_rest_of_a_batch)
{
	sv_output o = to_file(0, SV_NO_TIME);
	sv_sink *s = sv_sink_new(&o, 0);

	write_text(s, "abc", 0);
	must(sv_sink_write(s, "abcdef", 6, 3) == 0);
	cr_assert_str_eq(old(0, false), "abcdef");
	sv_sink_free(s);
}

Test(rotate, a_sink_that_is_full)
{
	sv_output o = to_file(0, SV_NO_TIME);
	sv_sink *s;

	must(symlink("/dev/full", path) == 0);
	s = sv_sink_new(&o, 0);
	must(sv_sink_prepare(s, 1, 0) == 0);
	cr_assert_eq(sv_sink_write(s, "x", 1, 0), ENOSPC);
	sv_sink_free(s);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* test_writer.c: a log writer as a child, told what to do over its channel; batches that the one before was killed in. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/frame.h"
#include "core/linux.h"
#include "core/stream.h"
#include "core/writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define ID 7

static char dir[] = "/tmp/supervisor-unit-XXXXXX", path[64];
static int channel, journal_fd;
static sv_stream s[2];
static sv_journal *journal;
static sv_output to;
static pid_t writer;

static void set_up(void)
{
	must(mkdtemp(dir) != NULL);
	snprintf(path, sizeof path, "%s/app.log", dir);
	must(sv_stream_open(&s[0], 100) == 0 && sv_stream_open(&s[1], 100) == 0);
	journal_fd = sv_linux_memory_file("journal", sizeof(sv_journal), 100);
	journal = sv_linux_shared_map(journal_fd, 0, sizeof(sv_journal));
	must(journal != NULL);
	to = (sv_output) { .kind = SV_O_FILE };
	strcpy(to.path, path);
}

static void tear_down(void)
{
	(void) unlink(path);
	(void) rmdir(dir);
}

TestSuite(writer, .init = set_up, .fini = tear_down);

static void order(uint32_t type, const sv_captured *what, const int *fds, size_t n)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(SV_W_FDS * sizeof(int))];
	} control = { 0 };
	sv_errand e = { type, ID };
	struct iovec iov[2] = { { &e, sizeof e }, { (void *) what, sizeof *what } };
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = what ? 2 : 1 };

	if (n > 0) {
		struct cmsghdr *c;

		m.msg_control = &control;
		m.msg_controllen = CMSG_SPACE(n * sizeof(int));
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(n * sizeof(int));
		memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	}
	must(sendmsg(channel, &m, 0) >= 0);
}

static void begin(void)
{
	const int fds[SV_W_FDS] = { s[0].out, s[1].out, s[0].ring, s[1].ring };
	sv_captured what = { .slot = 3, .pool = "web", .to = to };
	int pair[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	writer = unit_fork();
	if (writer == 0) {
		close(pair[0]);
		sv_writer_run(pair[1], getppid());
		_exit(0);
	}
	close(pair[1]);
	channel = pair[0];
	order(SV_W_JOURNAL, NULL, &journal_fd, 1);
	order(SV_W_OPEN, &what, fds, SV_W_FDS);
}

/* Until it says that all is written. */
static void finish(void)
{
	sv_frame f;
	int status;

	order(SV_W_CLOSE, NULL, NULL, 0);
	must(recv(channel, &f, sizeof f, MSG_WAITALL) == (ssize_t) sizeof f);
	must(f.type == SV_T_WORD && f.kind == SV_W_CLOSED && f.serial == ID);
	shutdown(channel, SHUT_WR);
	must(waitpid(writer, &status, 0) == writer && status == 0);
	close(channel);
}

static void print(int i, const char *text)
{
	must(write(s[i].in, text, strlen(text)) == (ssize_t) strlen(text));
}

static void file_is(const char *want)
{
	char text[1000] = "";
	FILE *f = fopen(path, "r");

	must(f != NULL);
	(void) !fread(text, 1, sizeof text - 1, f);
	fclose(f);
	cr_assert_str_eq(text, want);
}

Test(writer, writes_what_is_printed)
{
	begin();
	print(0, "one\ntwo\npart");
	finish();
	file_is("one\ntwo\npart\n");
	must(journal->valid == 0);
}

Test(writer, prefixes_and_strips)
{
	strcpy(to.prefix, "%pool%/%slot% %pid% %stream%: ");
	to.strip = true;
	sv_stream_mark(&s[1], 42);
	print(1, "\033[31mred\033[0m\n\n");
	begin();
	finish();
	file_is("web/3 42 stderr: red\nweb/3 42 stderr: \n");
}

/* A batch of "one\ntwo\n" that a writer was killed in when `there` was in the file. */
static void killed_in(const char *there, bool counted)
{
	struct stat st;
	sv_tap t;
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	must(fd >= 0 && write(fd, "before\n", 7) == 7 && write(fd, there, strlen(there)) == (ssize_t) strlen(there) && fstat(fd, &st) == 0);
	close(fd);
	print(0, "one\ntwo\nthree\n");
	must(sv_tap_open(&t, s[0].out, s[0].ring) && sv_tap_fill(&t) == 14);
	if (counted) {
		sv_tap_done(&t, 8, false);
	}
	sv_tap_close(&t);
	journal->id = ID;
	journal->dev = st.st_dev;
	journal->ino = st.st_ino;
	journal->before = 7;
	journal->taken = journal->len = 8;
	memcpy(journal->bytes, "one\ntwo\n", 8);
	journal->valid = 1;
	begin();
	finish();
	file_is("before\none\ntwo\nthree\n");
}

Test(writer, goes_on_with_a_batch_of_which_nothing_was_written)
{
	killed_in("", false);
}

Test(writer, goes_on_with_a_batch_of_which_a_part_was_written)
{
	killed_in("one\nt", false);
}

Test(writer, goes_on_after_a_batch_that_was_written_and_not_counted)
{
	killed_in("one\ntwo\n", false);
}

Test(writer, goes_on_after_a_batch_that_was_counted_too)
{
	killed_in("one\ntwo\n", true);
}

Test(writer, keeps_what_it_cannot_write_and_says_so_once)
{
	char line[2000];
	sv_frame f;

	must(symlink("/dev/full", path) == 0);
	print(0, "one\n");
	begin();
	must(recv(channel, &f, sizeof f, MSG_WAITALL) == (ssize_t) sizeof f && f.kind == SV_W_STUCK && f.len < sizeof line);
	must(recv(channel, line, f.len, MSG_WAITALL) == (ssize_t) f.len);
	line[f.len] = 0;
	must(strstr(line, "cannot be written: No space left on device") != NULL);
	must(unlink(path) == 0);
	order(SV_W_REOPEN, NULL, NULL, 0);
	must(recv(channel, &f, sizeof f, MSG_WAITALL) == (ssize_t) sizeof f && f.kind == SV_W_GOES_ON);
	must(recv(channel, line, f.len, MSG_WAITALL) == (ssize_t) f.len);
	finish();
	file_is("one\n");
}

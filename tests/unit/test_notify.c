/* SPDX-License-Identifier: BSD-3-Clause */
/* test_notify.c: what programs say of themselves: the messages, and a real socket. */
#include "unit.h"

#include "core/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#define HIGH 100

static sv_notice parse(const char *text)
{
	sv_notice n;

	sv_notify_parse(text, strlen(text), &n);
	return n;
}

Test(notify, each_word_is_known)
{
	must(parse("READY=1").ready && parse("STOPPING=1").stopping && parse("WATCHDOG=1").alive && parse("WATCHDOG=trigger").stuck);
	must(parse("MAINPID=4\nREADY=1\n\nSTATUS=up\nX=y\n").ready);
	must(!parse("READY=0").ready && !parse("READY=11").ready && !parse("XREADY=1").ready && !parse("").ready && !parse("READY=1x\nREADY").ready);
	must(!parse("WATCHDOG=trigger").alive && !parse("WATCHDOG=1").stuck);
}

Test(notify, a_status_is_kept_as_long_as_it_fits_and_not_cut_in_a_character)
{
	sv_notice n = parse("STATUS=half way\nREADY=1");
	char text[SV_NOTE_MAX * 2 + 20] = "STATUS=";
	uint32_t i;

	must(n.has_status && n.status_len == 8 && memcmp(n.status, "half way", 8) == 0);
	n = parse("STATUS=");
	must(n.has_status && n.status_len == 0);
	must(!parse("READY=1").has_status);
	for (i = 0; i < SV_NOTE_MAX; i++) {
		strcat(text, "é"); /* two bytes each, from an even offset on */
	}
	n = parse(text);
	must(n.status_len == SV_NOTE_MAX);
	strcpy(text, "STATUS=x");
	for (i = 0; i < SV_NOTE_MAX; i++) {
		strcat(text, "é");
	}
	n = parse(text);
	must(n.status_len == SV_NOTE_MAX - 1);
}

Test(notify, random_bytes_are_read_without_harm)
{
	static const char *const pieces[] = { "READY=1", "STATUS=", "\n", "=", "WATCHDOG=", "trigger", "1", "\xc3", "\xa9", "x", "STOPPING=1" };
	uint64_t seed = 1;
	int round;

	for (round = 0; round < 20000; round++) {
		char text[400];
		size_t len = 0, i, k = unit_below(&seed, 30);
		sv_notice n;

		for (i = 0; i < k; i++) {
			const char *piece = pieces[unit_below(&seed, COUNT(pieces))];

			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		sv_notify_parse(text, len, &n);
		must(n.status_len <= SV_NOTE_MAX && (n.has_status || n.status_len == 0));
	}
}

static void say(const char *address, const char *text)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	memcpy(name.sun_path + 1, address + 1, strlen(address) - 1);
	child_must(sendto(fd, text, strlen(text), 0, (struct sockaddr *) &name, (socklen_t) (offsetof(struct sockaddr_un, sun_path) + strlen(address))) > 0);
	close(fd);
}

Test(notify, a_message_arrives_and_the_socket_is_a_private_one)
{
	char address[SV_NOTIFY_ADDRESS_MAX], other[SV_NOTIFY_ADDRESS_MAX], text[SV_NOTIFY_MAX];
	int fd = sv_notify_open(HIGH, address), fd2 = sv_notify_open(HIGH, other);

	must(fd >= HIGH && fd2 >= HIGH && strcmp(address, other) != 0 && address[0] == '@');
	must((fcntl(fd, F_GETFD) & FD_CLOEXEC) && (fcntl(fd, F_GETFL) & O_NONBLOCK));
	must(sv_notify_receive(fd, geteuid(), text, sizeof text) == -1);
	say(address, "READY=1");
	say(address, "STATUS=x");
	must(sv_notify_receive(fd, geteuid(), text, sizeof text) == 7 && memcmp(text, "READY=1", 7) == 0);
	must(sv_notify_receive(fd, geteuid(), text, sizeof text) == 8);
	must(sv_notify_receive(fd, geteuid(), text, sizeof text) == -1);
	must(sv_notify_receive(fd2, geteuid(), text, sizeof text) == -1);
	close(fd);
	close(fd2);
}

Test(notify, a_stranger_is_not_heard)
{
	char address[SV_NOTIFY_ADDRESS_MAX], text[SV_NOTIFY_MAX];
	int fd = sv_notify_open(HIGH, address), status;
	pid_t pid;

	if (geteuid() != 0) {
		cr_skip_test("only root can become a stranger");
	}
	pid = unit_fork();
	if (pid == 0) {
		child_must(setuid(65534) == 0);
		say(address, "READY=1");
		_exit(0);
	}
	must(waitpid(pid, &status, 0) == pid && status == 0);
	say(address, "STATUS=me");
	must(sv_notify_receive(fd, 33, text, sizeof text) == 9 && memcmp(text, "STATUS=me", 9) == 0);
	must(sv_notify_receive(fd, 33, text, sizeof text) == -1);
	pid = unit_fork();
	if (pid == 0) {
		child_must(setuid(65534) == 0);
		say(address, "READY=1");
		_exit(0);
	}
	must(waitpid(pid, &status, 0) == pid && status == 0);
	must(sv_notify_receive(fd, 65534, text, sizeof text) == 7); /* unless the program runs as it */
	close(fd);
}

/* FDSTORE=1 and BARRIER=1 bring a descriptor. */
Test(notify, descriptors_that_come_along_are_closed)
{
	char address[SV_NOTIFY_ADDRESS_MAX], text[SV_NOTIFY_MAX], c;
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = sv_notify_open(HIGH, address), s = socket(AF_UNIX, SOCK_DGRAM, 0), tube[2];
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr head;
	} control = { 0 };
	struct iovec iov = { "BARRIER=1", 9 };
	struct msghdr m = { .msg_name = &name, .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };

	must(pipe(tube) == 0);
	memcpy(name.sun_path + 1, address + 1, strlen(address) - 1);
	m.msg_namelen = (socklen_t) (offsetof(struct sockaddr_un, sun_path) + strlen(address));
	control.head = (struct cmsghdr) { .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS };
	memcpy(CMSG_DATA(&control.head), &tube[1], sizeof(int));
	must(sendmsg(s, &m, 0) == 9);
	close(tube[1]);
	must(sv_notify_receive(fd, geteuid(), text, sizeof text) == 9);
	must(read(tube[0], &c, 1) == 0); /* the end of file: nobody has it any more */
	close(tube[0]);
	close(s);
	close(fd);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* notify.c: what programs say of themselves; see notify.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/notify.h"

#include "core/fds.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* So many datagrams of others are dropped before the master has its turn again. */
#define STRANGERS_A_LOOK 32

static bool is(const char *line, size_t len, const char *what)
{
	return len == strlen(what) && memcmp(line, what, len) == 0;
}

/* As much of it as a note holds, and no half of a character. */
static void set_status(sv_notice *n, const char *text, size_t len)
{
	if (len > SV_NOTE_MAX) {
		len = SV_NOTE_MAX;
		while (len > 0 && ((unsigned char) text[len] & 0xc0) == 0x80) {
			len--;
		}
	}
	n->has_status = true;
	n->status_len = (uint32_t) len;
	memcpy(n->status, text, len);
}

void sv_notify_parse(const char *text, size_t len, sv_notice *n)
{
	const char *end = text + len, *line, *next;

	memset(n, 0, sizeof *n);
	for (line = text; line < end; line = next + 1) {
		size_t of_line;

		next = memchr(line, '\n', (size_t) (end - line));
		next = next ? next : end;
		of_line = (size_t) (next - line);
		n->ready |= is(line, of_line, "READY=1");
		n->stopping |= is(line, of_line, "STOPPING=1");
		n->alive |= is(line, of_line, "WATCHDOG=1");
		n->stuck |= is(line, of_line, "WATCHDOG=trigger");
		if (of_line >= strlen("STATUS=") && memcmp(line, "STATUS=", strlen("STATUS=")) == 0) {
			set_status(n, line + strlen("STATUS="), of_line - strlen("STATUS="));
		}
	}
}

int sv_notify_open(int at_least, char address[SV_NOTIFY_ADDRESS_MAX])
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), high, error, on = 1;
	uint64_t random[2];
	size_t len;

	if (fd < 0) {
		return -1;
	}
	high = sv_fds_add(fcntl(fd, F_DUPFD_CLOEXEC, at_least));
	error = errno == EINVAL ? EMFILE : errno;
	close(fd);
	if (high < 0) {
		errno = error;
		return -1;
	}
	/* Random: what an earlier worker has started and left behind must not speak for a later one. */
	if (getrandom(random, sizeof random, 0) != (ssize_t) sizeof random) {
		random[0] = (uint64_t) getpid();
		random[1] = (uint64_t) (uintptr_t) &random ^ (uint64_t) high;
	}
	snprintf(address, SV_NOTIFY_ADDRESS_MAX, "@supervisor/%016" PRIx64 "%016" PRIx64, random[0], random[1]);
	len = strlen(address);
	memcpy(name.sun_path + 1, address + 1, len - 1);
	if (setsockopt(high, SOL_SOCKET, SO_PASSCRED, &on, sizeof on) != 0 ||
	    bind(high, (struct sockaddr *) &name, (socklen_t) (offsetof(struct sockaddr_un, sun_path) + len)) != 0) {
		error = errno;
		sv_fds_close(high);
		errno = error;
		return -1;
	}
	return high;
}

static bool is_welcome(struct msghdr *m, uid_t from)
{
	const struct cmsghdr *c = CMSG_FIRSTHDR(m);
	struct ucred who;

	if (!c || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_CREDENTIALS) {
		return false;
	}
	memcpy(&who, CMSG_DATA(c), sizeof who);
	return who.uid == from || who.uid == geteuid() || who.uid == 0;
}

ssize_t sv_notify_receive(int fd, uid_t from, char *text, size_t size)
{
	/* Room for who sent it, and none for descriptors that come along (FDSTORE=1, BARRIER=1): the kernel closes them. */
	union {
		char bytes[CMSG_SPACE(sizeof(struct ucred))];
		struct cmsghdr align;
	} control;

	int tries;

	for (tries = 0; tries < STRANGERS_A_LOOK; tries++) {
		struct iovec iov = { text, size };
		struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
		ssize_t n = recvmsg(fd, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

		if (n >= 0 && is_welcome(&m, from)) {
			return n;
		}
		if (n < 0 && errno != EINTR) {
			return -1;
		}
	}
	return -1;
}

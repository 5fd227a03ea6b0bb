/* SPDX-License-Identifier: BSD-3-Clause */
/* sink.c: a file, syslog, stdout or stderr; see sink.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A file that cannot be rotated is written on, and rotated later. */
#define ROTATE_AGAIN_S 60
/* How long a pipe or terminal that nobody reads may hold up the others each time. */
#define WAIT_MS 20
#define REST_MS 1000 /* ... and one that has taken a part */

sv_sink *sv_sink_new(const sv_output *to, unsigned stream)
{
	sv_sink *s = calloc(1, sizeof *s);

	if (s) {
		s->to = *to;
		s->fd = to->kind == SV_O_INHERIT ? (int) stream + 1 : -1;
		s->refs = 1;
	}
	return s;
}

static void shut(sv_sink *s)
{
	if (s->fd >= 0 && s->to.kind != SV_O_INHERIT) {
		close(s->fd);
		s->fd = -1;
	}
}

static void finish_gzip(sv_sink *s)
{
	while (s->gzip && sv_gzip_step(&s->gzip) == EAGAIN) {
	}
}

void sv_sink_free(sv_sink *s)
{
	finish_gzip(s);
	shut(s);
	free(s);
}

void sv_sink_reopen(sv_sink *s)
{
	shut(s);
}

int sv_sink_open_file(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0644), link;
	char to[2 * SV_PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t dir = slash ? (size_t) (slash + 1 - path) : 0;
	struct stat st;
	ssize_t n = -1;

	if (fd >= 0 || errno != ELOOP) {
		return fd;
	}
	/* The link that was looked at is the one that is read, whatever stands at its name by then. */
	link = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (link < 0) {
		return -1;
	}
	if (fstat(link, &st) == 0 && S_ISLNK(st.st_mode) && (st.st_uid == 0 || st.st_uid == geteuid()) && dir < SV_PATH_MAX) {
		n = readlinkat(link, "", to + dir, sizeof to - dir);
	}
	close(link);
	if (n <= 0 || (size_t) n >= sizeof to - dir) {
		errno = ELOOP;
		return -1;
	}
	to[dir + (size_t) n] = 0;
	if (to[dir] != '/') {
		memcpy(to, path, dir);
	}
	return open(to[dir] == '/' ? to + dir : to, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0644);
}

static int open_syslog(sv_sink *s)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd, error;

	if (strlen(s->to.path) >= sizeof to.sun_path) {
		return ENAMETOOLONG;
	}
	strcpy(to.sun_path, s->to.path);
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0) {
		return errno;
	}
	if (connect(fd, (struct sockaddr *) &to, sizeof to) != 0) {
		error = errno;
		close(fd);
		return error;
	}
	s->fd = fd;
	return 0;
}

/* Does a file that is there already end in the middle of a line? */
static bool is_torn(const char *path, off_t size)
{
	int fd = sv_sink_open_file(path, O_RDONLY);
	char last = '\n';

	if (fd >= 0) {
		(void) !pread(fd, &last, 1, size - 1);
		close(fd);
	}
	return last != '\n';
}

/* What there is to know of the file that is open. 0 or an errno. */
static int learn(sv_sink *s, bool fresh)
{
	struct stat st;

	if (fstat(s->fd, &st) != 0) {
		return errno;
	}
	s->regular = S_ISREG(st.st_mode);
	s->size = s->regular ? (uint64_t) st.st_size : 0;
	s->dev = st.st_dev;
	s->ino = st.st_ino;
	if (fresh) {
		s->open = NULL;
		s->torn = s->regular && s->size > 0 && s->to.kind == SV_O_FILE && is_torn(s->to.path, st.st_size);
		s->period = sv_output_period((sv_every) s->to.every, st.st_mtime);
	}
	return s->regular && st.st_nlink == 0 && s->to.kind == SV_O_FILE ? ESTALE : 0;
}

int sv_sink_open(sv_sink *s)
{
	int error;

	if (s->to.kind == SV_O_SYSLOG) {
		return s->fd >= 0 ? 0 : open_syslog(s);
	}
	if (s->fd >= 0) {
		error = learn(s, false);
		if (error != ESTALE) {
			return error;
		}
		shut(s); /* it was deleted: what comes now is to be found by its name */
	}
	s->fd = sv_sink_open_file(s->to.path, O_WRONLY | O_APPEND | O_CREAT); /* a FIFO that nobody reads is an error, and waits for nobody */
	return s->fd >= 0 ? learn(s, true) : errno;
}

static int rotate(sv_sink *s)
{
	int error;

	finish_gzip(s);
	error = sv_rotate(s->to.path, s->to.backups);
	if (error) {
		return error;
	}
	shut(s);
	if (s->to.gzip && s->to.backups > 0) {
		s->gzip = sv_gzip_begin(s->to.path); /* when it cannot, that one stays as it is */
	}
	return sv_sink_open(s);
}

int sv_sink_prepare(sv_sink *s, size_t least, int64_t wall_s)
{
	int64_t period = sv_output_period((sv_every) s->to.every, wall_s);
	int error = sv_sink_open(s);

	if (error || s->to.kind != SV_O_FILE || !s->regular) {
		return error;
	}
	if (s->size > 0 && (period > s->period || (s->to.max_bytes && s->size + least > s->to.max_bytes)) && wall_s >= s->rotate_after) {
		error = rotate(s);
		if (error && s->fd >= 0) { /* its directory may not be written, say: the file itself may be */
			s->rotate_error = error;
			s->rotate_after = wall_s + ROTATE_AGAIN_S;
			error = 0;
		}
	}
	s->period = s->size > 0 ? s->period : period;
	return error;
}

static int write_file(sv_sink *s, const char *bytes, size_t len, size_t from)
{
	int error;

	while (from < len) {
		ssize_t n = write(s->fd, bytes + from, len - from);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n < 0) {
			error = errno;
			/* A disk that is full takes a part: half a line must not be seen, nor be there twice when all can be written. stdout is not ours to cut. */
			if (from > 0 && s->to.kind == SV_O_FILE && ftruncate(s->fd, (off_t) s->size) != 0) {
				s->torn = true;
			}
			return error;
		}
		from += (size_t) n;
	}
	return 0;
}

/*
 * A pipe takes up to PIPE_BUF, which a batch for it does not exceed, as a whole or not at all; a terminal or a socket may take a part, and then gets a second for the
 * rest: what it has taken is said again later.
 */
static int write_other(sv_sink *s, const char *bytes, size_t len)
{
	size_t from = 0;

	while (from < len) {
		struct pollfd p = { .fd = s->fd, .events = POLLOUT };
		ssize_t n = poll(&p, 1, from ? REST_MS : WAIT_MS) > 0 ? write(s->fd, bytes + from, len - from) : -2;

		if (n == -2 || (n < 0 && errno == EAGAIN)) {
			if (from == 0 || n == -2) {
				return EAGAIN;
			}
		} else if (n < 0 && errno != EINTR) {
			return errno;
		} else if (n > 0) {
			from += (size_t) n;
		}
	}
	return 0;
}

static int send_syslog(sv_sink *s, const char *bytes, size_t len)
{
	/* A daemon that does not read must not hold up all the others. */
	if (send(s->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0) {
		return 0;
	}
	if (errno != ECONNREFUSED && errno != ENOTCONN) {
		return errno;
	}
	shut(s); /* the daemon was restarted */
	return sv_sink_open(s) == 0 && send(s->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0 ? 0 : errno;
}

int sv_sink_write(sv_sink *s, const char *bytes, size_t len, size_t from)
{
	if (s->to.kind == SV_O_SYSLOG) {
		return send_syslog(s, bytes, len);
	}
	return s->regular ? write_file(s, bytes, len, from) : write_other(s, bytes, len);
}

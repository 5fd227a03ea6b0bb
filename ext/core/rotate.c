/* SPDX-License-Identifier: BSD-3-Clause */
/* rotate.c: the old ones of a log file; see rotate.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/rotate.h"

#include "core/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef HAVE_SUPERVISOR_ZLIB
# include <zlib.h>
#endif

#define NAME_MAX_LEN (SV_PATH_MAX + 24)

static bool name(const char *path, uint32_t n, bool gzip, char *buf)
{
	return sv_output_backup(path, n, gzip, buf, NAME_MAX_LEN) < NAME_MAX_LEN;
}

static bool exists(const char *path, uint32_t n)
{
	char plain[NAME_MAX_LEN], gz[NAME_MAX_LEN];
	struct stat s;

	return name(path, n, false, plain) && name(path, n, true, gz) && (lstat(plain, &s) == 0 || lstat(gz, &s) == 0);
}

/* The n-th old one becomes the next one, in both its forms. */
static int shift(const char *path, uint32_t n, bool gzip)
{
	char from[NAME_MAX_LEN], to[NAME_MAX_LEN];

	if (!name(path, n, gzip, from) || !name(path, n + 1, gzip, to)) {
		return ENAMETOOLONG;
	}
	return rename(from, to) == 0 || errno == ENOENT ? 0 : errno;
}

static void forget(const char *path, uint32_t n)
{
	char old[NAME_MAX_LEN];
	int gzip;

	for (gzip = 0; gzip < 2; gzip++) {
		if (name(path, n, gzip, old)) {
			(void) unlink(old);
		}
	}
}

int sv_rotate(const char *path, uint32_t backups)
{
	char first[NAME_MAX_LEN];
	uint32_t n = 1;
	int error;

	if (backups == 0) {
		return unlink(path) == 0 || errno == ENOENT ? 0 : errno;
	}
	/* A number that is free takes what comes: others above it need not move. */
	while (n < backups && exists(path, n)) {
		n++;
	}
	forget(path, n);
	for (; n > 1; n--) {
		error = shift(path, n - 1, false);
		error = error ? error : shift(path, n - 1, true);
		if (error) {
			return error;
		}
	}
	return !name(path, 1, false, first) ? ENAMETOOLONG : rename(path, first) == 0 || errno == ENOENT ? 0 : errno;
}

#ifdef HAVE_SUPERVISOR_ZLIB

#define STEP_BYTES (256 * 1024)

struct sv_gzip {
	int in, out;
	z_stream z;
	char plain[NAME_MAX_LEN], gz[NAME_MAX_LEN + 4];
	unsigned char from[32 * 1024], to[32 * 1024];
};

bool sv_gzip_known(void)
{
	return true;
}

/* Both as one file has them: who may read the log may read it afterwards. */
static int open_as(const char *path, int like)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct stat s;

	if (fd >= 0 && fstat(like, &s) == 0) {
		(void) !fchown(fd, s.st_uid, s.st_gid);
		(void) fchmod(fd, s.st_mode & 0777);
	}
	return fd;
}

static int end(sv_gzip **z, int error)
{
	sv_gzip *g = *z;
	char tmp[sizeof g->gz + 4];

	*z = NULL;
	deflateEnd(&g->z);
	snprintf(tmp, sizeof tmp, "%s.tmp", g->gz);
	if (g->in >= 0) {
		close(g->in);
	}
	if (g->out >= 0 && close(g->out) != 0 && !error) {
		error = errno;
	}
	if (!error && rename(tmp, g->gz) != 0) {
		error = errno;
	}
	(void) unlink(error ? tmp : g->plain);
	free(g);
	return error;
}

sv_gzip *sv_gzip_begin(const char *path)
{
	sv_gzip *g = calloc(1, sizeof *g);
	char tmp[sizeof g->gz + 4];
	int error;

	if (!g) {
		return NULL;
	}
	g->in = g->out = -1;
	if (deflateInit2(&g->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK || !name(path, 1, false, g->plain) || !name(path, 1, true, g->gz)) {
		free(g);
		errno = ENOMEM;
		return NULL;
	}
	snprintf(tmp, sizeof tmp, "%s.tmp", g->gz);
	g->in = open(g->plain, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	g->out = g->in >= 0 ? open_as(tmp, g->in) : -1;
	if (g->out < 0) {
		error = errno;
		(void) end(&g, error);
		errno = error;
	}
	return g;
}

static int deflate_some(sv_gzip *g, int flush)
{
	do {
		size_t n, at = 0;

		g->z.next_out = g->to;
		g->z.avail_out = sizeof g->to;
		(void) deflate(&g->z, flush);
		n = sizeof g->to - g->z.avail_out;
		while (at < n) {
			ssize_t written = write(g->out, g->to + at, n - at);

			if (written < 0) {
				return errno;
			}
			at += (size_t) written;
		}
	} while (g->z.avail_out == 0);
	return 0;
}

int sv_gzip_step(sv_gzip **z)
{
	sv_gzip *g = *z;
	size_t done = 0;

	while (done < STEP_BYTES) {
		ssize_t n = read(g->in, g->from, sizeof g->from);
		int error;

		if (n < 0) {
			return end(z, errno);
		}
		g->z.next_in = g->from;
		g->z.avail_in = (uInt) n;
		error = deflate_some(g, n == 0 ? Z_FINISH : Z_NO_FLUSH);
		if (error || n == 0) {
			return end(z, error);
		}
		done += (size_t) n;
	}
	return EAGAIN;
}

#else

bool sv_gzip_known(void)
{
	return false;
}

sv_gzip *sv_gzip_begin(const char *path)
{
	(void) path;
	errno = ENOSYS;
	return NULL;
}

int sv_gzip_step(sv_gzip **z)
{
	(void) z;
	return ENOSYS;
}

#endif

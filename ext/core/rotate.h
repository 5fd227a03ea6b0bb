/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * rotate.h: the old ones of a log file: path.1 is the newest, the one with the highest number the oldest.
 *
 * Compressing takes a second for 50 MB, so it is done in steps, between which its caller can do something else. path.1 stays until path.1.gz is whole.
 * Knows nothing of streams and lines.
 */
#ifndef SV_ROTATE_H
#define SV_ROTATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * path becomes path.1, path.1 becomes path.2 and so on, compressed ones keep their .gz; of those that would be more than `backups` the oldest one goes. With
 * 0 backups path itself goes. 0 or an errno: then path is as it was.
 */
int sv_rotate(const char *path, uint32_t backups);

typedef struct sv_gzip sv_gzip;

/* Can it compress? Only if zlib was there when it was built. */
bool sv_gzip_known(void);

/* Begins to compress path.1. NULL: errno. */
sv_gzip *sv_gzip_begin(const char *path);

/* Some ms of it. 0: it is done, EAGAIN: go on; another errno: it is given up, path.1 stays as it is. After 0 and errors *z is NULL. */
int sv_gzip_step(sv_gzip **z);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * blob.h: the blobs of the core are zend_strings here, and large ones are used again.
 *
 * A string of some hundred KiB has a chunk of the allocator nearly to itself: when it is freed the chunk goes back to the kernel, and the next one costs a page
 * fault for every 4 KiB, three times what the transport of the bytes costs. So while map() is walked, results that nobody has any more are kept for the next
 * ones: at most 8 MiB, until the walk is over.
 */
#ifndef PHP_SV_BLOB_H
#define PHP_SV_BLOB_H

#include "php_supervisor.h"

#include "core/frame.h"

/* Hooks of the core. */
sv_blob php_sv_blob_new(size_t len, char **bytes);
void php_sv_blob_free(void *owner);
sv_blob php_sv_blob_share(sv_blob b);
sv_blob php_sv_blob_of(zend_string *s); /* takes the reference; NULL gives an empty blob */

/*
 * A walk begins, and ends, which takes what the begin returned: what was kept is freed with the last one. A walk that a process has inherited from the one
 * that forked it counts there, too; not in a worker.
 */
unsigned php_sv_blobs_keep(void);
void php_sv_blobs_unkeep(unsigned began);

/* The end of the request: all is freed, whatever walks there are. And in a new worker: what is kept is its master's. */
void php_sv_blobs_free(void);
void php_sv_blobs_forget(void);

#endif

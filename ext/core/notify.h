/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * notify.h: what programs say of themselves by the protocol of sd_notify(3): datagrams of NAME=VALUE lines to the socket that NOTIFY_SOCKET names.
 *
 * Each worker has a socket of its own, so it is known who speaks; its name is in the abstract namespace: no file, no permissions, nothing to tidy up. Anybody on
 * the machine can see such a name, so the kernel tells of each datagram who sent it, and those of strangers are dropped.
 */
#ifndef SV_NOTIFY_H
#define SV_NOTIFY_H

#include "core/cell.h"

#include <sys/types.h>

#define SV_NOTIFY_ADDRESS_MAX 64 /* with the final 0 */
#define SV_NOTIFY_MAX 4096       /* of one datagram; a longer one is cut */

/* One datagram. */
typedef struct sv_notice {
	bool ready, stopping, alive /* WATCHDOG=1 */, stuck /* WATCHDOG=trigger */, has_status;
	uint32_t status_len;
	char status[SV_NOTE_MAX];
} sv_notice;

/* Reads a datagram. Names that are not known mean nothing. */
void sv_notify_parse(const char *text, size_t len, sv_notice *n);

/* A socket, non-blocking, CLOEXEC, >= at_least, and its name as NOTIFY_SOCKET has it. -1 and errno. */
int sv_notify_open(int at_least, char address[SV_NOTIFY_ADDRESS_MAX]);

/* The next datagram of `from`, of this process's user or of root: its length; -1: none is left. Those of others are skipped. */
ssize_t sv_notify_receive(int fd, uid_t from, char *text, size_t size);

#endif

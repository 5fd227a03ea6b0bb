/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * fds.h: which descriptors are the supervisor's: channels, pidfds, arenas.
 *
 * A worker closes those and no other. They are opened from a high number on, but are not alone there: a script with many files open has some up there as well, and what a
 * worker closed of those, it could close under a stream that it goes on to use.
 * One set a process; a forked one has that of its parent, until sv_fds_leave(). Knows nothing of what they are for.
 */
#ifndef SV_FDS_H
#define SV_FDS_H

/* Notes one; passes -1 and errno on. -1 and EMFILE, and it is closed: its number is too high to be noted. */
int sv_fds_add(int fd);

/* Closes one of them. */
void sv_fds_close(int fd);

/* In a child: closes all of its parent's but `keep`, which is the child's from now on. A system call for each run of numbers: in most cases there is one run. */
void sv_fds_leave(int keep);

/* The first number from `from` on that is not one of them; all of them are below the end. */
int sv_fds_next_other(int from);
int sv_fds_end(void);

#endif

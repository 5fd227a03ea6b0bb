/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * history.h: what the failure of a job says of the attempts before its last one.
 *
 * It is the records of the last attempt, of an exception and its previous ones, and then a short one for each counted attempt before, the oldest first: without a
 * trace, and at most SV_HISTORY_MAX of them. So what a job carries from retry to retry is bounded, and a first attempt costs nothing. Knows nothing of jobs.
 */
#ifndef SV_HISTORY_H
#define SV_HISTORY_H

#include "core/frame.h"

#define SV_HISTORY_MAX 10
/* Of its message, its file and its class each, in an attempt before. */
#define SV_HISTORY_TEXT_MAX 300

/*
 * The records of the last attempt with those of the attempts before it, which `before`, the failure until now, tells of. In a new blob; without an owner: there
 * were none, `last` is all.
 */
sv_blob sv_history_add(sv_blob last, sv_blob before, sv_blob (*new_blob)(size_t len, char **bytes));

/*
 * "its worker died 3 times: was killed by SIGKILL; exited with status 3; ...", the last one of `crashes` with this message, and at most SV_HISTORY_MAX of them.
 * Returns buf.
 */
char *sv_history_crashes(sv_blob before, sv_text last, unsigned crashes, char *buf, size_t size);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* trace.h: where a worker is in PHP when a signal ends it: a crash, or the trace signal (core/linux.h), which its master sends to one that hangs. */
#ifndef PHP_SV_TRACE_H
#define PHP_SV_TRACE_H

#include "php_supervisor.h"

#include "core/cell.h"

/*
 * In a worker, before its signals are unblocked: from now on those signals write its stack to `to`. A crash goes on as it would have without this: true
 * signal, core. The trace signal then kills the process group. Handlers that other code has installed stay. Children that user code forks write nothing.
 */
void php_sv_trace_install(sv_trace *to);

#endif

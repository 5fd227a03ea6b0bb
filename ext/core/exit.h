/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * exit.h: what the end of a process means, and how to say it.
 * The values of the enums follow PHP's ExitReason and FailureReason (stubs/), in that order.
 */
#ifndef SV_EXIT_H
#define SV_EXIT_H

#include "core/cell.h"

#include <stddef.h>
#include <sys/types.h>

typedef enum sv_exit_reason {
	SV_X_STOPPED, SV_X_FINISHED, SV_X_MAX_JOBS, SV_X_MAX_MEMORY, SV_X_MAX_AGE, SV_X_IDLE, SV_X_RESTARTED, SV_X_SCALED_DOWN, SV_X_CANCELLED, /* planned */
	SV_X_EXITED, SV_X_FATAL, SV_X_SIGNALED, SV_X_TIMED_OUT, SV_X_OUT_OF_MEMORY, SV_X_BOOT_FAILED, SV_X_BOOT_TIMED_OUT, SV_X_LOST,
	SV_X_REASONS
} sv_exit_reason;

typedef enum sv_fail_reason {
	SV_F_EXCEPTION, SV_F_FATAL, SV_F_EXITED, SV_F_SIGNALED, SV_F_TIMED_OUT, SV_F_OUT_OF_MEMORY, SV_F_LOST, SV_F_REJECTED,
	SV_F_DELIVERY_LIMIT, SV_F_CANCELLED, SV_F_UNDECODABLE, SV_F_RESULT_UNSENDABLE,
	SV_F_REASONS
} sv_fail_reason;

/* PHP past its hard memory limit ends with this status and without a word (main.c of PHP 8.2.35 and later). */
#define SV_STATUS_HARD_MEMORY_LIMIT 137

typedef struct sv_end {
	sv_exit_reason reason;
	bool planned;
	int exit_code; /* -1: a signal, or not known */
	int signal;    /* 0: none */
	bool core;     /* dumped one */
	bool by_us;    /* the master killed it, for the reason */
	bool program;
	bool not_started; /* a program: there was no process, or it did not become the program */
} sv_end;

/*
 * status: of waitpid; lost: it is not known, other code reaped the process; parting: what the worker declared; was_ready: it had
 * booted; asked: the master had asked it to leave.
 */
sv_end sv_exit_read(int status, bool lost, sv_parting parting, bool was_ready, bool asked);

/*
 * The same of a program, which declares nothing: one that was asked ended as planned when it ended by itself, with whatever status, or by stop_signal; one that
 * was not has finished when it was ready and its status is a success (a bit each).
 */
sv_end sv_exit_read_program(int status, bool lost, bool was_ready, bool asked, int stop_signal, const uint64_t success[4]);

/* What the master knows better: why it asked the worker to leave (a planned reason), or why it killed it (the others). */
void sv_exit_explain(sv_end *end, sv_exit_reason why);

/* The failure of the job that a worker died in without a frame. */
sv_fail_reason sv_exit_failure(const sv_end *end);

/* "SIGKILL", "signal 77": buf is used for the latter */
const char *sv_signal_name(int signal, char buf[16]);

/* One phrase: "was killed by SIGKILL", "exited with status 3". Returns buf. */
char *sv_exit_words(const sv_end *end, char *buf, size_t size);

/* Where it was: " in resize() at img.php:88"; "": not known, or where is NULL. Returns buf. */
char *sv_exit_place(const sv_where *where, char *buf, size_t size);

/* "stopped", "max_jobs" ... as in PHP's enums */
const char *sv_exit_reason_name(sv_exit_reason reason);
const char *sv_fail_reason_name(sv_fail_reason reason);

#endif

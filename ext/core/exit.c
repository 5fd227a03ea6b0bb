/* SPDX-License-Identifier: BSD-3-Clause */
/* exit.c: what the end of a process means; see exit.h. */
#include "core/exit.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

static sv_end read_status(int status, bool lost)
{
	sv_end e = { .reason = SV_X_EXITED, .exit_code = -1 };

	if (!lost && WIFEXITED(status)) {
		e.exit_code = WEXITSTATUS(status);
	} else if (!lost && WIFSIGNALED(status)) {
		e.signal = WTERMSIG(status);
		e.core = WCOREDUMP(status);
	}
	return e;
}

sv_end sv_exit_read_program(int status, bool lost, bool was_ready, bool asked, int stop_signal, const uint64_t success[4])
{
	sv_end e = read_status(status, lost);

	e.program = true;
	if (lost) {
		e.reason = SV_X_LOST;
	} else if (asked && (e.exit_code >= 0 || e.signal == stop_signal)) {
		e.reason = SV_X_STOPPED;
		e.planned = true;
	} else if (!was_ready && !asked) {
		e.reason = SV_X_BOOT_FAILED;
	} else if (e.signal) {
		e.reason = SV_X_SIGNALED;
	} else if (success[e.exit_code / 64] >> (e.exit_code % 64) & 1) {
		e.reason = SV_X_FINISHED;
		e.planned = true;
	}
	return e;
}

sv_end sv_exit_read(int status, bool lost, sv_parting parting, bool was_ready, bool asked)
{
	sv_end e = read_status(status, lost);

	switch (parting) {
	case SV_P_STOPPED: e.reason = SV_X_STOPPED; break;
	case SV_P_FINISHED: e.reason = SV_X_FINISHED; break;
	case SV_P_MAX_JOBS: e.reason = SV_X_MAX_JOBS; break;
	case SV_P_FATAL: e.reason = SV_X_FATAL; break;
	case SV_P_OUT_OF_MEMORY: e.reason = SV_X_OUT_OF_MEMORY; break;
	case SV_P_BOOT_FAILED: e.reason = SV_X_BOOT_FAILED; break;
	case SV_P_EXITED: break;
	case SV_P_NONE:
		if (lost) {
			e.reason = SV_X_LOST;
		} else if (e.signal) {
			e.reason = SV_X_SIGNALED;
		} else if (e.exit_code == SV_STATUS_HARD_MEMORY_LIMIT) {
			e.reason = SV_X_OUT_OF_MEMORY;
		}
		break;
	}

	/* What was declared holds only if it then happened: a planned end with a signal or a status is a crash on the way out. */
	e.planned = e.reason <= SV_X_SCALED_DOWN;
	if (e.planned && (e.signal || e.exit_code > 0)) {
		e.reason = e.signal ? SV_X_SIGNALED : SV_X_EXITED;
		e.planned = false;
	}
	if (!was_ready && !e.planned && e.reason != SV_X_LOST && !asked) {
		e.reason = SV_X_BOOT_FAILED;
	}
	return e;
}

void sv_exit_explain(sv_end *end, sv_exit_reason why)
{
	if (why < SV_X_CANCELLED) {
		/* It may have ended otherwise meanwhile. */
		if (end->planned && end->reason == SV_X_STOPPED) {
			end->reason = why;
		}
		return;
	}
	end->reason = why;
	end->planned = why == SV_X_CANCELLED; /* nothing is wrong with a worker whose job is not wanted any more */
	end->by_us = true;
}

sv_fail_reason sv_exit_failure(const sv_end *end)
{
	if (end->signal && !end->by_us) {
		return SV_F_SIGNALED;
	}
	switch (end->reason) {
	case SV_X_CANCELLED: return SV_F_CANCELLED;
	case SV_X_TIMED_OUT: return SV_F_TIMED_OUT;
	case SV_X_OUT_OF_MEMORY: return SV_F_OUT_OF_MEMORY;
	case SV_X_FATAL: return SV_F_FATAL;
	case SV_X_LOST: return SV_F_LOST;
	default: return SV_F_EXITED;
	}
}

const char *sv_signal_name(int signal, char buf[16])
{
	/* sigabbrev_np() would do, but musl has none */
	static const struct {
		int number;
		const char *name;
	} names[] = {
		{ SIGHUP, "SIGHUP" }, { SIGINT, "SIGINT" }, { SIGQUIT, "SIGQUIT" }, { SIGILL, "SIGILL" }, { SIGTRAP, "SIGTRAP" },
		{ SIGABRT, "SIGABRT" }, { SIGBUS, "SIGBUS" }, { SIGFPE, "SIGFPE" }, { SIGKILL, "SIGKILL" }, { SIGUSR1, "SIGUSR1" },
		{ SIGSEGV, "SIGSEGV" }, { SIGUSR2, "SIGUSR2" }, { SIGPIPE, "SIGPIPE" }, { SIGALRM, "SIGALRM" }, { SIGTERM, "SIGTERM" },
		{ SIGXCPU, "SIGXCPU" }, { SIGXFSZ, "SIGXFSZ" }, { SIGSYS, "SIGSYS" },
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i].number == signal) {
			return names[i].name;
		}
	}
	snprintf(buf, 16, "signal %d", signal);
	return buf;
}

char *sv_exit_words(const sv_end *end, char *buf, size_t size)
{
	char name[16];

	if (end->reason == SV_X_LOST) {
		snprintf(buf, size, "was reaped by other code of this process, so its status is not known");
	} else if (end->not_started) {
		snprintf(buf, size, "could not be started");
	} else if (end->by_us && end->reason == SV_X_TIMED_OUT) {
		snprintf(buf, size, end->program ? "was killed by its watchdog" : "was killed because its time was up");
	} else if (end->by_us && end->reason == SV_X_CANCELLED) {
		snprintf(buf, size, "was killed because its job was cancelled");
	} else if (end->by_us && end->reason == SV_X_BOOT_TIMED_OUT) {
		snprintf(buf, size, "was killed because it was not ready within bootTimeout");
	} else if (end->by_us && end->reason == SV_X_OUT_OF_MEMORY) {
		snprintf(buf, size, "was killed because it had more than one and a half times maxMemory");
	} else if (end->signal) {
		snprintf(buf, size, "was killed by %s%s", sv_signal_name(end->signal, name), end->core ? " (core dumped)" : "");
	} else if (end->reason == SV_X_OUT_OF_MEMORY) {
		snprintf(buf, size, "ran into PHP's memory_limit");
	} else if (end->reason == SV_X_FATAL) {
		snprintf(buf, size, "ended with a fatal error");
	} else if (end->reason == SV_X_MAX_JOBS) {
		snprintf(buf, size, "had done its maxJobs");
	} else if (end->reason == SV_X_MAX_MEMORY) {
		snprintf(buf, size, "had more than maxMemory");
	} else if (end->reason == SV_X_MAX_AGE) {
		snprintf(buf, size, "had reached its maxAge");
	} else if (end->reason == SV_X_IDLE) {
		snprintf(buf, size, "had nothing to do for idleTimeout");
	} else if (end->reason == SV_X_RESTARTED) {
		snprintf(buf, size, "was replaced by restart()");
	} else if (end->reason == SV_X_SCALED_DOWN) {
		snprintf(buf, size, "is one too many since scale()");
	} else if (end->reason == SV_X_FINISHED) {
		if (end->program) {
			snprintf(buf, size, "finished with status %d", end->exit_code);
		} else {
			snprintf(buf, size, "finished its loop");
		}
	} else if (end->reason == SV_X_STOPPED) {
		snprintf(buf, size, "stopped");
	} else if (end->exit_code < 0) {
		snprintf(buf, size, "exited, with a status that is not known");
	} else {
		snprintf(buf, size, "exited with status %d", end->exit_code);
	}
	return buf;
}

char *sv_exit_place(const sv_where *where, char *buf, size_t size)
{
	buf[0] = 0;
	if (where && where->file[0]) {
		snprintf(buf, size, "%s%s%s at %s:%u", where->function[0] ? " in " : "", where->function, where->function[0] ? "()" : "", where->file, where->line);
	}
	return buf;
}

const char *sv_exit_reason_name(sv_exit_reason reason)
{
	static const char *const names[SV_X_REASONS] = {
		"stopped", "finished", "max_jobs", "max_memory", "max_age", "idle", "restarted", "scaled_down", "cancelled", "exited", "fatal", "signaled", "timed_out",
		"out_of_memory", "boot_failed", "boot_timed_out", "lost",
	};
	return names[reason];
}

const char *sv_fail_reason_name(sv_fail_reason reason)
{
	static const char *const names[SV_F_REASONS] = {
		"exception", "fatal", "exited", "signaled", "timed_out", "out_of_memory", "lost", "rejected", "delivery_limit", "cancelled",
		"undecodable", "result_unsendable",
	};
	return names[reason];
}

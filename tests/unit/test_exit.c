/* SPDX-License-Identifier: BSD-3-Clause */
/* test_exit.c: every way in which a worker can end, with what it had declared, and the words for it. */
#include "unit.h"

#include "core/exit.h"

#include <signal.h>

/* As the kernel encodes them. */
#define EXITED(code) ((code) << 8)
#define KILLED(sig) (sig)
#define DUMPED(sig) ((sig) | 0x80)

static const int statuses[] = {
	EXITED(0), EXITED(1), EXITED(3), EXITED(137), EXITED(255), KILLED(SIGTERM), KILLED(SIGKILL), DUMPED(SIGSEGV), DUMPED(SIGABRT),
};

static int code_of(int status)
{
	return (status & 0x7f) == 0 ? status >> 8 : -1;
}

/* Exit.h and section 5 and 6 of the design, in other words. */
static sv_end expected(int status, bool lost, sv_parting parting, bool was_ready, bool asked)
{
	static const sv_exit_reason declared[] = {
		[SV_P_STOPPED] = SV_X_STOPPED, [SV_P_FINISHED] = SV_X_FINISHED, [SV_P_MAX_JOBS] = SV_X_MAX_JOBS, [SV_P_EXITED] = SV_X_EXITED,
		[SV_P_FATAL] = SV_X_FATAL, [SV_P_OUT_OF_MEMORY] = SV_X_OUT_OF_MEMORY, [SV_P_BOOT_FAILED] = SV_X_BOOT_FAILED,
	};
	int signal = lost ? 0 : status & 0x7f, code = lost ? -1 : code_of(status);
	bool well = signal == 0 && code <= 0;
	bool says_planned = parting == SV_P_STOPPED || parting == SV_P_FINISHED || parting == SV_P_MAX_JOBS;
	sv_end e = { .exit_code = code, .signal = signal, .core = !lost && (status & 0x80) };

	if (says_planned && well) {
		e.planned = true;
		e.reason = declared[parting];
		return e;
	}
	if (says_planned) {
		e.reason = signal ? SV_X_SIGNALED : SV_X_EXITED;
	} else if (parting != SV_P_NONE) {
		e.reason = declared[parting];
	} else if (lost) {
		e.reason = SV_X_LOST;
		return e;
	} else if (signal) {
		e.reason = SV_X_SIGNALED;
	} else {
		e.reason = code == 137 ? SV_X_OUT_OF_MEMORY : SV_X_EXITED;
	}
	if (!was_ready && !asked) {
		e.reason = SV_X_BOOT_FAILED;
	}
	return e;
}

Test(exit, every_status_with_every_parting_is_read_as_the_rules_say)
{
	size_t s;
	int parting, bits;

	for (s = 0; s < COUNT(statuses); s++) {
		for (parting = SV_P_NONE; parting <= SV_P_BOOT_FAILED; parting++) {
			for (bits = 0; bits < 8; bits++) {
				sv_end r = sv_exit_read(statuses[s], bits & 1, (sv_parting) parting, bits & 2, bits & 4);
				sv_end e = expected(statuses[s], bits & 1, (sv_parting) parting, bits & 2, bits & 4);

				must_say(r.reason == e.reason && r.planned == e.planned && r.exit_code == e.exit_code && r.signal == e.signal && r.core == e.core,
					"status %#x parting %d bits %d: %s, not %s; planned %d code %d signal %d", statuses[s], parting, bits,
					sv_exit_reason_name(r.reason), sv_exit_reason_name(e.reason), r.planned, r.exit_code, r.signal);
			}
		}
	}
}

Test(exit, a_planned_end_is_declared_never_guessed_from_a_status)
{
	sv_end e = sv_exit_read(EXITED(0), false, SV_P_NONE, true, true);

	must(!e.planned && e.reason == SV_X_EXITED && e.exit_code == 0);
	e = sv_exit_read(EXITED(0), false, SV_P_MAX_JOBS, true, false);
	must(e.planned && e.reason == SV_X_MAX_JOBS);
}

Test(exit, a_crash_on_the_way_out_of_a_planned_end_is_a_crash)
{
	sv_end e = sv_exit_read(DUMPED(SIGSEGV), false, SV_P_MAX_JOBS, true, false);

	must(!e.planned && e.reason == SV_X_SIGNALED && e.signal == SIGSEGV && e.core);
	e = sv_exit_read(EXITED(255), false, SV_P_STOPPED, true, true);
	must(!e.planned && e.reason == SV_X_EXITED && e.exit_code == 255);
}

Test(exit, a_declared_end_holds_when_other_code_reaped_the_process)
{
	sv_end e = sv_exit_read(0, true, SV_P_MAX_JOBS, true, false);

	must(e.planned && e.reason == SV_X_MAX_JOBS && e.exit_code == -1 && e.signal == 0);
	e = sv_exit_read(KILLED(SIGKILL), true, SV_P_NONE, false, false);
	must(!e.planned && e.reason == SV_X_LOST && e.signal == 0);
}

Test(exit, a_parting_that_no_worker_can_have_written_is_read_without_harm)
{
	sv_end e = sv_exit_read(EXITED(3), false, (sv_parting) 4000000000u, true, false);

	must(!e.planned && e.reason == SV_X_EXITED && e.exit_code == 3);
}

Test(exit, the_failure_of_the_job_follows_the_end_of_its_worker)
{
	static const sv_fail_reason without_signal[SV_X_REASONS] = {
		[SV_X_STOPPED] = SV_F_EXITED, [SV_X_FINISHED] = SV_F_EXITED, [SV_X_MAX_JOBS] = SV_F_EXITED, [SV_X_MAX_MEMORY] = SV_F_EXITED,
		[SV_X_MAX_AGE] = SV_F_EXITED, [SV_X_IDLE] = SV_F_EXITED, [SV_X_RESTARTED] = SV_F_EXITED, [SV_X_SCALED_DOWN] = SV_F_EXITED,
		[SV_X_CANCELLED] = SV_F_CANCELLED,
		[SV_X_EXITED] = SV_F_EXITED, [SV_X_FATAL] = SV_F_FATAL, [SV_X_SIGNALED] = SV_F_EXITED, [SV_X_TIMED_OUT] = SV_F_TIMED_OUT,
		[SV_X_OUT_OF_MEMORY] = SV_F_OUT_OF_MEMORY, [SV_X_BOOT_FAILED] = SV_F_EXITED, [SV_X_BOOT_TIMED_OUT] = SV_F_EXITED, [SV_X_LOST] = SV_F_LOST,
	};
	int reason;

	for (reason = 0; reason < SV_X_REASONS; reason++) {
		sv_end e = { .reason = (sv_exit_reason) reason, .signal = 0 };

		must(sv_exit_failure(&e) == without_signal[reason]);
		e.signal = SIGBUS;
		must(sv_exit_failure(&e) == SV_F_SIGNALED);
		e.by_us = true; /* the signal was ours */
		must(sv_exit_failure(&e) == without_signal[reason]);
	}
}

Test(exit, the_master_knows_better_why_it_asked_a_worker_to_leave)
{
	sv_end e = sv_exit_read(EXITED(0), false, SV_P_STOPPED, true, true);

	sv_exit_explain(&e, SV_X_MAX_AGE);
	must(e.planned && e.reason == SV_X_MAX_AGE && !e.by_us);
	e = sv_exit_read(EXITED(0), false, SV_P_MAX_JOBS, true, true); /* it had another reason of its own */
	sv_exit_explain(&e, SV_X_MAX_AGE);
	must(e.planned && e.reason == SV_X_MAX_JOBS);
	e = sv_exit_read(KILLED(SIGSEGV), false, SV_P_STOPPED, true, true); /* and then it crashed on the way out */
	sv_exit_explain(&e, SV_X_MAX_AGE);
	must(!e.planned && e.reason == SV_X_SIGNALED);
}

Test(exit, the_master_knows_better_why_it_killed_a_worker)
{
	static const sv_exit_reason reasons[] = { SV_X_TIMED_OUT, SV_X_OUT_OF_MEMORY, SV_X_BOOT_TIMED_OUT, SV_X_CANCELLED };
	char buf[96];
	size_t i;

	for (i = 0; i < COUNT(reasons); i++) {
		sv_end e = sv_exit_read(KILLED(SIGKILL), false, SV_P_NONE, i != 2, false);

		sv_exit_explain(&e, reasons[i]);
		must(e.planned == (reasons[i] == SV_X_CANCELLED) && e.reason == reasons[i] && e.by_us && e.signal == SIGKILL);
		must(strncmp(sv_exit_words(&e, buf, sizeof buf), "was killed because ", 19) == 0);
	}
}

static const char *words(int status, bool lost, sv_parting parting)
{
	static char buf[96];
	sv_end e = sv_exit_read(status, lost, parting, true, false);

	must(sv_exit_words(&e, buf, sizeof buf) == buf);
	return buf;
}

Test(exit, the_words_say_what_happened)
{
	must(strcmp(words(KILLED(SIGKILL), false, SV_P_NONE), "was killed by SIGKILL") == 0);
	must(strcmp(words(DUMPED(SIGSEGV), false, SV_P_NONE), "was killed by SIGSEGV (core dumped)") == 0);
	must(strcmp(words(KILLED(77), false, SV_P_NONE), "was killed by signal 77") == 0);
	must(strcmp(words(EXITED(3), false, SV_P_NONE), "exited with status 3") == 0);
	must(strcmp(words(EXITED(0), false, SV_P_EXITED), "exited with status 0") == 0);
	must(strcmp(words(EXITED(255), false, SV_P_FATAL), "ended with a fatal error") == 0);
	must(strstr(words(EXITED(137), false, SV_P_NONE), "memory_limit") != NULL);
	must(strstr(words(EXITED(255), false, SV_P_OUT_OF_MEMORY), "memory_limit") != NULL);
	must(strstr(words(EXITED(0), false, SV_P_MAX_JOBS), "maxJobs") != NULL);
	must(strcmp(words(EXITED(0), false, SV_P_STOPPED), "stopped") == 0);
	must(strcmp(words(EXITED(0), false, SV_P_FINISHED), "finished its loop") == 0);
	must(strstr(words(0, true, SV_P_NONE), "reaped by other code") != NULL);
}

Test(exit, the_words_never_name_a_status_that_is_not_known)
{
	int parting;

	for (parting = SV_P_NONE; parting <= SV_P_BOOT_FAILED; parting++) {
		must_say(strstr(words(0, true, (sv_parting) parting), "-1") == NULL, "parting %d: %s", parting, words(0, true, (sv_parting) parting));
	}
}

Test(exit, the_words_fit_into_any_buffer)
{
	size_t size;

	for (size = 1; size < 96; size++) {
		char *buf = malloc(size);
		sv_end e = { .reason = SV_X_LOST };

		must(strlen(sv_exit_words(&e, buf, size)) < size);
		free(buf);
	}
}

Test(exit, signals_have_their_usual_names)
{
	static const struct {
		int number;
		const char *name;
	} names[] = {
		{ SIGHUP, "SIGHUP" }, { SIGINT, "SIGINT" }, { SIGQUIT, "SIGQUIT" }, { SIGILL, "SIGILL" }, { SIGABRT, "SIGABRT" }, { SIGBUS, "SIGBUS" },
		{ SIGFPE, "SIGFPE" }, { SIGKILL, "SIGKILL" }, { SIGSEGV, "SIGSEGV" }, { SIGPIPE, "SIGPIPE" }, { SIGALRM, "SIGALRM" },
		{ SIGTERM, "SIGTERM" }, { SIGSYS, "SIGSYS" },
	};
	char buf[16];
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		must(strcmp(sv_signal_name(names[i].number, buf), names[i].name) == 0);
	}
	must(strcmp(sv_signal_name(64, buf), "signal 64") == 0);
	must(strlen(sv_signal_name(INT32_MIN, buf)) < sizeof buf);
}

Test(exit, every_reason_has_the_name_of_its_enum_in_php)
{
	static const char *const exits[] = { "stopped", "finished", "max_jobs", "max_memory", "max_age", "idle", "restarted", "scaled_down", "cancelled", "exited", "fatal",
		"signaled", "timed_out", "out_of_memory", "boot_failed", "boot_timed_out", "lost" };
	static const char *const fails[] = {
		"exception", "fatal", "exited", "signaled", "timed_out", "out_of_memory", "lost", "rejected", "delivery_limit", "cancelled", "undecodable",
		"result_unsendable",
	};
	int i;

	must(COUNT(exits) == SV_X_REASONS && COUNT(fails) == SV_F_REASONS);
	for (i = 0; i < SV_X_REASONS; i++) {
		must(strcmp(sv_exit_reason_name((sv_exit_reason) i), exits[i]) == 0);
	}
	for (i = 0; i < SV_F_REASONS; i++) {
		must(strcmp(sv_fail_reason_name((sv_fail_reason) i), fails[i]) == 0);
	}
}

Test(exit, the_words_for_a_place)
{
	sv_where w = { .line = 88, .file = "img.php", .function = "Image->resize" };
	char buf[64], small[8];

	must(strcmp(sv_exit_place(&w, buf, sizeof buf), " in Image->resize() at img.php:88") == 0);
	must(strlen(sv_exit_place(&w, small, sizeof small)) == sizeof small - 1);
	w.function[0] = 0;
	must(strcmp(sv_exit_place(&w, buf, sizeof buf), " at img.php:88") == 0);
	w.file[0] = 0;
	must(strcmp(sv_exit_place(&w, buf, sizeof buf), "") == 0);
	must(strcmp(sv_exit_place(NULL, buf, sizeof buf), "") == 0);
}

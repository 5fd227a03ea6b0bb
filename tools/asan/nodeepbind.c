/* SPDX-License-Identifier: BSD-3-Clause
 *
 * Preloaded before libasan, so that a stock php can load a module that was built with
 * AddressSanitizer: php opens modules with RTLD_DEEPBIND, which the sanitizer refuses.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

void *dlopen(const char *file, int flags)
{
	static void *(*real)(const char *, int);

	if (!real) {
		real = (void *(*)(const char *, int)) dlsym(RTLD_NEXT, "dlopen");
	}
	return real(file, flags & ~RTLD_DEEPBIND);
}

/* log_path in UBSAN_OPTIONS does nothing here: libubsan sets the path by a function that libasan has
 * under the same name, and libasan comes first. A worker's stderr may be anywhere, so the reports
 * have to go to files: its own function is looked up and called. */
static void reports_to_files(void)
{
	const char *dir = getenv("SUPERVISOR_TEST_REPORTS");
	void *ubsan = dlopen("libubsan.so.1", RTLD_LAZY | RTLD_NOLOAD);
	void (*set_path)(const char *);
	static char path[4096];

	if (!dir || !ubsan) {
		return;
	}
	set_path = (void (*)(const char *)) dlsym(ubsan, "__sanitizer_set_report_path");
	if (set_path) {
		snprintf(path, sizeof(path), "%s/ubsan", dir);
		set_path(path);
	}
}

/* A test may let a worker die of a signal on purpose, and the signal has to be what ends it, so the
 * sanitizer's own handlers are off. A signal that nobody sent is a bug all the same: its stack goes
 * to the reports. On a stack that overflowed this handler cannot run, and the signal just kills. */
static void fault(int sig, siginfo_t *info, void *context)
{
	void (*print_stack)(void);

	(void) context;
	signal(sig, SIG_DFL);
	if (info->si_code > 0) {
		print_stack = (void (*)(void)) dlsym(RTLD_DEFAULT, "__sanitizer_print_stack_trace");
		if (print_stack) {
			print_stack();
		}
	}
	raise(sig);
}

static void report_faults(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE };
	struct sigaction sa = { 0 };
	size_t i;

	sa.sa_sigaction = fault;
	sa.sa_flags = SA_SIGINFO;
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		sigaction(signals[i], &sa, NULL);
	}
}

static void __attribute__((constructor)) begin(void)
{
	reports_to_files();
	report_faults();
	/* A program that this php starts is not ours to check, and some hang with a sanitizer in them (ps
	 * does). One that is php again comes by the wrapper, which preloads anew. */
	unsetenv("LD_PRELOAD");
}

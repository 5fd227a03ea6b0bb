/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * signal.c: SIGTERM, SIGINT and SIGQUIT, in the master during run() and in workers; see serve.h.
 *
 * With ZEND_SIGNALS PHP wraps these; its own sigaction keeps that intact. Handlers only set flags and wake the loop.
 */
#include "php/serve.h"

#include "core/loop.h"

#include "zend_signal.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static const int signals[] = { SIGTERM, SIGINT, SIGQUIT };
#define SIGNALS ((int) (sizeof signals / sizeof *signals))

volatile sig_atomic_t php_sv_leave_signal;
/*
 * timeout(1), and some service managers, signal a process and its group, so that one wish arrives twice. Nobody means "go on to kill" so soon.
 */
#define ONE_WISH_NS (100 * SV_MS_NS)

static volatile sig_atomic_t seen;
static volatile int64_t seen_at;
static struct sigaction before[SIGNALS];
static pid_t taker;

static void on_master_signal(int sig)
{
	int error = errno;

	(void) sig;
	if (getpid() == taker) { /* a child that user code forked may still have this handler */
		int64_t now = sv_loop_now(); /* clock_gettime() is async-signal-safe */

		if (seen == 0 || now - seen_at >= ONE_WISH_NS) {
			seen++;
			seen_at = now;
		}
		php_sv_leave_signal = 1; /* a worker that runs a pool of its own is asked to leave, too */
		sv_loop_wake();
	}
	errno = error;
}

static void on_worker_signal(int sig)
{
	(void) sig;
	php_sv_leave_signal = 1;
}

static void set(int sig, void (*handler)(int), struct sigaction *old)
{
	struct sigaction sa = { .sa_handler = handler, .sa_flags = SA_RESTART };

	sigemptyset(&sa.sa_mask);
	zend_sigaction(sig, &sa, old);
}

void php_sv_signals_take(void)
{
	int i;

	seen = 0;
	taker = getpid();
	for (i = 0; i < SIGNALS; i++) {
		set(signals[i], on_master_signal, &before[i]);
	}
}

void php_sv_signals_release(void)
{
	int i;

	for (i = 0; i < SIGNALS; i++) {
		zend_sigaction(signals[i], &before[i], NULL);
	}
}

unsigned php_sv_signals_seen(void)
{
	return (unsigned) seen;
}

void php_sv_signals_worker(void)
{
	int i;

	php_sv_leave_signal = 0;
	for (i = 0; i < SIGNALS; i++) {
		set(signals[i], on_worker_signal, NULL);
	}
	set(SIGHUP, SIG_IGN, NULL);
	set(SIGCHLD, SIG_DFL, NULL);
}

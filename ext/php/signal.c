/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * signal.c: the signals that the master obeys during run(), and those that a worker takes; see serve.h.
 *
 * With ZEND_SIGNALS PHP wraps these; its own sigaction keeps that intact. Handlers only count and wake the loop.
 */
#include "php/serve.h"

#include "core/loop.h"

#include "zend_signal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct {
	int number;
	php_sv_wish wish;
} signals[] = {
	{ SIGTERM, PHP_SV_STOP }, { SIGINT, PHP_SV_STOP }, { SIGQUIT, PHP_SV_STOP },
	/* those after here only where the script, or nohup, has no use for them itself */
	{ SIGHUP, PHP_SV_RESTART }, { SIGUSR1, PHP_SV_REOPEN }, { SIGUSR2, PHP_SV_STATUS }, { SIGTTIN, PHP_SV_MORE }, { SIGTTOU, PHP_SV_LESS },
};
#define SIGNALS ((int) (sizeof signals / sizeof *signals))

volatile sig_atomic_t php_sv_leave_signal;
/*
 * timeout(1), and some service managers, signal a process and its group, so that one wish arrives twice. Nobody means "go on to kill" so soon.
 */
#define ONE_WISH_NS (100 * SV_MS_NS)

static volatile sig_atomic_t seen[PHP_SV_WISHES];
static volatile int64_t stop_seen_at;
static struct sigaction before[SIGNALS]; /* as PHP sees them: with ZEND_SIGNALS */
static struct sigaction raw[SIGNALS];    /* as the kernel does; zend_sigaction() of a default leaves a handler of PHP there */
static bool taken[SIGNALS];
static sigset_t mask; /* zend_sigaction() unblocks what it sets */
static pid_t taker;

static void on_stop(void)
{
	int64_t now = sv_loop_now(); /* clock_gettime() is async-signal-safe */

	if (seen[PHP_SV_STOP] == 0 || now - stop_seen_at >= ONE_WISH_NS) {
		seen[PHP_SV_STOP]++;
		stop_seen_at = now;
	}
	php_sv_leave_signal = 1; /* a worker that runs a pool of its own is asked to leave, too */
}

static void on_master_signal(int sig)
{
	int error = errno, i;

	if (getpid() == taker) { /* a child that user code forked may still have this handler */
		for (i = 0; i < SIGNALS; i++) {
			if (signals[i].number == sig && signals[i].wish == PHP_SV_STOP) {
				on_stop();
			} else if (signals[i].number == sig) {
				seen[signals[i].wish]++;
			}
		}
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

	memset((void *) seen, 0, sizeof seen);
	sigprocmask(SIG_SETMASK, NULL, &mask);
	taker = getpid();
	for (i = 0; i < SIGNALS; i++) {
		sigaction(signals[i].number, NULL, &raw[i]);
		zend_sigaction(signals[i].number, NULL, &before[i]);
		/* In a worker, with a pool of its own, the kernel alone knows that one is ignored. */
		taken[i] = signals[i].wish == PHP_SV_STOP || (!(before[i].sa_flags & SA_SIGINFO) && before[i].sa_handler == SIG_DFL && raw[i].sa_handler != SIG_IGN &&
			!sigismember(&mask, signals[i].number));
		if (taken[i]) {
			set(signals[i].number, on_master_signal, NULL);
		}
	}
}

void php_sv_signals_release(void)
{
	int i;

	for (i = 0; i < SIGNALS; i++) {
		if (taken[i]) {
			zend_sigaction(signals[i].number, &before[i], NULL);
			sigaction(signals[i].number, &raw[i], NULL);
			taken[i] = false;
		}
	}
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

unsigned php_sv_signals_seen(php_sv_wish wish)
{
	return (unsigned) seen[wish];
}

/* Past zend_sigaction(), which would defer what needs no deferring, unblock each, and copy the page of its own table. */
void php_sv_signals_worker(void)
{
	struct sigaction leave = { .sa_handler = on_worker_signal, .sa_flags = SA_RESTART | SA_ONSTACK };
	int i;

	sigemptyset(&leave.sa_mask);
	php_sv_leave_signal = 0;
	for (i = 0; i < SIGNALS; i++) {
		/* Who signals the whole group means the master: the default of the others would end or stop the worker. */
		if (signals[i].wish == PHP_SV_STOP) {
			sigaction(signals[i].number, &leave, NULL);
		} else if (taken[i] || signals[i].number == SIGHUP) {
			signal(signals[i].number, SIG_IGN);
		}
		taken[i] = false;
	}
	signal(SIGCHLD, SIG_DFL);
}

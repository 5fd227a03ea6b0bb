/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_loop.c: the real loop with real children. It is one of a process; each test is a process of its own. All waiting is for
 * events, with a deadline that is only reached when something is broken.
 */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/linux.h"
#include "core/loop.h"
#include "core/port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOON (20 * SV_SECOND_NS)
#define HIGH 700 /* where pidfds go */

struct child {
	pid_t pid;
	int fd; /* its socket; it reads from the other end what to do */
	sv_watch *watch;
	sv_happening last;
	int deaths, reads, writes;
};

/* In a group of its own. Does what the bytes say: a digit: exit with it; k: SIGKILL itself; f: fork somebody who stays; w: say something. */
static void obey(int fd)
{
	char c;

	for (;;) {
		ssize_t n = read(fd, &c, 1);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n <= 0) {
			_exit(0);
		}
		switch (c) {
		case 'k':
			raise(SIGKILL);
			break;
		case 'f':
			if (unit_fork() == 0) {
				for (;;) {
					pause();
				}
			}
			break;
		case 'w':
			child_must(write(fd, "w", 1) == 1);
			break;
		default:
			_exit(c - '0');
		}
	}
}

static void start(struct child *c)
{
	int pair[2];

	memset(c, 0, sizeof *c);
	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	c->fd = pair[0];
	c->pid = unit_fork();
	if (c->pid == 0) {
		signal(SIGCHLD, SIG_DFL);
		close(pair[0]);
		setpgid(0, 0);
		obey(pair[1]);
	}
	must(c->pid > 0);
	(void) setpgid(c->pid, c->pid);
	close(pair[1]);
}

static void order(const struct child *c, char what)
{
	must(send(c->fd, &what, 1, MSG_NOSIGNAL) == 1);
}

static void watch(struct child *c)
{
	c->watch = sv_loop_watch(c->pid, c->fd, HIGH, false, c);
	must(c->watch != NULL);
}

static void open_loop(bool pidfds)
{
	const char *why = "";

	must_say(sv_loop_open(pidfds, &why), "%s", why);
}

static void forget(struct child *c)
{
	if (c->watch) {
		sv_loop_forget(c->watch);
		c->watch = NULL;
	}
}

/* Takes out what the loop has. A death ends the watch, as it would be told again. */
static void collect(void)
{
	sv_happening h;

	while (sv_loop_next(&h)) {
		struct child *c = h.who;

		must(h.readable || h.writable || h.died);
		if (h.died) {
			c->deaths++;
			must(c->deaths == 1);
		}
		c->reads += h.readable;
		c->writes += h.writable;
		if (h.readable) {
			char buf[16];

			if (recv(c->fd, buf, sizeof buf, MSG_DONTWAIT) == 0) {
				sv_loop_deaf(c->watch); /* EOF: would be told for ever */
			}
		}
		if (c->deaths == 0 || h.died) {
			c->last = h;
		}
		if (h.died) {
			forget(c);
		}
	}
}

/* Runs the loop until *what is not 0. */
static void run_until(const int *what)
{
	int64_t end = sv_loop_now() + SOON;

	while (!*what) {
		must(sv_loop_now() < end);
		sv_loop_run(end);
		collect();
	}
}

/* Runs the loop for a while, to see that nothing more happens. */
static void run_for(int64_t ns)
{
	int64_t end = sv_loop_now() + ns;

	while (sv_loop_now() < end) {
		sv_loop_run(end);
		collect();
	}
}

/* Criterion starts a test with whatever its own process had. */
static void usual_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGCHLD, SIG_DFL);
}

static bool no_pidfds(void)
{
	return !sv_loop_has_pidfd();
}

/* --- deaths --- */

static void told_once_with_its_status(bool pidfds)
{
	struct child a, b;

	usual_signals();
	open_loop(pidfds);
	start(&a);
	start(&b);
	watch(&a);
	watch(&b);
	order(&a, '3');
	run_until(&a.deaths);
	must(!a.last.lost && WIFEXITED(a.last.status) && WEXITSTATUS(a.last.status) == 3);
	must(a.last.peak_memory > 0 && a.last.cpu_ns >= 0);
	must(b.deaths == 0);
	order(&b, 'k');
	run_until(&b.deaths);
	must(!b.last.lost && WIFSIGNALED(b.last.status) && WTERMSIG(b.last.status) == SIGKILL);
	run_for(20 * SV_MS_NS);
	must(a.deaths == 1 && b.deaths == 1);
	must(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
	forget(&a);
	forget(&b);
	sv_loop_close();
}

Test(loop, a_death_is_told_again_until_the_child_is_forgotten)
{
	struct child a;
	sv_happening h;
	int i;

	usual_signals();
	open_loop(true);
	start(&a);
	watch(&a);
	order(&a, '3');
	do {
		sv_loop_run(SV_NEVER);
	} while (!sv_loop_next(&h) || !h.died);
	for (i = 0; i < 3; i++) {
		sv_loop_run(SV_NEVER); /* does not wait */
		must(sv_loop_next(&h) && h.who == &a && h.died && WEXITSTATUS(h.status) == 3);
	}
	forget(&a);
	must(!sv_loop_next(&h));
	sv_loop_close();
}

static int asked;

static bool no_waiting(void)
{
	asked++;
	return true;
}

Test(loop, it_asks_right_before_it_waits_whether_it_must_not)
{
	usual_signals();
	open_loop(true);
	sv_loop_unless(no_waiting);
	sv_loop_run(SV_NEVER);
	must(asked > 0);
	sv_loop_unless(NULL);
	sv_loop_close();
}

Test(loop, a_death_is_told_once_with_its_status)
{
	if (no_pidfds()) {
		cr_skip_test("this kernel has no pidfds");
	}
	told_once_with_its_status(true);
}

Test(loop, without_pidfds_a_death_is_told_once_with_its_status)
{
	told_once_with_its_status(false);
}

static void dead_before(bool pidfds)
{
	struct child a;
	siginfo_t info;

	usual_signals();
	open_loop(pidfds);
	start(&a);
	order(&a, '5');
	must(waitid(P_PID, (id_t) a.pid, &info, WEXITED | WNOWAIT) == 0); /* dead, not reaped */
	watch(&a);
	run_until(&a.deaths);
	must(!a.last.lost && WEXITSTATUS(a.last.status) == 5);
	forget(&a);
	sv_loop_close();
}

Test(loop, a_child_that_was_dead_before_it_was_watched_is_told)
{
	dead_before(true);
}

Test(loop, without_pidfds_a_child_that_was_dead_before_it_was_watched_is_told)
{
	dead_before(false);
}

Test(loop, many_children_that_die_together_are_all_told)
{
	static struct child all[12];
	int i, pidfds;

	usual_signals();
	for (pidfds = 0; pidfds < 2; pidfds++) {
		open_loop(pidfds);
		for (i = 0; i < 12; i++) {
			start(&all[i]);
			watch(&all[i]);
		}
		for (i = 0; i < 12; i++) {
			order(&all[i], (char) ('0' + i % 10));
		}
		for (i = 0; i < 12; i++) {
			run_until(&all[i].deaths);
			must(WEXITSTATUS(all[i].last.status) == i % 10);
		}
		for (i = 0; i < 12; i++) {
			forget(&all[i]);
			close(all[i].fd);
		}
		sv_loop_close();
	}
}

Test(loop, many_children_that_are_dead_are_reaped_over_several_iterations)
{
	static struct child all[80];
	int i, rounds, told = 0;

	usual_signals();
	if (no_pidfds()) {
		cr_skip_test("there are no pidfds");
	}
	open_loop(true);
	for (i = 0; i < 80; i++) {
		start(&all[i]);
		watch(&all[i]);
		order(&all[i], '3');
	}
	for (i = 0; i < 80; i++) {
		siginfo_t info;

		must(waitid(P_PID, (id_t) all[i].pid, &info, WEXITED | WNOWAIT) == 0);
	}
	for (rounds = 0; told < 80; rounds++) {
		int before = told;

		must(rounds < 1000);
		sv_loop_run(sv_loop_now() + SOON);
		collect();
		for (i = told = 0; i < 80; i++) {
			told += all[i].deaths;
		}
		must_say(told - before <= 32, "%d at once", told - before);
	}
	for (i = 0; i < 80; i++) {
		must(WEXITSTATUS(all[i].last.status) == 3);
		close(all[i].fd);
	}
	sv_loop_close();
}

/* --- what belongs to the rest of the program --- */

static volatile sig_atomic_t user_signals;
static volatile pid_t user_pid;

static void user_handler(int sig)
{
	(void) sig;
	user_signals = user_signals + 1;
}

static void user_info_handler(int sig, siginfo_t *info, void *context)
{
	(void) context;
	if (sig == SIGCHLD && info) {
		user_pid = info->si_pid;
	}
	user_signals = user_signals + 1;
}

static bool handler_is(void (*handler)(int))
{
	struct sigaction sa;

	must(sigaction(SIGCHLD, NULL, &sa) == 0);
	return sa.sa_handler == handler && !(sa.sa_flags & SA_SIGINFO);
}

Test(loop, with_pidfds_sigchld_stays_as_the_program_set_it)
{
	struct child a;
	int round;

	if (no_pidfds()) {
		cr_skip_test("this kernel has no pidfds");
	}
	usual_signals();
	for (round = 0; round < 3; round++) {
		void (*handler)(int) = round == 0 ? SIG_DFL : user_handler;
		int before = user_signals;

		signal(SIGCHLD, handler);
		open_loop(true);
		must(handler_is(handler));
		start(&a);
		watch(&a);
		must(handler_is(handler));
		order(&a, '0');
		run_until(&a.deaths);
		must(handler_is(handler));
		must(user_signals == before + (round > 0));
		forget(&a);
		must(handler_is(handler));
		sv_loop_close();
		must(handler_is(handler));
	}
}

static void children_of_others(bool pidfds)
{
	struct child a, b, c;
	siginfo_t info;
	int status;

	usual_signals();
	open_loop(pidfds);
	start(&b); /* the program's own */
	start(&a);
	start(&c);
	watch(&a);
	order(&b, '7');
	order(&c, 'k');
	must(waitid(P_PID, (id_t) b.pid, &info, WEXITED | WNOWAIT) == 0);
	must(waitid(P_PID, (id_t) c.pid, &info, WEXITED | WNOWAIT) == 0);
	order(&a, '2');
	run_until(&a.deaths);
	run_for(5 * SV_MS_NS);
	must(WEXITSTATUS(a.last.status) == 2);
	must(waitpid(b.pid, &status, 0) == b.pid && WEXITSTATUS(status) == 7);
	must(waitpid(c.pid, &status, 0) == c.pid && WTERMSIG(status) == SIGKILL);
	forget(&a);
	sv_loop_close();
}

Test(loop, the_statuses_of_other_children_are_left_to_the_program)
{
	children_of_others(true);
}

Test(loop, without_pidfds_the_statuses_of_other_children_are_left_to_the_program)
{
	children_of_others(false);
}

static void stolen(bool pidfds)
{
	struct child a;
	int status;

	usual_signals();
	open_loop(pidfds);
	start(&a);
	watch(&a);
	order(&a, '4');
	must(waitpid(a.pid, &status, 0) == a.pid && WEXITSTATUS(status) == 4); /* as user code with waitpid(-1) would */
	run_until(&a.deaths);
	must(a.last.lost);
	run_for(5 * SV_MS_NS);
	forget(&a);
	sv_loop_close();
}

Test(loop, a_child_that_other_code_reaped_is_told_as_lost)
{
	stolen(true);
}

Test(loop, without_pidfds_a_child_that_other_code_reaped_is_told_as_lost)
{
	stolen(false);
}

Test(loop, a_program_that_ignores_sigchld_gets_its_deaths_as_lost)
{
	struct child a;

	usual_signals();
	if (no_pidfds()) {
		cr_skip_test("without pidfds the loop has a handler of its own, and nothing is ignored");
	}
	signal(SIGCHLD, SIG_IGN); /* the kernel reaps */
	open_loop(true);
	start(&a);
	watch(&a);
	order(&a, '4');
	run_until(&a.deaths);
	must(a.last.lost);
	must(handler_is(SIG_IGN));
	forget(&a);
	sv_loop_close();
}

Test(loop, without_pidfds_the_handler_of_the_program_is_called_too_and_restored_at_the_end)
{
	struct child a, b;
	int before;

	usual_signals();
	signal(SIGCHLD, user_handler);
	open_loop(false);
	must(handler_is(user_handler));
	start(&a);
	start(&b);
	watch(&a);
	watch(&b);
	must(!handler_is(user_handler));
	before = user_signals;
	order(&a, '1');
	run_until(&a.deaths);
	must(user_signals > before);
	forget(&a);
	must(!handler_is(user_handler)); /* b is still watched */
	order(&b, '1');
	run_until(&b.deaths);
	forget(&b);
	must(handler_is(user_handler));
	sv_loop_close();
	must(handler_is(user_handler));
}

Test(loop, without_pidfds_a_handler_with_siginfo_gets_it)
{
	struct sigaction sa = { .sa_flags = SA_SIGINFO | SA_RESTART }, after;
	struct child a;

	usual_signals();
	sa.sa_sigaction = user_info_handler;
	must(sigaction(SIGCHLD, &sa, NULL) == 0);
	open_loop(false);
	start(&a);
	watch(&a);
	order(&a, '1');
	run_until(&a.deaths);
	must(user_pid == a.pid);
	forget(&a);
	must(sigaction(SIGCHLD, NULL, &after) == 0 && after.sa_sigaction == user_info_handler && (after.sa_flags & SA_SIGINFO));
	sv_loop_close();
}

Test(loop, without_pidfds_a_handler_that_was_set_meanwhile_stays_and_deaths_are_still_seen)
{
	struct child a;

	usual_signals();
	open_loop(false);
	start(&a);
	watch(&a);
	run_for(SV_MS_NS);
	signal(SIGCHLD, user_handler); /* as user code might; now only a look once a second finds the death */
	order(&a, '6');
	run_until(&a.deaths);
	must(WEXITSTATUS(a.last.status) == 6);
	forget(&a);
	must(handler_is(user_handler));
	sv_loop_close();
}

/* --- what a worker leaves behind --- */

static void group_is_killed(bool pidfds)
{
	struct child a;
	int tube[2];
	struct pollfd p;

	usual_signals();
	open_loop(pidfds);
	must(pipe(tube) == 0);
	start(&a); /* it and its child hold the pipe open */
	close(tube[1]);
	order(&a, 'f');
	order(&a, 'w'); /* it has forked */
	watch(&a);
	run_until(&a.reads);
	order(&a, '0');
	run_until(&a.deaths);
	must(!a.last.lost && a.last.status == 0);
	p = (struct pollfd) { .fd = tube[0], .events = POLLIN };
	must(poll(&p, 1, 20000) == 1 && (p.revents & POLLHUP)); /* nobody holds it any more */
	forget(&a);
	sv_loop_close();
}

Test(loop, what_is_left_of_the_group_of_a_dead_child_is_killed)
{
	group_is_killed(true);
}

Test(loop, without_pidfds_what_is_left_of_the_group_of_a_dead_child_is_killed)
{
	group_is_killed(false);
}

/* --- channels --- */

Test(loop, a_channel_is_told_as_readable_and_as_writable_when_that_is_wanted)
{
	struct child a;

	usual_signals();
	open_loop(true);
	start(&a);
	watch(&a);
	sv_loop_run(0);
	collect();
	must(a.reads == 0 && a.writes == 0);
	sv_loop_want_write(a.watch, true);
	run_until(&a.writes);
	sv_loop_want_write(a.watch, false);
	collect();
	a.writes = 0;
	order(&a, 'w');
	run_until(&a.reads);
	must(a.writes == 0);
	sv_loop_want_write(a.watch, false);
	order(&a, '0');
	run_until(&a.deaths);
	forget(&a);
	sv_loop_close();
}

Test(loop, a_deaf_channel_is_not_told_but_its_death_is)
{
	struct child a;

	usual_signals();
	open_loop(true);
	start(&a);
	watch(&a);
	sv_loop_deaf(a.watch);
	order(&a, 'w');
	{
		struct pollfd p = { .fd = a.fd, .events = POLLIN };

		must(poll(&p, 1, 20000) == 1);
	}
	run_for(10 * SV_MS_NS);
	must(a.reads == 0);
	order(&a, '0');
	run_until(&a.deaths);
	must(a.reads == 0);
	forget(&a);
	sv_loop_close();
}

Test(loop, a_child_that_is_forgotten_with_an_event_waiting_is_not_told)
{
	struct child a, b, c;
	sv_happening h;
	int order_of_forgetting;

	usual_signals();
	open_loop(true);
	for (order_of_forgetting = 0; order_of_forgetting < 3; order_of_forgetting++) {
		struct child *all[3] = { &a, &b, &c };
		struct pollfd p[3];
		int i;

		for (i = 0; i < 3; i++) {
			start(all[i]);
			watch(all[i]);
			order(all[i], 'w');
			p[i] = (struct pollfd) { .fd = all[i]->fd, .events = POLLIN };
			must(poll(&p[i], 1, 20000) == 1);
		}
		sv_loop_run(0); /* three events are queued */
		forget(all[order_of_forgetting]);
		for (i = 0; i < 2; i++) {
			must(sv_loop_next(&h) && h.who != all[order_of_forgetting] && h.readable);
		}
		must(!sv_loop_next(&h));
		for (i = 0; i < 3; i++) {
			kill(all[i]->pid, SIGKILL);
			must(waitpid(all[i]->pid, NULL, 0) == all[i]->pid);
			if (i != order_of_forgetting) {
				forget(all[i]);
			}
			close(all[i]->fd);
		}
	}
	sv_loop_close();
}

/* --- time and wake-ups --- */

Test(loop, run_returns_at_its_deadline_not_early_and_does_not_spin)
{
	static const int64_t waits[] = { 100000, 400000, 999999, SV_MS_NS, 1500000, 2 * SV_MS_NS, 7300000, 20 * SV_MS_NS, 55 * SV_MS_NS };
	size_t i;
	int runs, round;

	usual_signals();
	open_loop(true);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < COUNT(waits); i++) {
			int64_t at = sv_loop_now() + waits[i], first = 0;

			for (runs = 0; sv_loop_now() < at; runs++) {
				sv_loop_run(at);
				first = first ? first : sv_loop_now();
			}
			must_say(runs == 0 || first >= at - SV_MS_NS, "%lld ns too early", (long long) (at - first));
			must_say(runs <= 3, "%d runs for %lld ns", runs, (long long) waits[i]);
		}
	}
	sv_loop_close();
}

Test(loop, run_with_a_deadline_in_the_past_does_not_wait)
{
	int64_t began;
	int i;

	usual_signals();
	open_loop(true);
	began = sv_loop_now();
	for (i = 0; i < 100; i++) {
		sv_loop_run(0);
		sv_loop_run(sv_loop_now() - 1);
		sv_loop_run(INT64_MIN / 2);
	}
	must(sv_loop_now() - began < 5 * SV_SECOND_NS);
	sv_loop_close();
}

Test(loop, an_event_that_is_not_taken_out_yet_keeps_run_from_waiting)
{
	struct child a;
	struct pollfd p;

	usual_signals();
	open_loop(true);
	start(&a);
	watch(&a);
	order(&a, 'w');
	p = (struct pollfd) { .fd = a.fd, .events = POLLIN };
	must(poll(&p, 1, 20000) == 1);
	sv_loop_run(0);
	sv_loop_run(SV_NEVER); /* would wait for ever, or for the channel again */
	collect();
	must(a.reads == 1);
	order(&a, '0');
	run_until(&a.deaths);
	forget(&a);
	sv_loop_close();
}

static volatile sig_atomic_t alarms;

static void on_alarm(int sig)
{
	(void) sig;
	alarms = alarms + 1;
	sv_loop_wake();
}

Test(loop, a_signal_handler_can_wake_it, .timeout = 60)
{
	struct sigaction sa = { .sa_handler = on_alarm, .sa_flags = SA_RESTART };
	struct itimerval t = { .it_value = { .tv_usec = 5000 } };
	int i;

	usual_signals();
	open_loop(true);
	must(sigaction(SIGALRM, &sa, NULL) == 0);
	for (i = 1; i <= 12; i++) {
		must(setitimer(ITIMER_REAL, &t, NULL) == 0);
		while (alarms < i) {
			sv_loop_run(SV_NEVER);
		}
	}
	must(alarms == 12);
	sv_loop_close();
}

Test(loop, a_wake_before_the_run_is_not_forgotten, .timeout = 60)
{
	usual_signals();
	sv_loop_wake(); /* not open: nothing to wake */
	open_loop(true);
	sv_loop_wake();
	sv_loop_run(SV_NEVER);
	sv_loop_wake();
	sv_loop_wake();
	sv_loop_run(SV_NEVER);
	sv_loop_close();
	sv_loop_wake();
}

/* --- forks, and the end --- */

Test(loop, a_child_that_abandons_it_leaves_that_of_its_parent_intact)
{
	struct child a;
	int pidfds, status;

	for (pidfds = 0; pidfds < 2; pidfds++) {
		int go[2];
		pid_t pid;
		char c;

		usual_signals();
		open_loop(pidfds);
		start(&a);
		watch(&a);
		sv_loop_want_write(a.watch, true);
		must(pipe(go) == 0);
		pid = unit_fork();
		if (pid == 0) {
			struct child own;
			const char *why;
			sv_happening h;
			int i;

			sv_loop_abandon();
			child_must(!sv_loop_next(&h));
			close(a.fd);
			/* a loop of its own works, too */
			child_must(sv_loop_open(pidfds, &why));
			start(&own);
			own.watch = sv_loop_watch(own.pid, own.fd, HIGH, false, &own);
			child_must(own.watch != NULL);
			order(&own, '8');
			for (i = 0; i < 1000 && !(own.deaths && WEXITSTATUS(own.last.status) == 8); i++) {
				sv_loop_run(sv_loop_now() + SV_SECOND_NS);
				while (sv_loop_next(&h)) {
					child_must(h.who == &own);
					if (h.readable) {
						sv_loop_deaf(own.watch);
					}
					own.deaths += h.died;
					own.last = h;
					if (h.died) {
						sv_loop_forget(own.watch);
					}
				}
			}
			child_must(own.deaths == 1);
			sv_loop_close();
			child_must(write(go[1], "x", 1) == 1);
			_exit(0);
		}
		must(read(go[0], &c, 1) == 1); /* it has done all that */
		must(waitpid(pid, &status, 0) == pid && status == 0);
		run_until(&a.writes);
		sv_loop_want_write(a.watch, false);
		order(&a, 'w');
		run_until(&a.reads);
		order(&a, '9');
		run_until(&a.deaths);
		must(!a.last.lost && WEXITSTATUS(a.last.status) == 9);
		forget(&a);
		sv_loop_close();
		close(a.fd);
		close(go[0]);
		close(go[1]);
	}
}

Test(loop, it_can_be_closed_and_opened_again)
{
	struct child a;
	int i;

	usual_signals();
	sv_loop_close();
	for (i = 0; i < 10; i++) {
		open_loop(i & 1);
		open_loop(i & 1); /* again: nothing */
		start(&a);
		watch(&a);
		order(&a, '1');
		run_until(&a.deaths);
		forget(&a);
		close(a.fd);
		sv_loop_close();
	}
}

Test(loop, pidfds_lie_in_the_high_range_and_are_closed)
{
	struct child a;
	int fd, next;

	if (no_pidfds()) {
		cr_skip_test("this kernel has no pidfds");
	}
	usual_signals();
	open_loop(true);
	start(&a);
	next = dup(0);
	close(next);
	watch(&a);
	fd = dup(0);
	must(fd == next);
	close(fd);
	must(fcntl(HIGH, F_GETFD) == FD_CLOEXEC);
	order(&a, '0');
	run_until(&a.deaths);
	forget(&a);
	must(fcntl(HIGH, F_GETFD) == -1);
	sv_loop_close();
}

Test(loop, it_says_what_it_is)
{
	must(sv_loop_version_fits());
	must(atoi(sv_loop_version()) >= 4);
	must(strlen(sv_loop_backend()) > 0);
	open_loop(true);
	must(strlen(sv_loop_backend()) > 0);
	sv_loop_close();
}

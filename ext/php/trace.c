/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * trace.c: where a worker is in PHP when a signal ends it; see trace.h.
 *
 * All of it runs in a signal handler, of a process whose memory may be spoilt: nothing is allocated, locked or written back, every pointer is followed by
 * sv_linux_peek(), and every loop is bounded. What is found goes straight to the cell, which outlives the worker.
 *
 * The lines are those that Exception::getTraceAsString() would give, without arguments.
 */
#include "php/trace.h"

#include "core/linux.h"
#include "php/child.h"

#include "zend_closures.h"
#include "zend_generators.h"
#include "zend_signal.h"
#if PHP_VERSION_ID >= 80400
# include "zend_frameless_function.h"
#endif

#include <signal.h>
#include <unistd.h>

#define LINES_MAX 64
/* Frames that are looked at, also those that give no line: a stack that is a circle ends here. */
#define FRAMES_MAX 256
/* Generators that wait for each other in `yield from`, the innermost ones. */
#define WAITING_MAX 32
#define LINE_MAX_BYTES 1024
#define ALT_STACK (64 * 1024)

static char alternate_stack[ALT_STACK];

/* Known before the signal: in ZTS builds the thread that gets it may be another one than PHP's. */
static zend_execute_data **current;
static const zend_op **before_exception;
static pid_t worker;
static sv_trace *trace;
static volatile sig_atomic_t begun;

/* --- text --- */

typedef struct line {
	size_t len;
	char text[LINE_MAX_BYTES]; /* and a final 0 */
} line;

static void put(line *l, const char *s)
{
	while (*s && l->len < sizeof l->text - 1) {
		l->text[l->len++] = *s++;
	}
	l->text[l->len] = 0;
}

static void put_number(line *l, uint32_t n)
{
	char digits[12], *d = digits + sizeof digits - 1;

	*d = 0;
	do {
		*--d = (char) ('0' + n % 10);
	} while (n /= 10);
	put(l, d);
}

/* At most max bytes, and up to a 0, as PHP does it: after it the name of an anonymous class has its place. */
static void put_string(line *l, const zend_string *s, size_t max)
{
	size_t len, at, n;
	char piece[65];

	if (!sv_linux_peek(&len, (const char *) s + offsetof(zend_string, len), sizeof len)) {
		put(l, "?");
		return;
	}
	len = MIN(len, max);
	for (at = 0; at < len; at += n) {
		n = MIN(len - at, sizeof piece - 1);
		if (!sv_linux_peek(piece, ZSTR_VAL(s) + at, n)) {
			return;
		}
		piece[n] = 0;
		put(l, piece);
		if (strlen(piece) < n) {
			return;
		}
	}
}

/* --- frames --- */

typedef struct frame {
	zend_execute_data *at; /* where it is; the rest is copied */
	zend_execute_data ex;
	zend_op_array func;    /* of an internal function the part that all have */
	bool user;
	uint32_t line;         /* user */
	zend_op op;            /* user: what it does; ZEND_NOP: not known */
} frame;

typedef struct walk {
	uintptr_t opline_register;
	unsigned seen;
	/* `yield from`: their frames come between the one that runs and that of the caller, last one first */
	zend_execute_data *waiting[WAITING_MAX];
	unsigned waiting_len;
	zend_execute_data *after_waiting;
} walk;

static bool is_op_of(const zend_op_array *func, uintptr_t op)
{
	uintptr_t first = (uintptr_t) func->opcodes;

	return op >= first && op < first + func->last * sizeof(zend_op) && (op - first) % sizeof(zend_op) == 0;
}

/*
 * The VM of gcc's builds keeps the opline in a register, and stores it in the frame only where an opcode may throw or call: in a loop that does neither the
 * frame has an old one. In the middle of an opcode that calls C code, that may have the register for its own; then it holds no opline of this function.
 */
static void find_op(walk *w, frame *f)
{
	uintptr_t op = (uintptr_t) f->ex.opline;
	const zend_op *before;

	if (f->at == *current && is_op_of(&f->func, w->opline_register)) {
		op = w->opline_register;
	}
	/* While it looks for a catch block it points into EG(exception_op). */
	if (!is_op_of(&f->func, op) && f->at == *current && sv_linux_peek(&before, before_exception, sizeof before)) {
		op = (uintptr_t) before;
	}
	if (is_op_of(&f->func, op) && sv_linux_peek(&f->op, (const void *) op, sizeof f->op)) {
		f->line = f->op.lineno;
	} else {
		f->op.opcode = ZEND_NOP;
		f->line = f->func.line_start;
	}
}

/* Loads the frame at an address. False: that is none. f->ex is loaded also for a frame without a function, then f->func.type is 0. */
static bool load(walk *w, zend_execute_data *at, frame *f)
{
	f->at = at;
	f->user = false;
	f->func.type = 0;
	if (++w->seen > FRAMES_MAX || (uintptr_t) at % sizeof(void *) || !sv_linux_peek(&f->ex, at, sizeof f->ex)) {
		return false;
	}
	if (!f->ex.func) {
		return true;
	}
	if (!sv_linux_peek(&f->func, f->ex.func, sizeof(zend_internal_function))) {
		return false;
	}
	switch (f->func.type) {
	case ZEND_INTERNAL_FUNCTION:
		return true;
	case ZEND_USER_FUNCTION:
	case ZEND_EVAL_CODE:
		if (!sv_linux_peek(&f->func, f->ex.func, sizeof f->func)) {
			return false;
		}
		f->user = true;
		find_op(w, f);
		return true;
	default:
		return false;
	}
}

static zend_generator *parent_of(const zend_generator *g)
{
	zend_generator *parent;

	return sv_linux_peek(&parent, (const char *) g + offsetof(zend_generator, node.parent), sizeof parent) ? parent : NULL;
}

/*
 * Is this the frame without a function that stands for generators which wait in `yield from`? zend_generator_check_placeholder_frame() would link their
 * frames; here they are only noted: from the outermost one to the one before the root, which runs.
 */
static bool note_waiting(walk *w, const frame *f)
{
	const zend_generator *g = (const zend_generator *) Z_OBJ(f->ex.This), *parent;
	zend_execute_data *ex;
	zend_object o;
	unsigned n = 0, i;

	if (Z_TYPE(f->ex.This) != IS_OBJECT || !sv_linux_peek(&o, g, sizeof o) || o.ce != zend_ce_generator) {
		return false;
	}
	for (i = 0; i < FRAMES_MAX && (parent = parent_of(g)); i++, g = parent) {
		if (!sv_linux_peek(&ex, (const char *) g + offsetof(zend_generator, execute_data), sizeof ex) || !ex) {
			break;
		}
		if (n == WAITING_MAX) {
			memmove(w->waiting, w->waiting + 1, (WAITING_MAX - 1) * sizeof *w->waiting);
			n--;
		}
		w->waiting[n++] = ex;
	}
	w->waiting_len = n;
	w->after_waiting = f->ex.prev_execute_data;
	return n > 0;
}

/* The frame with a function that follows. False: there is none. */
static bool next(walk *w, const frame *of, frame *f)
{
	zend_execute_data *at = of->ex.prev_execute_data;
	bool was_waiting = w->after_waiting != NULL;

	for (;;) {
		if (w->waiting_len > 0) {
			at = w->waiting[--w->waiting_len];
		} else if (was_waiting) {
			at = w->after_waiting;
			w->after_waiting = NULL;
			was_waiting = false;
		}
		if (!at || !load(w, at, f)) {
			return false;
		}
		if (f->func.type) {
			return true;
		}
		if (note_waiting(w, f)) {
			continue;
		}
		at = f->ex.prev_execute_data;
	}
}

/* --- what is written --- */

static const char *include_kind(uint32_t kind)
{
	switch (kind) {
	case ZEND_EVAL: return "eval";
	case ZEND_INCLUDE: return "include";
	case ZEND_REQUIRE: return "require";
	case ZEND_INCLUDE_ONCE: return "include_once";
	case ZEND_REQUIRE_ONCE: return "require_once";
	default: return "unknown";
	}
}

static void put_class(line *l, const zend_class_entry *ce, const char *separator)
{
	zend_string *name;

	if (ce && sv_linux_peek(&name, (const char *) ce + offsetof(zend_class_entry, name), sizeof name)) {
		put_string(l, name, SV_FUNCTION_MAX / 2);
		put(l, separator);
	}
}

/* Nothing for the code of a file. */
static void put_function(line *l, const frame *f)
{
	if (f->func.function_name) {
		put_class(l, f->func.scope, Z_TYPE(f->ex.This) == IS_OBJECT ? "->" : "::");
		put_string(l, f->func.function_name, SV_FUNCTION_MAX);
	}
}

/* caller: NULL: there is none */
static void begin_line(line *l, unsigned number, const frame *caller)
{
	l->len = 0;
	put(l, "#");
	put_number(l, number);
	put(l, " ");
	if (caller && caller->user) {
		put_string(l, caller->func.filename, SV_FILE_MAX);
		put(l, "(");
		put_number(l, caller->line);
		put(l, "): ");
	} else {
		put(l, "[internal function]: ");
	}
}

static bool end_line(line *l, unsigned *number)
{
	put(l, "()");
	if (*number == LINES_MAX || !sv_trace_add(trace, l->text, l->len)) {
		return false;
	}
	++*number;
	return true;
}

/* Is it in a function that the VM calls without a frame (8.4 and later)? */
static bool in_frameless(const frame *f)
{
#if PHP_VERSION_ID >= 80400
	return f->user && ZEND_OP_IS_FRAMELESS_ICALL(f->op.opcode);
#else
	return false;
#endif
}

/* False: there is no room for more. */
static bool write_frameless(const frame *f, line *l, unsigned *number)
{
#if PHP_VERSION_ID >= 80400
	zend_function **functions, *func;
	zend_internal_function copy;

	if (in_frameless(f) && sv_linux_peek(&functions, &zend_flf_functions, sizeof functions) &&
	    sv_linux_peek(&func, functions + f->op.extended_value, sizeof func) && sv_linux_peek(&copy, func, sizeof copy)) {
		begin_line(l, *number, f);
		put_string(l, copy.function_name, SV_FUNCTION_MAX);
		return end_line(l, number);
	}
#endif
	return true;
}

/* False: there is no room for more. */
static bool write_frame(const frame *f, const frame *caller, line *l, unsigned *number)
{
	if (!f->func.type) {
		return true;
	}
	if (!write_frameless(f, l, number)) {
		return false;
	}
	if (f->func.function_name) {
		begin_line(l, *number, caller && !in_frameless(caller) ? caller : NULL);
		put_function(l, f);
		return end_line(l, number);
	}
	/* Code of a file; without a caller in PHP it is the main script or a frame that only holds others */
	if (caller && caller->user) {
		begin_line(l, *number, caller);
		put(l, include_kind(caller->op.opcode == ZEND_INCLUDE_OR_EVAL ? caller->op.extended_value : 0));
		return end_line(l, number);
	}
	return true;
}

static void write_place(int signal, const frame *f)
{
	static line file, function;
	char *closure;

	file.len = function.len = 0;
	if (f) {
		put_string(&file, f->func.filename, SV_FILE_MAX);
		put_function(&function, f);
		/* "{closure:Shop::import():12}" from 8.4 on, too long beside its place */
		closure = strstr(function.text, "{closure:");
		if (function.len && closure) {
			strcpy(closure, "{closure}");
		}
	}
	file.text[file.len] = function.text[function.len] = 0;
	sv_trace_place(trace, signal, file.text, function.text, f ? f->line : 0);
}

static bool find_place(walk *w, frame *f)
{
	bool have = load(w, *current, f);
	frame of;

	while (have && !f->user) {
		of = *f;
		have = next(w, &of, f);
	}
	return have;
}

/* Frames in static memory: little of the stack may be left, when the signal came on an alternate stack of somebody else. */
static void write_trace(int signal, const void *context)
{
	static frame frames[2];
	static line l;
	frame *f = &frames[0], *caller = &frames[1], *swap;
	uintptr_t opline_register = sv_linux_saved_register(context);
	walk w = { .opline_register = opline_register };
	unsigned number = 0;
	bool more;

	if (begun++ || !*current) {
		return;
	}
	write_place(signal, find_place(&w, f) ? f : NULL);

	w = (walk) { .opline_register = opline_register };
	for (more = load(&w, *current, f); more; swap = f, f = caller, caller = swap) {
		more = next(&w, f, caller);
		/* What is left of the master's stack: its Pool::run(), in which the worker was forked */
		if (!more && !(ZEND_CALL_INFO(&f->ex) & ZEND_CALL_TOP)) {
			break;
		}
		if (!write_frame(f, more ? caller : NULL, &l, &number)) {
			sv_trace_add(trace, ZEND_STRL("..."));
			return;
		}
	}
	if (number > 0) {
		l.len = 0;
		put(&l, "#");
		put_number(&l, number);
		put(&l, " {main}");
		sv_trace_add(trace, l.text, l.len);
	}
}

/* --- signals --- */

/*
 * A fault comes again when this returns, now with the default action; one that was sent has to be sent again. Either way the process dies of the
 * true signal, with its core. All signals are blocked meanwhile: a fault in here is that death, and what is written up to then stays.
 */
static void on_crash(int sig, siginfo_t *info, void *context)
{
	int error = errno;

	if (getpid() == worker) {
		write_trace(sig, context);
	}
	if (info->si_code <= 0) {
		kill(getpid(), sig);
	}
	errno = error;
}

static void on_ask(int sig, siginfo_t *info, void *context)
{
	(void) info;
	if (getpid() == worker) {
		write_trace(sig, context);
		kill(getpgrp() == worker ? 0 : worker, SIGKILL);
	}
}

static bool is_default(int sig, const struct sigaction *was)
{
	struct sigaction meant, now;

	/*
	 * PHP puts its own handler also in the place of a SIG_DFL that pcntl_signal() sets, and knows what was meant only of those. That handler is not
	 * exported: it is the one that is there when the same is set once more.
	 */
	zend_sigaction(sig, NULL, &meant);
	if (meant.sa_handler != SIG_DFL) {
		return false;
	}
	zend_sigaction(sig, &meant, NULL);
	return sigaction(sig, NULL, &now) == 0 && now.sa_handler == was->sa_handler;
}

static void install(int sig, void (*handler)(int, siginfo_t *, void *), int flags)
{
	struct sigaction sa = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK | flags }, was;

	sigfillset(&sa.sa_mask);
	if (sigaction(sig, &sa, &was) != 0) {
		return;
	}
	/* Somebody else's stays. Was it ours, the worker was forked by a worker. */
	if (was.sa_handler != SIG_DFL && was.sa_sigaction != handler) {
		sigaction(sig, is_default(sig, &was) ? &sa : &was, NULL);
	}
}

void php_sv_trace_install(sv_trace *to)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	stack_t alternate = { .ss_sp = alternate_stack, .ss_size = sizeof alternate_stack }, before;
	size_t i;

	current = &EG(current_execute_data);
	before_exception = &EG(opline_before_exception);
	worker = php_sv_pid;
	trace = to;
	begun = 0;
	/* Without it the overflow of the C stack, where most crashes of PHP come from, leaves no room for a handler. AddressSanitizer has one of its own. */
	if (sigaltstack(&alternate, &before) == 0 && !(before.ss_flags & SS_DISABLE)) {
		sigaltstack(&before, NULL);
	}
	for (i = 0; i < sizeof crashes / sizeof *crashes; i++) {
		install(crashes[i], on_crash, (int) SA_RESETHAND);
	}
	install(sv_linux_trace_signal(), on_ask, 0);
}

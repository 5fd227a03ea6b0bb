/* SPDX-License-Identifier: BSD-3-Clause */
/* command.c: the class Command: its arguments, checked, as an sv_program. */
#include "php/command.h"

#include "core/placeholder.h"
#include "php/check.h"
#include "php/exception.h"
#include "php/value.h"

#include <signal.h>

enum {
	A_ARGV = 1, A_DIRECTORY, A_ENV, A_CLEAR_ENV, A_USER, A_GROUP, A_UMASK, A_NICE, A_STOP_SIGNAL, A_KILL_AS_GROUP, A_EXIT_CODES, A_START_SECONDS, A_NOTIFY, A_WATCHDOG
};

typedef struct php_sv_command {
	sv_program *program; /* NULL: the constructor was not called */
	zend_object std;
} php_sv_command;

typedef struct arguments {
	HashTable *argv, *env, *exit_codes;
	zend_string *directory, *user, *group;
	bool clear_env, no_umask, no_nice, kill_as_group, notify;
	zend_long umask, nice, stop_signal;
	double start_seconds, watchdog;
} arguments;

static zend_object_handlers handlers;

static php_sv_command *command_of(zend_object *o)
{
	return (php_sv_command *) ((char *) o - offsetof(php_sv_command, std));
}

sv_program *php_sv_command_program(zend_object *command)
{
	return command_of(command)->program;
}

static zend_object *create(zend_class_entry *ce)
{
	php_sv_command *c = zend_object_alloc(sizeof *c, ce);

	c->program = NULL;
	zend_object_std_init(&c->std, ce);
	object_properties_init(&c->std, ce);
	c->std.handlers = &handlers;
	return &c->std;
}

static void free_object(zend_object *o)
{
	if (command_of(o)->program) {
		sv_program_free(command_of(o)->program);
	}
	zend_object_std_dtor(o);
}

static char *copy(const char *text, size_t len)
{
	char *c = malloc(len + 1);

	if (c) {
		memcpy(c, text, len);
		c[len] = 0;
	} else {
		zend_throw_error(NULL, "Out of memory");
	}
	return c;
}

/* what: " at 2", " of NAME", or "". */
static bool check_text(const zend_string *text, const char *what, uint32_t arg_num)
{
	const char *wrong;

	if (strlen(ZSTR_VAL(text)) != ZSTR_LEN(text)) {
		zend_argument_value_error(arg_num, "must not contain NUL bytes, one given%s at offset %zu", what, strlen(ZSTR_VAL(text)));
		return false;
	}
	wrong = sv_placeholder_wrong(ZSTR_VAL(text));
	if (wrong) {
		zend_argument_value_error(arg_num, "must have no percent sign but in %s; \"%.20s\" given%s", SV_PLACEHOLDERS, wrong, what);
		return false;
	}
	return true;
}

static bool parse_argv(HashTable *list, sv_program *p)
{
	uint32_t n = zend_hash_num_elements(list), i = 0;
	char what[24];
	zval *v;

	if (n == 0 || !zend_array_is_list(list)) {
		zend_argument_value_error(A_ARGV, "must be a list of strings that is not empty: the program and its arguments");
		return false;
	}
	p->argv = calloc(n + 1, sizeof *p->argv);
	if (!p->argv) {
		zend_throw_error(NULL, "Out of memory");
		return false;
	}
	ZEND_HASH_FOREACH_VAL(list, v) {
		ZVAL_DEREF(v);
		snprintf(what, sizeof what, " at %u", i);
		if (Z_TYPE_P(v) != IS_STRING) {
			zend_argument_type_error(A_ARGV, "must be a list of strings, %s given%s", zend_zval_type_name(v), what);
			return false;
		}
		if (i == 0 && Z_STRLEN_P(v) == 0) {
			zend_argument_value_error(A_ARGV, "must begin with a program, \"\" given");
			return false;
		}
		if (!check_text(Z_STR_P(v), what, A_ARGV) || !(p->argv[i++] = copy(Z_STRVAL_P(v), Z_STRLEN_P(v)))) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* Some are the pool's to set. */
static bool check_variable(const zend_string *name)
{
	static const char *const taken[] = { "SUPERVISOR_POOL", "SUPERVISOR_SLOT", "SUPERVISOR_SPAWN", "NOTIFY_SOCKET", "WATCHDOG_USEC" };
	size_t i;

	if (!name || ZSTR_LEN(name) == 0 || strlen(ZSTR_VAL(name)) != ZSTR_LEN(name) || strchr(ZSTR_VAL(name), '=')) {
		zend_argument_value_error(A_ENV, "must be an array of name => value, where a name is not empty and has neither \"=\" nor NUL bytes, \"%s\" given", name ? ZSTR_VAL(name) : "a number");
		return false;
	}
	for (i = 0; i < sizeof taken / sizeof *taken; i++) {
		if (strcmp(ZSTR_VAL(name), taken[i]) == 0) {
			zend_argument_value_error(A_ENV, "must not set %s, which the pool sets itself", taken[i]);
			return false;
		}
	}
	return true;
}

static char *variable(const zend_string *name, zval *value)
{
	zend_string *text, *whole;
	char what[64], *made = NULL;

	ZVAL_DEREF(value);
	if (Z_TYPE_P(value) == IS_NULL) {
		return copy(ZSTR_VAL(name), ZSTR_LEN(name));
	}
	if (Z_TYPE_P(value) != IS_STRING && Z_TYPE_P(value) != IS_LONG && Z_TYPE_P(value) != IS_DOUBLE) {
		zend_argument_type_error(A_ENV, "must be an array of name => string|int|float|null, %s given of %.40s", zend_zval_type_name(value), ZSTR_VAL(name));
		return NULL;
	}
	text = zval_get_string(value);
	snprintf(what, sizeof what, " of %.50s", ZSTR_VAL(name));
	if (check_text(text, what, A_ENV)) {
		whole = zend_strpprintf(0, "%s=%s", ZSTR_VAL(name), ZSTR_VAL(text));
		made = copy(ZSTR_VAL(whole), ZSTR_LEN(whole));
		zend_string_release(whole);
	}
	zend_string_release(text);
	return made;
}

static bool parse_env(HashTable *env, sv_program *p)
{
	zend_string *name;
	uint32_t i = 0;
	zval *v;

	if (!env || zend_hash_num_elements(env) == 0) {
		return true;
	}
	p->env = calloc(zend_hash_num_elements(env) + 1, sizeof *p->env);
	if (!p->env) {
		zend_throw_error(NULL, "Out of memory");
		return false;
	}
	ZEND_HASH_FOREACH_STR_KEY_VAL(env, name, v) {
		if (!check_variable(name) || !(p->env[i++] = variable(name, v))) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

static bool parse_exit_codes(HashTable *list, sv_program *p)
{
	zval *v;

	if (!list) {
		p->success[0] = 1;
		return true;
	}
	ZEND_HASH_FOREACH_VAL(list, v) {
		ZVAL_DEREF(v);
		if (Z_TYPE_P(v) != IS_LONG) {
			zend_argument_type_error(A_EXIT_CODES, "must be a list of int, %s given", zend_zval_type_name(v));
			return false;
		}
		if (!php_sv_check_range(Z_LVAL_P(v), 0, 255, A_EXIT_CODES)) {
			return false;
		}
		p->success[Z_LVAL_P(v) / 64] |= UINT64_C(1) << (Z_LVAL_P(v) % 64);
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* A text that may be left out, but is not empty. */
static bool take(const zend_string *text, char **to, bool placeholders, uint32_t arg_num)
{
	if (!text) {
		return true;
	}
	if (ZSTR_LEN(text) == 0) {
		zend_argument_value_error(arg_num, "must not be empty; null: as the master");
		return false;
	}
	if (placeholders ? !check_text(text, "", arg_num) : !php_sv_check_name(text, 255, arg_num)) {
		return false;
	}
	return (*to = copy(ZSTR_VAL(text), ZSTR_LEN(text))) != NULL;
}

static bool parse_numbers(const arguments *a, sv_program *p)
{
	if (!a->no_umask && (a->umask < 0 || a->umask > 0777)) {
		zend_argument_value_error(A_UMASK, "must be between 0 and 0777, " ZEND_LONG_FMT " (decimal) given", a->umask);
		return false;
	}
	if ((!a->no_nice && !php_sv_check_range(a->nice, -20, 19, A_NICE)) ||
	    !php_sv_check_range(a->stop_signal, 1, SIGRTMAX, A_STOP_SIGNAL) || !php_sv_check_seconds(a->start_seconds, 0, PHP_SV_SECONDS_MAX, A_START_SECONDS) ||
	    !php_sv_check_seconds(a->watchdog, 0, PHP_SV_SECONDS_MAX, A_WATCHDOG)) {
		return false;
	}
	if (a->stop_signal == SIGSTOP || a->stop_signal == SIGCONT) {
		zend_argument_value_error(A_STOP_SIGNAL, "must be a signal that can end a program, " ZEND_LONG_FMT " given, which is %s", a->stop_signal,
			a->stop_signal == SIGSTOP ? "SIGSTOP" : "SIGCONT");
		return false;
	}
	if (a->notify && a->start_seconds != 1) {
		zend_argument_value_error(A_START_SECONDS, "cannot be given together with notify: the program says itself when it is ready");
		return false;
	}
	if (a->watchdog != 0 && !a->notify) {
		zend_argument_value_error(A_WATCHDOG, "can only be given together with notify");
		return false;
	}
	p->umask = a->no_umask ? -1 : (int) a->umask;
	p->renice = !a->no_nice;
	p->nice = (int) a->nice;
	p->stop_signal = (int) a->stop_signal;
	p->start_ns = (int64_t) (a->start_seconds * 1e9);
	p->watchdog_ns = (int64_t) (a->watchdog * 1e9);
	return true;
}

static bool parse(const arguments *a, sv_program *p)
{
	p->clear_env = a->clear_env;
	p->spare_group = !a->kill_as_group;
	p->notify = a->notify;
	return parse_argv(a->argv, p) && take(a->directory, &p->directory, true, A_DIRECTORY) && parse_env(a->env, p) && take(a->user, &p->user, false, A_USER) &&
		take(a->group, &p->group, false, A_GROUP) && parse_numbers(a, p) && parse_exit_codes(a->exit_codes, p);
}

ZEND_METHOD(Supervisor_Command, __construct)
{
	php_sv_command *c = command_of(Z_OBJ_P(ZEND_THIS));
	arguments a = { .no_umask = true, .no_nice = true, .kill_as_group = true, .stop_signal = SIGTERM, .start_seconds = 1 };
	sv_program *p;

	ZEND_PARSE_PARAMETERS_START(1, 14)
		Z_PARAM_ARRAY_HT(a.argv)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(a.directory)
		Z_PARAM_ARRAY_HT(a.env)
		Z_PARAM_BOOL(a.clear_env)
		Z_PARAM_STR_OR_NULL(a.user)
		Z_PARAM_STR_OR_NULL(a.group)
		Z_PARAM_LONG_OR_NULL(a.umask, a.no_umask)
		Z_PARAM_LONG_OR_NULL(a.nice, a.no_nice)
		Z_PARAM_LONG(a.stop_signal)
		Z_PARAM_BOOL(a.kill_as_group)
		Z_PARAM_ARRAY_HT(a.exit_codes)
		Z_PARAM_DOUBLE(a.start_seconds)
		Z_PARAM_BOOL(a.notify)
		Z_PARAM_DOUBLE(a.watchdog)
	ZEND_PARSE_PARAMETERS_END();

	if (c->program) {
		php_sv_throw_state("Command::__construct() was called already");
		RETURN_THROWS();
	}
	p = sv_program_new();
	if (!p) {
		zend_throw_error(NULL, "Out of memory");
		RETURN_THROWS();
	}
	if (!parse(&a, p)) {
		sv_program_free(p);
		RETURN_THROWS();
	}
	c->program = p;
}

void php_sv_minit_command(void)
{
	php_sv_ce_Command->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(php_sv_command, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
}

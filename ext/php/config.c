/* SPDX-License-Identifier: BSD-3-Clause */
/* config.c: Pool::__construct(): its arguments, checked, as an sv_pool_config. */
#include "php/pool.h"

#include "core/linux.h"
#include "php/check.h"
#include "php/command.h"
#include "php/event.h"
#include "php/exception.h"
#include "php/follow.h"
#include "php/output.h"
#include "php/serve.h"
#include "php/value.h"

#include "zend_closures.h"

#define NAME_MAX_LEN 64
#define MAX_QUEUE_MAX 1000000000

/* The arguments, in their order; for the numbers in errors. */
enum {
	A_WORK = 1, A_NAME, A_WORKERS, A_BOOT, A_SHUTDOWN, A_TIMEOUT, A_MAX_ATTEMPTS, A_MAX_CRASHES, A_BACKOFF, A_MAX_JOBS, A_MAX_MEMORY, A_MAX_AGE,
	A_IDLE_TIMEOUT, A_MIN_WORKERS, A_BOOT_TIMEOUT, A_STOP_TIMEOUT, A_RESTART, A_NO_RESTART_ON, A_ON_DEGRADED, A_MAX_QUEUE
};

typedef struct arguments {
	zval *work, *boot, *shutdown, *backoff;
	zend_string *name, *max_memory_string;
	bool count_cpus;
	zend_long workers, max_attempts, max_crashes, max_jobs, max_memory, min_workers, max_queue;
	double timeout, max_age, idle_timeout, boot_timeout, stop_timeout;
	zval *restart, *no_restart_on, *on_degraded, *output;
} arguments;

static int64_t ns(double seconds)
{
	return (int64_t) (seconds * 1e9);
}

/* Seconds by attempt: one number, or a list of them. */
static bool parse_backoff(zval *value, sv_pool_config *config, uint32_t arg_num)
{
	HashTable *list = Z_TYPE_P(value) == IS_ARRAY ? Z_ARRVAL_P(value) : NULL;
	uint32_t n = list ? zend_hash_num_elements(list) : 1, i = 0;
	zval *v;

	if (n == 0 || (list && !zend_array_is_list(list))) {
		zend_argument_value_error(arg_num, "must be a number of seconds, a list of them that is not empty, or a Closure");
		return false;
	}
	config->backoff_ns = malloc(n * sizeof *config->backoff_ns);
	config->backoff_len = n;
	if (!config->backoff_ns) {
		zend_throw_error(NULL, "Out of memory");
		return false;
	}
	if (!list) {
		config->backoff_ns[0] = (int64_t) (zval_get_double(value) * 1e9);
		return php_sv_check_seconds(zval_get_double(value), 0, PHP_SV_SECONDS_MAX, arg_num);
	}
	ZEND_HASH_FOREACH_VAL(list, v) {
		ZVAL_DEREF(v);
		if (Z_TYPE_P(v) != IS_LONG && Z_TYPE_P(v) != IS_DOUBLE) {
			zend_argument_type_error(arg_num, "must be a list of int|float, %s given at %u", zend_zval_type_name(v), i);
			return false;
		}
		if (!php_sv_check_seconds(zval_get_double(v), 0, PHP_SV_SECONDS_MAX, arg_num)) {
			return false;
		}
		config->backoff_ns[i++] = (int64_t) (zval_get_double(v) * 1e9);
	} ZEND_HASH_FOREACH_END();
	return true;
}

static const int64_t standard_backoff[] = { 1, 5, 30 };
#define STANDARD_BACKOFF ((uint32_t) (sizeof standard_backoff / sizeof *standard_backoff))

/* Is it the default of the signature? PHP fills that in when a later argument is given by name, so "was it given?" cannot be asked. */
static bool is_standard_backoff(zval *value)
{
	uint32_t i;

	if (Z_TYPE_P(value) != IS_ARRAY || zend_hash_num_elements(Z_ARRVAL_P(value)) != STANDARD_BACKOFF) {
		return false;
	}
	for (i = 0; i < STANDARD_BACKOFF; i++) {
		zval *v = zend_hash_index_find(Z_ARRVAL_P(value), i);

		if (!v || Z_TYPE_P(v) != IS_LONG || Z_LVAL_P(v) != standard_backoff[i]) {
			return false;
		}
	}
	return true;
}

/* The parameters that only jobs have a use for, when they are not left at their defaults. */
static bool check_loop(const arguments *a)
{
	const struct {
		bool given;
		uint32_t arg_num;
	} only_jobs[] = {
		{ a->max_attempts != 3, A_MAX_ATTEMPTS },
		{ a->max_crashes != 3, A_MAX_CRASHES },
		{ a->backoff && !is_standard_backoff(a->backoff), A_BACKOFF },
		{ a->idle_timeout != 0, A_IDLE_TIMEOUT },
		{ a->min_workers != 0, A_MIN_WORKERS },
		{ a->max_queue != 100000, A_MAX_QUEUE },
	};
	size_t i;

	for (i = 0; i < sizeof only_jobs / sizeof *only_jobs; i++) {
		if (only_jobs[i].given) {
			zend_argument_value_error(only_jobs[i].arg_num, "cannot be given together with a Loop, which has no jobs of its own");
			return false;
		}
	}
	return true;
}

/* Those that code of this extension in the worker would have to see to, when they are not left at their defaults. */
static bool check_command(const arguments *a, const sv_program *program)
{
	const struct {
		bool given;
		uint32_t arg_num;
	} not_for_programs[] = {
		{ a->boot != NULL, A_BOOT },
		{ a->shutdown != NULL, A_SHUTDOWN },
		{ a->timeout != 0, A_TIMEOUT },
		{ a->max_attempts != 3, A_MAX_ATTEMPTS },
		{ a->max_crashes != 3, A_MAX_CRASHES },
		{ a->backoff && !is_standard_backoff(a->backoff), A_BACKOFF },
		{ a->max_jobs != 0, A_MAX_JOBS },
		{ a->idle_timeout != 0, A_IDLE_TIMEOUT },
		{ a->min_workers != 0, A_MIN_WORKERS },
		{ a->max_queue != 100000, A_MAX_QUEUE },
	};
	size_t i;

	for (i = 0; i < sizeof not_for_programs / sizeof *not_for_programs; i++) {
		if (not_for_programs[i].given) {
			zend_argument_value_error(not_for_programs[i].arg_num, "cannot be given together with a Command, which has no jobs and runs no PHP of this script");
			return false;
		}
	}
	if (a->boot_timeout != 60 && !program->notify) {
		zend_argument_value_error(A_BOOT_TIMEOUT, "can only be given together with a Command that has notify; without it, a program is ready after its startSeconds");
		return false;
	}
	return true;
}

static bool parse_no_restart_on(zval *list, sv_pool_config *config)
{
	zval *v;

	if (!list) {
		return true;
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(list), v) {
		ZVAL_DEREF(v);
		if (Z_TYPE_P(v) != IS_LONG) {
			zend_argument_type_error(A_NO_RESTART_ON, "must be a list of int, %s given", zend_zval_type_name(v));
			return false;
		}
		if (!php_sv_check_range(Z_LVAL_P(v), 0, 255, A_NO_RESTART_ON)) {
			return false;
		}
		config->no_restart[Z_LVAL_P(v) / 64] |= UINT64_C(1) << (Z_LVAL_P(v) % 64);
	} ZEND_HASH_FOREACH_END();
	return true;
}

static bool check_ranges(const arguments *a)
{
	return php_sv_check_range(a->workers, 0, PHP_SV_WORKERS_MAX, A_WORKERS) && php_sv_check_seconds(a->timeout, 0, PHP_SV_SECONDS_MAX, A_TIMEOUT) &&
		php_sv_check_range(a->max_attempts, 1, UINT16_MAX, A_MAX_ATTEMPTS) && php_sv_check_range(a->max_crashes, 1, UINT16_MAX, A_MAX_CRASHES) &&
		php_sv_check_range(a->max_jobs, 0, INT32_MAX, A_MAX_JOBS) && php_sv_check_seconds(a->max_age, 0, PHP_SV_SECONDS_MAX, A_MAX_AGE) &&
		php_sv_check_seconds(a->idle_timeout, 0, PHP_SV_SECONDS_MAX, A_IDLE_TIMEOUT) &&
		php_sv_check_range(a->min_workers, 0, PHP_SV_WORKERS_MAX, A_MIN_WORKERS) &&
		php_sv_check_seconds(a->boot_timeout, 0, PHP_SV_SECONDS_MAX, A_BOOT_TIMEOUT) &&
		php_sv_check_seconds(a->stop_timeout, 0, PHP_SV_SECONDS_MAX, A_STOP_TIMEOUT) && php_sv_check_range(a->max_queue, 1, MAX_QUEUE_MAX, A_MAX_QUEUE);
}

static bool check_types(arguments *a)
{
	zval *backoff = a->backoff;

	ZVAL_DEREF(a->work);
	if (Z_TYPE_P(a->work) != IS_OBJECT ||
	    (Z_OBJCE_P(a->work) != zend_ce_closure && Z_OBJCE_P(a->work) != php_sv_ce_Loop && Z_OBJCE_P(a->work) != php_sv_ce_Command)) {
		zend_argument_type_error(A_WORK, "must be of type Closure|Supervisor\\Loop|Supervisor\\Command, %s given", zend_zval_type_name(a->work));
		return false;
	}
	if (Z_OBJCE_P(a->work) == php_sv_ce_Command && !php_sv_command_program(Z_OBJ_P(a->work))) {
		zend_argument_value_error(A_WORK, "must be a Command whose constructor was called");
		return false;
	}
	if (Z_OBJCE_P(a->work) == php_sv_ce_Loop && !php_sv_loop_body(Z_OBJ_P(a->work))) {
		zend_argument_value_error(A_WORK, "must be a Loop whose constructor was called");
		return false;
	}
	if (backoff) {
		ZVAL_DEREF(backoff);
		a->backoff = backoff;
		if (Z_TYPE_P(backoff) == IS_OBJECT ? Z_OBJCE_P(backoff) != zend_ce_closure :
				Z_TYPE_P(backoff) != IS_LONG && Z_TYPE_P(backoff) != IS_DOUBLE && Z_TYPE_P(backoff) != IS_ARRAY) {
			zend_argument_type_error(A_BACKOFF, "must be of type Closure|array|float, %s given", zend_zval_type_name(backoff));
			return false;
		}
	}
	return true;
}

static bool use_backoff(zval *backoff, sv_pool_config *config)
{
	uint32_t i;

	if (backoff) {
		return Z_TYPE_P(backoff) == IS_OBJECT || parse_backoff(backoff, config, A_BACKOFF);
	}
	config->backoff_ns = malloc(STANDARD_BACKOFF * sizeof *config->backoff_ns);
	config->backoff_len = STANDARD_BACKOFF;
	for (i = 0; config->backoff_ns && i < STANDARD_BACKOFF; i++) {
		config->backoff_ns[i] = standard_backoff[i] * SV_SECOND_NS;
	}
	return true;
}

/* False: threw. config->backoff_ns is to be freed either way. */
static bool configure(arguments *a, sv_pool_config *config)
{
	uint32_t workers;

	if (!check_types(a) || (a->name && !php_sv_check_name(a->name, NAME_MAX_LEN, A_NAME)) || !check_ranges(a)) {
		return false;
	}
	config->handler = Z_OBJCE_P(a->work) == zend_ce_closure;
	config->program = Z_OBJCE_P(a->work) == php_sv_ce_Command ? php_sv_command_program(Z_OBJ_P(a->work)) : NULL;
	if ((config->program ? !check_command(a, config->program) : !config->handler && !check_loop(a)) || !php_sv_check_size(a->max_memory_string, a->max_memory, &config->max_memory, A_MAX_MEMORY) ||
	    !parse_no_restart_on(a->no_restart_on, config) || !use_backoff(a->backoff, config)) {
		return false;
	}
	workers = a->workers ? (uint32_t) a->workers : config->program ? 1 : sv_linux_cpus(); /* a program may want a port for itself */
	if (a->min_workers && a->idle_timeout == 0) {
		zend_argument_value_error(A_MIN_WORKERS, "can only be given together with idleTimeout");
		return false;
	}
	if (a->min_workers > workers) {
		zend_argument_value_error(A_MIN_WORKERS, "must not be greater than the number of workers (%u), " ZEND_LONG_FMT " given", workers, a->min_workers);
		return false;
	}
	config->workers = workers;
	config->min_workers = (uint32_t) a->min_workers;
	config->max_jobs = (uint32_t) a->max_jobs;
	config->limits = (sv_job_limits) { (uint16_t) a->max_attempts, (uint16_t) a->max_crashes };
	config->timeout_ns = ns(a->timeout);
	config->boot_ns = ns(a->boot_timeout);
	config->stop_ns = ns(a->stop_timeout);
	config->max_age_ns = ns(a->max_age);
	config->idle_ns = ns(a->idle_timeout);
	config->restart = a->restart ? (sv_restart) php_sv_enum_index(Z_OBJ_P(a->restart), php_sv_restarts, 3) : SV_R_ALWAYS;
	config->output = a->output ? php_sv_output(Z_OBJ_P(a->output)) : NULL;
	config->exit_when_degraded = a->on_degraded && php_sv_enum_index(Z_OBJ_P(a->on_degraded), php_sv_on_degraded, 2) == 1;
	/* A result has the size of a payload at most, and failure records are cut below that. */
	config->max_body = (uint32_t) MAX(SV_G(max_frame), 2 * 1024 * 1024);
	return true;
}

static void keep(zval *to, zval *closure)
{
	if (closure) {
		ZVAL_COPY(to, closure);
	}
}

static void construct(php_sv_pool *p, arguments *a)
{
	sv_pool_config config = { 0 };

	if (!configure(a, &config)) {
		free(config.backoff_ns);
		return;
	}
	p->name = a->name ? zend_string_copy(a->name) : zend_string_init(ZEND_STRL("default"), 0);
	config.name = ZSTR_VAL(p->name);
	p->core = p->core_of_jobs = sv_pool_new(&config, &php_sv_port, &php_sv_hooks, p);
	if (!p->core) {
		free(config.backoff_ns);
		zend_throw_error(NULL, "Out of memory: a pool of %u workers", config.workers);
		return;
	}
	php_sv_follow_list(p);
	p->max_queue = (uint64_t) a->max_queue;
	p->max_frame = SV_G(max_frame);
	p->loop = !config.handler;
	keep(&p->work, a->work);
	keep(&p->boot, a->boot);
	keep(&p->shutdown, a->shutdown);
	keep(&p->output, a->output);
	keep(&p->backoff, a->backoff && Z_TYPE_P(a->backoff) == IS_OBJECT ? a->backoff : NULL);
}

ZEND_METHOD(Supervisor_Pool, __construct)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	arguments a = { .count_cpus = true, .max_attempts = 3, .max_crashes = 3, .max_queue = 100000, .boot_timeout = 60, .stop_timeout = 25 };

	ZEND_PARSE_PARAMETERS_START(1, 21)
		Z_PARAM_ZVAL(a.work) /* not Z_PARAM_OBJECT(), whose error names neither type */
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(a.name)
		Z_PARAM_LONG_OR_NULL(a.workers, a.count_cpus)
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(a.boot, zend_ce_closure)
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(a.shutdown, zend_ce_closure)
		Z_PARAM_DOUBLE(a.timeout)
		Z_PARAM_LONG(a.max_attempts)
		Z_PARAM_LONG(a.max_crashes)
		Z_PARAM_ZVAL(a.backoff)
		Z_PARAM_LONG(a.max_jobs)
		Z_PARAM_STR_OR_LONG(a.max_memory_string, a.max_memory)
		Z_PARAM_DOUBLE(a.max_age)
		Z_PARAM_DOUBLE(a.idle_timeout)
		Z_PARAM_LONG(a.min_workers)
		Z_PARAM_DOUBLE(a.boot_timeout)
		Z_PARAM_DOUBLE(a.stop_timeout)
		Z_PARAM_OBJECT_OF_CLASS(a.restart, php_sv_ce_Restart)
		Z_PARAM_ARRAY(a.no_restart_on)
		Z_PARAM_OBJECT_OF_CLASS(a.on_degraded, php_sv_ce_OnDegraded)
		Z_PARAM_LONG(a.max_queue)
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(a.output, php_sv_ce_Output)
	ZEND_PARSE_PARAMETERS_END();

	if (p->core) {
		php_sv_throw_state("Pool::__construct() was called already");
	} else {
		construct(p, &a);
	}
}

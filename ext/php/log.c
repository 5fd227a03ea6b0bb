/* SPDX-License-Identifier: BSD-3-Clause */
/* log.c: the master's log: text or JSON lines on stderr, or a closure of the user; see serve.h. */
#include "php/serve.h"

#include "php/event.h"
#include "php/job.h"
#include "php/value.h"

#include "ext/json/php_json.h"
#include "zend_closures.h"
#include "zend_smart_str.h"

#include <poll.h>
#include <time.h>
#include <unistd.h>

static const char *const levels[] = { "debug", "info", "warning", "error" };

static char *timestamp(char buf[40])
{
	struct timespec now;
	struct tm tm;
	size_t n;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	n = strftime(buf, 40, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(buf + n, 40 - n, ".%03ldZ", now.tv_nsec / 1000000);
	return buf;
}

/*
 * One write, so that lines of several processes do not mix. The master must not block: when a pipe is full because nobody reads it, lines are dropped, and
 * their number is told once there is room.
 */
static void write_line(const smart_str *line)
{
	struct pollfd p = { .fd = STDERR_FILENO, .events = POLLOUT };
	static unsigned dropped;
	char note[80];
	ssize_t ignored;

	if (poll(&p, 1, 0) == 0) {
		dropped++;
		return;
	}
	if (dropped) {
		ignored = write(STDERR_FILENO, note, (size_t) snprintf(note, sizeof note, "supervisor: %u log line%s dropped, nobody read them\n", dropped, dropped == 1 ? " was" : "s were"));
		dropped = 0;
	}
	ignored = write(STDERR_FILENO, ZSTR_VAL(line->s), ZSTR_LEN(line->s));
	(void) ignored;
}

static void write_text(sv_log_level level, const sv_pool *pool, const sv_slot *slot, const char *message)
{
	smart_str line = { 0 };
	char now[40];

	smart_str_append_printf(&line, "[%s] supervisor.%s: ", timestamp(now), levels[level]);
	if (pool) {
		smart_str_append_printf(&line, slot ? "pool \"%s\" slot %u: " : "pool \"%s\": ", pool->config.name, slot ? slot->number : 0);
	}
	smart_str_appends(&line, message);
	smart_str_appendc(&line, '\n');
	write_line(&line);
	smart_str_free(&line);
}

static void add_facts(zval *array, const sv_facts *f)
{
	if (f->job) {
		add_assoc_str(array, "job", php_sv_job_id(f->job));
	}
	if (f->name_len) {
		add_assoc_stringl(array, "name", f->name, f->name_len == SV_UP_TO_0 ? strlen(f->name) : f->name_len);
	}
	if (f->attempt) {
		add_assoc_long(array, "attempt", f->attempt);
	}
	if (f->attempts) {
		add_assoc_long(array, "attempts", f->attempts);
	}
	if (f->reason) {
		add_assoc_string(array, "reason", f->reason);
	}
	if (f->signal) {
		add_assoc_long(array, "signal", f->signal);
	}
}

static void context(zval *array, const sv_pool *pool, const sv_slot *slot, const sv_facts *facts)
{
	pid_t pid = facts && facts->pid ? facts->pid : slot ? slot->pid : 0;

	array_init(array);
	if (pool) {
		add_assoc_string(array, "pool", pool->config.name);
	}
	if (slot) {
		add_assoc_long(array, "slot", slot->number);
	}
	if (pid) {
		add_assoc_long(array, "pid", pid);
	}
	if (facts) {
		add_facts(array, facts);
	}
}

static void write_json(sv_log_level level, const sv_pool *pool, const sv_slot *slot, const sv_facts *facts, const char *message)
{
	smart_str line = { 0 };
	char now[40];
	zval array;

	context(&array, pool, slot, facts);
	add_assoc_string(&array, "time", timestamp(now));
	add_assoc_string(&array, "level", levels[level]);
	add_assoc_string(&array, "message", message);
	if (php_json_encode(&line, &array, PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE | PHP_JSON_INVALID_UTF8_SUBSTITUTE) == SUCCESS && line.s) {
		smart_str_appendc(&line, '\n');
		write_line(&line);
	}
	smart_str_free(&line);
	zval_ptr_dtor(&array);
}

void php_sv_log(sv_log_level level, const sv_pool *pool, const sv_slot *slot, const char *message)
{
	php_sv_log_facts(level, pool, slot, NULL, message);
}

void php_sv_log_facts(sv_log_level level, const sv_pool *pool, const sv_slot *slot, const sv_facts *facts, const char *message)
{
	zval *log = &SV_G(log);
	php_sv_event *e;

	if (Z_TYPE_P(log) != IS_OBJECT) {
		if (level >= SV_LOG_WARNING) {
			write_text(level, pool, slot, message);
		}
		return;
	}
	if (Z_OBJCE_P(log) == zend_ce_closure) {
		/* While events are muted, lines still must not be lost. */
		if (!(e = php_sv_note(NULL, PHP_SV_LOG))) {
			write_text(level, pool, slot, message);
			return;
		}
		ZVAL_STRING(&e->args[0], levels[level]);
		ZVAL_STRING(&e->args[1], message);
		context(&e->args[2], pool, slot, facts);
		e->argc = 3;
		return;
	}
	if (level < SV_LOG_INFO) {
		return;
	}
	switch (php_sv_enum_index(Z_OBJ_P(log), (const char *const[]) { "Text", "Json", "None" }, 3)) {
	case 0:
		write_text(level, pool, slot, message);
		break;
	case 1:
		write_json(level, pool, slot, facts, message);
		break;
	default:
		break;
	}
}

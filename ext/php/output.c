/* SPDX-License-Identifier: BSD-3-Clause */
/* output.c: the class Output, and Pool::tail(); see output.h. */
#include "php/output.h"

#include "core/logs.h"
#include "core/sink.h"
#include "core/loop.h"
#include "core/rotate.h"
#include "php/check.h"
#include "php/exception.h"
#include "php/serve.h"
#include "php/value.h"

#include "zend_closures.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUPS_MAX 10000
#define TAIL_MAX 65536
#define FACILITY_MAX (23 << 3)
#define STANDARD_PREFIX "[%time%] %pool%/%slot% %pid% %stream%: "

static zend_object_handlers handlers;

typedef struct php_sv_output_object {
	sv_output o;
	zval callback; /* UNDEF: none */
	zend_object std;
} php_sv_output_object;

static php_sv_output_object *output_of(zend_object *o)
{
	return (php_sv_output_object *) ((char *) o - offsetof(php_sv_output_object, std));
}

const sv_output *php_sv_output(zend_object *o)
{
	return &output_of(o)->o;
}

static zend_object *create(zend_class_entry *ce)
{
	php_sv_output_object *out = zend_object_alloc(sizeof *out, ce);

	memset(&out->o, 0, sizeof out->o);
	out->o.kind = SV_O_NONE;
	ZVAL_UNDEF(&out->callback);
	zend_object_std_init(&out->std, ce);
	object_properties_init(&out->std, ce);
	out->std.handlers = &handlers;
	return &out->std;
}

zval *php_sv_output_callback(const php_sv_pool *p)
{
	return &output_of(Z_OBJ(p->output))->callback;
}

static void free_object(zend_object *o)
{
	zval_ptr_dtor(&output_of(o)->callback);
	zend_object_std_dtor(o);
}

static HashTable *get_gc(zend_object *o, zval **table, int *n)
{
	*table = &output_of(o)->callback;
	*n = Z_TYPE(output_of(o)->callback) == IS_UNDEF ? 0 : 1;
	return NULL;
}

ZEND_METHOD(Supervisor_Output, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

static sv_output *new_output(zval *rv, sv_output_kind kind)
{
	sv_output *o;

	object_init_ex(rv, php_sv_ce_Output);
	o = &output_of(Z_OBJ_P(rv))->o;
	o->kind = (uint8_t) kind;
	return o;
}

/* --- arguments --- */

static bool check_text(const zend_string *s, size_t size, uint32_t arg_num)
{
	if (ZSTR_LEN(s) == 0 || ZSTR_LEN(s) >= size) {
		zend_argument_value_error(arg_num, "must be 1 to %zu bytes long, %zu given", size - 1, ZSTR_LEN(s));
		return false;
	}
	if (memchr(ZSTR_VAL(s), 0, ZSTR_LEN(s))) {
		zend_argument_value_error(arg_num, "must not contain null bytes");
		return false;
	}
	return true;
}

/* A format: of a path, or of a prefix. */
static bool set_format(char *to, size_t size, const zend_string *s, bool prefix, uint32_t arg_num)
{
	if (!check_text(s, size, arg_num)) {
		return false;
	}
	if ((prefix ? sv_output_prefix : sv_output_path)(ZSTR_VAL(s), NULL, NULL, 0) < 0) {
		zend_argument_value_error(arg_num, "must have no other placeholders than %%pool%%, %%slot%%%s and %%%% for a %%, \"%s\" given",
			prefix ? ", %pid%, %stream%, %time%" : "", ZSTR_VAL(s));
		return false;
	}
	memcpy(to, ZSTR_VAL(s), ZSTR_LEN(s) + 1);
	return true;
}

/* bool|string; NULL: as it is without being said. */
static bool set_prefix(sv_output *o, zval *prefix, bool standard, uint32_t arg_num)
{
	if (prefix) {
		ZVAL_DEREF(prefix);
		if (Z_TYPE_P(prefix) == IS_STRING) {
			if (strpbrk(Z_STRVAL_P(prefix), "\r\n")) {
				zend_argument_value_error(arg_num, "must not contain line breaks");
				return false;
			}
			return set_format(o->prefix, sizeof o->prefix, Z_STR_P(prefix), true, arg_num);
		}
		if (Z_TYPE_P(prefix) != IS_TRUE && Z_TYPE_P(prefix) != IS_FALSE) {
			zend_argument_type_error(arg_num, "must be of type string|bool, %s given", zend_zval_type_name(prefix));
			return false;
		}
		standard = Z_TYPE_P(prefix) == IS_TRUE;
	}
	if (standard) {
		strcpy(o->prefix, STANDARD_PREFIX);
	}
	return true;
}

/* The script may change its directory, and the log writer is forked who knows when. A % in the directory is meant as it stands. */
static bool make_absolute(sv_output *o)
{
	char cwd[SV_PATH_MAX], *to = o->path;
	char relative[SV_PATH_MAX];
	const char *from;

	if (o->path[0] == '/') {
		return true;
	}
	if (!getcwd(cwd, sizeof cwd)) {
		zend_argument_value_error(1, "must be absolute: the directory of this process is not known: %s", strerror(errno));
		return false;
	}
	strcpy(relative, o->path);
	for (from = cwd; *from && to < o->path + sizeof o->path - 2; from++) {
		*to++ = *from;
		if (*from == '%') {
			*to++ = '%';
		}
	}
	if (*from || (size_t) snprintf(to, sizeof o->path - (size_t) (to - o->path), "/%s", relative) >= sizeof o->path - (size_t) (to - o->path)) {
		zend_argument_value_error(1, "is too long, together with its directory");
		return false;
	}
	return true;
}

ZEND_METHOD(Supervisor_Output, file)
{
	zend_string *path, *max_string = NULL;
	zend_long max_bytes = 50 * 1024 * 1024, backups = 10;
	bool gzip = false, strip = false;
	zval *every = NULL, *prefix = NULL;
	sv_output *o;

	ZEND_PARSE_PARAMETERS_START(1, 7)
		Z_PARAM_STR(path)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_LONG(max_string, max_bytes)
		Z_PARAM_LONG(backups)
		Z_PARAM_OBJECT_OF_CLASS_OR_NULL(every, php_sv_ce_Rotate)
		Z_PARAM_BOOL(gzip)
		Z_PARAM_ZVAL(prefix)
		Z_PARAM_BOOL(strip)
	ZEND_PARSE_PARAMETERS_END();

	o = new_output(return_value, SV_O_FILE);
	if (!set_format(o->path, sizeof o->path, path, false, 1) || !make_absolute(o) || !php_sv_check_size(max_string, max_bytes, &o->max_bytes, 2) ||
	    !php_sv_check_range(backups, 0, BACKUPS_MAX, 3) || !set_prefix(o, prefix, false, 6)) {
		RETURN_THROWS();
	}
	if (gzip && !sv_gzip_known()) {
		zend_argument_value_error(5, "cannot be true: supervisor was built without zlib");
		RETURN_THROWS();
	}
	o->backups = (uint32_t) backups;
	o->every = every ? (uint8_t) (php_sv_enum_index(Z_OBJ_P(every), (const char *const[]) { "Hourly", "Daily" }, 2) + 1) : SV_NO_TIME;
	o->gzip = gzip;
	o->strip = strip;
}

ZEND_METHOD(Supervisor_Output, syslog)
{
	zend_string *ident = NULL, *socket = NULL;
	zend_long facility = 1 << 3;
	bool strip = true;
	sv_output *o;

	ZEND_PARSE_PARAMETERS_START(0, 4)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(ident)
		Z_PARAM_LONG(facility)
		Z_PARAM_BOOL(strip)
		Z_PARAM_STR(socket)
	ZEND_PARSE_PARAMETERS_END();

	o = new_output(return_value, SV_O_SYSLOG);
	strcpy(o->ident, "%pool%");
	strcpy(o->path, "/dev/log");
	if ((ident && !set_format(o->ident, sizeof o->ident, ident, false, 1)) || (socket && !check_text(socket, 108, 4))) {
		RETURN_THROWS();
	}
	if (facility < 0 || facility > FACILITY_MAX || facility % 8 != 0) {
		zend_argument_value_error(2, "must be a facility of syslog, such as LOG_USER or LOG_LOCAL0, " ZEND_LONG_FMT " given", facility);
		RETURN_THROWS();
	}
	if (socket) {
		strcpy(o->path, ZSTR_VAL(socket));
	}
	o->facility = (int32_t) facility;
	o->strip = strip;
}

ZEND_METHOD(Supervisor_Output, inherit)
{
	zval *prefix = NULL;
	bool strip = false;
	sv_output *o;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(prefix)
		Z_PARAM_BOOL(strip)
	ZEND_PARSE_PARAMETERS_END();

	o = new_output(return_value, SV_O_INHERIT);
	if (!set_prefix(o, prefix, true, 1)) {
		RETURN_THROWS();
	}
	o->strip = strip;
}

ZEND_METHOD(Supervisor_Output, to)
{
	zval *callback;
	bool strip = false;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_OBJECT_OF_CLASS(callback, zend_ce_closure)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(strip)
	ZEND_PARSE_PARAMETERS_END();

	new_output(return_value, SV_O_CALL)->strip = strip;
	ZVAL_COPY(&output_of(Z_OBJ_P(return_value))->callback, callback);
}

ZEND_METHOD(Supervisor_Output, none)
{
	ZEND_PARSE_PARAMETERS_NONE();
	(void) new_output(return_value, SV_O_NONE);
}

/* --- before a pool starts --- */

/* The files of a pool are opened once by the master, so that a bad path is an error here and not a line in the log later. */
static bool try_file(const php_sv_pool *p, const char *path, const char *method)
{
	int fd = sv_sink_open_file(path, O_WRONLY | O_APPEND | O_CREAT);

	if (fd < 0 && errno == ELOOP) {
		php_sv_throw_state("%s() cannot be called: the log file \"%s\" of pool \"%s\" is a symbolic link that neither root nor the user of the master has made, or leads to another one; give the path "
			"that it leads to", method, path, ZSTR_VAL(p->name));
		return false;
	}
	if (fd < 0) {
		php_sv_throw_state("%s() cannot be called: the log file \"%s\" of pool \"%s\" cannot be opened: %s", method, path, ZSTR_VAL(p->name), strerror(errno));
		return false;
	}
	close(fd);
	return true;
}

static bool agree(const php_sv_pool *p, const char *path, const char *method)
{
	const sv_output *mine = p->core->config.output;
	char theirs[SV_PATH_MAX];
	uint32_t i;

	for (i = 0; i < SV_G(pools_len); i++) {
		const php_sv_pool *other = SV_G(pools)[i];
		const sv_output *o = other->core->config.output;
		sv_origin origin = { .pool = ZSTR_VAL(other->name) };

		if (other == p || !o || o->kind != SV_O_FILE || sv_output_path(o->path, &origin, theirs, sizeof theirs) < 0 || strcmp(path, theirs) != 0) {
			continue;
		}
		if (o->max_bytes != mine->max_bytes || o->backups != mine->backups || o->every != mine->every || o->gzip != mine->gzip) {
			php_sv_throw_state("%s() cannot be called: pool \"%s\" has the same log file \"%s\" with another maxBytes, backups, every or gzip", method,
				ZSTR_VAL(other->name), path);
			return false;
		}
	}
	return true;
}

bool php_sv_output_check(const php_sv_pool *p, uint32_t workers, const char *method)
{
	const sv_output *o = p->core->config.output;
	sv_origin origin = { .pool = ZSTR_VAL(p->name) };
	char path[SV_PATH_MAX];
	uint32_t i;

	if (!o || o->kind != SV_O_FILE) {
		return true;
	}
	for (i = 0; i < workers; i++) {
		origin.slot = i;
		if (sv_output_path(o->path, &origin, path, sizeof path) >= SV_PATH_MAX - 16) {
			php_sv_throw_state("%s() cannot be called: the path of the log file of pool \"%s\" is too long", method, ZSTR_VAL(p->name));
			return false;
		}
		if (!try_file(p, path, method) || (i == 0 && !agree(p, path, method))) {
			return false;
		}
		if (!strstr(o->path, "%slot%")) {
			return true;
		}
	}
	return true;
}

bool php_sv_output_busy(const php_sv_pool *p)
{
	if (!p->core->config.output || !sv_logs_busy(p->core)) {
		return false;
	}
	sv_logs_limit(p->core, sv_loop_now() + MAX(p->core->config.stop_ns, PHP_SV_WRITE_NS));
	return true;
}

/* --- Pool::tail() --- */

static const sv_slot *slot_of(const sv_pool *core, uint32_t number)
{
	const sv_slot *found = NULL;
	uint32_t i;

	/* Of a worker and its successor the one that came last. */
	for (i = 0; i < core->len; i++) {
		const sv_slot *s = core->slots[i];

		if (s->number == number && (!found || s->spawn > found->spawn)) {
			found = s;
		}
	}
	return found;
}

ZEND_METHOD(Supervisor_Pool, tail)
{
	php_sv_pool *p = php_sv_pool_of(Z_OBJ_P(ZEND_THIS));
	zend_string *stream = NULL, *tail;
	zend_long number, bytes = 4096;
	const sv_slot *slot;
	int which = -1;

	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_LONG(number)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(bytes)
		Z_PARAM_STR_OR_NULL(stream)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_sv_pool_usable(p, "Pool::tail") || !php_sv_check_range(bytes, 1, TAIL_MAX, 2)) {
		RETURN_THROWS();
	}
	if (stream) {
		which = zend_string_equals_literal(stream, "stdout") ? 0 : zend_string_equals_literal(stream, "stderr") ? 1 : 2;
		if (which == 2) {
			zend_argument_value_error(3, "must be \"stdout\", \"stderr\" or null, \"%s\" given", ZSTR_VAL(stream));
			RETURN_THROWS();
		}
	}
	if (!p->core->config.output) {
		php_sv_throw_state("Pool::tail() cannot be called: pool \"%s\" has no $output; Output::none() keeps the last of it", ZSTR_VAL(p->name));
		RETURN_THROWS();
	}
	if (p->core->phase == SV_PH_STOPPED) {
		php_sv_throw_state("Pool::tail() cannot be called: pool \"%s\" was stopped", ZSTR_VAL(p->name));
		RETURN_THROWS();
	}
	slot = number >= 0 && number < SV_NO_NUMBER ? slot_of(p->core, (uint32_t) number) : NULL;
	if (!slot) {
		zend_argument_value_error(1, "must be the number of a slot, " ZEND_LONG_FMT " given", number);
		RETURN_THROWS();
	}
	if (!slot->capture) {
		RETURN_EMPTY_STRING();
	}
	tail = zend_string_alloc((size_t) bytes, false);
	ZSTR_LEN(tail) = sv_logs_tail(slot->capture, which, 0, 0, ZSTR_VAL(tail), (size_t) bytes);
	ZSTR_VAL(tail)[ZSTR_LEN(tail)] = 0;
	RETURN_STR(zend_string_realloc(tail, ZSTR_LEN(tail), false));
}

void php_sv_minit_output(void)
{
	php_sv_ce_Output->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof handlers);
	handlers.offset = offsetof(php_sv_output_object, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.get_gc = get_gc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* program.c: a program as the work of a pool, and the birth of its workers; see program.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/program.h"

#include "core/arena.h"
#include "core/fds.h"
#include "core/logs.h"
#include "core/notify.h"
#include "core/placeholder.h"
#include "core/spawn.h"

#include <errno.h>
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where programs are looked for when their environment has no PATH. */
#define USUAL_PATH "/usr/local/bin:/usr/bin:/bin"

extern char **environ;

sv_program *sv_program_new(void)
{
	sv_program *p = calloc(1, sizeof *p);

	if (p) {
		p->umask = -1;
	}
	return p;
}

static void free_texts(char **texts)
{
	size_t i;

	for (i = 0; texts && texts[i]; i++) {
		free(texts[i]);
	}
	free(texts);
}

void sv_program_free(sv_program *p)
{
	free_texts(p->argv);
	free_texts(p->env);
	free(p->directory);
	free(p->user);
	free(p->group);
	free(p->who.groups);
	free(p->login);
	free(p->home);
	free(p);
}

/* --- what is wrong, in words --- */

/* The worker's last words, which it cannot say itself. */
static int refuse(sv_slot *slot, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int refuse(sv_slot *slot, const char *format, ...)
{
	sv_report *r = &slot->cell->report;
	va_list args;

	va_start(args, format);
	vsnprintf(r->last_words, sizeof r->last_words, format, args);
	va_end(args);
	return SV_NOT_STARTED;
}

/* --- as whom --- */

static bool is_number(const char *name, unsigned long *number)
{
	char *end;

	errno = 0;
	*number = strtoul(name, &end, 10);
	return *name >= '0' && *name <= '9' && *end == 0 && errno == 0 && *number < UINT32_MAX; /* the last one means "none" */
}

/* The user's supplementary groups. */
static bool list_groups(const char *name, sv_identity *who)
{
	int n = 32, had;

	do {
		gid_t *more = realloc(who->groups, (size_t) n * sizeof *more);

		if (!more) {
			return false;
		}
		who->groups = more;
		had = n;
	} while (getgrouplist(name, who->gid, who->groups, &n) < 0 && n > had);
	who->groups_len = (size_t) n;
	return true;
}

static bool remember(char **to, const char *text)
{
	free(*to);
	*to = strdup(text);
	return *to != NULL;
}

/* Looked up once, and again after it has failed: a user may be made meanwhile, and a directory service may be down. */
static int identify(sv_program *p, sv_slot *slot)
{
	const struct passwd *user = NULL;
	const struct group *group = NULL;
	unsigned long number;
	sv_identity *who = &p->who;

	if (p->known) {
		return 0;
	}
	free(who->groups);
	*who = (sv_identity) { .uid = geteuid(), .gid = getegid() };
	if (p->user) {
		errno = 0;
		user = getpwnam(p->user);
		if (!user && is_number(p->user, &number)) {
			user = getpwuid((uid_t) number);
			who->uid = (uid_t) number;
			if (!user && !p->group) {
				return refuse(slot, "user %lu has no entry, so its group is not known: give a group as well", number);
			}
		} else if (!user) {
			return refuse(slot, "there is no user \"%s\"%s%s", p->user, errno ? ": " : "", errno ? strerror(errno) : "");
		}
		if (user) {
			who->uid = user->pw_uid;
			who->gid = user->pw_gid;
		}
	}
	if (p->group) {
		errno = 0;
		group = getgrnam(p->group);
		if (group) {
			who->gid = group->gr_gid;
		} else if (is_number(p->group, &number)) {
			who->gid = (gid_t) number;
		} else {
			return refuse(slot, "there is no group \"%s\"%s%s", p->group, errno ? ": " : "", errno ? strerror(errno) : "");
		}
	}
	/* Whoever is that user already may not call these, and need not. */
	who->set_user = p->user && (geteuid() == 0 || who->uid != geteuid() || who->uid != getuid());
	who->set_group = (p->user || p->group) && (geteuid() == 0 || who->gid != getegid() || who->gid != getgid());
	who->set_groups = who->set_user;
	if (user && !(remember(&p->login, user->pw_name) && remember(&p->home, user->pw_dir))) {
		return ENOMEM;
	}
	if (who->set_groups && user && !list_groups(user->pw_name, who)) {
		return ENOMEM;
	}
	p->known = true;
	return 0;
}

/* --- argv and environment --- */

/* Texts that are put together for one birth. */
typedef struct texts {
	char **at;
	size_t len, cap;
	char **made; /* those of them that are to be freed */
	size_t made_len, made_cap;
	bool failed; /* out of memory */
} texts;

static bool grow(char ***list, size_t len, size_t *cap)
{
	if (len + 1 >= *cap) {
		size_t more = *cap ? *cap * 2 : 32;
		char **p = realloc(*list, more * sizeof *p);

		if (!p) {
			return false;
		}
		*list = p;
		*cap = more;
	}
	return true;
}

static void add(texts *t, char *text)
{
	if (!text || !grow(&t->at, t->len, &t->cap)) {
		t->failed = true;
		return;
	}
	t->at[t->len++] = text;
	t->at[t->len] = NULL;
}

static char *own(texts *t, char *made)
{
	if (!made || !grow(&t->made, t->made_len, &t->made_cap)) {
		t->failed = true;
		free(made);
		return NULL;
	}
	t->made[t->made_len++] = made;
	return made;
}

static void drop(texts *t)
{
	size_t i;

	for (i = 0; i < t->made_len; i++) {
		free(t->made[i]);
	}
	free(t->made);
	free(t->at);
}

static size_t name_len(const char *variable)
{
	return strcspn(variable, "=");
}

static char **find_variable(char *const *envp, const char *name, size_t len)
{
	for (; envp && *envp; envp++) {
		if (name_len(*envp) == len && memcmp(*envp, name, len) == 0) {
			return (char **) envp;
		}
	}
	return NULL;
}

/* Sets a variable, or unsets it when there is no '=': what comes later counts. */
static void put(texts *env, char *variable)
{
	char **place;

	if (!variable) {
		env->failed = true;
		return;
	}
	place = find_variable(env->at, variable, name_len(variable));
	if (strchr(variable, '=')) {
		if (place) {
			*place = variable;
		} else {
			add(env, variable);
		}
	} else if (place) {
		*place = env->at[--env->len];
		env->at[env->len] = NULL;
	}
}

static void put_made(texts *env, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put_made(texts *env, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0) {
		text = NULL;
	}
	va_end(args);
	put(env, own(env, text));
}

/* What a service manager has told the master is not for its programs: a READY=1 of one would be taken for the master's. */
static bool is_for_master(const char *variable)
{
	static const char *const names[] = {
		"NOTIFY_SOCKET", "SUPERVISOR_POOL", "SUPERVISOR_SLOT", "SUPERVISOR_SPAWN",
	};
	size_t i, len = name_len(variable);

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i]) == len && memcmp(variable, names[i], len) == 0) {
			return true;
		}
	}
	return len >= 7 && (memcmp(variable, "LISTEN_", 7) == 0 || (len >= 9 && memcmp(variable, "WATCHDOG_", 9) == 0));
}

static void fill_env(texts *env, const sv_program *p, const sv_fill *with, const char *notify)
{
	size_t i;

	for (i = 0; !p->clear_env && environ && environ[i]; i++) {
		if (!is_for_master(environ[i])) {
			add(env, environ[i]);
		}
	}
	if (p->login) {
		put_made(env, "HOME=%s", p->home);
		put_made(env, "USER=%s", p->login);
		put_made(env, "LOGNAME=%s", p->login);
	}
	for (i = 0; p->env && p->env[i]; i++) {
		put(env, own(env, sv_placeholder_fill(p->env[i], with)));
	}
	put_made(env, "SUPERVISOR_POOL=%s", with->pool);
	put_made(env, "SUPERVISOR_SLOT=%u", with->slot);
	put_made(env, "SUPERVISOR_SPAWN=%u", with->spawn);
	if (*notify) {
		put_made(env, "NOTIFY_SOCKET=%s", notify);
	}
	if (p->watchdog_ns) {
		put_made(env, "WATCHDOG_USEC=%" PRId64, p->watchdog_ns / 1000);
	}
}

/* --- which file --- */

static bool can_be_executed(const char *path)
{
	struct stat s;

	if (stat(path, &s) != 0) {
		return false;
	}
	errno = EACCES;
	return S_ISREG(s.st_mode) && s.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH); /* whether its user may, exec tells */
}

char *sv_program_find(const char *name, char *const *envp, const char **searched)
{
	char **variable = find_variable(envp, "PATH", 4), *file;
	const char *dir, *end;
	int error = ENOENT;

	*searched = variable ? *variable + strlen("PATH=") : USUAL_PATH;
	if (strchr(name, '/')) {
		return strdup(name);
	}
	for (dir = *searched; *name; dir = end + 1) {
		end = dir + strcspn(dir, ":");
		/* Relative ones, and the empty one, mean the current directory: whoever may write there would say what is run. */
		if (*dir == '/') {
			if (asprintf(&file, "%.*s/%s", (int) (end - dir), dir, name) < 0) {
				errno = ENOMEM;
				return NULL;
			}
			if (can_be_executed(file)) {
				return file;
			}
			error = errno == EACCES ? EACCES : error;
			free(file);
		}
		if (!*end) {
			break;
		}
	}
	errno = error;
	return NULL;
}

/* --- birth --- */

static int refuse_birth(sv_slot *slot, const sv_program *p, const sv_birth *b)
{
	const char *why = strerror(b->error), *name = p->user ? p->user : "";
	int e = b->error;

	switch (b->step) {
	case SV_B_VFORK:
		return e;
	case SV_B_NICE:
		return refuse(slot, "cannot set its nice value to %d: %s (errno %d)", b->nice, why, e);
	case SV_B_GROUPS:
		return refuse(slot, "cannot take the groups of user \"%s\": %s (errno %d)%s", name, why, e, e == EPERM ? "; only root can" : "");
	case SV_B_GROUP:
		return refuse(slot, "cannot switch to group %s%s%s: %s (errno %d)%s", p->group ? "\"" : "", p->group ? p->group : "of its user", p->group ? "\"" : "", why, e,
			e == EPERM ? "; only root can" : "");
	case SV_B_USER:
		return refuse(slot, "cannot switch to user \"%s\": %s (errno %d)%s", name, why, e, e == EPERM ? "; only root can" : "");
	case SV_B_DIRECTORY:
		return refuse(slot, "cannot change to directory \"%s\": %s (errno %d)", b->directory, why, e);
	case SV_B_DESCRIPTORS:
		return refuse(slot, "cannot open its stdin, stdout and stderr: %s (errno %d)", why, e);
	case SV_B_EXEC:
		break;
	}
	return refuse(slot, "cannot run \"%s\": %s (errno %d)%s", b->path, why, e,
		e == ENOEXEC ? "; a script needs a first line with #!" : e == ENOENT && access(b->path, F_OK) == 0 ? "; the interpreter in its first line is not there" : "");
}

/* Everything is there but the child. */
static int give_birth(sv_slot *slot, const sv_program *p, sv_birth *b)
{
	const char *path;
	char *file = sv_program_find(b->argv[0], b->envp, &path);
	pid_t pid;
	int error;

	if (!file) {
		error = errno;
		return error == ENOMEM ? error : refuse(slot, "%s \"%s\" in the PATH of its environment, %s: %s (errno %d)",
			error == EACCES ? "cannot run" : "there is no", b->argv[0], path, strerror(error), error);
	}
	b->path = file;
	pid = sv_birth_give(b);
	error = pid < 0 ? refuse_birth(slot, p, b) : 0;
	free(file);
	if (pid > 0) {
		slot->pid = pid;
	}
	return error;
}

int sv_program_spawn(sv_slot *slot)
{
	sv_program *p = slot->pool->config.program;
	sv_fill with = { slot->pool->config.name, slot->number, slot->spawn };
	sv_birth b = { .out = -1, .err = -1, .who = &p->who, .umask = p->umask, .renice = p->renice, .nice = p->nice, .files = sv_spawn_first_limit() };
	char address[SV_NOTIFY_ADDRESS_MAX] = "", *directory = NULL;
	texts argv = { 0 }, env = { 0 };
	int error, fd = -1;
	size_t i;

	if (slot->capture) {
		b.out = slot->capture->stream[0].in;
		b.err = slot->capture->stream[1].in;
		b.prints = sv_logs_mark;
		b.of = slot;
	}
	if (!slot->cell && !(slot->cell = sv_arena_take(sv_spawn_base()))) {
		return errno;
	}
	sv_cell_reset(slot->cell);
	error = identify(p, slot);
	if (error) {
		return error;
	}
	if (p->notify && (fd = sv_notify_open(sv_spawn_base(), address)) < 0) {
		return errno;
	}
	for (i = 0; p->argv[i]; i++) {
		add(&argv, own(&argv, sv_placeholder_fill(p->argv[i], &with)));
	}
	fill_env(&env, p, &with, address);
	if (!env.at) {
		env.failed = true;
	}
	if (p->directory) {
		directory = own(&env, sv_placeholder_fill(p->directory, &with));
	}
	b.argv = argv.at;
	b.envp = env.at;
	b.directory = directory;
	error = argv.failed || env.failed ? ENOMEM : give_birth(slot, p, &b);
	drop(&argv);
	drop(&env);
	if (error && fd >= 0) {
		sv_fds_close(fd);
	}
	slot->fd = error ? -1 : fd;
	return error;
}

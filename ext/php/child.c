/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * child.c: the Zend half of forking a worker: the rituals of entry and exit.
 *
 * A worker is a copy of the master in the middle of one of its calls. It must never return into the master's script, and never run PHP's own
 * request shutdown: that would run the master's destructors, shutdown functions and finally blocks, print its output buffer a second time, delete its
 * temporary files, and finish its transactions.
 */
#include "php/child.h"

#include "core/linux.h"
#include "core/loop.h"
#include "php/blob.h"
#include "php/follow.h"
#include "php/job.h"
#include "php/pool.h"
#include "php/serve.h"
#include "php/trace.h"

#include "SAPI.h"
#include "ext/random/php_random.h"
#include "ext/standard/basic_functions.h"
#include "php_main.h"
#include "php_output.h"
#include "zend_exceptions.h"
#include "zend_fibers.h"
#include "zend_gc.h"
#include "zend_signal.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

sv_worker php_sv_worker;
char php_sv_worker_prefix[16];

pid_t php_sv_pid;

static void know_pid(void)
{
	php_sv_pid = getpid();
}

static bool is_cli;

void php_sv_minit_child(void)
{
	is_cli = strcmp(sapi_module.name, "cli") == 0;
	know_pid();
	(void) pthread_atfork(NULL, NULL, know_pid); /* glibc and musl forget it when the module is unloaded */
}

const char *php_sv_fork_refused(void)
{
	/* phpdbg, embed and micro are not tested; cli-server and fpm must never fork. */
	if (!is_cli) {
		return "pools work in the cli SAPI only";
	}
#ifdef ZTS
	if (!tsrm_is_main_thread()) {
		return "not in the main thread";
	}
#endif
	/* A worker that is forked in there goes on with the master's script at Fiber::suspend(). */
	if (EG(active_fiber)) {
		return "inside a Fiber";
	}
	if (zend_fiber_switch_blocked()) {
		return "inside a signal handler or a destructor";
	}
	if (CG(in_compilation)) {
		return "during compilation";
	}
	/* The class would be "not found" for ever in the worker. */
	if (EG(in_autoload) && zend_hash_num_elements(EG(in_autoload))) {
		return "inside an autoloader";
	}
#if PHP_VERSION_ID >= 80300
	{
		zend_gc_status gc;

		/* The collector would never run again in the worker. */
		zend_gc_get_status(&gc);
		if (gc.active) {
			return "inside the garbage collector";
		}
	}
#endif
	return NULL;
}

pid_t php_sv_fork(void)
{
	pid_t pid;

	fflush(NULL); /* else what stdio holds is written twice */
	pid = fork();
	if (pid == 0) {
#if PHP_VERSION_ID >= 80500
		php_child_init();
#else
		zend_max_execution_timer_init(); /* timers are not inherited (ZTS) */
#endif
	}
	return pid;
}

/* --- entry --- */

/* Would its end run something of the master's? */
static bool has_destructor(const zend_object *o)
{
	return o->handlers->dtor_obj == zend_objects_destroy_object ? o->ce->destructor != NULL : o->handlers->dtor_obj != php_sv_pool_destroy;
}

/* What the master knows of those, for all forks between which no code of the user runs: a look at each object takes 10 ns, 3 ms with 300,000 of them. */
static struct {
	bool known;
	uint32_t *handles, len, cap;
} with_destructor;

void php_sv_objects_changed(void)
{
	with_destructor.known = false;
}

static bool note_handle(uint32_t handle)
{
	if (with_destructor.len == with_destructor.cap) {
		uint32_t cap = with_destructor.cap ? with_destructor.cap * 2 : 64, *handles = realloc(with_destructor.handles, cap * sizeof *handles);

		if (!handles) {
			return false;
		}
		with_destructor.handles = handles;
		with_destructor.cap = cap;
	}
	with_destructor.handles[with_destructor.len++] = handle;
	return true;
}

static zend_object *destructible(uint32_t handle)
{
	zend_object *o = EG(objects_store).object_buckets[handle];

	return IS_OBJ_VALID(o) && !(OBJ_FLAGS(o) & IS_OBJ_DESTRUCTOR_CALLED) && has_destructor(o) ? o : NULL;
}

void php_sv_objects_know(void)
{
	uint32_t i;

	if (with_destructor.known) {
		return;
	}
	with_destructor.len = 0;
	for (i = 1; i < EG(objects_store).top; i++) {
		if (destructible(i) && !note_handle(i)) {
			return; /* out of memory: each worker has to look for itself */
		}
	}
	with_destructor.known = true;
}

static void mark(uint32_t handle)
{
	zend_object *o = destructible(handle);

	if (o) {
		GC_ADD_FLAGS(o, IS_OBJ_DESTRUCTOR_CALLED);
	}
}

/*
 * Objects of the master must not be destructed here. Only those that have something to run are marked: marking is a write, and each write copies a
 * page that master and worker share.
 */
static void mark_destructed(void)
{
	uint32_t i;

	if (with_destructor.known) {
		for (i = 0; i < with_destructor.len; i++) {
			mark(with_destructor.handles[i]);
		}
		return;
	}
	for (i = 1; i < EG(objects_store).top; i++) {
		mark(i);
	}
}

/* Undoes an `@` of the master before the call that forks: it would silence the worker for ever. */
static void unsilence(void)
{
	const char *value;

	if (E_HAS_ONLY_FATAL_ERRORS(EG(error_reporting))) {
		value = zend_ini_string(ZEND_STRL("error_reporting"), 0);
		EG(error_reporting) = value && *value ? atoi(value) : E_ALL;
	}
}

static void enter(const sv_slot *slot, int channel, pid_t parent, const sigset_t *mask)
{
	php_sv_pool *pool = slot->pool->owner;
	sv_cell *cell;
	int null;

	/* Dies with the master, own process group, own cell, none of the siblings' descriptors: first, for all else may take time. */
	cell = sv_spawn_child(slot, channel, parent);

	SV_G(is_worker) = true;
	SV_G(max_frame) = SV_G(max_frame_max) = MIN(SV_G(max_frame), pool->max_frame);
	memcpy(php_sv_worker_prefix, SV_G(job_prefix), sizeof php_sv_worker_prefix);
	SV_G(job_prefix)[0] = 0; /* its own one is made with its first job */
	php_sv_worker_pool_name = pool->name;

	/* The loop's epoll set is the master's: what is added to it here would wake the master. */
	sv_loop_abandon();
	php_sv_follow_remember(slot->pool);
	/* Pools of the master are not ours to serve or to stop. */
	php_sv_serve_abandon();
	php_sv_blobs_forget();

	/* What the worker says on a connection of the master, even its end, would reach the master's peer. */
	sv_spawn_cut_connections(channel);
	/* Two readers of one terminal would each get half of what is typed. */
	if (!sv_linux_is_null(STDIN_FILENO)) {
		null = open("/dev/null", O_RDWR | O_CLOEXEC);
		if (null >= 0) {
			dup2(null, STDIN_FILENO);
			close(null);
		}
	}

	/* Handlers before the mask is opened: until here all signals are blocked. */
	php_sv_signals_worker();
	php_sv_trace_install(&cell->trace);
	sv_linux_set_mask(mask);

	/* From here on what is already as it should be is not written: a write copies the page, which is most of what such a line costs. */

	/* Else mt_rand(), shuffle() and lcg_value() give the same numbers in all workers. */
	if (RANDOM_G(mt19937_seeded) || RANDOM_G(combined_lcg_seeded)) {
		RANDOM_G(mt19937_seeded) = RANDOM_G(combined_lcg_seeded) = false;
	}
	/*
	 * Else the master's buffers are printed twice. Forgotten, too, not dropped by php_output_deactivate(): the callback of one may be the last reference to
	 * an object of the master. This one sets all to 0 first.
	 */
	if (OG(active)) {
		php_output_activate();
	}
	unsilence();
	mark_destructed(); /* no destructors, and no finally blocks of generators and fibers */
	/* Forgotten, not freed: what they hold may be the last reference to a transaction or a temporary file of the master. */
	if (BG(user_shutdown_function_names)) {
		BG(user_shutdown_function_names) = NULL;
	}
	/* Likewise persistent connections: a persistent PDO would be the master's very socket. */
	if (zend_hash_num_elements(&EG(persistent_list))) {
		zend_hash_init(&EG(persistent_list), 8, NULL, EG(persistent_list).pDestructor, 1);
	}
	if (EG(active_fiber)) {
		EG(active_fiber) = NULL;
	}
	if (EG(current_execute_data)) {
		EG(current_execute_data)->prev_execute_data = NULL; /* nothing to return into, and traces that begin here */
	}
	/* An exception that the master is unwinding with is not ours. EG(vm_interrupt) stays: a delayed memory_limit error travels by it. */
	if (EG(exception)) {
		EG(exception) = NULL;
	}

	php_sv_worker = (sv_worker) {
		.fd = channel,
		.cell = cell,
		.parent = parent,
		.signalled = &php_sv_leave_signal,
		.max_jobs = slot->max_jobs,
		.ordinal = slot->ordinal,
		.timeout_ns = slot->pool->config.timeout_ns,
		.max_memory = slot->pool->config.max_memory,
		.new_blob = php_sv_blob_new,
		.free_blob = php_sv_blob_free,
	};
}

static void child(sv_slot *slot, int channel, pid_t parent, const sigset_t *mask)
{
	/* A bailout must not land in the master's frames. */
	zend_first_try {
		enter(slot, channel, parent, mask);
		php_sv_work(slot);
	} zend_end_try();
	_exit(255);
}

const sv_spawn php_sv_spawn = { .fork = php_sv_fork, .child = child };

/* --- exit --- */

bool php_sv_worker_stopping(void)
{
	return SV_G(is_worker) && sv_worker_stopping(&php_sv_worker);
}

ZEND_COLD ZEND_NORETURN void php_sv_worker_exit(int status, bool fatal)
{
#ifdef ZEND_HAS_OOM
	/* After a hit of memory_limit no PHP code runs any more unless this is reset (8.2.35 and later). */
	if (EG(delayed_oom).state == ZEND_OOM_STATE_HANDLED) {
		EG(delayed_oom).state = ZEND_OOM_STATE_NONE;
	}
#endif
	zend_clear_exception();
	/* Pools that the worker had of its own. */
	zend_try {
		php_sv_serve_shutdown();
	} zend_end_try();
	/* Shutdown functions that the worker registered; the master's are gone since its entry. */
	zend_try {
		php_call_shutdown_functions();
	} zend_end_try();
	php_free_shutdown_functions();
	if (!fatal) {
		/* Not zend_call_destructors(): that frees the master's globals. */
		zend_try {
			zend_objects_store_call_destructors(&EG(objects_store));
		} zend_end_try();
	}
	zend_try {
		php_output_end_all();
	} zend_end_try();
	fflush(NULL);
	/* Modules' RSHUTDOWN and resource destructors never run: they would end what the master still uses. */
	_exit(status);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* supervisor.c: the module entry: classes, INI, phpinfo(), and what happens at the ends of a request and of the process. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE /* dladdr() */
#endif
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_supervisor.h"

#include "core/job.h"
#include "core/loop.h"
#include "core/rotate.h"
#include "php/blob.h"
#include "php/call.h"
#include "php/child.h"
#include "php/event.h"
#include "php/init.h"
#include "php/output.h"
#include "php/serve.h"

#include "ext/spl/spl_exceptions.h"
#include "ext/standard/info.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "supervisor_arginfo.h"

#include <dlfcn.h>

ZEND_DECLARE_MODULE_GLOBALS(supervisor)

#if defined(ZTS) && defined(COMPILE_DL_SUPERVISOR)
ZEND_TSRMLS_CACHE_DEFINE()
#endif

zend_class_entry *php_sv_ce_JobState, *php_sv_ce_SlotState, *php_sv_ce_ExitReason, *php_sv_ce_FailureReason, *php_sv_ce_Event, *php_sv_ce_Log,
	*php_sv_ce_Restart, *php_sv_ce_OnDegraded, *php_sv_ce_Rotate, *php_sv_ce_Output,
	*php_sv_ce_SupervisorException, *php_sv_ce_StateError, *php_sv_ce_AwaitTimeout, *php_sv_ce_JobFailed, *php_sv_ce_Retry, *php_sv_ce_Reject,
	*php_sv_ce_Pool, *php_sv_ce_Results, *php_sv_ce_Master, *php_sv_ce_Job, *php_sv_ce_Worker, *php_sv_ce_Loop, *php_sv_ce_Command, *php_sv_ce_Failure,
	*php_sv_ce_FailedJob, *php_sv_ce_WorkerExit, *php_sv_ce_SlotStatus, *php_sv_ce_Status;

#define MAX_FRAME_MAX (1024 * 1024 * 1024)

#define MAX_FRAME_MIN 1024

static ZEND_INI_MH(on_max_frame)
{
	zend_long value = zend_ini_parse_quantity_warn(new_value, entry->name), max = SV_G(max_frame_max) ? SV_G(max_frame_max) : MAX_FRAME_MAX;

	if (value < MAX_FRAME_MIN || value > max) {
		/* ini_set() then returns false, and the old value stays; at the start the default does */
		zend_error(E_WARNING, "Invalid \"%s\" setting. It must be between %d and " ZEND_LONG_FMT " bytes%s, \"%s\" given", ZSTR_VAL(entry->name), MAX_FRAME_MIN, max,
			SV_G(max_frame_max) ? " (what the master reads)" : "", ZSTR_VAL(new_value));
		return FAILURE;
	}
	return OnUpdateLong(entry, new_value, mh_arg1, mh_arg2, mh_arg3, stage);
}

PHP_INI_BEGIN()
	STD_PHP_INI_ENTRY("supervisor.max_frame", "64M", PHP_INI_ALL, on_max_frame, max_frame, zend_supervisor_globals, supervisor_globals)
	STD_PHP_INI_BOOLEAN("supervisor.pidfd", "1", PHP_INI_SYSTEM, OnUpdateBool, pidfd, zend_supervisor_globals, supervisor_globals)
	STD_PHP_INI_BOOLEAN("supervisor.huge_pages", "1", PHP_INI_ALL, OnUpdateBool, huge_pages, zend_supervisor_globals, supervisor_globals)
	STD_PHP_INI_BOOLEAN("supervisor.init", "1", PHP_INI_SYSTEM, OnUpdateBool, init, zend_supervisor_globals, supervisor_globals)
PHP_INI_END()

/* Not PHP_GINIT_FUNCTION(), whose parameter has the name of a global. */
static void init_globals(zend_supervisor_globals *g)
{
#if defined(ZTS) && defined(COMPILE_DL_SUPERVISOR)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	memset(g, 0, sizeof *g);
	ZVAL_UNDEF(&g->log);
}

/*
 * PECL ev brings a libev of its own, with other structures, and exports its symbols. Where modules are loaded without RTLD_DEEPBIND (PHP 8.5, musl, ASAN)
 * they may be taken for libev's, which would corrupt memory.
 */
static bool libev_is_libev(void)
{
	Dl_info info;

	return dladdr(sv_loop_symbol(), &info) == 0 || !strstr(info.dli_fname, "/ev.so");
}

static PHP_MINIT_FUNCTION(supervisor)
{
	REGISTER_INI_ENTRIES();

	if (!sv_loop_version_fits() || !libev_is_libev()) {
		zend_error(E_CORE_WARNING, "supervisor: the libev in this process (%s) is not the one that the extension was built with; is the extension \"ev\" loaded "
			"before it? Load supervisor first, or only one of them", sv_loop_version());
		return FAILURE;
	}

	php_sv_ce_JobState = register_class_Supervisor_JobState();
	php_sv_ce_SlotState = register_class_Supervisor_SlotState();
	php_sv_ce_ExitReason = register_class_Supervisor_ExitReason();
	php_sv_ce_FailureReason = register_class_Supervisor_FailureReason();
	php_sv_ce_Event = register_class_Supervisor_Event();
	php_sv_ce_Log = register_class_Supervisor_Log();
	php_sv_ce_Restart = register_class_Supervisor_Restart();
	php_sv_ce_OnDegraded = register_class_Supervisor_OnDegraded();
	php_sv_ce_Rotate = register_class_Supervisor_Rotate();
	php_sv_ce_SupervisorException = register_class_Supervisor_SupervisorException(zend_ce_throwable);
	php_sv_ce_StateError = register_class_Supervisor_StateError(zend_ce_error, php_sv_ce_SupervisorException);
	php_sv_ce_AwaitTimeout = register_class_Supervisor_AwaitTimeout(spl_ce_RuntimeException, php_sv_ce_SupervisorException);
	php_sv_ce_JobFailed = register_class_Supervisor_JobFailed(spl_ce_RuntimeException, php_sv_ce_SupervisorException);
	php_sv_ce_Retry = register_class_Supervisor_Retry(zend_ce_exception, php_sv_ce_SupervisorException);
	php_sv_ce_Reject = register_class_Supervisor_Reject(zend_ce_exception, php_sv_ce_SupervisorException);
	php_sv_ce_Pool = register_class_Supervisor_Pool();
	php_sv_ce_Results = register_class_Supervisor_Results(zend_ce_iterator);
	php_sv_ce_Master = register_class_Supervisor_Master();
	php_sv_ce_Job = register_class_Supervisor_Job();
	php_sv_ce_Worker = register_class_Supervisor_Worker();
	php_sv_ce_Loop = register_class_Supervisor_Loop();
	php_sv_ce_Command = register_class_Supervisor_Command();
	php_sv_ce_Failure = register_class_Supervisor_Failure();
	php_sv_ce_FailedJob = register_class_Supervisor_FailedJob();
	php_sv_ce_WorkerExit = register_class_Supervisor_WorkerExit();
	php_sv_ce_SlotStatus = register_class_Supervisor_SlotStatus();
	php_sv_ce_Status = register_class_Supervisor_Status();
	php_sv_ce_Output = register_class_Supervisor_Output();

	php_sv_minit_pool();
	php_sv_minit_results();
	php_sv_minit_master();
	php_sv_minit_job();
	php_sv_minit_failed();
	php_sv_minit_worker();
	php_sv_minit_output();
	php_sv_minit_command();
	php_sv_minit_call();
	php_sv_minit_child();
	php_sv_minit_serve();
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(supervisor)
{
	sv_loop_close();
	sv_jobs_trim();
	UNREGISTER_INI_ENTRIES();
	return SUCCESS;
}

static PHP_RINIT_FUNCTION(supervisor)
{
	php_sv_rinit_init(type);
	return SUCCESS;
}

/* Whatever ended the script, destructors may not have run: what still works is stopped here. */
static PHP_RSHUTDOWN_FUNCTION(supervisor)
{
	php_sv_serve_shutdown();
	php_sv_forget_events(NULL);
	php_sv_blobs_free();
	if (SV_G(pools)) {
		efree(SV_G(pools));
		SV_G(pools) = NULL;
		SV_G(pools_len) = SV_G(pools_cap) = 0;
	}
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(supervisor)
{
	php_info_print_table_start();
	php_info_print_table_row(2, "supervisor support", "enabled");
	php_info_print_table_row(2, "version", PHP_SUPERVISOR_VERSION);
	php_info_print_table_row(2, "libev version", sv_loop_version());
	php_info_print_table_row(2, "libev backend", sv_loop_backend());
	php_info_print_table_row(2, "pidfd", !SV_G(pidfd) ? "off by supervisor.pidfd: SIGCHLD is used" :
		sv_loop_has_pidfd() ? "yes" : "not given by this kernel: SIGCHLD is used");
	php_info_print_table_row(2, "compression of old log files", sv_gzip_known() ? "yes" : "no: built without zlib");
	php_info_print_table_row(2, "not in this version", "durable queue");
	php_info_print_table_end();
	DISPLAY_INI_ENTRIES();
}

static const zend_module_dep dependencies[] = {
	ZEND_MOD_REQUIRED("standard")
	ZEND_MOD_REQUIRED("spl")
	ZEND_MOD_REQUIRED("json")
	ZEND_MOD_REQUIRED("random")
	ZEND_MOD_END
};

zend_module_entry supervisor_module_entry = {
	STANDARD_MODULE_HEADER_EX, NULL, dependencies,
	"supervisor",
	ext_functions,
	PHP_MINIT(supervisor),
	PHP_MSHUTDOWN(supervisor),
	PHP_RINIT(supervisor),
	PHP_RSHUTDOWN(supervisor),
	PHP_MINFO(supervisor),
	PHP_SUPERVISOR_VERSION,
	PHP_MODULE_GLOBALS(supervisor),
	(void (*)(void *)) init_globals,
	NULL,
	NULL,
	STANDARD_MODULE_PROPERTIES_EX
};

#ifdef COMPILE_DL_SUPERVISOR
ZEND_GET_MODULE(supervisor)
#endif

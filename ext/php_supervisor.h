/* SPDX-License-Identifier: BSD-3-Clause */
/* php_supervisor.h: the module: version, globals, class entries, and what every file of php/ needs. */
#ifndef PHP_SUPERVISOR_H
#define PHP_SUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

#include "php.h"

#define PHP_SUPERVISOR_VERSION "0.1.0"

extern zend_module_entry supervisor_module_entry;
#define phpext_supervisor_ptr &supervisor_module_entry

typedef struct _php_sv_pool php_sv_pool;
typedef struct _php_sv_event php_sv_event;

ZEND_BEGIN_MODULE_GLOBALS(supervisor)
	/* INI */
	zend_long max_frame;
	zend_long max_frame_max; /* in a worker: its master reads no more; 0: no limit but the INI setting's own */
	bool pidfd;
	bool init;
	bool huge_pages;

	bool is_worker;          /* this process was forked by a pool */
	bool counts_jobs;        /* ... that has a handler, and counts jobs itself */
	bool in_callback;        /* of the user, in the master */
	bool muted;              /* events are dropped: a pool is stopped because a callback threw, or at the end of the request */
	int serving;             /* nesting of php_sv_serve(): 0 or 1 */
	bool running;            /* run(), of whichever pools, is on the stack */
	uint64_t job_number;     /* of the last job that was submitted */
	char job_prefix[16];     /* of the ids of this process's jobs; "": none yet */
	pid_t pid;               /* of the process whose pools these are; 0: none yet */
	php_sv_pool **pools;     /* started and not stopped, of this process */
	uint32_t pools_len, pools_cap;
	php_sv_pool *all_pools;  /* made by this process, by next_made */
	php_sv_event *events, **events_end; /* to be told */
	zval log;                /* a Log case or closure of the Master that runs; UNDEF: the default */
	HashTable *timers;       /* of the Master that runs */
ZEND_END_MODULE_GLOBALS(supervisor)

ZEND_EXTERN_MODULE_GLOBALS(supervisor)
#define SV_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(supervisor, v)

#if defined(ZTS) && defined(COMPILE_DL_SUPERVISOR)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

extern zend_class_entry *php_sv_ce_JobState, *php_sv_ce_SlotState, *php_sv_ce_ExitReason, *php_sv_ce_FailureReason, *php_sv_ce_Event,
	*php_sv_ce_Log, *php_sv_ce_Restart, *php_sv_ce_OnDegraded, *php_sv_ce_Rotate, *php_sv_ce_Output, *php_sv_ce_SupervisorException, *php_sv_ce_StateError, *php_sv_ce_AwaitTimeout, *php_sv_ce_JobFailed, *php_sv_ce_Retry,
	*php_sv_ce_Reject, *php_sv_ce_Pool, *php_sv_ce_Results, *php_sv_ce_Master, *php_sv_ce_Job, *php_sv_ce_Worker, *php_sv_ce_Loop, *php_sv_ce_Command,
	*php_sv_ce_Failure, *php_sv_ce_FailedJob, *php_sv_ce_WorkerExit, *php_sv_ce_SlotStatus, *php_sv_ce_Status;

/* Each class sets up its handlers; called once its class entry is registered. */
void php_sv_minit_pool(void);
void php_sv_minit_results(void);
void php_sv_minit_master(void);
void php_sv_minit_job(void);
void php_sv_minit_failed(void);
void php_sv_minit_worker(void);
void php_sv_minit_command(void);
void php_sv_minit_call(void);

/* The Zend object behind a property table of readonly properties: sets the next one, in the order of the stub. Takes the value. */
#define PHP_SV_SET(obj, n, value_statement)        \
	do {                                       \
		zval *prop = OBJ_PROP_NUM(obj, n); \
		value_statement;                   \
	} while (0)

#endif

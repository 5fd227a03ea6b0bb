/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 864a53ae9c724f0a5128b7d0dc0cb47e71d2baa8 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Supervisor_run, 0, 0, IS_LONG, 0)
	ZEND_ARG_VARIADIC_OBJ_INFO(0, pools, Supervisor\\Pool, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Supervisor_JobFailed___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Supervisor_Retry___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, delay, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, counted, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, message, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Supervisor_Pool___construct, 0, 0, 1)
	ZEND_ARG_OBJ_TYPE_MASK(0, work, Closure|Supervisor\\Loop|Supervisor\\Command, 0, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 0, "\"default\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, workers, IS_LONG, 1, "null")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, boot, Closure, 1, "null")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, shutdown, Closure, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAttempts, IS_LONG, 0, "3")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxCrashes, IS_LONG, 0, "3")
	ZEND_ARG_OBJ_TYPE_MASK(0, backoff, Closure, MAY_BE_DOUBLE|MAY_BE_ARRAY, "[1, 5, 30]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxJobs, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_MASK(0, maxMemory, MAY_BE_LONG|MAY_BE_STRING, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAge, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, idleTimeout, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minWorkers, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bootTimeout, IS_DOUBLE, 0, "60.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stopTimeout, IS_DOUBLE, 0, "25.0")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, restart, Supervisor\\Restart, 0, "Supervisor\\Restart::Always")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, noRestartOn, IS_ARRAY, 0, "[]")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, onDegraded, Supervisor\\OnDegraded, 0, "Supervisor\\OnDegraded::Probe")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxQueue, IS_LONG, 0, "100000")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, output, Supervisor\\Output, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Pool_submit, 0, 1, Supervisor\\Job, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, delay, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, priority, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAttempts, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unique, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, headers, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_submitAll, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, payloads, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, delay, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, priority, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAttempts, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, unique, Closure, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, headers, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Pool_map, 0, 1, Supervisor\\Results, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, payloads, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, ordered, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, window, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAttempts, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_start, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_run, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Pool_restart arginfo_class_Supervisor_Pool_start

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_scale, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, workers, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_tick, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "0.0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_wait, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Pool_finish arginfo_class_Supervisor_Pool_start

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_stop, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Pool_status, 0, 0, Supervisor\\Status, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_tail, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, slot, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bytes, IS_LONG, 0, "4096")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stream, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_Supervisor_Pool_failed, 0, 0, Traversable, MAY_BE_ARRAY)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_retryFailed, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_retryAllFailed, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_purgeFailed, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, olderThan, IS_DOUBLE, 0, "0.0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Pool_on, 0, 2, IS_STATIC, 0)
	ZEND_ARG_OBJ_INFO(0, event, Supervisor\\Event, 0)
	ZEND_ARG_OBJ_INFO(0, callback, Closure, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Results___construct arginfo_class_Supervisor_JobFailed___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Results_current, 0, 0, Supervisor\\Job, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Results_key, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Results_next arginfo_class_Supervisor_Pool_start

#define arginfo_class_Supervisor_Results_rewind arginfo_class_Supervisor_Pool_start

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Results_valid, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Supervisor_Master___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, pools, IS_ARRAY, 0, "[]")
	ZEND_ARG_OBJ_TYPE_MASK(0, log, Supervisor\\Log|Closure, MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Master_add, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_INFO(0, pool, Supervisor\\Pool, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Master_every, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
	ZEND_ARG_OBJ_INFO(0, callback, Closure, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Master_run arginfo_class_Supervisor_Pool_run

#define arginfo_class_Supervisor_Master_stop arginfo_class_Supervisor_Pool_start

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Master_status, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Job___construct arginfo_class_Supervisor_JobFailed___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Job_state, 0, 0, Supervisor\\JobState, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Job_await, 0, 0, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Job_result arginfo_class_Supervisor_Results_key

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Job_failure, 0, 0, Supervisor\\Failure, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Job_cancel, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, force, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Job_progress, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, fraction, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, note, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Job_submit, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, delay, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, priority, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAttempts, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unique, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, headers, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, pool, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Job_cancelled arginfo_class_Supervisor_Results_valid

#define arginfo_class_Supervisor_Job_submitted arginfo_class_Supervisor_Master_status

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Job_extend, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Job_stopping arginfo_class_Supervisor_Results_valid

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Job_fake, 0, 1, Supervisor\\Job, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, headers, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attempt, IS_LONG, 0, "1")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, crashes, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, pool, IS_STRING, 0, "\"default\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, id, IS_STRING, 0, "\"fake\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Worker___construct arginfo_class_Supervisor_JobFailed___construct

#define arginfo_class_Supervisor_Worker_next arginfo_class_Supervisor_Results_valid

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Supervisor_Worker_begin, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, label, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Worker_end arginfo_class_Supervisor_Pool_start

#define arginfo_class_Supervisor_Worker_stopping arginfo_class_Supervisor_Results_valid

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Supervisor_Loop___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, body, Closure, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Output___construct arginfo_class_Supervisor_JobFailed___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Output_file, 0, 1, Supervisor\\Output, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, maxBytes, MAY_BE_LONG|MAY_BE_STRING, "\"50M\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, backups, IS_LONG, 0, "10")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, every, Supervisor\\Rotate, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, gzip, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_MASK(0, prefix, MAY_BE_BOOL|MAY_BE_STRING, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stripAnsi, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Output_syslog, 0, 0, Supervisor\\Output, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, ident, IS_STRING, 0, "\"%pool%\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, facility, IS_LONG, 0, "LOG_USER")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stripAnsi, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, socket, IS_STRING, 0, "\"/dev/log\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Output_inherit, 0, 0, Supervisor\\Output, 0)
	ZEND_ARG_TYPE_MASK(0, prefix, MAY_BE_BOOL|MAY_BE_STRING, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stripAnsi, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Output_to, 0, 1, Supervisor\\Output, 0)
	ZEND_ARG_OBJ_INFO(0, callback, Closure, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stripAnsi, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Supervisor_Output_none, 0, 0, Supervisor\\Output, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Supervisor_Command___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, argv, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, directory, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, env, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, clearEnv, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, user, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, group, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, umask, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nice, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, stopSignal, IS_LONG, 0, "15")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, killAsGroup, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, exitCodes, IS_ARRAY, 0, "[0]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, startSeconds, IS_DOUBLE, 0, "1.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, notify, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, watchdog, IS_DOUBLE, 0, "0.0")
ZEND_END_ARG_INFO()

#define arginfo_class_Supervisor_Failure___construct arginfo_class_Supervisor_JobFailed___construct

#define arginfo_class_Supervisor_FailedJob___construct arginfo_class_Supervisor_JobFailed___construct

#define arginfo_class_Supervisor_WorkerExit___construct arginfo_class_Supervisor_JobFailed___construct

#define arginfo_class_Supervisor_SlotStatus___construct arginfo_class_Supervisor_JobFailed___construct

#define arginfo_class_Supervisor_Status___construct arginfo_class_Supervisor_JobFailed___construct


ZEND_FUNCTION(Supervisor_run);
ZEND_METHOD(Supervisor_JobFailed, __construct);
ZEND_METHOD(Supervisor_Retry, __construct);
ZEND_METHOD(Supervisor_Pool, __construct);
ZEND_METHOD(Supervisor_Pool, submit);
ZEND_METHOD(Supervisor_Pool, submitAll);
ZEND_METHOD(Supervisor_Pool, map);
ZEND_METHOD(Supervisor_Pool, start);
ZEND_METHOD(Supervisor_Pool, run);
ZEND_METHOD(Supervisor_Pool, restart);
ZEND_METHOD(Supervisor_Pool, scale);
ZEND_METHOD(Supervisor_Pool, tick);
ZEND_METHOD(Supervisor_Pool, wait);
ZEND_METHOD(Supervisor_Pool, finish);
ZEND_METHOD(Supervisor_Pool, stop);
ZEND_METHOD(Supervisor_Pool, status);
ZEND_METHOD(Supervisor_Pool, tail);
ZEND_METHOD(Supervisor_Pool, failed);
ZEND_METHOD(Supervisor_Pool, retryFailed);
ZEND_METHOD(Supervisor_Pool, retryAllFailed);
ZEND_METHOD(Supervisor_Pool, purgeFailed);
ZEND_METHOD(Supervisor_Pool, on);
ZEND_METHOD(Supervisor_Results, __construct);
ZEND_METHOD(Supervisor_Results, current);
ZEND_METHOD(Supervisor_Results, key);
ZEND_METHOD(Supervisor_Results, next);
ZEND_METHOD(Supervisor_Results, rewind);
ZEND_METHOD(Supervisor_Results, valid);
ZEND_METHOD(Supervisor_Master, __construct);
ZEND_METHOD(Supervisor_Master, add);
ZEND_METHOD(Supervisor_Master, every);
ZEND_METHOD(Supervisor_Master, run);
ZEND_METHOD(Supervisor_Master, stop);
ZEND_METHOD(Supervisor_Master, status);
ZEND_METHOD(Supervisor_Job, __construct);
ZEND_METHOD(Supervisor_Job, state);
ZEND_METHOD(Supervisor_Job, await);
ZEND_METHOD(Supervisor_Job, result);
ZEND_METHOD(Supervisor_Job, failure);
ZEND_METHOD(Supervisor_Job, cancel);
ZEND_METHOD(Supervisor_Job, progress);
ZEND_METHOD(Supervisor_Job, submit);
ZEND_METHOD(Supervisor_Job, cancelled);
ZEND_METHOD(Supervisor_Job, submitted);
ZEND_METHOD(Supervisor_Job, extend);
ZEND_METHOD(Supervisor_Job, stopping);
ZEND_METHOD(Supervisor_Job, fake);
ZEND_METHOD(Supervisor_Worker, __construct);
ZEND_METHOD(Supervisor_Worker, next);
ZEND_METHOD(Supervisor_Worker, begin);
ZEND_METHOD(Supervisor_Worker, end);
ZEND_METHOD(Supervisor_Worker, stopping);
ZEND_METHOD(Supervisor_Loop, __construct);
ZEND_METHOD(Supervisor_Output, __construct);
ZEND_METHOD(Supervisor_Output, file);
ZEND_METHOD(Supervisor_Output, syslog);
ZEND_METHOD(Supervisor_Output, inherit);
ZEND_METHOD(Supervisor_Output, to);
ZEND_METHOD(Supervisor_Output, none);
ZEND_METHOD(Supervisor_Command, __construct);
ZEND_METHOD(Supervisor_Failure, __construct);
ZEND_METHOD(Supervisor_FailedJob, __construct);
ZEND_METHOD(Supervisor_WorkerExit, __construct);
ZEND_METHOD(Supervisor_SlotStatus, __construct);
ZEND_METHOD(Supervisor_Status, __construct);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("Supervisor", run, Supervisor_run, arginfo_Supervisor_run)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_JobState_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_SlotState_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_ExitReason_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_FailureReason_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Event_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Restart_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_OnDegraded_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Rotate_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Log_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_SupervisorException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_StateError_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_AwaitTimeout_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_JobFailed_methods[] = {
	ZEND_ME(Supervisor_JobFailed, __construct, arginfo_class_Supervisor_JobFailed___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Retry_methods[] = {
	ZEND_ME(Supervisor_Retry, __construct, arginfo_class_Supervisor_Retry___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Reject_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Pool_methods[] = {
	ZEND_ME(Supervisor_Pool, __construct, arginfo_class_Supervisor_Pool___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, submit, arginfo_class_Supervisor_Pool_submit, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, submitAll, arginfo_class_Supervisor_Pool_submitAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, map, arginfo_class_Supervisor_Pool_map, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, start, arginfo_class_Supervisor_Pool_start, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, run, arginfo_class_Supervisor_Pool_run, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, restart, arginfo_class_Supervisor_Pool_restart, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, scale, arginfo_class_Supervisor_Pool_scale, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, tick, arginfo_class_Supervisor_Pool_tick, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, wait, arginfo_class_Supervisor_Pool_wait, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, finish, arginfo_class_Supervisor_Pool_finish, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, stop, arginfo_class_Supervisor_Pool_stop, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, status, arginfo_class_Supervisor_Pool_status, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, tail, arginfo_class_Supervisor_Pool_tail, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, failed, arginfo_class_Supervisor_Pool_failed, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, retryFailed, arginfo_class_Supervisor_Pool_retryFailed, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, retryAllFailed, arginfo_class_Supervisor_Pool_retryAllFailed, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, purgeFailed, arginfo_class_Supervisor_Pool_purgeFailed, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Pool, on, arginfo_class_Supervisor_Pool_on, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Results_methods[] = {
	ZEND_ME(Supervisor_Results, __construct, arginfo_class_Supervisor_Results___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Supervisor_Results, current, arginfo_class_Supervisor_Results_current, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Results, key, arginfo_class_Supervisor_Results_key, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Results, next, arginfo_class_Supervisor_Results_next, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Results, rewind, arginfo_class_Supervisor_Results_rewind, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Results, valid, arginfo_class_Supervisor_Results_valid, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Master_methods[] = {
	ZEND_ME(Supervisor_Master, __construct, arginfo_class_Supervisor_Master___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Master, add, arginfo_class_Supervisor_Master_add, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Master, every, arginfo_class_Supervisor_Master_every, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Master, run, arginfo_class_Supervisor_Master_run, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Master, stop, arginfo_class_Supervisor_Master_stop, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Master, status, arginfo_class_Supervisor_Master_status, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Job_methods[] = {
	ZEND_ME(Supervisor_Job, __construct, arginfo_class_Supervisor_Job___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Supervisor_Job, state, arginfo_class_Supervisor_Job_state, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, await, arginfo_class_Supervisor_Job_await, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, result, arginfo_class_Supervisor_Job_result, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, failure, arginfo_class_Supervisor_Job_failure, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, cancel, arginfo_class_Supervisor_Job_cancel, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, progress, arginfo_class_Supervisor_Job_progress, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, submit, arginfo_class_Supervisor_Job_submit, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, cancelled, arginfo_class_Supervisor_Job_cancelled, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, submitted, arginfo_class_Supervisor_Job_submitted, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, extend, arginfo_class_Supervisor_Job_extend, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, stopping, arginfo_class_Supervisor_Job_stopping, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Job, fake, arginfo_class_Supervisor_Job_fake, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Worker_methods[] = {
	ZEND_ME(Supervisor_Worker, __construct, arginfo_class_Supervisor_Worker___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Supervisor_Worker, next, arginfo_class_Supervisor_Worker_next, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Worker, begin, arginfo_class_Supervisor_Worker_begin, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Worker, end, arginfo_class_Supervisor_Worker_end, ZEND_ACC_PUBLIC)
	ZEND_ME(Supervisor_Worker, stopping, arginfo_class_Supervisor_Worker_stopping, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Loop_methods[] = {
	ZEND_ME(Supervisor_Loop, __construct, arginfo_class_Supervisor_Loop___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Output_methods[] = {
	ZEND_ME(Supervisor_Output, __construct, arginfo_class_Supervisor_Output___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Supervisor_Output, file, arginfo_class_Supervisor_Output_file, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Supervisor_Output, syslog, arginfo_class_Supervisor_Output_syslog, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Supervisor_Output, inherit, arginfo_class_Supervisor_Output_inherit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Supervisor_Output, to, arginfo_class_Supervisor_Output_to, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Supervisor_Output, none, arginfo_class_Supervisor_Output_none, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Command_methods[] = {
	ZEND_ME(Supervisor_Command, __construct, arginfo_class_Supervisor_Command___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Failure_methods[] = {
	ZEND_ME(Supervisor_Failure, __construct, arginfo_class_Supervisor_Failure___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_FailedJob_methods[] = {
	ZEND_ME(Supervisor_FailedJob, __construct, arginfo_class_Supervisor_FailedJob___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_WorkerExit_methods[] = {
	ZEND_ME(Supervisor_WorkerExit, __construct, arginfo_class_Supervisor_WorkerExit___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_SlotStatus_methods[] = {
	ZEND_ME(Supervisor_SlotStatus, __construct, arginfo_class_Supervisor_SlotStatus___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Supervisor_Status_methods[] = {
	ZEND_ME(Supervisor_Status, __construct, arginfo_class_Supervisor_Status___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};

static zend_class_entry *register_class_Supervisor_JobState(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\JobState", IS_STRING, class_Supervisor_JobState_methods);

	zval enum_case_Queued_value;
	zend_string *enum_case_Queued_value_str = zend_string_init("queued", strlen("queued"), 1);
	ZVAL_STR(&enum_case_Queued_value, enum_case_Queued_value_str);
	zend_enum_add_case_cstr(class_entry, "Queued", &enum_case_Queued_value);

	zval enum_case_Delayed_value;
	zend_string *enum_case_Delayed_value_str = zend_string_init("delayed", strlen("delayed"), 1);
	ZVAL_STR(&enum_case_Delayed_value, enum_case_Delayed_value_str);
	zend_enum_add_case_cstr(class_entry, "Delayed", &enum_case_Delayed_value);

	zval enum_case_Reserved_value;
	zend_string *enum_case_Reserved_value_str = zend_string_init("reserved", strlen("reserved"), 1);
	ZVAL_STR(&enum_case_Reserved_value, enum_case_Reserved_value_str);
	zend_enum_add_case_cstr(class_entry, "Reserved", &enum_case_Reserved_value);

	zval enum_case_Running_value;
	zend_string *enum_case_Running_value_str = zend_string_init("running", strlen("running"), 1);
	ZVAL_STR(&enum_case_Running_value, enum_case_Running_value_str);
	zend_enum_add_case_cstr(class_entry, "Running", &enum_case_Running_value);

	zval enum_case_Done_value;
	zend_string *enum_case_Done_value_str = zend_string_init("done", strlen("done"), 1);
	ZVAL_STR(&enum_case_Done_value, enum_case_Done_value_str);
	zend_enum_add_case_cstr(class_entry, "Done", &enum_case_Done_value);

	zval enum_case_Failed_value;
	zend_string *enum_case_Failed_value_str = zend_string_init("failed", strlen("failed"), 1);
	ZVAL_STR(&enum_case_Failed_value, enum_case_Failed_value_str);
	zend_enum_add_case_cstr(class_entry, "Failed", &enum_case_Failed_value);

	zval enum_case_Cancelled_value;
	zend_string *enum_case_Cancelled_value_str = zend_string_init("cancelled", strlen("cancelled"), 1);
	ZVAL_STR(&enum_case_Cancelled_value, enum_case_Cancelled_value_str);
	zend_enum_add_case_cstr(class_entry, "Cancelled", &enum_case_Cancelled_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_SlotState(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\SlotState", IS_STRING, class_Supervisor_SlotState_methods);

	zval enum_case_Stopped_value;
	zend_string *enum_case_Stopped_value_str = zend_string_init("stopped", strlen("stopped"), 1);
	ZVAL_STR(&enum_case_Stopped_value, enum_case_Stopped_value_str);
	zend_enum_add_case_cstr(class_entry, "Stopped", &enum_case_Stopped_value);

	zval enum_case_Starting_value;
	zend_string *enum_case_Starting_value_str = zend_string_init("starting", strlen("starting"), 1);
	ZVAL_STR(&enum_case_Starting_value, enum_case_Starting_value_str);
	zend_enum_add_case_cstr(class_entry, "Starting", &enum_case_Starting_value);

	zval enum_case_Idle_value;
	zend_string *enum_case_Idle_value_str = zend_string_init("idle", strlen("idle"), 1);
	ZVAL_STR(&enum_case_Idle_value, enum_case_Idle_value_str);
	zend_enum_add_case_cstr(class_entry, "Idle", &enum_case_Idle_value);

	zval enum_case_Busy_value;
	zend_string *enum_case_Busy_value_str = zend_string_init("busy", strlen("busy"), 1);
	ZVAL_STR(&enum_case_Busy_value, enum_case_Busy_value_str);
	zend_enum_add_case_cstr(class_entry, "Busy", &enum_case_Busy_value);

	zval enum_case_Draining_value;
	zend_string *enum_case_Draining_value_str = zend_string_init("draining", strlen("draining"), 1);
	ZVAL_STR(&enum_case_Draining_value, enum_case_Draining_value_str);
	zend_enum_add_case_cstr(class_entry, "Draining", &enum_case_Draining_value);

	zval enum_case_Stopping_value;
	zend_string *enum_case_Stopping_value_str = zend_string_init("stopping", strlen("stopping"), 1);
	ZVAL_STR(&enum_case_Stopping_value, enum_case_Stopping_value_str);
	zend_enum_add_case_cstr(class_entry, "Stopping", &enum_case_Stopping_value);

	zval enum_case_Killing_value;
	zend_string *enum_case_Killing_value_str = zend_string_init("killing", strlen("killing"), 1);
	ZVAL_STR(&enum_case_Killing_value, enum_case_Killing_value_str);
	zend_enum_add_case_cstr(class_entry, "Killing", &enum_case_Killing_value);

	zval enum_case_Backoff_value;
	zend_string *enum_case_Backoff_value_str = zend_string_init("backoff", strlen("backoff"), 1);
	ZVAL_STR(&enum_case_Backoff_value, enum_case_Backoff_value_str);
	zend_enum_add_case_cstr(class_entry, "Backoff", &enum_case_Backoff_value);

	zval enum_case_Fatal_value;
	zend_string *enum_case_Fatal_value_str = zend_string_init("fatal", strlen("fatal"), 1);
	ZVAL_STR(&enum_case_Fatal_value, enum_case_Fatal_value_str);
	zend_enum_add_case_cstr(class_entry, "Fatal", &enum_case_Fatal_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_ExitReason(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\ExitReason", IS_STRING, class_Supervisor_ExitReason_methods);

	zval enum_case_Stopped_value;
	zend_string *enum_case_Stopped_value_str = zend_string_init("stopped", strlen("stopped"), 1);
	ZVAL_STR(&enum_case_Stopped_value, enum_case_Stopped_value_str);
	zend_enum_add_case_cstr(class_entry, "Stopped", &enum_case_Stopped_value);

	zval enum_case_Finished_value;
	zend_string *enum_case_Finished_value_str = zend_string_init("finished", strlen("finished"), 1);
	ZVAL_STR(&enum_case_Finished_value, enum_case_Finished_value_str);
	zend_enum_add_case_cstr(class_entry, "Finished", &enum_case_Finished_value);

	zval enum_case_MaxJobs_value;
	zend_string *enum_case_MaxJobs_value_str = zend_string_init("max_jobs", strlen("max_jobs"), 1);
	ZVAL_STR(&enum_case_MaxJobs_value, enum_case_MaxJobs_value_str);
	zend_enum_add_case_cstr(class_entry, "MaxJobs", &enum_case_MaxJobs_value);

	zval enum_case_MaxMemory_value;
	zend_string *enum_case_MaxMemory_value_str = zend_string_init("max_memory", strlen("max_memory"), 1);
	ZVAL_STR(&enum_case_MaxMemory_value, enum_case_MaxMemory_value_str);
	zend_enum_add_case_cstr(class_entry, "MaxMemory", &enum_case_MaxMemory_value);

	zval enum_case_MaxAge_value;
	zend_string *enum_case_MaxAge_value_str = zend_string_init("max_age", strlen("max_age"), 1);
	ZVAL_STR(&enum_case_MaxAge_value, enum_case_MaxAge_value_str);
	zend_enum_add_case_cstr(class_entry, "MaxAge", &enum_case_MaxAge_value);

	zval enum_case_Idle_value;
	zend_string *enum_case_Idle_value_str = zend_string_init("idle", strlen("idle"), 1);
	ZVAL_STR(&enum_case_Idle_value, enum_case_Idle_value_str);
	zend_enum_add_case_cstr(class_entry, "Idle", &enum_case_Idle_value);

	zval enum_case_Restarted_value;
	zend_string *enum_case_Restarted_value_str = zend_string_init("restarted", strlen("restarted"), 1);
	ZVAL_STR(&enum_case_Restarted_value, enum_case_Restarted_value_str);
	zend_enum_add_case_cstr(class_entry, "Restarted", &enum_case_Restarted_value);

	zval enum_case_ScaledDown_value;
	zend_string *enum_case_ScaledDown_value_str = zend_string_init("scaled_down", strlen("scaled_down"), 1);
	ZVAL_STR(&enum_case_ScaledDown_value, enum_case_ScaledDown_value_str);
	zend_enum_add_case_cstr(class_entry, "ScaledDown", &enum_case_ScaledDown_value);

	zval enum_case_Cancelled_value;
	zend_string *enum_case_Cancelled_value_str = zend_string_init("cancelled", strlen("cancelled"), 1);
	ZVAL_STR(&enum_case_Cancelled_value, enum_case_Cancelled_value_str);
	zend_enum_add_case_cstr(class_entry, "Cancelled", &enum_case_Cancelled_value);

	zval enum_case_Exited_value;
	zend_string *enum_case_Exited_value_str = zend_string_init("exited", strlen("exited"), 1);
	ZVAL_STR(&enum_case_Exited_value, enum_case_Exited_value_str);
	zend_enum_add_case_cstr(class_entry, "Exited", &enum_case_Exited_value);

	zval enum_case_Fatal_value;
	zend_string *enum_case_Fatal_value_str = zend_string_init("fatal", strlen("fatal"), 1);
	ZVAL_STR(&enum_case_Fatal_value, enum_case_Fatal_value_str);
	zend_enum_add_case_cstr(class_entry, "Fatal", &enum_case_Fatal_value);

	zval enum_case_Signaled_value;
	zend_string *enum_case_Signaled_value_str = zend_string_init("signaled", strlen("signaled"), 1);
	ZVAL_STR(&enum_case_Signaled_value, enum_case_Signaled_value_str);
	zend_enum_add_case_cstr(class_entry, "Signaled", &enum_case_Signaled_value);

	zval enum_case_TimedOut_value;
	zend_string *enum_case_TimedOut_value_str = zend_string_init("timed_out", strlen("timed_out"), 1);
	ZVAL_STR(&enum_case_TimedOut_value, enum_case_TimedOut_value_str);
	zend_enum_add_case_cstr(class_entry, "TimedOut", &enum_case_TimedOut_value);

	zval enum_case_OutOfMemory_value;
	zend_string *enum_case_OutOfMemory_value_str = zend_string_init("out_of_memory", strlen("out_of_memory"), 1);
	ZVAL_STR(&enum_case_OutOfMemory_value, enum_case_OutOfMemory_value_str);
	zend_enum_add_case_cstr(class_entry, "OutOfMemory", &enum_case_OutOfMemory_value);

	zval enum_case_BootFailed_value;
	zend_string *enum_case_BootFailed_value_str = zend_string_init("boot_failed", strlen("boot_failed"), 1);
	ZVAL_STR(&enum_case_BootFailed_value, enum_case_BootFailed_value_str);
	zend_enum_add_case_cstr(class_entry, "BootFailed", &enum_case_BootFailed_value);

	zval enum_case_BootTimedOut_value;
	zend_string *enum_case_BootTimedOut_value_str = zend_string_init("boot_timed_out", strlen("boot_timed_out"), 1);
	ZVAL_STR(&enum_case_BootTimedOut_value, enum_case_BootTimedOut_value_str);
	zend_enum_add_case_cstr(class_entry, "BootTimedOut", &enum_case_BootTimedOut_value);

	zval enum_case_Lost_value;
	zend_string *enum_case_Lost_value_str = zend_string_init("lost", strlen("lost"), 1);
	ZVAL_STR(&enum_case_Lost_value, enum_case_Lost_value_str);
	zend_enum_add_case_cstr(class_entry, "Lost", &enum_case_Lost_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_FailureReason(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\FailureReason", IS_STRING, class_Supervisor_FailureReason_methods);

	zval enum_case_Exception_value;
	zend_string *enum_case_Exception_value_str = zend_string_init("exception", strlen("exception"), 1);
	ZVAL_STR(&enum_case_Exception_value, enum_case_Exception_value_str);
	zend_enum_add_case_cstr(class_entry, "Exception", &enum_case_Exception_value);

	zval enum_case_Fatal_value;
	zend_string *enum_case_Fatal_value_str = zend_string_init("fatal", strlen("fatal"), 1);
	ZVAL_STR(&enum_case_Fatal_value, enum_case_Fatal_value_str);
	zend_enum_add_case_cstr(class_entry, "Fatal", &enum_case_Fatal_value);

	zval enum_case_Exited_value;
	zend_string *enum_case_Exited_value_str = zend_string_init("exited", strlen("exited"), 1);
	ZVAL_STR(&enum_case_Exited_value, enum_case_Exited_value_str);
	zend_enum_add_case_cstr(class_entry, "Exited", &enum_case_Exited_value);

	zval enum_case_Signaled_value;
	zend_string *enum_case_Signaled_value_str = zend_string_init("signaled", strlen("signaled"), 1);
	ZVAL_STR(&enum_case_Signaled_value, enum_case_Signaled_value_str);
	zend_enum_add_case_cstr(class_entry, "Signaled", &enum_case_Signaled_value);

	zval enum_case_TimedOut_value;
	zend_string *enum_case_TimedOut_value_str = zend_string_init("timed_out", strlen("timed_out"), 1);
	ZVAL_STR(&enum_case_TimedOut_value, enum_case_TimedOut_value_str);
	zend_enum_add_case_cstr(class_entry, "TimedOut", &enum_case_TimedOut_value);

	zval enum_case_OutOfMemory_value;
	zend_string *enum_case_OutOfMemory_value_str = zend_string_init("out_of_memory", strlen("out_of_memory"), 1);
	ZVAL_STR(&enum_case_OutOfMemory_value, enum_case_OutOfMemory_value_str);
	zend_enum_add_case_cstr(class_entry, "OutOfMemory", &enum_case_OutOfMemory_value);

	zval enum_case_Lost_value;
	zend_string *enum_case_Lost_value_str = zend_string_init("lost", strlen("lost"), 1);
	ZVAL_STR(&enum_case_Lost_value, enum_case_Lost_value_str);
	zend_enum_add_case_cstr(class_entry, "Lost", &enum_case_Lost_value);

	zval enum_case_Rejected_value;
	zend_string *enum_case_Rejected_value_str = zend_string_init("rejected", strlen("rejected"), 1);
	ZVAL_STR(&enum_case_Rejected_value, enum_case_Rejected_value_str);
	zend_enum_add_case_cstr(class_entry, "Rejected", &enum_case_Rejected_value);

	zval enum_case_DeliveryLimit_value;
	zend_string *enum_case_DeliveryLimit_value_str = zend_string_init("delivery_limit", strlen("delivery_limit"), 1);
	ZVAL_STR(&enum_case_DeliveryLimit_value, enum_case_DeliveryLimit_value_str);
	zend_enum_add_case_cstr(class_entry, "DeliveryLimit", &enum_case_DeliveryLimit_value);

	zval enum_case_Cancelled_value;
	zend_string *enum_case_Cancelled_value_str = zend_string_init("cancelled", strlen("cancelled"), 1);
	ZVAL_STR(&enum_case_Cancelled_value, enum_case_Cancelled_value_str);
	zend_enum_add_case_cstr(class_entry, "Cancelled", &enum_case_Cancelled_value);

	zval enum_case_Undecodable_value;
	zend_string *enum_case_Undecodable_value_str = zend_string_init("undecodable", strlen("undecodable"), 1);
	ZVAL_STR(&enum_case_Undecodable_value, enum_case_Undecodable_value_str);
	zend_enum_add_case_cstr(class_entry, "Undecodable", &enum_case_Undecodable_value);

	zval enum_case_ResultUnsendable_value;
	zend_string *enum_case_ResultUnsendable_value_str = zend_string_init("result_unsendable", strlen("result_unsendable"), 1);
	ZVAL_STR(&enum_case_ResultUnsendable_value, enum_case_ResultUnsendable_value_str);
	zend_enum_add_case_cstr(class_entry, "ResultUnsendable", &enum_case_ResultUnsendable_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Event(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\Event", IS_STRING, class_Supervisor_Event_methods);

	zval enum_case_WorkerReady_value;
	zend_string *enum_case_WorkerReady_value_str = zend_string_init("worker_ready", strlen("worker_ready"), 1);
	ZVAL_STR(&enum_case_WorkerReady_value, enum_case_WorkerReady_value_str);
	zend_enum_add_case_cstr(class_entry, "WorkerReady", &enum_case_WorkerReady_value);

	zval enum_case_WorkerExit_value;
	zend_string *enum_case_WorkerExit_value_str = zend_string_init("worker_exit", strlen("worker_exit"), 1);
	ZVAL_STR(&enum_case_WorkerExit_value, enum_case_WorkerExit_value_str);
	zend_enum_add_case_cstr(class_entry, "WorkerExit", &enum_case_WorkerExit_value);

	zval enum_case_JobDone_value;
	zend_string *enum_case_JobDone_value_str = zend_string_init("job_done", strlen("job_done"), 1);
	ZVAL_STR(&enum_case_JobDone_value, enum_case_JobDone_value_str);
	zend_enum_add_case_cstr(class_entry, "JobDone", &enum_case_JobDone_value);

	zval enum_case_JobRetry_value;
	zend_string *enum_case_JobRetry_value_str = zend_string_init("job_retry", strlen("job_retry"), 1);
	ZVAL_STR(&enum_case_JobRetry_value, enum_case_JobRetry_value_str);
	zend_enum_add_case_cstr(class_entry, "JobRetry", &enum_case_JobRetry_value);

	zval enum_case_JobFailed_value;
	zend_string *enum_case_JobFailed_value_str = zend_string_init("job_failed", strlen("job_failed"), 1);
	ZVAL_STR(&enum_case_JobFailed_value, enum_case_JobFailed_value_str);
	zend_enum_add_case_cstr(class_entry, "JobFailed", &enum_case_JobFailed_value);

	zval enum_case_Degraded_value;
	zend_string *enum_case_Degraded_value_str = zend_string_init("degraded", strlen("degraded"), 1);
	ZVAL_STR(&enum_case_Degraded_value, enum_case_Degraded_value_str);
	zend_enum_add_case_cstr(class_entry, "Degraded", &enum_case_Degraded_value);

	zval enum_case_Recovered_value;
	zend_string *enum_case_Recovered_value_str = zend_string_init("recovered", strlen("recovered"), 1);
	ZVAL_STR(&enum_case_Recovered_value, enum_case_Recovered_value_str);
	zend_enum_add_case_cstr(class_entry, "Recovered", &enum_case_Recovered_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Restart(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\Restart", IS_STRING, class_Supervisor_Restart_methods);

	zval enum_case_Always_value;
	zend_string *enum_case_Always_value_str = zend_string_init("always", strlen("always"), 1);
	ZVAL_STR(&enum_case_Always_value, enum_case_Always_value_str);
	zend_enum_add_case_cstr(class_entry, "Always", &enum_case_Always_value);

	zval enum_case_OnFailure_value;
	zend_string *enum_case_OnFailure_value_str = zend_string_init("on_failure", strlen("on_failure"), 1);
	ZVAL_STR(&enum_case_OnFailure_value, enum_case_OnFailure_value_str);
	zend_enum_add_case_cstr(class_entry, "OnFailure", &enum_case_OnFailure_value);

	zval enum_case_Never_value;
	zend_string *enum_case_Never_value_str = zend_string_init("never", strlen("never"), 1);
	ZVAL_STR(&enum_case_Never_value, enum_case_Never_value_str);
	zend_enum_add_case_cstr(class_entry, "Never", &enum_case_Never_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_OnDegraded(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\OnDegraded", IS_STRING, class_Supervisor_OnDegraded_methods);

	zval enum_case_Probe_value;
	zend_string *enum_case_Probe_value_str = zend_string_init("probe", strlen("probe"), 1);
	ZVAL_STR(&enum_case_Probe_value, enum_case_Probe_value_str);
	zend_enum_add_case_cstr(class_entry, "Probe", &enum_case_Probe_value);

	zval enum_case_Exit_value;
	zend_string *enum_case_Exit_value_str = zend_string_init("exit", strlen("exit"), 1);
	ZVAL_STR(&enum_case_Exit_value, enum_case_Exit_value_str);
	zend_enum_add_case_cstr(class_entry, "Exit", &enum_case_Exit_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Rotate(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\Rotate", IS_STRING, class_Supervisor_Rotate_methods);

	zval enum_case_Hourly_value;
	zend_string *enum_case_Hourly_value_str = zend_string_init("hourly", strlen("hourly"), 1);
	ZVAL_STR(&enum_case_Hourly_value, enum_case_Hourly_value_str);
	zend_enum_add_case_cstr(class_entry, "Hourly", &enum_case_Hourly_value);

	zval enum_case_Daily_value;
	zend_string *enum_case_Daily_value_str = zend_string_init("daily", strlen("daily"), 1);
	ZVAL_STR(&enum_case_Daily_value, enum_case_Daily_value_str);
	zend_enum_add_case_cstr(class_entry, "Daily", &enum_case_Daily_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Log(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Supervisor\\Log", IS_STRING, class_Supervisor_Log_methods);

	zval enum_case_Text_value;
	zend_string *enum_case_Text_value_str = zend_string_init("text", strlen("text"), 1);
	ZVAL_STR(&enum_case_Text_value, enum_case_Text_value_str);
	zend_enum_add_case_cstr(class_entry, "Text", &enum_case_Text_value);

	zval enum_case_Json_value;
	zend_string *enum_case_Json_value_str = zend_string_init("json", strlen("json"), 1);
	ZVAL_STR(&enum_case_Json_value, enum_case_Json_value_str);
	zend_enum_add_case_cstr(class_entry, "Json", &enum_case_Json_value);

	zval enum_case_None_value;
	zend_string *enum_case_None_value_str = zend_string_init("none", strlen("none"), 1);
	ZVAL_STR(&enum_case_None_value, enum_case_None_value_str);
	zend_enum_add_case_cstr(class_entry, "None", &enum_case_None_value);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_SupervisorException(zend_class_entry *class_entry_Throwable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "SupervisorException", class_Supervisor_SupervisorException_methods);
	class_entry = zend_register_internal_interface(&ce);
	zend_class_implements(class_entry, 1, class_entry_Throwable);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_StateError(zend_class_entry *class_entry_Error, zend_class_entry *class_entry_Supervisor_SupervisorException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "StateError", class_Supervisor_StateError_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Error);
	zend_class_implements(class_entry, 1, class_entry_Supervisor_SupervisorException);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_AwaitTimeout(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Supervisor_SupervisorException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "AwaitTimeout", class_Supervisor_AwaitTimeout_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Supervisor_SupervisorException);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_JobFailed(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Supervisor_SupervisorException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "JobFailed", class_Supervisor_JobFailed_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_Supervisor_SupervisorException);

	zend_string *property_job_class_Supervisor_Job = zend_string_init("Supervisor\\Job", sizeof("Supervisor\\Job")-1, 1);
	zval property_job_default_value;
	ZVAL_UNDEF(&property_job_default_value);
	zend_string *property_job_name = zend_string_init("job", sizeof("job") - 1, 1);
	zend_declare_typed_property(class_entry, property_job_name, &property_job_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_job_class_Supervisor_Job, 0, 0));
	zend_string_release(property_job_name);

	zend_string *property_failure_class_Supervisor_Failure = zend_string_init("Supervisor\\Failure", sizeof("Supervisor\\Failure")-1, 1);
	zval property_failure_default_value;
	ZVAL_UNDEF(&property_failure_default_value);
	zend_string *property_failure_name = zend_string_init("failure", sizeof("failure") - 1, 1);
	zend_declare_typed_property(class_entry, property_failure_name, &property_failure_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_failure_class_Supervisor_Failure, 0, 0));
	zend_string_release(property_failure_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Retry(zend_class_entry *class_entry_Exception, zend_class_entry *class_entry_Supervisor_SupervisorException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Retry", class_Supervisor_Retry_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);
	zend_class_implements(class_entry, 1, class_entry_Supervisor_SupervisorException);

	zval property_delay_default_value;
	ZVAL_UNDEF(&property_delay_default_value);
	zend_string *property_delay_name = zend_string_init("delay", sizeof("delay") - 1, 1);
	zend_declare_typed_property(class_entry, property_delay_name, &property_delay_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_delay_name);

	zval property_counted_default_value;
	ZVAL_UNDEF(&property_counted_default_value);
	zend_string *property_counted_name = zend_string_init("counted", sizeof("counted") - 1, 1);
	zend_declare_typed_property(class_entry, property_counted_name, &property_counted_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_counted_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Reject(zend_class_entry *class_entry_Exception, zend_class_entry *class_entry_Supervisor_SupervisorException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Reject", class_Supervisor_Reject_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);
	zend_class_implements(class_entry, 1, class_entry_Supervisor_SupervisorException);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Pool(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Pool", class_Supervisor_Pool_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Results(zend_class_entry *class_entry_Iterator)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Results", class_Supervisor_Results_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Iterator);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Master(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Master", class_Supervisor_Master_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Job(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Job", class_Supervisor_Job_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_id_default_value;
	ZVAL_UNDEF(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_typed_property(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_id_name);

	zval property_pool_default_value;
	ZVAL_UNDEF(&property_pool_default_value);
	zend_string *property_pool_name = zend_string_init("pool", sizeof("pool") - 1, 1);
	zend_declare_typed_property(class_entry, property_pool_name, &property_pool_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_pool_name);

	zval property_payload_default_value;
	ZVAL_UNDEF(&property_payload_default_value);
	zend_string *property_payload_name = zend_string_init("payload", sizeof("payload") - 1, 1);
	zend_declare_typed_property(class_entry, property_payload_name, &property_payload_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ANY));
	zend_string_release(property_payload_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_name_name);

	zval property_headers_default_value;
	ZVAL_UNDEF(&property_headers_default_value);
	zend_string *property_headers_name = zend_string_init("headers", sizeof("headers") - 1, 1);
	zend_declare_typed_property(class_entry, property_headers_name, &property_headers_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_headers_name);

	zval property_attempt_default_value;
	ZVAL_UNDEF(&property_attempt_default_value);
	zend_string *property_attempt_name = zend_string_init("attempt", sizeof("attempt") - 1, 1);
	zend_declare_typed_property(class_entry, property_attempt_name, &property_attempt_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_attempt_name);

	zval property_crashes_default_value;
	ZVAL_UNDEF(&property_crashes_default_value);
	zend_string *property_crashes_name = zend_string_init("crashes", sizeof("crashes") - 1, 1);
	zend_declare_typed_property(class_entry, property_crashes_name, &property_crashes_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_crashes_name);

	zval property_progress_default_value;
	ZVAL_UNDEF(&property_progress_default_value);
	zend_string *property_progress_name = zend_string_init("progress", sizeof("progress") - 1, 1);
	zend_declare_typed_property(class_entry, property_progress_name, &property_progress_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_progress_name);

	zval property_note_default_value;
	ZVAL_UNDEF(&property_note_default_value);
	zend_string *property_note_name = zend_string_init("note", sizeof("note") - 1, 1);
	zend_declare_typed_property(class_entry, property_note_name, &property_note_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_note_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Worker(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Worker", class_Supervisor_Worker_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_slot_default_value;
	ZVAL_UNDEF(&property_slot_default_value);
	zend_string *property_slot_name = zend_string_init("slot", sizeof("slot") - 1, 1);
	zend_declare_typed_property(class_entry, property_slot_name, &property_slot_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_slot_name);

	zval property_spawn_default_value;
	ZVAL_UNDEF(&property_spawn_default_value);
	zend_string *property_spawn_name = zend_string_init("spawn", sizeof("spawn") - 1, 1);
	zend_declare_typed_property(class_entry, property_spawn_name, &property_spawn_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spawn_name);

	zval property_pool_default_value;
	ZVAL_UNDEF(&property_pool_default_value);
	zend_string *property_pool_name = zend_string_init("pool", sizeof("pool") - 1, 1);
	zend_declare_typed_property(class_entry, property_pool_name, &property_pool_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_pool_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Loop(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Loop", class_Supervisor_Loop_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Output(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Output", class_Supervisor_Output_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Command(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Command", class_Supervisor_Command_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Failure(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Failure", class_Supervisor_Failure_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zend_string *property_reason_class_Supervisor_FailureReason = zend_string_init("Supervisor\\FailureReason", sizeof("Supervisor\\FailureReason")-1, 1);
	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_reason_class_Supervisor_FailureReason, 0, 0));
	zend_string_release(property_reason_name);

	zval property_message_default_value;
	ZVAL_UNDEF(&property_message_default_value);
	zend_string *property_message_name = zend_string_init("message", sizeof("message") - 1, 1);
	zend_declare_typed_property(class_entry, property_message_name, &property_message_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_message_name);

	zval property_class_default_value;
	ZVAL_UNDEF(&property_class_default_value);
	zend_string *property_class_name = zend_string_init("class", sizeof("class") - 1, 1);
	zend_declare_typed_property(class_entry, property_class_name, &property_class_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_class_name);

	zval property_code_default_value;
	ZVAL_UNDEF(&property_code_default_value);
	zend_string *property_code_name = zend_string_init("code", sizeof("code") - 1, 1);
	zend_declare_typed_property(class_entry, property_code_name, &property_code_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_code_name);

	zval property_file_default_value;
	ZVAL_UNDEF(&property_file_default_value);
	zend_string *property_file_name = zend_string_init("file", sizeof("file") - 1, 1);
	zend_declare_typed_property(class_entry, property_file_name, &property_file_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_file_name);

	zval property_line_default_value;
	ZVAL_UNDEF(&property_line_default_value);
	zend_string *property_line_name = zend_string_init("line", sizeof("line") - 1, 1);
	zend_declare_typed_property(class_entry, property_line_name, &property_line_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_line_name);

	zval property_trace_default_value;
	ZVAL_UNDEF(&property_trace_default_value);
	zend_string *property_trace_name = zend_string_init("trace", sizeof("trace") - 1, 1);
	zend_declare_typed_property(class_entry, property_trace_name, &property_trace_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_trace_name);

	zval property_signal_default_value;
	ZVAL_UNDEF(&property_signal_default_value);
	zend_string *property_signal_name = zend_string_init("signal", sizeof("signal") - 1, 1);
	zend_declare_typed_property(class_entry, property_signal_name, &property_signal_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_signal_name);

	zval property_exitCode_default_value;
	ZVAL_UNDEF(&property_exitCode_default_value);
	zend_string *property_exitCode_name = zend_string_init("exitCode", sizeof("exitCode") - 1, 1);
	zend_declare_typed_property(class_entry, property_exitCode_name, &property_exitCode_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_exitCode_name);

	zval property_pid_default_value;
	ZVAL_UNDEF(&property_pid_default_value);
	zend_string *property_pid_name = zend_string_init("pid", sizeof("pid") - 1, 1);
	zend_declare_typed_property(class_entry, property_pid_name, &property_pid_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pid_name);

	zend_string *property_previous_class_Supervisor_Failure = zend_string_init("Supervisor\\Failure", sizeof("Supervisor\\Failure")-1, 1);
	zval property_previous_default_value;
	ZVAL_UNDEF(&property_previous_default_value);
	zend_string *property_previous_name = zend_string_init("previous", sizeof("previous") - 1, 1);
	zend_declare_typed_property(class_entry, property_previous_name, &property_previous_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_previous_class_Supervisor_Failure, 0, MAY_BE_NULL));
	zend_string_release(property_previous_name);

	zval property_earlier_default_value;
	ZVAL_UNDEF(&property_earlier_default_value);
	zend_string *property_earlier_name = zend_string_init("earlier", sizeof("earlier") - 1, 1);
	zend_declare_typed_property(class_entry, property_earlier_name, &property_earlier_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_earlier_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_FailedJob(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "FailedJob", class_Supervisor_FailedJob_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_id_default_value;
	ZVAL_UNDEF(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_typed_property(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_id_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_name_name);

	zval property_payload_default_value;
	ZVAL_UNDEF(&property_payload_default_value);
	zend_string *property_payload_name = zend_string_init("payload", sizeof("payload") - 1, 1);
	zend_declare_typed_property(class_entry, property_payload_name, &property_payload_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ANY));
	zend_string_release(property_payload_name);

	zval property_headers_default_value;
	ZVAL_UNDEF(&property_headers_default_value);
	zend_string *property_headers_name = zend_string_init("headers", sizeof("headers") - 1, 1);
	zend_declare_typed_property(class_entry, property_headers_name, &property_headers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_headers_name);

	zval property_attempts_default_value;
	ZVAL_UNDEF(&property_attempts_default_value);
	zend_string *property_attempts_name = zend_string_init("attempts", sizeof("attempts") - 1, 1);
	zend_declare_typed_property(class_entry, property_attempts_name, &property_attempts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_attempts_name);

	zval property_crashes_default_value;
	ZVAL_UNDEF(&property_crashes_default_value);
	zend_string *property_crashes_name = zend_string_init("crashes", sizeof("crashes") - 1, 1);
	zend_declare_typed_property(class_entry, property_crashes_name, &property_crashes_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_crashes_name);

	zend_string *property_failure_class_Supervisor_Failure = zend_string_init("Supervisor\\Failure", sizeof("Supervisor\\Failure")-1, 1);
	zval property_failure_default_value;
	ZVAL_UNDEF(&property_failure_default_value);
	zend_string *property_failure_name = zend_string_init("failure", sizeof("failure") - 1, 1);
	zend_declare_typed_property(class_entry, property_failure_name, &property_failure_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_failure_class_Supervisor_Failure, 0, 0));
	zend_string_release(property_failure_name);

	zval property_createdAt_default_value;
	ZVAL_UNDEF(&property_createdAt_default_value);
	zend_string *property_createdAt_name = zend_string_init("createdAt", sizeof("createdAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_createdAt_name, &property_createdAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_createdAt_name);

	zval property_failedAt_default_value;
	ZVAL_UNDEF(&property_failedAt_default_value);
	zend_string *property_failedAt_name = zend_string_init("failedAt", sizeof("failedAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_failedAt_name, &property_failedAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_failedAt_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_WorkerExit(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "WorkerExit", class_Supervisor_WorkerExit_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_pool_default_value;
	ZVAL_UNDEF(&property_pool_default_value);
	zend_string *property_pool_name = zend_string_init("pool", sizeof("pool") - 1, 1);
	zend_declare_typed_property(class_entry, property_pool_name, &property_pool_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_pool_name);

	zval property_slot_default_value;
	ZVAL_UNDEF(&property_slot_default_value);
	zend_string *property_slot_name = zend_string_init("slot", sizeof("slot") - 1, 1);
	zend_declare_typed_property(class_entry, property_slot_name, &property_slot_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_slot_name);

	zval property_pid_default_value;
	ZVAL_UNDEF(&property_pid_default_value);
	zend_string *property_pid_name = zend_string_init("pid", sizeof("pid") - 1, 1);
	zend_declare_typed_property(class_entry, property_pid_name, &property_pid_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pid_name);

	zval property_spawn_default_value;
	ZVAL_UNDEF(&property_spawn_default_value);
	zend_string *property_spawn_name = zend_string_init("spawn", sizeof("spawn") - 1, 1);
	zend_declare_typed_property(class_entry, property_spawn_name, &property_spawn_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spawn_name);

	zval property_planned_default_value;
	ZVAL_UNDEF(&property_planned_default_value);
	zend_string *property_planned_name = zend_string_init("planned", sizeof("planned") - 1, 1);
	zend_declare_typed_property(class_entry, property_planned_name, &property_planned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_planned_name);

	zend_string *property_reason_class_Supervisor_ExitReason = zend_string_init("Supervisor\\ExitReason", sizeof("Supervisor\\ExitReason")-1, 1);
	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_reason_class_Supervisor_ExitReason, 0, 0));
	zend_string_release(property_reason_name);

	zval property_exitCode_default_value;
	ZVAL_UNDEF(&property_exitCode_default_value);
	zend_string *property_exitCode_name = zend_string_init("exitCode", sizeof("exitCode") - 1, 1);
	zend_declare_typed_property(class_entry, property_exitCode_name, &property_exitCode_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_exitCode_name);

	zval property_signal_default_value;
	ZVAL_UNDEF(&property_signal_default_value);
	zend_string *property_signal_name = zend_string_init("signal", sizeof("signal") - 1, 1);
	zend_declare_typed_property(class_entry, property_signal_name, &property_signal_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_signal_name);

	zend_string *property_job_class_Supervisor_Job = zend_string_init("Supervisor\\Job", sizeof("Supervisor\\Job")-1, 1);
	zval property_job_default_value;
	ZVAL_UNDEF(&property_job_default_value);
	zend_string *property_job_name = zend_string_init("job", sizeof("job") - 1, 1);
	zend_declare_typed_property(class_entry, property_job_name, &property_job_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_job_class_Supervisor_Job, 0, MAY_BE_NULL));
	zend_string_release(property_job_name);

	zval property_label_default_value;
	ZVAL_UNDEF(&property_label_default_value);
	zend_string *property_label_name = zend_string_init("label", sizeof("label") - 1, 1);
	zend_declare_typed_property(class_entry, property_label_name, &property_label_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_label_name);

	zval property_message_default_value;
	ZVAL_UNDEF(&property_message_default_value);
	zend_string *property_message_name = zend_string_init("message", sizeof("message") - 1, 1);
	zend_declare_typed_property(class_entry, property_message_name, &property_message_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_message_name);

	zval property_trace_default_value;
	ZVAL_UNDEF(&property_trace_default_value);
	zend_string *property_trace_name = zend_string_init("trace", sizeof("trace") - 1, 1);
	zend_declare_typed_property(class_entry, property_trace_name, &property_trace_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_trace_name);

	zval property_uptime_default_value;
	ZVAL_UNDEF(&property_uptime_default_value);
	zend_string *property_uptime_name = zend_string_init("uptime", sizeof("uptime") - 1, 1);
	zend_declare_typed_property(class_entry, property_uptime_name, &property_uptime_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_uptime_name);

	zval property_jobs_default_value;
	ZVAL_UNDEF(&property_jobs_default_value);
	zend_string *property_jobs_name = zend_string_init("jobs", sizeof("jobs") - 1, 1);
	zend_declare_typed_property(class_entry, property_jobs_name, &property_jobs_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_jobs_name);

	zval property_peakMemory_default_value;
	ZVAL_UNDEF(&property_peakMemory_default_value);
	zend_string *property_peakMemory_name = zend_string_init("peakMemory", sizeof("peakMemory") - 1, 1);
	zend_declare_typed_property(class_entry, property_peakMemory_name, &property_peakMemory_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_peakMemory_name);

	zval property_cpuTime_default_value;
	ZVAL_UNDEF(&property_cpuTime_default_value);
	zend_string *property_cpuTime_name = zend_string_init("cpuTime", sizeof("cpuTime") - 1, 1);
	zend_declare_typed_property(class_entry, property_cpuTime_name, &property_cpuTime_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_cpuTime_name);

	zval property_restartIn_default_value;
	ZVAL_UNDEF(&property_restartIn_default_value);
	zend_string *property_restartIn_name = zend_string_init("restartIn", sizeof("restartIn") - 1, 1);
	zend_declare_typed_property(class_entry, property_restartIn_name, &property_restartIn_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_restartIn_name);

	zval property_output_default_value;
	ZVAL_UNDEF(&property_output_default_value);
	zend_string *property_output_name = zend_string_init("output", sizeof("output") - 1, 1);
	zend_declare_typed_property(class_entry, property_output_name, &property_output_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_output_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_SlotStatus(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "SlotStatus", class_Supervisor_SlotStatus_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_pool_default_value;
	ZVAL_UNDEF(&property_pool_default_value);
	zend_string *property_pool_name = zend_string_init("pool", sizeof("pool") - 1, 1);
	zend_declare_typed_property(class_entry, property_pool_name, &property_pool_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_pool_name);

	zval property_slot_default_value;
	ZVAL_UNDEF(&property_slot_default_value);
	zend_string *property_slot_name = zend_string_init("slot", sizeof("slot") - 1, 1);
	zend_declare_typed_property(class_entry, property_slot_name, &property_slot_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_slot_name);

	zval property_pid_default_value;
	ZVAL_UNDEF(&property_pid_default_value);
	zend_string *property_pid_name = zend_string_init("pid", sizeof("pid") - 1, 1);
	zend_declare_typed_property(class_entry, property_pid_name, &property_pid_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pid_name);

	zval property_spawn_default_value;
	ZVAL_UNDEF(&property_spawn_default_value);
	zend_string *property_spawn_name = zend_string_init("spawn", sizeof("spawn") - 1, 1);
	zend_declare_typed_property(class_entry, property_spawn_name, &property_spawn_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spawn_name);

	zend_string *property_state_class_Supervisor_SlotState = zend_string_init("Supervisor\\SlotState", sizeof("Supervisor\\SlotState")-1, 1);
	zval property_state_default_value;
	ZVAL_UNDEF(&property_state_default_value);
	zend_string *property_state_name = zend_string_init("state", sizeof("state") - 1, 1);
	zend_declare_typed_property(class_entry, property_state_name, &property_state_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_state_class_Supervisor_SlotState, 0, 0));
	zend_string_release(property_state_name);

	zval property_job_default_value;
	ZVAL_UNDEF(&property_job_default_value);
	zend_string *property_job_name = zend_string_init("job", sizeof("job") - 1, 1);
	zend_declare_typed_property(class_entry, property_job_name, &property_job_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_job_name);

	zval property_label_default_value;
	ZVAL_UNDEF(&property_label_default_value);
	zend_string *property_label_name = zend_string_init("label", sizeof("label") - 1, 1);
	zend_declare_typed_property(class_entry, property_label_name, &property_label_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_label_name);

	zval property_attempt_default_value;
	ZVAL_UNDEF(&property_attempt_default_value);
	zend_string *property_attempt_name = zend_string_init("attempt", sizeof("attempt") - 1, 1);
	zend_declare_typed_property(class_entry, property_attempt_name, &property_attempt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_attempt_name);

	zval property_runningFor_default_value;
	ZVAL_UNDEF(&property_runningFor_default_value);
	zend_string *property_runningFor_name = zend_string_init("runningFor", sizeof("runningFor") - 1, 1);
	zend_declare_typed_property(class_entry, property_runningFor_name, &property_runningFor_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_runningFor_name);

	zval property_uptime_default_value;
	ZVAL_UNDEF(&property_uptime_default_value);
	zend_string *property_uptime_name = zend_string_init("uptime", sizeof("uptime") - 1, 1);
	zend_declare_typed_property(class_entry, property_uptime_name, &property_uptime_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_uptime_name);

	zval property_cpuTime_default_value;
	ZVAL_UNDEF(&property_cpuTime_default_value);
	zend_string *property_cpuTime_name = zend_string_init("cpuTime", sizeof("cpuTime") - 1, 1);
	zend_declare_typed_property(class_entry, property_cpuTime_name, &property_cpuTime_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_cpuTime_name);

	zval property_jobs_default_value;
	ZVAL_UNDEF(&property_jobs_default_value);
	zend_string *property_jobs_name = zend_string_init("jobs", sizeof("jobs") - 1, 1);
	zend_declare_typed_property(class_entry, property_jobs_name, &property_jobs_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_jobs_name);

	zval property_failures_default_value;
	ZVAL_UNDEF(&property_failures_default_value);
	zend_string *property_failures_name = zend_string_init("failures", sizeof("failures") - 1, 1);
	zend_declare_typed_property(class_entry, property_failures_name, &property_failures_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_failures_name);

	zval property_memory_default_value;
	ZVAL_UNDEF(&property_memory_default_value);
	zend_string *property_memory_name = zend_string_init("memory", sizeof("memory") - 1, 1);
	zend_declare_typed_property(class_entry, property_memory_name, &property_memory_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_memory_name);

	zval property_peakMemory_default_value;
	ZVAL_UNDEF(&property_peakMemory_default_value);
	zend_string *property_peakMemory_name = zend_string_init("peakMemory", sizeof("peakMemory") - 1, 1);
	zend_declare_typed_property(class_entry, property_peakMemory_name, &property_peakMemory_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_peakMemory_name);

	zval property_restartIn_default_value;
	ZVAL_UNDEF(&property_restartIn_default_value);
	zend_string *property_restartIn_name = zend_string_init("restartIn", sizeof("restartIn") - 1, 1);
	zend_declare_typed_property(class_entry, property_restartIn_name, &property_restartIn_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_restartIn_name);

	zval property_progress_default_value;
	ZVAL_UNDEF(&property_progress_default_value);
	zend_string *property_progress_name = zend_string_init("progress", sizeof("progress") - 1, 1);
	zend_declare_typed_property(class_entry, property_progress_name, &property_progress_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_progress_name);

	zval property_note_default_value;
	ZVAL_UNDEF(&property_note_default_value);
	zend_string *property_note_name = zend_string_init("note", sizeof("note") - 1, 1);
	zend_declare_typed_property(class_entry, property_note_name, &property_note_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_note_name);

	return class_entry;
}

static zend_class_entry *register_class_Supervisor_Status(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Supervisor", "Status", class_Supervisor_Status_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_pool_default_value;
	ZVAL_UNDEF(&property_pool_default_value);
	zend_string *property_pool_name = zend_string_init("pool", sizeof("pool") - 1, 1);
	zend_declare_typed_property(class_entry, property_pool_name, &property_pool_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_pool_name);

	zval property_queued_default_value;
	ZVAL_UNDEF(&property_queued_default_value);
	zend_string *property_queued_name = zend_string_init("queued", sizeof("queued") - 1, 1);
	zend_declare_typed_property(class_entry, property_queued_name, &property_queued_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_queued_name);

	zval property_delayed_default_value;
	ZVAL_UNDEF(&property_delayed_default_value);
	zend_string *property_delayed_name = zend_string_init("delayed", sizeof("delayed") - 1, 1);
	zend_declare_typed_property(class_entry, property_delayed_name, &property_delayed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_delayed_name);

	zval property_reserved_default_value;
	ZVAL_UNDEF(&property_reserved_default_value);
	zend_string *property_reserved_name = zend_string_init("reserved", sizeof("reserved") - 1, 1);
	zend_declare_typed_property(class_entry, property_reserved_name, &property_reserved_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_reserved_name);

	zval property_running_default_value;
	ZVAL_UNDEF(&property_running_default_value);
	zend_string *property_running_name = zend_string_init("running", sizeof("running") - 1, 1);
	zend_declare_typed_property(class_entry, property_running_name, &property_running_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_running_name);

	zval property_done_default_value;
	ZVAL_UNDEF(&property_done_default_value);
	zend_string *property_done_name = zend_string_init("done", sizeof("done") - 1, 1);
	zend_declare_typed_property(class_entry, property_done_name, &property_done_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_done_name);

	zval property_failed_default_value;
	ZVAL_UNDEF(&property_failed_default_value);
	zend_string *property_failed_name = zend_string_init("failed", sizeof("failed") - 1, 1);
	zend_declare_typed_property(class_entry, property_failed_name, &property_failed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_failed_name);

	zval property_cancelled_default_value;
	ZVAL_UNDEF(&property_cancelled_default_value);
	zend_string *property_cancelled_name = zend_string_init("cancelled", sizeof("cancelled") - 1, 1);
	zend_declare_typed_property(class_entry, property_cancelled_name, &property_cancelled_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_cancelled_name);

	zval property_retried_default_value;
	ZVAL_UNDEF(&property_retried_default_value);
	zend_string *property_retried_name = zend_string_init("retried", sizeof("retried") - 1, 1);
	zend_declare_typed_property(class_entry, property_retried_name, &property_retried_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_retried_name);

	zval property_crashes_default_value;
	ZVAL_UNDEF(&property_crashes_default_value);
	zend_string *property_crashes_name = zend_string_init("crashes", sizeof("crashes") - 1, 1);
	zend_declare_typed_property(class_entry, property_crashes_name, &property_crashes_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_crashes_name);

	zval property_lostResults_default_value;
	ZVAL_UNDEF(&property_lostResults_default_value);
	zend_string *property_lostResults_name = zend_string_init("lostResults", sizeof("lostResults") - 1, 1);
	zend_declare_typed_property(class_entry, property_lostResults_name, &property_lostResults_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_lostResults_name);

	zval property_restarts_default_value;
	ZVAL_UNDEF(&property_restarts_default_value);
	zend_string *property_restarts_name = zend_string_init("restarts", sizeof("restarts") - 1, 1);
	zend_declare_typed_property(class_entry, property_restarts_name, &property_restarts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_restarts_name);

	zval property_recycled_default_value;
	ZVAL_UNDEF(&property_recycled_default_value);
	zend_string *property_recycled_name = zend_string_init("recycled", sizeof("recycled") - 1, 1);
	zend_declare_typed_property(class_entry, property_recycled_name, &property_recycled_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_recycled_name);

	zval property_oldest_default_value;
	ZVAL_UNDEF(&property_oldest_default_value);
	zend_string *property_oldest_name = zend_string_init("oldest", sizeof("oldest") - 1, 1);
	zend_declare_typed_property(class_entry, property_oldest_name, &property_oldest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_oldest_name);

	zval property_runTime_default_value;
	ZVAL_UNDEF(&property_runTime_default_value);
	zend_string *property_runTime_name = zend_string_init("runTime", sizeof("runTime") - 1, 1);
	zend_declare_typed_property(class_entry, property_runTime_name, &property_runTime_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_runTime_name);

	zval property_waitTime_default_value;
	ZVAL_UNDEF(&property_waitTime_default_value);
	zend_string *property_waitTime_name = zend_string_init("waitTime", sizeof("waitTime") - 1, 1);
	zend_declare_typed_property(class_entry, property_waitTime_name, &property_waitTime_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_waitTime_name);

	zval property_slots_default_value;
	ZVAL_UNDEF(&property_slots_default_value);
	zend_string *property_slots_name = zend_string_init("slots", sizeof("slots") - 1, 1);
	zend_declare_typed_property(class_entry, property_slots_name, &property_slots_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_slots_name);

	zval property_exits_default_value;
	ZVAL_UNDEF(&property_exits_default_value);
	zend_string *property_exits_name = zend_string_init("exits", sizeof("exits") - 1, 1);
	zend_declare_typed_property(class_entry, property_exits_name, &property_exits_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_exits_name);

	zval property_degraded_default_value;
	ZVAL_UNDEF(&property_degraded_default_value);
	zend_string *property_degraded_name = zend_string_init("degraded", sizeof("degraded") - 1, 1);
	zend_declare_typed_property(class_entry, property_degraded_name, &property_degraded_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_degraded_name);

	zval property_failedKept_default_value;
	ZVAL_UNDEF(&property_failedKept_default_value);
	zend_string *property_failedKept_name = zend_string_init("failedKept", sizeof("failedKept") - 1, 1);
	zend_declare_typed_property(class_entry, property_failedKept_name, &property_failedKept_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_failedKept_name);

	zval property_failedDropped_default_value;
	ZVAL_UNDEF(&property_failedDropped_default_value);
	zend_string *property_failedDropped_name = zend_string_init("failedDropped", sizeof("failedDropped") - 1, 1);
	zend_declare_typed_property(class_entry, property_failedDropped_name, &property_failedDropped_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_failedDropped_name);

	return class_entry;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * init.c: as pid 1, the first process of a container, PHP leaves an init behind and goes on as its child.
 *
 * The kernel drops signals that pid 1 has no handler for, so SIGTERM would not end a script, and it makes pid 1 the parent of all orphans, which a script
 * does not reap: core/init.c does both.
 */
#include "php/init.h"

#include "core/init.h"
#include "php/child.h"
#include "php/serve.h"

#include "SAPI.h"

#include <errno.h>
#include <unistd.h>

/*
 * The last moment that is early enough: nothing of the script is compiled, let alone open. argc tells a request of a script from that of php -i and of
 * opcache.preload, which comes before; --ri and its like look like a script, and print the same in a child. With dl() it is too late.
 */
static bool wanted(int type)
{
	return SV_G(init) && php_sv_pid == 1 && type == MODULE_PERSISTENT && strcmp(sapi_module.name, "cli") == 0 && SG(request_info).argc > 0;
}

void php_sv_rinit_init(int type)
{
	char message[160];
	sv_init in;
	pid_t pid;
	int error;

	if (!wanted(type)) {
		return;
	}
	/* max_execution_time runs already: timers are not inherited, and that of the init must not go off. */
	zend_unset_timeout();
	sv_init_prepare(&in);
	pid = php_sv_fork();
	if (pid > 0) {
		_exit(sv_init_run(&in, pid));
	}
	error = errno;
	sv_init_leave(&in, pid == 0);
	if (EG(timeout_seconds)) {
		zend_set_timeout(EG(timeout_seconds), 0);
	}
	if (pid < 0) {
		snprintf(message, sizeof message, "no init is put in front of the script, which stays pid 1: fork() says: %s", strerror(error));
		php_sv_log(SV_LOG_WARNING, NULL, NULL, message);
	}
}

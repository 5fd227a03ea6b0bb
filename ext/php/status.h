/* SPDX-License-Identifier: BSD-3-Clause */
/* status.h: the value objects Status, SlotStatus and WorkerExit. */
#ifndef PHP_SV_STATUS_H
#define PHP_SV_STATUS_H

#include "php/pool.h"

void php_sv_status(zval *rv, php_sv_pool *pool);
void php_sv_slot_status(zval *rv, php_sv_pool *pool, const sv_slot *slot);
void php_sv_worker_exit_object(zval *rv, php_sv_pool *pool, const php_sv_exit *exit);
void php_sv_exit_free(php_sv_exit *exit);

/* The same as lines of the log. */
void php_sv_status_log(const php_sv_pool *pool);

#endif

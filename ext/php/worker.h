/* SPDX-License-Identifier: BSD-3-Clause */
/* worker.h: the class Worker. */
#ifndef PHP_SV_WORKER_H
#define PHP_SV_WORKER_H

#include "php_supervisor.h"

#include "core/pool.h"

/* Before the first fork of a pool: makes the object that its workers complete. Made by each of them it would be ten page faults of each. */
void php_sv_worker_prepare(php_sv_pool *pool);

/* In a worker: the Worker object of this slot. */
void php_sv_worker_object(zval *rv, const sv_slot *slot);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* worker.h: the class Worker. */
#ifndef PHP_SV_WORKER_H
#define PHP_SV_WORKER_H

#include "php_supervisor.h"

#include "core/pool.h"

/* In a worker: the Worker object of this slot. */
void php_sv_worker_object(zval *rv, const sv_slot *slot);

#endif

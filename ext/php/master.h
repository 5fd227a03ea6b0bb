/* SPDX-License-Identifier: BSD-3-Clause */
/* master.h: the class Master: pools, and what belongs to the process. */
#ifndef PHP_SV_MASTER_H
#define PHP_SV_MASTER_H

#include "php_supervisor.h"

typedef struct php_sv_master {
	bool constructed, running;
	HashTable pools;  /* name => Pool */
	HashTable timers; /* list of php_sv_timer */
	zval log;
	zend_object std;
} php_sv_master;

static zend_always_inline php_sv_master *php_sv_master_of(zend_object *o)
{
	return (php_sv_master *) ((char *) o - offsetof(php_sv_master, std));
}

#endif

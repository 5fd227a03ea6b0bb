/* SPDX-License-Identifier: BSD-3-Clause */
/* follow.h: jobs that handlers submit, Job::submit(): which pools a worker knows of, and how the master finds the one that is meant. */
#ifndef PHP_SV_FOLLOW_H
#define PHP_SV_FOLLOW_H

#include "php/pool.h"

/* Master: from now on workers can submit jobs to this pool, until it is stopped or forgotten. */
void php_sv_follow_list(php_sv_pool *pool);
void php_sv_follow_forget(php_sv_pool *pool);

/* A new worker of this pool: which other pools its master has. */
void php_sv_follow_remember(const sv_pool *own);

/* Hooks of the core. */
sv_pool *php_sv_follow_pool(sv_pool *from, uint32_t id);
bool php_sv_follow_about(const char *meta, uint32_t len, sv_about *a);

#endif

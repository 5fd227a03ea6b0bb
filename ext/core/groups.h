/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * groups.h: the memory of process groups. One look through /proc serves all groups for a while; so a thousand programs cost no more looks than one.
 */
#ifndef SV_GROUPS_H
#define SV_GROUPS_H

#include "core/linux.h"

/* A look is good for so long. */
#define SV_GROUPS_FRESH_NS (INT64_C(100) * 1000 * 1000)

/* The sum of the RSS of all processes of this group, in bytes; pages that several of them share count as often. 0: there is none. */
uint64_t sv_groups_memory(pid_t group, int64_t now);

/* --- for the unit tests: the sum by itself --- */

typedef struct sv_group {
	pid_t group;
	uint64_t memory;
} sv_group;

/* Sorts n entries by group and adds up those of one group; how many are left. And the sum of one of them; 0: not there. */
size_t sv_groups_sum(sv_group *g, size_t n);
uint64_t sv_groups_find(const sv_group *g, size_t n, pid_t group);

#endif

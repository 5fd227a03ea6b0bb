/* SPDX-License-Identifier: BSD-3-Clause */
/* groups.c: the memory of process groups; see groups.h. */
#include "core/groups.h"

#include <stdlib.h>

static struct {
	sv_group *groups;
	size_t len, cap;
	int64_t at; /* 0: never */
} seen;

static int compare(const void *a, const void *b)
{
	pid_t x = ((const sv_group *) a)->group, y = ((const sv_group *) b)->group;

	return (x > y) - (x < y);
}

size_t sv_groups_sum(sv_group *g, size_t n)
{
	size_t i, k = 0;

	if (n == 0) {
		return 0;
	}
	qsort(g, n, sizeof *g, compare);
	for (i = 1; i < n; i++) {
		if (g[i].group == g[k].group) {
			g[k].memory += g[i].memory;
		} else {
			g[++k] = g[i];
		}
	}
	return k + 1;
}

uint64_t sv_groups_find(const sv_group *g, size_t n, pid_t group)
{
	const sv_group key = { .group = group }, *found = n ? bsearch(&key, g, n, sizeof *g, compare) : NULL;

	return found ? found->memory : 0;
}

static void note(const sv_process *p)
{
	if (seen.len == seen.cap) {
		size_t cap = seen.cap ? seen.cap * 2 : 256;
		sv_group *groups = realloc(seen.groups, cap * sizeof *groups);

		if (!groups) {
			return; /* no memory: what is not seen counts as nothing, and no program is ended for it */
		}
		seen.groups = groups;
		seen.cap = cap;
	}
	seen.groups[seen.len++] = (sv_group) { p->group, p->memory };
}

uint64_t sv_groups_memory(pid_t group, int64_t now)
{
	if (!seen.at || now - seen.at > SV_GROUPS_FRESH_NS) {
		seen.len = 0;
		sv_linux_each_process(note);
		seen.len = sv_groups_sum(seen.groups, seen.len);
		seen.at = now;
	}
	return sv_groups_find(seen.groups, seen.len, group);
}

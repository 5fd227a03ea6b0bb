/* SPDX-License-Identifier: BSD-3-Clause */
/* told.c: what handlers have told of their jobs; see told.h. */
#include "core/told.h"

#include <stdlib.h>
#include <string.h>

static sv_told *find(const sv_uniques *t, const void *job)
{
	return sv_uniques_find(t, (sv_text) { (const char *) &job, sizeof job });
}

bool sv_told_keep(sv_uniques *t, const void *job, double fraction, const char *note, uint32_t len)
{
	sv_told *told = malloc(sizeof *told + len), *before;

	if (!told) {
		return false;
	}
	before = find(t, job);
	*told = (sv_told) { .fraction = fraction, .len = len };
	told->entry = before ? before->entry : sv_uniques_add(t, (sv_text) { (const char *) &job, sizeof job }, told);
	if (!told->entry) {
		free(told);
		return false;
	}
	told->entry->thing = told;
	if (len) {
		memcpy(told->note, note, len);
	}
	free(before);
	return true;
}

const sv_told *sv_told_find(const sv_uniques *t, const void *job)
{
	return find(t, job);
}

void sv_told_drop(sv_uniques *t, const void *job)
{
	sv_told *told = find(t, job);

	if (told) {
		sv_uniques_remove(t, told->entry);
		free(told);
	}
}

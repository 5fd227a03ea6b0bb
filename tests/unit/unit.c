/* SPDX-License-Identifier: BSD-3-Clause */
/* unit.c: blobs that are counted; see unit.h. */
#include "unit.h"

int unit_blobs;

sv_blob unit_new_blob(size_t len, char **bytes)
{
	char *p = malloc(len + 1); /* so that none of length 0 is NULL */

	must(p != NULL);
	memset(p, 0xa5, len + 1);
	unit_blobs++;
	*bytes = p;
	return (sv_blob) { p, p, (uint32_t) len };
}

void unit_free_blob(void *owner)
{
	must(owner != NULL);
	unit_blobs--;
	must(unit_blobs >= 0);
	free(owner);
}

sv_blob unit_blob(const void *data, size_t len)
{
	char *to;
	sv_blob b = unit_new_blob(len, &to);

	if (len) {
		memcpy(to, data, len);
	}
	return b;
}

sv_blob unit_share_blob(sv_blob b)
{
	return b.owner ? unit_blob(b.data, b.len) : b;
}

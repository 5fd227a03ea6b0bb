/* SPDX-License-Identifier: BSD-3-Clause */
/* unit.c: blobs that are counted; see unit.h. */
#include "unit.h"

int unit_blobs;

sv_blob unit_new_blob(size_t len, char **bytes)
{
	char *p = malloc(UNIT_BLOB_HEAD + len);

	must(p != NULL);
	memset(p, 0xa5, UNIT_BLOB_HEAD + len);
	unit_blobs++;
	*bytes = p + UNIT_BLOB_HEAD;
	return (sv_blob) { p, *bytes, (uint32_t) len };
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

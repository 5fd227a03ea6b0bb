/* SPDX-License-Identifier: BSD-3-Clause */
/* blob.c: memory of payloads and results; see blob.h. */
#include "php/blob.h"

/* Smaller ones share their chunks with others, which therefore stay. */
#define LARGE (16 * 1024)
#define KEPT_BYTES (8 * 1024 * 1024)
#define KEPT_MAX 128

typedef struct kept {
	zend_string *string; /* held; NULL: none */
	size_t capacity;     /* bytes that it has room for */
} kept;

/* A ring, oldest first: head .. head + len - 1. */
static kept ring[KEPT_MAX];
static unsigned head, len;
static size_t bytes_kept;
static unsigned walks, era; /* era: those that began in another one are not counted any more */

static kept *at(unsigned i)
{
	return &ring[(head + i) % KEPT_MAX];
}

static void drop_oldest(void)
{
	kept *k = at(0);

	bytes_kept -= k->capacity;
	zend_string_release(k->string);
	head = (head + 1) % KEPT_MAX;
	len--;
}

/* One that nobody else holds any more, and of which at least half will be used; NULL: there is none. */
static zend_string *take(size_t want)
{
	unsigned i;

	for (i = len; i-- > 0;) {
		kept k = *at(i);

		if (GC_REFCOUNT(k.string) == 1 && k.capacity >= want && k.capacity / 2 <= want) {
			for (; i + 1 < len; i++) {
				*at(i) = *at(i + 1);
			}
			len--;
			bytes_kept -= k.capacity;
			GC_TYPE_INFO(k.string) = GC_STRING; /* without the flags of what was in it */
			zend_string_forget_hash_val(k.string);
			ZSTR_LEN(k.string) = want;
			return k.string;
		}
	}
	return NULL;
}

sv_blob php_sv_blob_new(size_t size, char **bytes)
{
	zend_string *s = size >= LARGE && len ? take(size) : NULL;

	if (!s) {
		s = zend_string_alloc(size, 0);
	}
	ZSTR_VAL(s)[size] = 0;
	*bytes = ZSTR_VAL(s);
	return (sv_blob) { s, ZSTR_VAL(s), (uint32_t) size };
}

/*
 * Its user may still have it: by the next result, most likely, not any more. Its length says nothing of the memory that it has: it may have been that of a
 * longer one before. Allocators that do not tell (0) get it back.
 */
static zend_never_inline void keep(zend_string *s)
{
	size_t capacity = 0;

	if (!(GC_FLAGS(s) & (IS_STR_INTERNED | IS_STR_PERSISTENT)) && GC_REFCOUNT(s) <= 2) {
		capacity = zend_mem_block_size(s);
	}
	if (capacity <= _ZSTR_HEADER_SIZE || capacity > KEPT_BYTES) {
		zend_string_release(s);
		return;
	}
	capacity -= _ZSTR_HEADER_SIZE + 1;
	while (len == KEPT_MAX || bytes_kept + capacity > KEPT_BYTES) {
		drop_oldest();
	}
	*at(len++) = (kept) { s, capacity };
	bytes_kept += capacity;
}

void php_sv_blob_free(void *owner)
{
	zend_string *s = owner;

	if (EXPECTED(ZSTR_LEN(s) < LARGE || !walks)) {
		zend_string_release(s);
	} else {
		keep(s);
	}
}

sv_blob php_sv_blob_share(sv_blob b)
{
	if (b.owner) {
		zend_string_addref(b.owner);
	}
	return b;
}

sv_blob php_sv_blob_of(zend_string *s)
{
	return s ? (sv_blob) { s, ZSTR_VAL(s), (uint32_t) ZSTR_LEN(s) } : (sv_blob) { 0 };
}

unsigned php_sv_blobs_keep(void)
{
	walks++;
	return era;
}

void php_sv_blobs_unkeep(unsigned began)
{
	if (began == era && --walks == 0) {
		php_sv_blobs_free();
	}
}

void php_sv_blobs_free(void)
{
	walks = 0;
	era++;
	while (len > 0) {
		drop_oldest();
	}
}

void php_sv_blobs_forget(void)
{
	walks = len = 0;
	era++;
	bytes_kept = 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * walk.h: a walk of map(): what is read ahead, in which order jobs are given out, and when the pool is served meanwhile. It is in a Results object, of which
 * it knows nothing; whoever calls a function that may run code of the user (of payloads, callbacks, destructors) holds that object.
 */
#ifndef PHP_SV_WALK_H
#define PHP_SV_WALK_H

#include "php/pool.h"

typedef struct php_sv_entry php_sv_entry;

typedef struct php_sv_walk {
	php_sv_pool *pool; /* its object is held; NULL: the constructor was not called */
	sv_pool *core;     /* held */
	bool ordered, started, moved, exhausted;
	bool moving; /* user code that is called meanwhile (payloads, callbacks, destructors) must not move it on */
	bool full;   /* the window was, and few have left it since */
	bool slow;   /* reading took as long as the workers may wait for their master: what is ready is given out before it goes on */
	bool taken;  /* the payload that the iterator is at was read: it moves on when the next one is wanted */
	unsigned blobs; /* see php_sv_blobs_keep() */
	uint32_t window, open; /* open: entries */
	size_t bytes;
	php_sv_terms terms;
	zval payloads;
	HashPosition position;         /* of an array */
	zend_object_iterator *iterator; /* of a Traversable */
	php_sv_entry *first, *last;
	php_sv_entry *settled, **settled_end;
	php_sv_entry *current; /* taken out of the lists; NULL: none */
	zval job;       /* its Job object; UNDEF: not yet made */
	zval given;     /* that of the entry before, which the loop's variable holds as well until it gets the next one; UNDEF: none */
	zval spare;     /* that of the one before that, emptied for the next one; UNDEF: none */
	int64_t read_ns, read_tick; /* the time of a payload */
	unsigned unread, reads;     /* so many more come without a look at the clock, of so many */
	int64_t handed_ns;
	int64_t served_ns;
	unsigned steps; /* since then */
} php_sv_walk;

/* No walk yet: what is freed, and asked for its garbage, is nothing. */
void php_sv_walk_init(php_sv_walk *w);

/* payloads: an array or Traversable; window 0: chosen here; terms: of each job, their strings are taken. */
void php_sv_walk_make(php_sv_walk *w, php_sv_pool *pool, zval *payloads, bool ordered, uint32_t window, const php_sv_terms *terms);

/* Goes to the first job, if that has not been done. Throws where the walk has moved on. */
void php_sv_walk_rewind(php_sv_walk *w);

/* Goes on to the next job. At the end there is no current one, nor when it throws. */
void php_sv_walk_next(php_sv_walk *w);

/* The object of the current job, which the walk holds; NULL: there is none. */
zval *php_sv_walk_job(php_sv_walk *w);

/* Its key; NULL: there is none. */
zval *php_sv_walk_key(php_sv_walk *w);

/* A job of a map() is settled. */
void php_sv_walk_settled(sv_job *job);

/* Cancels what has not begun, and frees. */
void php_sv_walk_free(php_sv_walk *w);

void php_sv_walk_gc(php_sv_walk *w, zend_get_gc_buffer *buffer);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* output.h: the class Output, and what a pool does with it. */
#ifndef PHP_SV_OUTPUT_H
#define PHP_SV_OUTPUT_H

#include "php/pool.h"

#include "core/output.h"

void php_sv_minit_output(void);

/* What the core needs of it; it lives as long as the object. */
const sv_output *php_sv_output(zend_object *o);

/* Can it be written, and does no other pool write to the same file in another way? Throws a StateError that names the method. */
bool php_sv_output_check(const php_sv_pool *p, uint32_t workers, const char *method);

/* What is not yet written when a pool has stopped may take so long, or stopTimeout, if that is more. */
#define PHP_SV_WRITE_NS (5 * SV_SECOND_NS)

/* Is what workers of this pool have printed not yet where it is to be? */
bool php_sv_output_busy(const php_sv_pool *p);

/* A stream that the master reads. */
void php_sv_output_readable(void *who);

/*
 * Before the first fork of a slot: it gets its streams, which the log writer reads, or with Output::to() the master. 0 or an errno. When a worker is dead, see sv_port.output. When
 * the slot is given up, see sv_logs_detach().
 */
int php_sv_output_attach(sv_slot *slot);
char *php_sv_output_died(sv_slot *slot, uint32_t *len);
void php_sv_output_detach(sv_slot *slot, int64_t until);

/* A line that the closure is not told of. */
void php_sv_output_untold(const char *line, size_t len);

/* The closure of Output::to(). */
zval *php_sv_output_callback(const php_sv_pool *p);

#endif

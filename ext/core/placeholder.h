/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * placeholder.h: %pool%, %slot% and %spawn% in the arguments, the environment and the paths of programs. A percent sign is %%; any other one is an error,
 * so that a name that is spelt wrong is not handed on as it stands. Pure functions of strings.
 */
#ifndef SV_PLACEHOLDER_H
#define SV_PLACEHOLDER_H

#include <stddef.h>
#include <stdint.h>

/* For messages. */
#define SV_PLACEHOLDERS "%pool%, %slot%, %spawn%, and %% for a percent sign"

typedef struct sv_fill {
	const char *pool;
	uint32_t slot;
	uint32_t spawn; /* the how-manieth worker of the slot, from 1 */
} sv_fill;

/* Where the first percent sign is that begins none of them; NULL: there is none. */
const char *sv_placeholder_wrong(const char *text);

/* The text with everything filled in: malloc; NULL: out of memory. What sv_placeholder_wrong() would find stays as it is. */
char *sv_placeholder_fill(const char *text, const sv_fill *with);

#endif

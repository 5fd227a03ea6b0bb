/* SPDX-License-Identifier: BSD-3-Clause */
/* pace.c: expected run times by name; see pace.h. */
#include "core/pace.h"

#include <stdlib.h>
#include <string.h>

static uint32_t hash(sv_text name)
{
	uint32_t h = 2166136261u, i; /* FNV-1a */

	for (i = 0; i < name.len; i++) {
		h = (h ^ (unsigned char) name.data[i]) * 16777619u;
	}
	return h;
}

/* The place of a name in the index, or the free one where it belongs: there are twice as many as names. */
static uint8_t *place(sv_paces *p, sv_text name)
{
	uint32_t i = hash(name);
	uint8_t *at;

	for (;; i++) {
		at = &p->index[i % (2 * SV_PACES)];
		if (*at == 0 || (p->lens[*at] == name.len && memcmp(p->names[*at], name.data, name.len) == 0)) {
			return at;
		}
	}
}

uint8_t sv_paces_find(sv_paces *p, sv_text name)
{
	uint8_t *at;
	char *copy;

	if (!name.data || name.len == 0 || name.len > UINT8_MAX) {
		return 0;
	}
	at = place(p, name);
	if (*at) {
		return *at;
	}
	p->len = p->len ? p->len : 1;
	if (p->len == SV_PACES || !(copy = malloc(name.len))) {
		return 0;
	}
	memcpy(copy, name.data, name.len);
	p->names[p->len] = copy;
	p->lens[p->len] = (uint8_t) name.len;
	*at = (uint8_t) p->len;
	return (uint8_t) p->len++;
}

void sv_paces_learn(sv_paces *p, uint8_t pace, int64_t run_ns)
{
	sv_pace *of = &p->of[pace];
	int64_t a = of->average_ns = sv_policy_average(of->average_ns, run_ns), e = of->expected_ns;

	p->last = pace;
	if (a - e > e / 2 || a < e - e / 3) {
		of->expected_ns = a;
		/* Of jobs that are this short a ring full is less than what a buffer may hold: there is nothing to count. */
		p->version += e == 0 || a > SV_AHEAD_NS / SV_RING || e > SV_AHEAD_NS / SV_RING;
	}
}

void sv_paces_free(sv_paces *p)
{
	uint32_t i;

	for (i = 1; i < p->len; i++) {
		free(p->names[i]);
	}
}

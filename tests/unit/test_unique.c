/* SPDX-License-Identifier: BSD-3-Clause */
/* test_unique.c: the table of keys against an array. */
#include "unit.h"

#include "core/unique.h"

#define KEYS 3000

static int things[KEYS];
static sv_unique *entries[KEYS];

static sv_text text_of(uint32_t i)
{
	static char text[SV_KEY_MAX];
	uint32_t len = 2 + i % (SV_KEY_MAX - 1);

	memset(text, 'k', sizeof text);
	memcpy(text, &i, 2);
	return (sv_text) { text, len };
}

Test(unique, finds_what_was_added_and_only_that)
{
	sv_uniques u = { 0 };
	uint64_t seed = 5;
	uint32_t len = 0, cap_max = 0, i, step;

	for (step = 0; step < 60000; step++) {
		bool more = step % 20000 < 10000; /* grows, shrinks */

		i = unit_below(&seed, KEYS);
		must(sv_uniques_find(&u, text_of(i)) == (entries[i] ? &things[i] : NULL));
		if (!entries[i] && (more || unit_below(&seed, 4) == 0)) {
			entries[i] = sv_uniques_add(&u, text_of(i), &things[i]);
			must(entries[i] != NULL && entries[i]->thing == &things[i]);
			len++;
		} else if (entries[i] && (!more || unit_below(&seed, 4) == 0)) {
			sv_uniques_remove(&u, entries[i]);
			entries[i] = NULL;
			len--;
		}
		must(u.len == len && (u.len == 0) == (u.cap == 0) && u.len <= u.cap);
		must(u.cap <= 16 || u.len >= u.cap / 8);
		cap_max = u.cap > cap_max ? u.cap : cap_max;
	}
	must(cap_max >= 2048);
	for (i = 0; i < KEYS; i++) {
		must(sv_uniques_find(&u, text_of(i)) == (entries[i] ? &things[i] : NULL));
		if (entries[i]) {
			sv_uniques_remove(&u, entries[i]);
		}
	}
	must(u.buckets == NULL && u.len == 0 && u.cap == 0);
}

Test(unique, keys_are_bytes)
{
	static const sv_text keys[] = { { "a", 1 }, { "a\0", 2 }, { "a\0b", 3 }, { "\0", 1 }, { "\0\0", 2 }, { "A", 1 }, { "\xff", 1 } };
	sv_unique *e[COUNT(keys)];
	sv_uniques u = { 0 };
	uint32_t i;

	for (i = 0; i < COUNT(keys); i++) {
		must(sv_uniques_find(&u, keys[i]) == NULL);
		must((e[i] = sv_uniques_add(&u, keys[i], &things[i])) != NULL);
	}
	for (i = 0; i < COUNT(keys); i++) {
		must(sv_uniques_find(&u, keys[i]) == &things[i]);
		sv_uniques_remove(&u, e[i]);
		must(sv_uniques_find(&u, keys[i]) == NULL);
	}
}

/* The most keys that are in one bucket. */
static uint32_t longest_of(const sv_uniques *u)
{
	uint32_t i, longest = 0;

	for (i = 0; i < u->cap; i++) {
		uint32_t n = 0;
		const sv_unique *e;

		for (e = u->buckets[i]; e; e = e->next) {
			n++;
		}
		longest = n > longest ? n : longest;
	}
	return longest;
}

static void empty(sv_uniques *u)
{
	uint32_t i;

	for (i = 0; u->len; i++) {
		while (u->len && i < u->cap && u->buckets[i]) {
			sv_uniques_remove(u, u->buckets[i]);
			i = 0; /* it may have shrunk */
		}
	}
}

Test(unique, keys_that_count_up_do_not_fall_into_the_same_buckets)
{
	sv_uniques u = { 0 };
	char text[16];
	uint32_t i;

	for (i = 0; i < 4096; i++) {
		must(sv_uniques_add(&u, (sv_text) { text, (uint32_t) snprintf(text, sizeof text, "user:%u", i) }, &u) != NULL);
	}
	must_say(longest_of(&u) <= 10, "%u keys are in one bucket", longest_of(&u));
	empty(&u);
}

Test(unique, keys_that_share_a_bucket_do_not_under_another_seed)
{
	sv_uniques from = { .seed = 1 }, to = { .seed = 2 };
	uint32_t i, forced = 0;
	static sv_unique *kept[65536];
	char text[16];

	for (i = 0; i < COUNT(kept); i++) {
		kept[i] = sv_uniques_add(&from, (sv_text) { text, (uint32_t) snprintf(text, sizeof text, "%u", i) }, &from);
		must(kept[i] != NULL);
	}
	must(from.cap == COUNT(kept));
	/* Who knew the seed would take those of one bucket of a table of 256. */
	for (i = 0; i < COUNT(kept); i++) {
		if ((kept[i]->hash & 255) == 77) {
			must(sv_uniques_add(&to, (sv_text) { kept[i]->key, kept[i]->len }, &to) != NULL);
			forced++;
		}
		sv_uniques_remove(&from, kept[i]);
	}
	must(forced > 200 && forced < 300 && from.cap == 0 && from.seed == 1);
	must_say(longest_of(&to) <= 10, "%u keys are in one bucket", longest_of(&to));
	empty(&to);
	must(to.cap == 0 && to.seed == 2);
}

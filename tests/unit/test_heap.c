/* SPDX-License-Identifier: BSD-3-Clause */
/* test_heap.c: the heap against a model that looks at everything. */
#include "unit.h"

#include "core/heap.h"

#define THINGS 200

static void check(const sv_heap *h, const sv_due *things, const bool *in, const int64_t *at)
{
	const sv_due *top = sv_heap_top(h);
	int64_t least = INT64_MAX;
	uint32_t n = 0, i;

	for (i = 0; i < THINGS; i++) {
		must(in[i] == (things[i].place != 0));
		if (in[i]) {
			n++;
			must(things[i].at == at[i]);
			must(things[i].place <= h->len);
			must(h->items[things[i].place - 1] == &things[i]);
			least = at[i] < least ? at[i] : least;
		}
	}
	must(h->len == n && h->len <= h->cap);
	must((top == NULL) == (n == 0));
	must(!top || top->at == least);
	for (i = 2; i <= h->len; i++) {
		must(h->items[i / 2 - 1]->at <= h->items[i - 1]->at);
	}
}

static void run(uint64_t seed, int64_t spread, int steps)
{
	sv_heap h = { 0 };
	static sv_due things[THINGS];
	bool in[THINGS] = { false };
	int64_t at[THINGS] = { 0 };

	memset(things, 0, sizeof things);
	while (steps-- > 0) {
		uint32_t i = unit_below(&seed, THINGS);

		switch (unit_below(&seed, 4)) {
		case 0:
			sv_heap_remove(&h, &things[i]);
			in[i] = false;
			break;
		case 1:
			if (sv_heap_top(&h)) {
				i = (uint32_t) (sv_heap_top(&h) - things);
				sv_heap_remove(&h, &things[i]);
				in[i] = false;
			}
			break;
		default:
			at[i] = (int64_t) (unit_random(&seed) % (uint64_t) spread) - spread / 2;
			must(sv_heap_set(&h, &things[i], at[i]));
			in[i] = true;
		}
		check(&h, things, in, at);
	}
	sv_heap_free(&h);
	must(h.len == 0 && h.cap == 0 && h.items == NULL);
}

Test(heap, behaves_as_a_naive_list_under_random_operations)
{
	run(1, INT64_C(1000000000000), 4000);
	run(2, 1000, 4000);
}

Test(heap, keeps_its_order_among_many_equal_times)
{
	run(3, 4, 4000);
	run(4, 1, 1000);
}

Test(heap, gives_back_everything_in_order)
{
	sv_heap h = { 0 };
	sv_due things[THINGS] = { { 0 } };
	int64_t last = INT64_MIN;
	uint64_t seed = 5;
	int i, n = 0;

	for (i = 0; i < THINGS; i++) {
		must(sv_heap_set(&h, &things[i], (int64_t) unit_below(&seed, 500)));
	}
	while (sv_heap_top(&h)) {
		sv_due *d = sv_heap_top(&h);

		must(d->at >= last);
		last = d->at;
		sv_heap_remove(&h, d);
		must(d->place == 0);
		n++;
	}
	must(n == THINGS);
	sv_heap_free(&h);
}

Test(heap, holds_the_ends_of_time)
{
	sv_heap h = { 0 };
	sv_due never = { 0 }, past = { 0 }, zero = { 0 };

	must(sv_heap_set(&h, &never, INT64_MAX) && sv_heap_set(&h, &past, INT64_MIN) && sv_heap_set(&h, &zero, 0));
	must(sv_heap_top(&h) == &past);
	must(sv_heap_set(&h, &past, INT64_MAX) && sv_heap_top(&h) == &zero);
	sv_heap_free(&h);
}

Test(heap, reserved_room_is_not_allocated_again)
{
	sv_heap h = { 0 };
	sv_due things[50] = { { 0 } };
	sv_due **items;
	int i;

	must(sv_heap_reserve(&h, 50));
	items = h.items;
	for (i = 0; i < 50; i++) {
		must(sv_heap_set(&h, &things[i], -i));
	}
	must(h.items == items && h.cap == 50);
	must(sv_heap_reserve(&h, 10) && h.cap == 50);
	sv_heap_free(&h);
}

Test(heap, removing_what_is_not_in_it_does_nothing)
{
	sv_heap h = { 0 };
	sv_due a = { 0 }, b = { 0 };

	sv_heap_remove(&h, &a);
	must(sv_heap_set(&h, &a, 1));
	sv_heap_remove(&h, &b);
	must(sv_heap_top(&h) == &a && h.len == 1);
	sv_heap_remove(&h, &a);
	sv_heap_remove(&h, &a);
	must(sv_heap_top(&h) == NULL);
	sv_heap_free(&h);
}

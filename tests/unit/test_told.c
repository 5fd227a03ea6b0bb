/* SPDX-License-Identifier: BSD-3-Clause */
/* test_told.c: the table of what handlers have told, against an array. */
#include "unit.h"

#include "core/job.h"

#define NUMBERS 500

Test(told, random_calls_do_to_the_table_what_they_do_to_an_array)
{
	static struct {
		bool has;
		double fraction;
		char note[SV_NOTE_MAX];
		uint32_t len;
	} model[NUMBERS];
	static const char jobs[NUMBERS][sizeof(sv_job)]; /* their addresses are what counts */
	sv_uniques t = { 0 };
	uint64_t seed = 5;
	int i, most = 0, has = 0;

	for (i = 0; i < 50000; i++) {
		uint32_t n = unit_below(&seed, NUMBERS), k;
		const sv_told *told;

		switch (unit_below(&seed, i % 10000 < 7000 ? 3 : 8)) {
		case 0:
		case 1:
			has += !model[n].has;
			model[n].has = true;
			model[n].fraction = unit_fraction(&seed);
			model[n].len = unit_below(&seed, SV_NOTE_MAX + 1);
			for (k = 0; k < model[n].len; k++) {
				model[n].note[k] = (char) unit_random(&seed);
			}
			must(sv_told_keep(&t, jobs[n], model[n].fraction, model[n].note, model[n].len));
			break;
		case 2:
			break;
		default:
			has -= model[n].has;
			model[n].has = false;
			sv_told_drop(&t, jobs[n]);
		}
		told = sv_told_find(&t, jobs[n]);
		must((told != NULL) == model[n].has && (int) t.len == has);
		must(!told || (told->fraction == model[n].fraction && told->len == model[n].len && memcmp(told->note, model[n].note, told->len) == 0));
		most = has > most ? has : most;
	}
	must(most > 300);
	for (i = 0; i < NUMBERS; i++) {
		must((sv_told_find(&t, jobs[i]) != NULL) == model[i].has);
		sv_told_drop(&t, jobs[i]);
	}
	must(t.len == 0 && t.cap == 0 && t.buckets == NULL); /* nothing is left of it */
	sv_told_drop(&t, jobs[1]);
	must(sv_told_keep(&t, jobs[1], 0.5, "again", 5) && sv_told_find(&t, jobs[1])->len == 5);
	sv_told_drop(&t, jobs[1]);
}

Test(told, numbers_of_workers_are_no_numbers_of_the_master_nor_of_one_another)
{
	must(sv_job_number_by(0, 1) > UINT64_MAX / 2 && sv_job_number_by(1, 0) == sv_job_number_by(0, UINT32_MAX) + 1);
	must(sv_job_number_by(INT32_MAX, UINT32_MAX) == UINT64_MAX);
}

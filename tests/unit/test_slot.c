/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_slot.c: the table of slot.c, cell by cell, against a listing that is made from the other side: by event, from what the design
 * says of it.
 */
#include "unit.h"

#include "core/slot.h"

/* What happens on an event: in these states this, in all others it cannot happen. */
struct expected {
	sv_event event;
	sv_state in, next;
	sv_action action;
};

static const struct expected expected[] = {
	/* A slot without a worker lines up for one; one that has a worker has what it should have. */
	{ SV_E_START, SV_STOPPED, SV_BACKOFF, SV_A_LINE_UP },
	{ SV_E_START, SV_FATAL, SV_BACKOFF, SV_A_LINE_UP },
	{ SV_E_START, SV_BACKOFF, SV_BACKOFF, SV_A_NONE },
	{ SV_E_START, SV_STARTING, SV_STARTING, SV_A_NONE },
	{ SV_E_START, SV_IDLE, SV_IDLE, SV_A_NONE },
	{ SV_E_START, SV_BUSY, SV_BUSY, SV_A_NONE },
	{ SV_E_START, SV_DRAINING, SV_DRAINING, SV_A_NONE },
	{ SV_E_START, SV_STOPPING, SV_STOPPING, SV_A_NONE },
	{ SV_E_START, SV_KILLING, SV_KILLING, SV_A_NONE },

	/* The fork is part of entering STARTING, so only there can it fail. */
	{ SV_E_FORK_FAILED, SV_STARTING, SV_BACKOFF, SV_A_WAIT },

	/* A worker that is on its way out may still say that it is ready: nobody greets it. */
	{ SV_E_READY, SV_STARTING, SV_IDLE, SV_A_GREET },
	{ SV_E_READY, SV_STOPPING, SV_STOPPING, SV_A_NONE },
	{ SV_E_READY, SV_KILLING, SV_KILLING, SV_A_NONE },

	/* Only an idle worker gets a first job. */
	{ SV_E_BEGIN, SV_IDLE, SV_BUSY, SV_A_NONE },

	/* The last job is over; whoever was leaving leaves. */
	{ SV_E_REST, SV_BUSY, SV_IDLE, SV_A_NONE },
	{ SV_E_REST, SV_DRAINING, SV_STOPPING, SV_A_HURRY },
	{ SV_E_REST, SV_STOPPING, SV_STOPPING, SV_A_NONE },
	{ SV_E_REST, SV_KILLING, SV_KILLING, SV_A_NONE },

	/* A worker may say at any time that it leaves, more than once. */
	{ SV_E_LEAVE, SV_STARTING, SV_STOPPING, SV_A_NONE },
	{ SV_E_LEAVE, SV_IDLE, SV_STOPPING, SV_A_NONE },
	{ SV_E_LEAVE, SV_BUSY, SV_DRAINING, SV_A_NONE },
	{ SV_E_LEAVE, SV_DRAINING, SV_DRAINING, SV_A_NONE },
	{ SV_E_LEAVE, SV_STOPPING, SV_STOPPING, SV_A_NONE },
	{ SV_E_LEAVE, SV_KILLING, SV_KILLING, SV_A_NONE },

	/* Stop: every worker is asked, and has a deadline from then on, also when it was leaving by itself; a killed one is past that. */
	{ SV_E_STOP, SV_STARTING, SV_STOPPING, SV_A_ASK },
	{ SV_E_STOP, SV_IDLE, SV_STOPPING, SV_A_ASK },
	{ SV_E_STOP, SV_BUSY, SV_DRAINING, SV_A_ASK },
	{ SV_E_STOP, SV_DRAINING, SV_DRAINING, SV_A_ASK },
	{ SV_E_STOP, SV_STOPPING, SV_STOPPING, SV_A_ASK },
	{ SV_E_STOP, SV_KILLING, SV_KILLING, SV_A_NONE },
	{ SV_E_STOP, SV_BACKOFF, SV_STOPPED, SV_A_REST },
	{ SV_E_STOP, SV_STOPPED, SV_STOPPED, SV_A_NONE },
	{ SV_E_STOP, SV_FATAL, SV_STOPPED, SV_A_NONE },

	/* The timer: of the next fork, of SIGKILL, of SIGKILL again. */
	{ SV_E_DUE, SV_BACKOFF, SV_STARTING, SV_A_FORK },
	{ SV_E_DUE, SV_DRAINING, SV_KILLING, SV_A_TRACE },
	{ SV_E_DUE, SV_STOPPING, SV_KILLING, SV_A_TRACE },
	{ SV_E_DUE, SV_KILLING, SV_KILLING, SV_A_KILL },

	/* The time of a boot or a job is up: whoever runs tells where it is before it is killed. */
	{ SV_E_EXPIRE, SV_STARTING, SV_KILLING, SV_A_TRACE },
	{ SV_E_EXPIRE, SV_IDLE, SV_KILLING, SV_A_TRACE },
	{ SV_E_EXPIRE, SV_BUSY, SV_KILLING, SV_A_TRACE },
	{ SV_E_EXPIRE, SV_DRAINING, SV_KILLING, SV_A_TRACE },
	{ SV_E_EXPIRE, SV_STOPPING, SV_KILLING, SV_A_TRACE },
	{ SV_E_EXPIRE, SV_KILLING, SV_KILLING, SV_A_NONE },

	/* Only a slot that is empty for good is given up. */
	{ SV_E_GIVE_UP, SV_STOPPED, SV_FATAL, SV_A_NONE },

	/* One step further: whatever has a process is killed, whatever waits for one gives up. */
	{ SV_E_KILL, SV_STARTING, SV_KILLING, SV_A_KILL },
	{ SV_E_KILL, SV_IDLE, SV_KILLING, SV_A_KILL },
	{ SV_E_KILL, SV_BUSY, SV_KILLING, SV_A_KILL },
	{ SV_E_KILL, SV_DRAINING, SV_KILLING, SV_A_KILL },
	{ SV_E_KILL, SV_STOPPING, SV_KILLING, SV_A_KILL },
	{ SV_E_KILL, SV_KILLING, SV_KILLING, SV_A_KILL },
	{ SV_E_KILL, SV_BACKOFF, SV_STOPPED, SV_A_REST },
	{ SV_E_KILL, SV_STOPPED, SV_STOPPED, SV_A_NONE },
	{ SV_E_KILL, SV_FATAL, SV_STOPPED, SV_A_NONE },

	/* What has a process can die. */
	{ SV_E_DEAD, SV_STARTING, SV_STOPPED, SV_A_BURY },
	{ SV_E_DEAD, SV_IDLE, SV_STOPPED, SV_A_BURY },
	{ SV_E_DEAD, SV_BUSY, SV_STOPPED, SV_A_BURY },
	{ SV_E_DEAD, SV_DRAINING, SV_STOPPED, SV_A_BURY },
	{ SV_E_DEAD, SV_STOPPING, SV_STOPPED, SV_A_BURY },
	{ SV_E_DEAD, SV_KILLING, SV_STOPPED, SV_A_BURY },
};

static const struct expected *find(sv_state state, sv_event event)
{
	size_t i;

	for (i = 0; i < COUNT(expected); i++) {
		if (expected[i].in == state && expected[i].event == event) {
			return &expected[i];
		}
	}
	return NULL;
}

Test(slot, every_cell_of_the_table_is_as_listed)
{
	int state, event;

	for (state = 0; state < SV_STATES; state++) {
		for (event = 0; event < SV_EVENTS; event++) {
			sv_step step = sv_slot_step((sv_state) state, (sv_event) event);
			const struct expected *e = find((sv_state) state, (sv_event) event);

			if (!e) {
				continue;
			}
			must_say(step.action == e->action, "%s in %s: action %d, not %d", sv_event_name(event), sv_state_name(state), step.action, e->action);
			must_say(step.next == e->next, "%s in %s leads to %s, not %s", sv_event_name(event), sv_state_name(state), sv_state_name(step.next),
				sv_state_name(e->next));
		}
	}
}

Test(slot, what_is_not_listed_is_invalid_and_leaves_the_state_alone)
{
	int state, event, invalid = 0;

	for (state = 0; state < SV_STATES; state++) {
		for (event = 0; event < SV_EVENTS; event++) {
			sv_step step = sv_slot_step((sv_state) state, (sv_event) event);

			if (!find((sv_state) state, (sv_event) event)) {
				must_say(step.action == SV_A_INVALID, "%s in %s: action %d", sv_event_name(event), sv_state_name(state), step.action);
				must_say((int) step.next == state, "%s in %s leads to %s", sv_event_name(event), sv_state_name(state), sv_state_name(step.next));
				invalid++;
			}
		}
	}
	must(invalid == SV_STATES * SV_EVENTS - (int) COUNT(expected));
}

Test(slot, the_listing_names_no_cell_twice)
{
	size_t i;

	for (i = 0; i < COUNT(expected); i++) {
		must(find(expected[i].in, expected[i].event) == &expected[i]);
	}
}

Test(slot, only_a_fork_brings_a_process_and_only_a_death_or_a_failed_fork_takes_it_away)
{
	int state, event;

	for (state = 0; state < SV_STATES; state++) {
		for (event = 0; event < SV_EVENTS; event++) {
			sv_step step = sv_slot_step((sv_state) state, (sv_event) event);
			bool before = sv_slot_occupied((sv_state) state), after = sv_slot_occupied(step.next);

			must((!before && after) == (step.action == SV_A_FORK));
			must((before && !after) == (event == SV_E_DEAD || event == SV_E_FORK_FAILED) || step.action == SV_A_INVALID);
		}
	}
}

Test(slot, a_signal_is_asked_for_only_where_there_is_a_process)
{
	int state, event;

	for (state = 0; state < SV_STATES; state++) {
		for (event = 0; event < SV_EVENTS; event++) {
			sv_step step = sv_slot_step((sv_state) state, (sv_event) event);

			if (step.action == SV_A_ASK || step.action == SV_A_TRACE || step.action == SV_A_KILL) {
				must(sv_slot_occupied((sv_state) state));
				must(sv_slot_occupied(step.next));
			}
		}
	}
}

Test(slot, from_every_state_a_stop_a_timer_and_a_death_end_in_stopped)
{
	int state;

	for (state = 0; state < SV_STATES; state++) {
		sv_step step = sv_slot_step((sv_state) state, SV_E_STOP);

		if (sv_slot_occupied(step.next)) {
			step = sv_slot_step(step.next, SV_E_DUE);
			must((step.action == SV_A_TRACE || step.action == SV_A_KILL) && step.next == SV_KILLING);
			step = sv_slot_step(step.next, SV_E_DEAD);
		}
		must(step.next == SV_STOPPED);
	}
}

Test(slot, a_killed_worker_never_gets_well)
{
	int event;

	for (event = 0; event < SV_EVENTS; event++) {
		sv_step step = sv_slot_step(SV_KILLING, (sv_event) event);

		must(step.next == (event == SV_E_DEAD ? SV_STOPPED : SV_KILLING));
	}
}

Test(slot, states_and_events_have_names)
{
	static const char *const states[] = { "stopped", "starting", "idle", "busy", "draining", "stopping", "killing", "backoff", "fatal" };
	int i;

	must(COUNT(states) == SV_STATES);
	for (i = 0; i < SV_STATES; i++) {
		must(strcmp(sv_state_name((sv_state) i), states[i]) == 0);
	}
	for (i = 0; i < SV_EVENTS; i++) {
		must(sv_event_name((sv_event) i) != NULL && sv_event_name((sv_event) i)[0]);
	}
}

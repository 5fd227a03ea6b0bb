/* SPDX-License-Identifier: BSD-3-Clause */
/* slot.c: the table; see slot.h. A cell that is not written out is SV_A_INVALID. */
#include "core/slot.h"

#define TO(state, action) { SV_##state, SV_A_##action }
#define STAY(state) TO(state, NONE)

static const sv_step table[SV_STATES][SV_EVENTS] = {
	[SV_STOPPED] = {
		[SV_E_START] = TO(BACKOFF, LINE_UP),
		[SV_E_STOP] = STAY(STOPPED),
		[SV_E_KILL] = STAY(STOPPED),
		[SV_E_GIVE_UP] = TO(FATAL, NONE),
	},
	[SV_STARTING] = {
		[SV_E_START] = STAY(STARTING),
		[SV_E_FORK_FAILED] = TO(BACKOFF, WAIT),
		[SV_E_READY] = TO(IDLE, GREET),
		[SV_E_LEAVE] = STAY(STOPPING),
		[SV_E_STOP] = TO(STOPPING, ASK),
		[SV_E_EXPIRE] = TO(KILLING, TRACE),
		[SV_E_KILL] = TO(KILLING, KILL),
		[SV_E_DEAD] = TO(STOPPED, BURY),
	},
	[SV_IDLE] = {
		[SV_E_START] = STAY(IDLE),
		[SV_E_BEGIN] = STAY(BUSY),
		[SV_E_LEAVE] = STAY(STOPPING),
		[SV_E_STOP] = TO(STOPPING, ASK),
		[SV_E_EXPIRE] = TO(KILLING, TRACE),
		[SV_E_KILL] = TO(KILLING, KILL),
		[SV_E_DEAD] = TO(STOPPED, BURY),
	},
	[SV_BUSY] = {
		[SV_E_START] = STAY(BUSY),
		[SV_E_REST] = STAY(IDLE),
		[SV_E_LEAVE] = STAY(DRAINING),
		[SV_E_STOP] = TO(DRAINING, ASK),
		[SV_E_EXPIRE] = TO(KILLING, TRACE),
		[SV_E_KILL] = TO(KILLING, KILL),
		[SV_E_DEAD] = TO(STOPPED, BURY),
	},
	/* A worker that leaves by itself has a deadline, too, and is asked again when its slot is stopped: the deadline is the pool's then. */
	[SV_DRAINING] = {
		[SV_E_START] = STAY(DRAINING),
		[SV_E_REST] = TO(STOPPING, HURRY),
		[SV_E_LEAVE] = STAY(DRAINING),
		[SV_E_STOP] = TO(DRAINING, ASK),
		[SV_E_DUE] = TO(KILLING, TRACE),
		[SV_E_EXPIRE] = TO(KILLING, TRACE),
		[SV_E_KILL] = TO(KILLING, KILL),
		[SV_E_DEAD] = TO(STOPPED, BURY),
	},
	[SV_STOPPING] = {
		[SV_E_START] = STAY(STOPPING),
		[SV_E_READY] = STAY(STOPPING),
		[SV_E_REST] = STAY(STOPPING),
		[SV_E_LEAVE] = STAY(STOPPING),
		[SV_E_STOP] = TO(STOPPING, ASK),
		[SV_E_DUE] = TO(KILLING, TRACE),
		[SV_E_EXPIRE] = TO(KILLING, TRACE),
		[SV_E_KILL] = TO(KILLING, KILL),
		[SV_E_DEAD] = TO(STOPPED, BURY),
	},
	/* Frames that were sent before the signal arrived may still come in. */
	[SV_KILLING] = {
		[SV_E_START] = STAY(KILLING),
		[SV_E_READY] = STAY(KILLING),
		[SV_E_REST] = STAY(KILLING),
		[SV_E_LEAVE] = STAY(KILLING),
		[SV_E_STOP] = STAY(KILLING),
		[SV_E_DUE] = TO(KILLING, KILL),
		[SV_E_EXPIRE] = STAY(KILLING),
		[SV_E_KILL] = TO(KILLING, KILL),
		[SV_E_DEAD] = TO(STOPPED, BURY),
	},
	[SV_BACKOFF] = {
		[SV_E_START] = STAY(BACKOFF),
		[SV_E_STOP] = TO(STOPPED, REST),
		[SV_E_DUE] = TO(STARTING, FORK),
		[SV_E_KILL] = TO(STOPPED, REST),
	},
	[SV_FATAL] = {
		[SV_E_START] = TO(BACKOFF, LINE_UP),
		[SV_E_STOP] = STAY(STOPPED),
		[SV_E_KILL] = STAY(STOPPED),
	},
};

sv_step sv_slot_step(sv_state state, sv_event event)
{
	sv_step step = table[state][event];

	if (step.action == SV_A_INVALID) {
		step.next = state;
	}
	return step;
}

bool sv_slot_occupied(sv_state state)
{
	return state != SV_STOPPED && state != SV_BACKOFF && state != SV_FATAL;
}

const char *sv_state_name(sv_state state)
{
	static const char *const names[SV_STATES] = {
		"stopped", "starting", "idle", "busy", "draining", "stopping", "killing", "backoff", "fatal",
	};
	return names[state];
}

const char *sv_event_name(sv_event event)
{
	static const char *const names[SV_EVENTS] = {
		"start", "fork failed", "ready", "begin", "rest", "leave", "stop", "due", "expire", "kill", "give up", "dead",
	};
	return names[event];
}

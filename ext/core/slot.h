/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * slot.h: the life of a slot as a table, states x events -> action and next state.
 *
 * Knows nothing of processes, jobs or time. What an action does is in pool.c; what follows a death is in policy.c.
 */
#ifndef SV_SLOT_H
#define SV_SLOT_H

#include <stdbool.h>

typedef enum sv_state {
	SV_STOPPED,  /* no worker, none wanted */
	SV_STARTING, /* forked, not ready */
	SV_IDLE,     /* ready, has no job */
	SV_BUSY,     /* has jobs in its buffer */
	SV_DRAINING, /* leaves when the job that it runs is over */
	SV_STOPPING, /* leaves; runs no job of ours */
	SV_KILLING,  /* its stack is asked for, or SIGKILL is sent */
	SV_BACKOFF,  /* no worker, the next one is forked when the timer is due, which may be now */
	SV_FATAL,    /* no worker, given up */
	SV_STATES
} sv_state;

typedef enum sv_event {
	SV_E_START,       /* this slot should have a worker */
	SV_E_FORK_FAILED, /* the fork that FORK asked for */
	SV_E_READY,       /* the worker has booted */
	SV_E_BEGIN,       /* it was handed a job and had none */
	SV_E_REST,        /* its last job is settled or taken back */
	SV_E_LEAVE,       /* it says that it is leaving */
	SV_E_STOP,        /* this slot should have no worker */
	SV_E_DUE,         /* its timer */
	SV_E_EXPIRE,      /* the time of its boot or its job is up */
	SV_E_KILL,        /* one step further, now */
	SV_E_GIVE_UP,     /* no worker any more, for its pool does not restart what ends so */
	SV_E_DEAD,        /* the worker was reaped */
	SV_EVENTS
} sv_event;

typedef enum sv_action {
	SV_A_INVALID, /* this event cannot happen in this state; 0, so that a cell nobody wrote is invalid */
	SV_A_NONE,
	SV_A_LINE_UP, /* arm the timer with now: the next round forks */
	SV_A_FORK,    /* fork */
	SV_A_WAIT,    /* the fork failed: arm the timer for the next try */
	SV_A_GREET,   /* the worker is ready: tell, and hand it jobs */
	SV_A_ASK,     /* ask it to leave, arm the timer for SIGKILL */
	SV_A_HURRY,   /* it has nothing left to do: arm the timer, if none runs */
	SV_A_TRACE,   /* have it say where it is, arm the timer for SIGKILL */
	SV_A_KILL,    /* SIGKILL to its group, arm the timer to do it again */
	SV_A_REST,    /* forget the timer: nothing to wait for */
	SV_A_BURY,    /* settle its jobs, tell, and decide what the slot does next: STOPPED or BACKOFF */
} sv_action;

typedef struct sv_step {
	sv_state next;
	sv_action action;
} sv_step;

/* The cell of the table. For SV_A_INVALID next is the present state. */
sv_step sv_slot_step(sv_state state, sv_event event);

/* Is there a process in a slot of this state? */
bool sv_slot_occupied(sv_state state);

/* "stopped" ... "fatal", as in PHP's enum SlotState */
const char *sv_state_name(sv_state state);
const char *sv_event_name(sv_event event);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * world.h: a pool on a fake port, for the tests of pool, limits and roll: a clock that a test turns, processes that are structs, sockets that are byte
 * strings, signals that are counted. A fake worker does with its channel and its cell what worker.c does, one step at a time, so that it can
 * die between any two.
 *
 * Some things must hold in every test and are checked in the port itself: one live worker a slot, no signal to a process that is
 * reaped, no fork before its time, no job in two workers, none run after its end.
 */
#ifndef SV_WORLD_H
#define SV_WORLD_H

#include "unit.h"

#include "core/pool.h"

/* The fake wall clock at the fake clock's 0. */
#define WORLD_EPOCH (INT64_C(1700000000) * SV_SECOND_NS)

#define PROCS_MAX 20000
#define NUMBERS_MAX 30000
#define SLOTS_MAX 400
#define ANY_ROOM SIZE_MAX

struct bytes {
	char *data;
	size_t len, at, cap;
};

/* A process, alive, dead or reaped. */
struct proc {
	sv_slot *slot;
	sv_cell *cell;
	pid_t pid;
	bool dead;     /* the master can see that, and does not know yet */
	int status;    /* ... and this is why */
	bool reaped;
	bool closed;   /* its end of the channel, though it lives */
	bool hung_up, deaf, want_write;
	int kills, terms, conts, traces;
	int stops, group_signals; /* of a program: its stop signal, if that is another one; those that went to its group */
	uint64_t memory; /* RSS that it reports, and that /proc would tell */
	char notice[256]; /* of a program: what it has sent, and nobody has read */
	struct bytes in, out, held; /* to it; from it; results that it did not send yet */
	size_t room;   /* bytes that its socket takes */
	bool dribbles; /* what it writes arrives a few bytes at a time */
	bool dribbled;

	bool told_ready;
	bool runs;
	bool stuck;    /* its time was up before its job was: it waits for its end */
	sv_frame job;  /* that it runs, or ran last */
	uint32_t jobs;
	int64_t latest_ns; /* a loop: of the deadlines that it has set */
	uint32_t followed; /* jobs that it has submitted */
};

/* What the test knows of a job. */
struct known {
	uint64_t by_worker; /* the number that a worker has made; 0: ours */
	sv_job *job;   /* held until it is settled */
	bool settled;
	bool named;    /* in the log, as failed */
	int state;
	struct proc *running;
	int runs, results, retries;
	int64_t not_before, delay;
};

struct world {
	sv_port port;
	sv_pool *pool;
	uint64_t seed;
	double fixed;       /* what random() gives; < 0: numbers of the seed */
	int64_t now, began;
	const char *name;   /* of the next jobs; NULL: none */
	int fork_error;     /* errno of the next forks; 0: they work */
	const char *not_started; /* why the next programs cannot be started; NULL: they can */
	int64_t fork_takes; /* on the clock */
	int send_error;     /* errno of the next writes to channels; 0: they work */
	int forks, fork_tries, forks_this_round;
	struct proc *procs[PROCS_MAX];
	struct proc *in_slot[SLOTS_MAX];
	int64_t allowed_at[SLOTS_MAX]; /* no fork before */
	int fork_failures[SLOTS_MAX];
	int forks_at_death; /* that there had been when the last death was told of */
	int deaths, readies, refills, degraded, recovered;
	char why[SV_LAST_WORDS_MAX + 200]; /* of the last degraded */
	bool late_deaths; /* it is left to the next round to tell of them, as in a real master; else each is told of when it has been seen */
	bool no_traces; /* workers cannot be asked for their stack */
	void (*meanwhile)(void); /* done once, when the master reads a channel the next time: workers do not wait for it */
	uint32_t rolling;        /* at the last check */
	sv_obituary last;   /* job: not to be followed */
	uint64_t last_job;  /* ... its number; 0: none */
	char last_label[SV_LABEL_MAX];
	int logs[4];
	pid_t logged_pid; /* of the slot of the last line */
	sv_facts facts;   /* ... and its facts, but the name */
	int lines, death_line, failed_line; /* the how-manieth was the last of a worker's death, and of a job that failed */
	uint64_t named;   /* failed jobs that were named in the log */
	uint64_t again, purged; /* failed jobs that were queued again, and forgotten */
	char log[1024];
	struct known known[NUMBERS_MAX];
	uint64_t numbers;
	uint64_t open[NUMBERS_MAX], open_len;
	uint32_t asked_pool; /* the last id that pool_of() was asked for */
	uint64_t settled_by_state[SV_J_STATES];
	uint64_t undecided[NUMBERS_MAX], undecided_len;
	int cells;
};

extern struct world W;

sv_pool_config world_config(uint32_t workers);

/* Takes the config's backoff. The pool is NEW. */
void world_new(sv_pool_config config);

/* ... and started, forked and ready. */
void world_ready(sv_pool_config config);

/* Everything is over: frees the pool, and nothing may be left. */
void world_free(void);

/* Checks what must hold between any two events. */
void world_check(void);

void world_service(void);
void world_wait(int64_t ns); /* only the clock */

/* Moves the clock to each deadline of the pool up to `ns` from now, and serves; returns how many times. */
int world_run(int64_t ns);

/* A string job, or an int one; its number. */
uint64_t world_submit(const char *payload);
uint64_t world_submit_int(int64_t value);
uint64_t world_submit_for(const char *payload, int64_t timeout_ns); /* with a timeout of its own */
uint64_t world_submit_at(const char *payload, int priority);
uint64_t world_submit_with(const char *payload, sv_order o); /* timeout, delay, priority, attempts and key are its */

/* Queues a failed job again, whose number it returns; forgets those that failed until then. */
uint64_t world_retry_failed(sv_failed *f);
uint32_t world_purge_failed(int64_t until);

/* sv_pool_restart(), sv_pool_scale(): they fork some slots sooner than their last deaths said. */
void world_restart(void);
void world_scale(uint32_t workers);

struct proc *world_proc(uint32_t slot); /* the live one; NULL: none */

/* The slot that counts for this number, and its worker: not a successor that boots, nor one that is on its way out. */
sv_slot *world_number(uint32_t number);
struct proc *world_worker(uint32_t number);

/* Processes that there are now. */
uint32_t world_alive(void);

/* --- what a worker does --- */

void proc_ready(struct proc *p);
bool proc_take(struct proc *p);   /* claims the next job that is not taken back; false: there is none */
uint64_t proc_number(const struct proc *p); /* as world_submit() gave it; of a job that a worker has submitted, as W.numbers was when it was seen */

/* While a job runs: sv_worker_progress(), sv_worker_submit(), sv_worker_cancelled(). The meta "!" is one that cannot be read. */
void proc_progress(struct proc *p, double fraction, const char *note);
void proc_submit(struct proc *p, uint32_t pool, const char *meta, const char *payload);
void proc_submit_with(struct proc *p, sv_follow follow, const char *key, const char *meta, const char *payload); /* pool, delay, priority and attempts are its */
bool proc_cancelled(const struct proc *p);

void proc_extend(struct proc *p, int64_t ns);

/* A loop: begins a job of its own, as sv_worker_begin() does; is there none any more. */
void proc_begin(struct proc *p, int64_t timeout_ns);
void proc_end(struct proc *p);

/*
 * The job that runs is over; the frame says that it took run_ns, whatever the clock says. It is written, or held back. False: its time was up, nothing
 * is written.
 */
bool proc_done(struct proc *p, int64_t run_ns, bool hold);  /* returns "result N" */
bool proc_done_as(struct proc *p, sv_value_kind kind, const void *bytes, uint32_t len);
bool proc_fail(struct proc *p, const sv_failure *f);
void proc_flush(struct proc *p);
void proc_leave(struct proc *p);
void proc_part(struct proc *p, sv_parting parting, bool in_job, const char *words);
void proc_write(struct proc *p, const void *bytes, size_t len); /* anything */

/* What it wrote is read. */
void proc_deliver(struct proc *p);

/* It is dead; the master is told at once, or later by proc_bury(). */
void proc_die(struct proc *p, int status);
void proc_dies_unseen(struct proc *p, int status);
void proc_bury(struct proc *p, bool lost);

/* --- scenes, for the tests of one promise each --- */

sv_slot *world_slot(uint32_t i);
sv_job *world_job(uint64_t number);
bool world_near(int64_t ns, double seconds);

/* A failure to send; the one that a job ended with, or waits with. */
sv_failure world_failure(sv_fail_reason reason);
sv_failure world_failure_of(const sv_job *job);

/* Serves, has the worker of this slot take its next job, and checks which. */
struct proc *world_takes(uint32_t i, uint64_t number);

/* ... which ends so. */
void world_done(struct proc *p, int64_t run_ns);
void world_fails(struct proc *p, sv_failure f);

/* Lets n jobs of this run time pass, so that the pool knows how long they take. */
void world_teach(int64_t run_ns, int n);

/* Forks what is due in the next 70 s, and makes this slot's worker ready. */
struct proc *world_again(uint32_t i);

/* A program: tells this by its socket, and it is read. */
void proc_notify(struct proc *p, const char *text);

/* READY, and it is read. */
struct proc *world_boots(struct proc *p);

/* It was asked to leave, or leaves by itself, and does. */
void world_leaves(struct proc *p, sv_parting parting);

/* Stops, lets every worker leave as asked, and frees everything. */
void world_stop(void);

#define EXITED(code) ((code) << 8)
#define KILLED(sig) (sig)

#endif

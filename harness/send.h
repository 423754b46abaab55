/* SPDX-License-Identifier: MIT
 *
 * lastwords send: deliver one thing to a process of the user's choosing. The command (send.c) keeps the order: begin,
 * deliver, await, finish; one half per system does them. Whatever a half does is written into the report at once.
 */
#ifndef LASTWORDS_SEND_H
#define LASTWORDS_SEND_H

#include <jansson.h>
#include <stdbool.h>

/* What came of it. Zero is unset: go on. */
enum send_result {
	SEND_UNSET,
	SEND_DELIVERED,	 /* the system took it; nobody waited for more */
	SEND_ENDED,	 /* and every process that was told has ended */
	SEND_NOT_ENDED,	 /* not all of them in time */
	SEND_USAGE,	 /* no such delivery here, or no process that could be meant */
	SEND_NO_PROCESS, /* there is no such process, or there was none any more */
	SEND_REFUSED,	 /* it would harm whoever called us; nothing was done */
	SEND_BLOCKED,	 /* the system does not let us, or there is no way to reach it */
	SEND_MAX
};

/* A note explains; a warning says that what the user wants will not come of it. */
enum send_level { SEND_NOTE, SEND_WARNING };

struct send_targets; /* the half's: the processes that are meant, each held by a handle */

struct send {
	const char *delivery; /* as the user named it */
	long long pid;	      /* 1 or more */
	bool tree;	      /* and its descendants */
	bool force;	      /* also to process 1 and to our own ancestors */
	bool json;
	double wait; /* seconds; negative: do not wait */
	json_t *report;
	struct send_targets *targets;
};

/* The half of a system. Each returns SEND_UNSET to go on with the next; what else it returns is the result, and was
 * explained with send_fail. Signals and messages go to processes that are held by a handle (pidfd, process handle)
 * from before they were looked at until the end, so that nobody who got a reused number can be hit.
 *
 * send_begin - understand the delivery, find the processes that are meant and hold them; refuse what would hit this
 * command, its ancestors or its terminal or console; warn of what will keep the delivery from having an effect.
 * send_deliver - do it; SEND_DELIVERED when the process itself was told.
 * send_await - wait for the end of all that were told, for send->wait seconds from the delivery at most.
 * send_finish - let go of everything. For any state, also when send_begin failed. */
enum send_result send_begin(struct send *send);
enum send_result send_deliver(struct send *send);
enum send_result send_await(struct send *send);
void send_finish(struct send *send);

/* send_deliveries - what can be given as DELIVERY here, for messages. */
const char *send_deliveries(void);

/* send_exit_code - an enum exit_code. */
int send_exit_code(enum send_result result);

/* send_result_name - "delivered", ...; "?" for unset. */
const char *send_result_name(enum send_result result);

#endif

/* SPDX-License-Identifier: MIT
 *
 * Takes in traces while the ground works.
 */
#ifndef LASTWORDS_GATHER_H
#define LASTWORDS_GATHER_H

#include <stdbool.h>
#include "ground.h"
#include "trace.h"

/* Called for each trace; returning non-zero stops the run. */
typedef int gather_take_fn(void *context, const struct trace *trace);

/* Called a few times a second. */
typedef void gather_tick_fn(void *context);

enum gather_end { GATHER_DONE, GATHER_STOPPED, GATHER_INTERRUPTED };

/* gather_traces - read traces from results until every worker has closed it, take says stop, or the
 * user does (SIGINT, SIGTERM or SIGHUP, unless the caller had them ignored or blocked). results is closed.
 * ret_signal gets the signal of an interruption. */
enum gather_end gather_traces(intptr_t results, gather_take_fn *take, gather_tick_fn *tick, void *context,
			      int *ret_signal);

/* gather_hold_signals - from now on the signals that interrupt are kept for gather_traces. To be called
 * before the ground is started. */
void gather_hold_signals(void);

/* gather_die - end as the signal would have ended us, so that the caller's shell knows. */
void gather_die(int number);

#endif

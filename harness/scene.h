/* SPDX-License-Identifier: MIT
 *
 * One cell while it runs: what was started, who stands around it, what is known of its
 * end. POSIX half; lives in a worker.
 */
#ifndef LASTWORDS_SCENE_H
#define LASTWORDS_SCENE_H

#include <stdbool.h>
#include "ground.posix.h"
#include "host.h"
#include "stage.h"
#include "trace.h"

struct scene {
	const struct ground *ground;
	struct cell cell;
	struct trace *trace;
	struct stage stage;
	struct terminal terminal; /* of this cell alone, ends -1 where it has none */
	struct hosts hosts;
	pid_t started;	    /* the process we started: the wrapper where there is one, else the probe */
	pid_t probe;	    /* the process that said ready */
	int probe_fd;	    /* watch on a probe that is not our own child, else -1 */
	int started_fd;	    /* watch on what was started, where it is another and will not be handed to us, else -1 */
	bool observed;	    /* how things ended is settled: what ends from now on, we ended */
	bool probe_ended;   /* trace->end is set */
	bool renumbered;    /* in a PID namespace of its own: what hosts say of pids is not in our numbers */
	bool started_ended; /* reaped: never to be signalled again */
	unsigned host_ends; /* how many of host_page.reaped have been taken in */
	int64_t begun_ns;   /* when the launch began */
	int64_t sent_ns;    /* when the delivery began */
	int64_t slow_since_ns; /* escalate: since when it is seen asleep with a timeout */
};

/* scene_reap - take in every end that can be had now without waiting. Returns whether the
 * world is empty: no process of this cell is left, hosts included. */
bool scene_reap(struct scene *scene);

/* scene_over - has the probe ended, as far as is known without waiting? */
bool scene_over(struct scene *scene);

/* scene_wait_child - sleep until a child changes state or ns have passed, whichever is first. */
void scene_wait_child(int64_t ns);

/* scene_clear - end by force whatever is left, reap it all, and note in the trace that it
 * was needed. Returns 0, or -1 with trouble when something does not die. */
int scene_clear(struct scene *scene);

#endif

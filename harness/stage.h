/* SPDX-License-Identifier: MIT
 *
 * What a cell finds when it starts: an empty directory, a journal, a readiness pipe, and the
 * pipes its delivery asks for. POSIX half.
 */
#ifndef LASTWORDS_STAGE_H
#define LASTWORDS_STAGE_H

#include <stdbool.h>
#include "ground.posix.h"
#include "trace.h"

struct stage {
	int journal;
	int ready[2]; /* [1] is closed here once the probe has it */
	int in[2];    /* its standard input where the delivery needs it, else -1 */
	int out[2];   /* its standard output, likewise */
	int hold[2];  /* closed at [1] lets a held handler go on, else -1 */
};

enum { STAGE_IN = 1, STAGE_OUT = 2, STAGE_HOLD = 4 };

/* stage_open - set the stage; needs is a set of STAGE_*. Returns 0, or -1 with trouble. */
int stage_open(struct stage *stage, const struct ground *ground, unsigned needs, struct trouble *trouble);

/* stage_drop - close one descriptor of the stage and mark it closed. */
void stage_drop(int *fd);

/* stage_look - the rungs that are seen from outside (temporary file, lock), as bits; to be asked
 * before anything is ended by force. */
uint32_t stage_look(const struct ground *ground);

/* stage_close - close everything and empty the directory. Returns 0, or -1 with trouble when
 * something cannot be removed. */
int stage_close(struct stage *stage, const struct ground *ground, struct trouble *trouble);

#endif

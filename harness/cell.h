/* SPDX-License-Identifier: MIT
 *
 * One cell from an empty stage to an empty stage.
 */
#ifndef LASTWORDS_CELL_H
#define LASTWORDS_CELL_H

#include "axes.h"
#include "trace.h"

struct ground;

/* cell_run - launch, deliver, observe, settle, clear. Everything observed, or the trouble, is in
 * ret_trace (item excepted, which is the caller's). Returns false when the ground can no longer be trusted:
 * something of the cell could not be ended. */
bool cell_run(const struct ground *ground, const struct cell *cell, struct trace *ret_trace);

#endif

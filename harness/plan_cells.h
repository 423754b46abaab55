/* SPDX-License-Identifier: MIT
 *
 * The plan of one run as an array, with its two lanes.
 */
#ifndef LASTWORDS_PLAN_CELLS_H
#define LASTWORDS_PLAN_CELLS_H

#include "plan.h"
#include "worker.h"

/* plan_cells - the planned cells and lanes into work (arrays from malloc, freed by
 * plan_cells_free). Returns 0, or -1 when memory is short. */
int plan_cells(const struct plan_filter *filter, struct work *work);
void plan_cells_free(struct work *work);

#endif

/* SPDX-License-Identifier: MIT
 *
 * From a wait status to an end, keeping the status.
 */
#ifndef LASTWORDS_END_H
#define LASTWORDS_END_H

#include "trace.h"

struct scene;

/* end_from_status - what a wait status of an ended process says (wait(2)); the status itself is
 * kept in raw. */
void end_from_status(struct end *ret_end, int status);

/* end_observe - fill in the trace how the probe ended, or that it has not. */
void end_observe(struct scene *scene);

#endif

/* SPDX-License-Identifier: MIT
 *
 * What a probe does until it is stopped.
 */
#ifndef PROBES_WORK_H
#define PROBES_WORK_H

#include "responder.h"

/* work_run - do the named work (wait, read, write, spin) until the responder is done, or, reading,
 * until the input ends. wait is a wait without timeout. Exits 2 for an unknown name. */
void work_run(const char *name, const struct response *response);

/* work_ready - say "ready" to whoever started us, and close that descriptor. */
void work_ready(void);

#endif

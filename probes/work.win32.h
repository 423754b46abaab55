/* SPDX-License-Identifier: MIT
 *
 * What a probe of Windows does until it is stopped.
 */
#ifndef PROBES_WORK_WIN32_H
#define PROBES_WORK_WIN32_H

#include "responder.win32.h"

/* work_start - what must be there before the probe is ready (a window, a reader); says ready. */
void work_start(const struct response *response);

/* work_run - wait until the responder wakes main. Answers the harness's ping: who answers has nothing else
 * to do. */
void work_run(const struct response *response);

#endif

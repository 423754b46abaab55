/* SPDX-License-Identifier: MIT
 *
 * Which probes and responders this platform has.
 */
#ifndef LASTWORDS_RESPONDERS_H
#define LASTWORDS_RESPONDERS_H

#include "axes.h"

/* responder_absent - why there is no such responder on this platform, NULL when there is. */
const char *responder_absent(enum responder responder);

/* probe_absent - why there is no such probe on this platform, NULL when there is. */
const char *probe_absent(enum probe probe);

#endif

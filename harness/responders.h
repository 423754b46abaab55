/* SPDX-License-Identifier: MIT
 *
 * Which responders the probes of this platform have.
 */
#ifndef LASTWORDS_RESPONDERS_H
#define LASTWORDS_RESPONDERS_H

#include "axes.h"

/* responder_absent - why there is no such responder on this platform, NULL when there is. */
const char *responder_absent(enum responder responder);

#endif

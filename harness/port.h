/* SPDX-License-Identifier: MIT
 *
 * What the common code asks of every platform. One half per platform answers
 * (port.posix.c, facts.linux.c, ...); a missing one is a link error.
 */
#ifndef LASTWORDS_PORT_H
#define LASTWORDS_PORT_H

#include <stdint.h>
#include "axes.h"

/* clock_ns - nanoseconds of the monotonic clock that probes stamp their marks with
 * (clock_gettime(2) CLOCK_MONOTONIC; QueryPerformanceCounter). Never fails. */
int64_t clock_ns(void);

/* platform_here - the platform this binary was built for and runs on. */
enum platform platform_here(void);

/* port_absent - why an id of an axis does not exist on this platform, or NULL when
 * it does. For plan_walk. The text is static. */
const char *port_absent(enum axis axis, size_t id);

/* port_open_standard - see to it that standard input, output and error are open, so that no file of ours gets
 * one of their numbers. */
void port_open_standard(void);

/* port_cores - how many cores this process may run on, at least 1. */
unsigned port_cores(void);

/* port_pin - from now on this process runs on the nth of these cores only (counted anew from the first where there are
 * fewer), where the system has such a thing. POSIX. */
void port_pin(unsigned n);

/* signal_name - "SIGTERM" for this platform's number, "SIG<n>" for one without a name
 * (written into a static buffer), NULL for 0. */
const char *signal_name(int number);

/* delivery_waits, responder_waits - whether a cell with this id spends its time waiting, so
 * that others should run meanwhile. */
int delivery_waits(enum delivery delivery);
int responder_waits(enum responder responder);

#endif

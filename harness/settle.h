/* SPDX-License-Identifier: MIT
 *
 * When is a cell over, and why do we believe it?
 */
#ifndef LASTWORDS_SETTLE_H
#define LASTWORDS_SETTLE_H

#include <stdbool.h>
#include "trace.h"

struct scene;

/* settle_until - wait until enough(scene) is true (then BASIS_UNSET is returned) or the cell is
 * over, and on what basis:
 * gone      the probe and everything below it has been reaped;
 * fence     two scans in a row saw every thread asleep, none with a deliverable signal, none
 *           having run in between, and none of them in a wait that ends by itself;
 * quiet     where scans are impossible: nothing happened for a multiple of the slowest positive
 *           latency of this run;
 * deadline  none of these in time.
 * enough may be NULL. */
enum basis settle_until(struct scene *scene, bool (*enough)(struct scene *scene));

#endif

/* SPDX-License-Identifier: MIT
 *
 * The launches of BSDs. `job` is there a watcher that tells the parent's end (death_watch.h).
 */
#include "launches.h"

#include <signal.h>

const struct launch_row launches[LAUNCH_MAX] = {
#include "launches.posix.def"
	[LAUNCH_PIDNS_INIT] = {.absent = "PID namespaces are a Linux thing"},
};

/* SPDX-License-Identifier: MIT
 *
 * The deliveries of macOS.
 */
#include <signal.h>
#include "deliver.posix.h"

#define NO_JOBS "no job objects outside Windows"

const struct delivery_row deliveries[DELIVERY_MAX] = {
#include "deliveries.posix.def"
	[DELIVERY_PARENT_THREAD_EXIT] = {.needs = NEEDS_PARENT | NEEDS_THREAD, .send = send_thread_exit},
	[DELIVERY_SIGQUEUE] = {.absent = "macOS has no sigqueue(2); see sigterm"},
	[DELIVERY_PIDFD] = {.absent = "no handles on processes that take signals; see sigterm"},
	[DELIVERY_TGKILL] = {.absent = "no tgkill(2): pthread_kill(3) reaches threads of the own process only"},
	[DELIVERY_PIDNS_KILL] = {.absent = "PID namespaces are a Linux thing"},
	[DELIVERY_CGROUP_KILL] = {.absent = "cgroups are a Linux thing"},
	[DELIVERY_JOB_CLOSE] = {.absent = NO_JOBS},
	[DELIVERY_JOB_TERMINATE] = {.absent = NO_JOBS},
};

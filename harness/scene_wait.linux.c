/* SPDX-License-Identifier: MIT
 *
 * Waiting for a child on Linux: SIGCHLD is blocked in a worker, so one that came meanwhile is pending.
 */
#include <signal.h>
#include <time.h>
#include "scene.h"

void scene_wait_child(int64_t ns)
{
	struct timespec time = {.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)};
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigtimedwait(&child, NULL, &time);
}

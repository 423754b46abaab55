/* SPDX-License-Identifier: MIT
 *
 * The contract of launching, kept by each platform's half and proved by the same self-tests:
 *
 * - launch_open starts what the cell's probe and launch say and returns when exec has
 *   happened (the first barrier). On failure nothing of it runs and trouble says which call failed.
 * - launch_ready waits for the second barrier, the probe's own word, and then brings the
 *   process into the state the launch promises (stopped, ...).
 * - Nobody is killed here. Ending what is left is scene_clear's, closing is the stage's.
 */
#ifndef LASTWORDS_LAUNCH_H
#define LASTWORDS_LAUNCH_H

#include "axes.h"

struct scene;

/* launch_absent - why there is no such launch on this platform, NULL when there is. */
const char *launch_absent(enum launch launch);

/* launch_open - start the cell. Returns 0, or -1 with the trouble in the scene's trace. */
int launch_open(struct scene *scene);

/* launch_ready - wait until the probe is ready. Returns 0, or -1 with trouble: it ended early, did not
 * say so in time, or said something else. */
int launch_ready(struct scene *scene);

#endif

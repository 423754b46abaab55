/* SPDX-License-Identifier: MIT
 *
 * A later event through the same console.
 */
#ifndef LASTWORDS_FENCE_WIN32_H
#define LASTWORDS_FENCE_WIN32_H

#include <stdbool.h>
#include <stdint.h>

struct scene;

/* fence_consoles - where the delivery went through a console: raise an event that only a process of ours hears, in each
 * console that it went through, and wait for it. Returns whether all earlier events are known to be dealt
 * out; also where no console was in the way. */
bool fence_consoles(const struct scene *scene, int64_t until);

#endif

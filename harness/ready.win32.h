/* SPDX-License-Identifier: MIT
 *
 * The second barrier on Windows: the probe's own word, and who it is.
 */
#ifndef LASTWORDS_READY_WIN32_H
#define LASTWORDS_READY_WIN32_H

struct scene;

/* ready_await - wait until the probe says ready; take in what it found at its start, and hold it by handles. Returns
 * 0, or -1 with trouble. */
int ready_await(struct scene *scene);

#endif

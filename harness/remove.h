/* SPDX-License-Identifier: MIT
 *
 * Removes a directory with all that is in it.
 */
#ifndef LASTWORDS_REMOVE_H
#define LASTWORDS_REMOVE_H

/* remove_tree - remove path and everything below it; symbolic links are removed, not
 * followed. Best effort: what cannot be removed stays. */
void remove_tree(const char *path);

#endif

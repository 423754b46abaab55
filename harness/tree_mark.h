/* SPDX-License-Identifier: MIT
 *
 * By what a worker without a subreaper knows its own again: see kin.h.
 */
#ifndef LASTWORDS_TREE_MARK_H
#define LASTWORDS_TREE_MARK_H

enum { TREE_MARK = 64 }; /* bytes */

/* tree_set_mark - the value of KIN_VARIABLE in the environment of what this worker starts. Copied. */
void tree_set_mark(const char *text);

#endif

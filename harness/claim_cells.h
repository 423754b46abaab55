/* SPDX-License-Identifier: MIT
 *
 * From claims to the cells that they speak of: what to run to learn whether they are so.
 */
#ifndef LASTWORDS_CLAIM_CELLS_H
#define LASTWORDS_CLAIM_CELLS_H

#include <stddef.h>

/* claim_cells - the selectors, controls among them, of every claim whose id the glob matches ("tty.*"), as globs over
 * cell names. Returns an array from malloc of *ret_count borrowed texts; NULL where no claim matches, with *ret_count
 * 0, or memory is short, with *ret_count 1. */
const char **claim_cells(const char *glob, size_t *ret_count);

#endif

/* SPDX-License-Identifier: MIT
 *
 * The first lines of a record.
 */
#ifndef LASTWORDS_RUN_HEADER_H
#define LASTWORDS_RUN_HEADER_H

#include "options.h"
#include "run.h"

/* run_write_header - the run line, what this platform lacks, and what is left out by rule.
 * Returns 0, or -1 with errno. */
int run_write_header(struct run *run, const struct options *options);

#endif

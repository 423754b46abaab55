/* SPDX-License-Identifier: MIT
 *
 * Going on with a record whose run was cut short.
 */
#ifndef LASTWORDS_RESUME_H
#define LASTWORDS_RESUME_H

#include "options.h"
#include "run.h"

/* resume_header - take filters, shard and rounds from the record, so that the plan is the same.
 * Returns 0, or -1 after saying what is wrong; resume_free gives back what the options then own. */
int resume_header(const char *path, struct options *options);
void resume_free(struct options *options);

/* resume_read - mark the items that are in the record as done and judge them. Cells that had
 * trouble count as not done. Returns 0, or -1 after saying what is wrong. */
int resume_read(const char *path, struct run *run);

#endif

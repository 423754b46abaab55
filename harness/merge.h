/* SPDX-License-Identifier: MIT
 *
 * One record of the shards of a plan, or of one run that is judged again.
 */
#ifndef LASTWORDS_MERGE_H
#define LASTWORDS_MERGE_H

#include "judge.h"
#include "record.h"

struct merge;

/* merge_begin - see that the records are all shards of one plan, each once, or one whole run, and begin a record of
 * them at path. What is one line in the whole run (what is absent, what is left out) is one line in it.
 * @path is borrowed until merge_end().
 * Returns NULL after saying on stderr what is wrong and what to try; then nothing was written. */
struct merge *merge_begin(const char *path, const char *const *records, size_t count);

/* merge_line - take over one line of a record, in any order. Verdicts and last lines are left out: they come anew. */
void merge_line(struct merge *merge, json_t *line);

/* merge_verdict - one verdict, after all lines. */
void merge_verdict(struct merge *merge, json_t *verdict);

/* merge_end - the last line, where every record had one, and the record in its place; one that was there is replaced.
 * @keep: false where it turned out to be worth nothing; then nothing is left or replaced
 *
 * Returns 0, or -1 after saying what went wrong (a full disk); then nothing is left or replaced either. Frees merge. */
int merge_end(struct merge *merge, bool keep);

#endif

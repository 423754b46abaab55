/* SPDX-License-Identifier: MIT
 *
 * The journal: an append-only file that the probe inherits and writes one line a mark to.
 * It survives the probe's death, and any language can append to it.
 */
#ifndef LASTWORDS_JOURNAL_H
#define LASTWORDS_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include "trace.h"

enum { JOURNAL_MAX = 64 * 1024 };

/* journal_open - a new empty journal without a name, made in directory. Append-only: marks of
 * several processes do not overwrite each other (open(2), O_APPEND). Returns a
 * descriptor, or -1 with errno. */
int journal_open(int directory);

/* journal_size - bytes written to it so far. */
long long journal_size(int journal);

/* journal_read - turn what stands in the journal into the trace's marks, with times after
 * begun_ns. Lines that are none are trouble (step journal): the cell cannot be judged.
 * Returns 0, or -1 with trouble. */
int journal_read(int journal, int64_t begun_ns, struct trace *trace);

/* journal_parse - the pure part of it: text of length bytes into marks. Returns 0, or -1 with
 * trouble that names the offending line. */
int journal_parse(const char *text, size_t length, int64_t begun_ns, struct trace *trace);

#endif

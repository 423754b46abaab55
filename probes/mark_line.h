/* SPDX-License-Identifier: MIT
 *
 * The text of a mark.
 */
#ifndef PROBES_MARK_LINE_H
#define PROBES_MARK_LINE_H

#include <stddef.h>
#include <stdint.h>

enum { MARK_LINE = 160 };

/* mark_line - "<rung> <ns> <pid> <number>" and a newline, no terminator. A rung has 64 characters at most. Formats by
 * itself: snprintf is not async-signal-safe, and a C runtime that is ending may have none. Returns the length. */
size_t mark_line(char line[MARK_LINE], const char *rung, uint64_t ns, uint64_t pid, unsigned number);

#endif

/* SPDX-License-Identifier: MIT
 *
 * A mark: one line in the journal, one system call. A probe has no other memory, because it dies.
 */
#ifndef PROBES_MARK_H
#define PROBES_MARK_H

/* mark_open - find the journal that was inherited. Exits 2 when there is none. */
void mark_open(void);

/* mark_journal - its descriptor. */
int mark_journal(void);

/* mark - write "<rung> <monotonic ns> <pid> <signal>" with one write(2). May be called in signal
 * handlers: it uses async-signal-safe calls only (signal-safety(7)). */
void mark(const char *rung, int signal);

#endif

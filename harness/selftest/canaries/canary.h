/* SPDX-License-Identifier: MIT
 *
 * The probes' protocol, for programs that break it: what a canary says to the harness, word for word as it
 * likes. Which of its ways to misbehave is asked for by the responder of the cell, argv[1]. Knows no canary.
 */
#ifndef LASTWORDS_CANARY_H
#define LASTWORDS_CANARY_H

#include <stdbool.h>
#include <stddef.h>

/* canary_asked - is this the responder of the cell? */
bool canary_asked(char **argv, const char *responder);

/* canary_pid - this process, as the harness knows it. */
long long canary_pid(void);

/* canary_say - these bytes where the word ready belongs; canary_said - that was all (on Windows nobody looks before);
 * canary_ready - that this process is ready, and nothing more is said. */
void canary_say(const char *bytes, size_t length);
void canary_said(void);
void canary_ready(long long pid);

/* canary_insist - unless it is clean, say so in the journal, where it is no mark and spoils the cell. */
void canary_insist(bool clean, const char *what);

/* canary_write - these bytes to the journal; canary_mark - an honest mark. Async-signal-safe enough: no
 * canary is interrupted while it writes. */
void canary_write(const char *bytes, size_t length);
void canary_mark(const char *rung);

/* canary_on_stop - what the request to stop does here from now on: SIGTERM, on Windows a control event. */
void canary_on_stop(void (*handler)(int number));

/* canary_await_stop - get ready, and return when the request has come; on POSIX it stays blocked. */
void canary_await_stop(void);

/* canary_rest - wait for requests, for ever; on Windows also answer the harness, which asks main whether it rests. */
_Noreturn void canary_rest(void);

#endif

/* SPDX-License-Identifier: MIT
 *
 * The probes' protocol, for programs that break it: what a canary says to the harness, word for word as it
 * likes. Which of its ways to misbehave is asked for by the responder of the cell, argv[1]. Knows no canary.
 */
#ifndef LASTWORDS_CANARY_H
#define LASTWORDS_CANARY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* canary_asked - is this the responder of the cell? */
bool canary_asked(char **argv, const char *responder);

/* canary_say - these bytes to the ready descriptor; canary_ready - that this process is ready, and nothing
 * more is said. */
void canary_say(const char *bytes, size_t length);
void canary_ready(pid_t pid);

/* canary_insist - unless it is clean, say so in the journal, where it is no mark and spoils the cell. */
void canary_insist(bool clean, const char *what);

/* canary_write - these bytes to the journal; canary_mark - an honest mark. Async-signal-safe enough: no
 * canary is interrupted while it writes. */
void canary_write(const char *bytes, size_t length);
void canary_mark(const char *rung);

/* canary_on_term - what SIGTERM does here from now on. */
void canary_on_term(void (*handler)(int number));

/* canary_await_term - get ready, and return when SIGTERM has come; it stays blocked. */
void canary_await_term(void);

/* canary_rest - wait for signals, for ever. */
_Noreturn void canary_rest(void);

#endif

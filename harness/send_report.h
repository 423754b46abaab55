/* SPDX-License-Identifier: MIT
 *
 * What `lastwords send` says: line by line as it happens, or, with --json, one object at the end. Both from the same
 * calls, so that neither says more than the other.
 */
#ifndef LASTWORDS_SEND_REPORT_H
#define LASTWORDS_SEND_REPORT_H

#include <stdint.h>
#include "send.h"
#include "trace.h"

void send_report_open(struct send *send);

/* send_way - how it is done, in a few words: "SIGTERM by pidfd_send_signal". */
void send_way(struct send *send, const char *format, ...);

/* send_target - this process is meant. */
void send_target(struct send *send, long long pid, const char *name);

/* send_note - something to know before one wonders. id is a word for programs; pid is whom it is about, 0 nobody. */
void send_note(struct send *send, enum send_level level, long long pid, const char *id, const char *format, ...);

/* send_call - a call of the system and what it returned; text explains the error, NULL or "" where there is none. */
void send_call(struct send *send, long long pid, const char *call, long long value, long long error, const char *text);

/* send_call_to - the same of one that went to something that the process has, such as a window, by its name. */
void send_call_to(struct send *send, long long pid, const char *call, const char *to, long long value, long long error,
		  const char *text);

/* send_end - this process, which was told, ended `ns` after the delivery, or, with end NULL, had not when the time was
 * up. An end that nobody told us is END_LOST. */
void send_end(struct send *send, long long pid, const struct end *end, int64_t ns);

/* send_fail - why it comes to this result. Returns it. */
enum send_result send_fail(struct send *send, enum send_result result, const char *format, ...);

/* send_try - what would work instead, or next. One sentence. */
void send_try(struct send *send, const char *format, ...);

/* send_report_close - the result; with --json the whole object. Returns the exit code. */
int send_report_close(struct send *send, enum send_result result);

#endif

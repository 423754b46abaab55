/* SPDX-License-Identifier: MIT
 *
 * What lastwords-sender does, and what it says about it. Windows only. Half of what can be done to a console can only
 * be done by a process that is attached to it, and a process has one console: so whoever wants to keep his own starts
 * this small program, which gives up its console, attaches itself to another's, makes the calls, and ends. It comes as
 * lastwords-sender.exe (console subsystem) and as lastwords-senderw.exe (GUI subsystem: it has no console by birth).
 *
 *	lastwords-sender REPORT VERB ARGUMENT...
 *
 * REPORT is the number, in decimal, of an inherited handle that may be written to, such as a pipe's. For each call one
 * line is written to it, by one WriteFile:
 *
 *	<call> <value> <error> <ns>\n
 *
 * value is what the call returned (handles and counts as decimal numbers), error is GetLastError() if it failed and 0
 * otherwise, ns is when it returned: QueryPerformanceCounter in nanoseconds, as clock_ns() has it. The sender keeps no
 * other handle of its caller, writes nothing elsewhere and always ends by itself: every wait has a limit.
 * The handle should be inherited by the sender alone, so that the reader sees the end of file when it has ended.
 */
#ifndef LASTWORDS_SENDER_H
#define LASTWORDS_SENDER_H

#include <windows.h>

/* How the sender ends. The value of a call that failed stands in the report in any case. */
enum sender_exit {
	SENDER_DONE = 0,      /* every call that matters succeeded */
	SENDER_FAILED = 1,    /* one failed, or what was waited for did not come */
	SENDER_USAGE = 2,     /* wrong arguments, or nothing can be written to REPORT; nothing was done */
	SENDER_NO_CONSOLE = 3 /* `fence` only: there is no console (any more) to attach to */
};

/* The verbs. EVENT is the number of the event (0 CTRL_C, 1 CTRL_BREAK), GROUP a process group or 0, PID a process on
 * the console that is meant, MS a limit of a wait in milliseconds.
 *
 * - event EVENT GROUP [MS]: GenerateConsoleCtrlEvent from the console that it was born with, or from none. With MS and
 *   group 0 it waits as `attach` does.
 * - attach EVENT GROUP PID MS: FreeConsole, AttachConsole(PID); a failure to attach ends it. GenerateConsoleCtrlEvent,
 *   and, if GROUP is 0, waits until its own handler was called: `arrived 1 0 NS` with the time of the handler's call,
 * or `arrived 0 1460 NS` (ERROR_TIMEOUT). Then the console has taken up the event. It ends without FreeConsole: ending
 *   detaches.
 * - others: events 2, 5 and 6 (close, logoff, shutdown), which the function is documented not to raise, to group 0 of
 *   its own console: three calls.
 * - fence PID MS: proves that what went through the console of PID before is through. The caller must start it with
 *   CREATE_NEW_PROCESS_GROUP | DETACHED_PROCESS, so that it leads a group that nobody else is in. It attaches itself
 * and raises CTRL_C for that group, which its own handler alone hears: `fence 1 0 NS`, else `fence 0 <error> NS` (1460
 *   after MS). It does so twice: the first call of the handler could come from an event for the whole console that was
 *   still under way when the fence was attached; the second comes after all of that. What it does not prove: that the
 *   handlers of others have run, only that their turn has come.
 * - input PID: attaches itself, opens CONIN$ and writes the key record of a pressed Ctrl+C with WriteConsoleInput.
 * - list PID: attaches itself and calls GetConsoleProcessList, whose value counts the sender too; then
 *   `member <pid> 0 NS` for every other process on that console.
 * - window PID: attaches itself and calls GetConsoleWindow; the value is the handle, 0 where the console has no window.
 *
 * The sender protects itself from both events by a handler that returns TRUE, installed after it was attached, because
 * attaching resets the list of handlers. CTRL_BREAK could not be ignored in any other way.
 *
 * Sources: learn.microsoft.com/windows/console/attachconsole (its errors: 5 has a console already, 6 the other has
 * none, 31 the same before Windows 8, 87 no such process), /freeconsole, /generateconsolectrlevent (the caller must
 * share the console; group 0 includes the caller), /setconsolectrlhandler (the list is reset on attach; NULL, FALSE
 * clears the ignoring of CTRL_C, which is inherited), /getconsoleprocesslist, /getconsolewindow, /writeconsoleinput,
 * /handlerroutine; learn.microsoft.com/windows/win32/procthread/process-creation-flags (CREATE_NEW_PROCESS_GROUP turns
 * CTRL_C off). That the whole list of a console is served, newest process first, before the next event is taken up is
 * what the console host's source does (github.com/microsoft/terminal, src/server/ProcessList.cpp, src/host/input.cpp).
 *
 * Seen under Wine 8 (which is not Windows): see `fence` in sender_verbs.win32.c. */

/* sender_verb - what a verb does. arguments holds `count` numbers, as many as its row asks for; an optional one that
 * is missing is 0. */
typedef enum sender_exit sender_verb(const DWORD *arguments);

enum { SENDER_ARGUMENTS = 4 };

struct sender_row {
	const char *name;
	int least, most; /* arguments */
	sender_verb *run;
};

extern const struct sender_row sender_rows[];
extern const size_t sender_rows_count;

/* sender_report - write one line. */
void sender_report_at(const char *call, long long value, DWORD error, long long ns);

/* sender_report - the same of a call that returned just now, where a value of 0 means that it failed. Returns value. */
long long sender_report(const char *call, long long value);

/* sender_now - QueryPerformanceCounter in nanoseconds. */
long long sender_now(void);

#endif

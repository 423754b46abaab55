/* SPDX-License-Identifier: MIT
 *
 * lastwords-host.exe: what stands around a probe on Windows. It owns the stage's console, is the probe's parent, owns
 * its job or its pseudo console, and sends the events that are sent from the same console. So no event of a cell can
 * come near lastwords itself, and a parent can be ended for good. One host a cell, ended with it.
 *
 *	lastwords-host COMMANDS REPORT FLAGS SHOW OPTIONS INPUT JOB COMMANDLINE
 *
 * COMMANDS and REPORT are inherited handles (decimal): commands are read from the one, a line each; calls are reported
 * on the other as report.win32.h has it. FLAGS (of CreateProcess) and SHOW are numbers; OPTIONS is a set of HOST_*;
 * INPUT is the probe's standard input, an inherited handle, or 0; JOB is the name of the job that the host makes, or
 * -; COMMANDLINE is the probe's, in one argument.
 *
 * At once it makes its job and its pseudo console, starts the probe, and reports each call; `started PID 0 ns` is the
 * last line, with PID 0 where nothing was started. Then, for each command, the calls and a last line `done 0 0 ns`:
 *
 *	event EVENT GROUP	GenerateConsoleCtrlEvent
 *	resume			ResumeThread of what was started suspended
 *	type HEX		bytes into the pseudo console
 *	close-pty		ClosePseudoConsole
 *	terminate-job CODE	TerminateJobObject
 *	close-job		CloseHandle of the job's last handle
 *
 * The end of the commands lets it exit with code 0.
 *
 *	lastwords-host janitor PROCESS JOB DIRECTORY
 *
 * waits for the end of a process (an inherited handle), ends a job (an inherited handle, or 0: none), and removes the
 * directory of the run.
 */
#ifndef LASTWORDS_HOST_WIN32_H
#define LASTWORDS_HOST_WIN32_H

#include "win32.h"

enum {
	HOST_PTY = 1,
	HOST_SUSPENDED = 2,
	HOST_JOB_TIED = 4,
	HOST_JOB_BREAKAWAY = 8,
};

struct host {
	HANDLE commands, report;
	DWORD flags;
	WORD show;
	unsigned options;
	HANDLE input;
	const wchar_t *job_name;
	wchar_t *command_line;
	HANDLE job;
	HPCON pty;
	HANDLE pty_input;
	HANDLE process, thread;
};

/* host_report - one line about a call that returned just now; value 0 means that it failed. Returns value. */
long long host_report(const struct host *host, const char *call, long long value);
void host_report_at(const struct host *host, const char *call, long long value, DWORD error);

/* host_launch - job, pseudo console, probe. Everything is reported. */
void host_launch(struct host *host);

/* host_pty_open, host_pty_type, host_pty_close - the pseudo console
 * (learn.microsoft.com/windows/console/creating-a-pseudoconsole-session), Windows 10 1809 and later. */
bool host_pty_open(struct host *host);
void host_pty_type(struct host *host, const wchar_t *hex);
void host_pty_close(struct host *host);

#endif

/* SPDX-License-Identifier: MIT
 *
 * Two facts about another process that no documented function tells, and on which it depends whether a console event
 * has an effect, and on whom: does it lead a process group, and does it ignore CTRL_C?
 */
#ifndef LASTWORDS_SEND_PEB_WIN32_H
#define LASTWORDS_SEND_PEB_WIN32_H

#include <stdbool.h>
#include <windows.h>

enum peb_answer { PEB_UNKNOWN, PEB_NO, PEB_YES };

/* peb_leads_group - was it started with CREATE_NEW_PROCESS_GROUP? */
enum peb_answer peb_leads_group(DWORD pid);

/* peb_ignores_interrupt - SetConsoleCtrlHandler(NULL, TRUE), which is inherited, and set by CREATE_NEW_PROCESS_GROUP.
 */
enum peb_answer peb_ignores_interrupt(DWORD pid);

#endif

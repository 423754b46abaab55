/* SPDX-License-Identifier: MIT
 *
 * What a probe of Windows says when it is ready: who it is, and what it found when it started.
 */
#ifndef PROBES_READY_WIN32_H
#define PROBES_READY_WIN32_H

#include <windows.h>

/* How the harness may ask whether main is idle. */
enum ready_ping { PING_NONE, PING_EVENT, PING_QUEUE };

/* ready_look - look at the start's facts; before anything is installed that changes them. */
void ready_look(void);

/* ready_say - write the file LASTWORDS_READY, then set the event "-ready". window is the program's own, or NULL. */
void ready_say(enum ready_ping ping, HWND window);

#endif

/* SPDX-License-Identifier: MIT
 *
 * The manners of a window. Only the programs that have one are linked with this, and so with user32: a process that
 * has loaded it gets no logoff and shutdown events (learn.microsoft.com/windows/console/handlerroutine).
 */
#ifndef PROBES_WINDOW_WIN32_H
#define PROBES_WINDOW_WIN32_H

#include <stdbool.h>

struct window_manner {
	bool none;    /* a message loop without a window */
	bool handles; /* cleans up at WM_CLOSE and at WM_ENDSESSION, and ends */
	bool refuses; /* does nothing at WM_CLOSE, says no at WM_QUERYENDSESSION */
};

#endif

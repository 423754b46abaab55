/* SPDX-License-Identifier: MIT
 *
 * What the launches of Windows are made of: one row of data per launch. Who starts the probe is the host.
 */
#ifndef LASTWORDS_LAUNCHES_WIN32_H
#define LASTWORDS_LAUNCHES_WIN32_H

#include "axes.h"
#include "win32.h"

enum launch_tie {
	TIE_NONE,
	TIE_KILLS,     /* the probe is in a job with KILL_ON_JOB_CLOSE whose only handle the host has */
	TIE_BREAKAWAY, /* the host is in a job that allows to break away */
};

struct launch_row {
	const char *absent; /* why it does not exist here; everything else is then unset */
	DWORD flags;	    /* of CreateProcess */
	WORD show;	    /* of the window of a new console; 0 (SW_HIDE) hides it */
	bool console;	    /* the host has a console that the probe may share */
	bool pty;	    /* on a pseudo console */
	bool suspended;	    /* resumed by a word of its own */
	bool start;	    /* through cmd /c start "" */
	bool refused;	    /* the system is expected to start nothing */
	enum launch_tie job;
};

extern const struct launch_row launches[LAUNCH_MAX];

#endif

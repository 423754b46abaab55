/* SPDX-License-Identifier: MIT
 *
 * The port's answers of Windows and of Wine.
 */
#include "port.h"

#include <fcntl.h>
#include <io.h>
#include <signal.h>
#include <stdio.h>
#include "deliver.h"
#include "win32.h"
#include "wine.win32.h"

enum platform platform_here(void)
{
	return wine_version() != NULL ? PLATFORM_WINE : PLATFORM_WINDOWS;
}

/* The same line ends on every system: programs read what we print. */
void port_open_standard(void)
{
	_setmode(_fileno(stdout), _O_BINARY);
	_setmode(_fileno(stderr), _O_BINARY);
}

/* Cells in flight: here a cell waits for others (console hosts, servers) most of its time. */
unsigned port_cores(void)
{
	SYSTEM_INFO info;

	GetSystemInfo(&info);
	return info.dwNumberOfProcessors * 2;
}

const char *signal_name(int number)
{
	/* The numbers that probes give what they heard: probes/responder.win32.h. */
	static const char *const events[] = {"CTRL_C_EVENT", "CTRL_BREAK_EVENT",  "CTRL_CLOSE_EVENT",	"CTRL_3",
					     "CTRL_4",	     "CTRL_LOGOFF_EVENT", "CTRL_SHUTDOWN_EVENT"};
	static const char *const messages[] = {"WM_CLOSE", "WM_QUERYENDSESSION", "WM_ENDSESSION", "WM_QUIT"};
	static char other[16];

	switch (number) {
	case 0:
		return NULL;
	case SIGINT:
		return "SIGINT";
	case SIGBREAK:
		return "SIGBREAK";
	case SIGTERM:
		return "SIGTERM";
	case SIGABRT:
		return "SIGABRT";
	default:
		break;
	}
	if (number >= 64 && (size_t)number - 64 < countof(events))
		return events[number - 64];
	if (number >= 80 && (size_t)number - 80 < countof(messages))
		return messages[number - 80];
	snprintf(other, sizeof(other), "SIG%d", number);
	return other;
}

int delivery_waits(enum delivery delivery)
{
	return deliveries[delivery].waits;
}

int responder_waits(enum responder responder)
{
	return responder == RESPONDER_HANDLER_SLOW || responder == RESPONDER_CTRL_HANDLER_SLOW;
}

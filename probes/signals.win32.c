/* SPDX-License-Identifier: MIT
 *
 * Handlers of signal() as the C runtime of Windows has it: called on the thread of the control event, the
 * disposition reset before each call (learn.microsoft.com/cpp/c-runtime-library/reference/signal).
 */
#include <stdlib.h>
#include "mark.h"
#include "responder.win32.h"
#include "rung.h"

enum { EXIT_HANDLER = 3, EXIT_UNDERSCORE = 5 };

void signal_flag(int number)
{
	signal(number, signal_flag);
	responder_entered(number);
	mark("handler-left", number);
	SetEvent(responder_wake);
}

void signal_return(int number)
{
	signal(number, signal_return);
	responder_entered(number);
	mark("handler-left", number);
}

void signal_once(int number)
{
	responder_entered(number);
	mark("handler-left", number);
}

void signal_cleanup(int number)
{
	signal(number, signal_cleanup);
	responder_entered(number);
	rung_remove_temp();
	mark("handler-left", number);
}

void signal_slow(int number)
{
	signal(number, signal_slow);
	responder_entered(number);
	responder_pause();
	mark("handler-left", number);
	SetEvent(responder_wake);
}

void signal_exit(int number)
{
	responder_entered(number);
	exit(EXIT_HANDLER);
}

void signal__exit(int number)
{
	responder_entered(number);
	_exit(EXIT_UNDERSCORE);
}

void signal_install(void (*handler)(int number))
{
	static const int signals[] = {SIGINT, SIGBREAK, SIGTERM};

	for (size_t i = 0; i < countof(signals); i++)
		signal(signals[i], handler);
}

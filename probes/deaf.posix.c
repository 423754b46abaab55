/* SPDX-License-Identifier: MIT
 *
 * deaf: ignores every signal that can be ignored, and the end of its input. Installs the rungs, none of
 * which should ever run.
 */
#include <signal.h>
#include <unistd.h>
#include "mark.h"
#include "rung.h"
#include "work.h"

int main(void)
{
	mark_open();
	rung_install();
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_IGN); /* refused for SIGKILL and SIGSTOP */
	work_ready();
	for (;;)
		pause();
}

/* SPDX-License-Identifier: MIT
 *
 * new-console: leaves the console it was given and makes one of its own
 * (learn.microsoft.com/windows/console/allocconsole).
 */
#include "probe.h"
#include "win32.h"

int main(int argc, char **argv)
{
	FreeConsole();
	if (!AllocConsole())
		win32_fail("AllocConsole");
	return probe_main(argc, argv);
}

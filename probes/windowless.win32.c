/* SPDX-License-Identifier: MIT
 *
 * windowless: gives up its console by itself (learn.microsoft.com/windows/console/freeconsole).
 */
#include "probe.h"
#include "win32.h"

int main(int argc, char **argv)
{
	FreeConsole();
	return probe_main(argc, argv);
}

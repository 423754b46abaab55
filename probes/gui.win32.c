/* SPDX-License-Identifier: MIT
 *
 * gui: console, built for the GUI subsystem, as pythonw is: the system gives it no console.
 */
#include "probe.h"

int main(int argc, char **argv)
{
	return probe_main(argc, argv);
}

/* SPDX-License-Identifier: MIT
 *
 * window and window-console: a program with a window; which subsystem it is for is the linker's business.
 */
#include "probe.h"

int main(int argc, char **argv)
{
	return probe_main(argc, argv);
}

/* SPDX-License-Identifier: MIT
 *
 * console: a program of the terminal or console that started it. Takes its ground as it finds it.
 */
#include "probe.h"

int main(int argc, char **argv)
{
	return probe_main(argc, argv);
}

/* SPDX-License-Identifier: MIT
 *
 * `lastwords list cells` as macOS would print it: its tables and rules, linked into a program of this machine. So
 * claims are linted for a platform that is not at hand.
 */
#include "commands.h"

int main(int argc, char **argv)
{
	struct options options;

	if (options_parse(argc, argv, &options) < 0)
		return EXIT_USAGE;
	return command_list(&options);
}

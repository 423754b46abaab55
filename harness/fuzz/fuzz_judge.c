/* SPDX-License-Identifier: MIT
 *
 * lastwords judge over a whole record.
 */
#include "commands.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_path(data, size);
	const struct options options = {.arguments = &path, .arguments_count = 1, .all = true};
	int code = command_judge(&options);

	CHECK(code == EXIT_AS_EXPECTED || code == EXIT_NOT_AS_EXPECTED || code == EXIT_USAGE || code == EXIT_BLOCKED);
	return 0;
}

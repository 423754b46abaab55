/* SPDX-License-Identifier: MIT
 *
 * lastwords show, of the first cell that a record names.
 */
#include <string.h>
#include "commands.h"
#include "fuzz.h"
#include "record.h"

static int take_name(void *context, json_t *line, unsigned long number)
{
	const char *name = json_string_value(json_object_get(line, "cell"));
	char *wanted = context;

	(void)number;
	if (name == NULL || strlen(name) >= CELL_NAME_MAX)
		return 0;
	strcpy(wanted, name);
	return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char name[CELL_NAME_MAX] = "console/plain/sigterm/none";
	const char *arguments[] = {fuzz_path(data, size), name};
	const struct options options = {.arguments = arguments, .arguments_count = 2};
	int found = record_read(arguments[0], take_name, name);
	int code = command_show(&options);

	CHECK(code == (found == 1 ? EXIT_AS_EXPECTED : EXIT_USAGE));
	return 0;
}

/* SPDX-License-Identifier: MIT
 *
 * From _NSGetExecutablePath (dyld(3)), which gives the path as it was started: links in it are resolved here.
 */
#include "program_path.h"

#include <limits.h>
#include <mach-o/dyld.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

const char *program_path(char *path, size_t size)
{
	char started[PATH_MAX];
	uint32_t room = sizeof(started);
	char *absolute = _NSGetExecutablePath(started, &room) == 0 ? realpath(started, NULL) : NULL;
	int length = absolute == NULL ? -1 : snprintf(path, size, "%s", absolute);

	free(absolute);
	return length > 0 && (size_t)length < size ? NULL : "its path is too long: move it";
}

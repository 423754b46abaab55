/* SPDX-License-Identifier: MIT
 *
 * From /proc/self/exe (proc(5)).
 */
#include "program_path.h"

#include <unistd.h>

const char *program_path(char *path, size_t size)
{
	ssize_t length = readlink("/proc/self/exe", path, size - 1);

	if (length <= 0)
		return "there is no /proc to tell by: mount it";
	path[length] = '\0';
	return NULL;
}

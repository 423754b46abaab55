/* SPDX-License-Identifier: MIT
 *
 * Built with musl, which does not say its version at run time: see musl_version.cmake.
 */
#include "libc_version.h"

#include <stdio.h>

const char *libc_version(char *text, size_t size)
{
	snprintf(text, size, "%s", MUSL_NAME);
	return text;
}

enum platform libc_platform(void)
{
	return PLATFORM_LINUX_MUSL;
}

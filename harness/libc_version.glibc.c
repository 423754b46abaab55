/* SPDX-License-Identifier: MIT
 *
 * Built with glibc.
 */
#include "libc_version.h"

#include <gnu/libc-version.h>
#include <stdio.h>

const char *libc_version(char *text, size_t size)
{
	snprintf(text, size, "glibc %s", gnu_get_libc_version());
	return text;
}

enum platform libc_platform(void)
{
	return PLATFORM_LINUX_GNU;
}

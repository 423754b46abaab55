/* SPDX-License-Identifier: MIT
 *
 * Built with musl, which does not say its version at run time.
 */
#include "libc_version.h"

#include <stdio.h>

const char *libc_version(char *text, size_t size)
{
	snprintf(text, size, "musl");
	return text;
}

enum platform libc_platform(void)
{
	return PLATFORM_LINUX_MUSL;
}

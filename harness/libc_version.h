/* SPDX-License-Identifier: MIT
 *
 * Which C library this program was built with.
 */
#ifndef LASTWORDS_LIBC_VERSION_H
#define LASTWORDS_LIBC_VERSION_H

#include <stddef.h>
#include "axes.h"

/* libc_version - "glibc 2.36", "musl 1.2.3"; written to text, which is returned. */
const char *libc_version(char *text, size_t size);

/* libc_platform - the platform that goes with it. */
enum platform libc_platform(void);

#endif

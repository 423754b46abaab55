/* SPDX-License-Identifier: MIT
 *
 * The names of the numbers in a record, whichever platform it is of: what a number means is said by the platform that
 * wrote it, and never by the one that reads it. Pure tables; asks no system.
 */
#ifndef LASTWORDS_ERROR_NAME_H
#define LASTWORDS_ERROR_NAME_H

#include <stdbool.h>
#include <stdint.h>
#include "axes.h"

/* platform_is_windows - does this platform count as Windows does (GetLastError, 32-bit exit codes)? Wine does. */
bool platform_is_windows(enum platform platform);

/* error_name - "ERROR_INVALID_PARAMETER", "ESRCH": the name of an error in a record of platform `of`. NULL where it is
 * not known: the numbers of errno differ from system to system, so those of another one than `here` have no names. */
const char *error_name(int64_t error, enum platform of, enum platform here);

/* code_name - "STATUS_CONTROL_C_EXIT" for an exit code that is a well-known NTSTATUS, on a platform that has those;
 * else NULL. */
const char *code_name(int64_t code, enum platform of);

#endif

/* SPDX-License-Identifier: MIT
 *
 * The tables, and whose they are.
 */
#include "error_name.h"

#include <errno.h>
#include "error_name.def"

struct named {
	int64_t number;
	const char *name;
};

#define NAMED(number, name) {number, name},

static const struct named windows_errors[] = {WINDOWS_ERRORS(NAMED)};
static const struct named windows_statuses[] = {WINDOWS_STATUSES(NAMED)};

/* By the numbers of the system that this was compiled for: pubs.opengroup.org/onlinepubs/9699919799, <errno.h>. */
static const struct named errnos[] = {
	{EPERM, "EPERM"},	  {ENOENT, "ENOENT"}, {ESRCH, "ESRCH"},	    {EINTR, "EINTR"},	{EIO, "EIO"},
	{ENXIO, "ENXIO"},	  {E2BIG, "E2BIG"},   {ENOEXEC, "ENOEXEC"}, {EBADF, "EBADF"},	{ECHILD, "ECHILD"},
	{EAGAIN, "EAGAIN"},	  {ENOMEM, "ENOMEM"}, {EACCES, "EACCES"},   {EFAULT, "EFAULT"}, {EBUSY, "EBUSY"},
	{EEXIST, "EEXIST"},	  {ENODEV, "ENODEV"}, {ENOTDIR, "ENOTDIR"}, {EISDIR, "EISDIR"}, {EINVAL, "EINVAL"},
	{ENFILE, "ENFILE"},	  {EMFILE, "EMFILE"}, {ENOTTY, "ENOTTY"},   {EFBIG, "EFBIG"},	{ENOSPC, "ENOSPC"},
	{EROFS, "EROFS"},	  {EPIPE, "EPIPE"},   {EDEADLK, "EDEADLK"}, {ENOSYS, "ENOSYS"}, {ENOTSUP, "ENOTSUP"},
	{ETIMEDOUT, "ETIMEDOUT"},
};

static const char *find(const struct named *table, size_t count, int64_t number)
{
	for (size_t i = 0; i < count; i++)
		if (table[i].number == number)
			return table[i].name;
	return NULL;
}

static bool is_linux(enum platform platform)
{
	return platform == PLATFORM_LINUX_GNU || platform == PLATFORM_LINUX_MUSL;
}

bool platform_is_windows(enum platform platform)
{
	return platform == PLATFORM_WINDOWS || platform == PLATFORM_WINE;
}

/* On Linux they are the kernel's, whatever the C library. */
static bool same_errnos(enum platform one, enum platform other)
{
	return one == other || (is_linux(one) && is_linux(other));
}

const char *error_name(int64_t error, enum platform of, enum platform here)
{
	if (platform_is_windows(of))
		return find(windows_errors, countof(windows_errors), error);
	return same_errnos(of, here) ? find(errnos, countof(errnos), error) : NULL;
}

const char *code_name(int64_t code, enum platform of)
{
	return platform_is_windows(of) ? find(windows_statuses, countof(windows_statuses), code) : NULL;
}

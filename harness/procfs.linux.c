/* SPDX-License-Identifier: MIT
 *
 * procfs_read and its kin.
 */
#include "procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

ssize_t procfs_read(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t got = 1;
	int error;

	if (fd < 0)
		return -1;
	while (got > 0 && length < size - 1) {
		got = read(fd, text + length, size - 1 - length);
		if (got > 0)
			length += (size_t)got;
	}
	error = errno;
	close(fd);
	errno = error;
	text[length] = '\0';
	return got < 0 ? -1 : (ssize_t)length;
}

ssize_t procfs_task(pid_t pid, pid_t tid, const char *file, char *text, size_t size)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/task/%d/%s", (int)pid, (int)tid, file);
	return procfs_read(path, text, size);
}

const char *procfs_field(const char *status, const char *name)
{
	const char *line = strstr(status, name);

	return line == NULL ? "" : line + strlen(name);
}

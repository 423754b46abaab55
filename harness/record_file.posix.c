/* SPDX-License-Identifier: MIT
 *
 * The record's file when it is written: append-only, one write a line.
 */
#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int record_create(struct record *record, const char *path)
{
	record->path = path;
	record->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
	return record->fd < 0 ? -1 : 0;
}

/* The size of the file without a last line that has no newline; looked for in blocks, for it may be of any length.
 * -1 with errno. */
static off_t whole_lines(int fd)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char block[4096];

	while (end > 0) {
		off_t start = (end - 1) / (off_t)sizeof(block) * (off_t)sizeof(block);
		ssize_t length = pread(fd, block, (size_t)(end - start), start);

		if (length != end - start)
			return -1;
		for (; length > 0; length--)
			if (block[length - 1] == '\n')
				return start + length;
		end = start;
	}
	return end;
}

bool record_is_seekable(const char *path)
{
	struct stat status;

	return stat(path, &status) < 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

int record_append(struct record *record, const char *path)
{
	off_t size;

	record->path = path;
	record->fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
	if (record->fd < 0)
		return -1;
	size = whole_lines(record->fd);
	return size < 0 || ftruncate(record->fd, size) < 0 ? -1 : 0;
}

long record_put(struct record *record, const char *text, size_t length)
{
	ssize_t written;

	do
		written = write(record->fd, text, length);
	while (written < 0 && errno == EINTR);
	return written;
}

int record_close(struct record *record)
{
	int fd = record->fd;

	record->fd = -1;
	return fd < 0 ? 0 : close(fd);
}

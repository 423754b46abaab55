/* SPDX-License-Identifier: MIT
 *
 * The record's file when it is written: append-only, one write a line.
 */
#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int record_create(struct record *record, const char *path)
{
	record->path = path;
	record->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
	return record->fd < 0 ? -1 : 0;
}

/* The size of the file without a last line that has no newline. */
static off_t whole_lines(int fd)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char byte = '\0';

	while (size > 0 && pread(fd, &byte, 1, size - 1) == 1 && byte != '\n')
		size--;
	return size;
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

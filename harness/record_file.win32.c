/* SPDX-License-Identifier: MIT
 *
 * The record's file when it is written, on Windows: append-only, one write a line.
 */
#include "record.h"

#include <fcntl.h>
#include <io.h>
#include <share.h>
#include <sys/stat.h>
#include "win32.h"

static int open_file(const char *path, int flags)
{
	wchar_t wide[WIN32_PATH];

	/* Others may read it while it grows. */
	return _wsopen(win32_wide(path, wide, ARRAYSIZE(wide)), flags | _O_BINARY | _O_NOINHERIT, _SH_DENYWR,
		       _S_IREAD | _S_IWRITE);
}

int record_create(struct record *record, const char *path)
{
	record->path = path;
	record->fd = open_file(path, _O_WRONLY | _O_CREAT | _O_TRUNC | _O_APPEND);
	return record->fd < 0 ? -1 : 0;
}

/* The size of the file without a last line that has no newline; looked for in blocks, for it may be of any length.
 * -1 with errno. */
static __int64 whole_lines(int fd)
{
	__int64 end = _lseeki64(fd, 0, SEEK_END);
	char block[4096];

	while (end > 0) {
		__int64 start = (end - 1) / (__int64)sizeof(block) * (__int64)sizeof(block);
		int length = (int)(end - start);

		if (_lseeki64(fd, start, SEEK_SET) < 0 || _read(fd, block, (unsigned)length) != length)
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
	wchar_t wide[WIN32_PATH];
	struct _stat64 status;

	return _wstat64(win32_wide(path, wide, ARRAYSIZE(wide)), &status) < 0 ||
	       (status.st_mode & (_S_IFREG | _S_IFDIR)) != 0;
}

int record_append(struct record *record, const char *path)
{
	__int64 size;

	record->path = path;
	record->fd = open_file(path, _O_RDWR);
	if (record->fd < 0)
		return -1;
	size = whole_lines(record->fd);
	if (size < 0 || _chsize_s(record->fd, size) != 0 || _lseeki64(record->fd, 0, SEEK_END) < 0)
		return -1;
	return 0;
}

long record_put(struct record *record, const char *text, size_t length)
{
	return _write(record->fd, text, (unsigned)length);
}

int record_close(struct record *record)
{
	int fd = record->fd;

	record->fd = -1;
	return fd < 0 ? 0 : _close(fd);
}

/* SPDX-License-Identifier: MIT
 *
 * Locks on directories, by flock(2).
 */
#include "abandoned.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 + 256 };

int abandoned_mark(int directory)
{
	return flock(directory, LOCK_EX | LOCK_NB);
}

static bool is_abandoned(const char *path)
{
	int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat stat;
	bool abandoned;

	if (directory < 0)
		return false;
	abandoned = fstat(directory, &stat) == 0 && stat.st_uid == geteuid() && abandoned_mark(directory) == 0;
	close(directory);
	return abandoned;
}

void abandoned_sweep(const char *parent, const char *prefix, void (*remove_it)(const char *path))
{
	DIR *directory = opendir(parent);
	struct dirent *entry;

	while (directory != NULL && (entry = readdir(directory)) != NULL) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "%s/%s", parent, entry->d_name);
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 && is_abandoned(path))
			remove_it(path);
	}
	if (directory != NULL)
		closedir(directory);
}

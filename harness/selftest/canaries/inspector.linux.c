/* SPDX-License-Identifier: MIT
 *
 * Looks at what it inherited (environment, descriptors, directory, signals), and makes its cell fail unless all of
 * it is clean.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "canary.h"

extern char **environ;

static void inspect_names(const char *path, const char *allowed)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	char word[264];

	while ((entry = readdir(directory)) != NULL) {
		snprintf(word, sizeof(word), " %s ", entry->d_name);
		canary_insist(strstr(allowed, word) != NULL || atoi(entry->d_name) == dirfd(directory), word);
	}
	closedir(directory);
}

static void inspect_signals(void)
{
	static const char sets[] = "SigPnd ShdPnd SigBlk SigIgn SigCgt";
	FILE *status = fopen("/proc/self/status", "r");
	char name[64], value[64];

	while (fscanf(status, " %63[^:]:%63[^\n]%*[^\n]", name, value) > 0)
		canary_insist(strstr(sets, name) == NULL || strtoull(value, NULL, 16) == 0, name);
	fclose(status);
}

int main(void)
{
	static const char *const names[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
					    "HOME=/",
					    "LC_ALL=C",
					    "TERM=dumb",
					    "LASTWORDS_JOURNAL=3",
					    "LASTWORDS_READY=4",
					    "LASTWORDS_HOLD=5"};
	size_t count = 0;

	for (; environ[count] != NULL; count++)
		canary_insist(count < 7 && strcmp(environ[count], names[count]) == 0, environ[count]);
	inspect_names("/proc/self/fd", count == 7 ? " . .. 0 1 2 3 4 5 " : " . .. 0 1 2 3 4 ");
	inspect_names(".", " . .. lock ");
	inspect_signals();
	canary_ready(canary_pid());
	canary_rest();
}

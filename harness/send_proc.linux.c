/* SPDX-License-Identifier: MIT
 *
 * /proc/PID.
 */
#include "send_proc.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "procfs.h"

bool proc_is_ours(void)
{
	char link[24] = "";

	return readlink("/proc/self", link, sizeof(link) - 1) > 0 && strtol(link, NULL, 10) == getpid();
}

int proc_status(pid_t pid, struct send_status *ret_status)
{
	char path[40], text[PROCFS_TEXT];

	*ret_status = (struct send_status){0};
	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	return procfs_read(path, text, sizeof(text)) < 0 ? -1 : send_status_parse(text, ret_status);
}

int proc_each(pid_t pid, const char *name, void (*take)(void *context, pid_t pid, long number), void *context)
{
	struct dirent *entry;
	char path[64];
	DIR *folder;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	folder = opendir(path);
	if (folder == NULL)
		return -1;
	while ((entry = readdir(folder)) != NULL)
		if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9')
			take(context, pid, strtol(entry->d_name, NULL, 10));
	return closedir(folder);
}

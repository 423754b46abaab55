/* SPDX-License-Identifier: MIT
 *
 * cgroup v2 by its file system (Documentation/admin-guide/cgroup-v2.rst).
 */
#include "cgroup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "abandoned.h"

enum { CGROUP_PATH = 4096 };
static const char prefix[] = "lastwords-";

/* The mount point of the first cgroup2 file system, from mountinfo (proc(5)). */
static int mount_point(char *path, size_t size)
{
	FILE *mounts = fopen("/proc/self/mountinfo", "re");
	char line[CGROUP_PATH];
	int ret = -1;

	if (mounts == NULL)
		return -1;
	while (ret < 0 && fgets(line, sizeof(line), mounts) != NULL) {
		char point[1024];

		if (strstr(line, " - cgroup2 ") != NULL && sscanf(line, "%*s %*s %*s %*s %1023s", point) == 1 &&
		    (size_t)snprintf(path, size, "%s", point) < size)
			ret = 0;
	}
	fclose(mounts);
	return ret;
}

int cgroup_base(char *path, size_t size)
{
	FILE *own;
	char line[1024];
	char point[1024];
	int ret = -1;

	if (mount_point(point, sizeof(point)) < 0) {
		snprintf(path, size, "no cgroup v2 is mounted");
		return -1;
	}
	own = fopen("/proc/self/cgroup", "re");
	while (own != NULL && ret < 0 && fgets(line, sizeof(line), own) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "0::", 3) == 0 && (size_t)snprintf(path, size, "%s%s", point, line + 3) < size)
			ret = 0;
	}
	if (own != NULL)
		fclose(own);
	if (ret == 0 && access(path, W_OK | X_OK) < 0) {
		snprintf(path, size, "the cgroup v2 directory is not writable: %s", strerror(errno));
		return -1;
	}
	return ret;
}

static void remove_workers(int run)
{
	DIR *directory = fdopendir(run);
	struct dirent *entry;

	if (directory == NULL) {
		close(run);
		return;
	}
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] == 'w')
			unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR);
	closedir(directory);
}

void cgroup_remove_run(const char *path)
{
	int run = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (run < 0)
		return;
	remove_workers(run);
	rmdir(path);
}

/* Another run may take a directory that is not locked yet for an abandoned one: then it is gone. */
static int open_locked(const char *path)
{
	int run = mkdir(path, 0755) < 0 ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (run >= 0 && abandoned_mark(run) == 0 && access(path, F_OK) == 0)
		return run;
	if (run >= 0)
		close(run);
	return -1;
}

int cgroup_open_run(char *path, size_t size)
{
	enum { TRIES = 8 };
	char base[CGROUP_PATH];
	struct timespec now;

	path[0] = '\0';
	if (cgroup_base(base, sizeof(base)) < 0)
		return -1;
	abandoned_sweep(base, prefix, cgroup_remove_run);
	for (int i = 0; i < TRIES; i++) {
		int run;

		clock_gettime(CLOCK_MONOTONIC, &now);
		if ((size_t)snprintf(path, size, "%s/%s%d-%lx", base, prefix, (int)getpid(),
				     (unsigned long)now.tv_nsec) >= size)
			break;
		run = open_locked(path);
		if (run >= 0)
			return run;
	}
	path[0] = '\0';
	return -1;
}

int cgroup_open_worker(int run, unsigned worker)
{
	char name[16];

	snprintf(name, sizeof(name), "w%u", worker);
	if (mkdirat(run, name, 0755) < 0)
		return -1;
	return openat(run, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

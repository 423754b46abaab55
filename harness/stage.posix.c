/* SPDX-License-Identifier: MIT
 *
 * The stage by POSIX calls. Its directory lives as long as the worker and is emptied after
 * each cell; journal and pipes are new for each.
 */
#include "stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "calls.h"
#include "journal.h"

enum { STAGE_DEPTH = 16 }; /* directories in directories that are swept */

/* Descriptors 0 to 5 become the probe's; keep ours out of their way. The worker has filled them
 * with /dev/null at its start, so that every new descriptor is higher. */

static int open_pipe(int ends[2], bool wanted)
{
	ends[0] = ends[1] = -1;
	return wanted ? call_pipe(ends) : 0;
}

int stage_open(struct stage *stage, const struct ground *ground, unsigned needs, struct trouble *trouble)
{
	*stage = (struct stage){-1, {-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
	stage->journal = journal_open(ground->root);
	if (stage->journal < 0)
		return trouble_set(trouble, STEP_STAGE, errno, "cannot create the journal: %s", strerror(errno));
	if (open_pipe(stage->ready, true) < 0 || open_pipe(stage->in, (needs & STAGE_IN) != 0) < 0 ||
	    open_pipe(stage->out, (needs & STAGE_OUT) != 0) < 0 ||
	    open_pipe(stage->hold, (needs & STAGE_HOLD) != 0) < 0)
		return trouble_set(trouble, STEP_STAGE, errno, "cannot create a pipe: %s", strerror(errno));
	return 0;
}

void stage_drop(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

uint32_t stage_look(const struct ground *ground)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	uint32_t seen = 0;

	if (faccessat(ground->stage, "temp", F_OK, 0) < 0 && errno == ENOENT)
		seen |= UINT32_C(1) << RUNG_TEMP_FILE_REMOVED;
	if (fcntl(ground->lock, F_GETLK, &lock) == 0 && lock.l_type == F_UNLCK)
		seen |= UINT32_C(1) << RUNG_LOCK_RELEASED;
	return seen;
}

/* Everything but `keep` below a directory; links are removed, not followed. Depth is bounded, so that no
 * probe can make us run out of descriptors. */
static int empty_directory(int parent, const char *path, const char *keep, int depth)
{
	int fd = openat(parent, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	int ret = 0;

	if (directory == NULL) {
		stage_drop(&fd);
		return -1;
	}
	while ((entry = readdir(directory)) != NULL) {
		const char *name = entry->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || (keep != NULL && strcmp(name, keep) == 0))
			continue;
		if (unlinkat(fd, name, 0) == 0)
			continue;
		if (depth > 0)
			empty_directory(fd, name, NULL, depth - 1);
		if (unlinkat(fd, name, AT_REMOVEDIR) < 0)
			ret = -1;
	}
	closedir(directory);
	return ret;
}

/* The lock file stays open from cell to cell, to ask it without having opened it: a probe that removed
 * it leaves us with one that nobody else can find. */
static int renew_lock(const struct ground *ground)
{
	struct stat stat;
	int fd;

	if (fstat(ground->lock, &stat) == 0 && stat.st_nlink > 0)
		return 0;
	fd = openat(ground->stage, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	if (call_dup_onto(fd, ground->lock) < 0) {
		close(fd);
		return -1;
	}
	close(fd);
	return 0;
}

int stage_close(struct stage *stage, const struct ground *ground, struct trouble *trouble)
{
	stage_drop(&stage->journal);
	for (int end = 0; end < 2; end++) {
		stage_drop(&stage->ready[end]);
		stage_drop(&stage->in[end]);
		stage_drop(&stage->out[end]);
		stage_drop(&stage->hold[end]);
	}
	if (empty_directory(ground->stage, ".", "lock", STAGE_DEPTH) < 0 || renew_lock(ground) < 0)
		return trouble_set(trouble, STEP_STAGE, errno, "cannot sweep the stage: %s", strerror(errno));
	return 0;
}

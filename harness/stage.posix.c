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
#include "journal.h"

/* Descriptors 0 to 5 become the probe's; keep ours out of their way. The worker has filled them
 * with /dev/null at its start, so that every new descriptor is higher. */

static int open_pipe(int ends[2], bool wanted)
{
	ends[0] = ends[1] = -1;
	return wanted ? pipe2(ends, O_CLOEXEC) : 0;
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

static int empty_directory(const struct ground *ground, struct trouble *trouble)
{
	int fd = openat(ground->stage, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (directory == NULL) {
		stage_drop(&fd);
		return trouble_set(trouble, STEP_STAGE, errno, "cannot read the stage: %s", strerror(errno));
	}
	while ((entry = readdir(directory)) != NULL) {
		const char *name = entry->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "lock") == 0)
			continue;
		if (unlinkat(ground->stage, name, 0) < 0 && unlinkat(ground->stage, name, AT_REMOVEDIR) < 0)
			trouble_set(trouble, STEP_STAGE, errno, "cannot remove %.60s: %s", name, strerror(errno));
	}
	closedir(directory);
	return trouble->step == STEP_UNSET ? 0 : -1;
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
	return empty_directory(ground, trouble);
}

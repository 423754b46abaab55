/* SPDX-License-Identifier: MIT
 *
 * cgroup v2 directories of a run. Linux only.
 */
#ifndef LASTWORDS_CGROUP_H
#define LASTWORDS_CGROUP_H

#include <stddef.h>

/* cgroup_base - the cgroup v2 directory of this process, where new ones would be made. Written to
 * path; returns 0, or -1 with the reason in path. */
int cgroup_base(char *path, size_t size);

/* cgroup_open_run - make the run's cgroup below the base; those of runs that are gone are removed.
 * Returns a descriptor and its path, or -1 (path empty). */
int cgroup_open_run(char *path, size_t size);

/* cgroup_open_worker - make and open the cgroup of a worker in the run's. -1 where that fails. */
int cgroup_open_worker(int run, unsigned worker);

/* cgroup_remove_run - remove the run's cgroup and its workers'. Processes must be gone. */
void cgroup_remove_run(const char *path);

#endif

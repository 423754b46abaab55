/* SPDX-License-Identifier: MIT
 *
 * The worker's loop on POSIX, and the ground under its feet. Runs in the worker's process.
 */
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "ground.posix.h"
#include "host.h"
#include "spawn.h"

_Static_assert(sizeof(struct trace) <= 4096, "a trace is written to a pipe in one piece (PIPE_BUF)");

/* Descriptors 0 to 5 are the probe's in every child: let nothing of ours have these numbers. */
static int reserve_low_descriptors(void)
{
	int null;

	do
		null = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (null >= 0 && null < SPAWN_FD_MAX);
	return null;
}

static const char *prepare(struct ground *ground)
{
	ground->null = reserve_low_descriptors();
	if (ground->null < 0)
		return "open /dev/null";
	if (mkdirat(ground->root, "stage", 0755) < 0)
		return "mkdir (stage)";
	ground->stage = openat(ground->root, "stage", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (ground->stage < 0)
		return "open (stage)";
	ground->lock = openat(ground->stage, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (ground->lock < 0)
		return "open (lock)";
	if (terminal_open(&ground->terminal) < 0 || ioctl(ground->terminal.slave, TIOCSCTTY, 0) < 0)
		return "open a terminal";
	ground->hosts = host_page_new();
	return ground->hosts == NULL ? "mmap" : NULL;
}

static bool report(const struct work *work, const struct trace *trace)
{
	size_t size = offsetof(struct trace, marks) + trace->marks_count * sizeof(trace->marks[0]);
	ssize_t written;

	do
		written = write((int)work->results, trace, size);
	while (written < 0 && errno == EINTR);
	return written == (ssize_t)size;
}

void worker_work(void *context, unsigned worker, const struct ground_spot *spot)
{
	const struct work *work = context;
	struct ground ground = {
		.probes = work->probes,
		.page = work->page,
		.mark = spot->mark,
		.root = spot->root,
		.cgroup = spot->cgroup,
		.quiet_only = work->quiet_only,
		.deadline_ns = work->deadline_ns,
		.slow_ms = work->slow_ms,
	};
	const char *failed = prepare(&ground);

	if (failed != NULL) {
		fprintf(stderr, "lastwords: worker %u: %s: %s\n", worker, failed, strerror(errno));
		_exit(1);
	}
	if (worker < work->quick_workers && !worker_run_lane(work, &ground, LANE_QUICK, report))
		_exit(1);
	if (!worker_run_lane(work, &ground, LANE_WAITING, report))
		_exit(1);
}

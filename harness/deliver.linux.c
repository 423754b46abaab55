/* SPDX-License-Identifier: MIT
 *
 * The deliveries that only Linux has, and the table of all of them.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "deliver.posix.h"
#include "port.h"
#include "scene.h"

static int send_sigqueue(struct scene *scene, const struct delivery_row *row)
{
	deliver_note(scene, "sigqueue", sigqueue(deliver_target(scene), row->signal, (union sigval){.sival_int = 1}));
	return 0;
}

static int send_pidfd(struct scene *scene, const struct delivery_row *row)
{
	int pidfd = (int)syscall(SYS_pidfd_open, scene->started, 0);

	if (pidfd < 0)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, errno, "pidfd_open: %s", strerror(errno));
	deliver_note(scene, "pidfd_send_signal", syscall(SYS_pidfd_send_signal, pidfd, row->signal, NULL, 0));
	close(pidfd);
	return 0;
}

static int send_tgkill(struct scene *scene, const struct delivery_row *row)
{
	deliver_note(scene, "tgkill", syscall(SYS_tgkill, scene->started, scene->started, row->signal));
	return 0;
}

static int send_pidns_kill(struct scene *scene, const struct delivery_row *row)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	/* zap_pid_ns_processes() reaps every member before the init becomes a zombie. */
	deliver_note(scene, "kill", kill(scene->hosts.first, row->signal));
	for (scene_reap(scene); !scene->hosts.first_ended; scene_reap(scene)) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0,
					   "the namespace's init does not end");
		scene_wait_child(50000);
	}
	return 0;
}

static int write_cgroup(const struct scene *scene, const char *file, const char *text)
{
	int fd = openat(scene->ground->cgroup, file, O_WRONLY | O_CLOEXEC);
	ssize_t written = fd < 0 ? -1 : write(fd, text, strlen(text));
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return written < 0 ? -1 : 0;
}

static int join_cgroup(struct scene *scene, pid_t pid)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", (int)pid);
	if (write_cgroup(scene, "cgroup.procs", number) == 0)
		return 0;
	return trouble_set(&scene->trace->trouble, STEP_GROUND, errno, "cannot move a process into a cgroup: %s",
			   strerror(errno));
}

static int send_cgroup_kill(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	if (join_cgroup(scene, scene->probe) < 0)
		return -1;
	if (!scene->started_ended && scene->started != scene->probe && join_cgroup(scene, scene->started) < 0)
		return -1;
	if (faccessat(scene->ground->cgroup, "cgroup.kill", F_OK, 0) < 0)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, errno, "no cgroup.kill before Linux 5.14");
	deliver_note(scene, "write", write_cgroup(scene, "cgroup.kill", "1"));
	return 0;
}

#define NO_JOBS "no job objects outside Windows; see pidns-kill and cgroup-kill"

const struct delivery_row deliveries[DELIVERY_MAX] = {
#include "deliveries.posix.def"
	[DELIVERY_PARENT_THREAD_EXIT] = {.needs = NEEDS_PARENT | NEEDS_THREAD, .send = send_thread_exit},
	[DELIVERY_SIGQUEUE] = {.signal = SIGTERM, .send = send_sigqueue},
	[DELIVERY_PIDFD] = {.signal = SIGTERM, .send = send_pidfd},
	[DELIVERY_TGKILL] = {.signal = SIGTERM, .send = send_tgkill},
	[DELIVERY_PIDNS_KILL] = {.needs = NEEDS_INIT, .signal = SIGKILL, .send = send_pidns_kill},
	[DELIVERY_CGROUP_KILL] = {.needs = NEEDS_CGROUP, .send = send_cgroup_kill},
	[DELIVERY_JOB_CLOSE] = {.absent = NO_JOBS},
	[DELIVERY_JOB_TERMINATE] = {.absent = NO_JOBS},
};

/* SPDX-License-Identifier: MIT
 *
 * Namespaces by clone(2) and mount(2). Knows nothing of workers or cells.
 */
#include "namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "axes.h"

static bool write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return done;
}

static bool map_self(uid_t uid, gid_t gid)
{
	char line[48];

	/* Denying setgroups first is what lets an unprivileged process map its group. */
	write_file("/proc/self/setgroups", "deny");
	snprintf(line, sizeof(line), "%u %u 1", gid, gid);
	if (!write_file("/proc/self/gid_map", line))
		return false;
	snprintf(line, sizeof(line), "%u %u 1", uid, uid);
	return write_file("/proc/self/uid_map", line);
}

pid_t namespace_fork(bool user)
{
	unsigned long flags = CLONE_NEWPID | CLONE_NEWNS | SIGCHLD | (user ? CLONE_NEWUSER : 0UL);
	uid_t uid = geteuid();
	gid_t gid = getegid();
	pid_t pid = (pid_t)syscall(SYS_clone, flags, NULL, NULL, NULL, NULL);

	if (pid == 0 && user && !map_self(uid, gid))
		_exit(1);
	return pid;
}

static bool contains(const char *directory, const char *path)
{
	size_t length = strlen(directory);

	return path != NULL && strncmp(path, directory, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* What we mount must not show in the caller's namespace (mount_namespaces(7), shared subtrees). */
static bool make_private(const char *path)
{
	return mount(NULL, path, NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

int namespace_furnish(const char *const *avoid, size_t count, const char **ret_step)
{
	static const char *const places[] = {"/dev/shm", "/mnt", "/media", "/srv", "/var/tmp", "/tmp"};

	bool all_private = make_private("/");

	/* In a chroot the root is no mount point: then each place must be one itself. */
	*ret_step = "mount (private)";
	if (!all_private && !make_private("/proc"))
		return -1;
	*ret_step = "mount /proc";
	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		return -1;
	*ret_step = "mount tmpfs";
	for (size_t i = 0; i < countof(places); i++) {
		bool hides = false;

		for (size_t j = 0; j < count; j++)
			hides = hides || contains(places[i], avoid[j]);
		if (!hides && (all_private || make_private(places[i])) &&
		    mount("lastwords", places[i], "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755") == 0)
			return open(places[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	return -1;
}

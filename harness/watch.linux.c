/* SPDX-License-Identifier: MIT
 *
 * Process handles on Linux: pidfds.
 */
#include "watch.h"

#include <poll.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int watch_open(pid_t pid)
{
	return (int)syscall(SYS_pidfd_open, pid, 0); /* close-on-exec by itself */
}

bool watch_ended(int watch)
{
	return watch_wait(watch, 0);
}

bool watch_wait(int watch, long long ns)
{
	struct timespec time = {.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)};
	struct pollfd end = {.fd = watch, .events = POLLIN};

	return ppoll(&end, 1, &time, NULL) == 1;
}

/* As in include/uapi/linux/pidfd.h of Linux 6.15; Debian 12's headers are older. */
struct exit_info {
	uint64_t mask;
	uint64_t cgroup;
	uint32_t ids[11];
	int32_t exit_code;
};

int watch_status(int watch, int *ret_status)
{
	const uint64_t wanted = UINT64_C(1) << 3; /* PIDFD_INFO_EXIT */
	struct exit_info info = {.mask = wanted};
	/* The kernel's is unsigned int; ioctl's is unsigned long in glibc and int in musl and POSIX. */
	unsigned request = _IOWR(0xFF, 11, struct exit_info);

	if (ioctl(watch, request, &info) < 0 || (info.mask & wanted) == 0)
		return -1;
	*ret_status = info.exit_code;
	return 0;
}

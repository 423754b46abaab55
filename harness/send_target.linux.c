/* SPDX-License-Identifier: MIT
 *
 * Targets on Linux: pidfds (pidfd_open(2), Linux 5.3). Where these are missing, or kept away by a seccomp filter, the
 * number and the start time from /proc are compared before each use: that leaves a moment, so it is said to the user.
 */
#include "send_target.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "end.h"
#include "port.h"
#include "procfs.h"
#include "watch.h"

enum { LOOK_MS = 10, FIELD_STATE = 3, FIELD_START = 22, FIELD_EXIT_CODE = 52 };

/* A field of /proc/PID/stat by its number in proc(5); the second is a name in parentheses with anything in it. Returns
 * false when there is no such process or field. */
static bool stat_field(pid_t pid, int number, char *ret_field, size_t size)
{
	char path[40], text[PROCFS_TEXT], *next, *rest;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	if (procfs_read(path, text, sizeof(text)) < 0 || (next = strrchr(text, ')')) == NULL)
		return false;
	next = strtok_r(next + 1, " \n", &rest);
	for (int i = FIELD_STATE; i < number && next != NULL; i++)
		next = strtok_r(NULL, " \n", &rest);
	if (next != NULL)
		snprintf(ret_field, size, "%s", next);
	return next != NULL;
}

static uint64_t start_of(pid_t pid)
{
	char field[24];

	return stat_field(pid, FIELD_START, field, sizeof(field)) ? strtoull(field, NULL, 10) : 0;
}

int target_open(struct send_target *ret_target, pid_t pid)
{
	*ret_target = (struct send_target){.pid = pid, .handle = watch_open(pid)};
	/* pidfd_open(2) itself knows no EPERM: a filter says so instead of ENOSYS. */
	if (ret_target->handle >= 0 || (errno != ENOSYS && errno != EPERM))
		return ret_target->handle < 0 ? -1 : 0;
	ret_target->started = start_of(pid);
	return kill(pid, 0) < 0 && errno == ESRCH ? -1 : 0;
}

void target_close(struct send_target *target)
{
	if (target->handle >= 0)
		close(target->handle);
	target->handle = -1;
}

static bool numbered_ended(const struct send_target *target)
{
	char state[8];

	if (kill(target->pid, 0) < 0 && errno == ESRCH)
		return true;
	if (target->started == 0)
		return false;
	return start_of(target->pid) != target->started ||
	       (stat_field(target->pid, FIELD_STATE, state, sizeof(state)) && state[0] == 'Z');
}

bool target_ended(struct send_target *target)
{
	if (target->ended)
		return true;
	target->ended = target->handle >= 0 ? watch_ended(target->handle) : numbered_ended(target);
	if (target->ended)
		target->ended_ns = clock_ns();
	return target->ended;
}

int target_signal(const struct send_target *target, int number)
{
	if (target->handle >= 0)
		return (int)syscall(SYS_pidfd_send_signal, target->handle, number, NULL, 0);
	if (numbered_ended(target)) {
		errno = ESRCH;
		return -1;
	}
	return kill(target->pid, number);
}

const char *target_signal_name(const struct send_target *target)
{
	return target->handle >= 0 ? "pidfd_send_signal" : "kill";
}

static bool is_awaited(const struct send_target *target)
{
	return target->delivered && !target->ended;
}

/* Without a handle there is nothing to wait on: look again soon. */
static int wait_numbered(int64_t left_ns)
{
	int64_t left_ms = left_ns / 1000000 + 1;

	return poll(NULL, 0, left_ms < LOOK_MS ? (int)left_ms : LOOK_MS);
}

bool targets_wait(struct send_target *targets, size_t count, int64_t until_ns)
{
	struct pollfd *polls = calloc(count, sizeof(*polls));
	int64_t left = until_ns - clock_ns();
	struct timespec time;
	bool numbered = false;
	nfds_t awaited = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_awaited(&targets[i]) || target_ended(&targets[i]))
			continue;
		numbered = numbered || targets[i].handle < 0 || polls == NULL;
		if (polls != NULL)
			polls[awaited] = (struct pollfd){.fd = targets[i].handle, .events = POLLIN};
		awaited++;
	}
	left = left < 0 ? 0 : left;
	time = (struct timespec){.tv_sec = (time_t)(left / 1000000000), .tv_nsec = (long)(left % 1000000000)};
	if (awaited > 0 && numbered)
		wait_numbered(left);
	else if (awaited > 0)
		ppoll(polls, awaited, &time, NULL);
	free(polls);
	awaited = 0;
	for (size_t i = 0; i < count; i++)
		awaited += is_awaited(&targets[i]) && !target_ended(&targets[i]);
	return awaited == 0;
}

/* The wait status of a zombie, which /proc shows to those who may look at the process: for others the field is 0. Who
 * may is told by the link to its program: a zombie has none, but only those who may look hear that. */
static bool zombie_status(pid_t pid, int *ret_status)
{
	char path[40], field[24];

	snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	if (readlink(path, field, sizeof(field)) >= 0 || errno != ENOENT)
		return false;
	if (!stat_field(pid, FIELD_STATE, field, sizeof(field)) || field[0] != 'Z' ||
	    !stat_field(pid, FIELD_EXIT_CODE, field, sizeof(field)))
		return false;
	*ret_status = (int)strtol(field, NULL, 10);
	return true;
}

/* POLLHUP: it was collected (Linux 6.9 and later; before, it is never set). */
static bool await_collection(int handle, int64_t until_ns)
{
	struct pollfd end = {.fd = handle};
	int64_t left = until_ns - clock_ns();

	return left > 0 && poll(&end, 1, (int)(left / 1000000) + 1) == 1;
}

void target_how(const struct send_target *target, int64_t until_ns, struct end *ret_end)
{
	int status;

	*ret_end = (struct end){.how = END_LOST};
	if (target->handle < 0)
		return;
	if (watch_status(target->handle, &status) == 0) {
		end_from_status(ret_end, status);
		return;
	}
	/* While our handle says "not collected", the number is still the zombie's. */
	if (zombie_status(target->pid, &status) && !await_collection(target->handle, clock_ns())) {
		end_from_status(ret_end, status);
		return;
	}
	await_collection(target->handle, until_ns);
	if (watch_status(target->handle, &status) == 0)
		end_from_status(ret_end, status);
}

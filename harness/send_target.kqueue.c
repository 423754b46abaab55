/* SPDX-License-Identifier: MIT
 *
 * Targets on BSDs: watched by kqueue, which holds on to the process; but signals go to numbers only. So right before
 * each the watch is asked whether it has ended, and its start is compared: what is left is the moment between that look
 * and kill(2), in which all other numbers would have to be used up.
 */
#include "send_target.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "end.h"
#include "port.h"
#include "processes.h"
#include "watch.h"

enum { LOOK_NS = 10 * 1000 * 1000 };

/* 0 where it may not be seen. */
static uint64_t start_of(pid_t pid)
{
	struct process process;

	return process_look(pid, &process) ? (uint64_t)process.born : 0;
}

int target_open(struct send_target *ret_target, pid_t pid)
{
	*ret_target = (struct send_target){.pid = pid, .started = start_of(pid), .handle = watch_open(pid)};
	if (ret_target->handle < 0)
		return -1;
	/* Another by now than the one whose start was read? The watch is on this one. */
	ret_target->started = start_of(pid);
	return 0;
}

void target_close(struct send_target *target)
{
	if (target->handle >= 0)
		close(target->handle);
	target->handle = -1;
}

bool target_ended(struct send_target *target)
{
	if (!target->ended && watch_ended(target->handle)) {
		target->ended = true;
		target->ended_ns = clock_ns();
	}
	return target->ended;
}

int target_signal(const struct send_target *target, int number)
{
	if (watch_ended(target->handle) || start_of(target->pid) != target->started) {
		errno = ESRCH;
		return -1;
	}
	return kill(target->pid, number);
}

const char *target_signal_name(const struct send_target *target)
{
	(void)target;
	return "kill";
}

static size_t awaited(struct send_target *targets, size_t count)
{
	size_t left = 0;

	for (size_t i = 0; i < count; i++)
		left += targets[i].delivered && !target_ended(&targets[i]);
	return left;
}

/* One at a time, for a moment each: who ended meanwhile is seen in the next round. */
bool targets_wait(struct send_target *targets, size_t count, int64_t until_ns)
{
	size_t before = awaited(targets, count);

	while (awaited(targets, count) == before && before > 0 && clock_ns() < until_ns)
		for (size_t i = 0; i < count; i++)
			if (targets[i].delivered && !targets[i].ended) {
				int64_t left = until_ns - clock_ns();

				if (left > 0)
					watch_wait(targets[i].handle, left < LOOK_NS ? left : LOOK_NS);
				break;
			}
	return awaited(targets, count) == 0;
}

void target_how(const struct send_target *target, int64_t until_ns, struct end *ret_end)
{
	int status;

	(void)until_ns; /* the status comes with the end, or not at all */
	*ret_end = (struct end){.how = END_LOST};
	if (watch_status(target->handle, &status) == 0)
		end_from_status(ret_end, status);
}

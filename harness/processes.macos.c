/* SPDX-License-Identifier: MIT
 *
 * Processes of macOS, by libproc and sysctl(3). Facts from Apple's xnu: proc_pidinfo finds no zombies unless asked to
 * (bsd/kern/proc_info.c, proc_pidinfo), and shows other users' processes to root only; KERN_PROCARGS2 is argc, the path
 * of the program, the arguments and the environment as they were at exec, each ended by a zero byte, with more zero
 * bytes after the path (bsd/kern/kern_sysctl.c, sysctl_procargsx).
 */
#include "processes.h"

#include <libproc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/proc.h>
#include <sys/sysctl.h>
#include <unistd.h>
#include "axes.h"

enum { NUMBERS_MAX = 16384, THREADS_MAX = 1024 };

bool process_look(pid_t pid, struct process *ret_process)
{
	struct proc_bsdinfo info;

	if (proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, &info, sizeof(info)) != (int)sizeof(info) ||
	    info.pbi_status == SZOMB)
		return false;
	*ret_process = (struct process){
		.pid = pid,
		.parent = (pid_t)info.pbi_ppid,
		.session = getsid(pid),
		.uid = info.pbi_uid,
		.born = (int64_t)info.pbi_start_tvsec * 1000000 + (int64_t)info.pbi_start_tvusec,
		.stopped = info.pbi_status == SSTOP,
	};
	snprintf(ret_process->name, sizeof(ret_process->name), "%s",
		 info.pbi_name[0] != '\0' ? info.pbi_name : info.pbi_comm);
	return true;
}

size_t processes_list(struct process *list, size_t max)
{
	static pid_t numbers[NUMBERS_MAX];
	int all = proc_listallpids(numbers, sizeof(numbers));
	size_t count = 0;

	for (int i = 0; i < all && count < max; i++)
		if (numbers[i] > 0 && process_look(numbers[i], &list[count]))
			count++;
	return count;
}

/* Behind argc, the path and the arguments. NULL where the text is not of that form. */
static const char *environment(const char *text, size_t size)
{
	const char *end = text + size;
	const char *next = text + sizeof(int);
	int arguments;

	if (size <= sizeof(int))
		return NULL;
	memcpy(&arguments, text, sizeof(arguments));
	next = memchr(next, '\0', (size_t)(end - next));
	while (next != NULL && next < end && *next == '\0')
		next++;
	for (; next != NULL && next < end && arguments > 0; arguments--) {
		next = memchr(next, '\0', (size_t)(end - next));
		next = next == NULL ? NULL : next + 1;
	}
	return next;
}

static bool text_has(const char *text, size_t size, const char *variable, const char *begins)
{
	const char *next = environment(text, size);
	char wanted[256];
	size_t length = (size_t)snprintf(wanted, sizeof(wanted), "%s=%s", variable, begins);

	while (next != NULL && next < text + size && *next != '\0') {
		size_t left = (size_t)(text + size - next);

		if (left > length && length < sizeof(wanted) && strncmp(next, wanted, length) == 0)
			return true;
		next = memchr(next, '\0', left);
		next = next == NULL ? NULL : next + 1;
	}
	return false;
}

bool process_has(pid_t pid, const char *variable, const char *begins)
{
	static char *text;
	static size_t room;
	int limit[] = {CTL_KERN, KERN_ARGMAX};
	int which[] = {CTL_KERN, KERN_PROCARGS2, pid};
	size_t size = sizeof(int);
	int most;

	if (text == NULL && sysctl(limit, countof(limit), &most, &size, NULL, 0) == 0) {
		room = (size_t)most;
		text = malloc(room);
	}
	size = room;
	return text != NULL && sysctl(which, countof(which), text, &size, NULL, 0) == 0 &&
	       text_has(text, size, variable, begins);
}

/* TH_STATE_* of mach/thread_info.h: a thread that waits in the kernel for a disk will go on by itself. */
static bool is_running(pid_t pid, uint64_t thread)
{
	struct proc_threadinfo info;

	if (proc_pidinfo(pid, PROC_PIDTHREADINFO, thread, &info, sizeof(info)) != (int)sizeof(info))
		return true; /* it came to its end just now */
	return info.pth_run_state == TH_STATE_RUNNING || info.pth_run_state == TH_STATE_UNINTERRUPTIBLE;
}

bool process_activity(pid_t pid, struct process_activity *ret_activity)
{
	uint64_t threads[THREADS_MAX];
	struct proc_taskinfo task;
	int size;

	*ret_activity = (struct process_activity){0};
	if (proc_pidinfo(pid, PROC_PIDTASKINFO, 0, &task, sizeof(task)) != (int)sizeof(task))
		return false;
	size = proc_pidinfo(pid, PROC_PIDLISTTHREADS, 0, threads, sizeof(threads));
	if (size <= 0 || size == (int)sizeof(threads))
		return false;
	ret_activity->switches = (uint64_t)(uint32_t)task.pti_csw;
	for (size_t i = 0; i < (size_t)size / sizeof(threads[0]); i++)
		ret_activity->running = ret_activity->running || is_running(pid, threads[i]);
	return true;
}

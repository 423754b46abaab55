/* SPDX-License-Identifier: MIT
 *
 * The ground on Windows: a job object that we are in ourselves, and of which nobody else has a handle. When we end,
 * however we end, the system closes the handle and ends all that is left in it
 * (learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_basic_limit_information, KILL_ON_JOB_CLOSE).
 * Workers are threads: what they start is in jobs of its own, and a thread costs no console.
 *
 * Only the janitor leaves the job: it waits for our end and removes the directory of the run. Under Wine it has a
 * handle of the job too, so that this is ended by it, after those who are being born (births.win32.h).
 */
#include "ground.win32.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "abandoned.win32.h"
#include "axes.h"
#include "child.win32.h"
#include "paths.win32.h"
#include "wine.win32.h"

struct site {
	struct ground_options options;
	wchar_t root[WIN32_PATH];
	HANDLE lock;
	HANDLE janitor;
	HANDLE threads[GROUND_WORKERS_MAX];
	struct ground_spot *spots;
};

struct seat {
	const struct site *site;
	unsigned worker;
};

static HANDLE run_job;

const char *ground_kind_name(enum ground_kind kind)
{
	return kind == GROUND_UNSET ? "?" : "job-object"; /* there is no other kind here */
}

/* The job is made once; a second call finds that we are in it. */
static int enter_job(void)
{
	JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};

	if (run_job != NULL)
		return 0;
	run_job = CreateJobObjectW(NULL, NULL);
	/* Breaking away is for the janitor; the jobs of cells, which lie inside, forbid it. */
	limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
	if (run_job != NULL &&
	    SetInformationJobObject(run_job, JobObjectExtendedLimitInformation, &limits, sizeof(limits)) &&
	    AssignProcessToJobObject(run_job, GetCurrentProcess()))
		return 0;
	return -1;
}

enum ground_kind ground_best(char *why, size_t size)
{
	char text[160];

	why[0] = '\0';
	if (enter_job() == 0)
		return GROUND_JOB;
	/* Before Windows 8 a process has one job only, and whoever started us may have put us into one. */
	snprintf(why, size, "no job object: %s. Needs Windows 8 or later.",
		 win32_error_text(GetLastError(), text, sizeof(text)));
	return GROUND_UNSET;
}

static int start_janitor(struct site *site)
{
	wchar_t command[2 * WIN32_PATH + 64];
	wchar_t tools[WIN32_PATH];
	HANDLE self = NULL, job = NULL;
	char text[160];
	struct child child = {.flags = DETACHED_PROCESS | CREATE_BREAKAWAY_FROM_JOB};

	DuplicateHandle(GetCurrentProcess(), GetCurrentProcess(), GetCurrentProcess(), &self, SYNCHRONIZE, TRUE, 0);
	if (wine_version() != NULL)
		DuplicateHandle(GetCurrentProcess(), run_job, GetCurrentProcess(), &job, 0, TRUE,
				DUPLICATE_SAME_ACCESS);
	paths_own(tools, ARRAYSIZE(tools));
	win32_format(command, ARRAYSIZE(command), L"\"%ls\\lastwords-host.exe\" janitor %llu %llu \"%ls\"", tools,
		     (unsigned long long)(uintptr_t)self, (unsigned long long)(uintptr_t)job, site->root);
	child.command = command;
	child.inherit[0] = self;
	child.inherit[1] = job;
	if (self != NULL && child_start(&child) == 0)
		site->janitor = child.process;
	else
		fprintf(stderr,
			"lastwords: cannot start %ls\\lastwords-host.exe: %s. It belongs beside lastwords.exe.\n",
			tools, win32_error_text(GetLastError(), text, sizeof(text)));
	win32_close(&self);
	win32_close(&job);
	return site->janitor != NULL ? 0 : -1;
}

static DWORD WINAPI be_worker(void *context)
{
	struct seat *seat = context;
	const struct site *site = seat->site;
	unsigned worker = seat->worker;

	free(seat);
	site->options.work(site->options.context, worker, &site->spots[worker]);
	return 0;
}

static int start_workers(struct site *site)
{
	site->spots = calloc(site->options.workers + 1, sizeof(*site->spots));
	for (unsigned worker = 0; worker < site->options.workers; worker++) {
		struct seat *seat = malloc(sizeof(*seat));

		if (seat == NULL || site->spots == NULL)
			return -1;
		*seat = (struct seat){site, worker};
		win32_format(site->spots[worker].root, WIN32_PATH, L"%ls\\w%u", site->root, worker);
		if (!CreateDirectoryW(site->spots[worker].root, NULL))
			return -1;
		site->threads[worker] = CreateThread(NULL, 0, be_worker, seat, 0, NULL);
		if (site->threads[worker] == NULL)
			return -1;
	}
	return 0;
}

int ground_start(const struct ground_options *options, struct ground_handle *ret_handle)
{
	struct site *site = calloc(1, sizeof(*site));
	wchar_t temp[WIN32_PATH];

	if (site == NULL || enter_job() < 0)
		return -1;
	site->options = *options;
	GetTempPathW(ARRAYSIZE(temp), temp);
	abandoned_sweep_runs(temp);
	win32_format(site->root, ARRAYSIZE(site->root), L"%lslastwords-run-%lu-%llx", temp,
		     (unsigned long)GetCurrentProcessId(), (unsigned long long)GetTickCount64());
	site->lock = abandoned_make_run(site->root);
	if (site->lock == INVALID_HANDLE_VALUE) {
		fprintf(stderr, "lastwords: cannot make %ls. Set TMP to a directory that can be written to.\n",
			site->root);
		return -1;
	}
	/* Wine starts the process of its desktop for whoever asks first: that must not be a cell, which would be taken
	 * to have left it behind. */
	GetDesktopWindow();
	if (start_janitor(site) < 0)
		return -1;
	ret_handle->supervisor = (intptr_t)site;
	return start_workers(site);
}

int ground_end(struct ground_handle *handle)
{
	struct site *site = (struct site *)handle->supervisor;

	for (unsigned worker = 0; worker < site->options.workers; worker++) {
		WaitForSingleObject(site->threads[worker], INFINITE);
		win32_close(&site->threads[worker]);
	}
	win32_close(&site->lock);
	abandoned_remove(site->root);
	/* It sees that there is nothing left to do when we end; closing its handle does not end it. */
	win32_close(&site->janitor);
	free(site->spots);
	free(site);
	return 0;
}

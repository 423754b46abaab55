/* SPDX-License-Identifier: MIT
 *
 * How the host starts the probe: with exactly the flags of the launch.
 */
#include <stdlib.h>
#include "birth.win32.h"
#include "host.win32.h"

static HANDLE make_job(const struct host *host)
{
	JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
	HANDLE job = CreateJobObjectW(NULL, host->job_name);

	limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
	if ((host->options & HOST_JOB_BREAKAWAY) != 0)
		limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_BREAKAWAY_OK;
	if (job != NULL)
		SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof(limits));
	return job;
}

/* Only the handles of standard streams go along, and only where there are any. */
struct attributes {
	LPPROC_THREAD_ATTRIBUTE_LIST list;
	HANDLE inherit[2];
	HANDLE jobs[1];
	bool job_list;
};

static bool set(const struct attributes *attributes, DWORD_PTR what, void *value, size_t size)
{
	return UpdateProcThreadAttribute(attributes->list, 0, what, value, size, NULL, NULL);
}

static bool prepare(struct host *host, struct attributes *attributes)
{
	SIZE_T size = 0;

	InitializeProcThreadAttributeList(NULL, 3, 0, &size);
	attributes->list = malloc(size);
	if (attributes->list == NULL || !InitializeProcThreadAttributeList(attributes->list, 3, 0, &size))
		return false;
	if (host->input != NULL &&
	    !set(attributes, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, attributes->inherit, sizeof(attributes->inherit)))
		return false;
	if (host->pty != NULL && !set(attributes, PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, host->pty, sizeof(host->pty)))
		return false;
	/* Windows 10 and later put a process into a job at its birth; before that it waits suspended. */
	attributes->job_list = (host->options & HOST_JOB_TIED) != 0 && set(attributes, PROC_THREAD_ATTRIBUTE_JOB_LIST,
									   attributes->jobs, sizeof(attributes->jobs));
	return true;
}

static void start(struct host *host, STARTUPINFOEXW *startup, bool suspended)
{
	PROCESS_INFORMATION process = {0};
	DWORD flags = host->flags | EXTENDED_STARTUPINFO_PRESENT | (suspended ? CREATE_SUSPENDED : 0U);

	if (!host_report(host, "CreateProcess",
			 birth(host->command_line, host->input != NULL, flags, NULL, NULL, startup, &process)))
		return;
	host->process = process.hProcess;
	host->thread = process.hThread;
}

static void create(struct host *host, struct attributes *attributes)
{
	SECURITY_ATTRIBUTES inheritable = {.nLength = sizeof(inheritable), .bInheritHandle = TRUE};
	STARTUPINFOEXW startup = {
		.StartupInfo = {.cb = sizeof(startup), .dwFlags = STARTF_USESHOWWINDOW, .wShowWindow = host->show},
	};
	bool assign;

	attributes->jobs[0] = host->job;
	if (host->input != NULL) {
		attributes->inherit[0] = host->input;
		attributes->inherit[1] =
			CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
				    &inheritable, OPEN_EXISTING, 0, NULL);
		startup.StartupInfo.dwFlags |= STARTF_USESTDHANDLES;
		startup.StartupInfo.hStdInput = host->input;
		startup.StartupInfo.hStdOutput = attributes->inherit[1];
		startup.StartupInfo.hStdError = attributes->inherit[1];
	}
	if (!prepare(host, attributes)) {
		host_report(host, "UpdateProcThreadAttribute", 0);
		return;
	}
	startup.lpAttributeList = attributes->list;
	assign = (host->options & HOST_JOB_TIED) != 0 && !attributes->job_list;
	start(host, &startup, (host->options & HOST_SUSPENDED) != 0 || assign);
	if (host->process != NULL && assign) {
		host_report(host, "AssignProcessToJobObject", AssignProcessToJobObject(host->job, host->process));
		ResumeThread(host->thread);
	}
}

void host_launch(struct host *host)
{
	struct attributes attributes = {0};
	bool ready = true;

	if ((host->options & (HOST_JOB_TIED | HOST_JOB_BREAKAWAY)) != 0) {
		host->job = make_job(host);
		ready = host_report(host, "CreateJobObject", host->job != NULL) != 0;
	}
	if (ready && (host->options & HOST_JOB_BREAKAWAY) != 0)
		ready = host_report(host, "AssignProcessToJobObject",
				    AssignProcessToJobObject(host->job, GetCurrentProcess())) != 0;
	if (ready && (host->options & HOST_PTY) != 0)
		ready = host_pty_open(host);
	if (ready)
		create(host, &attributes);
	/* Only the probe's copy of its input shall count. */
	win32_close(&host->input);
	host_report_at(host, "started", host->process == NULL ? 0 : GetProcessId(host->process), 0);
}

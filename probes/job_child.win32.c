/* SPDX-License-Identifier: MIT
 *
 * job-child: runs in a child that is tied to its parent's life by a job object: when the parent ends, its handle
 * goes, and with the last handle the job
 * (learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_basic_limit_information).
 */
#include "probe.h"
#include "win32.h"

static BOOL WINAPI hear_nothing(DWORD event)
{
	(void)event;
	return TRUE;
}

int main(int argc, char **argv)
{
	JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
	HANDLE job, child;
	wchar_t again[4];
	DWORD code = 0;

	if (win32_setting(L"LASTWORDS_AGAIN", again, ARRAYSIZE(again)))
		return probe_main(argc, argv);
	job = CreateJobObjectW(NULL, NULL);
	limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
	if (job == NULL || !SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof(limits)))
		win32_fail("cannot make a job");
	/* Console events are the child's business. After the child: it would inherit nothing of this. */
	child = win32_again(L"LASTWORDS_AGAIN", 0, job);
	SetConsoleCtrlHandler(hear_nothing, TRUE);
	WaitForSingleObject(child, INFINITE);
	GetExitCodeProcess(child, &code);
	return (int)code;
}

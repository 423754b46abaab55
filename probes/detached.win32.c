/* SPDX-License-Identifier: MIT
 *
 * detached: starts itself again without a console and ends, as a program does that makes itself a daemon.
 */
#include "probe.h"
#include "win32.h"

int main(int argc, char **argv)
{
	wchar_t again[4];

	if (win32_setting(L"LASTWORDS_AGAIN", again, ARRAYSIZE(again)))
		return probe_main(argc, argv);
	CloseHandle(win32_again(L"LASTWORDS_AGAIN", DETACHED_PROCESS, NULL));
	return 0;
}

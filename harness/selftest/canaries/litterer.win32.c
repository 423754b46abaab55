/* SPDX-License-Identifier: MIT
 *
 * Leaves things on the stage that are not easily swept: a directory in a directory with a file that may not be
 * written in it, or (responder `ignore`) no lock file where one was.
 */
#include "canary.win32.h"

static void leave_a_file(void)
{
	CloseHandle(CreateFileW(L"a\\b\\c", GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_READONLY, NULL));
}

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "none") && CreateDirectoryW(L"a", NULL) && CreateDirectoryW(L"a\\b", NULL))
		leave_a_file();
	else
		DeleteFileW(L"lock");
	canary_ready(canary_pid());
	canary_rest();
}

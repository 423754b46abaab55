/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <errno.h>
#include "error_name.h"

static const enum platform windows[] = {PLATFORM_WINDOWS, PLATFORM_WINE};
static const enum platform posix[] = {PLATFORM_LINUX_GNU, PLATFORM_LINUX_MUSL, PLATFORM_MACOS};

Test(error_name, errors_of_windows_have_the_same_names_wherever_they_are_read)
{
	for (size_t of = 0; of < countof(windows); of++)
		for (int here = PLATFORM_UNSET; here < PLATFORM_MAX; here++) {
			cr_assert_str_eq(error_name(87, windows[of], (enum platform)here), "ERROR_INVALID_PARAMETER");
			cr_assert_str_eq(error_name(6, windows[of], (enum platform)here), "ERROR_INVALID_HANDLE");
			cr_assert_str_eq(error_name(1460, windows[of], (enum platform)here), "ERROR_TIMEOUT");
		}
}

Test(error_name, an_errno_has_a_name_only_where_it_was_counted)
{
	for (size_t of = 0; of < countof(posix); of++)
		for (int here = 1; here < PLATFORM_MAX; here++) {
			const char *name = error_name(ESRCH, posix[of], (enum platform)here);
			bool both_linux = posix[of] != PLATFORM_MACOS &&
					  (here == PLATFORM_LINUX_GNU || here == PLATFORM_LINUX_MUSL);

			if (both_linux || (int)posix[of] == here)
				cr_assert_str_eq(name, "ESRCH");
			else
				cr_assert_null(name);
		}
}

Test(error_name, what_is_not_known_has_no_name)
{
	cr_assert_null(error_name(0, PLATFORM_WINE, PLATFORM_WINE));
	cr_assert_null(error_name(99999, PLATFORM_WINE, PLATFORM_WINE));
	cr_assert_null(error_name(-2147467263, PLATFORM_WINE, PLATFORM_WINE));
	cr_assert_null(error_name(0, PLATFORM_LINUX_GNU, PLATFORM_LINUX_GNU));
	cr_assert_null(error_name(87, PLATFORM_UNSET, PLATFORM_LINUX_GNU));
}

Test(error_name, exit_codes_are_statuses_on_windows_only)
{
	for (size_t of = 0; of < countof(windows); of++) {
		cr_assert_str_eq(code_name(0xC000013A, windows[of]), "STATUS_CONTROL_C_EXIT");
		cr_assert_null(code_name(0, windows[of]));
		cr_assert_null(code_name(87, windows[of]), "an exit code is no error");
		cr_assert_null(code_name((int32_t)0xC000013A, windows[of]), "nor is it negative");
	}
	for (size_t of = 0; of < countof(posix); of++)
		cr_assert_null(code_name(0xC000013A, posix[of]));
}

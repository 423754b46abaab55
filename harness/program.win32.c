/* SPDX-License-Identifier: MIT
 *
 * Command lines on Windows.
 */
#include "program.win32.h"

#include <string.h>

static wchar_t *put(wchar_t *out, wchar_t character, size_t count)
{
	while (count-- > 0)
		*out++ = character;
	return out;
}

/* Backslashes count double where a quote follows them, and only there. */
void program_quote(wchar_t *command, size_t size, const wchar_t *argument)
{
	size_t length = wcslen(command);
	wchar_t *out = command + length;

	if (length + 2 * wcslen(argument) + 4 > size)
		return;
	if (length > 0)
		*out++ = L' ';
	*out++ = L'"';
	for (;;) {
		size_t slashes = wcsspn(argument, L"\\");

		argument += slashes;
		out = put(out, L'\\', *argument == L'"' ? 2 * slashes + 1 : *argument == L'\0' ? 2 * slashes : slashes);
		if (*argument == L'\0')
			break;
		*out++ = *argument++;
	}
	*out++ = L'"';
	*out = L'\0';
}

static int no_program(const struct cell *cell, const wchar_t *path, struct trouble *trouble)
{
	char text[WIN32_PATH];

	return trouble_set(trouble, STEP_GROUND, ERROR_FILE_NOT_FOUND, "there is no %s: %.100s",
			   axis_name(AXIS_PROBE, cell->probe), win32_narrow(path, text, sizeof(text)));
}

/* Where python.exe is: on the path, but not the stub in WindowsApps that opens a shop. */
static bool find_python(wchar_t *path, size_t size)
{
	return SearchPathW(NULL, L"python.exe", NULL, (DWORD)size, path, NULL) > 0 &&
	       wcsstr(path, L"\\WindowsApps\\") == NULL;
}

static int python_command(const struct ground *ground, const struct cell *cell, wchar_t *command, size_t size,
			  struct trouble *trouble)
{
	wchar_t path[WIN32_PATH], name[48];

	if (!find_python(path, WIN32_PATH))
		return no_program(cell, L"python.exe on the path", trouble);
	program_quote(command, size, path);
	program_quote(command, size, L"-B");
	win32_wide(axis_name(AXIS_RESPONDER, cell->responder), name, ARRAYSIZE(name));
	for (wchar_t *at = name; *at != L'\0'; at++)
		if (*at == L'-')
			*at = L'_';
	win32_format(path, WIN32_PATH, L"%ls\\python\\%ls.py", ground->probes, name);
	if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
		return no_program(cell, path, trouble);
	program_quote(command, size, path);
	return 0;
}

int program_command(const struct ground *ground, const struct cell *cell, wchar_t *command, size_t size,
		    struct trouble *trouble)
{
	wchar_t path[WIN32_PATH], name[48], slow[24];

	command[0] = L'\0';
	if (cell->probe == PROBE_PYTHON)
		return python_command(ground, cell, command, size, trouble);
	win32_wide(axis_name(AXIS_PROBE, cell->probe), name, ARRAYSIZE(name));
	win32_format(path, WIN32_PATH, L"%ls\\%ls.exe", ground->probes, name);
	if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
		return no_program(cell, path, trouble);
	program_quote(command, size, path);
	program_quote(command, size, win32_wide(axis_name(AXIS_RESPONDER, cell->responder), name, ARRAYSIZE(name)));
	win32_format(slow, ARRAYSIZE(slow), L"%lld", (long long)ground->slow_ms);
	program_quote(command, size, slow);
	return 0;
}

/* SPDX-License-Identifier: MIT
 *
 * Ends on Windows: 32 bits, untouched.
 */
#include "end.h"

#include "scene.win32.h"

static void observe(HANDLE process, struct end *ret_end)
{
	DWORD code;

	*ret_end = (struct end){.how = END_ALIVE};
	if (!win32_ended(process))
		return;
	*ret_end = (struct end){.how = END_LOST};
	if (GetExitCodeProcess(process, &code))
		*ret_end = (struct end){.how = END_EXIT, .code = (int64_t)code, .raw = code};
}

void end_observe(struct scene *scene)
{
	observe(scene->probe, &scene->trace->end);
	if (scene->trace->wrapped)
		observe(scene->started, &scene->trace->wrapper);
}

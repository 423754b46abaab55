/* SPDX-License-Identifier: MIT
 *
 * Ends on POSIX.
 */
#include "end.h"

#include <sys/wait.h>
#include "scene.h"
#include "tree.h"
#include "watch.h"

void end_from_status(struct end *ret_end, int status)
{
	*ret_end = (struct end){.raw = (uint32_t)status};
	if (WIFEXITED(status)) {
		ret_end->how = END_EXIT;
		ret_end->code = WEXITSTATUS(status);
	} else if (WIFSIGNALED(status)) {
		ret_end->how = END_SIGNAL;
		ret_end->signal = (uint8_t)WTERMSIG(status);
	} else {
		ret_end->how = END_LOST;
	}
}

static void living(struct end *ret_end, pid_t pid)
{
	*ret_end = (struct end){.how = tree_state_of(pid) == 'T' ? END_STOPPED : END_ALIVE};
}

void end_observe(struct scene *scene)
{
	struct trace *trace = scene->trace;
	int status;

	if (trace->wrapped && !scene->started_ended)
		living(&trace->wrapper, scene->started);
	if (scene->probe_ended)
		return;
	if (!scene_over(scene))
		living(&trace->end, scene->probe);
	else if (watch_status(scene->probe_fd, &status) == 0)
		end_from_status(&trace->end, status);
	else
		trace->end = (struct end){.how = END_LOST}; /* gone, but nobody told us how */
}

/* SPDX-License-Identifier: MIT
 *
 * job-child: runs in a child that is tied to its parent's life by PR_SET_PDEATHSIG (prctl(2)). macOS does
 * it with kqueue and NOTE_EXIT, Windows with a job object.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "probe.h"

int main(int argc, char **argv)
{
	pid_t parent = getpid();
	pid_t child = fork();

	if (child < 0) {
		perror("job-child: fork");
		return 2;
	}
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		/* A parent that died before the prctl would send nothing. */
		if (getppid() != parent)
			raise(SIGTERM);
		return probe_main(argc, argv);
	}
	probe_stand_in(child);
}

/* SPDX-License-Identifier: MIT
 *
 * On Linux: poll(2) over the pipe and a signalfd.
 */
#include "gather_wait.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include "axes.h"

int gather_wait_open(struct gather_wait *ret_wait, int traces, const sigset_t *signals)
{
	*ret_wait = (struct gather_wait){
		.traces = traces, .held = *signals, .signals = signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK)};
	return ret_wait->signals < 0 ? -1 : 0;
}

int gather_wait(const struct gather_wait *wait, int ms, bool *ret_readable)
{
	struct pollfd fds[] = {{.fd = wait->traces, .events = POLLIN}, {.fd = wait->signals, .events = POLLIN}};
	struct signalfd_siginfo info;
	int ready = poll(fds, countof(fds), ms);

	*ret_readable = ready > 0 && fds[0].revents != 0;
	if (ready > 0 && fds[1].revents != 0 && read(wait->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
		return (int)info.ssi_signo;
	return 0;
}

void gather_wait_close(struct gather_wait *wait)
{
	if (wait->signals >= 0)
		close(wait->signals);
	wait->signals = -1;
}

/* SPDX-License-Identifier: MIT
 *
 * The few calls of a host that no two systems share.
 */
#ifndef LASTWORDS_HOST_FORK_H
#define LASTWORDS_HOST_FORK_H

#include <stdbool.h>
#include <sys/types.h>

/* host_fork - fork(2), in a new PID namespace if asked (ENOSYS where there are none). */
pid_t host_fork(bool new_pidns);

/* host_thread_id - the number of the calling thread, as host_thread_alive takes it. */
pid_t host_thread_id(void);

/* host_thread_alive - is thread of process pid still there? Its being gone is the moment after
 * which a PDEATHSIG that follows it has been sent; pthread_join() returns earlier. */
bool host_thread_alive(pid_t pid, pid_t thread);

#endif

/* SPDX-License-Identifier: MIT
 *
 * Delivering on POSIX: what the rows of deliveries.posix.def are made of.
 */
#ifndef LASTWORDS_DELIVER_POSIX_H
#define LASTWORDS_DELIVER_POSIX_H

#include <sys/types.h>
#include "deliver.h"

#define DELIVERIES_CONTROL_EVENTS "Windows consoles have control events; see tty-interrupt and tty-quit"
#define DELIVERIES_WINDOW_MESSAGES "no window messages outside Windows"

/* deliver_target - who a supervisor would signal: the process it started, or the daemon that this one left. */
pid_t deliver_target(const struct scene *scene);

/* The shapes of delivery; see deliver.posix.c. send_thread_exit: the thread of the parent that started it ends.
 * send_nothing: the limit was set at the launch. */
int send_to_pid(struct scene *scene, const struct delivery_row *row);
int send_to_group(struct scene *scene, const struct delivery_row *row);
int send_key(struct scene *scene, const struct delivery_row *row);
int send_tty_close(struct scene *scene, const struct delivery_row *row);
int send_leader_exit(struct scene *scene, const struct delivery_row *row);
int send_stdin_eof(struct scene *scene, const struct delivery_row *row);
int send_sigpipe(struct scene *scene, const struct delivery_row *row);
int send_parent_exit(struct scene *scene, const struct delivery_row *row);
int send_parent_killed(struct scene *scene, const struct delivery_row *row);
int send_thread_exit(struct scene *scene, const struct delivery_row *row);
int send_nothing(struct scene *scene, const struct delivery_row *row);
int send_while_stopped(struct scene *scene, const struct delivery_row *row);
int send_twice(struct scene *scene, const struct delivery_row *row);
int send_escalate(struct scene *scene, const struct delivery_row *row);
int send_by_program(struct scene *scene, const struct delivery_row *row);

#endif

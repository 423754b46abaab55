/* SPDX-License-Identifier: MIT
 *
 * The shapes of delivery on Windows, and what they share.
 */
#ifndef LASTWORDS_DELIVER_WIN32_H
#define LASTWORDS_DELIVER_WIN32_H

#include "deliver.h"
#include "report.win32.h"

/* Who sends a control event. */
enum deliver_by {
	BY_HOST = 1,	 /* the host, from the console of the stage */
	BY_STRANGER,	 /* a program on another console, which does not attach */
	BY_CONSOLE_LESS, /* a program without a console, likewise */
	BY_ATTACHED,	 /* a console program that gives up its own console and attaches */
	BY_ATTACHED_GUI, /* a program of the GUI subsystem that attaches */
};

/* deliver_line - note a call that one of our programs reported. deliver_call - one of our own, that failed when
 * value is 0. Both return value. */
long long deliver_line(struct scene *scene, const struct report_line *line);
long long deliver_call(struct scene *scene, const char *name, long long value);

/* deliver_by_host - a command to the host; all calls it reports are noted. Returns 0, or -1 with trouble. */
int deliver_by_host(struct scene *scene, const char *command);

/* deliver_by_sender - run the sender with these arguments (verb and so on). gui: the one of the GUI subsystem; flags as
 * for CreateProcess. Its calls are noted. Returns its exit code, or -1 with trouble. */
int deliver_by_sender(struct scene *scene, bool gui, unsigned long flags, const char *arguments);

int send_event(struct scene *scene, const struct delivery_row *row);
int send_other_events(struct scene *scene, const struct delivery_row *row);
int send_event_twice(struct scene *scene, const struct delivery_row *row);
int send_input(struct scene *scene, const struct delivery_row *row);
int send_typed(struct scene *scene, const struct delivery_row *row);
int send_close(struct scene *scene, const struct delivery_row *row);

int send_window_close(struct scene *scene, const struct delivery_row *row);
int send_console_close(struct scene *scene, const struct delivery_row *row);
int send_quit(struct scene *scene, const struct delivery_row *row);
int send_end_session(struct scene *scene, const struct delivery_row *row);
int send_restart_manager(struct scene *scene, const struct delivery_row *row);

int send_kill(struct scene *scene, const struct delivery_row *row);
int send_taskkill(struct scene *scene, const struct delivery_row *row);
int send_job_terminate(struct scene *scene, const struct delivery_row *row);
int send_job_close(struct scene *scene, const struct delivery_row *row);
int send_parent_end(struct scene *scene, const struct delivery_row *row);
int send_parent_kill(struct scene *scene, const struct delivery_row *row);
int send_input_end(struct scene *scene, const struct delivery_row *row);
int send_remote_routine(struct scene *scene, const struct delivery_row *row);
int send_remote_exit(struct scene *scene, const struct delivery_row *row);

#endif

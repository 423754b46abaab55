/* SPDX-License-Identifier: MIT
 *
 * lastwords send: the order of things. How anything is done is the half of the system's.
 */
#include "send.h"

#include <stdio.h>
#include "commands.h"
#include "send_report.h"

static int say_usage(const char *what, const char *given)
{
	fprintf(stderr, "lastwords: send: %s%s: give one of %s; and --pid N\n", what, given, send_deliveries());
	return EXIT_USAGE;
}

static enum send_result send_all(struct send *send)
{
	enum send_result result = send_begin(send);

	if (result != SEND_UNSET)
		return result;
	result = send_deliver(send);
	return result == SEND_DELIVERED && send->wait >= 0 ? send_await(send) : result;
}

int command_send(const struct options *options)
{
	struct send send = {
		.pid = options->pid,
		.tree = options->tree,
		.force = options->force,
		.json = options->json,
		.wait = options->wait,
	};
	int code;

	if (options->arguments_count == 0)
		return say_usage("no delivery", "");
	if (options->arguments_count > 1)
		return say_usage("one delivery at a time, not also ", options->arguments[1]);
	if (send.pid == 0)
		return say_usage("no process", "");
	send.delivery = options->arguments[0];
	send_report_open(&send);
	code = send_report_close(&send, send_all(&send));
	send_finish(&send);
	json_decref(send.report);
	return code;
}

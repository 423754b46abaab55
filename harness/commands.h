/* SPDX-License-Identifier: MIT
 *
 * The commands. Each gets the parsed options and returns an enum exit_code; it has said on
 * stderr what went wrong, where, and what to try.
 */
#ifndef LASTWORDS_COMMANDS_H
#define LASTWORDS_COMMANDS_H

#include "options.h"

int command_run(const struct options *options);
int command_list(const struct options *options);
int command_judge(const struct options *options);
int command_show(const struct options *options);
int command_send(const struct options *options);
int command_bench(const struct options *options);
int command_doctor(const struct options *options);

#endif

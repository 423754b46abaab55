/* SPDX-License-Identifier: MIT
 *
 * lastwords list: what there is, and why the rest is not.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "claim.h"
#include "commands.h"
#include "glob.h"
#include "judge.h"
#include "plan.h"
#include "port.h"

struct listing {
	bool json;
	json_t *lines; /* array, when json is asked for */
	unsigned count;
};

static void add(struct listing *listing, const char *name, const char *text, const char *absent)
{
	listing->count++;
	if (listing->json)
		json_array_append_new(listing->lines,
				      json_pack("{s:s, s:s?, s:s?}", "name", name, "text", text, "absent", absent));
	else if (absent != NULL)
		printf("%s\tabsent: %s\n", name, absent);
	else if (text != NULL)
		printf("%-20s %s\n", name, text);
	else
		printf("%s\n", name);
}

static int add_cell(void *context, const struct cell *cell, const char *why)
{
	char name[CELL_NAME_MAX];

	add(context, cell_name(cell, name), NULL, why);
	return 0;
}

static void list_cells(struct listing *listing, const struct options *options)
{
	struct plan_filter filter = options->filter;

	filter.globs = options->arguments + 1;
	filter.globs_count = options->arguments_count - 1;
	plan_walk(&filter, port_absent, add_cell, listing);
}

static void list_axis(struct listing *listing, enum axis axis)
{
	size_t count;
	const struct axis_id *ids = axis_ids(axis, &count);

	for (size_t id = 1; id < count; id++)
		add(listing, ids[id].name, ids[id].text, port_absent(axis, id));
}

static void list_claims(struct listing *listing)
{
	for (size_t i = 0; i < claims_count; i++)
		add(listing, claims[i].id, claims[i].title, NULL);
}

int command_list(const struct options *options)
{
	static const struct {
		const char *name;
		enum axis axis;
	} axes[] = {
		{"probes", AXIS_PROBE},		{"launches", AXIS_LAUNCH}, {"deliveries", AXIS_DELIVERY},
		{"responders", AXIS_RESPONDER}, {"rungs", AXIS_RUNG},	   {"platforms", AXIS_PLATFORM},
	};
	const char *what = options->arguments_count == 0 ? "" : options->arguments[0];
	struct listing listing = {.json = options->json, .lines = options->json ? json_array() : NULL};
	bool found = true;

	if (strcmp(what, "cells") == 0) {
		list_cells(&listing, options);
	} else if (strcmp(what, "claims") == 0) {
		list_claims(&listing);
	} else {
		found = false;
		for (size_t i = 0; i < countof(axes); i++)
			if (strcmp(what, axes[i].name) == 0) {
				list_axis(&listing, axes[i].axis);
				found = true;
			}
	}
	if (found && options->json) {
		json_dumpf(listing.lines, stdout, JSON_INDENT(1));
		printf("\n");
	}
	json_decref(listing.lines);
	if (found && listing.count > 0)
		return EXIT_AS_EXPECTED;
	if (found) {
		fprintf(stderr, "lastwords: no cell matches %s. Try 'lastwords list cells'.\n", options->arguments[1]);
		return EXIT_USAGE;
	}
	fprintf(stderr,
		"lastwords: list what? cells, claims, probes, launches, deliveries, responders, rungs or platforms\n");
	return EXIT_USAGE;
}

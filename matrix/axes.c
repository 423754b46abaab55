/* SPDX-License-Identifier: MIT
 *
 * Names of the axes, generated from axes.def. Must not know what any id does.
 */
#include "axes.h"

#include <stdio.h>
#include <string.h>

#define ROW_PROBE(id, n, t) [PROBE_##id] = {n, t},
#define ROW_LAUNCH(id, n, t) [LAUNCH_##id] = {n, t},
#define ROW_DELIVERY(id, n, t) [DELIVERY_##id] = {n, t},
#define ROW_RESPONDER(id, n, t) [RESPONDER_##id] = {n, t},
#define ROW_RUNG(id, n, t) [RUNG_##id] = {n, t},
#define ROW_PLATFORM(id, n, t) [PLATFORM_##id] = {n, t},
#define ROW_FOUND(id, n, t) [FOUND_##id] = {n, t},

static const struct axis_id probes[PROBE_MAX] = {AXES_PROBES(ROW_PROBE)};
static const struct axis_id launches[LAUNCH_MAX] = {AXES_LAUNCHES(ROW_LAUNCH)};
static const struct axis_id deliveries[DELIVERY_MAX] = {AXES_DELIVERIES(ROW_DELIVERY)};
static const struct axis_id responders[RESPONDER_MAX] = {AXES_RESPONDERS(ROW_RESPONDER)};
static const struct axis_id rungs[RUNG_MAX] = {AXES_RUNGS(ROW_RUNG)};
static const struct axis_id platforms[PLATFORM_MAX] = {AXES_PLATFORMS(ROW_PLATFORM)};
static const struct axis_id found[FOUND_MAX] = {AXES_FOUND(ROW_FOUND)};

static const struct {
	const struct axis_id *ids;
	size_t count;
} axes[AXIS_MAX] = {
	[AXIS_PROBE] = {probes, countof(probes)},
	[AXIS_LAUNCH] = {launches, countof(launches)},
	[AXIS_DELIVERY] = {deliveries, countof(deliveries)},
	[AXIS_RESPONDER] = {responders, countof(responders)},
	[AXIS_RUNG] = {rungs, countof(rungs)},
	[AXIS_PLATFORM] = {platforms, countof(platforms)},
	[AXIS_FOUND] = {found, countof(found)},
};

const struct axis_id *axis_ids(enum axis axis, size_t *ret_count)
{
	*ret_count = axes[axis].count;
	return axes[axis].ids;
}

const char *axis_name(enum axis axis, size_t id)
{
	if (id == 0 || id >= axes[axis].count)
		return "?";
	return axes[axis].ids[id].name;
}

size_t axis_find(enum axis axis, const char *name)
{
	for (size_t i = 1; i < axes[axis].count; i++)
		if (strcmp(axes[axis].ids[i].name, name) == 0)
			return i;
	return 0;
}

static const char *part(enum axis axis, size_t id)
{
	return id == 0 ? "*" : axis_name(axis, id);
}

char *cell_name(const struct cell *cell, char *buf)
{
	snprintf(buf, CELL_NAME_MAX, "%s/%s/%s/%s", part(AXIS_PROBE, cell->probe), part(AXIS_LAUNCH, cell->launch),
		 part(AXIS_DELIVERY, cell->delivery), part(AXIS_RESPONDER, cell->responder));
	return buf;
}

bool cell_name_is_one(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *at = name;

	for (int depth = DEPTH_PROBE; depth <= DEPTH_RESPONDER; depth++) {
		size_t length = strspn(at, letters);

		if (length == 0 || at[length] != (depth == DEPTH_RESPONDER ? '\0' : '/'))
			return false;
		at += length + 1;
	}
	return at - name <= CELL_NAME_MAX;
}

enum axis cell_axis(enum depth depth)
{
	static const enum axis at[] = {
		[DEPTH_PROBE] = AXIS_PROBE,
		[DEPTH_LAUNCH] = AXIS_LAUNCH,
		[DEPTH_DELIVERY] = AXIS_DELIVERY,
		[DEPTH_RESPONDER] = AXIS_RESPONDER,
	};

	return at[depth];
}

size_t cell_get(const struct cell *cell, enum depth depth)
{
	switch (depth) {
	case DEPTH_PROBE:
		return cell->probe;
	case DEPTH_LAUNCH:
		return cell->launch;
	case DEPTH_DELIVERY:
		return cell->delivery;
	case DEPTH_RESPONDER:
		return cell->responder;
	}
	return 0;
}

void cell_set(struct cell *cell, enum depth depth, size_t id)
{
	switch (depth) {
	case DEPTH_PROBE:
		cell->probe = (enum probe)id;
		break;
	case DEPTH_LAUNCH:
		cell->launch = (enum launch)id;
		break;
	case DEPTH_DELIVERY:
		cell->delivery = (enum delivery)id;
		break;
	case DEPTH_RESPONDER:
		cell->responder = (enum responder)id;
		break;
	}
}

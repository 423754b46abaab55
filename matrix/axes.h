/* SPDX-License-Identifier: MIT
 *
 * The axes of the matrix as enums and names. Knows ids and words only: nothing
 * here starts, signals or measures.
 */
#ifndef LASTWORDS_AXES_H
#define LASTWORDS_AXES_H

#include <stdbool.h>
#include <stddef.h>
#include "axes.def"

#define countof(a) (sizeof(a) / sizeof((a)[0]))

/* Zero is "unset" in every enum, so that zeroed memory never reads as an answer. */
#define AXES_PROBE_ENUM(id, name, text) PROBE_##id,
#define AXES_LAUNCH_ENUM(id, name, text) LAUNCH_##id,
#define AXES_DELIVERY_ENUM(id, name, text) DELIVERY_##id,
#define AXES_RESPONDER_ENUM(id, name, text) RESPONDER_##id,
#define AXES_RUNG_ENUM(id, name, text) RUNG_##id,
#define AXES_PLATFORM_ENUM(id, name, text) PLATFORM_##id,
#define AXES_FOUND_ENUM(id, name, text) FOUND_##id,

enum probe { PROBE_UNSET, AXES_PROBES(AXES_PROBE_ENUM) PROBE_MAX };
enum launch { LAUNCH_UNSET, AXES_LAUNCHES(AXES_LAUNCH_ENUM) LAUNCH_MAX };
enum delivery { DELIVERY_UNSET, AXES_DELIVERIES(AXES_DELIVERY_ENUM) DELIVERY_MAX };
enum responder { RESPONDER_UNSET, AXES_RESPONDERS(AXES_RESPONDER_ENUM) RESPONDER_MAX };
enum rung { RUNG_UNSET, AXES_RUNGS(AXES_RUNG_ENUM) RUNG_MAX };
enum platform { PLATFORM_UNSET, AXES_PLATFORMS(AXES_PLATFORM_ENUM) PLATFORM_MAX };
enum found { FOUND_UNSET, AXES_FOUND(AXES_FOUND_ENUM) FOUND_MAX };

enum axis {
	AXIS_UNSET,
	AXIS_PROBE,
	AXIS_LAUNCH,
	AXIS_DELIVERY,
	AXIS_RESPONDER,
	AXIS_RUNG,
	AXIS_PLATFORM,
	AXIS_FOUND,
	AXIS_MAX
};

/* One id of an axis: its name in cell names and records, and what it is. */
struct axis_id {
	const char *name;
	const char *text;
};

/* axis_ids - the ids of an axis, indexed by its enum; [0] is unset (NULL name).
 * ret_count gets the number of entries, [0] included. Never fails. */
const struct axis_id *axis_ids(enum axis axis, size_t *ret_count);

/* axis_name - the name of an id, or "?" when it is unset or out of range. */
const char *axis_name(enum axis axis, size_t id);

/* axis_find - the enum value of a name, 0 (unset) when it is unknown. */
size_t axis_find(enum axis axis, const char *name);

/* Where a cell stands in the matrix; its name is probe/launch/delivery/responder. */
struct cell {
	enum probe probe;
	enum launch launch;
	enum delivery delivery;
	enum responder responder;
};

/* The axes of a cell from the left. */
enum depth { DEPTH_PROBE = 1, DEPTH_LAUNCH, DEPTH_DELIVERY, DEPTH_RESPONDER };

/* cell_axis, cell_get, cell_set - which axis is at a depth, and the cell's id there. */
enum axis cell_axis(enum depth depth);
size_t cell_get(const struct cell *cell, enum depth depth);
void cell_set(struct cell *cell, enum depth depth, size_t id);

enum { CELL_NAME_MAX = 128 };

/* cell_name - write the name of a cell into buf (at least CELL_NAME_MAX bytes);
 * an unset axis is written as "*". Returns buf. */
char *cell_name(const struct cell *cell, char *buf);

/* cell_name_is_one - can this be the name of a cell, of this version or another: four parts of small letters, digits,
 * "-" and "_", shorter than CELL_NAME_MAX? It is then harmless in a shell and on a terminal. */
bool cell_name_is_one(const char *name);

#endif

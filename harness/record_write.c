/* SPDX-License-Identifier: MIT
 *
 * Traces as JSON, and lines into the file. What a field means is said by the schema; nothing is judged here.
 */
#include "record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "port.h"
#include "printable.h"

static json_t *end_json(const struct end *end)
{
	return json_pack("{s:s, s:I, s:o, s:I}", "how", end_how_name((enum end_how)end->how), "code",
			 (json_int_t)end->code, "signal", printable_json(signal_name(end->signal)), "raw",
			 (json_int_t)end->raw);
}

static json_t *sent_json(const struct trace *trace)
{
	json_t *calls = json_array();
	int error = 0;

	for (size_t i = 0; i < trace->calls_count; i++) {
		const struct call *call = &trace->calls[i];

		if (error == 0)
			error = call->error;
		json_array_append_new(calls, json_pack("{s:s, s:I, s:i, s:I}", "call", call->name, "value",
						       (json_int_t)call->value, "error", (int)call->error, "ns",
						       (json_int_t)call->ns));
	}
	return json_pack("{s:b, s:i, s:o}", "ok", trace->sent_ok, "error", error, "calls", calls);
}

static json_t *ran_json(const struct trace *trace)
{
	uint32_t ran = trace_ran(trace);
	json_t *list = json_array();

	for (size_t rung = 1; rung < RUNG_MAX; rung++)
		if ((ran & (UINT32_C(1) << rung)) != 0)
			json_array_append_new(list, json_string(axis_name(AXIS_RUNG, rung)));
	return list;
}

static json_t *heard_json(const struct trace *trace)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trace->marks_count; i++)
		if (trace->marks[i].rung == RUNG_HANDLER_ENTERED && trace->marks[i].signal != 0)
			json_array_append_new(list, json_string(signal_name(trace->marks[i].signal)));
	return list;
}

static json_t *ns_json(int64_t ns)
{
	return ns == INT64_MIN ? json_null() : json_integer((json_int_t)ns);
}

static json_t *marks_json(const struct trace *trace)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trace->marks_count; i++) {
		const struct mark *mark = &trace->marks[i];

		json_array_append_new(list, json_pack("{s:s, s:o, s:I, s:o}", "rung", axis_name(AXIS_RUNG, mark->rung),
						      "ns", ns_json(mark->ns), "pid", (json_int_t)mark->pid, "signal",
						      printable_json(signal_name(mark->signal))));
	}
	return list;
}

static json_t *found_json(const struct findings *found)
{
	json_t *object = json_object();

	for (size_t id = 1; id < FOUND_MAX; id++)
		if ((found->known >> id & 1) != 0)
			json_object_set_new(object, axis_name(AXIS_FOUND, id), json_boolean(found->is >> id & 1));
	json_object_set_new(object, "processes", json_integer(found->processes));
	json_object_set_new(object, "window-class",
			    printable_json(found->window_class[0] == '\0' ? NULL : found->window_class));
	json_object_set_new(object, "runtime", printable_json(found->runtime[0] == '\0' ? NULL : found->runtime));
	return object;
}

static json_t *times_json(const struct trace *trace)
{
	int64_t first = INT64_MIN;

	for (size_t i = 0; i < trace->marks_count && first == INT64_MIN; i++)
		first = trace->marks[i].ns;
	return json_pack("{s:I, s:o, s:I, s:I}", "ready", (json_int_t)trace->ready_ns, "first", ns_json(first), "end",
			 (json_int_t)trace->end_ns, "total", (json_int_t)trace->total_ns);
}

static json_t *cell_json(const struct cell *cell)
{
	char name[CELL_NAME_MAX];

	return json_pack("{s:s, s:s}", "type", "cell", "cell", cell_name(cell, name));
}

json_t *record_cell(const struct cell *cell, unsigned round, const struct trace *trace)
{
	json_t *line = cell_json(cell);

	json_object_set_new(line, "round", json_integer((json_int_t)round));
	if (trace->trouble.step != STEP_UNSET) {
		json_object_set_new(line, "trouble",
				    json_pack("{s:s, s:i, s:o}", "step", step_name((enum step)trace->trouble.step),
					      "error", (int)trace->trouble.error, "what",
					      printable_json(trace->trouble.what)));
		return line;
	}
	json_object_set_new(line, "sent", sent_json(trace));
	if (trace->found.known != 0)
		json_object_set_new(line, "found", found_json(&trace->found));
	json_object_set_new(line, "end", end_json(&trace->end));
	if (trace->wrapped)
		json_object_set_new(line, "wrapper", end_json(&trace->wrapper));
	if (trace->rescued)
		json_object_set_new(line, "rescued", json_true());
	json_object_set_new(line, "ran", ran_json(trace));
	json_object_set_new(line, "heard", heard_json(trace));
	json_object_set_new(line, "marks", marks_json(trace));
	if (trace->marks_lost != 0)
		json_object_set_new(line, "marks_lost", json_integer(trace->marks_lost));
	json_object_set_new(line, "basis", json_string(basis_name((enum basis)trace->basis)));
	json_object_set_new(line, "ns", times_json(trace));
	return line;
}

json_t *record_left_out(const struct cell *cell, const char *why)
{
	json_t *line = cell_json(cell);

	json_object_set_new(line, "absent", json_string(why));
	return line;
}

const char *axis_key(enum axis axis)
{
	static const char *const keys[AXIS_MAX] = {
		[AXIS_UNSET] = "?",	      [AXIS_PROBE] = "probe",	      [AXIS_LAUNCH] = "launch",
		[AXIS_DELIVERY] = "delivery", [AXIS_RESPONDER] = "responder", [AXIS_RUNG] = "rung",
		[AXIS_PLATFORM] = "platform", [AXIS_FOUND] = "found",
	};

	return keys[axis];
}

json_t *record_absent(enum axis axis, size_t id, const char *why)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "type", "absent", "axis", axis_key(axis), "id", axis_name(axis, id),
			 "why", why);
}

int record_write(struct record *record, json_t *line)
{
	char *text = json_dumps(line, JSON_COMPACT);
	size_t length, done = 0;

	json_decref(line);
	if (text == NULL) {
		errno = ENOMEM;
		return -1;
	}
	length = strlen(text);
	text[length++] = '\n'; /* in place of the terminator: one write for the whole line */
	while (done < length) {
		long written = record_put(record, text + done, length - done);

		if (written <= 0)
			break;
		done += (size_t)written;
	}
	free(text);
	return done == length ? 0 : -1;
}

/* SPDX-License-Identifier: MIT
 *
 * A journal, which a dying program has written.
 */
#include <string.h>
#include "fuzz.h"
#include "journal.h"
#include "record.h"

enum { BEGUN_NS = 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Of its exact size, so that a read behind the end is seen. */
	char *text = malloc(size);
	struct trace trace = {.end = {.how = END_EXIT}, .basis = BASIS_GONE};
	const struct cell cell = {PROBE_CONSOLE, LAUNCH_PLAIN, DELIVERY_SIGTERM, RESPONDER_NONE};
	json_t *line;
	int ret;

	if (size > 0)
		memcpy(text, data, size);
	ret = journal_parse(text, size, BEGUN_NS, &trace);
	free(text);
	CHECK((ret == 0) == (trace.trouble.step == STEP_UNSET));
	CHECK(trace.marks_count <= TRACE_MARKS && (trace.marks_lost == 0 || trace.marks_count == TRACE_MARKS));
	CHECK(fuzz_clean(trace.trouble.what));
	for (size_t i = 0; i < trace.marks_count; i++)
		CHECK(trace.marks[i].rung > 0 && trace.marks[i].rung < RUNG_MAX);
	line = record_cell(&cell, 0, &trace);
	CHECK(json_object_get(line, ret == 0 ? "marks" : "trouble") != NULL);
	json_decref(line);
	return 0;
}

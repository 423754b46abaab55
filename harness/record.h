/* SPDX-License-Identifier: MIT
 *
 * The record of a run: JSON Lines, one write(2) a line, so that what is measured survives
 * whatever happens to us. Its schema is reports/schema/record.schema.json.
 */
#ifndef LASTWORDS_RECORD_H
#define LASTWORDS_RECORD_H

#include <jansson.h>
#include <stdbool.h>
#include "axes.h"
#include "trace.h"

#define RECORD_FORMAT "lastwords/1"

struct record {
	int fd;
	const char *path;
};

/* record_is_seekable - is it a file that can be read twice and cut, and no pipe or device? To read one of those again
 * would be to wait for ever. Also true where there is nothing, which opening it will say. */
bool record_is_seekable(const char *path);

/* record_create - a new, empty record; one that was there is replaced. record_append - go on
 * with one; a last line without its end is cut off, because it says nothing whole. Both return 0,
 * or -1 with errno. */
int record_create(struct record *record, const char *path);
int record_append(struct record *record, const char *path);

/* record_write - append one line and give up our reference to it. Returns 0, or -1 with errno when
 * it is not wholly written (a full disk). */
int record_write(struct record *record, json_t *line);

/* record_put - one write of the system. Returns how much of it was written, or -1 with errno. */
long record_put(struct record *record, const char *text, size_t length);

/* record_close - returns 0, or -1 with errno (delayed write errors). */
int record_close(struct record *record);

/* record_cell - a trace as a line. New reference. */
json_t *record_cell(const struct cell *cell, unsigned round, const struct trace *trace);

/* record_left_out - a combination that means nothing as a line. New reference. */
json_t *record_left_out(const struct cell *cell, const char *why);

/* record_absent - an id of an axis that this platform lacks. New reference. */
json_t *record_absent(enum axis axis, size_t id, const char *why);

/* axis_key - "launch", "delivery", ... as written in records. */
const char *axis_key(enum axis axis);

/* record_read - call visit for each line of a record. A line that is no JSON object is passed over with a
 * warning on stderr that names the file and line; at the end of the file it is what an interrupted
 * run leaves. Lines longer than RECORD_LINE_MAX likewise. visit borrows the line; returning non-zero ends
 * the reading. Returns 0, what visit returned, or -1 with errno when the file cannot be read. */
typedef int record_visit_fn(void *context, json_t *line, unsigned long number);
enum { RECORD_LINE_MAX = 1024 * 1024 };
int record_read(const char *path, record_visit_fn *visit, void *context);

#endif

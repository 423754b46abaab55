/* SPDX-License-Identifier: MIT
 *
 * The report of `lastwords send`. Knows no system.
 */
#include "send_report.h"

#include <stdarg.h>
#include <stdio.h>
#include "options.h"
#include "port.h"
#include "version.h"

enum { TEXT_MAX = 640 };

static const struct {
	const char *name;
	enum exit_code code;
} results[SEND_MAX] = {
	[SEND_UNSET] = {"?", EXIT_BLOCKED},	    [SEND_DELIVERED] = {"delivered", EXIT_AS_EXPECTED},
	[SEND_ENDED] = {"ended", EXIT_AS_EXPECTED}, [SEND_NOT_ENDED] = {"not-ended", EXIT_NOT_AS_EXPECTED},
	[SEND_USAGE] = {"usage", EXIT_USAGE},	    [SEND_NO_PROCESS] = {"no-process", EXIT_USAGE},
	[SEND_REFUSED] = {"refused", EXIT_BLOCKED}, [SEND_BLOCKED] = {"blocked", EXIT_BLOCKED},
};

const char *send_result_name(enum send_result result)
{
	return results[result].name;
}

int send_exit_code(enum send_result result)
{
	return (int)results[result].code;
}

/* What stands in a process's name need not be UTF-8, which JSON has to be: such bytes are shown as "?". */
static const char *utf8(char *text)
{
	json_t *check = json_string(text);

	if (check == NULL)
		for (char *c = text; *c != '\0'; c++)
			if ((unsigned char)*c >= 0x80)
				*c = '?';
	json_decref(check);
	for (char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c < ' ')
			*c = '?';
	return text;
}

static void set_text(json_t *object, const char *key, char *text)
{
	json_object_set_new(object, key, json_string(utf8(text)));
}

static void format_text(char *text, const char *format, va_list args)
{
	vsnprintf(text, TEXT_MAX, format, args);
	utf8(text);
}

static void append(struct send *send, const char *list, json_t *value)
{
	json_array_append_new(json_object_get(send->report, list), value);
}

/* A process that waits on our standard output learns each line when it is written, also through a pipe. */
static void done_line(void)
{
	putchar('\n');
	fflush(stdout);
}

void send_report_open(struct send *send)
{
	send->report = json_pack("{s:s, s:s, s:s, s:s, s:I, s:b, s:o, s:[], s:[], s:[]}", "type", "send", "format",
				 "lastwords-send/1", "tool", LASTWORDS_VERSION, "delivery", send->delivery, "pid",
				 (json_int_t)send->pid, "tree", send->tree, "wait",
				 send->wait < 0 ? json_null() : json_real(send->wait), "notes", "calls", "targets");
	if (send->report == NULL) /* the delivery is no UTF-8, and no delivery of ours */
		send->report = json_pack("{s:s, s:s, s:s, s:I, s:[], s:[], s:[]}", "type", "send", "format",
					 "lastwords-send/1", "tool", LASTWORDS_VERSION, "pid", (json_int_t)send->pid,
					 "notes", "calls", "targets");
}

void send_way(struct send *send, const char *format, ...)
{
	char text[TEXT_MAX];
	va_list args;

	va_start(args, format);
	format_text(text, format, args);
	va_end(args);
	set_text(send->report, "way", text);
	if (send->json)
		return;
	printf("%s: %s", send->delivery, text);
	done_line();
}

void send_target(struct send *send, long long pid, const char *name)
{
	char text[TEXT_MAX];
	json_t *target;

	snprintf(text, sizeof(text), "%s", name);
	target = json_pack("{s:I, s:s, s:n}", "pid", (json_int_t)pid, "name", utf8(text), "end");
	append(send, "targets", target);
	if (send->json)
		return;
	printf("process %lld (%s)", pid, text);
	done_line();
}

void send_note(struct send *send, enum send_level level, long long pid, const char *id, const char *format, ...)
{
	const char *name = level == SEND_WARNING ? "warning" : "note";
	char text[TEXT_MAX];
	va_list args;

	va_start(args, format);
	format_text(text, format, args);
	va_end(args);
	append(send, "notes",
	       json_pack("{s:s, s:s, s:o, s:s}", "level", name, "id", id, "pid",
			 pid == 0 ? json_null() : json_integer(pid), "text", text));
	if (send->json)
		return;
	printf("%s: ", name);
	if (pid != 0)
		printf("process %lld ", pid);
	fputs(text, stdout);
	done_line();
}

void send_call_to(struct send *send, long long pid, const char *call, const char *to, long long value, long long error,
		  const char *text)
{
	json_t *entry = json_pack("{s:I, s:s, s:I, s:I, s:s}", "pid", (json_int_t)pid, "call", call, "value",
				  (json_int_t)value, "error", (json_int_t)error, "text", text == NULL ? "" : text);
	char name[TEXT_MAX];

	snprintf(name, sizeof(name), "%s", to == NULL ? "" : to);
	if (to != NULL)
		set_text(entry, "to", name);
	append(send, "calls", entry);
	if (send->json)
		return;
	printf("%s for %lld%s%s returned %lld", call, pid, to == NULL ? "" : " to ", utf8(name), value);
	if (error != 0)
		printf(", error %lld (%s)", error, text);
	done_line();
}

void send_call(struct send *send, long long pid, const char *call, long long value, long long error, const char *text)
{
	send_call_to(send, pid, call, NULL, value, error, text);
}

static json_t *find_target(struct send *send, long long pid)
{
	json_t *target;
	size_t index;

	json_array_foreach (json_object_get(send->report, "targets"), index, target)
		if (json_integer_value(json_object_get(target, "pid")) == pid)
			return target;
	return NULL;
}

static void print_end(long long pid, const struct end *end, int64_t ns)
{
	if (end == NULL) {
		printf("process %lld has not ended", pid);
		return;
	}
	printf("process %lld ended after %.1f ms: ", pid, (double)ns / 1e6);
	switch (end->how) {
	case END_EXIT:
		printf("exit code %lu", (unsigned long)(uint32_t)end->code);
		break;
	case END_SIGNAL:
		printf("by %s", signal_name(end->signal));
		break;
	default:
		printf("how, only its parent was told");
	}
}

void send_end(struct send *send, long long pid, const struct end *end, int64_t ns)
{
	json_t *target = find_target(send, pid);
	json_t *value;

	if (!send->json) {
		print_end(pid, end, ns);
		done_line();
	}
	if (end == NULL) {
		json_object_set_new(target, "end", json_pack("{s:s}", "how", end_how_name(END_ALIVE)));
		return;
	}
	value = json_pack("{s:s, s:I}", "how", end_how_name((enum end_how)end->how), "ns", (json_int_t)ns);
	if (end->how == END_EXIT)
		json_object_set_new(value, "code", json_integer((json_int_t)(uint32_t)end->code));
	if (end->how == END_SIGNAL)
		json_object_set_new(value, "signal", json_string(signal_name(end->signal)));
	if (end->how != END_LOST)
		json_object_set_new(value, "raw", json_integer(end->raw));
	json_object_set_new(target, "end", value);
}

enum send_result send_fail(struct send *send, enum send_result result, const char *format, ...)
{
	char text[TEXT_MAX];
	va_list args;

	va_start(args, format);
	format_text(text, format, args);
	va_end(args);
	set_text(send->report, "because", text);
	fprintf(stderr, "lastwords: send: %s\n", text);
	return result;
}

void send_try(struct send *send, const char *format, ...)
{
	char text[TEXT_MAX];
	va_list args;

	va_start(args, format);
	format_text(text, format, args);
	va_end(args);
	set_text(send->report, "try", text);
	fprintf(stderr, "lastwords: send: try: %s\n", text);
}

int send_report_close(struct send *send, enum send_result result)
{
	int code = send_exit_code(result);

	json_object_set_new(send->report, "result", json_string(send_result_name(result)));
	json_object_set_new(send->report, "exit", json_integer(code));
	if (send->json) {
		json_dumpf(send->report, stdout, JSON_INDENT(2));
		done_line();
	} else if (result == SEND_DELIVERED) {
		printf("delivered");
		done_line();
	}
	return code;
}

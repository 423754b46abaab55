/* SPDX-License-Identifier: MIT
 *
 * Words for traces, and the little arithmetic that everybody needs of them.
 */
#include "trace.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const end_hows[END_MAX] = {
	[END_UNSET] = "?",	   [END_EXIT] = "exit", [END_SIGNAL] = "signal", [END_ALIVE] = "alive",
	[END_STOPPED] = "stopped", [END_LOST] = "lost", [END_UNBORN] = "unborn",
};

static const char *const bases[BASIS_MAX] = {
	[BASIS_UNSET] = "?",	 [BASIS_GONE] = "gone",		[BASIS_FENCE] = "fence",
	[BASIS_QUIET] = "quiet", [BASIS_DEADLINE] = "deadline",
};

static const char *const steps[STEP_MAX] = {
	[STEP_UNSET] = "?",	[STEP_GROUND] = "ground",   [STEP_STAGE] = "stage",   [STEP_LAUNCH] = "launch",
	[STEP_READY] = "ready", [STEP_DELIVER] = "deliver", [STEP_SETTLE] = "settle", [STEP_JOURNAL] = "journal",
	[STEP_END] = "end",	[STEP_WORKER] = "worker",
};

const char *end_how_name(enum end_how how)
{
	return how < END_MAX ? end_hows[how] : "?";
}

const char *basis_name(enum basis basis)
{
	return basis < BASIS_MAX ? bases[basis] : "?";
}

const char *step_name(enum step step)
{
	return step < STEP_MAX ? steps[step] : "?";
}

int trouble_set(struct trouble *trouble, enum step step, int error, const char *format, ...)
{
	va_list args;

	if (trouble->step != STEP_UNSET)
		return -1;
	trouble->step = (uint8_t)step;
	trouble->error = error;
	va_start(args, format);
	vsnprintf(trouble->what, sizeof(trouble->what), format, args);
	va_end(args);
	return -1;
}

uint32_t trace_ran(const struct trace *trace)
{
	uint32_t ran = trace->world;

	for (size_t i = 0; i < trace->marks_count; i++)
		ran |= UINT32_C(1) << trace->marks[i].rung;
	return ran;
}

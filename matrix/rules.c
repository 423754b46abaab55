/* SPDX-License-Identifier: MIT
 *
 * The rules of the plan that hold everywhere. Pure: no platform is mentioned here; what a system lacks or
 * shows well enough elsewhere is said by its own tables (rules.<system>.c).
 */
#include "rules.h"

#include <stdbool.h>
#include <stdint.h>
#include "rule.h"

#define SELF_MADE (BIT(PROBE_WINDOWLESS) | BIT(PROBE_DETACHED) | BIT(PROBE_NEW_CONSOLE) | BIT(PROBE_JOB_CHILD))
#define TERMINAL                                                                                                       \
	(BIT(DELIVERY_TTY_INTERRUPT) | BIT(DELIVERY_TTY_QUIT) | BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_LEADER_EXIT))
#define PARENT (BIT(DELIVERY_PARENT_EXIT) | BIT(DELIVERY_PARENT_KILLED) | BIT(DELIVERY_PARENT_THREAD_EXIT))
#define SENDERS                                                                                                        \
	(BIT(DELIVERY_KILL_PROGRAM) | BIT(DELIVERY_KILL_DASH) | BIT(DELIVERY_KILL_BASH) | BIT(DELIVERY_KILL_BUSYBOX))
#define BASIC_RESPONDERS                                                                                               \
	(BIT(RESPONDER_NONE) | BIT(RESPONDER_IGNORE) | BIT(RESPONDER_HANDLER_FLAG) | BIT(RESPONDER_HANDLER_EXIT))

static const struct rule rules[] = {
	{.depth = DEPTH_LAUNCH,
	 .probes = SELF_MADE,
	 .only = BIT(LAUNCH_PLAIN) | BIT(LAUNCH_NO_WINDOW),
	 .why = "this probe changes its own ground; with and without a terminal show what that does"},
	{.depth = DEPTH_LAUNCH,
	 .probes = BIT(PROBE_PYTHON),
	 .only = BIT(LAUNCH_PLAIN) | BIT(LAUNCH_NO_WINDOW) | BIT(LAUNCH_INT_IGNORED),
	 .why = "the interpreter differs only in what it makes of signals and of SIGINT ignored at its start"},

	{.depth = DEPTH_DELIVERY,
	 .launches = BIT(LAUNCH_NO_WINDOW) | BIT(LAUNCH_DETACHED),
	 .none = TERMINAL,
	 .why = "no terminal at this launch"},
	{.depth = DEPTH_DELIVERY,
	 .launches = BIT(LAUNCH_NEW_CONSOLE),
	 .none = BIT(DELIVERY_LEADER_EXIT),
	 .why = "it leads the session itself"},
	{.depth = DEPTH_DELIVERY,
	 .launches = BIT(LAUNCH_JOB),
	 .none = BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_LEADER_EXIT),
	 .why = "the leader is the parent too: its end sends two signals that race, SIGHUP and the death signal"},
	{.depth = DEPTH_DELIVERY,
	 .probes = BIT(PROBE_JOB_CHILD),
	 .none = BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_LEADER_EXIT),
	 .why = "SIGHUP ends its parent too: two signals race, SIGHUP and the death signal"},
	{.depth = DEPTH_DELIVERY,
	 .launches = BIT(LAUNCH_DETACHED),
	 .none = PARENT,
	 .why = "its parent is gone before it is ready"},
	{.depth = DEPTH_DELIVERY,
	 .launches = BIT(LAUNCH_CLOSED_STDIO),
	 .none = BIT(DELIVERY_STDIN_EOF) | BIT(DELIVERY_SIGPIPE),
	 .why = "its standard descriptors are closed"},
	{.depth = DEPTH_DELIVERY,
	 .launches = BIT(LAUNCH_STOPPED),
	 .none = BIT(DELIVERY_TERM_WHILE_STOPPED) | BIT(DELIVERY_TWICE) | BIT(DELIVERY_ESCALATE) |
		 BIT(DELIVERY_SIGPIPE),
	 .why = "it is stopped already and runs no handler and no write"},
	{.depth = DEPTH_DELIVERY,
	 .probes = SELF_MADE,
	 .only = BIT(DELIVERY_SIGINT) | BIT(DELIVERY_SIGTERM) | BIT(DELIVERY_SIGHUP) | BIT(DELIVERY_KILL) |
		 BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_LEADER_EXIT) | BIT(DELIVERY_CTRL_C) | BIT(DELIVERY_CTRL_BREAK) |
		 BIT(DELIVERY_CTRL_C_ATTACH) | BIT(DELIVERY_CTRL_BREAK_ATTACH),
	 .why = "the deliveries that its ground changes are enough"},
	{.depth = DEPTH_DELIVERY,
	 .probes = BIT(PROBE_BARE) | BIT(PROBE_DEAF),
	 .none = SENDERS | BIT(DELIVERY_CPU_LIMIT) | BIT(DELIVERY_TWICE) | BIT(DELIVERY_ESCALATE) |
		 BIT(DELIVERY_SIGPIPE),
	 .why = "a control for the single deliveries; the probe does no work and has no handler"},
	{.depth = DEPTH_DELIVERY,
	 .probes = BIT(PROBE_PYTHON),
	 .only = BIT(DELIVERY_SIGINT) | BIT(DELIVERY_SIGTERM) | BIT(DELIVERY_SIGHUP) | BIT(DELIVERY_KILL) |
		 BIT(DELIVERY_TTY_INTERRUPT) | BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_PARENT_EXIT) |
		 BIT(DELIVERY_CTRL_C) | BIT(DELIVERY_CTRL_BREAK) | BIT(DELIVERY_WM_CLOSE_CONSOLE),
	 .why = "the deliveries that the article speaks of are enough"},
	{.depth = DEPTH_DELIVERY,
	 .probes = BIT(PROBE_PYTHON),
	 .launches = BIT(LAUNCH_INT_IGNORED),
	 .none = BIT(DELIVERY_SIGHUP) | BIT(DELIVERY_KILL) | BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_PARENT_EXIT),
	 .why = "SIGINT ignored at the start changes what the interpreter makes of SIGINT only"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~BIT(LAUNCH_PLAIN),
	 .none = BIT(DELIVERY_CPU_LIMIT),
	 .why = "costs whole seconds of CPU time, and the launch changes nothing about it"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(BIT(LAUNCH_PLAIN) | BIT(LAUNCH_NO_WINDOW)),
	 .none = SENDERS,
	 .why = "what the sender sends does not depend on how the receiver was started"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(BIT(LAUNCH_PLAIN) | BIT(LAUNCH_NEW_GROUP) | BIT(LAUNCH_NO_WINDOW)),
	 .none = BIT(DELIVERY_PIDNS_KILL),
	 .why = "the end of a PID namespace asks nobody; three launches show it"},

	{.depth = DEPTH_RESPONDER,
	 .probes = BIT(PROBE_BARE),
	 .only = BIT(RESPONDER_NONE),
	 .why = "the control installs nothing"},
	{.depth = DEPTH_RESPONDER,
	 .probes = BIT(PROBE_DEAF),
	 .only = BIT(RESPONDER_IGNORE),
	 .why = "this probe ignores everything"},
	{.depth = DEPTH_RESPONDER,
	 .probes = SELF_MADE,
	 .only = BASIC_RESPONDERS | BIT(RESPONDER_HANDLER_RETURN) | BIT(RESPONDER_CTRL_HANDLER_FLAG),
	 .why = "the responders that its ground changes are enough"},
	{.depth = DEPTH_RESPONDER,
	 .probes = BIT(PROBE_PYTHON),
	 .only = BASIC_RESPONDERS | BIT(RESPONDER_HANDLER__EXIT) | BIT(RESPONDER_HANDLER_RETURN) |
		 BIT(RESPONDER_HANDLER_RAISE) | BIT(RESPONDER_CTRL_HANDLER_EXIT) | BIT(RESPONDER_CTRL_HANDLER_DROPPED),
	 .why = "Python's signal module has no such responder"},
	{.depth = DEPTH_RESPONDER,
	 .probes = ~BIT(PROBE_PYTHON),
	 .none = BIT(RESPONDER_HANDLER_RAISE) | BIT(RESPONDER_CTRL_HANDLER_DROPPED),
	 .why = "C has no exceptions to raise, and no garbage collector"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = BIT(DELIVERY_STDIN_EOF),
	 .only = BIT(RESPONDER_NONE) | BIT(RESPONDER_HANDLER_FLAG) | BIT(RESPONDER_EOF_READER) | BIT(RESPONDER_IGNORE),
	 .why = "end of file is no signal; whoever does not read does not notice"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = ~(BIT(DELIVERY_STDIN_EOF) | BIT(DELIVERY_TTY_CLOSE) | BIT(DELIVERY_LEADER_EXIT) |
			 BIT(DELIVERY_SIGTERM) | BIT(DELIVERY_KILL)),
	 .none = BIT(RESPONDER_EOF_READER),
	 .why = "has no handler: the same as none"},
	{.depth = DEPTH_RESPONDER,
	 .launches = BIT(LAUNCH_PLAIN) | BIT(LAUNCH_INT_IGNORED) | BIT(LAUNCH_TERM_BLOCKED) | BIT(LAUNCH_SH_WRAPPED) |
		     BIT(LAUNCH_SH_EXEC),
	 .deliveries = BIT(DELIVERY_TTY_CLOSE),
	 .none = BIT(RESPONDER_EOF_READER),
	 .why = "two things end it at once, end of file and SIGHUP; which is first is chance"},
	{.depth = DEPTH_RESPONDER,
	 .launches = BIT(LAUNCH_CLOSED_STDIO),
	 .none = BIT(RESPONDER_EOF_READER),
	 .why = "there is nothing to read"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = BIT(DELIVERY_CPU_LIMIT) | SENDERS,
	 .only = BASIC_RESPONDERS,
	 .why = "the signal is an ordinary one; how handlers differ is seen with sigterm"},
};

static size_t rules_count(void)
{
	return countof(rules) + system_rules_count;
}

static const struct rule *rule_at(size_t i)
{
	return i < countof(rules) ? &rules[i] : &system_rules[i - countof(rules)];
}

static bool speaks_of(uint64_t set, unsigned id)
{
	return set == 0 || (set & BIT(id)) != 0;
}

/* Which axis a rule speaks of at a depth, and for which ids; 0: it does not look there. */
static uint64_t looks_at(const struct rule *rule, enum depth depth)
{
	const uint64_t above[] = {
		[DEPTH_PROBE] = rule->probes,
		[DEPTH_LAUNCH] = rule->launches,
		[DEPTH_DELIVERY] = rule->deliveries,
	};

	if (depth == rule->depth)
		return rule->only != 0 ? ~rule->only : rule->none;
	return depth < rule->depth ? above[depth] : 0;
}

struct rules_walk {
	const struct rule *rule;
	const char *(*absent)(enum axis axis, size_t id);
	rules_visit_fn *visit;
	void *context;
};

static int walk_rule(const struct rules_walk *walk, struct cell cell, enum depth depth)
{
	uint64_t set = looks_at(walk->rule, depth);
	size_t count;
	int ret = 0;

	if (depth > walk->rule->depth)
		return walk->visit(walk->context, &cell, walk->rule->why);
	if (set == 0)
		return walk_rule(walk, cell, depth + 1);
	axis_ids(cell_axis(depth), &count);
	for (size_t id = 1; id < count && ret == 0; id++) {
		if ((set & BIT(id)) == 0 || walk->absent(cell_axis(depth), id) != NULL)
			continue;
		cell_set(&cell, depth, id);
		ret = walk_rule(walk, cell, depth + 1);
	}
	return ret;
}

int rules_walk(const char *(*absent)(enum axis axis, size_t id), rules_visit_fn *visit, void *context)
{
	int ret = 0;

	for (size_t i = 0; i < rules_count() && ret == 0; i++) {
		struct rules_walk walk = {rule_at(i), absent, visit, context};

		ret = walk_rule(&walk, (struct cell){0}, DEPTH_PROBE);
	}
	return ret;
}

const char *rules_left_out(const struct cell *cell, enum depth depth)
{
	for (size_t i = 0; i < rules_count(); i++) {
		const struct rule *rule = rule_at(i);
		uint64_t bit = BIT(cell_get(cell, depth));

		if (rule->depth != depth || !speaks_of(rule->probes, cell->probe))
			continue;
		if (depth > DEPTH_LAUNCH && !speaks_of(rule->launches, cell->launch))
			continue;
		if (depth > DEPTH_DELIVERY && !speaks_of(rule->deliveries, cell->delivery))
			continue;
		if ((rule->only != 0 && (rule->only & bit) == 0) || (rule->none & bit) != 0)
			return rule->why;
	}
	return NULL;
}

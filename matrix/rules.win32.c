/* SPDX-License-Identifier: MIT
 *
 * The plan on Windows: which combinations cannot be made there, and which are shown well enough by others. A cell
 * costs several processes here, so a launch is met by every delivery that it may change, and a responder by every
 * event that it may hear, but not all by all.
 */
#include "rule.h"

#define L(id) BIT(LAUNCH_##id)
#define D(id) BIT(DELIVERY_##id)
#define R(id) BIT(RESPONDER_##id)
#define P(id) BIT(PROBE_##id)

#define NO_CONSOLE (L(DETACHED) | L(DETACHED_GROUP) | L(DETACHED_NO_WINDOW))
#define WINDOWLESS (L(NO_WINDOW) | L(NO_WINDOW_GROUP))
#define PTY (L(CONPTY) | L(CONPTY_GROUP) | L(CONPTY_NEW_CONSOLE))
#define GROUPS (L(NEW_GROUP) | L(NO_WINDOW_GROUP) | L(DETACHED_GROUP) | L(NEW_CONSOLE_GROUP) | L(CONPTY_GROUP))
#define REFUSED (L(NEW_CONSOLE_DETACHED) | L(JOB_BREAKAWAY_REFUSED))
/* Launches that differ from others in what the probe finds at its start, and in little else. */
#define VARIANTS                                                                                                       \
	(L(NEW_CONSOLE_HIDDEN) | L(NO_CONSOLE_PARENT) | L(DETACHED_NO_WINDOW) | L(NEW_CONSOLE_NO_WINDOW) |             \
	 L(CONPTY_NEW_CONSOLE) | L(SUSPENDED) | L(JOB_BREAKAWAY))
/* The probe is on the console of the stage, and hears what the host sends there. */
#define ON_STAGE (L(PLAIN) | L(NEW_GROUP) | L(JOB) | L(SUSPENDED) | L(JOB_BREAKAWAY))
#define MAIN_LAUNCHES (L(PLAIN) | L(NEW_GROUP) | L(NO_WINDOW) | L(DETACHED) | L(NEW_CONSOLE) | L(CONPTY) | L(JOB))

#define FROM_STAGE (D(CTRL_C) | D(CTRL_BREAK) | D(CTRL_C_PID) | D(CTRL_BREAK_PID))
#define ATTACHED (D(CTRL_C_ATTACH) | D(CTRL_BREAK_ATTACH))
#define OTHER_SENDERS                                                                                                  \
	(D(CTRL_C_UNATTACHED) | D(CTRL_C_NO_CONSOLE) | D(CTRL_BREAK_UNATTACHED) | D(CTRL_BREAK_NO_CONSOLE) |           \
	 D(CTRL_C_ATTACH_GUI) | D(CTRL_BREAK_ATTACH_GUI))
#define ATTACHED_TO_PID (D(CTRL_C_ATTACH_PID) | D(CTRL_BREAK_ATTACH_PID))
#define REMOTE (D(CTRL_ROUTINE_C) | D(CTRL_ROUTINE_CLOSE) | D(REMOTE_EXIT))
#define TASKKILLS (D(TASKKILL) | D(TASKKILL_TREE) | D(TASKKILL_FORCE))
#define OF_WINDOWS (D(WM_CLOSE) | D(END_SESSION))
#define CLOSING (D(TTY_CLOSE) | D(WM_CLOSE_CONSOLE))
#define JOBS (D(JOB_CLOSE) | D(JOB_TERMINATE))
#define PARENTS (D(PARENT_EXIT) | D(PARENT_KILLED))

#define WINDOW_PROBES (P(WINDOW) | P(WINDOW_CONSOLE))
#define RUNTIME_PROBES (P(CONSOLE_MSVCRT) | P(CONSOLE_UCRT) | P(CONSOLE_STATIC))
#define CONTROLS (P(BARE) | P(DEAF))

#define WINDOW_RESPONDERS (R(WINDOW_PROC) | R(WINDOW_DEFAULT) | R(WINDOW_IGNORE) | R(MESSAGE_LOOP))
#define CLEARING                                                                                                       \
	(R(HANDLER_FLAG_CLEAR) | R(CTRL_HANDLER_FLAG_CLEAR) | R(CTRL_HANDLER_CLEANUP_CLEAR) |                          \
	 R(CTRL_HANDLER_FALSE_CLEAR))
#define FEW (R(NONE) | R(HANDLER_FLAG) | R(CTRL_HANDLER_FLAG) | R(CTRL_HANDLER_CLEANUP))
#define FEWEST (R(NONE) | R(CTRL_HANDLER_FLAG))

const struct rule system_rules[] = {
	{.depth = DEPTH_LAUNCH,
	 .probes = WINDOW_PROBES | P(GUI),
	 .only = L(PLAIN) | L(NEW_CONSOLE),
	 .why = "two launches show what a subsystem makes of their flags"},
	{.depth = DEPTH_LAUNCH,
	 .probes = P(WINDOW),
	 .none = L(NEW_CONSOLE),
	 .why = "it gets no console; gui shows that"},
	{.depth = DEPTH_LAUNCH,
	 .probes = RUNTIME_PROBES,
	 .only = L(PLAIN),
	 .why = "the C runtime does not look at how it was started"},
	{.depth = DEPTH_LAUNCH,
	 .probes = CONTROLS,
	 .only = MAIN_LAUNCHES | REFUSED,
	 .why = "a control for the main launches"},

	{.depth = DEPTH_DELIVERY, .launches = REFUSED, .only = D(KILL), .why = "nothing is started, so nothing is sent"},
	{.depth = DEPTH_DELIVERY,
	 .launches = VARIANTS,
	 .only = D(KILL) | D(CTRL_C) | D(CTRL_C_PID) | D(CTRL_BREAK_PID) | ATTACHED | CLOSING | PARENTS | JOBS,
	 .why = "this launch is a variant of another; what it finds at its start is the point"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~PTY,
	 .none = D(TTY_INTERRUPT),
	 .why = "a key can be typed into a pseudo console only; for others see ctrl-c and console-input"},
	{.depth = DEPTH_DELIVERY,
	 .launches = NO_CONSOLE | WINDOWLESS,
	 .none = CLOSING,
	 .why = "there is no console window at this launch"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~L(JOB) & ~L(JOB_BREAKAWAY),
	 .none = JOBS,
	 .why = "it is in no job of the launch"},
	{.depth = DEPTH_DELIVERY,
	 .launches = L(JOB_BREAKAWAY),
	 .none = D(JOB_CLOSE),
	 .why = "who has the job's last handle is in the job itself; see parent-exit and parent-killed"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(L(PLAIN) | L(NEW_GROUP) | L(NEW_CONSOLE) | L(NO_WINDOW) | L(DETACHED) | L(CONPTY)),
	 .none = OTHER_SENDERS | D(CONSOLE_INPUT),
	 .why = "who sends was seen with the main launches"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(L(PLAIN) | L(NEW_GROUP) | L(NO_WINDOW) | L(NO_WINDOW_GROUP) | L(NEW_CONSOLE) |
		       L(NEW_CONSOLE_GROUP) | L(DETACHED)),
	 .none = ATTACHED_TO_PID,
	 .why = "with and without a group of its own, on three kinds of consoles, is enough"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(L(PLAIN) | L(NEW_GROUP)),
	 .none = D(CTRL_C_TWICE) | D(CTRL_OTHERS),
	 .why = "what the console makes of it does not depend on the launch"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(L(PLAIN) | L(NEW_GROUP) | L(NEW_CONSOLE) | L(NO_WINDOW) | L(DETACHED) | L(CONPTY)),
	 .none = REMOTE | D(TASKKILL_FORCE) | D(TASKKILL_TREE) | D(RESTART_MANAGER) | D(STDIN_EOF),
	 .why = "the main launches show it"},
	{.depth = DEPTH_DELIVERY,
	 .launches = ~(L(PLAIN) | L(NEW_GROUP) | L(NEW_CONSOLE) | L(NEW_CONSOLE_GROUP) | L(NEW_CONSOLE_HIDDEN) |
		       L(NO_WINDOW) | L(DETACHED) | L(CONPTY) | L(CMD_START)),
	 .none = D(TASKKILL),
	 .why = "the launches that differ in their windows show it"},
	{.depth = DEPTH_DELIVERY,
	 .launches = PTY,
	 .none = D(STDIN_EOF),
	 .why = "a pseudo console and a pipe cannot both be its standard input"},
	{.depth = DEPTH_DELIVERY,
	 .launches = L(CMD_START),
	 .none = D(STDIN_EOF) | PARENTS,
	 .why = "cmd stands between: its parent is gone before it is ready, and no pipe is handed on"},
	{.depth = DEPTH_DELIVERY,
	 .probes = ~WINDOW_PROBES,
	 .none = OF_WINDOWS,
	 .why = "it has no window"},
	{.depth = DEPTH_DELIVERY,
	 .probes = ~(WINDOW_PROBES | P(GUI) | P(CONSOLE)),
	 .none = D(WM_QUIT) | D(RESTART_MANAGER),
	 .why = "it has no message queue; console shows what that means"},
	{.depth = DEPTH_DELIVERY,
	 .probes = P(CONSOLE),
	 .launches = ~L(PLAIN),
	 .none = D(WM_QUIT),
	 .why = "it has no message queue, however it was started"},
	{.depth = DEPTH_DELIVERY,
	 .probes = WINDOW_PROBES,
	 .only = OF_WINDOWS | TASKKILLS | CLOSING | ATTACHED | D(WM_QUIT) | D(RESTART_MANAGER) | D(KILL) | D(CTRL_C) |
		 D(REMOTE_EXIT),
	 .why = "what reaches windows and consoles is the point"},
	{.depth = DEPTH_DELIVERY,
	 .probes = P(WINDOW),
	 .none = CLOSING,
	 .why = "it has no console"},
	{.depth = DEPTH_DELIVERY,
	 .probes = P(GUI),
	 .only = ATTACHED | TASKKILLS | D(CTRL_C) | D(CTRL_BREAK_PID) | D(WM_QUIT) | D(KILL) | D(CTRL_ROUTINE_C),
	 .why = "it has no console and no window"},
	{.depth = DEPTH_DELIVERY,
	 .probes = RUNTIME_PROBES,
	 .only = D(CTRL_C) | D(CTRL_BREAK) | CLOSING | D(CTRL_ROUTINE_C) | D(REMOTE_EXIT) | D(KILL) | D(STDIN_EOF),
	 .why = "the ways to end in which C runtimes differ"},
	{.depth = DEPTH_DELIVERY,
	 .probes = CONTROLS,
	 .only = D(CTRL_C) | D(CTRL_BREAK) | ATTACHED | D(KILL) | CLOSING | PARENTS | JOBS | D(TASKKILL) |
		 D(TTY_INTERRUPT) | D(REMOTE_EXIT) | D(CTRL_ROUTINE_C),
	 .why = "a control for the main deliveries"},
	{.depth = DEPTH_DELIVERY,
	 .probes = P(WINDOWLESS) | P(DETACHED),
	 .none = CLOSING,
	 .why = "it leaves no console to be closed"},

	{.depth = DEPTH_RESPONDER,
	 .probes = ~(WINDOW_PROBES),
	 .none = WINDOW_RESPONDERS,
	 .why = "it has no message loop"},
	{.depth = DEPTH_RESPONDER,
	 .probes = WINDOW_PROBES,
	 .only = WINDOW_RESPONDERS | R(NONE) | R(CTRL_HANDLER_FLAG),
	 .why = "its main loop is one of messages"},
	{.depth = DEPTH_RESPONDER,
	 .probes = P(WINDOW),
	 .none = R(NONE) | R(CTRL_HANDLER_FLAG),
	 .why = "without a console they say the same as window-default"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = D(WM_CLOSE) | D(END_SESSION),
	 .none = R(MESSAGE_LOOP),
	 .why = "it has no window"},
	{.depth = DEPTH_RESPONDER, .probes = P(GUI), .only = FEWEST, .why = "nothing reaches it that they could differ in"},
	{.depth = DEPTH_RESPONDER,
	 .probes = RUNTIME_PROBES,
	 .only = R(NONE) | R(HANDLER_FLAG) | R(HANDLER_EXIT) | R(HANDLER__EXIT) | R(CTRL_HANDLER_EXIT) |
		 R(CTRL_HANDLER_FALSE) | R(EOF_READER),
	 .why = "the ways to end in which C runtimes differ"},
	{.depth = DEPTH_RESPONDER,
	 .launches = ~(GROUPS | L(PLAIN)),
	 .none = CLEARING,
	 .why = "Ctrl+C is not ignored at this launch"},
	{.depth = DEPTH_RESPONDER,
	 .launches = GROUPS & ~L(NEW_GROUP),
	 .only = FEWEST | R(HANDLER_FLAG) | R(IGNORE) | R(CTRL_HANDLER_FLAG_CLEAR) | R(HANDLER_FLAG_CLEAR),
	 .why = "here the point is whether Ctrl+C is ignored"},
	{.depth = DEPTH_RESPONDER,
	 .launches = L(NEW_GROUP),
	 .only = FEWEST | R(HANDLER_FLAG) | R(WINDOW_PROC) | R(WINDOW_DEFAULT) | R(IGNORE) | CLEARING,
	 .why = "here the point is whether Ctrl+C is ignored"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = ~(FROM_STAGE | ATTACHED | ATTACHED_TO_PID | D(TTY_INTERRUPT) | D(CTRL_ROUTINE_C) |
			 D(CTRL_C_TWICE)),
	 .none = CLEARING | R(CTRL_IGNORE) | R(HANDLER_ONCE),
	 .why = "no Ctrl+C is sent, or it was seen with others"},
	{.depth = DEPTH_RESPONDER,
	 .launches = ~(L(PLAIN) | L(NEW_CONSOLE)),
	 .only = FEW | CLEARING | R(IGNORE) | WINDOW_RESPONDERS | R(HANDLER_EXIT) | R(HANDLER_RETURN),
	 .why = "responders are told apart at plain and new-console"},
	{.depth = DEPTH_RESPONDER,
	 .probes = P(CONSOLE),
	 .launches = ~(L(PLAIN) | L(NEW_CONSOLE)),
	 .none = R(HANDLER_EXIT) | R(HANDLER_RETURN) | R(IGNORE),
	 .why = "responders are told apart at plain and new-console"},
	{.depth = DEPTH_RESPONDER,
	 .launches = ~ON_STAGE,
	 .deliveries = FROM_STAGE,
	 .only = FEWEST | R(CTRL_HANDLER_FLAG_CLEAR) | R(IGNORE) | WINDOW_RESPONDERS,
	 .why = "the event is raised in a console that is not its own"},
	{.depth = DEPTH_RESPONDER,
	 .launches = NO_CONSOLE,
	 .only = FEWEST | R(IGNORE) | R(CTRL_HANDLER_FLAG_CLEAR),
	 .why = "no console, no event"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = OTHER_SENDERS | D(CONSOLE_INPUT) | D(CTRL_OTHERS) | TASKKILLS | D(RESTART_MANAGER) | D(WM_QUIT),
	 .only = FEWEST | WINDOW_RESPONDERS | R(IGNORE),
	 .why = "whether anything arrives is the question; what is made of it is seen elsewhere"},
	{.depth = DEPTH_RESPONDER,
	 .probes = P(WINDOW_CONSOLE),
	 .deliveries = D(CTRL_C) | ATTACHED | D(REMOTE_EXIT),
	 .none = R(WINDOW_IGNORE) | R(MESSAGE_LOOP),
	 .why = "a console event is no message"},
	{.depth = DEPTH_RESPONDER,
	 .probes = P(CONSOLE),
	 .launches = VARIANTS,
	 .only = FEWEST,
	 .why = "a variant of another launch"},
	{.depth = DEPTH_RESPONDER,
	 .launches = VARIANTS | REFUSED | L(JOB),
	 .only = FEW | R(IGNORE) | R(HANDLER_EXIT),
	 .why = "a variant of another launch"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = ~(D(CTRL_C) | D(CTRL_BREAK) | ATTACHED | CLOSING | D(CTRL_ROUTINE_C) | D(CTRL_ROUTINE_CLOSE) |
			 D(TTY_INTERRUPT) | D(CTRL_C_TWICE) | D(STDIN_EOF) | D(REMOTE_EXIT)),
	 .only = FEW | CLEARING | R(IGNORE) | WINDOW_RESPONDERS | R(EOF_READER) | R(HANDLER_EXIT) | R(CTRL_HANDLER_EXIT),
	 .why = "what responders do with an event is seen with the main deliveries"},
	{.depth = DEPTH_RESPONDER,
	 .probes = P(CONSOLE),
	 .deliveries = D(KILL) | TASKKILLS | JOBS | PARENTS | D(CTRL_OTHERS) | D(CONSOLE_INPUT) | OTHER_SENDERS |
		       D(WM_QUIT) | D(RESTART_MANAGER) | ATTACHED_TO_PID | D(CTRL_C_PID) | D(CTRL_BREAK_PID),
	 .only = FEW | CLEARING,
	 .why = "what responders do with an event is seen with the main deliveries"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = D(REMOTE_EXIT),
	 .only = FEW | R(HANDLER_EXIT) | R(CTRL_HANDLER_EXIT) | WINDOW_RESPONDERS | R(IGNORE),
	 .why = "no responder is asked"},
	{.depth = DEPTH_RESPONDER,
	 .deliveries = D(CTRL_C_TWICE),
	 .only = R(NONE) | R(HANDLER_RETURN) | R(HANDLER_ONCE) | R(HANDLER_CLEANUP) | R(CTRL_HANDLER_CLEANUP) |
		 R(CTRL_IGNORE) | R(IGNORE),
	 .why = "who leaves after the first hears no second"},
	{.depth = DEPTH_RESPONDER,
	 .probes = P(CONSOLE),
	 .deliveries = D(STDIN_EOF),
	 .none = R(IGNORE),
	 .why = "end of file is no event"},
};

const size_t system_rules_count = countof(system_rules);

/* SPDX-License-Identifier: MIT
 *
 * What is left out of the plan on macOS. Its kernel sends SIGXCPU once, at the soft limit, and then stops counting
 * (bsd_ast in bsd/kern/kern_sig.c of Apple's xnu).
 */
#include "rule.h"

const struct rule system_rules[] = {
	{.depth = DEPTH_RESPONDER,
	 .deliveries = BIT(DELIVERY_CPU_LIMIT),
	 .none = BIT(RESPONDER_IGNORE),
	 .why = "no hard limit on CPU time: who ignores SIGXCPU would use it for ever"},
};
const size_t system_rules_count = countof(system_rules);

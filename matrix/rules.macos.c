/* SPDX-License-Identifier: MIT
 *
 * The plan on macOS is what the common rules leave of it.
 */
#include "rule.h"

/* Standard C has no empty array. */
const struct rule system_rules[1];
const size_t system_rules_count = 0;

/* SPDX-License-Identifier: MIT
 *
 * What this platform lacks, put together from its tables.
 */
#include "deliver.h"
#include "launch.h"
#include "port.h"
#include "responders.h"

const char *port_absent(enum axis axis, size_t id)
{
	switch (axis) {
	case AXIS_PROBE:
		return probe_absent((enum probe)id);
	case AXIS_LAUNCH:
		return launch_absent((enum launch)id);
	case AXIS_DELIVERY:
		return deliveries[id].absent;
	case AXIS_RESPONDER:
		return responder_absent((enum responder)id);
	default:
		return NULL;
	}
}

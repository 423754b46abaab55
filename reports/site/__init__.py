# SPDX-License-Identifier: MIT
"""The HTML report: static pages that need no server, no network and no framework."""

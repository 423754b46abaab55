# SPDX-License-Identifier: MIT
"""Every stop signal is ignored."""

import signal

import lastwords

lastwords.main(signal.SIG_IGN)

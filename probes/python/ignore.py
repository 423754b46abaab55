# SPDX-License-Identifier: MIT
"""Every stop signal is ignored."""

import _signal as signal

import lastwords

lastwords.main(signal.SIG_IGN)

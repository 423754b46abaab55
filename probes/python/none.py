# SPDX-License-Identifier: MIT
"""Python as it comes: SIGINT is KeyboardInterrupt, all else the default action."""

import lastwords

lastwords.main()

# SPDX-License-Identifier: MIT
"""Windows: a ctypes control handler that calls sys.exit, as the article has it, and is kept alive."""

import sys

import lastwords
import system_win32


@system_win32.HandlerRoutine
def on_event(event: int) -> int:
    lastwords.mark("handler-entered", system_win32.EVENT + event)
    sys.exit(3)


system_win32.handle_events(on_event)
lastwords.main()

# SPDX-License-Identifier: MIT
"""Windows: a ctypes control handler that nothing keeps alive."""

import gc

import lastwords
import system_win32


def install() -> None:
    def on_event(event: int) -> int:
        lastwords.mark("handler-entered", system_win32.EVENT + event)
        return 1

    system_win32.handle_events(system_win32.HandlerRoutine(on_event))


install()
gc.collect()
lastwords.main()

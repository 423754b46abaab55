# SPDX-License-Identifier: MIT
"""What the Python probes share: marks in the journal, the rungs, and the wait."""

from __future__ import annotations

import _signal as signal  # what signal wraps in enums, which cost half of the start-up
import atexit
import os
import sys

if sys.platform == "win32":
    import system_win32 as system
else:
    import system_posix as system

TYPE_CHECKING = False
if TYPE_CHECKING:  # true for type checkers only: typing costs as much again
    from types import FrameType
    from typing import Callable

    Handler = Callable[[int, FrameType | None], None] | int

buffered = open(os.dup(system.JOURNAL), "a", buffering=4096, newline="\n")  # global: only the interpreter's end flushes it


def mark(rung: str, number: int = 0) -> None:
    """One line in the journal, with one write."""
    os.write(system.JOURNAL, f"{rung} {system.now()} {os.getpid()} {int(number)}\n".encode())


def on_atexit() -> None:
    mark("atexit")
    os.unlink("temp")


def main(handler: Handler | None = None, leave: Callable[[], bool] = lambda: False) -> None:
    """Install the rungs and the handler for every stop signal, then wait until leave() is true."""
    atexit.register(on_atexit)
    buffered.write(f"stdio-flushed 0 {os.getpid()} 0\n")
    os.close(os.open("temp", os.O_CREAT | os.O_WRONLY))
    system.take_lock()
    for number in system.STOP_SIGNALS if handler is not None else ():
        signal.signal(number, handler)
    try:
        system.wait(leave)
    except KeyboardInterrupt:
        mark("handler-entered", signal.SIGINT)
        raise
    finally:
        mark("finally")
    mark("main-tail")

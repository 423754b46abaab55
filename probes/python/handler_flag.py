# SPDX-License-Identifier: MIT
"""The handler sets a flag; main leaves its loop and ends."""

from types import FrameType

import lastwords

flags: list[int] = []


def on_signal(number: int, frame: FrameType | None) -> None:
    lastwords.mark("handler-entered", number)
    flags.append(number)
    lastwords.mark("handler-left", number)


lastwords.main(on_signal, lambda: bool(flags))

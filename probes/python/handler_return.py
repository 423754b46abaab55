# SPDX-License-Identifier: MIT
"""The handler returns and the program goes on."""

from types import FrameType

import lastwords


def on_signal(number: int, frame: FrameType | None) -> None:
    lastwords.mark("handler-entered", number)
    lastwords.mark("handler-left", number)


lastwords.main(on_signal)

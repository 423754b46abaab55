# SPDX-License-Identifier: MIT
"""The handler calls sys.exit, as the article does."""

import sys
from types import FrameType

import lastwords


def on_signal(number: int, frame: FrameType | None) -> None:
    lastwords.mark("handler-entered", number)
    sys.exit(3)


lastwords.main(on_signal)

# SPDX-License-Identifier: MIT
"""The handler raises an exception of its own."""

import lastwords


def on_signal(number: int, frame: object) -> None:
    lastwords.mark("handler-entered", number)
    raise RuntimeError("told to stop")


lastwords.main(on_signal)

# SPDX-License-Identifier: MIT
"""The handler sets a flag; main leaves its loop and ends."""

import lastwords

flags: list[int] = []


def on_signal(number: int, frame: object) -> None:
    lastwords.mark("handler-entered", number)
    flags.append(number)
    lastwords.mark("handler-left", number)


lastwords.main(on_signal, lambda: bool(flags))

# SPDX-License-Identifier: MIT
"""The handler returns and the program goes on."""

import lastwords


def on_signal(number: int, frame: object) -> None:
    lastwords.mark("handler-entered", number)
    lastwords.mark("handler-left", number)


lastwords.main(on_signal)

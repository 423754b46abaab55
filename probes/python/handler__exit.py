# SPDX-License-Identifier: MIT
"""The handler calls os._exit."""

import os

import lastwords


def on_signal(number: int, frame: object) -> None:
    lastwords.mark("handler-entered", number)
    os._exit(5)


lastwords.main(on_signal)

# SPDX-License-Identifier: MIT
"""Writing what was made, whole or piece by piece: a file is there in full or as it was before."""
from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


def _pour(chunks: Iterable[str], file: BinaryIO) -> None:
    for chunk in chunks:
        file.write(chunk.encode("utf-8", "replace"))
    file.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(chunks: Iterable[str], output: Path) -> None:
    """To a new file beside it, which then takes its name; gone again where that does not come off."""
    mode = output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{output.name[:80]}.", dir=output.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            _pour(chunks, file)
        os.chmod(name, mode)
        os.replace(name, output)
    except BaseException:
        os.unlink(name)
        raise


def pour(chunks: Iterable[str], output: Path | None) -> None:
    """To the file, or to standard output. A chunk is written as it comes, so memory holds one. An
    error while they come leaves a file as it was. Raises OSError."""
    if output is None:
        _pour(chunks, sys.stdout.buffer)
    elif output.exists() and not output.is_file():  # a pipe or a device is written to, not replaced
        with output.open("wb") as file:
            _pour(chunks, file)
    else:
        _replace(chunks, output.resolve())

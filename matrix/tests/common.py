# SPDX-License-Identifier: MIT
"""What the tests of the claims share: a claim without fault, and calling the compilers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MATRIX = Path(__file__).resolve().parent.parent
HARNESS = MATRIX.parent / "harness"
sys.path.insert(0, str(MATRIX))
sys.dont_write_bytecode = True

ALL = sorted((MATRIX / "claims").glob("*.toml"))

CLEAN = """\
[[claim]]
id = "demo.first"
title = "A title"
says = "What it says."
article = ["L1"]
sources = ["https://example.org/page#part"]
cells = ["console/plain/sigterm/none"]
control = ["console/plain/sigterm/handler-exit"]
[claim.that]
not-ran = ["atexit"]
end = ["signal"]
signal = "SIGTERM"
[claim.expect]
linux-gnu = "holds"
windows = "absent"
[claim.known.wine]
ruling = "refuted"
note = "why"
"""


def write(folder: Path, text: str, name: str = "demo.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MATRIX / "claims.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


GCC = shutil.which("gcc")
needs_gcc = pytest.mark.skipif(GCC is None, reason="no gcc here")
FLAGS = ["-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Wmissing-prototypes", "-Wwrite-strings", "-Werror"]


def gcc(*arguments: object) -> None:
    command = [str(GCC), *FLAGS, f"-I{MATRIX}", f"-I{HARNESS}", *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr

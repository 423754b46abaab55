# SPDX-License-Identifier: MIT
"""The packages that ci/package made, for their tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ["LASTWORDS_PACKAGES"]).resolve()
VERSION = os.environ["LASTWORDS_VERSION"]
TOP = {"tar": f"lastwords-{VERSION}-linux-x86_64", "zip": f"lastwords-{VERSION}-windows-x86_64"}
DEB = FOLDER / f"lastwords_{VERSION}-1_amd64.deb"
TAR = FOLDER / f"{TOP['tar']}.tar.gz"
ZIP = FOLDER / f"{TOP['zip']}.zip"


def run(*command: object, code: int | None = 0, **how: Any) -> str:
    """What it prints, on both streams; it must end with that exit code, None for any."""
    how = {"timeout": 300, "cwd": ROOT, "stdin": subprocess.DEVNULL} | how
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", check=False, **how)
    assert code in (done.returncode, None), f"{command}: exit code {done.returncode}\n{done.stdout}"
    return done.stdout

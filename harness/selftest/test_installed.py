# SPDX-License-Identifier: MIT
"""Installed to a prefix, lastwords finds its probes there, whichever directory it is called from, whatever the prefix is
called, and however it is named on the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from harness import BIN, call, ordinary, run


pytestmark = pytest.mark.skipif(not (BIN.parent / "cmake_install.cmake").exists(), reason="this is no build folder")


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if (cmake := shutil.which("cmake")) is None:
        pytest.skip("there is no cmake to install with")
    folder = tmp_path_factory.mktemp("with space") / "é prefix"
    subprocess.run([cmake, "--install", BIN.parent, "--prefix", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("called", ["by path", "by link", "by PATH", "from its folder"])
def test_probes_are_found_below_the_prefix(prefix: Path, tmp_path: Path, called: str) -> None:
    program, cwd, env = prefix / "bin" / "lastwords", tmp_path, dict(os.environ)
    if called == "by link":
        program = tmp_path / "link"
        program.symlink_to(prefix / "bin" / "lastwords")
    elif called == "by PATH":
        env["PATH"] = f"{prefix / 'bin'}:{env['PATH']}"
        program = Path("lastwords")
    elif called == "from its folder":
        program, cwd = Path("../bin/lastwords"), prefix / "bin"
    done = run(tmp_path / "record", ordinary(), binary=program, cwd=cwd, env=env)
    assert done.code == 0 and done.cell(ordinary())["end"]["signal"] == "SIGTERM", done.err


def test_without_its_probes_it_says_what_to_do(prefix: Path, tmp_path: Path) -> None:
    alone = tmp_path / "lastwords"
    shutil.copy2(prefix / "bin" / "lastwords", alone)
    done = call("run", ordinary(), binary=alone, cwd=tmp_path)
    assert done.code == 2 and "not beside lastwords" in done.err and "--probes DIR" in done.err
    done = call("run", ordinary(), "--probes", prefix / "libexec" / "lastwords" / "probes", binary=alone, cwd=tmp_path)
    assert done.code == 0, done.err

# SPDX-License-Identifier: MIT
"""Made again elsewhere, by somebody with other habits, the packages are the same bytes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from package import DEB, FOLDER, ROOT, TAR, ZIP, run

NOT_SOURCES = shutil.ignore_patterns("build", "build-*", ".git", "__pycache__", "node_modules")
HABITS = {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1", "DESTDIR": "/nonexistent/destination"}
BUILDS = {"CC": "clang", "CFLAGS": "-O0 -g3", "LDFLAGS": "-Wl,--build-id=md5"}
PACKS = {"TAR_OPTIONS": "--mode=a+rwx", "GZIP": "-1", "ZIPOPT": "-0", "DPKG_DEB_COMPRESSOR_LEVEL": "1"}


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """Another file system too where there is one in memory: it gives names in another order."""
    memory = Path("/dev/shm")
    room = memory if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 28 else None
    with tempfile.TemporaryDirectory(dir=room, prefix="lastwords-bytes-") as folder:
        yield Path(folder)


def test_same_sources_same_bytes(elsewhere: Path) -> None:
    tree = elsewhere / "another name"
    shutil.copytree(ROOT, tree, ignore=NOT_SOURCES, symlinks=True)
    # Its own names and times are those of a clone, not of ours.
    for file in tree.rglob("*"):
        if not file.is_symlink():
            os.utime(file)
    run("bash", "-c", "umask 077; exec ci/package --into made", cwd=tree, env=os.environ | HABITS | BUILDS | PACKS)
    for package in (DEB, TAR, ZIP):
        assert (tree / "made" / package.name).read_bytes() == package.read_bytes(), package.name
    assert (tree / "made/SHA256SUMS").read_text() == (FOLDER / "SHA256SUMS").read_text()

# SPDX-License-Identifier: MIT
"""The .deb in a Debian that debootstrap has just made: installed, used, removed."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from package import DEB, FOLDER, ROOT, VERSION, run

SHARED = FOLDER.parent / "in-debian"
# Of the packages' own: what they write is looked at before and after.
IN_THERE = f"""
set -eu
export DEBIAN_FRONTEND=noninteractive
cd /tmp
names() {{ find / -xdev \\( -path '{ROOT}' -o -path /tmp -o -path /proc -o -path /var/lib/apt -o -path /var/cache \\
	-o -path /var/log \\) -prune -o -print | sort; }}
apt-get -q update
# What it depends on and recommends first, so that what is left of itself is seen.
apt-get -q -y install libjansson4 python3-jinja2
names >before
apt-get -q -y install --no-install-recommends '{DEB}'
echo "== version: $(lastwords --version)"
cp -r /usr/share/lastwords as-installed
lastwords run --record record.jsonl
lastwords-report record.jsonl -o pages
lastwords-report markdown record.jsonl | sed -n 1,3p
diff -r as-installed /usr/share/lastwords && echo '== nothing is written beside what is installed'
cp record.jsonl pages/index.html '{SHARED}'
apt-get -q -y purge lastwords
names >after
diff before after && echo '== nothing is left'
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can enter a chroot")
def test_it_installs_runs_and_goes_in_a_clean_debian() -> None:
    shutil.rmtree(SHARED, ignore_errors=True)
    SHARED.mkdir()
    told = run("ci/chroot", "--clean", "bookworm", "sh", "-c", IN_THERE, timeout=500)
    assert f"== version: lastwords {VERSION}\n" in told
    assert "== nothing is written beside what is installed" in told and "== nothing is left" in told, told
    assert (SHARED / "record.jsonl").stat().st_size > 1 << 20
    assert "<html" in (SHARED / "index.html").read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can enter a chroot")
@pytest.mark.parametrize("parent", ["/tmp", "/dev/shm"])
def test_a_tree_is_found_below_what_the_chroot_has_of_its_own(parent: str) -> None:
    with tempfile.TemporaryDirectory(dir=parent) as tree:
        shutil.copytree(ROOT / "ci", Path(tree) / "ci")
        told = run("ci/chroot", "--clean", "bookworm", "sh", "-c", "pwd && ls", cwd=tree)
        assert told.split() == [tree, "ci"]

# SPDX-License-Identifier: MIT
"""What is in the packages, and what they say of themselves."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import tarfile
import zipfile
from datetime import datetime, timezone
from pathlib import PurePosixPath

import pytest

from package import DEB, FOLDER, ROOT, TAR, TOP, VERSION, ZIP, run

PROBES = {"bare", "console", "deaf", "detached", "job-child", "new-console", "windowless"}
heading = re.search(r"^## ([0-9.]+) \((.*)\)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
assert heading is not None
DAY = datetime.fromisoformat(heading[2]).replace(tzinfo=timezone.utc)

Members = dict[str, tarfile.TarInfo]


def members(archive: tarfile.TarFile, top: str) -> Members:
    return {PurePosixPath(member.name).relative_to(top).as_posix(): member for member in archive}


@pytest.fixture(params=["deb", "tar"])
def installed(request: pytest.FixtureRequest) -> Members:
    if request.param == "tar":
        with tarfile.open(TAR) as archive:
            return members(archive, TOP["tar"])
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", DEB], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {name.removeprefix("usr/"): member for name, member in members(archive, ".").items()}


def test_what_users_call_is_there(installed: Members) -> None:
    expected = {
        "bin/lastwords", "bin/lastwords-report", "libexec/lastwords/probes/python/lastwords.py",
        "share/man/man1/lastwords.1.gz", "share/man/man1/lastwords-report.1.gz",
        "share/bash-completion/completions/lastwords", "share/lastwords/reports/article.toml",
        "share/lastwords/matrix/claims/signal.toml", "share/doc/lastwords/README.md",
    } | {f"libexec/lastwords/probes/{name}" for name in PROBES}
    assert not expected - installed.keys()


def test_nothing_of_the_tests_is_there(installed: Members) -> None:
    assert not [name for name in installed if re.search(r"(^|/)(tests?|bench|selftest|canaries|__pycache__)(/|$)", name)]


def test_everybody_may_use_it_and_only_root_change_it(installed: Members) -> None:
    for name, member in installed.items():
        assert (member.uid, member.gid) == (0, 0), name
        wanted = 0o755 if member.isdir() or name.startswith("bin/") or re.match(r"libexec/.*/[a-z-]+$", name) else 0o644
        assert member.mode == wanted or member.issym(), f"{name}: {member.mode:o}"
        assert member.mtime == DAY.timestamp(), name


def test_the_zip_has_its_probes_beside_the_program() -> None:
    with zipfile.ZipFile(ZIP) as archive:
        entries = {PurePosixPath(entry.filename).relative_to(TOP["zip"]).as_posix(): entry for entry in archive.infolist()}
    expected = {"lastwords.exe", "lastwords-host.exe", "lastwords-sender.exe", "lastwords-senderw.exe", "LICENSE",
                "README.md", "probes/gui.exe", "probes/window.exe", "probes/python/lastwords.py"}
    assert not (expected | {f"probes/{name}.exe" for name in PROBES}) - entries.keys()
    assert {entry.date_time for entry in entries.values()} == {(DAY.year, DAY.month, DAY.day, 0, 0, 0)}


def test_what_is_linked_in_comes_with_its_notice() -> None:
    in_tar, in_zip = run("tar", "-tzf", TAR), run("unzip", "-Z1", ZIP)
    for names, library in ((in_tar, "libjansson-dev"), (in_tar, "musl"), (in_zip, "libjansson-dev"), (in_zip, "mingw-w64-common")):
        assert f"/LICENSE.{library}\n" in names


def test_the_sums_are_those_of_the_files() -> None:
    lines = dict(reversed(line.split("  ")) for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    assert lines.keys() == {DEB.name, TAR.name, ZIP.name}
    for name, digest in lines.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_the_version_is_that_of_the_project() -> None:
    project = re.search(r"^project\(lastwords VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(), re.M)
    assert project is not None and heading[1] == project[1] == VERSION
    assert run("dpkg-deb", "--field", DEB, "Version") == f"{VERSION}-1\n"


def test_debians_own_check_has_no_complaint() -> None:
    told = run("lintian", "--allow-root", "--fail-on", "error,warning", DEB)
    assert not [line for line in told.splitlines() if line.startswith(("E:", "W:"))], told


def test_no_package_says_where_it_was_built() -> None:
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", DEB], capture_output=True, check=True).stdout
    with tarfile.open(TAR) as tar:
        files = [(member.name, tar.extractfile(member)) for member in tar if member.isfile()]
        contents = {name: file.read() for name, file in files if file}
    with zipfile.ZipFile(ZIP) as archive:
        contents |= {name: archive.read(name) for name in archive.namelist()}
    contents["deb"] = data
    assert not [name for name, content in contents.items() if bytes(ROOT) in content]


@pytest.mark.parametrize("wrong", ["rpm", "--nonesuch"])
def test_what_it_cannot_make_it_says(wrong: str) -> None:
    assert f"there is no '{wrong}'" in run("ci/package", wrong, code=2)

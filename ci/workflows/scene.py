# SPDX-License-Identifier: MIT
"""A fresh copy of the tree, in which steps run as on a runner.

Building is not what is tested here: a stand-in for cmake puts the programs of this build where the presets build, and
those for ci/musl-build and ci/wine-build do nothing. All else is real."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from steps import ROOT, SHELLS, Step

BUILD = Path(os.environ["LASTWORDS_BUILD"]).resolve()
CMAKE = """#!/bin/sh
mkdir -p build
cp -r "$LASTWORDS_BUILD/lastwords" "$LASTWORDS_BUILD/probes" build/
(cd "$LASTWORDS_BUILD" && find . -name CTestTestfile.cmake) | while read -r file; do
	mkdir -p "build/$(dirname "$file")"
	cp "$LASTWORDS_BUILD/$file" "build/$file"
done
"""
IGNORED = shutil.ignore_patterns("build", "build-*", ".git", "__pycache__", ".pytest_cache", "node_modules")
# Of a runner only what is set below may be seen, wherever these tests themselves run.
FOREIGN = ("GITHUB_", "RUNNER_", "CI", "LASTWORDS_", "STUB")


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


class Scene:
    def __init__(self, folder: Path) -> None:
        self.tree, self.stubs, self.temp = folder / "tree", folder / "stubs", folder / "temp"
        shutil.copytree(ROOT, self.tree, ignore=IGNORED, symlinks=True)
        script(self.stubs / "cmake", CMAKE)
        for other in ("ci/musl-build", "ci/wine-build"):
            script(self.tree / other, f"#!/bin/sh\necho stand-in for {other}\n")
        self.temp.mkdir()
        self.output, self.summary, self.path = folder / "output", folder / "summary.md", folder / "path"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        self.env |= {
            "PATH": f"{self.stubs}:{self.env['PATH']}",
            "LASTWORDS_BUILD": str(BUILD),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.tree),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_PATH": str(self.path),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.tree),
            "RUNNER_TEMP": str(self.temp),
        }

    def outputs(self) -> dict[str, str]:
        """Of all steps so far."""
        lines = self.output.read_text().splitlines() if self.output.exists() else []
        return dict(line.split("=", 1) for line in lines)

    def run(self, step: Step, text: str, **env: str) -> subprocess.CompletedProcess[str]:
        file = self.temp / "step.sh"
        file.write_text(text + "\n")
        return subprocess.run([*SHELLS[step.shell], str(file)], cwd=self.tree, env=self.env | env, timeout=200, check=False,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def put(self, record: Path, *names: str) -> None:
        """What download-artifact, or GitLab, puts into the next job's tree."""
        for name in names:
            target = self.tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(record, target)

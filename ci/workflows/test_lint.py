# SPDX-License-Identifier: MIT
"""ci/lint-workflows finds nothing here, and each way of being wrong elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from steps import ACTION, GITHUB, GITLAB, ROOT

CI = ".github/workflows/ci.yml"
# Each: the file, what stands there, what is put in its place, and what is to be said of it.
GITHUB_WRONG = [
    (CI, "        if: always()\n", "        iff: always()\n", '"iff"'),
    (CI, "if-no-files-found: error", "if-no-files-fund: error", "no input if-no-files-fund"),
    (CI, "record-${{ matrix.os }}", "record-${{ matrix.oss }}", '"oss"'),
    (CI, "[debian, unix, windows]", "[debian, unix, window]", '"window"'),
    (CI, "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", "@v5.0.0", "not pinned"),
    (CI, " # v4.3.0", "", "no comment says"),
    (CI, "contents: read", "contents: write", "more than to read"),
    (CI, "    timeout-minutes: 120\n", "", "no timeout"),
    (CI, "windows-2025]", "windows-2024]", "windows-2024"),
    (ACTION, "run: '\"$GITHUB_ACTION_PATH/ci/action/run\"'", "run: echo ${{ inputs.claims }}", "text of a script"),
    (ACTION, "      id: report\n      shell: bash\n", "      id: report\n", "/shell"),
]
GITLAB_WRONG = [
    (".gitlab-ci.yml", "expire_in:", "expires_in:", "expires_in"),
    (".gitlab-ci.yml", "stage: report", "stage: reports", "reports"),
]


def lint(root: Path, *wrong: tuple[str, str, str, str]) -> subprocess.CompletedProcess[str]:
    for path in (*GITHUB, *GITLAB, ACTION):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, root / path)
    for file, old, new, _ in wrong:
        text = (root / file).read_text()
        assert old in text
        (root / file).write_text(text.replace(old, new, 1))
    done = subprocess.run([ROOT / "ci/lint-workflows"], env=os.environ | {"LASTWORDS_LINT_ROOT": str(root)},
                          capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip(done.stderr)
    return done


def test_nothing_is_wrong_here(tmp_path: Path) -> None:
    done = lint(tmp_path)
    assert done.returncode == 0, done.stderr


def test_what_is_wrong_for_github(tmp_path: Path) -> None:
    done = lint(tmp_path, *GITHUB_WRONG)
    assert done.returncode == 1
    assert [told for *_, told in GITHUB_WRONG if told not in done.stderr] == [], done.stderr


@pytest.mark.parametrize("wrong", GITLAB_WRONG, ids=[row[3] for row in GITLAB_WRONG])
def test_what_is_wrong_for_gitlab(wrong: tuple[str, str, str, str], tmp_path: Path) -> None:
    done = lint(tmp_path, wrong)
    assert done.returncode == 1 and wrong[3] in done.stderr

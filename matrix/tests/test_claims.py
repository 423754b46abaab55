# SPDX-License-Identifier: MIT
"""Tests of the claims' compiler and lint as a command: each rule has a minimal claim that breaks it and nothing
else. What is generated is looked at in test_emit.py."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from common import ALL, CLEAN, MATRIX, run, write

from claims_lint import MEANING_RULES, lint
from claims_model import read_axes, read_document, read_planned_cells
from claims_shape import SHAPE_RULES

CELLS = ["console/plain/sigterm/none", "console/plain/sigterm/handler-exit"]

# rule -> what to replace in CLEAN by what; the message must stand on the line of the replacement
BROKEN: dict[str, tuple[str, str]] = {
    "unknown-key": ('title = "A title"', 'title = "A title"\ntitel = "x"'),
    "required-key": ('says = "What it says."\n', ""),
    "value-type": ('article = ["L1"]', 'article = "L1"'),
    "id-shape": ('id = "demo.first"', 'id = "demo.First_one"'),
    "family-matches-file": ('id = "demo.first"', 'id = "other.first"'),
    "title-length": ('title = "A title"', f'title = "{"x" * 73}"'),
    "says-something": ('says = "What it says."', 'says = " "'),
    "source-deep-link": ("https://example.org/page#part", "https://example.org/page"),
    "article-row-exists": ('article = ["L1"]', 'article = ["L9"]'),
    "unknown-rung": ('not-ran = ["atexit"]', 'not-ran = ["at-exit"]'),
    "unknown-end": ('end = ["signal"]\nsignal = "SIGTERM"', 'end = ["dead"]'),
    "unknown-found": ('signal = "SIGTERM"', 'signal = "SIGTERM"\nfound = ["consol"]'),
    "unknown-signal": ('signal = "SIGTERM"', 'signal = "TERM"'),
    "unknown-word": ('signal = "SIGTERM"', 'signal = "SIGTERM"\nsent = "yes"'),
    "unknown-platform": ('windows = "absent"', 'win = "absent"'),
    "unknown-ruling": ('linux-gnu = "holds"', 'linux-gnu = "yes"'),
    "known-needs-note": ('note = "why"', 'note = " "'),
    "known-equals-expect": ('ruling = "refuted"', 'ruling = "absent"'),
    "glob-shape": ('cells = ["console/plain/sigterm/none"]', 'cells = ["console/{plain,job/sigterm/none"]'),
    "unknown-axis-id": ('cells = ["console/plain/sigterm/none"]', 'cells = ["console/plain/{sigterm,term}/none"]'),
    "control-for-negative": ('control = ["console/plain/sigterm/handler-exit"]\n', ""),
    "ran-and-not-ran": ('not-ran = ["atexit"]', 'ran = ["atexit"]\nnot-ran = ["atexit"]'),
    "end-agrees": ('end = ["signal"]', 'end = ["exit"]'),
    "selector-matches": ('cells = ["console/plain/sigterm/none"]', 'cells = ["bare/plain/*/none"]'),
    "expectation-stated": ('linux-gnu = "holds"\n', ""),
    "unique-id": (CLEAN, CLEAN + CLEAN),
}


@pytest.fixture(scope="module")
def axes():
    return read_axes(MATRIX / "axes.def")


def findings(folder: Path, text: str, axes, cells: list[str] | None = CELLS, platform: str = "linux-gnu"):
    return lint([read_document(write(folder, text))], axes, cells, platform)


def test_clean_claim_has_no_finding(tmp_path, axes):
    assert findings(tmp_path, CLEAN, axes) == []


def test_every_rule_is_tested():
    names = {rule.__name__.replace("_", "-") for rule in SHAPE_RULES + MEANING_RULES}
    assert names == set(BROKEN)


@pytest.mark.parametrize("rule", BROKEN)
def test_rule_catches_exactly_its_fault(tmp_path, axes, rule):
    old, new = BROKEN[rule]
    assert CLEAN.count(old) == 1
    found = findings(tmp_path, CLEAN.replace(old, new), axes)
    assert {finding.rule for finding in found} == {rule}
    assert re.match(rf".*demo\.toml:\d+: {rule}: .+, .+", str(found[0]))


def test_finding_names_the_line_of_its_key(tmp_path, axes):
    text = "# head\n\n" + CLEAN + CLEAN.replace("demo.first", "demo.second").replace('["atexit"]', '["at-exit"]')
    (found,) = findings(tmp_path, text, axes)
    assert text.splitlines()[found.line - 1] == 'not-ran = ["at-exit"]'
    assert "did you mean 'atexit'?" in found.message


@pytest.mark.parametrize(
    "old, new, rule",
    [
        ("https://example.org/page#part", "http://example.org/page#part", "source-deep-link"),
        ("https://example.org/page#part", "https://zhangjianao.com/posts/x#linux", "source-deep-link"),
        ('not-ran = ["atexit"]\nend = ["signal"]\nsignal = "SIGTERM"\n', "", "says-something"),
        ('not-ran = ["atexit"]', "not-ran = []", "says-something"),
        ('not-ran = ["atexit"]', 'heard = ["TERM"]', "unknown-signal"),
        ('end = ["signal"]\nsignal = "SIGTERM"', 'end = ["exit", "alive"]\nwrapper = ["dead"]', "unknown-end"),
        ('linux-gnu = "holds"', 'linux-gnu = "mixed"', "unknown-ruling"),
        ("[claim.known.wine]", "[claim.known.reactos]", "unknown-platform"),
        ('note = "why"\n', "", "known-needs-note"),
        ('note = "why"', "note = 1", "value-type"),
        ('note = "why"', 'note = "why"\nsince = "8.0"', "unknown-key"),
        ('not-ran = ["atexit"]', "code = true", "value-type"),
        ('signal = "SIGTERM"', 'signal = "SIGTERM"\nnot-found = ["windows"]', "unknown-found"),
        ('not-ran = ["atexit"]', "found = []", "says-something"),
        ('not-ran = ["atexit"]', "not-found = []", "says-something"),
        ('not-ran = ["atexit"]', 'found = "console"', "value-type"),
        ('not-ran = ["atexit"]', 'error = "87"', "value-type"),
        ('cells = ["console/plain/sigterm/none"]', "cells = []", "required-key"),
        ("console/plain/sigterm/none", "console/plain/sigterm/{none,handler-*}", "glob-shape"),
        ("console/plain/sigterm/none", "console/plain/sigterm/none/x", "glob-shape"),
        ("console/plain/sigterm/none", "console//sigterm/none", "glob-shape"),
        ("console/plain/sigterm/none", "console/plain/sig*x/none", "unknown-axis-id"),
        ("console/plain/sigterm/handler-exit", "console/plain/sigterm/handler-slow", "selector-matches"),
    ],
)
def test_rule_catches_its_other_faults(tmp_path, axes, old, new, rule):
    assert CLEAN.count(old) == 1
    assert {finding.rule for finding in findings(tmp_path, CLEAN.replace(old, new), axes)} == {rule}


NEGATIVES = ["heard = []", 'end = ["alive"]', 'end = ["alive", "stopped"]', 'not-ran = ["atexit"]']
POSITIVES = ['heard = ["SIGTERM"]', 'end = ["gone"]', 'end = ["exit", "alive"]', 'ran = ["atexit"]']


@pytest.mark.parametrize("negative", NEGATIVES)
def test_negatives_need_a_control(tmp_path, axes, negative):
    text = CLEAN.replace('control = ["console/plain/sigterm/handler-exit"]\n', "")
    text = text.replace('not-ran = ["atexit"]\nend = ["signal"]\nsignal = "SIGTERM"', negative)
    assert {finding.rule for finding in findings(tmp_path, text, axes)} == {"control-for-negative"}


@pytest.mark.parametrize("positive", POSITIVES)
def test_positives_need_none(tmp_path, axes, positive):
    text = CLEAN.replace('control = ["console/plain/sigterm/handler-exit"]\n', "")
    text = text.replace('not-ran = ["atexit"]\nend = ["signal"]\nsignal = "SIGTERM"', positive)
    assert findings(tmp_path, text, axes) == []


def test_selectors_are_not_asked_for_where_absent_is_expected(tmp_path, axes):
    assert findings(tmp_path, CLEAN, axes, [], "windows") == []
    assert findings(tmp_path, CLEAN, axes, [], "wine") == []
    assert findings(tmp_path, CLEAN, axes, [], "macos") == []
    assert {finding.rule for finding in findings(tmp_path, CLEAN, axes, [], "linux-musl")} == {"selector-matches"}


def test_keys_beside_the_claims_are_unknown(tmp_path, axes):
    assert {finding.rule for finding in findings(tmp_path, "claims = 1\n" + CLEAN, axes)} == {"unknown-key"}


def test_syntax_error_names_its_line(tmp_path):
    path = write(tmp_path, CLEAN.replace('title = "A title"', "title = A title"))
    result = run("lint", path)
    assert result.returncode == 1
    assert f"{path}:3: toml-syntax: " in result.stderr


def test_compile_refuses_and_lists_all(tmp_path):
    path = write(tmp_path, CLEAN.replace('["atexit"]', '["at-exit"]').replace('["L1"]', '["L9"]'))
    result = run("compile", "--out", tmp_path / "claims.c", path)
    assert result.returncode == 1
    assert "unknown-rung" in result.stderr and "article-row-exists" in result.stderr
    assert not (tmp_path / "claims.c").exists()


def test_missing_file_is_a_usage_error(tmp_path):
    result = run("lint", tmp_path / "none.toml")
    assert result.returncode == 2
    assert "none.toml" in result.stderr


def test_cells_file_of_list_cells(tmp_path):
    path = write(tmp_path, "a/b/c/d\nconsole/*\tabsent: why\n\n", "cells.txt")
    assert read_planned_cells(path) == ["a/b/c/d"]


def test_lint_with_cells(tmp_path):
    cells = write(tmp_path, "\n".join(CELLS) + "\n", "cells.txt")
    path = write(tmp_path, CLEAN)
    assert run("lint", "--axes", MATRIX / "axes.def", "--cells", cells, path).returncode == 0
    cells.write_text("console/plain/sigterm/none\tabsent: why\n", encoding="utf-8")
    assert "selector-matches" in run("lint", "--cells", cells, path).stderr


def test_output_does_not_depend_on_the_order_of_files(tmp_path):
    paths = [write(tmp_path, CLEAN.replace("demo", name), f"{name}.toml") for name in ("beta", "alpha")]
    outputs = []
    for order in (paths, paths[::-1]):
        assert run("compile", "--out", tmp_path / "claims.c", *order).returncode == 0
        outputs.append((tmp_path / "claims.c").read_bytes())
    assert outputs[0] == outputs[1]


def test_ctest_list(tmp_path):
    out = tmp_path / "claims.cmake"
    assert run("ctest", "--out", out, write(tmp_path, CLEAN)).returncode == 0
    text = out.read_text(encoding="utf-8")
    assert 'add_test(NAME "claim.demo.first"' in text
    assert 'COMMAND "${LASTWORDS_BIN}" judge "${LASTWORDS_RECORD}" --claim demo.first)' in text
    assert "FIXTURES_REQUIRED matrix.run SKIP_RETURN_CODE 77" in text


# --- the claims themselves ---------------------------------------------------------------------


def test_axes_are_read(axes):
    assert axes.of("probe")["job-child"] == "JOB_CHILD"
    assert axes.of("responder")["handler-_exit"] == "HANDLER__EXIT"
    assert set(axes.ids) == {"probe", "launch", "delivery", "responder", "rung", "platform", "found"}
    assert axes.of("found")["ctrl-c-ignored"] == "CTRL_C_IGNORED"


def test_claims_have_no_finding(axes):
    assert [str(finding) for finding in lint([read_document(path) for path in ALL], axes, None, "linux-gnu")] == []


def test_claims_speak_of_linux_and_of_every_posix_row():
    table = [claim for path in ALL for claim in read_document(path).claims]
    assert all(claim.expect("linux-gnu") for claim in table)
    judged = [claim for claim in table if claim.expect("linux-gnu") != "absent"]
    assert len(judged) >= 75
    rows = {row for claim in table for row in claim.words("article")}
    assert {"L1", "L2", "L3", "L4", "A1", "A2", "A3", "A4", "P1", "P2", "P3"} <= rows


def test_old_python_is_told_what_to_do(tmp_path):
    code = "import sys; sys.modules['tomllib'] = None; sys.argv = ['claims.py']; import runpy\n"
    code += f"runpy.run_path({str(MATRIX / 'claims.py')!r}, run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "needs Python 3.11" in result.stderr

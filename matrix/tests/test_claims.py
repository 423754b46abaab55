# SPDX-License-Identifier: MIT
"""Tests of the claims' compiler and lint: each rule has a minimal claim that breaks it and nothing
else, the generated C is compiled, and the globs are compared with glob.c. Starts compilers only."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MATRIX = Path(__file__).resolve().parent.parent
HARNESS = MATRIX.parent / "harness"
sys.path.insert(0, str(MATRIX))
sys.dont_write_bytecode = True

from claims_emit import c_string  # noqa: E402
from claims_lint import MEANING_RULES, lint  # noqa: E402
from claims_model import alternatives, matches, read_axes, read_document, read_planned_cells  # noqa: E402
from claims_shape import SHAPE_RULES  # noqa: E402

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
    "unknown-platform": ('linux-gnu = "holds"', 'linux = "holds"'),
    "unknown-ruling": ('linux-gnu = "holds"', 'linux-gnu = "yes"'),
    "known-needs-note": ('note = "why"', 'note = " "'),
    "known-equals-expect": ('ruling = "refuted"', 'ruling = "absent"'),
    "glob-shape": ('cells = ["console/plain/sigterm/none"]', 'cells = ["console/{plain,job/sigterm/none"]'),
    "unknown-axis-id": ('cells = ["console/plain/sigterm/none"]', 'cells = ["console/plain/{sigterm,term}/none"]'),
    "control-for-negative": ('control = ["console/plain/sigterm/handler-exit"]\n', ""),
    "ran-and-not-ran": ('not-ran = ["atexit"]', 'ran = ["atexit"]\nnot-ran = ["atexit"]'),
    "end-agrees": ('end = ["signal"]', 'end = ["exit"]'),
    "selector-matches": ('cells = ["console/plain/sigterm/none"]', 'cells = ["bare/plain/*/none"]'),
    "unique-id": (CLEAN, CLEAN + CLEAN),
}


@pytest.fixture(scope="module")
def axes():
    return read_axes(MATRIX / "axes.def")


def write(folder: Path, text: str, name: str = "demo.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


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


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MATRIX / "claims.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


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


# --- the generated C ---------------------------------------------------------------------------

GCC = shutil.which("gcc")
needs_gcc = pytest.mark.skipif(GCC is None, reason="no gcc here")
FLAGS = ["-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Wmissing-prototypes", "-Wwrite-strings", "-Werror"]


def gcc(*arguments: object) -> None:
    command = [str(GCC), *FLAGS, f"-I{MATRIX}", f"-I{HARNESS}", *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


RICH = (
    CLEAN.replace("What it says.", 'A \\"quote\\", a \\\\ and ??/ in\\n  two lines, \u00e91')
    .replace('not-ran = ["atexit"]', 'not-ran = ["atexit", "main-tail"]\nran = ["lock-released"]\nheard = []')
    .replace('signal = "SIGTERM"', 'signal = "SIGTERM"\nwrapper = ["gone"]\nsent = "ok"\nleft = "nothing"\n'
             'found = ["console", "job"]\nnot-found = ["window"]\nerror = 87')
)

DUMP = r"""
#include <stdio.h>
#include "claim.h"
#include "trace.h"
static void words(const char *name, const char *const *list)
{
	printf("%s=", name);
	if (list == NULL)
		printf("NULL");
	for (; list != NULL && *list != NULL; list++)
		printf("[%s]", *list);
	printf("\n");
}
int main(void)
{
	for (size_t i = 0; i < claims_count; i++) {
		const struct claim *c = &claims[i];
		printf("id=%s family=%s title=%s\nsays=%s\n", c->id, c->family, c->title, c->says);
		words("article", c->article);
		words("sources", c->sources);
		words("cells", c->cells);
		words("control", c->control);
		words("heard", c->that.heard);
		printf("ran=%d not=%d end=%d wrapper=%d\n", c->that.ran == 1u << RUNG_LOCK_RELEASED,
		       c->that.not_ran == (1u << RUNG_ATEXIT | 1u << RUNG_MAIN_TAIL), c->that.end == 1u << END_SIGNAL,
		       c->that.wrapper == (1u << END_EXIT | 1u << END_SIGNAL | 1u << END_LOST));
		printf("found=%d not=%d error=%lld code=%lld\n", c->that.found == (1u << FOUND_CONSOLE | 1u << FOUND_JOB),
		       c->that.not_found == 1u << FOUND_WINDOW, c->that.error, (long long)c->that.code);
		printf("signal=%s sent=%s left=%s\n", c->that.signal, c->that.sent, c->that.left);
		for (int p = 1; p < PLATFORM_MAX; p++)
			printf("%d:%d:%s ", c->expect[p], c->known[p], c->note[p] ? c->note[p] : "-");
		printf("\n");
	}
	return 0;
}
"""


@needs_gcc
def test_round_trip_through_c(tmp_path):
    assert run("compile", "--out", tmp_path / "claims.c", write(tmp_path, RICH)).returncode == 0
    dump = write(tmp_path, DUMP, "dump.c")
    gcc(tmp_path / "claims.c", dump, "-o", tmp_path / "dump")
    out = subprocess.run([tmp_path / "dump"], capture_output=True, check=True).stdout.decode("utf-8")
    assert out.splitlines() == [
        "id=demo.first family=demo title=A title",
        'says=A "quote", a \\ and ??/ in two lines, \u00e91',
        "article=[L1]",
        "sources=[https://example.org/page#part]",
        "cells=[console/plain/sigterm/none]",
        "control=[console/plain/sigterm/handler-exit]",
        "heard=",
        "ran=1 not=1 end=1 wrapper=1",
        "found=1 not=1 error=87 code=-1",
        "signal=SIGTERM sent=ok left=nothing",
        # linux-gnu, linux-musl (inherits), macos, windows, wine (inherits; known)
        "1:0:- 1:0:- 0:0:- 5:0:- 5:2:why ",
    ]


CODE = r"""
#include <stdio.h>
#include "claim.h"
int main(void)
{
	return printf("%lld %lld", (long long)claims[0].that.code, claims[0].that.error) < 0;
}
"""


@needs_gcc
@pytest.mark.parametrize("code", ["0", "3221225786"])
def test_exit_codes_of_32_bits_without_a_sign(tmp_path, code):
    text = CLEAN.replace('["signal"]\nsignal = "SIGTERM"', f'["exit"]\ncode = {code}\nerror = 0')
    assert run("compile", "--out", tmp_path / "claims.c", write(tmp_path, text)).returncode == 0
    gcc(tmp_path / "claims.c", write(tmp_path, CODE, "code.c"), "-o", tmp_path / "code")
    assert subprocess.run([tmp_path / "code"], capture_output=True, text=True, check=True).stdout == f"{code} 0"


@needs_gcc
def test_unset_members_ask_nothing(tmp_path):
    text = CLEAN.replace('not-ran = ["atexit"]\nend = ["signal"]\nsignal = "SIGTERM"', 'ran = ["atexit"]')
    text = text.replace('control = ["console/plain/sigterm/handler-exit"]\n', "")
    assert run("compile", "--out", tmp_path / "claims.c", write(tmp_path, text)).returncode == 0
    table = (tmp_path / "claims.c").read_text(encoding="utf-8")
    assert ".control" not in table and ".heard" not in table and ".signal" not in table
    gcc("-fsyntax-only", tmp_path / "claims.c")


def test_c_string():
    assert c_string('a"b\\c??/\n\u00e91') == '"a\\"b\\\\c\\?\\?/\\n\\303\\2511"'


# --- globs -------------------------------------------------------------------------------------

GLOBS = [
    ("console/plain/sigterm/none", "console/plain/sigterm/none", True),
    ("console/plain/sigterm/none", "console/plain/sigterm/none2", False),
    ("console/*/sigterm/handler-*", "console/job/sigterm/handler-_exit", True),
    ("console/*/sigterm/*", "console/job/x/sigterm/none", False),
    ("console/plain", "console/plain/sigterm/none", True),
    ("console/pla", "console/plain/sigterm/none", False),
    ("console/*", "console/plain/sigterm/none", True),
    ("{console,bare}/plain/kill-{dash,bash}/none", "bare/plain/kill-bash/none", True),
    ("{console,bare}/plain/kill-{dash,bash}/none", "deaf/plain/kill-bash/none", False),
    ("{sig,sigterm}/x", "sigterm/x", True),
    ("*{a,b}*", "xxbyy", True),
    ("handler.exit", "handler-exit", False),
]


@pytest.mark.parametrize("glob, name, expected", GLOBS)
def test_globs(glob, name, expected):
    assert matches(glob, name) is expected


@needs_gcc
def test_globs_agree_with_the_judge(tmp_path):
    source = '#include <stdio.h>\n#include "glob.h"\nint main(int c, char **v) '
    source += '{ for (int i = 1; i + 1 < c; i += 2) printf("%d", glob_match(v[i], v[i + 1])); return 0; }\n'
    gcc(write(tmp_path, source, "try.c"), MATRIX / "glob.c", "-o", tmp_path / "try")
    arguments = [word for glob, name, _ in GLOBS for word in (glob, name)]
    out = subprocess.run([tmp_path / "try", *arguments], capture_output=True, text=True, check=True).stdout
    assert out == "".join("1" if expected else "0" for _, _, expected in GLOBS)


def test_alternatives():
    assert alternatives("kill-{dash,bash}") == ["kill-dash", "kill-bash"]
    assert alternatives("{a,b}{c,d}") == ["ac", "ad", "bc", "bd"]
    assert alternatives("plain") == ["plain"]


# --- the claims themselves ---------------------------------------------------------------------

ALL = sorted((MATRIX / "claims").glob("*.toml"))


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


@needs_gcc
def test_claims_compile(tmp_path):
    assert run("compile", "--out", tmp_path / "claims.c", *ALL).returncode == 0
    gcc("-fsyntax-only", tmp_path / "claims.c")


def test_old_python_is_told_what_to_do(tmp_path):
    code = "import sys; sys.modules['tomllib'] = None; sys.argv = ['claims.py']; import runpy\n"
    code += f"runpy.run_path({str(MATRIX / 'claims.py')!r}, run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "needs Python 3.11" in result.stderr

# SPDX-License-Identifier: MIT
"""Tests of what the claims' compiler generates: the C is compiled and asked what it says, and the globs are
compared with glob.c. Starts compilers only."""

from __future__ import annotations

import subprocess

import pytest

from common import ALL, CLEAN, MATRIX, gcc, needs_gcc, run, write

from claims_emit import c_string
from claims_model import alternatives, matches

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


@needs_gcc
def test_claims_compile(tmp_path):
    assert run("compile", "--out", tmp_path / "claims.c", *ALL).returncode == 0
    gcc("-fsyntax-only", tmp_path / "claims.c")

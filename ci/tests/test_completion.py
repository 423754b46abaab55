# SPDX-License-Identifier: MIT
"""What the completion for bash offers: all that there is and nothing else, whatever is set in the shell, and nothing that
a file put there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bash_words import COMPLETION, Offer, offers, words
from interface import BIN, help_of, kinds, lastwords, options, usages

ROOT = Path(__file__).parents[2]
COMMANDS = list(usages())
CELLS = [line for line in lastwords("list", "cells").splitlines() if "\t" not in line]
CLAIMS = [line.split()[0] for line in lastwords("list", "claims").splitlines()]
DEFAULT, DIRECTORIES = "-o default", "-o dirnames"


def below(*start: str) -> set[str]:
    """The next parts of cells that begin with these."""
    parts = [cell.split("/") for cell in CELLS]
    depth = len(start)
    return {"/".join(cell[:depth + 1]) + ("/" if depth < 3 else "") for cell in parts if tuple(cell[:depth]) == start}


def test_commands() -> None:
    every, some, options_of_all, none = offers("lastwords ", "lastwords s", "lastwords -", "lastwords nothing ")
    assert every.words == COMMANDS and some.words == ["show", "send"] and none == Offer()
    assert options_of_all.words == ["--help", "--version"]
    assert all(lastwords(option) for option in options_of_all.words)


def test_options_are_those_of_the_program() -> None:
    """Each way round, for each command; and which of them are followed by a value."""
    takes = "takes() { _lastwords_takes_value \"$1\" && echo yes; }; takes"
    for command, offer in zip(COMMANDS, offers(*(f"lastwords {command} --" for command in COMMANDS)), strict=True):
        assert sorted(offer.words) == sorted({*options(command), "--help"}), command
        for option in offer.words:
            done = subprocess.run(["bash", "-c", f". {COMPLETION}; {takes} {option}"], capture_output=True, check=False)
            assert (done.stdout == b"yes\n") == bool(options(command).get(option)), option


def test_no_option_where_none_can_be() -> None:
    assert offers("lastwords run -- -", "lastwords run --rounds -", "lastwords send term --wait ") == [Offer()] * 3


def test_kinds_of_lists() -> None:
    assert set(words("lastwords list ")) == kinds()
    assert offers("lastwords list claims ", "lastwords doctor ", "lastwords show a b ") == [Offer()] * 3


@pytest.mark.parametrize("command", ["run", "bench", "list cells", "run --rounds 3", "run --no-namespace", "run bare/plain"])
def test_cells_part_by_part(command: str) -> None:
    first, second, last = offers(f"lastwords {command} ", f"lastwords {command} console/",
                                 f"lastwords {command} console/sh-wrapped/sigterm/")
    assert set(first.words) == below() and first.asked == "-o nospace"
    assert set(second.words) == below("console") and second.asked == "-o nospace"
    assert set(last.words) == below("console", "sh-wrapped", "sigterm") and last.asked == ""
    assert "console/sh-wrapped/sigterm/handler-_exit" in last.words


def test_one_way_to_go_on_is_followed() -> None:
    """What is offered alone is whole, so that a quote can be closed and a space written behind it."""
    probe, whole = offers("lastwords run consol", "lastwords run console/plain/sigterm/handler-f")
    assert set(probe.words) == below("console") and len(probe.words) > 1
    assert whole == Offer(["console/plain/sigterm/handler-flag"])


def test_cells_behind_globs() -> None:
    star, braces, single, double, end, odd = offers(
        "lastwords run console/*/sigterm/handler-f", "lastwords run console/{plain,stopped}/sigterm",
        "lastwords run 'console/*/sigterm/handler-f", 'lastwords run "console/*/sigterm/handler-f',
        "lastwords run 'console/*", "lastwords run 'con;sole/$(date)/'")
    assert star.words == ["console/*/sigterm/handler-flag"] == single.words == double.words
    assert set(braces.words) == {"console/{plain,stopped}/sigterm/", "console/{plain,stopped}/sigterm-group/"}
    assert end == odd == Offer()


def test_claims_part_by_part() -> None:
    families = {f"{claim.split('.')[0]}." for claim in CLAIMS}
    for command in ("run", "judge r.jsonl", "judge"):
        every, family, one = offers(*(f"lastwords {command} --claim {typed}" for typed in ("", "tty.", "exit.at")))
        assert set(every.words) == families and every.asked == "-o nospace" and len(families) > 10
        assert set(family.words) == {claim for claim in CLAIMS if claim.startswith("tty.")} and family.asked == ""
        assert one.words == ["exit.atexit-never-on-term"]


def test_values_behind_an_equals_sign() -> None:
    """readline takes what is behind it for the word, unless the user took '=' out of what divides words."""
    lines = ("lastwords run --claim=exit.at", "lastwords run --basis=q", "lastwords run --record=", "lastwords run --probes=",
             "lastwords run --claim=tty.x --basis=fence console/plain/sigterm/handler-f")
    found = offers(*lines)
    assert [offer.words for offer in found] == [["exit.atexit-never-on-term"], ["quiet"], [], [], ["console/plain/sigterm/handler-flag"]]
    assert [offer.asked for offer in found[2:4]] == [DEFAULT, DIRECTORIES]
    found = offers(*lines, after="COMP_WORDBREAKS=${COMP_WORDBREAKS-}; COMP_WORDBREAKS=${COMP_WORDBREAKS//=}")
    assert [offer.words for offer in found[:2]] == [["--claim=exit.atexit-never-on-term"], ["--basis=quiet"]]


def test_files_are_for_readline() -> None:
    assert [offer.asked for offer in offers("lastwords judge ", "lastwords judge a ", "lastwords show ", "lastwords judge --all ",
                                            "lastwords run --record ", "lastwords run --resume x", "lastwords run --probes ")] \
        == [DEFAULT] * 6 + [DIRECTORIES]


def test_bases() -> None:
    assert words("lastwords run --basis ") == ["fence", "quiet"]


def test_deliveries_are_those_of_the_program() -> None:
    """All signals that it knows by a name. And each that is offered is one: with a process that cannot be, it is that which
    is wrong."""
    known = set(re.findall(r'"SIG([A-Z0-9]+)"', (ROOT / "harness/port.posix.c").read_text(encoding="utf-8")))
    named = help_of("send").partition("DELIVERY: ")[2].partition(";")[0].split()
    found = offers(*(f"lastwords send {typed}" for typed in ("", "S", "s", "SIG", "sigrt", "RT", "U", "ctrl")))
    assert set(found[0].words) == {name.lower() for name in known} | {"ctrl-c", "ctrl-break", "close"} >= set(named)
    assert {"STOP", "SIGTERM"} <= set(found[1].words) and found[-1].words == ["ctrl-c", "ctrl-break"]
    assert set(found[3].words) == {f"SIG{name}" for name in known} and len(known) > 20 and "USR1" in found[6].words
    if sys.platform == "linux":
        assert "sigrtmin+3" in found[4].words and "RTMIN+3" in found[5].words
    for word in {word for offer in found for word in offer.words}:
        done = subprocess.run([BIN, "send", word, "--pid", "4294967295"], capture_output=True, text=True, check=False)
        assert done.returncode == 2 and "there is no process" in done.stderr, word
    assert offers("lastwords send term ", "lastwords send term u") == [Offer()] * 2


def test_processes() -> None:
    with subprocess.Popen(["sleep", "300"]) as sleeper:
        try:
            some, narrowed = offers("lastwords send term --pid ", f"lastwords send --tree --pid {sleeper.pid}")
        finally:
            sleeper.kill()
    assert str(sleeper.pid) in some.words and narrowed.words[0] == str(sleeper.pid)
    assert not {"1", str(os.getpid())} & set(some.words)
    assert all(word.isdigit() for word in some.words)


def line_of(cell: str) -> str:
    return json.dumps({"type": "cell", "cell": cell, "round": 0}, separators=(",", ":")) + "\n"


def test_cells_of_a_record(tmp_path: Path) -> None:
    (tmp_path / "my $record's.jsonl").write_text(line_of("bare/plain/sigterm/none") + line_of("bare/plain/kill/none") +
                                                 line_of("deaf/plain/kill/none"))
    spellings = (r"my\ \$record\'s.jsonl", '"my \\$record\'s.jsonl"', "'my $record'\\''s.jsonl'", "~/my\\ \\$record\\'s.jsonl")
    for spelling in spellings:
        every, some, one = offers(*(f"lastwords show {spelling} {typed}" for typed in ("", "b", "deaf/")), folder=tmp_path,
                                  environment={"HOME": str(tmp_path)})
        assert every.words == ["bare/", "deaf/"] and every.asked == "-o nospace"
        assert some.words == ["bare/plain/sigterm/", "bare/plain/kill/"]
        assert one == Offer(["deaf/plain/kill/none"])


def test_a_record_puts_nothing_on_the_line(tmp_path: Path) -> None:
    """Nor does a line that is only being written run anything."""
    hostile = ["$(touch pwned)/a/b/c", "`touch pwned`/a/b/c", "a/b/c/d;touch pwned", "a/b/c/\x1b[2J", "a/b/c/d e", "../../etc/*"]
    (tmp_path / "record").write_text("".join(line_of(cell) for cell in hostile) + '{"cell":"a/b\n' + line_of("a/b/c/fine"))
    os.mkfifo(tmp_path / "fifo")
    found = offers("lastwords show record ", "lastwords show record a/b/c/", "lastwords show fifo ", "lastwords show nothing ",
                   "lastwords show . ", "lastwords show $(touch pwned) ", "lastwords show `touch pwned` a", "lastwords show record $(touch pwned)/",
                   "lastwords run $(touch pwned)", "lastwords run --claim '$(touch pwned)", folder=tmp_path)
    assert [offer.words for offer in found] == [["a/b/c/fine"]] * 2 + [[]] * 8
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("program", ["exit 1", "echo trouble >&2; exit 3", "kill -9 $$", "cat", "printf '\\n\\n'"])
def test_quiet_where_the_program_fails(tmp_path: Path, program: str) -> None:
    """And where it reads: its standard input is not the terminal."""
    script = tmp_path / "bin/lastwords"
    script.parent.mkdir()
    script.write_text(f"#!/bin/sh\n{program}\n")
    script.chmod(0o755)
    path = {"PATH": f"{script.parent}:{os.environ['PATH']}"}
    assert offers("lastwords run ", "lastwords run --claim t", environment=path) == [Offer()] * 2
    assert offers(f"{tmp_path}/none/lastwords run --claim exit.", environment=path) == [Offer()]


def test_the_program_on_the_line_is_asked(tmp_path: Path) -> None:
    script = tmp_path / "a folder/lastwords"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\necho other.claim\n")
    script.chmod(0o755)
    spelling = str(script).replace(" ", "\\ ")
    assert words(f"{spelling} run --claim o") == ["other.claim"]
    assert words("~/lastwords run --claim o", environment={"HOME": str(script.parent)}) == ["other.claim"]
    assert words("lw run --claim exit.at") == ["exit.atexit-never-on-term"]  # an alias


LINES = ("lastwords ", "lastwords run --", "lastwords list ", "lastwords run bare/plain/sigt", "lastwords run --claim exit.at",
         "lastwords judge ", "lastwords send u", "lastwords show record bare/", "lastwords send term --pid 4294967295")


@pytest.mark.parametrize("setting", [
    "set -u", "set -euo pipefail", "set -o posix", "set -f", "shopt -s nullglob failglob extglob", "IFS=/:-", "unset HOME",
    "shopt -s expand_aliases; alias awk=false head=false ps=false kill=false grep=false echo=false", "set -o noclobber",
    "export LC_ALL=C", "words=1 option=--claim at=7 ended=yes program=false COMPREPLY=x",
])
def test_whatever_is_set_in_the_shell(setting: str, tmp_path: Path) -> None:
    (tmp_path / "record").write_text(line_of("bare/plain/sigterm/none") + line_of("bare/plain/kill/none"))
    plain = offers(*LINES, folder=tmp_path)
    assert all(offer != Offer() for offer in plain[:-1])
    assert offers(*LINES, before=setting, folder=tmp_path) == plain


def test_nothing_but_functions_is_left() -> None:
    """Names only: values such as RANDOM change by themselves."""
    look = "look() { compgen -v; compgen -A function; alias; shopt -p; set +o; trap; complete -p; }"
    script = f"""{look}
COMPREPLY=() COMP_LINE='' COMP_POINT=0 before=''
before=$(look 2>&1)
. {COMPLETION}
compopt() {{ :; }}
for COMP_LINE in 'lastwords run con' 'lastwords send s' 'lastwords run --claim t' 'lastwords show / ' 'lastwords send x --pid 1'; do
	COMP_POINT=${{#COMP_LINE}}
	_lastwords lastwords '' ''
done
unset -f compopt
printf '%s\\0' "$before" "$(look 2>&1)"
"""
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, timeout=60,
                          env=os.environ | {"PATH": f"{BIN.parent}:{os.environ['PATH']}"})
    before, after, _ = done.stdout.split("\0")
    new = set(after.splitlines()) - set(before.splitlines())
    assert "complete -F _lastwords lastwords" in new and len(new) > 5
    assert [name for name in new if not name.startswith("_lastwords")] == ["complete -F _lastwords lastwords"]
    assert not set(before.splitlines()) - set(after.splitlines()) - {"complete: no completion specification"}

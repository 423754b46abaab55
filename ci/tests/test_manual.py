# SPDX-License-Identifier: MIT
"""lastwords(1) says what the program says of itself: nothing is missing in it, and nothing is in it that is not there."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from pathlib import Path

import pytest

from interface import help_of, kinds, lastwords, options, usages

ROOT = Path(__file__).parents[2]
PAGE = Path(os.environ["LASTWORDS_MANUAL"])
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = list(usages())


def parts(text: str, macro: str) -> dict[str, str]:
    """The sections (.Sh) or subsections (.Ss) by their names."""
    pieces = re.split(rf"^\.{macro} (.*)\n", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


SECTIONS = parts(TEXT, "Sh")
SUBSECTIONS = parts(SECTIONS["COMMANDS"], "Ss")


def items(text: str, macro: str = "") -> set[str]:
    """What the items of lists are about: .It Cm a , b"""
    found = re.findall(rf"^\.It {macro} ?([^A-Z].*|[A-Z_]{{2,}})$", text, re.MULTILINE)
    return {name for line in found for name in line.split(" , ")}


def synopsis(command: str) -> str:
    calls = re.split(r"^\.Nm\n", SECTIONS["SYNOPSIS"], flags=re.MULTILINE)
    (call,) = [call for call in calls if call.startswith(f".Cm {command}\n")]
    return call


def page_options(text: str, before: str) -> dict[str, str]:
    return {f"-{name}": value for name, value in re.findall(rf"{before}Fl (-[a-z-]+)(?: (?:Ar|Cm) (\S+))?", text)}


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 7 and len(options("run")) >= 10 and options("run")["--claim"] == "glob"


def test_commands() -> None:
    assert list(SUBSECTIONS) == COMMANDS
    assert re.findall(r"^\.Nm\n\.Cm (\w+)$", SECTIONS["SYNOPSIS"], re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_options(command: str) -> None:
    assert page_options(SUBSECTIONS[command], r"\.It ") == options(command)
    assert page_options(synopsis(command), "") == options(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_arguments(command: str) -> None:
    usage = {word.lower() for word in re.findall(r"\b[A-Z]+(?:/[A-Z]+)?\b", usages()[command])} - {"options"}
    taken = {value for value in options(command).values() if value not in ("", "quiet")}
    assert set(re.findall(r"\bAr (\S+)", synopsis(command))) == usage | taken


def test_options_of_all_commands() -> None:
    assert page_options(SECTIONS["SYNOPSIS"].split("doctor")[1], "\n[.]") == {"--help": "", "--version": ""}


def test_kinds_of_lists() -> None:
    assert items(SUBSECTIONS["list"], "Cm") == kinds()
    assert set(re.findall(r"\w+", synopsis("list").splitlines()[1])) - {"Cm"} == kinds()
    for kind in kinds():
        assert lastwords("list", kind)


def test_deliveries() -> None:
    words = help_of("send").partition("DELIVERY: ")[2].partition(";")[0].split()
    assert items(SUBSECTIONS["send"], "Cm") == set(words) and len(words) > 5
    for word in re.findall(r"[a-z]+-[a-z]+(?= too)", help_of("send")):
        assert f".Cm {word}" in SUBSECTIONS["send"]


def test_exit_codes() -> None:
    codes = re.findall(r"\b(\d+) [a-z]", help_of("").partition("Exit codes:")[2])
    assert re.findall(r"^\.It (\d+)$", SECTIONS["EXIT STATUS"], re.MULTILINE) == codes
    assert codes == re.findall(r"EXIT_\w+ = (\d+)", (ROOT / "harness/options.h").read_text(encoding="utf-8"))
    of_send = re.findall(r"\b(\d) [a-z]", help_of("send").partition("Exit codes:")[2])
    assert re.findall(r"\b(\d) (?:where|for) ", SUBSECTIONS["send"].partition("exit codes are")[2]) == of_send


def test_environment() -> None:
    """What the program reads, on any system that has manual pages. What probes read is told them by the program."""
    read: set[str] = set()
    for path in (ROOT / "harness").glob("*.c"):
        if not path.name.endswith(".win32.c"):
            read |= set(re.findall(r'getenv\("(\w+)"\)', path.read_text(encoding="utf-8")))
    assert set(re.findall(r"^\.It Ev (\w+)$", SECTIONS["ENVIRONMENT"], re.MULTILINE)) == read and "TMPDIR" in read


def test_verdicts_and_bases() -> None:
    rulings = set(re.findall(r'\[RULING_\w+\] = "(\w+)"', (ROOT / "harness/verdict.c").read_text(encoding="utf-8")))
    bases = set(re.findall(r'\[BASIS_\w+\] = "(\w+)"', (ROOT / "harness/trace.c").read_text(encoding="utf-8")))
    about = parts(SECTIONS["DESCRIPTION"], "Ss")
    assert items(about["Claims and verdicts"], "Cm") == rulings and "holds" in rulings
    # Who is not done by the deadline has not shown anything.
    assert items(about["Why a cell counts as over"], "Cm") == bases - {"deadline"}


def test_probes_are_looked_for_where_it_says() -> None:
    places = re.search(r"places\[\] = \{(.*)\}", (ROOT / "harness/paths.posix.c").read_text(encoding="utf-8"))
    assert places
    assert ".It Pa " + " , ".join(re.findall('[^", ]+', places[1])) in SECTIONS["FILES"].splitlines()


def test_version_and_date() -> None:
    assert f".Os {lastwords('--version')}" in TEXT
    assert re.search(r"^\.Dd [A-Z][a-z]+ [1-9][0-9]?, 20\d\d$", TEXT, re.MULTILINE)
    assert not re.search(r"@\w+@", TEXT)


def test_it_is_installed(tmp_path: Path) -> None:
    """The same bytes whenever it is built: without the time and the name of the file."""
    subprocess.run(["cmake", "--install", os.environ["LASTWORDS_BUILD"], "--prefix", str(tmp_path)], check=True,
                   stdout=subprocess.DEVNULL, timeout=60)
    (page,) = tmp_path.glob("**/man1/lastwords.1.gz")
    packed = page.read_bytes()
    assert gzip.decompress(packed) == PAGE.read_bytes() and packed[3:8] == bytes(5)
    (completion,) = tmp_path.glob("**/bash-completion/completions/lastwords")
    assert completion.read_bytes() == Path(os.environ["LASTWORDS_COMPLETION"]).read_bytes()

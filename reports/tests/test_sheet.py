# SPDX-License-Identifier: MIT
"""CSV: by RFC 4180, a header that does not change, no formulas, and no more memory for more cells."""
from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from reports import sheet

from . import build, every, rfc4180

Rows = list[dict[str, str]]
RUN = "platform,version,kernel,libc,machine,run,started,lastwords,shards"


def claims(*paths: Path) -> Rows:
    return rfc4180.parse("".join(sheet.claims(every.read(*paths))))


def cells(*paths: Path) -> Rows:
    return rfc4180.parse("".join(sheet.cells(paths, lambda skipped: None)))


def test_the_headers_are_a_promise() -> None:
    """Columns may be added at the end; anything else breaks what reads them."""
    assert ",".join(sheet.CLAIMS).startswith(
        f"{RUN},claim,family,title,says,article,sources,expected,known,known_note,ruling,as_expected,"
        "cells,blocked,exhibit,because"
    )
    assert ",".join(sheet.CELLS).startswith(
        f"{RUN},cell,probe,launch,delivery,responder,round,state,fate,sent_ok,sent_error,end,end_code,"
        "end_signal,end_raw,rescued,heard,ran,marks_lost,basis,ready_ns,first_ns,end_ns,total_ns,"
        "step,error,why"
    )


def test_a_line_a_claim_and_run(tmp_path: Path) -> None:
    rows = claims(*every.records(tmp_path)[:4])
    assert len(rows) == 3 * len(every.VERDICTS)
    (bad,) = [row for row in rows if row["claim"] == "tty.bad" and row["version"] == "Wine 10.0"]
    found = [bad[name] for name in ("platform", "run", "ruling", "as_expected")]
    assert found == ["wine", "r2", "refuted", "false"]
    assert {row["shards"] for row in rows} == {"", "1/2 2/2"}
    words = {row["claim"]: (row["expected"], row["known"], row["known_note"]) for row in rows}
    assert words["kill.known"] == ("holds", "refuted", "since # 8.0")
    assert words["tty.open"] == ("not stated", "", "")
    assert {row["ruling"] for row in rows} == {"holds", "refuted", "mixed", "untested", "absent", "blocked"}


def test_a_line_a_cell_and_round_and_what_was_not_seen(tmp_path: Path) -> None:
    again = build.cell(f"{every.C}/plain/kill/none", "signal", ())  # it was tried again
    other = build.cell(f"{every.C}/plain/sigterm/none", round=1, heard=["SIGTERM", "SIGHUP"])
    rows = cells(build.whole(tmp_path / "r", *every.EVERY, again, other))
    states = [(row["cell"], row["round"], row["state"]) for row in rows]
    assert states == [
        ("console/plain/sigterm/handler-flag", "0", "observed"),
        ("console/plain/sigterm/none", "0", "observed"),
        ("console/no-window/tty-close/*", "", "absent"),
        ("console/plain/kill/none", "0", "observed"),
        ("console/plain/sigterm/none", "1", "observed"),
        ("console/no-window/sigterm/none", "0", "blocked"),
    ]
    clean, killed, absent, _, heard, blocked = rows
    found = [clean[name] for name in ("fate", "end", "end_code", "first_ns")]
    assert found == ["clean", "exit", "0", "1000"]
    assert (killed["fate"], killed["end_signal"], killed["first_ns"]) == ("killed", "SIGTERM", "")
    assert (absent["probe"], absent["responder"]) == ("console", "*")
    assert absent["why"] == "no terminal at this launch"
    assert heard["heard"] == "SIGTERM SIGHUP"
    assert (blocked["step"], blocked["error"], blocked["why"]) == ("ground", "1", "no user namespaces")
    assert blocked["sent_ok"] == blocked["fate"] == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1+1", "'=1+1"),
        ("\r=1", "'=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-5", "-5"),
        ("+1.50", "+1.50"),
        ("-", "'-"),
        ("a=b", "a=b"),
        (-5, "-5"),
        (2**63 - 1, "9223372036854775807"),
        (True, "true"),
        (None, ""),
    ],
)
def test_a_formula_is_text_and_a_number_stays_one(value: sheet.Value, text: str) -> None:
    assert sheet.field(value) == text


def test_hostile_text_is_text(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *every.hostile(), **every.hostile_run())
    for rows in (claims(path), cells(path)):
        assert rows and all(value.isprintable() for row in rows for value in row.values())
        values = {value for row in rows for value in row.values()}
        starts = {value[:1] for value in values if not value.lstrip("+-").isdigit()}
        assert not starts & set("=+-@")
        assert rows[0]["platform"].startswith("'=1+1]]></testcase><script>a|b</script> `c`")
    assert cells(path)[0]["ready_ns"] == "9223372036854775807"
    assert cells(path)[0]["first_ns"] == "-9223372036854775807"
    assert {"-1", "'+x"} <= {row["claim"] for row in claims(path)}


def test_a_record_of_nothing_is_a_header(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run())
    assert "".join(sheet.cells([path], lambda skipped: None)) == ",".join(sheet.CELLS) + "\r\n"
    assert claims(path) == []


def test_memory_is_bounded_however_many_cells(tmp_path: Path) -> None:
    rounds = 3000
    lines = (build.cell(f"{every.C}/plain/sigterm/none", round=i) for i in range(rounds))
    path = build.write(tmp_path / "r", build.run(), *lines)
    tracemalloc.start()
    sizes = [len(chunk) for chunk in sheet.cells([path], lambda skipped: None)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(sizes) > 600_000  # kept in one piece it takes four times that
    assert max(sizes) < 50_000
    assert peak < 1_400_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\n", "\n"),
        ("tty.bad,", 'tty.bad",'),
        ("tty.bad,", '"tty.bad,'),
        ("tty.bad,", "tty.bad,,"),
        ("known_note", "known"),
        ('"', ""),
    ],
)
def test_the_reader_refuses(tmp_path: Path, old: str, new: str) -> None:
    quoted = build.verdict("tty.comma", because="a, b")
    text = "".join(sheet.claims(every.read(build.whole(tmp_path / "r", *every.EVERY, quoted))))
    assert old in text
    with pytest.raises(rfc4180.Broken):
        rfc4180.parse(text.replace(old, new))
    with pytest.raises(rfc4180.Broken):
        rfc4180.parse(text.removesuffix("\r\n"))

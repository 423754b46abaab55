# SPDX-License-Identifier: MIT
"""times.html and its pictures: the numbers are there twice, and nothing in them is of today or by chance."""
from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reports import axes
from reports.site import build as site
from reports.site import plots
from reports.survey import survey

from . import build

WORDS = {"sigint": (1_000, 20_000, 300_000), "sigterm": (5_000,), "kill": ()}


def lines() -> list[build.Json]:
    found = []
    for delivery, times in WORDS.items():
        for launch, ns in zip(("plain", "new-group", "no-window"), times or (None,)):
            took = {"ready": 1, "first": ns, "end": 2_000_000, "total": 3_000_000}
            rungs = build.LADDER if ns else ()
            found.append(build.cell(f"console/{launch}/{delivery}/handler-flag", rungs=rungs, ns=took))
    found.append(build.cell("console/plain/sigint/none", "signal", ()))
    found.append(build.cell("console/stopped/sigint/handler-flag", "alive", (), basis="deadline"))
    found.append(build.cell("console/sh-exec/sigterm/handler-flag", "alive", ()))
    return found


def made(tmp_path: Path, *more: build.Json, name: str = "site", **run: object) -> Path:
    record = build.whole(tmp_path / f"{name}.jsonl", *lines(), *more, **run)
    known = axes.load()
    return site.write(survey([record], lambda skipped: None, known), known, tmp_path / name).parent


def rows(page: Path, caption: str) -> dict[str, list[str]]:
    """Row head -> the fields of it, of the table with this caption."""
    text = page.read_text(encoding="utf-8")
    table = next(part for part in text.split("<table")[1:] if caption in part)
    found = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table)
    return {unescape(head): re.findall(r"<td>(.*?)</td>", fields) for head, fields in found}


def words(picture: Path) -> list[str]:
    elements = ElementTree.parse(picture).iter()
    return [element.text or "" for element in elements if element.tag.endswith("}text")]


def test_times_as_a_table(tmp_path: Path) -> None:
    found = rows(made(tmp_path) / "times.html", "Times by delivery on")
    assert found["sigint"][:6] == ["3", "1.00 µs", "10.5 µs", "20.0 µs", "160 µs", "300 µs"]
    assert found["sigint"][6:8] == ["3", "2.00 ms"]
    assert found["kill"][:6] == ["0", "-", "-", "-", "-", "-"]


def test_rungs_as_a_table(tmp_path: Path) -> None:
    """The control is not counted, nor what only the deadline ended; what lives on is."""
    found = rows(made(tmp_path) / "times.html", "Share of cells")
    assert found["sigint"] == ["3"] + ["100"] * 6
    assert found["sigterm"] == ["2"] + ["50"] * 6
    assert found["kill"] == ["1"] + ["0"] * 6


def test_pictures_hold_the_same(tmp_path: Path) -> None:
    folder = made(tmp_path)
    times, rungs = words(folder / "plot/times-1.svg"), words(folder / "plot/rungs-1.svg")
    assert [word for word in times if word in WORDS] == list(WORDS)
    assert {"until the first mark", "until it was gone", "1 µs", "1 ms"} <= set(times)
    assert {"sigint (3)", "sigterm (2)", "kill (1)", "handler-entered", "atexit"} <= set(rungs)
    assert (rungs.count("100"), rungs.count("50"), rungs.count("0")) == (6, 6, 6)


def test_same_records_same_bytes(tmp_path: Path) -> None:
    first, second = made(tmp_path, name="one"), made(tmp_path, name="two")
    pictures = sorted(path.name for path in (first / "plot").iterdir())
    assert pictures == ["rungs-1.svg", "times-1.svg"]
    for name in pictures:
        assert (first / "plot" / name).read_bytes() == (second / "plot" / name).read_bytes()


def test_users_settings_change_nothing(tmp_path: Path) -> None:
    import matplotlib

    usual = plots.shares(["a"], ["b"], [[0.5]])
    theirs = {"font.size": 30, "axes.grid": True, "svg.hashsalt": "x", "svg.fonttype": "path"}
    with matplotlib.rc_context(theirs):
        assert plots.shares(["a"], ["b"], [[0.5]]) == usual


def test_pictures_are_of_the_page(tmp_path: Path) -> None:
    """Each has words for those who do not see it, and is there."""
    folder = made(tmp_path)
    images = re.findall(r'<img src="(.*?)" alt="(.*?)"', (folder / "times.html").read_text(encoding="utf-8"))
    assert [path for path, _ in images] == ["plot/times-1.svg", "plot/rungs-1.svg"]
    assert all((folder / path).exists() and "linux-gnu" in alt for path, alt in images)


def test_without_matplotlib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    folder = made(tmp_path)
    page = (folder / "times.html").read_text(encoding="utf-8")
    assert "apt install python3-matplotlib" in page and "<img" not in page
    assert rows(folder / "times.html", "Share of cells")["sigterm"] == ["2"] + ["50"] * 6
    assert (folder / "index.html").exists() and not (folder / "plot").exists()
    assert page.count("<details open>") == 2


def test_no_note_where_it_is_there(tmp_path: Path) -> None:
    assert "apt install" not in (made(tmp_path) / "times.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("ns", [-5, 0, 2**63 - 1])
def test_numbers_that_no_axis_has(tmp_path: Path, ns: int) -> None:
    name = "console/plain/tgkill/handler-flag"
    odd = build.cell(name, ns={"ready": 1, "first": ns, "end": ns, "total": 1})
    folder = made(tmp_path, odd)
    assert "tgkill" in words(folder / "plot/times-1.svg")
    assert rows(folder / "times.html", "Times by delivery on")["tgkill"][0] == "1"


def test_only_ids_and_numbers_are_drawn(tmp_path: Path) -> None:
    """What runs are called and what a record calls a rung is text for the page, which escapes it."""
    evil = build.cell("console/plain/tgkill/handler-flag", ran=["$\\frac$", "<script>", "\x00", "atexit"])
    system = {"kernel": None, "libc": None, "distribution": "</svg><script>$x$", "machine": None}
    folder = made(tmp_path, evil, os=system)
    for picture in (folder / "plot").iterdir():
        assert "script" not in picture.read_text(encoding="utf-8")
        assert words(picture)
    assert "<script>$" not in (folder / "times.html").read_text(encoding="utf-8")


def test_more_rows_than_a_picture_has(tmp_path: Path) -> None:
    many = [build.cell(f"console/plain/d{i}/handler-flag") for i in range(150)]
    folder = made(tmp_path, *many)
    page = (folder / "times.html").read_text(encoding="utf-8")
    assert "The first 120 of 153 deliveries are drawn" in page
    assert len(rows(folder / "times.html", "Times by delivery on")) == 153
    assert sum(word in WORDS or word.startswith("d") for word in words(folder / "plot/times-1.svg")) == 120


def test_math_is_text() -> None:
    assert "$\\frac$" in plots.shares(["$\\frac$"], ["$x$"], [[1.0]])


@pytest.mark.parametrize(("share", "text"), [(0, "0"), (1, "100"), (0.001, "1"), (0.999, "99"), (0.5, "50")])
def test_none_and_all_are_meant(share: float, text: str) -> None:
    assert plots.percent(share) == text


def test_points_at_one_place_are_drawn_once() -> None:
    """So that a picture of many records is no larger than one of a few."""
    few = plots.distributions([plots.Row("a", [1000, 10000] * 5, [])], (3, 4))
    many = plots.distributions([plots.Row("a", list(range(1000, 10000)), [])], (3, 4))
    assert len(many) < len(few) + 60 * plots.PLACES


def test_a_picture_for_the_dark() -> None:
    picture = plots.shares(["a"], ["b"], [[0.5]])
    light, dark = picture.split("@media (prefers-color-scheme: dark)")
    assert plots.TEXT in light and plots.DARK[plots.TEXT] not in light
    assert plots.DARK[plots.TEXT] in dark and plots.TEXT not in dark
    assert set(re.findall(r"#[0-9a-f]{6}", light)) <= set(plots.DARK)

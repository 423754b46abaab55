# SPDX-License-Identifier: MIT
"""Compatibility data: valid by its schema, the same bytes whatever the order, versions as ranges."""
from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reports import axes
from reports.compat import key, render

from . import build, every

SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "compat.schema.json"
schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
validator = Draft202012Validator(schema)


def parse(text: str) -> Any:
    """Valid, and whole: every claim speaks of every platform, and of every version of it once."""
    assert text.endswith("}\n")
    text.encode("utf-8")
    document = json.loads(text)
    validator.validate(document)
    for compat in leaves(document["claims"]):
        assert compat["support"].keys() == document["platforms"].keys()
        for platform, support in compat["support"].items():
            versions = document["platforms"][platform]["versions"]
            assert (support == "unknown") == (versions == "unknown")
            if support != "unknown":
                assert covered(support, versions) == versions
    return document


def covered(support: list[dict[str, Any]], versions: list[str]) -> list[str]:
    return [
        name
        for said in support
        for name in versions[versions.index(said["version_first"]) : versions.index(said["version_last"]) + 1]
    ]


def leaves(tree: dict[str, Any]) -> list[dict[str, Any]]:
    found = [tree["__compat"]] if "__compat" in tree else []
    return found + [leaf for name, below in tree.items() if name != "__compat" for leaf in leaves(below)]


def compat(*paths: Path) -> Any:
    return parse(render(every.read(*paths), axes.load()))


def wines(folder: Path, *runs: tuple[str | None, list[build.Json]]) -> Any:
    """What is said of tty.x on Wine, one run a version, each newer than the one before."""
    paths = [
        build.whole(
            folder / f"r{i}",
            *lines,
            platform="wine",
            os=every.machine(name),
            started=f"2026-01-{i + 10}T00:00:00Z",
        )
        for i, (name, lines) in enumerate(runs)
    ]
    forward, backward = (render(every.read(*order), axes.load()) for order in (paths, paths[::-1]))
    assert forward == backward
    return parse(forward)["claims"]["tty"]["x"]["__compat"]["support"]["wine"]


def x(**changes: Any) -> list[build.Json]:
    return [build.verdict("tty.x", **changes)]


def ranges(support: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(said["version_first"], said["version_last"], said["ruling"]) for said in support]


def test_the_schema_is_one_and_promises() -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "lastwords-compat/2" in schema["description"]


def test_a_claim_is_found_by_its_id(tmp_path: Path) -> None:
    document = compat(build.whole(tmp_path / "r", build.verdict()))
    assert document["__meta"] == {"format": "lastwords-compat/1", "tools": ["0.1.0"]}
    assert document["platforms"]["linux-gnu"] == {"name": "Linux with glibc", "versions": ["Debian 12"]}
    assert document["claims"]["tty"]["close-is-sighup"]["__compat"] == {
        "id": "tty.close-is-sighup",
        "title": "Closing is SIGHUP",
        "says": "Closing the terminal is SIGHUP for its session leader.",
        "article": ["L1"],
        "sources": ["https://man7.org/linux/man-pages/man7/signal.7.html#DESCRIPTION"],
        "support": {
            "linux-gnu": [
                {
                    "version_first": "Debian 12",
                    "version_last": "Debian 12",
                    "ruling": "holds",
                    "as_expected": True,
                    "expected": "holds",
                    "partial": False,
                    "notes": [],
                }
            ],
            "linux-musl": "unknown",
            "macos": "unknown",
            "windows": "unknown",
            "wine": "unknown",
        },
    }


def test_a_dot_is_a_step_and_a_claim_may_be_one(tmp_path: Path) -> None:
    lines = [build.verdict(id) for id in ("tty.a", "tty.a.b", "1.2.3.4.5.6.7.8.9.10")]
    claims = compat(build.whole(tmp_path / "r", *lines))["claims"]
    assert claims["tty"]["a"]["__compat"]["id"] == "tty.a"
    assert claims["tty"]["a"]["b"]["__compat"]["id"] == "tty.a.b"
    assert _path(claims, *"1234567", "8%2E9%2E10", "__compat")["id"] == "1.2.3.4.5.6.7.8.9.10"


def test_every_ruling(tmp_path: Path) -> None:
    tree = compat(build.whole(tmp_path / "r", *every.EVERY))["claims"]
    said = {leaf["id"]: leaf["support"]["linux-gnu"][0] for leaf in leaves(tree)}
    assert {id: one["ruling"] for id, one in said.items()} == {
        line["claim"]: line["ruling"] for line in every.VERDICTS
    }
    assert [id for id, one in said.items() if one["partial"]] == ["tty.both"]
    assert said["tty.both"]["notes"] == ["2 cells gave both answers"]
    assert said["kill.known"]["notes"] == ["known deviation: since # 8.0"]
    assert (said["kill.known"]["as_expected"], said["kill.known"]["expected"]) == (True, "holds")
    assert said["kill.gone"]["notes"] == ["the known deviation (refuted) was not seen: since 8.0"]
    assert said["tty.open"]["expected"] is None
    assert said["tty.untested"]["notes"] == ["none of its cells was run"]


def test_neighbours_that_say_the_same_are_a_range(tmp_path: Path) -> None:
    bad = x(ruling="refuted", as_expected=False)
    support = wines(tmp_path, ("Wine 10.0", x()), ("Wine 8.0", bad), ("Wine 9.0", x()), ("Wine 8.0.2", bad))
    assert ranges(support) == [("Wine 8.0", "Wine 8.0.2", "refuted"), ("Wine 9.0", "Wine 10.0", "holds")]


def test_a_version_that_did_not_judge_it_is_unknown_and_ends_a_range(tmp_path: Path) -> None:
    support = wines(tmp_path, ("Wine 8", x()), ("Wine 9", [build.verdict("tty.y")]), ("Wine 10", x()))
    assert ranges(support) == [
        ("Wine 8", "Wine 8", "holds"),
        ("Wine 9", "Wine 9", "unknown"),
        ("Wine 10", "Wine 10", "holds"),
    ]
    assert (support[1]["as_expected"], support[1]["expected"]) == (None, None)


def test_there_is_no_range_from_one_product_to_another(tmp_path: Path) -> None:
    support = wines(tmp_path, ("Debian 12", x()), ("Debian 13", x()), ("Ubuntu 24.04", x()), (None, x()))
    assert [said[:2] for said in ranges(support)] == [
        ("6.1.0-test", "6.1.0-test"),
        ("Debian 12", "Debian 13"),
        ("Ubuntu 24.04", "Ubuntu 24.04"),
    ]


def test_runs_of_a_version_that_differ_are_mixed(tmp_path: Path) -> None:
    bad = x(ruling="refuted", as_expected=False)
    (said,) = wines(tmp_path, ("Wine 8", x()), ("Wine 8", bad), ("Wine 8", x()))
    assert (said["ruling"], said["partial"], said["as_expected"]) == ("mixed", True, False)
    assert said["notes"] == ["runs of this version differ: holds (2), refuted (1)"]


def test_no_answer_gives_way_to_an_older_one_and_the_newest_words_count(tmp_path: Path) -> None:
    known = {"ruling": "refuted", "note": "a bug"}
    old = x(ruling="refuted", as_expected=False)
    new = x(ruling="refuted", known=known)
    later = x(ruling="blocked", because="no display")
    (said,) = wines(tmp_path, ("Wine 8", old), ("Wine 8", new), ("Wine 8", later))
    assert (said["ruling"], said["as_expected"]) == ("refuted", True)
    assert said["notes"] == ["known deviation: a bug"]


def test_several_platforms_shards_and_a_record_of_nothing(tmp_path: Path) -> None:
    paths = every.records(tmp_path)
    document = compat(*paths)
    assert render(every.read(*paths), axes.load()) == render(every.read(*paths), axes.load())
    assert document["platforms"]["wine"]["versions"] == ["Wine 8.0", "Wine 10.0"]
    support = document["claims"]["tty"]["good"]["__compat"]["support"]
    assert [said[2] for said in ranges(support["wine"])] == ["holds"]
    assert ranges(support["linux-gnu"]) == [("Debian 12", "Debian 12", "holds")]
    assert ranges(support["macos"]) == [("Debian 12", "Debian 12", "unknown")]
    assert support["windows"] == "unknown"


def test_hostile_ids_have_a_place_of_their_own(tmp_path: Path) -> None:
    lines = every.hostile()
    document = compat(build.whole(tmp_path / "r", *lines, **every.hostile_run()))
    ids = {line["claim"].replace("\ud800", "\ufffd" * 3) for line in lines if line["type"] == "verdict"}
    assert {leaf["id"] for leaf in leaves(document["claims"])} == ids
    assert document["claims"]["%5F_compat"]["__compat"]["id"] == "__compat"
    assert document["claims"]["a"]["__compat"]["id"] == "a"
    assert "<script>" in document["claims"]["a"]["__compat"]["title"]


NAMES = ["a", "A-_9", "a b", "%20", "", "%", "_x", "__x", "%5F_x", "\ud800", "ä", "\x00"]


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_a_key_and_no_other_name_has_it(name: str) -> None:
    assert Draft202012Validator({**schema["$defs"]["key"]}).is_valid(key(name))
    assert [other for other in NAMES if key(other) == key(name)] == [name]


def _path(document: Any, *keys: str) -> Any:
    for name in keys:
        document = document[name]
    return document


LEAF = ("claims", "tty", "bad", "__compat")


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        (("__meta",), "format", "lastwords-compat/2"),
        (("__meta",), "written", "2026-01-31"),
        ((), "more", {}),
        (("claims", "tty"), "__other", {}),
        (("claims", "tty"), "good", {}),
        (LEAF, "says", None),
        (LEAF, "colour", "red"),
        ((*LEAF, "support"), "wine", None),
        ((*LEAF, "support"), "wine", []),
        ((*LEAF, "support"), "wine", "no"),
        (("platforms", "linux-gnu"), "versions", []),
        (("platforms", "linux-gnu"), "versions", ["a", "a"]),
    ],
)
def test_the_schema_refuses(tmp_path: Path, path: tuple[str, ...], name: str, value: Any) -> None:
    document = compat(build.whole(tmp_path / "r", *every.EVERY))
    _path(document, *path)[name] = value
    assert not validator.is_valid(document)


@pytest.mark.parametrize(
    "change",
    [
        {"ruling": "fine"},
        {"ruling": "unknown"},
        {"ruling": "mixed"},
        {"partial": True},
        {"as_expected": None},
        {"expected": "mixed"},
        {"notes": [""]},
        {"notes": None},
        {"version_last": ""},
        {"version_added": "8"},
    ],
)
def test_the_schema_refuses_a_statement(tmp_path: Path, change: dict[str, Any]) -> None:
    document = compat(build.whole(tmp_path / "r", *every.EVERY))
    said = _path(document, *LEAF, "support", "linux-gnu")[0]
    before = copy.deepcopy(said)
    said.update(change)
    assert not validator.is_valid(document)
    for missing in before:
        said.clear()
        said.update({name: value for name, value in before.items() if name != missing})
        assert not validator.is_valid(document)

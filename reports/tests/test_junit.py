# SPDX-License-Identifier: MIT
"""JUnit XML: valid by schema/junit.xsd, counts that are true, and every ruling where it belongs."""
from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from reports.junit import RECORD, render

from . import build, every

SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "junit.xsd"
schema = etree.XMLSchema(etree.parse(SCHEMA))
TAGS = ("failure", "error", "skipped")


def parse(text: str) -> etree._Element:
    """Valid, and with counts that are those of its cases."""
    root = etree.fromstring(text.encode("utf-8"))
    schema.assertValid(root)
    assert text.endswith("</testsuites>\n")
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        for suite in root:
            assert int(suite.get(name)) == len(suite.findall(f"testcase/{tag}"))
        if name != "skipped":
            assert int(root.get(name)) == len(root.findall(f".//{tag}"))
    assert int(root.get("tests")) == len(root.findall(".//testcase"))
    return root


def cases(root: etree._Element) -> dict[str, etree._Element]:
    return {case.get("name"): case for case in root.iter("testcase")}


def result(case: etree._Element) -> str:
    return next((tag for tag in TAGS if case.find(tag) is not None), "passed")


@pytest.fixture
def root(tmp_path: Path) -> etree._Element:
    return parse(render(every.read(build.whole(tmp_path / "r", *every.EVERY))))


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("tty.good", "passed"),
        ("tty.refuted", "passed"),
        ("tty.open", "passed"),
        ("tty.bad", "failure"),
        ("tty.both", "failure"),
        ("tty.untested", "skipped"),
        ("tty.absent", "skipped"),
        ("kill.machine", "skipped"),
        ("kill.fault", "error"),
        ("kill.known", "passed"),
        ("kill.gone", "failure"),
        (RECORD, "error"),
    ],
)
def test_every_ruling_has_its_result(root: etree._Element, claim: str, word: str) -> None:
    assert result(cases(root)[claim]) == word


def test_an_answer_hidden_by_a_fault_is_an_error(tmp_path: Path) -> None:
    because = "3 cells could not be observed: the host does not answer"
    verdict = build.verdict("tty.hidden", ruling="blocked", because=because)
    path = build.whole(tmp_path / "r", verdict)
    assert result(cases(parse(render(every.read(path))))["tty.hidden"]) == "error"


def test_a_case_is_named_by_platform_family_and_claim(root: etree._Element) -> None:
    assert cases(root)["tty.bad"].get("classname") == "lastwords.linux-gnu.tty"
    names = ["lastwords.linux-gnu", "lastwords.linux-gnu.kill", "lastwords.linux-gnu.tty"]
    assert [suite.get("name") for suite in root] == names


def test_a_failure_says_what_was_seen_and_how_to_see_it_again(root: etree._Element) -> None:
    failure = cases(root)["tty.bad"].find("failure")
    assert failure.get("message") == "refuted, expected holds: atexit did not run"
    lines = failure.text.splitlines()
    assert "says: Closing the terminal is SIGHUP for its session leader." in lines
    assert "repeat: lastwords run console/new-console/tty-close/handler-flag" in lines
    assert "source: https://man7.org/linux/man-pages/man7/signal.7.html#DESCRIPTION" in lines


def test_a_known_deviation_is_named_and_one_that_is_gone_too(root: etree._Element) -> None:
    assert "known deviation: refuted: since # 8.0" in cases(root)["kill.known"].findtext("system-out")
    assert "remove its known entry" in cases(root)["kill.gone"].find("failure").get("message")


def test_there_is_no_time(root: etree._Element) -> None:
    assert not [element for element in root.iter() if {"time", "timestamp"} & set(element.attrib)]


def test_several_platforms_runs_and_shards(tmp_path: Path) -> None:
    root = parse(render(every.read(*every.records(tmp_path))))
    found = cases(root)
    assert result(found["tty.bad"]) == result(found["tty.bad (Wine 8.0)"]) == "failure"
    assert found["tty.bad (Wine 10.0)"].get("classname") == "lastwords.wine.tty"
    assert result(found["tty.both"]) == "failure"  # of the second shard
    (linux,) = root.findall(f"testsuite[@name='lastwords.linux-gnu']/testcase[@name='{RECORD}']/system-out")
    assert "shards 1/2 and 2/2" in linux.text


def test_the_same_record_twice_drops_nothing(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *every.EVERY)
    assert len(cases(parse(render(every.read(path, path, path))))) == 3 * (len(every.VERDICTS) + 1)


def test_a_record_that_is_not_whole_is_an_error_and_a_whole_one_is_none(tmp_path: Path) -> None:
    good = [every.EVERY[1], build.verdict()]
    for tail, lines, word in (("", good, "passed"), ("{", good, "error"), ("", good[:1], "error")):
        path = build.whole(tmp_path / "r", *lines)
        path.write_text(path.read_text() + tail)
        assert result(cases(parse(render(every.read(path))))[RECORD]) == word
    build.write(path, build.run(), *good, build.finish(7))
    error = cases(parse(render(every.read(path))))[RECORD].find("error")
    assert error.get("message") == "its last line counts 7 cells, it holds 1"
    build.write(path, build.run(), *good)
    error = cases(parse(render(every.read(path))))[RECORD].find("error")
    assert error.get("message") == "the run did not come to its end"


def test_hostile_text_is_text(tmp_path: Path) -> None:
    text = render(every.read(build.whole(tmp_path / "r", *every.hostile(), **every.hostile_run())))
    root = parse(text)
    assert text.replace("\n", "").isprintable()
    assert "]]></testcase><script>a|b" in cases(root)["a"].findtext("system-out")
    assert "9223372036854775807" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name="tty.bad"', 'name="tty.both"'),  # GitLab would drop one
        ('classname="lastwords.linux-gnu.tty" ', ""),
        ('type="refuted"', 'type="sad"'),
        ("<failure", "<collapse"),
        ('tests="', 'time="1" tests="'),
        ('errors="', 'mistakes="'),
        ("<system-out>", "<system-out/><system-out>"),
        ("</properties>", "</properties><properties/>"),
        ('name="lastwords.linux-gnu.tty"', 'name="lastwords..tty"'),
    ],
)
def test_the_schema_refuses(tmp_path: Path, old: str, new: str) -> None:
    text = render(every.read(build.whole(tmp_path / "r", *every.EVERY)))
    assert old in text
    for tag in ("failure", "error"):  # both ends of an element
        text = text.replace(f"</{tag}>", f"</{new[1:]}>") if old == f"<{tag}" else text
    assert not schema.validate(etree.fromstring(text.replace(old, new).encode("utf-8")))

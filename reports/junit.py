# SPDX-License-Identifier: MIT
"""JUnit XML (schema/junit.xsd): a claim is a test case, a family of a run is a test suite.

Only a claim that is not as expected is a failure; what a fault of the harness blocked is an error, and
what was not decided or does not exist there is skipped. A known deviation passes and is named. The
first suite of a run holds one more case, about the record itself: claims that pass in a record that
is not whole are not good news. Times are left out: a record has none of claims.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from . import view
from .escape import visible
from .model import Verdict
from .result import Result, Results, details, reason, shortfalls
from .summary import Summary
from .versions import labels, version

ROOT = "lastwords"
RECORD = "record-is-whole"
LONGEST = 4000
UNFIT = re.compile(r"[^A-Za-z0-9_-]+")  # a dot would be another package
TAGS = {Result.FAILED: "failure", Result.SKIPPED: "skipped", Result.FAULT: "error"}
COUNTS = {"failures": Result.FAILED, "errors": Result.FAULT, "skipped": Result.SKIPPED}


def _text(value: object) -> str:
    """Characters that XML 1.0 forbids are named: they may not even be escaped."""
    return visible(str(value), LONGEST) or "(nothing)"


def _part(name: str) -> str:
    return UNFIT.sub("_", name)[:100] or "_"


def _properties(suite: ET.Element, summary: Summary) -> None:
    run = summary.run
    pairs = {
        "platform": run.platform,
        "version": version(run),
        **{key: run.os[key] or "unknown" for key in ("kernel", "libc", "machine")},
        "run": run.id,
        "started": run.started,
        "lastwords": run.tool,
        "records": " ".join(part.path.name for part in summary.parts),
        "shards": " ".join(summary.shards) or "none",
    }
    element = ET.SubElement(suite, "properties")
    for name, value in pairs.items():
        ET.SubElement(element, "property", name=name, value=_text(value))


def _body(verdict: Verdict) -> str:
    lines = []
    for name, value in details(verdict):
        if isinstance(value, list):
            lines += [f"{name.removesuffix('s')}: {_text(one)}" for one in value]
        else:
            lines.append(f"{name}: {_text(value)}")
    return "\n".join(lines)


def _outcome(case: ET.Element, result: Result, kind: str, message: str, body: str | None) -> None:
    if result in TAGS:
        element = ET.SubElement(case, TAGS[result], type=kind, message=_text(message))
        element.text = body


def _claim(suite: ET.Element, verdict: Verdict, result: Result, label: str) -> None:
    name = f"{verdict.claim} ({label})" if label else verdict.claim
    case = ET.SubElement(suite, "testcase", classname=suite.attrib["name"], name=_text(name))
    loud = result in (Result.FAILED, Result.FAULT)
    body = _body(verdict)
    _outcome(case, result, verdict.ruling, reason(verdict), body if loud else None)
    ET.SubElement(case, "system-out").text = body


def _record(suite: ET.Element, summary: Summary, label: str) -> None:
    name = f"{RECORD} ({label})" if label else RECORD
    case = ET.SubElement(suite, "testcase", classname=suite.attrib["name"], name=_text(name))
    missing = shortfalls(summary)
    result = Result.FAULT if missing else Result.PASSED
    said = [view.title(summary), view.headline(summary), *view.caveats(summary)]
    body = "\n".join(_text(line) for line in said)
    _outcome(case, result, "record", "; ".join(missing), body if missing else None)
    ET.SubElement(case, "system-out").text = body


def _distinct(root: ET.Element) -> None:
    """Of two cases with the same name readers drop one: ids that only differ invisibly are numbered."""
    seen: set[tuple[str, str]] = set()
    for case in root.iter("testcase"):
        group, name = case.attrib["classname"], case.attrib["name"]
        count = 1
        while (group, case.attrib["name"]) in seen:
            count += 1
            case.set("name", f"{name}, again {count}")
        seen.add((group, case.attrib["name"]))


def _count(suite: ET.Element) -> Counter[str]:
    """Set the counts of a suite, and give them."""
    cases = suite.findall("testcase")
    counts = Counter({"tests": len(cases)})
    for name, result in COUNTS.items():
        counts[name] = sum(case.find(TAGS[result]) is not None for case in cases)
        suite.set(name, str(counts[name]))
    suite.set("tests", str(len(cases)))
    return counts


def _suites(summary: Summary, label: str) -> list[ET.Element]:
    """A suite about the record, and one a family."""
    platform = f"{ROOT}.{_part(summary.run.platform)}"
    first = ET.Element("testsuite", name=platform)
    _properties(first, summary)
    _record(first, summary, label)
    suites, results = [first], Results(summary)
    for family, verdicts in view.families(summary).items():
        suite = ET.Element("testsuite", name=f"{platform}.{_part(family)}")
        _properties(suite, summary)
        for verdict in sorted(verdicts, key=lambda verdict: verdict.claim):
            _claim(suite, verdict, results.of(verdict), label)
        suites.append(suite)
    return suites


def render(summaries: Sequence[Summary]) -> str:
    """The whole document, with its declaration, ending in a newline."""
    root = ET.Element("testsuites", name=ROOT)
    total: Counter[str] = Counter(tests=0, failures=0, errors=0)
    for summary, label in zip(summaries, labels(summaries)):
        for suite in _suites(summary, label):
            total.update(_count(suite))
            root.append(suite)
    for name in ("tests", "failures", "errors"):  # a reader of Jenkins knows no others here
        root.set(name, str(total[name]))
    _distinct(root)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'

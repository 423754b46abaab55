# SPDX-License-Identifier: MIT
"""The lint of claims: one function for each way of being wrong, named like the rule it prints.
Must not know how claims are read or generated. A claim whose shape is wrong is asked nothing
about its meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from claims_model import PARTS, Axes, Claim, Document, Finding, alternatives, matches, parts_of
from claims_shape import SHAPE_RULES, Context, Rule, suggest

ARTICLE_HOST = "zhangjianao.com"
ARTICLE_ROWS = {
    *(f"L{n}" for n in range(1, 5)),
    *(f"W{n}" for n in range(1, 15)),
    "W7b",
    *(f"A{n}" for n in range(1, 5)),
    *(f"P{n}" for n in range(1, 4)),
}
EXPECTED = {"holds", "refuted", "absent"}
DEVIATIONS = {"holds", "refuted", "mixed", "absent"}
ENDS = {"exit", "signal", "alive", "stopped", "lost", "unborn", "gone"}
SIGNALS = {
    "SIG" + name
    for name in (
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU "
        "URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS EMT INFO BREAK"
    ).split()
}
SIGNALS |= {f"CTRL_{name}_EVENT" for name in ("C", "BREAK", "CLOSE", "LOGOFF", "SHUTDOWN")}
SIGNALS |= {f"WM_{name}" for name in ("CLOSE", "QUIT", "QUERYENDSESSION", "ENDSESSION")}
TITLE_MAX = 72
WORDS = {"sent": {"ok", "refused"}, "left": {"nothing", "something"}}


def unique_id(claim: Claim, context: Context) -> Iterator[Finding]:
    if context.ids[claim.id] > 1:
        yield claim.finding("unique-id", "id", f"'{claim.id}' is used more than once, rename one of them")


def id_shape(claim: Claim, context: Context) -> Iterator[Finding]:
    if not re.fullmatch(r"[a-z0-9]+\.[a-z0-9]+(-[a-z0-9]+)*", claim.id):
        wish = "use lower case, digits and single dashes"
        yield claim.finding("id-shape", "id", f"'{claim.id}' is no family.name, {wish}")


def family_matches_file(claim: Claim, context: Context) -> Iterator[Finding]:
    if claim.family != claim.path.stem:
        wish = f"move it to {claim.family}.toml or name it {claim.path.stem}.*"
        yield claim.finding("family-matches-file", "id", f"'{claim.id}' is not of family {claim.path.stem}, {wish}")


def title_length(claim: Claim, context: Context) -> Iterator[Finding]:
    length = len(claim.raw["title"])
    if not 0 < length <= TITLE_MAX:
        wish = f"keep it within 1..{TITLE_MAX} and move the rest to says"
        yield claim.finding("title-length", "title", f"the title has {length} characters, {wish}")


def says_something(claim: Claim, context: Context) -> Iterator[Finding]:
    if not claim.that:
        yield claim.finding("says-something", "that", "'that' is empty, say what must be so in every cell")
    for key in ("ran", "not-ran", "end", "wrapper", "found", "not-found"):
        if claim.that.get(key) == []:
            yield claim.finding("says-something", f"that.{key}", f"'{key} = []' asks nothing, leave it out")
    if not claim.raw["says"].strip():
        yield claim.finding("says-something", "says", "'says' is empty, put the statement into words")


def source_deep_link(claim: Claim, context: Context) -> Iterator[Finding]:
    hosts = []
    for source in claim.words("sources"):
        link = urlsplit(source)
        hosts.append((link.hostname or "").removeprefix("www."))
        if link.scheme != "https" or not link.hostname or not link.fragment or re.search(r"\s", source):
            wish = "give https://host/page#section so that a reader lands on the sentence"
            yield claim.finding("source-deep-link", "sources", f"'{source}' does not point into a page, {wish}")
    if hosts and all(host == ARTICLE_HOST for host in hosts):
        wish = "add a manual, a standard or a source"
        yield claim.finding("source-deep-link", "sources", f"the article is the only source, {wish}")


def article_row_exists(claim: Claim, context: Context) -> Iterator[Finding]:
    for row in claim.words("article"):
        if row not in ARTICLE_ROWS:
            wish = "see article-claims.md (L1..L4 W1..W14 W7b A1..A4 P1..P3)"
            yield claim.finding("article-row-exists", "article", f"the article has no row '{row}', {wish}")


def _unknown_words(claim: Claim, rule: str, key: str, words: list[str], allowed: Any) -> Iterator[Finding]:
    what = rule.removeprefix("unknown-")
    for word in words:
        if word not in allowed:
            yield claim.finding(rule, key, f"no {what} '{word}', {suggest(word, allowed)}")


def unknown_rung(claim: Claim, context: Context) -> Iterator[Finding]:
    for key in ("ran", "not-ran"):
        rungs = context.axes.of("rung")
        yield from _unknown_words(claim, "unknown-rung", f"that.{key}", claim.that.get(key, []), rungs)


def unknown_found(claim: Claim, context: Context) -> Iterator[Finding]:
    for key in ("found", "not-found"):
        names = context.axes.of("found")
        yield from _unknown_words(claim, "unknown-found", f"that.{key}", claim.that.get(key, []), names)


def unknown_end(claim: Claim, context: Context) -> Iterator[Finding]:
    for key in ("end", "wrapper"):
        yield from _unknown_words(claim, "unknown-end", f"that.{key}", claim.that.get(key, []), ENDS)


def unknown_signal(claim: Claim, context: Context) -> Iterator[Finding]:
    yield from _unknown_words(claim, "unknown-signal", "that.heard", claim.that.get("heard", []), SIGNALS)
    if "signal" in claim.that:
        yield from _unknown_words(claim, "unknown-signal", "that.signal", [claim.that["signal"]], SIGNALS)


def unknown_word(claim: Claim, context: Context) -> Iterator[Finding]:
    for key, allowed in WORDS.items():
        if key in claim.that:
            yield from _unknown_words(claim, "unknown-word", f"that.{key}", [claim.that[key]], allowed)


def unknown_platform(claim: Claim, context: Context) -> Iterator[Finding]:
    for key in ("expect", "known"):
        for platform in claim.raw.get(key, {}):
            allowed = context.axes.of("platform")
            yield from _unknown_words(claim, "unknown-platform", f"{key}.{platform}", [platform], allowed)


def unknown_ruling(claim: Claim, context: Context) -> Iterator[Finding]:
    for platform, ruling in claim.raw.get("expect", {}).items():
        yield from _unknown_words(claim, "unknown-ruling", f"expect.{platform}", [ruling], EXPECTED)
    for platform, entry in claim.known.items():
        ruling = [entry.get("ruling", "")]
        yield from _unknown_words(claim, "unknown-ruling", f"known.{platform}.ruling", ruling, DEVIATIONS)


def known_needs_note(claim: Claim, context: Context) -> Iterator[Finding]:
    for platform, entry in claim.known.items():
        if not str(entry.get("note", "")).strip():
            wish = "add note = why it deviates and since when"
            yield claim.finding("known-needs-note", f"known.{platform}", f"'known.{platform}' has no note, {wish}")


def known_equals_expect(claim: Claim, context: Context) -> Iterator[Finding]:
    for platform, entry in claim.known.items():
        if entry.get("ruling") == claim.expect(platform):
            wish = "remove the entry, it is no deviation"
            yield claim.finding("known-equals-expect", f"known.{platform}", f"as expected on {platform} anyway, {wish}")


def _globs(claim: Claim) -> Iterator[tuple[str, str]]:
    for key in ("cells", "control"):
        for glob in claim.words(key):
            yield key, glob


def _is_glob(glob: str) -> bool:
    rest = re.sub(r"\{[^{}/*]*\}", "", glob)
    return glob.count("/") < len(PARTS) and not re.search(r"[{}\s]", rest) and "" not in glob.split("/")


def _unknown_ids(glob: str, axes: Axes) -> Iterator[tuple[str, str]]:
    """The words of a well-formed glob that no id of their axis matches, each with its axis."""
    for axis, part in parts_of(glob):
        for word in alternatives(part):
            if not any(matches(word, name) for name in axes.of(axis)):
                yield axis, word


def glob_shape(claim: Claim, context: Context) -> Iterator[Finding]:
    for key, glob in _globs(claim):
        if not _is_glob(glob):
            wish = "write probe/launch/delivery/responder with {a,b} closed, not nested, without * or / inside"
            yield claim.finding("glob-shape", key, f"'{glob}' is no selector, {wish}")


def unknown_axis_id(claim: Claim, context: Context) -> Iterator[Finding]:
    for key, glob in _globs(claim):
        for axis, word in _unknown_ids(glob, context.axes) if _is_glob(glob) else ():
            wish = suggest(word, context.axes.of(axis))
            yield claim.finding("unknown-axis-id", key, f"no {axis} '{word}' in '{glob}', {wish}")


def negatives(that: dict[str, Any]) -> list[str]:
    """What of `that` says that something did not happen."""
    found = ["not-ran"] if that.get("not-ran") else []
    found += ["heard = []"] if that.get("heard") == [] else []
    ends = that.get("end", [])
    return found + [f"end {end}" for end in ends if set(ends) <= {"alive", "stopped"}]


def control_for_negative(claim: Claim, context: Context) -> Iterator[Finding]:
    found = negatives(claim.that)
    if found and not claim.words("control"):
        wish = "name in control cells where the opposite is seen"
        yield claim.finding("control-for-negative", "that", f"a negative ({', '.join(found)}) without control, {wish}")


def ran_and_not_ran(claim: Claim, context: Context) -> Iterator[Finding]:
    for rung in claim.that.get("ran", []):
        if rung in claim.that.get("not-ran", []):
            yield claim.finding("ran-and-not-ran", "that.not-ran", f"'{rung}' is in ran and in not-ran, drop one")


def end_agrees(claim: Claim, context: Context) -> Iterator[Finding]:
    for key, end in (("signal", "signal"), ("code", "exit")):
        if key in claim.that and claim.that.get("end") != [end]:
            wish = f'add end = ["{end}"]'
            yield claim.finding("end-agrees", f"that.{key}", f"'{key}' means nothing for other ends, {wish}")


def selector_matches(claim: Claim, context: Context) -> Iterator[Finding]:
    if context.cells is None or claim.expect(context.platform) in (None, "absent"):
        return
    for key, glob in _globs(claim):
        if not _is_glob(glob) or any(_unknown_ids(glob, context.axes)):
            continue
        if not any(matches(glob, cell) for cell in context.cells):
            wish = "see matrix/rules.c for what is left out, or expect absent"
            message = f"'{glob}' picks no planned cell on {context.platform}, {wish}"
            yield claim.finding("selector-matches", key, message)


def expectation_stated(claim: Claim, context: Context) -> Iterator[Finding]:
    """A platform that plans cells of the claim will give it a ruling, which must be as expected or not."""
    if context.cells is None or claim.expect(context.platform) is not None:
        return
    for glob in claim.words("cells"):
        if _is_glob(glob) and any(matches(glob, cell) for cell in context.cells):
            wish = f"look up what is documented and add {context.platform} = holds, refuted or absent"
            message = f"'{glob}' picks planned cells on {context.platform} and no expectation is stated, {wish}"
            yield claim.finding("expectation-stated", "expect", message)
            return


MEANING_RULES: list[Rule] = [
    unique_id,
    id_shape,
    family_matches_file,
    title_length,
    says_something,
    source_deep_link,
    article_row_exists,
    unknown_rung,
    unknown_found,
    unknown_end,
    unknown_signal,
    unknown_word,
    unknown_platform,
    unknown_ruling,
    known_needs_note,
    known_equals_expect,
    glob_shape,
    unknown_axis_id,
    control_for_negative,
    ran_and_not_ran,
    end_agrees,
    selector_matches,
    expectation_stated,
]


def lint_claim(claim: Claim, context: Context) -> list[Finding]:
    shape = [finding for rule in SHAPE_RULES for finding in rule(claim, context)]
    return shape or [finding for rule in MEANING_RULES for finding in rule(claim, context)]


def lint(documents: list[Document], axes: Axes, cells: list[str] | None, platform: str) -> list[Finding]:
    """All findings, in the order of files and lines."""
    claims = [claim for document in documents for claim in document.claims]
    context = Context(axes, Counter(claim.id for claim in claims), cells, platform)
    found = [
        Finding(document.path, 1, "unknown-key", f"no key '{key}' beside [[claim]], write claims as [[claim]] tables")
        for document in documents
        for key in document.top
    ]
    found += [finding for claim in claims for finding in lint_claim(claim, context)]
    return sorted(found, key=lambda finding: (str(finding.path), finding.line))

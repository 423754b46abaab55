# SPDX-License-Identifier: MIT
"""report.md of a record that would like to be more than text."""
from __future__ import annotations

import re
from pathlib import Path

from . import build
from .page import plain, tables
from .sample import C, report

EVIL = "<script>a|b</script> `c` [d](javascript:e)\n# f \x1b[2J \u202e \ud800 {{ 7*7 }} &lt;"


def test_hostile_text_changes_nothing_but_text(tmp_path: Path) -> None:
    lines = [
        build.absent(id=EVIL, why=EVIL),
        build.cell(
            f"{C}/plain/sigterm/none",
            heard=[EVIL],
            ran=[EVIL],
            end=build.end("signal", signal=EVIL),
            found=build.found(window_class=EVIL, runtime=EVIL) | {EVIL: True},
            sent={
                "ok": False,
                "error": -1,
                "calls": [{"call": EVIL, "value": 0, "error": -(2**63), "ns": 1}],
            },
        ),
        build.blocked(f"{C}/plain/kill/none", "stage", 2**63 - 1, EVIL),
        build.left_out(f"{C}/*/twice/none", EVIL),
        build.verdict(
            EVIL,
            family=EVIL,
            title=EVIL,
            says=EVIL,
            article=[EVIL],
            sources=[EVIL],
            because=EVIL,
            as_expected=False,
            known={"ruling": "holds", "note": EVIL},
            cells=2**63 - 1,
        ),
    ]
    system = dict.fromkeys(("kernel", "libc", "distribution", "machine"), EVIL)
    page = report(
        tmp_path / "r",
        *lines,
        id=EVIL,
        tool=EVIL,
        platform=EVIL,
        started=EVIL,
        shard=EVIL,
        os=system,
        facts={EVIL: [EVIL] * 3, "deep": {"x": EVIL}},
    )
    tags = set(re.findall(r"<(?!https?://)[^>]*>", page))
    assert tags <= {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"}
    assert all(char.isprintable() for char in page.replace("\n", ""))
    assert not re.search(r"(?<!\\)\]\(", page)
    assert len(tables(page)) == 18  # and each of their rows has its columns (page.py)
    assert page.count("9223372036854775807") == 2
    assert "7*7" in plain(page) and "49" not in page

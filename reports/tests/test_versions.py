# SPDX-License-Identifier: MIT
"""How versions are ordered and runs told apart."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.versions import labels, natural, product

from . import build, every


@pytest.mark.parametrize(
    "ordered",
    [
        ["Wine 8.0", "Wine 8.0.2", "Wine 9.0", "Wine 10.0", "Wine 10.0-rc1"],
        ["Debian GNU/Linux 9", "Debian GNU/Linux 12", "Ubuntu 22.04", "Ubuntu 24.04"],
        ["1", "9" * 30, "a"],
        ["", "\u0661", "\u0662"],
    ],
)
def test_numbers_in_versions_are_numbers(ordered: list[str]) -> None:
    assert sorted(reversed(ordered), key=natural) == ordered


def test_a_product_is_what_has_versions() -> None:
    assert product("Debian GNU/Linux 12 (bookworm)") == "Debian GNU/Linux"
    assert product("Wine 8.0") == product("Wine 10.0") != product("Wine Staging 10.0")


def test_a_run_is_named_only_as_far_as_need_be(tmp_path: Path) -> None:
    def path(name: str, id: str, platform: str, system: str | None) -> Path:
        return build.write(tmp_path / name, build.run(id=id, platform=platform, os=every.machine(system)))

    same = path("a", "r1", "wine", "Wine 8")
    paths = [
        path("b", "r1", "linux-gnu", "Debian 12"),
        path("c", "r1", "wine", "Wine 10"),
        same,
        path("d", "r2", "wine", "Wine 8"),
        same,
        same,
        path("e", "r1, again 2", "wine", "Wine 8"),
    ]
    assert labels(every.read(*paths)) == [
        "",
        "Wine 10",
        "Wine 8, run r1",
        "Wine 8, run r2",
        "Wine 8, run r1, again 2",
        "Wine 8, run r1, again 3",
        "Wine 8, run r1, again 2, again 2",
    ]

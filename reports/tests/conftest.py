# SPDX-License-Identifier: MIT
"""Fixtures that several files of tests share."""
from __future__ import annotations

import pytest

from .sample import LINES, report


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """report.md of the sample record."""
    return report(tmp_path_factory.mktemp("page") / "r.jsonl", *LINES)

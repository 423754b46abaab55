# SPDX-License-Identifier: MIT
"""index.html: the article's statements and the claims, a column a platform."""
from __future__ import annotations

from collections.abc import Iterator

from .page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    yield Page("index.html", "front.html.j2")

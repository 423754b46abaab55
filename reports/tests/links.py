# SPDX-License-Identifier: MIT
"""Checks a whole written report: every link inside of it leads to a file and a place that are there."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from os.path import relpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .document import Node, read

OUTSIDE = ("http", "https")
ADDRESSES = ("href", "src", "action", "poster", "data", "formaction", "xlink:href")


def _places(page: Node) -> set[str]:
    return {node.attrs["id"] for node in page.walk() if "id" in node.attrs}


def _faults_inside(path: str, page: Node) -> list[str]:
    """Of one page by itself."""
    ids = Counter(node.attrs["id"] for node in page.walk() if "id" in node.attrs)
    faults = [f"{path}: {count} elements have the id {id!r}" for id, count in ids.items() if count > 1]
    faults += [f"{path}: the id {id!r} is no name" for id in ids if not id or id.split() != [id]]
    for node in page.walk():
        faults += [f"{path}: <{node.tag}> runs {name}" for name in node.attrs if name.startswith("on")]
        for key in ("for", "aria-labelledby", "aria-describedby"):
            if node.tag in ("label", "output") or key != "for":
                missing = set(node.attrs.get(key, "").split()) - set(ids)
                faults += [f"{path}: {key} names {id!r}, which is not there" for id in sorted(missing)]
    return faults


def broken(root: Path, elsewhere: Callable[[str], bool] = lambda path: False) -> list[str]:
    """What is wrong with the links and ids of the report in a folder, one sentence each. A place with
    "=" in it asks a filter and is none. Links to paths of which elsewhere() is true are not followed:
    their pages are made by others."""
    pages = {path.relative_to(root).as_posix(): read(path) for path in sorted(root.rglob("*.html"))}
    places = {path: _places(page) for path, page in pages.items()}
    faults = []
    for path, page in pages.items():
        faults += _faults_inside(path, page)
        for node in page.walk():
            for key in ADDRESSES:
                if key not in node.attrs:
                    continue
                link = node.attrs[key]
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    if parts.scheme not in OUTSIDE or node.tag != "a":
                        faults.append(f"{path}: <{node.tag}> leads out of the report: {link!r}")
                    continue
                file = (root / path).parent / unquote(parts.path) if parts.path else root / path
                name = Path(relpath(file, root)).as_posix()
                if elsewhere(name):
                    continue
                if name.startswith("..") or not file.is_file():
                    faults.append(f"{path}: no such file: {link!r}")
                    continue
                place = unquote(parts.fragment)
                if place and "=" not in place and place not in places.get(name, set()):
                    faults.append(f"{path}: no such place: {link!r}")
    return faults

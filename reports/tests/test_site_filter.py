# SPDX-License-Identifier: MIT
"""The filter in a real browser, where there is one: what an address with a filter shows."""
from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from . import build
from .document import parse
from .pages import claim, written

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

STATED = [
    claim("tty.one", "console/plain/sigterm/none", "console/job/sigint", linux_gnu="holds", windows="holds"),
    claim("tty.two", "console/*/sigterm/none", linux_gnu="holds", windows="refuted"),
    claim("exit.three", linux_gnu="holds"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filter")
    bad = build.verdict("tty.two", ruling="refuted", as_expected=False)
    return written(folder, build.whole(folder / "r", build.verdict("tty.one"), bad), stated=STATED)


# Goes through the addresses, and leaves what is to be seen at each in the page itself.
SCRIPT = """
addEventListener("load", async () => {
	const said = [];
	const look = () => said.push({
		shown: [...document.querySelectorAll("#claims tr[data-family]")]
			.filter((row) => row.checkVisibility()).map((row) => row.cells[0].id),
		heads: [...document.querySelectorAll("#claims tr.head")].filter((row) => row.checkVisibility()).length,
		count: document.querySelector(".count").textContent,
		address: location.hash,
	});
	look();
	for (const address of ADDRESSES) {
		const changed = new Promise((resolve) => addEventListener("hashchange", resolve, {once: true}));
		location.hash = address;
		await changed;
		look();
	}
	const form = document.querySelector("form.filter");
	form.elements.launch.value = [...form.elements.launch.options].find((one) => one.text === "job").value;
	form.elements.q.value = "a & b";
	form.elements.q.dispatchEvent(new Event("input", {bubbles: true}));
	look();
	form.reset();
	await new Promise((resolve) => setTimeout(resolve, 1));
	look();
	const result = document.createElement("pre");
	result.id = "result";
	result.textContent = JSON.stringify(said);
	document.body.append(result);
});
"""
ALL = ["exit.three", "tty.one", "tty.two"]
SHOWN = {
    "#ruling=refuted": ["tty.two"],
    "#q=TITLE+one": ["tty.one"],
    "#family=exit": ["exit.three"],
    "#exit.three": ["exit.three"],  # a place that is to be seen leaves the filter alone
    "#tty.one": ALL,  # and one that is hidden does not stay so
    "#ruling=not+as+expected": ["tty.two"],
    "#ruling=holds": ["tty.one"],
    "#column=windows,+documented&ruling=refuted": ["tty.two"],
    "#column=linux-gnu:+Debian+12": ["tty.one", "tty.two"],
    "#launch=job": ["tty.one", "tty.two"],
    "#launch=job&delivery=sigterm": ["tty.two"],
    "#launch=plain&delivery=sigterm": ["tty.one", "tty.two"],
    "#q=nothing+of+the+kind": [],
    "#family=nobody&q=%": [],
    "#=": ALL,
}


def opened(page: Path, behind: str) -> list[dict[str, object]]:
    """What a browser shows at the address, at each of SHOWN, after an input and after a reset."""
    assert CHROMIUM
    profile = f"--user-data-dir={page.parent.parent / 'profile'}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", profile]
    command = [CHROMIUM, *options, "--virtual-time-budget=20000", "--dump-dom", page.as_uri() + behind]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=240)
    said: list[dict[str, object]] = json.loads(parse(done.stdout).at("result").text)
    return said


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium")
def test_the_filter(root: Path) -> None:
    script = SCRIPT.replace("ADDRESSES", json.dumps([*SHOWN]))
    page = root / "tried.html"
    text = (root / "index.html").read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    first, *at, put, reset = opened(page, "#family=tty&ruling=holds")
    assert first["shown"] == ["tty.one"]
    assert len(at) == len(SHOWN)
    for (address, shown), said in zip(SHOWN.items(), at):
        assert said["shown"] == shown, address
        assert said["heads"] == len({id.split(".")[0] for id in shown}), address  # none without rows
        words = f"{len(shown)} of 3 claims are shown." if len(shown) < 3 else "All 3 claims are shown."
        assert said["count"] == words, address
    assert (put["shown"], put["address"]) == ([], "#q=a+%26+b&launch=job")
    assert (reset["shown"], reset["address"]) == (ALL, "")


def test_without_scripts_all_is_there_and_no_form(root: Path) -> None:
    page = parse((root / "index.html").read_text(encoding="utf-8"))
    assert "hidden" in page.all("form", class_="filter")[0].attrs
    assert not [row for row in page.all("tr") if "hidden" in row.attrs]

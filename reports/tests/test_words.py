# SPDX-License-Identifier: MIT
"""The lists of words that reports borrow: the axes, the numbers of Windows, durations."""
from __future__ import annotations

import pytest

from reports import axes, latency, names


def test_the_axes_are_read_from_their_one_list() -> None:
    read = axes.load()
    assert set(read.words) == {"probe", "launch", "delivery", "responder", "rung", "platform", "found"}
    assert read.word("found", "leader") == "it leads a process group"
    assert read.sort("launch", ["job", "??", "new-group", "plain"]) == [
        "plain",
        "new-group",
        "job",
        "??",
    ]
    assert read.word("delivery", "sigterm") == "kill(pid, SIGTERM)"
    assert "\\x03" in read.word("delivery", "tty-interrupt")
    assert "\\\\" not in read.word("delivery", "tty-interrupt")
    assert read.word("delivery", "no-such") == ""


def test_numbers_of_windows_have_names() -> None:
    for platform in ("windows", "wine"):
        assert names.error(platform, 87) == "87 ERROR_INVALID_PARAMETER"
        assert names.error(platform, 4242) == "4242"
        assert names.error(platform, 0x80004001 - 2**32) == "0x80004001"
        assert names.exit_code(platform, 0xC000013A) == "0xC000013A STATUS_CONTROL_C_EXIT"
        assert names.exit_code(platform, 0xC0000999) == "0xC0000999"
        assert names.exit_code(platform, 87) == "87"
        assert names.is_program(platform, "taskkill")
        assert not names.is_program(platform, "AttachConsole")
        assert not names.is_program(platform, "")


def test_errors_of_others_are_numbers() -> None:
    for platform in ("linux-gnu", "linux-musl", "macos", "?"):
        assert (names.error(platform, 3), names.exit_code(platform, 3)) == ("3", "3")
        assert not names.is_program(platform, "kill")


def test_names_are_read_from_their_one_list() -> None:
    read = names.load()
    assert set(read) == {"WINDOWS_ERRORS", "WINDOWS_STATUSES"}
    for table in read.values():
        assert len(table) >= 14 and len(set(table.values())) == len(table)
        assert list(table) == sorted(table)
    assert all(number < 0x10000 for number in read["WINDOWS_ERRORS"])


@pytest.mark.parametrize(
    ("ns", "says"),
    [
        (0, "0 ns"),
        (999, "999 ns"),
        (1000, "1.00 µs"),
        (12_345, "12.3 µs"),
        (999_999, "1000 µs"),
        (5_250_000, "5.25 ms"),
        (1_500_000_000, "1.50 s"),
        (-2_000_000, "-2.00 ms"),
        (2**63 - 1, "9223372037 s"),
    ],
)
def test_duration(ns: int, says: str) -> None:
    assert latency.duration(ns) == says


def test_the_median_of_nothing_is_a_dash() -> None:
    assert (latency.middle([]), latency.slowest([])) == ("-", "-")
    assert (latency.middle([1, 9, 2]), latency.slowest([1, 9, 2])) == ("2 ns", "9 ns")

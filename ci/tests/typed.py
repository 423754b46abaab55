# SPDX-License-Identifier: MIT
"""An interactive bash on a terminal of its own, in which lines are typed. Nothing is waited for by time: a key of ours
makes bash write the line that it is editing between two marks."""

from __future__ import annotations

import os
import pty
import select
import signal
import time
from pathlib import Path
from types import TracebackType

# What differs between versions, asks questions, or writes escape sequences.
INPUTRC = """set bell-style none
set enable-bracketed-paste off
set colored-stats off
set show-all-if-ambiguous on
set completion-query-items 0
set page-completions off
"""
SHOW, KILL_LINE = b"\x1d", b"\x15"
PROMPT = "ready> "
PATIENCE = 30


class Bash:
    def __init__(self, folder: Path, environment: dict[str, str], *commands: str) -> None:
        """In this folder; the commands run first."""
        (folder / ".inputrc").write_text(INPUTRC)
        environment = {"HOME": str(folder), "INPUTRC": str(folder / ".inputrc"), "TERM": "dumb", "PS1": PROMPT, "LC_ALL": "C",
                       "HISTFILE": "/dev/null", "BASH_SILENCE_DEPRECATION_WARNING": "1"} | environment
        self.written = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(folder)
                os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], environment)
            finally:
                os._exit(127)
        self.until(PROMPT)
        for command in (r"""bind -x '"\C-]": printf "<<%s>>" "$READLINE_LINE"'""", *commands):
            self.run(command)

    def __enter__(self) -> Bash:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def write(self, text: bytes) -> None:
        while text:
            text = text[os.write(self.terminal, text):]

    def until(self, mark: str) -> str:
        """What is written up to the mark; what comes behind it is for the next."""
        end = time.monotonic() + PATIENCE
        while mark.encode() not in self.written:
            if not select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(f"no {mark!r} in {self.written!r}")
            try:
                self.written += os.read(self.terminal, 65536)
            except OSError as error:  # Linux: nobody has the terminal open any more
                raise EOFError(f"no {mark!r} in {self.written!r}") from error
        before, found, self.written = self.written.partition(mark.encode())
        return (before + found).decode()

    def run(self, command: str) -> str:
        """What it prints; the mark is not in what is typed."""
        self.write(command.encode() + b"; echo do''ne\n")
        said = self.until("done\r\n")
        self.until(PROMPT)
        return said.partition("\n")[2].removesuffix("done\r\n").replace("\r\n", "\n")

    def tab(self, typed: str) -> tuple[str, list[str]]:
        """The line after TAB, and the words that were shown because there were several."""
        self.write(typed.encode() + b"\t" + SHOW)
        shown, _, rest = self.until(">>").rpartition("<<")
        self.write(KILL_LINE)
        lines = [line for line in shown.split("\r\n")[1:] if not line.startswith(PROMPT)]
        return rest.removesuffix(">>"), [word for line in lines for word in line.split()]

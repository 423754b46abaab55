# SPDX-License-Identifier: MIT
"""Where lastwords may be started from: what stands before its command line, or how it is started."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CONTAINER = Path(__file__).with_name("container.sh")
NOBODY = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")


def plainly(command: list[str]) -> int:
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode


def on_a_terminal(command: list[str]) -> int:
    """In the foreground of a terminal that is its own, whose output somebody reads."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass  # nobody is there any more
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def in_the_background(command: list[str]) -> int:
    """On a terminal whose foreground is somebody else's."""
    return on_a_terminal(["bash", "-m", "-c", '"$@" & wait "$!"', "bash", *command])


@dataclass(frozen=True)
class Environment:
    says: str
    prefix: tuple[str, ...] = ()
    start: Callable[[list[str]], int] = plainly
    lent: bool = False  # run by somebody who may not read where it was built

    def lacks(self) -> str | None:
        """Why it cannot be made here."""
        if not self.prefix:
            return None
        try:
            done = subprocess.run([*self.prefix, "true"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  check=False)
        except FileNotFoundError:
            return f"{self.prefix[0]} is not installed"
        if done.returncode != 0:
            said = done.stderr.strip().splitlines()
            return f"{self.prefix[0]}: {said[0] if said else f'exit code {done.returncode}'}"
        return None


def shell(script: str) -> tuple[str, ...]:
    return ("sh", "-c", script, "sh")


ENVIRONMENTS = {
    "terminal": Environment("in the foreground of a terminal", start=on_a_terminal),
    "background": Environment("in the background of a terminal", start=in_the_background),
    "script": Environment("below script, which makes a terminal",
                          shell('for word; do line="$line \'$word\'"; done; exec script -qec "$line" /dev/null')),
    "setsid": Environment("in a session of its own, without a terminal", ("setsid", "--wait")),
    "nohup": Environment("SIGHUP ignored by nohup", ("nohup",)),
    "timeout": Environment("below timeout", ("timeout", "600")),
    "ignored": Environment("the usual signals ignored", shell("trap '' HUP INT QUIT PIPE TERM; exec \"$@\"")),
    "closed": Environment("without descriptors 0, 1 and 2", shell('exec "$@" <&- >&- 2>&-')),
    "few-files": Environment("with 64 descriptors and no core", shell('ulimit -n 64; ulimit -c 0; exec "$@"')),
    "niced": Environment("with the least priority", ("nice", "-n", "19")),
    "empty": Environment("with an empty environment", ("env", "-i")),
    "runner": Environment("with the variables of a CI runner", ("env", "CI=true", "TERM=dumb", "GITHUB_ACTIONS=true")),
    "user": Environment("by a user without rights", NOBODY, lent=True),
    "user-namespace": Environment("as root of a user namespace", (*NOBODY, "unshare", "--user", "--map-root-user"),
                                  lent=True),
    "container": Environment("as process 1 of a container that has a root of its own",
                             ("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", str(CONTAINER)),
                             lent=True),
}

# SPDX-License-Identifier: MIT
"""python3 -m reports: the command line. Run it from the root of the repository.

Exit codes: 0 done; 1 the record is not one, or not valid; 2 the command could
not be carried out (usage, files, a package that is missing).
"""
from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from .commands import COMMANDS
from .commands.common import BAD_RECORD, CANNOT, Cannot, guard, say, say_older
from .record import RecordError
from .shards import merged
from .source import LAST

PACKAGES = {
    "jinja2": ("python3-jinja2", "Jinja2"),
    "jsonschema": ("python3-jsonschema", "jsonschema"),
    "matplotlib": ("python3-matplotlib", "matplotlib"),
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog=os.environ.get("LASTWORDS_REPORT", "python3 -m reports"),
        description="Make reports of the records of lastwords."
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.configure(command)
        command.set_defaults(work=module.work, apart=getattr(module, "APART", False))
    return top


def _work(args: argparse.Namespace) -> int:
    if args.apart or not hasattr(args, "records"):
        return int(args.work(args))
    guard(getattr(args, "output", None), args.records)
    say_older(args.records, getattr(args, "last", LAST))
    with merged(args.records, say) as args.records:
        return int(args.work(args))


def main(argv: Sequence[str] | None = None) -> int:
    args = parser().parse_args(argv)
    try:
        return _work(args)
    except RecordError as error:
        say(str(error))
        return BAD_RECORD
    except Cannot as error:
        say(str(error))
    except ModuleNotFoundError as error:
        name = error.name or "?"
        debian, pip = PACKAGES.get(name, (f"python3-{name}", name))
        say(
            f"this needs the Python package {pip}\n"
            f"  Try: apt install {debian}, or pip install {pip}"
        )
    except OSError as error:
        say(
            f"{error.filename or 'output'}: {error.strerror}\n"
            "  Try: see that the path is right and may be used"
        )
    return CANNOT


if __name__ == "__main__":
    # Interrupted, or the reader of our output gone: die of it as any filter does. A SIGINT that
    # was ignored when we were started stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())

# SPDX-License-Identifier: MIT
"""For ci/agrees: which cells of a comparison (reports compare --format json, on standard input) are otherwise."""
from __future__ import annotations

import json
import sys

SAYS_NOTHING = ("not observed", "gone")


def main() -> int:
    found = json.load(sys.stdin)
    same = found["cells"]["same"]
    changed = [one for one in found["changes"] if one["of"] == "cell" and one["kind"] not in SAYS_NOTHING]
    for one in changed:
        print(f"{one['name']}: {one['kind']}: was {one['old']}, is {one['new']}")
    if changed:
        print("If that is right, ci/observe RECORD writes the baseline anew.")
    print(f"{same} cells as in the baseline, {len(changed)} otherwise")
    return 1 if changed or same == 0 else 0


sys.exit(main())

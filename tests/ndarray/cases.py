"""Expressions whose values MXNet 1.9.1 was asked for: `cases.txt`, one per line.

Each line is run in a namespace with `x = nd.arange(12).reshape((3, 4))`, `i` the same as int32, and
the functions of `harness.py`; statements stand before the last `;;`. What MXNet answered stands in
`recorded.json`.
"""

import os

TEXT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.txt")


def expressions():
    """`(group, line)` of every expression."""
    found, group = [], None
    with open(TEXT, encoding="utf-8") as lines:
        for line in map(str.strip, lines):
            if line.startswith("# "):
                group = line[2:]
            elif line:
                found.append((group, line))
    return found

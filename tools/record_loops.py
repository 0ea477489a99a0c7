"""Record what MXNet 1.9.1 makes of the loops in tests/symbol/loop_nets.py, beside them.

Run ``python tools/record_loops.py write`` with this project for the JSON that it writes
(our_loops.json), then, with a Python that has MXNet 1.9.1, ``theirs`` (recorded_loops.json) and
``read`` (recorded_from_our_loops.json: the numbers that 1.9.1 computes from our JSON). What does
not live here: the graphs.
"""

import importlib.util
import json
import sys
from pathlib import Path

import mxnet as mx

HERE = Path(__file__).resolve().parents[1] / "tests" / "symbol"
# 1.9.1 cannot differentiate a branch inside of a loop inside of a loop.
UNABLE = {"nested"}


def load_nets():
    """Return the module of loops, without importing the package around it."""
    spec = importlib.util.spec_from_file_location("loop_nets", HERE / "loop_nets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    nets, what = load_nets(), sys.argv[1]
    cases = {c.__doc__: c for c in nets.CASES if c.__name__ not in UNABLE}
    if what == "write":
        found = {name: nets.graph(mx, case).tojson() for name, case in cases.items()}
    elif what == "theirs":
        symbols = {name: nets.graph(mx, case) for name, case in cases.items()}
        found = {name: {"json": symbol.tojson(), "numbers": nets.run(mx, symbol)}
                 for name, symbol in symbols.items()}  # fmt: skip
    else:
        ours = json.loads((HERE / "our_loops.json").read_text())
        found = {name: {"numbers": nets.run(mx, mx.sym.load_json(ours[name]))} for name in cases}
    target = {"write": "our_loops", "theirs": "recorded_loops", "read": "recorded_from_our_loops"}
    text = json.dumps(found, separators=(",", ":"))
    (HERE / f"{target[what]}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()

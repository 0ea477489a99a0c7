"""Record what MXNet 1.9.1 makes of the graphs in tests/symbol/nets.py, in recorded.json there.

Run it with a Python that has MXNet 1.9.1: ``python tools/record_symbols.py [write|read]``.
``read`` loads the JSON that this project wrote for them (tests/symbol/ours.json) instead, and
records the numbers that 1.9.1 computes from it. What does not live here: the graphs.
"""

import importlib.util
import json
import sys
from pathlib import Path

import mxnet as mx

HERE = Path(__file__).resolve().parents[1] / "tests" / "symbol"


def load_nets():
    """Return the module of graphs, without importing the package around it."""
    spec = importlib.util.spec_from_file_location("nets", HERE / "nets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rounded(value):
    """Return nested lists of numbers with seven digits."""
    if isinstance(value, list):
        return [rounded(each) for each in value]
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return float(f"{value:.7g}")


def main():
    nets = load_nets()
    theirs = json.loads((HERE / "ours.json").read_text()) if sys.argv[1:] == ["read"] else {}
    found = {}
    for name, (symbol, shapes) in nets.build(mx).items():
        if theirs:
            symbol = mx.sym.load_json(theirs[name])
        found[name] = {
            "json": symbol.tojson(),
            "arguments": symbol.list_arguments(),
            "states": symbol.list_auxiliary_states(),
            "outputs": symbol.list_outputs(),
            "internals": symbol.get_internals().list_outputs(),
            "attributes": symbol.attr_dict(),
            "shapes": symbol.infer_shape(**shapes),
            "numbers": rounded(nets.run(mx, symbol, shapes)),
        }
    target = HERE / ("recorded_from_ours.json" if theirs else "recorded.json")
    target.write_text(json.dumps(found, indent=None, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()

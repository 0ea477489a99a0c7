"""Whether the arrays of a call are like those of the call before: the hot path, as generated text.

What does not live here: what to do where they are not (`cached.py`).
"""

import functools

from .._core.source import compile_source
from .._tape.node import Leaf

__all__ = ["Look"]


class Look:
    """What arrays must be like to go the short way, and the function that looks.

    Of a *steady* input, which is the same array from call to call, its identity is compared. Of
    others the shape, dtype and context are, and nothing of them is held.

    Attributes
    ----------
    read : callable
        `(arrays, known)` to the tensors or, of a recorded call, to the tensors, nodes and slots;
        None where something differs.
    known : tuple
        What is compared.
    """

    __slots__ = ("read", "known")

    def __init__(self, args, ctx, recording, steady):
        kinds, known = [], [ctx]
        for i, x in enumerate(args):
            data, node = x._data, x._node
            held = type(node) is Leaf or node is None and steady is not None and i in steady
            kinds.append("s" if held else "m" if node is None else "w")
            known += [data, node] if held and recording else [data] if held else []
            known += [] if held else [data.shape, data.dtype]
        self.read, self.known = _reader("".join(kinds), bool(recording)), tuple(known)


@functools.lru_cache(256)
def _reader(kinds, recording):
    """The function for inputs that are steady (s), moving with (w) or without (m) a gradient."""
    names, tests, reads = ["ctx"], [], []
    for i, kind in enumerate(kinds):
        reads.append(f"d{i} = a{i}._data")
        if recording:
            reads.append(f"n{i} = a{i}._node")
        if kind == "s":
            names.append(f"s{i}")
            tests.append(f"d{i} is not s{i}")
            if recording:
                names.append(f"m{i}")
                tests.append(f"n{i} is not m{i}")
            continue
        names += [f"h{i}", f"t{i}"]
        tests += [f"d{i}.shape != h{i}", f"d{i}.dtype is not t{i}", f"a{i}._ctx is not ctx"]
        if recording:
            tests.append(f"n{i} is {'' if kind == 'w' else 'not '}None")
    count = range(len(kinds))
    found = _tuple(f"d{i}" for i in count)
    if recording:
        slots = _tuple(f"a{i}._slot" if kinds[i] == "w" else "0" for i in count)
        found = f"{found}, {_tuple(f'n{i}' for i in count)}, {slots}"
    lines = [
        "def read(args, known):",
        *([f"    {_tuple(f'a{i}' for i in count)} = args"] if kinds else []),
        f"    {_tuple(names)} = known",
        *(f"    {line}" for line in reads),
        *([f"    if {' or '.join(tests)}:", "        return None"] if tests else []),
        f"    return {found}",
    ]
    title = f"inputs {kinds} {'recorded' if recording else 'unrecorded'}"
    return compile_source(title, "\n".join(lines) + "\n", {})["read"]


def _tuple(parts):
    return f"({''.join(f'{part}, ' for part in parts)})"

"""What every line of a program takes: the program's text with a look at the clock behind each line.

What does not live here: the text itself (`codegen.py`), or choosing what is timed.
"""

import atexit
import sys
import time

from .. import _kernels as k
from .._core.source import compile_source
from .codegen import text

__all__ = ["line_times", "Timed", "report"]

_LONGEST = 12  # lines of a function in a report
_timed: list = []


def line_times(trace, name, values, repeats=10, clock=time.perf_counter):
    """`[(seconds, line), ...]` in order: for every line the least of some runs.

    Parameters
    ----------
    trace : Trace
        A finished one, whose inputs are not `packed`.
    name : str
        The function's name.
    values : sequence of tensor
        What it is given.
    """
    function, space, lines = _with_clock(trace, name, clock)
    best = None
    for _ in range(repeats):
        marks: list = []
        space["at"] = marks.append
        function(*values)
        passed = [b - a for a, b in zip(marks, marks[1:], strict=False)]
        best = passed if best is None else list(map(min, best, passed))
    return list(zip(best, lines, strict=True))


def _with_clock(trace, name, clock):
    """The function, what it names, and its lines; it calls `at(clock())` around every line."""
    source, constants = text(trace, name)
    head, _, body = source.rpartition(f"def {name}(")
    first, *lines = body.rstrip().split("\n")
    lines = [line for line in lines if not line.lstrip().startswith(("#", "return"))]
    timed = [line + "\n    at(clock())" for line in lines]
    last = body.rstrip().rpartition("\n")[2]
    told = "\n".join([f"{head}def {name}({first}", "    at(clock())", *timed, last]) + "\n"
    space = {"k": k, "clock": clock, **constants}
    function = compile_source(f"times of {name}", told, space)[name]
    return function, space, [line.strip() for line in lines]


class Timed:
    """A program's function that adds up what its lines take; the report is printed at exit.

    Parameters
    ----------
    title : str
        What the report calls it.
    trace : Trace
    name : str
        The function's name.
    """

    def __init__(self, title, trace, name, clock=time.perf_counter):
        self.title, self.calls = title, 0
        self._function, self._space, self.lines = _with_clock(trace, name, clock)
        self.seconds = [0.0] * len(self.lines)
        if not _timed:
            atexit.register(_print)
        _timed.append(self)

    def __call__(self, *values):
        marks: list = []
        self._space["at"] = marks.append
        results = self._function(*values)
        self.calls += 1
        for i in range(len(self.lines)):
            self.seconds[i] += marks[i + 1] - marks[i]
        return results


def report():
    """What all timed functions took, as lines: the longest first."""
    told = []
    for each in sorted(_timed, key=lambda each: -sum(each.seconds)):
        if not each.calls:
            continue
        whole = sum(each.seconds)
        told.append(f"{each.title}: {each.calls} calls, {whole * 1e3:.3f} ms")
        pairs = sorted(zip(each.seconds, each.lines, strict=True), reverse=True)
        told += [f"{seconds * 1e3:12.3f}  {line}" for seconds, line in pairs[:_LONGEST]]
    return told


def _print():
    print("\n".join(["MXNET_DEBUG=times: milliseconds", *report()]), file=sys.stderr)

"""What every line of a program takes: the program's text with a look at the clock behind each line.

What does not live here: the text itself (`codegen.py`), or showing the times.
"""

import time

from .. import _kernels as k
from .._core.source import compile_source
from .codegen import text

__all__ = ["line_times"]


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
    source, constants = text(trace, name)
    head, _, body = source.rpartition(f"def {name}(")
    first, *lines = body.rstrip().split("\n")
    lines = [line for line in lines if not line.lstrip().startswith(("#", "return"))]
    timed = [line + "\n    at(clock())" for line in lines]
    told = "\n".join([f"{head}def {name}({first}", "    at(clock())", *timed]) + "\n"
    space = {"k": k, "clock": clock, **constants}
    function = compile_source(f"times of {name}", told, space)[name]
    best = None
    for _ in range(repeats):
        marks: list = []
        space["at"] = marks.append
        function(*values)
        passed = [b - a for a, b in zip(marks, marks[1:], strict=False)]
        best = passed if best is None else list(map(min, best, passed))
    return [(seconds, line.strip()) for seconds, line in zip(best, lines, strict=True)]

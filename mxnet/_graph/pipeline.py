"""The list of passes, in order; between two of them the program is verified or dumped if asked.

What does not live here: any pass.
"""

from pathlib import Path

from .._core import flags
from .calls import Trace, verify
from .codegen import text
from .passes.cross import cross
from .passes.cse import cse
from .passes.dead import dead
from .passes.edges import edges
from .passes.fold import fold
from .passes.fuse import fuse
from .passes.inplace import inplace
from .passes.land import land
from .passes.layout import layout
from .passes.pack import pack
from .passes.part import part
from .passes.simplify import simplify
from .passes.slices import slices

__all__ = ["optimized", "finished", "halves"]

# What is done to the whole, forward and gradients in one.
PASSES = [
    (flags.SIMPLIFY, simplify),
    (flags.ELIMINATE_COMMON_EXPR, cse),
    (flags.DEAD_CODE, dead),
    (flags.CROSS, cross),
    (flags.FOLD, fold),
    (flags.USE_FUSION, fuse),
    (flags.LAYOUT, layout),
    (flags.PART, part),
    (flags.PACK, pack),
]
# What is done to each part that becomes a function of its own; results land between the two.
LAST = [(flags.DEAD_CODE, dead), (flags.SLICES, slices)]
OVER = [(flags.ENABLE_INPLACE, inplace)]


def optimized(trace, heads, title):
    """The trace of a lowered graph, rewritten; its first `heads` outputs are the caller's own."""
    trace = _run(PASSES, trace, title)
    return _checked(edges(trace, heads), title, "edges")


def finished(trace, title, landing=()):
    """A trace ready to become text; the results at the places `landing` go into the caller's
    buffers."""
    trace = _run(LAST, trace, title)
    if landing:
        trace = _checked(land(trace, landing), title, "land")
    return _run(OVER, trace, title)


def halves(trace, count, inputs):
    """A trace as two: the forward, which also returns what the other reads, and the gradients.

    Parameters
    ----------
    count : int
        How many of the outputs belong to the forward.
    inputs : int
        How many of the inputs do.

    Returns
    -------
    (Trace, Trace, int)
        And how many values pass from one to the other.
    """
    first = [call for call in trace.calls if call.part == 0]
    second = [call for call in trace.calls if call.part == 1]
    there = {*trace.inputs[:inputs], *(x for call in first for x in call.outs if x is not None)}
    read = [x for call in second for x in call.values()]
    read += [x for x in trace.outputs[count:] if x is not None]
    saved = list(dict.fromkeys(x for x in read if x in there))
    second, saved = _moved_again(first, second, saved, set(trace.inputs[:inputs]))
    forward = Trace(trace.inputs[:inputs], first, [*trace.outputs[:count], *saved])
    backward = Trace([*saved, *trace.inputs[inputs:]], second, trace.outputs[count:])
    return forward, backward, len(saved)


def _moved_again(first, second, saved, inputs):
    """`(second, saved)` without copies of inputs in another order: they are made once more, where
    they are read, and the input is kept in their place."""
    copies = {call.outs[0]: call for call in first if call.kernel == "channels_last"}
    again = {x: copies[x] for x in saved if x in copies and copies[x].args[0] in inputs}
    calls, left = [], dict(again)
    for call in second:
        calls += [left.pop(x).changed(part=1) for x in call.values() if x in left]
        calls.append(call)
    kept = [again[x].args[0] if x in again and x not in left else x for x in saved]
    return calls, list(dict.fromkeys(kept))


def _run(passes, trace, title):
    for switch, step in passes:
        if switch.value:
            trace = _checked(step(trace), title, step.__name__)
    return trace


def _checked(trace, title, name):
    debug = dict(flags.DEBUG.value)
    if flags.GRAPH_CHECK.value or "check" in debug:
        verify(trace, name)
    folder = flags.GRAPH_DUMP.value or debug.get("dump")
    if folder:
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        stage = sum(1 for _ in folder.glob(f"{title}-*"))
        (folder / f"{title}-{stage:02}-{name}.py").write_text(text(trace, title)[0])
    return trace

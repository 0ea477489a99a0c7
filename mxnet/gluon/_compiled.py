"""A block's graph as one function of arrays: those of the arguments come, those of parameters are
put in their places.

What does not live here: how the graph is made (`_hybrid.py`, `_tracing.py`), how it runs
(`mx.nd.CachedOp`).
"""

import warnings

from ..ndarray import CachedOp, NDArray
from ._nested import NOTHING, flatten, is_flat, regroup
from ._waiting import epoch

__all__ = ["Compiled", "Program"]


class Program:
    """Calls a graph with the arrays of its arguments, laid out flat.

    Parameters
    ----------
    inputs : list of (Symbol or None)
        The variables that stand for the arguments.
    out : Symbol
    sources : mapping of str to Parameter
        What the other variables stand for.
    flags : list of (str, object)
        For `CachedOp`.
    """

    def __init__(self, inputs, out, sources, flags):
        number = {each.name: i for i, each in enumerate(inputs) if each is not None}
        self.names = out.list_inputs()
        self.places = []  # where an argument goes, and its number
        self.params = []  # what stands at each place; None for arguments
        for place, name in enumerate(self.names):
            if name in number:
                self.places.append((place, number[name]))
            elif name not in sources:
                raise AssertionError(f"Unknown input to HybridBlock: {name}")
            self.params.append(None if name in number else sources[name])
        self.arrays, self.epoch = {}, -1  # by context, with None at the places of arguments
        indices = [
            ("data_indices", [place for place, _ in self.places]),
            ("param_indices", [i for i, p in enumerate(self.params) if p is not None]),
        ]
        self.op = CachedOp(out, [*indices, *flags])

    def listen(self, hook):
        """Tell a hook, a pair of callback and `monitor_all`, of what operators compute."""
        if hook is not None:
            self.op._register_op_hook(*hook)

    def filled(self, ctx):
        """The arrays on a context, with None at the places of arguments; not to be changed."""
        if self.epoch != epoch.now:
            self.arrays.clear()
            self.epoch = epoch.now
        found = self.arrays.get(ctx)
        if found is None:
            found = [None if p is None else p.data(ctx) for p in self.params]
            self.arrays[ctx] = found
        return found

    def values(self, flat, ctx):
        """The arrays in the order of the graph's variables."""
        values = self.filled(ctx).copy()
        for place, number in self.places:
            values[place] = flat[number]
        return values

    def run(self, flat, ctx):
        """The outputs as a list."""
        made = self.op(*self.values(flat, ctx))
        return made if isinstance(made, list) else [made]


class Compiled(Program):
    """Calls a graph with a block's arguments, nested as they are.

    Parameters
    ----------
    inputs, out, params, flags
        As of `Program`.
    formats : (format, format)
        Of the arguments and of the outputs.
    """

    def __init__(self, inputs, out, formats, params, flags):
        self.in_format, self.out_format = formats
        self.simple = len(self.in_format) if is_flat(self.in_format) else -1
        super().__init__(inputs, out, params, flags)
        self._warn_of_unused(inputs, params)

    def _warn_of_unused(self, inputs, params):
        used = set(self.names)
        names = [None if each is None else each.name for each in inputs]
        unused = [f"{i}-th" for i, name in enumerate(names) if name and name not in used]
        if unused:
            warnings.warn(
                f"The {', '.join(unused)} input to HybridBlock is not used by any computation. Is "
                "this intended?",
                stacklevel=7,
            )
        idle = [name for name in params.keys() if name not in used]
        if idle:
            warnings.warn(
                f"Parameter {', '.join(idle)} is not used by any computation. Is this intended?",
                stacklevel=7,
            )

    def flat(self, args):
        """The arrays among the arguments, checked against the format."""
        if len(args) == self.simple:
            for x in args:
                if not isinstance(x, NDArray):
                    break
            else:
                return args
        found, form = flatten(args, "input")
        if form != self.in_format and not _alike(form, self.in_format):
            raise ValueError(
                "The argument structure of HybridBlock does not match the cached version. Stored "
                f"format = {form}, input format = {self.in_format}"
            )
        return found + [None] * (len(self.in_format) - len(form))

    def __call__(self, args):
        flat = self.flat(args)
        ctx = next((x._ctx for x in flat if x is not None), None)
        values = self.filled(ctx).copy()
        for place, number in self.places:
            x = values[place] = flat[number]
            if x._ctx is not ctx and _apart(x._ctx, ctx):
                raise _several_contexts(flat)
        made = self.op(*values)
        if self.out_format == 0:
            return made
        return regroup(made if isinstance(made, list) else [made], self.out_format)[0]


def _alike(one, other):
    """Whether two formats differ only in None at the end, which may be left out."""
    count = min(len(one), len(other))
    return one[:count] == other[:count] and all(
        each == NOTHING for each in one[count:] + other[count:]
    )


def _apart(one, other):
    """Whether two contexts may not meet in a call; pinned memory and the CPU's own may."""
    kinds = one.device_typeid, other.device_typeid
    return one != other and not (kinds[0] != kinds[1] and 2 not in kinds)


def _several_contexts(flat):
    found = list(dict.fromkeys(x.context for x in flat if x is not None))
    return ValueError(
        "Find multiple contexts in the input, After hybridized, the HybridBlock only supports one "
        "input context. You can print the ele.ctx in the input arguments to inspect their "
        f"contexts. Find all contexts = {found}"
    )

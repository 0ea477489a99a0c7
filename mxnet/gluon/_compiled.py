"""A block's graph as one function of the block's arguments: arrays in, arrays out.

What does not live here: how the graph is made (`_hybrid.py`), how it runs (`mx.nd.CachedOp`).
"""

import warnings

from .._core.errors import MXNetError
from ..ndarray import CachedOp, NDArray
from ._nested import flatten, is_flat, regroup
from ._parameter import epoch

__all__ = ["Compiled"]


class Compiled:
    """Calls a graph with the arrays of parameters put in their places.

    Parameters
    ----------
    inputs : list of (Symbol or None)
        The variables that stand for the block's arguments, laid out flat.
    out : Symbol
    formats : (format, format)
        Of the arguments and of the outputs.
    params : ParameterDict
    flags : list of (str, object)
        For `CachedOp`.
    """

    def __init__(self, inputs, out, formats, params, flags):
        self.in_format, self.out_format = formats
        self.simple = len(self.in_format) if is_flat(self.in_format) else -1
        self.places = []  # where an argument goes: (its place, its number)
        self.params = []  # what stands at each place; None for arguments
        self.arrays = {}  # by context, with None at the places of arguments
        self.epoch = -1
        self._fill(inputs, out.list_inputs(), params)
        self.op = CachedOp(
            out,
            [
                ("data_indices", [place for place, _ in self.places]),
                ("param_indices", [i for i, p in enumerate(self.params) if p is not None]),
                *flags,
            ],
        )

    def _fill(self, inputs, names, params):
        number = {each.name: i for i, each in enumerate(inputs) if each is not None}
        used = set()
        for place, name in enumerate(names):
            if name in number:
                self.places.append((place, number[name]))
                self.params.append(None)
            elif name in params.keys():
                self.params.append(params[name])
            else:
                raise AssertionError(f"Unknown input to HybridBlock: {name}")
            used.add(name)
        unused = [f"{i}-th" for name, i in number.items() if name not in used]
        if unused:
            warnings.warn(
                f"The {', '.join(unused)} input to HybridBlock is not used by any computation. Is "
                "this intended?",
                stacklevel=7,
            )
        for name in params.keys():
            if name not in used:
                warnings.warn(
                    f"Parameter {name} is not used by any computation. Is this intended?",
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
        if form != self.in_format:
            raise ValueError(
                "The argument structure of HybridBlock does not match the cached version. Stored "
                f"format = {form}, input format = {self.in_format}"
            )
        return found

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

    def values(self, args):
        """The arrays in the order of the graph's variables."""
        flat = self.flat(args)
        ctx = next((x._ctx for x in flat if x is not None), None)
        values = self.filled(ctx).copy()
        for place, number in self.places:
            values[place] = flat[number]
        return values

    def __call__(self, args):
        try:
            made = self.op(*self.values(args))
        except MXNetError as error:
            raise self.explained(error, args) from error
        if self.out_format == 0:
            return made
        return regroup(made if isinstance(made, list) else [made], self.out_format)[0]

    def explained(self, error, args):
        """The error, or one that says that the arguments lie on several devices."""
        contexts = dict.fromkeys(x.context for x in self.flat(args) if x is not None)
        if len(contexts) < 2:
            return error
        return ValueError(
            "Find multiple contexts in the input, After hybridized, the HybridBlock only supports "
            f"one input context. You can print the ele.ctx in the input arguments to inspect their "
            f"contexts. Find all contexts = {list(contexts)}"
        )

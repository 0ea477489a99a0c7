"""A chain of elementwise calls as Python text: a function of its own that goes from slice to slice.

Where there is a C compiler the function calls the same chain as C, which takes a fourth of the time
(`docs/benchmarks.md`). What does not live here: which calls make a chain (`passes/slices.py`), the
C (`native.py`).
"""

from .. import _kernels as k
from .._core import flags
from .calls import Value
from .native import c_text

__all__ = ["Chain"]


class Chain:
    """Elementwise calls on arrays of one shape, and sums of such arrays.

    Attributes
    ----------
    members : list of Call
    sources, results : list of Value
        What it reads, arrays of the shape or of one element; what is left of it.
    shape : tuple of int
    places : dict
        For results that are written into memory of the caller: that, one of the sources.
    """

    def __init__(self, members, sources, results, shape, places=()):
        self.members, self.sources, self.results, self.shape = members, sources, results, shape
        self.places = dict(places)

    def writing(self, places):
        """The same chain that writes results into `places`."""
        sources = (*self.sources, *places.values())
        return Chain(self.members, sources, self.results, self.shape, places)

    def text(self, name):
        """The function as Python text."""
        read = [x for x in self.sources if x not in self.places.values()]
        arrays = [x for x in read if tuple(x.shape) == self.shape]
        numbers = [x for x in read if tuple(x.shape) != self.shape]
        whole = [x for x in self.results if tuple(x.shape) == self.shape]
        names = {x: f"a{i}" for i, x in enumerate(arrays)}
        names |= {x: f"n{i}" for i, x in enumerate(numbers)}
        names |= {x: f"r{i}" for i, x in enumerate(whole)}
        places = {self.places[x]: f"all_{names[x]}" for x in whole if x in self.places}
        body, scratch, totals = self._body(names)
        read, written = [names[x] for x in arrays], [names[x] for x in whole]
        slots = "".join(f"{slot}, " for slot in (*read, *written, *scratch))
        taken = ", ".join(places.get(x) or names[x] for x in self.sources)
        lines = [f"def {name}({taken}):"]
        lines += [f"    {each} = k.INTO[{each!r}]" for each in self._kernels()]
        lines += [f"    {names[x]} = {names[x]}.reshape(())" for x in numbers]
        new = [names[x] for x in whole if x not in self.places]
        lines += [f"    all_{each} = k.room({read[0]})" for each in new]
        lines += [f"    {total} = []" for total in totals.values()]
        both = [*read, *(f"all_{each}" for each in written)]
        text = self._native(arrays, numbers, whole, list(totals))
        loop = [f"for {slots}in k.slices(({', '.join(both)},), {len(scratch)}):"]
        loop += [f"    {line}" for line in body]
        if text is not None:
            said = [f"[{', '.join(each)}]" for each in
                    (read, both[len(read) :], [names[x] for x in numbers])]  # fmt: skip
            back = "".join(f"{total}, " for total in totals.values())
            run = f"run({', '.join(said)}, {len(totals)})"
            lines += [f"    run = k.native({name}_text)", "    if run is not None:"]
            lines.append(f"        {back}= {run}" if back else f"        {run}")
            loop = ["else:", *(f"    {line}" for line in loop)]
        lines += [f"    {line}" for line in loop]
        back = "".join(
            f"k.joined({totals[x]}, {tuple(x.shape)}), " if x in totals else f"all_{names[x]}, "
            for x in self.results
        )
        head = "" if text is None else f"{name}_text = r\"\"\"\n{text}\"\"\"\n\n\n"
        return head + "\n".join([*lines, f"    return ({back})"]) + "\n\n\n"

    def _native(self, arrays, numbers, whole, totals):
        """The chain as C text, where that is allowed and possible."""
        if not flags.NATIVE.value or not k.can_compile():
            return None
        if any(k.dtype_name(x.meta) != "float32" for x in (*arrays, *numbers)):
            return None
        return c_text(self.members, arrays, numbers, whole, totals)

    def _kernels(self):
        return sorted({call.kernel for call in self.members} - {"sum"})

    def _body(self, names):
        """`(lines, names of scratch buffers, names of totals)`."""
        last = {x: at for at, call in enumerate(self.members) for x in call.values()}
        lines, free, scratch, totals, lent = [], [], [], {}, {}
        for at, call in enumerate(self.members):
            args = [names.get(x) or lent[x] if type(x) is Value else repr(x) for x in call.args]
            if type(call.args[0]) is not Value:
                args.reverse()  # of those that commute; the number stands behind
            args += [f"{name}={number!r}" for name, number in call.params.items()]
            # An elementwise kernel may write over its operand.
            free += [lent[x] for x in dict.fromkeys(call.values()) if x in lent and last[x] == at]
            out = call.outs[0]
            if call.kernel == "sum":
                totals[out] = f"total{len(totals)}"
                lines.append(f"{totals[out]}.append({args[0]}.sum())")
                continue
            if out not in names:
                if not free:
                    scratch.append(f"t{len(scratch)}")
                    free.append(scratch[-1])
                lent[out] = free.pop()
                if out not in last:
                    free.append(lent[out])
            target = names.get(out) or lent[out]
            lines.append(f"{call.kernel}({', '.join(args)}, out={target})  # {call.label}")
        return lines, scratch, totals

"""`foreach` in a program: the loop over slices, and the loop back.

What does not live here: writing it into a program (`loops.py`).
"""

from .. import _kernels as k
from .body import Body, Sum, same_form

__all__ = ["Foreach", "slice_shape"]


def slice_shape(shape):
    """The shape of one slice; a slice of a vector is a vector of one."""
    return tuple(shape[1:]) or (1,)


class Foreach:
    """One `_foreach` node for given forms of its inputs.

    Attributes
    ----------
    count, states : int
        How many outputs there are, how many new states behind them; what backward reads follows.
    metas : list of tensor
        The forms of all of these.
    read : tuple of int
        The node's inputs that backward reads, before all else.
    """

    def __init__(self, node, metas, wanted, train, device, compiler):
        p = node.params()
        self.data, self.state = tuple(p.in_data_locs), tuple(p.in_state_locs)
        self.rest, self.inputs = tuple(p.remain_locs), metas
        self.steps = metas[0].shape[0]
        locs = (*self.data, *self.state, *self.rest)
        forms: list = [None] * len(locs)
        for place, loc in enumerate(locs):
            x = metas[place]
            forms[loc] = k.hollow(slice_shape(x.shape), x.dtype) if loc in self.data else x
        self.target = {locs[i]: i for i in wanted}
        chosen = set(self.target)
        if wanted:
            chosen |= {loc for loc in self.state if forms[loc].dtype.is_floating_point}
        self.body = body = Body(node.subgraphs[0], forms, chosen, train, device, compiler)
        self.forms, self.locs, self.outs = forms, locs, p.num_out_data
        for loc, out in zip(self.state, body.metas[self.outs :], strict=False):
            same_form(node, f"state {self.state.index(loc)}", forms[loc], out)
        self.count, self.random = len(body.metas), body.random
        self.mutated = [locs[i] if locs[i] in body.states else None for i in node.mutated()]
        self.states = len(self.mutated)
        self.fixed = [loc if loc is not None and loc not in {*self.state, *body.states} else None
                      for loc in body.kept]  # fmt: skip
        self.read = tuple(sorted({locs.index(loc) for loc in self.fixed if loc is not None}))
        pairs = zip(body.kept_metas, self.fixed, strict=True)
        stacked = [k.hollow((self.steps, *x.shape), x.dtype) for x, loc in pairs if loc is None]
        self.metas = [
            *[k.hollow((self.steps, *x.shape), x.dtype) for x in body.metas[: self.outs]],
            *body.metas[self.outs : self.count],
            *[None if loc is None else forms[loc] for loc in self.mutated],
            *stacked,
        ]

    def bodies_told(self):
        """What is run for every slice, as text."""
        return [("every slice", self.body.program.source)]

    def forward(self, *xs):
        """Outputs, last states, new states of operators, and what backward reads, stacked."""
        args: list = [None] * len(xs)
        for loc, x in zip(self.locs, xs, strict=True):
            args[loc] = x
        data = [(loc, args[loc]) for loc in self.data]
        outs, count, written = self.outs, self.count, self.body.states
        columns: list = [[] for _ in range(outs)]
        kept: list = [[] for loc in self.fixed if loc is None]
        base, run = count + len(written), self.body.run
        loose = [base + i for i, loc in enumerate(self.fixed) if loc is None]
        for step in range(self.steps):
            for loc, x in data:
                args[loc] = sliced(x, step)
            results = run(*args)
            for column, value in zip(columns, results, strict=False):
                column.append(value)
            for column, place in zip(kept, loose, strict=True):
                column.append(results[place])
            for loc, value in zip(self.state, results[outs:count], strict=True):
                args[loc] = value
            for loc, value in zip(written, results[count:base], strict=True):
                args[loc] = value
        rows = [*columns, *kept]
        metas = [*self.metas[:outs], *self.metas[count + self.states :]]
        stacked = [stack(row, meta) for row, meta in zip(rows, metas, strict=True)]
        last = [None if loc is None else args[loc] for loc in (*self.state, *self.mutated)]
        if not self.steps:
            last = [None if x is None else k.own(x) for x in last]
        return (*stacked[:outs], *last, *stacked[outs:])

    forward.fresh = True  # to those who ask what shares memory with what

    def backward(self, *values):
        """The gradients of the wanted inputs, from the inputs in `read`, what was stacked, and the
        gradients of the outputs."""
        fixed = {self.locs[i]: x for i, x in zip(self.read, values, strict=False)}
        loose = values[len(self.read) : len(values) - self.count]
        gs = values[len(values) - self.count :]
        carried = list(gs[self.outs :])
        sums = {loc: Sum() for loc in self.target if loc not in self.data}
        rows: dict = {loc: [] for loc in self.data if loc in self.target}
        place = {loc: i for i, loc in enumerate(self.state)}
        for step in reversed(range(self.steps)):
            rest = iter(loose)
            saved = [
                next(rest)[step] if loc is None
                else sliced(fixed[loc], step) if loc in self.data else fixed[loc]
                for loc in self.fixed
            ]  # fmt: skip
            heads = [g if g is None else g[step] for g in gs[: self.outs]]
            found = self.body.back(*saved, *heads, *carried)
            for loc, g in zip(self.body.wanted, found, strict=True):
                if loc in place:
                    carried[place[loc]] = self._zeros(loc) if g is None else g
                elif loc in rows:
                    rows[loc].append(self._zeros(loc) if g is None else g)
                else:
                    sums[loc].add(g)
        answer = []
        for loc, i in sorted(self.target.items(), key=lambda pair: pair[1]):
            if loc in rows:
                g = stack(rows[loc][::-1], self.inputs[i]).reshape(self.inputs[i].shape)
            else:
                g = carried[place[loc]] if loc in place else sums[loc].total
            answer.append(self._zeros(loc) if g is None else g)
        return tuple(answer)

    def _zeros(self, loc):
        x = self.forms[loc]
        return k.zeros(shape=tuple(x.shape), dtype=k.dtype_name(x))


def sliced(x, step):
    """One slice as the body sees it."""
    return x[step] if x.dim() > 1 else x[step : step + 1]


def stack(row, meta):
    """Tensors as one; an empty one of that form where there are none."""
    if row:
        return k.stack(*row, axis=0)
    return k.zeros(shape=tuple(meta.shape), dtype=k.dtype_name(meta))

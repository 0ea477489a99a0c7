"""`while_loop` in a program: the loop forward, and the loop back over as many steps.

What does not live here: writing it into a program (`loops.py`).
"""

from .. import _kernels as k
from .body import Body, Sum, same_form
from .control import variable_inputs

__all__ = ["While"]


class While:
    """One `_while_loop` node for given forms of its inputs; attributes as of `Foreach`.

    What is stacked has room for all steps that may come; how many came is its last value.
    """

    def __init__(self, node, metas, wanted, train, device, compiler):
        p = node.params()
        self.most, self.outs, self.inputs = p.max_iterations, p.num_out_data, metas
        self.variables = variable_inputs(p)
        self.reads, self.asks = tuple(p.func_input_locs), tuple(p.cond_input_locs)
        chosen = set(wanted)
        if wanted:
            chosen |= {i for i in self.variables if metas[i].dtype.is_floating_point}
        forms = [metas[i] for i in self.reads]
        places = [at for at, i in enumerate(self.reads) if i in chosen]
        self.body = body = Body(node.subgraphs[1], forms, places, train, device, compiler)
        asked = [metas[i] for i in self.asks]
        self.condition = Body(node.subgraphs[0], asked, (), train, device, compiler)
        for at, (i, out) in enumerate(zip(self.variables, body.metas[self.outs :], strict=True)):
            same_form(node, f"variable {at}", metas[i], out)
        self.count, self.wanted = len(body.metas), wanted
        self.random = body.random or self.condition.random
        written = [self.reads[at] for at in body.states]
        self.mutated = [i if i in written else None for i in node.mutated()]
        self.states = len(self.mutated)
        moving = {*self.variables, *written}
        self.fixed = [None if at is None or self.reads[at] in moving else self.reads[at]
                      for at in body.kept]  # fmt: skip
        self.read = tuple(sorted({i for i in self.fixed if i is not None}))
        pairs = zip(body.kept_metas, self.fixed, strict=True)
        rows = [*body.metas[: self.outs], *[x for x, i in pairs if i is None]]
        rows = [k.hollow((self.most, *x.shape), x.dtype) for x in rows]
        self.metas = [
            *rows[: self.outs],
            *body.metas[self.outs :],
            *[None if i is None else metas[i] for i in self.mutated],
            *rows[self.outs :],
            k.hollow((), "int64"),
        ]

    def bodies_told(self):
        """What is run before every step and in it, as text."""
        return [("the condition", self.condition.program.source),
                ("every step", self.body.program.source)]  # fmt: skip

    def forward(self, *xs):
        """Outputs, last variables, new states, what backward reads, the number of steps."""
        now, outs, count = list(xs), self.outs, self.count
        written, base = [self.reads[at] for at in self.body.states], count + len(self.body.states)
        loose = [base + i for i, source in enumerate(self.fixed) if source is None]
        places = [*range(outs), *loose]
        rows = [_zeros(x) for x in (*self.metas[:outs], *self.metas[count + self.states : -1])]
        steps = 0
        while steps < self.most and bool(self.condition.run(*[now[i] for i in self.asks])[0]):
            results = self.body.run(*[now[i] for i in self.reads])
            for row, place in zip(rows, places, strict=True):
                k.assign(row[steps], results[place])
            for i, value in zip(self.variables, results[outs:count], strict=True):
                now[i] = value
            for i, value in zip(written, results[count:base], strict=True):
                now[i] = value
            steps += 1
        last = [None if i is None else now[i] for i in (*self.variables, *self.mutated)]
        if not steps:
            last = [None if x is None else k.own(x) for x in last]
        total = k.full(shape=(), value=steps, dtype="int64")
        return (*rows[:outs], *last, *rows[outs:], total)

    forward.fresh = True  # to those who ask what shares memory with what

    def backward(self, *values):
        """The gradients of the wanted inputs; arguments as of `Foreach.backward`."""
        fixed = dict(zip(self.read, values, strict=False))
        gs = values[len(values) - self.count :]
        *loose, total = values[len(self.read) : len(values) - self.count]
        carried = dict(zip(self.variables, gs[self.outs :], strict=True))
        sums = {i: Sum() for i in self.wanted if i not in carried}
        for step in reversed(range(int(total))):
            rest = iter(loose)
            saved = [next(rest)[step] if i is None else fixed[i] for i in self.fixed]
            heads = [g if g is None else g[step] for g in gs[: self.outs]]
            found = self.body.back(*saved, *heads, *[carried[i] for i in self.variables])
            for at, g in zip(self.body.wanted, found, strict=True):
                i = self.reads[at]
                if i in carried:
                    carried[i] = _zeros(self.inputs[i]) if g is None else g
                elif i in sums:
                    sums[i].add(g)
        found = [carried[i] if i in carried else sums[i].total for i in self.wanted]
        return tuple(
            _zeros(self.inputs[i]) if g is None else g
            for i, g in zip(self.wanted, found, strict=True)
        )


def _zeros(x):
    return k.zeros(shape=tuple(x.shape), dtype=k.dtype_name(x))

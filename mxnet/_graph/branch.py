"""`cond` in a program: the chosen branch forward, and the same one back.

What does not live here: writing it into a program (`loops.py`).
"""

from .. import _kernels as k
from .._core.errors import MXNetError
from .body import Body

__all__ = ["Branch"]


class Branch:
    """One `_cond` node for given forms of its inputs; attributes as of `Foreach`.

    What backward reads is there for both branches, that of the other one as zeros without memory;
    the condition is its last value.
    """

    def __init__(self, node, metas, wanted, train, device, compiler):
        p = node.params()
        self.inputs, self.wanted, self.asks = metas, wanted, tuple(p.cond_input_locs)
        self.condition = Body(node.subgraphs[0], [metas[i] for i in self.asks], (), train, device,
                              compiler)  # fmt: skip
        self.reads = (tuple(p.then_input_locs), tuple(p.else_input_locs))
        self.bodies = []
        for heads, reads in zip(node.subgraphs[1:], self.reads, strict=True):
            places = [at for at, i in enumerate(reads) if i in wanted]
            forms = [metas[i] for i in reads]
            self.bodies.append(Body(heads, forms, places, train, device, compiler))
        first, second = (body.metas for body in self.bodies)
        for i, (a, b) in enumerate(zip(first, second, strict=True)):
            if a.shape != b.shape or a.dtype is not b.dtype:
                raise MXNetError(
                    f"{node.op.name} {node.name!r}: output {i} has shape {tuple(a.shape)} and "
                    f"dtype {k.dtype_name(a)} in the one branch, {tuple(b.shape)} and "
                    f"{k.dtype_name(b)} in the other; they must agree."
                )
        self.count = len(first)
        self.random = any(body.random for body in (self.condition, *self.bodies))
        written = {reads[at] for body, reads in zip(self.bodies, self.reads, strict=True)
                   for at in body.states}  # fmt: skip
        self.mutated = [i if i in written else None for i in node.mutated()]
        self.states = len(self.mutated)
        self.fixed = [[None if at is None or reads[at] in written else reads[at]
                       for at in body.kept]
                      for body, reads in zip(self.bodies, self.reads, strict=True)]  # fmt: skip
        self.read = tuple(sorted({i for fixed in self.fixed for i in fixed if i is not None}))
        self.loose = [[x for x, i in zip(body.kept_metas, fixed, strict=True) if i is None]
                      for body, fixed in zip(self.bodies, self.fixed, strict=True)]  # fmt: skip
        self.metas = [
            *first,
            *[None if i is None else metas[i] for i in self.mutated],
            *self.loose[0],
            *self.loose[1],
            k.hollow((), "bool"),
        ]

    def bodies_told(self):
        """The condition and the two ways, as text."""
        names = ("the condition", "where it holds", "where not")
        parts = (self.condition, *self.bodies)
        return [(name, part.program.source) for name, part in zip(names, parts, strict=True)]

    def forward(self, *xs):
        """Outputs, new states, what the branches' backwards read, the condition."""
        chosen = bool(self.condition.run(*[xs[i] for i in self.asks])[0])
        at = 0 if chosen else 1
        body, reads, count = self.bodies[at], self.reads[at], self.count
        results = body.run(*[xs[i] for i in reads])
        base = count + len(body.states)
        new = {reads[s]: x for s, x in zip(body.states, results[count:base], strict=True)}
        kept = [x for x, i in zip(results[base:], self.fixed[at], strict=True) if i is None]
        other = [k.broadcast_to(_zeros((), x), shape=tuple(x.shape)) for x in self.loose[1 - at]]
        states = [None if i is None else new[i] if i in new else k.own(xs[i])
                  for i in self.mutated]  # fmt: skip
        flag = k.full(shape=(), value=chosen, dtype="bool")
        pair = (kept, other) if chosen else (other, kept)
        return (*results[:count], *states, *pair[0], *pair[1], flag)

    forward.fresh = True  # to those who ask what shares memory with what

    def backward(self, *values):
        """The gradients of the wanted inputs; arguments as of `Foreach.backward`."""
        fixed = dict(zip(self.read, values, strict=False))
        gs = values[len(values) - self.count :]
        *loose, flag = values[len(self.read) : len(values) - self.count]
        at, first = (0, 0) if bool(flag) else (1, len(self.loose[0]))
        rest, body, reads = iter(loose[first:]), self.bodies[at], self.reads[at]
        saved = [next(rest) if i is None else fixed[i] for i in self.fixed[at]]
        found = dict.fromkeys(self.wanted)
        if body.back is not None:
            for place, g in zip(body.wanted, body.back(*saved, *gs), strict=True):
                found[reads[place]] = g
        return tuple(
            _zeros(self.inputs[i].shape, self.inputs[i]) if g is None else g
            for i, g in found.items()
        )


def _zeros(shape, like):
    return k.zeros(shape=tuple(shape), dtype=k.dtype_name(like))

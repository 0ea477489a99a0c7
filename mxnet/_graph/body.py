"""A graph that a loop or branch calls, compiled for the shapes that reach it.

What does not live here: the loops.
"""

from .. import _kernels as k
from .._core.errors import MXNetError
from .ir import topological

__all__ = ["Body", "Sum"]


class Body:
    """One graph of a node as functions over tensors.

    Parameters
    ----------
    heads : tuple of (Node, int)
    forms : list of tensor
        A tensor without memory for every variable.
    wanted : iterable of int
        The variables whose gradients are asked for.

    Attributes
    ----------
    metas : list of tensor
        The forms of its outputs.
    states : list of int
        The variables that get new values, which follow the outputs.
    kept : tuple of (int or None)
        For each value that backward reads which variable it is; None where it is made in between.
    kept_metas : tuple of tensor
    wanted : list of int
        The variables of `backward`'s results.
    program : CompiledGraph
    run, back : callable
        Variables to outputs, new states and kept values; kept values and the outputs' gradients to
        gradients.
    """

    def __init__(self, heads, forms, wanted, train, device, compiler):
        names = [node.name for node in topological(heads) if node.op is None]
        shapes = {name: tuple(x.shape) for name, x in zip(names, forms, strict=True)}
        dtypes = {name: k.dtype_name(x) for name, x in zip(names, forms, strict=True)}
        chosen = [names[i] for i in sorted(wanted)]
        program = compiler(
            list(heads), names, shapes, dtypes, train, chosen, bool(chosen), device
        )  # fmt: skip
        self.program = program
        self.metas, self.random = program.forms(), program.random()
        self.states = [names.index(name) for name in program.states]
        self.wanted, self.kept, self.kept_metas = sorted(wanted), (), ()
        if chosen:
            facts = program.kept()
            self.kept, self.kept_metas = facts.sources, facts.metas
            self.run, self.back = program.function("forward_saving"), program.function("backward")
        else:
            self.run, self.back = program.function("forward"), None


class Sum:
    """Gradients of one variable added up over the steps, in a buffer of its own from the second."""

    __slots__ = ("total", "_owned")

    def __init__(self):
        self.total, self._owned = None, False

    def add(self, g):
        """Add one; None is zero."""
        if g is None:
            return
        if self.total is None:
            self.total = g
        elif self._owned:
            self.total = k.add_(self.total, g)
        else:
            self.total, self._owned = k.add(self.total, g), True


def same_form(node, name, first, then):
    """Refuse a variable of a loop that changes its form from step to step."""
    if first.shape != then.shape or first.dtype is not then.dtype:
        raise MXNetError(
            f"{node.op.name} {node.name!r}: {name} has shape {tuple(first.shape)} and dtype "
            f"{k.dtype_name(first)} before a step, {tuple(then.shape)} and {k.dtype_name(then)} "
            "behind it; they must stay the same."
        )

"""Table rows: operators that are exactly one kernel, so that a family is a list and not a file of blocks."""

from .op import In, Op, Out, caller_file
from .primitive import find_primitive
from .registry import add

__all__ = ["kernel_operator"]


def kernel_operator(name, kernel, inputs="data", *, also=(), doc="", check=None, dtype="same", traits=()):
    """Register operator `name` as the primitive `kernel`, with the primitive's rules.

    Parameters
    ----------
    name, kernel : str
        MXNet's name, the primitive's name.
    inputs : str
        MXNet's input names, in the order of the primitive's.
    also : sequence of str
        Aliases.
    doc : str
        Docstring.
    check : callable, optional
        `check(p, *tensors)`, raising MXNetError for inputs that the kernel would wrongly accept.
    """
    prim = find_primitive(kernel)
    slots = []
    for word in inputs.split():
        slot = In("any shape", dtype=dtype)
        slot.name = word
        slots.append(slot)
    out = Out("the result")
    out.name = "output"

    def forward(F, p, *values):
        return getattr(F, kernel)(*values)

    return add(Op(name, slots, [out], {}, forward=forward, rules=prim.rules, aliases=also, doc=doc,
                  where=caller_file(), check=check, gradient=prim.gradient, kernel=kernel,
                  traits={"elementwise", *traits}))

"""Table rows: operators so alike that a family is a list and not a file of blocks.

What does not live here: the tables (`_ops`), or what a kernel computes.
"""

from .attrs import Attr, scalar
from .op import In, Op, Out, caller_file
from .primitive import find_primitive
from .registry import add
from .rules import read_rule, slots_of

__all__ = ["kernel_operator", "scalar_operator"]


def kernel_operator(
    name,
    kernel,
    inputs="data",
    *,
    also=(),
    doc="",
    check=None,
    infer=None,
    dtype="same",
    traits=(),
    gradient=None,
    output="output",
    **rules,
):
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
    infer : callable, optional
        `infer(p, s)`: the shapes of all slots from what is known of some.
    gradient : str, optional
        `"yes"`, `"zero"` or `"none"`, where it is not the primitive's.
    output : str
        MXNet's name of the result.
    **rules : callable
        `d_<input>`: rules to use instead of the primitive's, in the operator's own slot names.

    Examples
    --------
    `kernel_operator("exp", "exp", doc="The exponential of every element.")`
    """
    prim = find_primitive(kernel)
    names = inputs.split()
    slots, out = [_slot(word, dtype) for word in names], _out(output)
    own = _read_rules(name, names, output, rules)

    def forward(F, p, *values):
        return getattr(F, kernel)(*values)

    return add(
        Op(
            name,
            slots,
            [out],
            {},
            forward=forward,
            rules=own or prim.rules,
            aliases=also,
            doc=doc,
            where=caller_file(),
            check=check,
            infer=infer,
            kernel=kernel,
            gradient=gradient or prim.gradient,
            traits={"elementwise", *traits},
        )
    )


def scalar_operator(
    name,
    forward,
    *,
    also=(),
    doc="",
    infer=None,
    gradient="yes",
    d_data=None,
    kernel=None,
    swapped=False,
):
    """Register an operator of one array and a number, the attribute `scalar`.

    Parameters
    ----------
    forward : callable
        `forward(F, p, data)`.
    d_data : callable, optional
        Its rule, `d_data(F, p, ...)`.
    kernel : str, optional
        The kernel that does the work alone where the array holds floating-point numbers, called
        with the array and the number.
    swapped : bool
        The number comes first.
    name, also, doc, infer, gradient
        As of `kernel_operator`.
    """
    attrs = {
        "scalar": Attr(scalar, 1, doc="The number."),
        "is_int": Attr(
            bool,
            True,
            doc="Cut the number to an integer where the array holds "
            "integers; without it they become float64.",
        ),
    }
    if kernel:
        forward.short = kernel, swapped
    rules = _read_rules(name, ["data"], "output", {"d_data": d_data} if d_data else {})
    return add(
        Op(
            name,
            [_slot("data", "same")],
            [_out("output")],
            attrs,
            forward=forward,
            rules=rules,
            aliases=also,
            doc=doc,
            where=caller_file(),
            infer=infer,
            gradient=gradient,
            traits={"elementwise", "scalar"},
        )
    )


def _slot(name, dtype):
    slot = In("any shape", dtype=dtype)
    slot.name = name
    return slot


def _out(name):
    out = Out("the result")
    out.name = name
    return out


def _read_rules(owner, names, output, rules):
    return [
        read_rule(owner, slots_of(key, names), rule, names, [output]) for key, rule in rules.items()
    ]

"""Operators that change the dtype of arrays."""

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from . import primitives  # noqa: F401  rules and forwards use them
from .operands import one_shape

DTYPES = ("bfloat16", "float16", "float32", "float64", "int32", "int64", "int8", "uint8")
FLOATING = ("bfloat16", "float16", "float32", "float64")
NARROW = ("float16", "bfloat16")


@op("Cast", also=["cast", "_npi_cast", "_npx_cast"], traits={"elementwise", "view"})
class cast:
    """The same numbers in another dtype.

    Floating-point numbers are cut toward zero to integers, which wrap around; whatever is not zero
    becomes true.
    """

    data = In("any shape")
    output = Out("the shape of data")
    dtype = Attr(("bool", *DTYPES), doc="The dtype of the result.")
    infer = one_shape("data", "output")

    def forward(F, p, data):
        return F.cast(data, dtype=p.dtype)

    def d_data(F, p, data: Like, g):
        return F.cast(g, dtype=data.dtype)


@op("amp_cast", traits={"elementwise", "view"})
class amp_cast:
    """`Cast` for floating-point arrays; integers pass unchanged."""

    data = In("any shape")
    output = Out("the shape of data")
    dtype = Attr(DTYPES, doc="The dtype of the result, where data is floating-point.")
    infer = one_shape("data", "output")

    def forward(F, p, data):
        return F.cast(data, dtype=p.dtype) if F.dtype_name(data) in FLOATING else F.identity(data)

    def d_data(F, p, data: Like, g):
        return F.cast(g, dtype=data.dtype)


@op("amp_multicast", traits={"elementwise", "view", "one"}, count_attr="num_outputs")
class amp_multicast:
    """Arrays of float16, bfloat16 and float32 in one dtype of these; others pass unchanged.

    The dtype is float32 if any of them has it, or with `cast_narrow` the narrow one if any has it.
    """

    data = In("any shapes", dtype="any", variadic=True)
    output = Out("the shapes of data", variadic=True)
    num_outputs = Attr(int, ge=1, doc="The number of arrays.")
    cast_narrow = Attr(bool, False, doc="Take the narrowest dtype instead of the widest.")

    def forward(F, p, *data):
        kinds = [F.dtype_name(x) for x in data]
        narrow = [k for k in kinds if k in NARROW]
        wide = "float32" in kinds and not (p.cast_narrow and narrow)
        target = "float32" if wide else narrow[0] if narrow else None
        movable = (*NARROW, "float32")
        return tuple(F.cast(x, dtype=target) if k in movable else F.identity(x)
                     for x, k in zip(data, kinds, strict=True))

    def d_data(F, p, data: Like, gs):
        return [None if g is None else F.cast(g, dtype=x.dtype)
                for x, g in zip(data, gs, strict=True)]

"""Operators that look at whole arrays: are all numbers finite, are two arrays close."""

from .._core.attrs import Attr
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the forwards use them
from .refusals import refuse_integers


@op("all_finite", gradient="none", traits={"joins"})
class all_finite:
    """`[1.]` if every number of the array is finite, else `[0.]`; float32."""

    data = In("any shape, floating-point")
    output = Out("(1,)")
    init_output = Attr(bool, True, doc="Off: what stands in `out` must be 1 as well.")

    def infer(p, s):
        s.unify(output=(1,))

    def check(p, data):
        refuse_integers("all_finite", data=data)

    def forward(F, p, data):
        return F.all_finite(data)


@op("multi_all_finite", gradient="none", count_attr="num_arrays", traits={"joins"})
class multi_all_finite:
    """`[1.]` if every number of every array is finite, else `[0.]`; float32."""

    data = In("any shapes, floating-point", variadic=True)
    output = Out("(1,)")
    num_arrays = Attr(int, 1, ge=1, doc="The number of arrays.")
    init_output = Attr(bool, True, doc="Off: what stands in `out` must be 1 as well.")

    def check(p, *data):
        if not data:
            raise operator_error("multi_all_finite", "needs at least one array in data.")
        refuse_integers("multi_all_finite", data=data[0])

    def forward(F, p, *data):
        return F.all_finite(*data)


@op("_contrib_allclose", gradient="none")
class allclose:
    """Whether ``|a - b| <= atol + rtol * |b|`` everywhere: 1 or 0, a uint8 without axes."""

    a = In("any shape")
    b = In("the shape of a")
    output = Out("()")
    rtol = Attr(float, 1e-5, doc="Tolerance relative to b.")
    atol = Attr(float, 1e-8, doc="Absolute tolerance.")
    equal_nan = Attr(bool, True, doc="Take two NaN for close.")

    def infer(p, s):
        s.unify(a=s.b.value, b=s.a.value, output=())

    def check(p, a, b):
        if a.shape != b.shape:
            raise operator_error("_contrib_allclose", f"a has shape {tuple(a.shape)} and b "
                                 f"{tuple(b.shape)}; they must agree.")

    def forward(F, p, a, b):
        return F.allclose(a, b, rtol=p.rtol, atol=p.atol, equal_nan=p.equal_nan)

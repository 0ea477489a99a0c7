"""Operators that copy an array, or write one number over it."""

from .._core.attrs import Attr
from .._core.op import In, Out
from .._core.registry import op


@op("cast_storage", also=["_sparse_cast_storage"], traits={"view"})
class cast_storage:
    """A copy with another way of storage; so far all arrays are dense."""

    data = In("any shape")
    output = Out("the same shape")
    stype = Attr(("csr", "default", "row_sparse"), doc="`default` is dense.")

    def forward(F, p, data):
        if p.stype != "default":
            raise ValueError(f"stype={p.stype!r}: there are no sparse arrays yet, only 'default'")
        return F.identity(data)

    def d_data(F, p, g):
        return g


@op("_copyto", also=["_npi_copyto"], traits={"view", "casts"})
class copyto:
    """A copy of the data, in the dtype of `out` where one is given."""

    data = In("any shape")
    output = Out("the same shape")

    def forward(F, p, data):
        return F.identity(data)

    def d_data(F, p, g):
        return g


@op("_set_value", gradient="zero", traits={"fill", "casts"})
class set_value:
    """One number, written over all of `out`."""

    output = Out("the shape of out")
    src = Attr(float, doc="The number.")

    def forward(F, p):
        return F.full(shape=(1,), value=p.src, dtype="float64")

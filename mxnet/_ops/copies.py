"""Operators that copy an array, or write one number over it."""

from .._core.attrs import Attr
from .._core.errors import MXNetError, NotDense
from .._core.op import In, Out
from .._core.registry import op


@op("cast_storage", also=["_sparse_cast_storage"], traits={"view"})
class cast_storage:
    """A copy with another way of storage. In graphs the values stay dense."""

    data = In("any shape")
    output = Out("the same shape")
    stype = Attr(("csr", "default", "row_sparse"), doc="`default` is dense.")

    def check(p, data):
        if p.stype == "csr" and len(data.shape) != 2:
            raise MXNetError(f"a csr array has two dimensions; data has shape {tuple(data.shape)}")
        if p.stype != "default":
            raise NotDense(p.stype, tuple(data.shape))

    def forward(F, p, data):
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

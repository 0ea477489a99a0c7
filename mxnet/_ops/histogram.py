"""Counting and running sums."""

from .._core.attrs import Attr, floats, maybe
from .._core.op import In, Out
from .._core.registry import op
from .axes import one_axis


@op("_histogram", also=["_npi_histogram"], gradient="none")
class histogram:
    """How many elements lie in each bin; the last bin holds its upper edge too.

    The bins are given by their edges, or there are `bin_cnt` even ones over `range`.
    """

    data = In("any shape")
    bins = In("edges in rising order", when=lambda p: p.bin_cnt is None)
    output0 = Out("(number of bins,) int64: the counts")
    output1 = Out("(number of bins + 1,): the edges")
    bin_cnt = Attr(maybe(int), None, ge=1, doc="Number of even bins.")
    range = Attr(maybe(floats), None, doc="Lowest and highest edge of even bins.")

    def forward(F, p, data, bins=None):
        if (p.bin_cnt is None) != (p.range is None):
            raise ValueError("bin_cnt and range should both or neither be specified")
        if p.bin_cnt is None:
            if len(bins.shape) != 1 or bins.shape[0] < 2:
                raise ValueError(
                    f"bins has shape {tuple(bins.shape)}; it must be a vector of at least 2 edges"
                )
            edges = F.identity(bins)
        else:
            if len(p.range) != 2 or p.range[0] > p.range[1]:
                raise ValueError(f"range={p.range} must be a lower and a higher number")
            edges = F.bin_edges(data, count=p.bin_cnt, low=p.range[0], high=p.range[1])
        return F.histogram(data, edges), edges


@op("_np_cumsum", also=["cumsum"], traits={"view"})
class cumsum:
    """Running sums along an axis, or over all elements in row-major order."""

    a = In("any shape")
    output = Out("the shape of a, or a vector")
    axis = Attr(maybe(int), None, doc="The axis; negative counts from the end.")
    dtype = Attr(
        (None, "float16", "float32", "float64", "int32", "int64", "int8"),
        None,
        doc="Dtype of the sums; that of a if left out (int64 for bool).",
    )

    def forward(F, p, a):
        kind = p.dtype or ("int64" if F.dtype_name(a) == "bool" else None)
        if p.axis is None:
            a = F.reshape(a, shape=(-1,))
        axis = one_axis(p.axis or 0, len(a.shape))
        return F.cumsum(a if kind is None else F.cast(a, dtype=kind), axis=axis)

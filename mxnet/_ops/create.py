"""Operators that make arrays from nothing; `ctx` is read where they are called."""

from math import ceil

from .._core.attrs import Attr, maybe
from .._core.attrs import shape as shape_attr
from .._core.op import Out
from .._core.registry import op

DTYPES = ("float32", "float64", "float16", "bfloat16", "uint8", "int32", "int8", "int64")
DTYPES_AND_BOOL = (*DTYPES, "bool")
CONTEXT = "Where to make it, as `cpu(0)`; the current context if left out."


@op("_zeros", gradient="zero")
class zeros:
    """Zeros."""

    output = Out("`shape`")
    shape = Attr(shape_attr, (), doc="Shape of the result.")
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(DTYPES_AND_BOOL, "float32", doc="Dtype of the result.")

    def forward(F, p):
        return F.zeros(shape=p.shape, dtype=p.dtype)


@op("_zeros_without_dtype", gradient="zero")
class zeros_without_dtype:
    """Zeros, in float32 unless the number of another dtype is given."""

    output = Out("`shape`")
    shape = Attr(maybe(shape_attr), None, doc="Shape of the result.")
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(int, -1, ge=-1, le=7, doc="Number of the dtype in MXNet's files; -1 is float32.")

    def forward(F, p):
        names = ("float32", "float64", "float16", "uint8", "int32", "int8", "int64", "bool")
        return F.zeros(shape=p.shape or (), dtype=names[max(p.dtype, 0)])


@op("_ones", gradient="zero")
class ones:
    """Ones."""

    output = Out("`shape`")
    shape = Attr(shape_attr, (), doc="Shape of the result.")
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(DTYPES_AND_BOOL, "float32", doc="Dtype of the result.")

    def forward(F, p):
        return F.ones(shape=p.shape, dtype=p.dtype)


@op("_full", also=["_npi_full"], gradient="zero")
class full:
    """One number everywhere; integer dtypes cut it towards zero."""

    output = Out("`shape`")
    shape = Attr(maybe(shape_attr), None, doc="Shape of the result.")
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(DTYPES_AND_BOOL, "float32", doc="Dtype of the result.")
    value = Attr(float, doc="The number.")

    def forward(F, p):
        return F.filled(shape=p.shape or (), value=p.value, dtype=p.dtype)


@op("_eye", gradient="zero")
class eye:
    """Ones on a diagonal, zeros elsewhere."""

    output = Out("(N, M)")
    N = Attr(int, ge=1, doc="Rows.")
    M = Attr(int, 0, ge=0, doc="Columns; 0 for as many as rows.")
    k = Attr(int, 0, doc="Which diagonal: above the main one if positive, below if negative.")
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(tuple(d for d in DTYPES if d != "bfloat16"), "float32", doc="Dtype of the result.")

    def forward(F, p):
        return F.eye(rows=p.N, columns=p.M or p.N, offset=p.k, dtype=p.dtype)


@op("_arange", gradient="zero")
class arange:
    """`start`, `start + step`, ... up to but not including `stop`, each `repeat` times."""

    output = Out("a vector")
    start = Attr(
        float, doc="First number; the end instead, beginning at 0, where there is no `stop`."
    )
    stop = Attr(maybe(float), None, doc="The end, which is left out.")
    step = Attr(float, 1.0, doc="Distance of two numbers, negative to count down.")
    repeat = Attr(int, 1, ge=1, doc="How often each number stands in the result.")
    infer_range = Attr(
        bool, False, doc="Take the length from where the result is used; for symbols only."
    )
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(DTYPES, "float32", doc="Dtype of the result.")

    def forward(F, p):
        if p.infer_range:
            raise ValueError(
                "infer_range leaves the length to the place of use; there is none here"
            )
        start, stop = (0.0, p.start) if p.stop is None else (p.start, p.stop)
        if p.step == 0:
            raise ValueError("step must not be 0")
        if (stop - start) * p.step <= 0:
            raise ValueError(
                f"Invalid range (start, stop, step) = ({start:g}, {stop:g}, {p.step:g})"
            )
        count = ceil((stop - start) / p.step)
        return F.progression(start=start, step=p.step, count=count, repeat=p.repeat, dtype=p.dtype)


@op("_linspace", also=["_npi_linspace"], gradient="zero")
class linspace:
    """`num` numbers evenly spread from `start` to `stop`."""

    output = Out("(num,)")
    start = Attr(float, doc="First number.")
    stop = Attr(
        maybe(float), None, doc="Last number, or the end that is left out without `endpoint`."
    )
    step = Attr(float, 1.0, doc="Must be left out: `num` decides.")
    repeat = Attr(int, 1, doc="Must be left out.")
    infer_range = Attr(bool, False, doc="Must be left out.")
    ctx = Attr(str, "", doc=CONTEXT)
    dtype = Attr(DTYPES, "float32", doc="Dtype of the result.")
    num = Attr(int, 50, ge=0, doc="How many numbers.")
    endpoint = Attr(bool, True, doc="Whether `stop` is the last of them.")

    def forward(F, p):
        if p.stop is None:
            raise ValueError("stop is missing")
        if p.step != 1.0 or p.repeat != 1 or p.infer_range:
            raise ValueError("step, repeat and infer_range mean nothing here; give num")
        gaps = p.num - 1 if p.endpoint else p.num
        step = (p.stop - p.start) / gaps if gaps > 0 else 0.0
        return F.evenly(start=p.start, step=step, count=p.num, dtype=p.dtype)

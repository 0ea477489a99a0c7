"""Which operators have a form for sparse arrays, and that form.

A form is a function `(F, p, inputs, stores)`: the inputs as `F` takes them, and what they hold, by
which it decides. It gives a tensor, or a store for a sparse result, or NotImplemented where its
storages are not among those that MXNet 1.9.1 has a form for; the operator then gets dense values.
What does not live here: how a form is called and recorded (`sparse_call.py`), updates of optimizers
(`sparse_updates.py`).
"""

from math import prod

from .. import _kernels as k
from .._core import registry
from .._core.errors import MXNetError
from .._ops.reduce import axes_of
from .._ops.slice import resolved

__all__ = ["FORMS", "DIFFERENTIABLE", "form"]

FORMS: dict = {}
DIFFERENTIABLE = set()  # forms made of primitives, which the recorded world can run as well


def form(*names, differentiable=False):
    """Register a form under operators' names."""

    def register(f):
        for name in names:
            FORMS[name] = f
            if differentiable:
                DIFFERENTIABLE.add(name)
        return f

    return register


def kinds(stores):
    """The storages, as `"csr default"`."""
    return " ".join(getattr(x, "stype", "default") for x in stores)


# Element by element. What keeps zero at zero works on the stored values alone.

ZERO_AT_ZERO = """abs sign negative square sqrt cbrt expm1 log1p sin tan arcsin arctan sinh tanh
arcsinh arctanh degrees radians relu ceil floor trunc fix round rint _contrib_round_ste
_contrib_sign_ste _contrib_gradientmultiplier _mul_scalar _div_scalar _scatter_plus_scalar
_scatter_minus_scalar""".split()

# With a number: only where the operator gives zero for zero and that number.
IF_ZERO_STAYS = {
    "_plus_scalar": lambda s: s == 0,
    "_minus_scalar": lambda s: s == 0,
    "_equal_scalar": lambda s: s != 0,
    "_not_equal_scalar": lambda s: s == 0,
    "_greater_scalar": lambda s: s >= 0,
    "_greater_equal_scalar": lambda s: s > 0,
    "_lesser_scalar": lambda s: s <= 0,
    "_lesser_equal_scalar": lambda s: s < 0,
}


def on_values(name):
    op = registry.find(name)

    def run(F, p, inputs, stores):
        x = stores[0]
        if op.check is not None:
            op.check(p, x.data)
        return k.with_data(x, op.forward(k, p, x.data))

    return run


def if_zero_stays(name, stays):
    values = on_values(name)

    def run(F, p, inputs, stores):
        return values(F, p, inputs, stores) if stays(p.scalar) else NotImplemented

    return run


for _name in ZERO_AT_ZERO:
    FORMS[_name] = on_values(_name)
for _name, _stays in IF_ZERO_STAYS.items():
    FORMS[_name] = if_zero_stays(_name, _stays)


@form("_copy", "BlockGrad", "make_loss")
def same(F, p, inputs, stores):
    return stores[0]


@form("zeros_like")
def zeros_like(F, p, inputs, stores):
    x = stores[0]
    return (k.no_csr if x.stype == "csr" else k.no_rows)(x.shape, x.dtype, x.device)


@form("clip")
def clip(F, p, inputs, stores):
    if not p.a_min <= 0 <= p.a_max:
        return NotImplemented
    return _clip(F, p, inputs, stores)


_clip = on_values("clip")


@form("_contrib_quadratic")
def quadratic(F, p, inputs, stores):
    if kinds(stores) != "csr" or p.c != 0:
        return NotImplemented
    return _quadratic(F, p, inputs, stores)


_quadratic = on_values("_contrib_quadratic")


# Of two arrays


def one_shape(name, stores):
    x, y = stores
    if tuple(x.shape) != tuple(y.shape):
        raise MXNetError(
            f"{name}: lhs has shape {tuple(x.shape)}, rhs {tuple(y.shape)}; they must agree."
        )


def of_two(name, f):
    """A form for two csr, or two row_sparse, arrays of one shape."""

    def run(F, p, inputs, stores):
        one_shape(name, stores)
        if kinds(stores) == "csr csr":
            return k.csr_binary(f, *stores)
        if kinds(stores) == "row_sparse row_sparse":
            return k.rows_binary(f, *stores)
        return NotImplemented

    return run


for _name, _kernel in [
    ("elemwise_add", k.add),
    ("elemwise_sub", k.sub),
    ("_grad_add", k.add),
    ("_maximum", k.maximum),
    ("_minimum", k.minimum),
    ("_hypot", k.hypot),
]:
    FORMS[_name] = of_two(_name, _kernel)


@form("elemwise_mul")
def multiply(F, p, inputs, stores):
    one_shape("elemwise_mul", stores)
    x, y = stores
    if kinds(stores) in ("csr csr", "row_sparse row_sparse"):
        return (k.csr_binary if x.stype == "csr" else k.rows_binary)(k.mul, x, y)
    few, other = (x, y) if k.is_sparse(x) else (y, x)
    if k.is_sparse(other):
        return NotImplemented
    return times(few, k.mul, other)


def times(few, f, dense):
    """`f` of what is stored of a sparse array and of a dense one of its shape."""
    if few.stype == "csr":
        return k.csr_times(few, f, dense)
    return k.with_data(few, f(few.data, dense[few.checked().indices]))


def broadcast_form(name, f):
    def run(F, p, inputs, stores):
        x, y = stores
        if kinds(stores) != "csr default" or len(y.shape) > 2:
            return NotImplemented
        fits = all(n in (1, m) for n, m in zip(y.shape[::-1], x.shape[::-1]))
        if not fits or (name == "broadcast_div" and tuple(y.shape) == tuple(x.shape)):
            return NotImplemented
        return k.csr_times(x, f, y)

    return run


FORMS["broadcast_mul"] = broadcast_form("broadcast_mul", k.mul)
FORMS["broadcast_div"] = broadcast_form("broadcast_div", k.div)


@form("_scatter_elemwise_div")
def scatter_div(F, p, inputs, stores):
    one_shape("_scatter_elemwise_div", stores)
    x, y = stores
    if getattr(x, "stype", "") != "row_sparse":
        return NotImplemented
    return times(x, k.div, k.to_dense(y))


@form("_identity_with_attr_like_rhs")
def like_rhs(F, p, inputs, stores):
    x, y = stores
    stype = getattr(y, "stype", "default")
    return NotImplemented if stype == "default" else k.sparse_like(k.to_dense(x), stype=stype)


@form("add_n")
def add_n(F, p, inputs, stores):
    if any(getattr(x, "stype", "") != "row_sparse" for x in stores):
        return NotImplemented
    if len({tuple(x.shape) for x in stores}) > 1:
        raise MXNetError(f"add_n: shapes differ: {[tuple(x.shape) for x in stores]}")
    return k.add_rows(list(stores))


# Storage


@form("cast_storage", differentiable=True)
def cast_storage(F, p, inputs, stores):
    x = stores[0]
    if "default" not in (p.stype, kinds(stores)) and p.stype != x.stype:
        raise MXNetError(f"cast_storage from {x.stype} to {p.stype} is not supported")
    return F.sparse_like(inputs[0], stype=p.stype)


@form("_sparse_retain", differentiable=True)
def retain(F, p, inputs, stores):
    if kinds(stores) != "row_sparse default":
        return NotImplemented
    return F.keep_rows(*inputs)


# Products


@form("dot", differentiable=True)
def dot(F, p, inputs, stores):
    """csr with dense or row_sparse on the right of it, and dense with csr."""
    (x, y), (lhs, rhs) = stores, inputs
    shapes = f"{list(x.shape)} X {list(y.shape)}"
    if x.shape[0 if p.transpose_a else -1] != y.shape[-1 if p.transpose_b else 0]:
        raise MXNetError(f"dot shape error: {shapes}.")
    found, stype = NotImplemented, "default"
    if kinds(stores) in ("csr default", "csr row_sparse"):
        if len(y.shape) != 2:
            raise MXNetError(f"sparse dot only supports 2 dimensional rhs: {shapes}.")
        found, stype = _from_left(F, p, lhs, rhs)
    elif kinds(stores) == "default csr" and not p.transpose_a and p.forward_stype != "default":
        if len(x.shape) == 2:
            found, stype = F.t(F.csr_dot(rhs, F.t(lhs), transpose=not p.transpose_b)), "csr"
    if found is NotImplemented:
        if p.forward_stype in (None, "default"):
            return found
        found = registry.find("dot").forward(F, p, *(F.to_dense(i) for i in inputs))
    stype = p.forward_stype or stype
    return found if stype == "default" else F.sparse_like(found, stype=stype)


@form("FullyConnected", differentiable=True)
def fully_connected(F, p, inputs, stores):
    """On dense values; the bias of a row_sparse kind has the shape (num_hidden, 1)."""
    n = p.num_hidden
    if len(stores) < 3 or stores[2] is None or tuple(stores[2].shape) != (n, 1):
        return NotImplemented
    data, weight, bias = (F.to_dense(x) for x in inputs)
    bias = F.reshape(bias, shape=(n,))
    return registry.find("FullyConnected").forward(F, p, data, weight, bias)


def _from_left(F, p, lhs, rhs):
    if p.transpose_b:
        return F.csr_dot(lhs, F.t(F.to_dense(rhs)), transpose=p.transpose_a), "default"
    if p.transpose_a:
        if p.forward_stype in (None, "row_sparse"):
            return F.csr_dot_rows(lhs, rhs), "row_sparse"
        return F.csr_dot(lhs, rhs, transpose=True), "default"
    return F.csr_dot(lhs, rhs), "default"


# Sums


def reduction(name, power, mean=False):
    def run(F, p, inputs, stores):
        x = stores[0]
        if kinds(stores) != "csr" or not x.dtype.is_floating_point:
            return NotImplemented
        axes = axes_of(p.axis, p.exclude, 2)
        axis = axes[0] if len(axes) == 1 else None
        if not axes or axis is None and p.keepdims:
            return NotImplemented
        out = k.csr_sum(x, axis, power)
        if mean:
            out = out / prod(x.shape[i] for i in axes)
        return out.unsqueeze(axis) if p.keepdims else out

    return run


FORMS["sum"], FORMS["mean"] = reduction("sum", 1), reduction("mean", 1, mean=True)


@form("norm")
def norm(F, p, inputs, stores):
    x = stores[0]
    if p.axis not in (None, ()) or p.keepdims or p.ord != 2 or not x.dtype.is_floating_point:
        return NotImplemented
    return (x.data * x.data).sum().sqrt().reshape(1)


@form("_square_sum")
def square_sum(F, p, inputs, stores):
    x = stores[0]
    if kinds(stores) != "row_sparse" or len(x.shape) != 2 or p.axis in (None, ()):
        return NotImplemented
    axis = (p.axis[0] if isinstance(p.axis, tuple) else p.axis) % 2
    sums = (x.data * x.data).sum(axis, keepdim=bool(p.keepdims))
    if axis == 0:
        return sums
    rows = k.Rows(sums, x.indices, (x.shape[0], *sums.shape[1:]), sound=x.sound)
    return rows if p.keepdims else rows.dense()


# Parts


@form("slice")
def slice_(F, p, inputs, stores):
    x = stores[0]
    if kinds(stores) != "csr" or any(s not in (None, 1) for s in p.step or ()):
        return NotImplemented
    spans = [*resolved(p, x.shape), (0, x.shape[1], 1)][:2]
    (top, height, _), (left, width, _) = spans
    rows = k.csr_rows(x, top, top + height)
    return rows if width == x.shape[1] else k.csr_columns(rows, left, left + width)


@form("Concat")
def concat(F, p, inputs, stores):
    if p.dim != 0 or any(getattr(x, "stype", "") != "csr" for x in stores):
        return NotImplemented
    return k.csr_joined(list(stores))


@form("take")
def take(F, p, inputs, stores):
    if kinds(stores) != "csr default" or p.axis not in (0, -2) or p.mode == "raise":
        return NotImplemented
    x, wanted = stores
    if len(wanted.shape) != 1:
        raise MXNetError(
            f"take: from a csr array only one-dimensional indices; came {tuple(wanted.shape)}"
        )
    wanted = k.cast(wanted, dtype="int64")
    count = x.shape[0]
    return k.csr_pick(x, wanted % count if p.mode == "wrap" else wanted.clamp(0, count - 1))


@form("_contrib_getnnz")
def getnnz(F, p, inputs, stores):
    if kinds(stores) != "csr" or p.axis not in (None, 1):
        return NotImplemented
    return k.csr_counts(stores[0], axis=p.axis)


@form("_contrib_edge_id")
def edge_id(F, p, inputs, stores):
    if kinds(stores) != "csr default default":
        return NotImplemented
    return k.csr_entries(*stores)

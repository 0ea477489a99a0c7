"""Batch normalization and its variants."""

from .._core.attrs import Attr, maybe
from .._core.errors import MXNetError
from .._core.op import Aux, In, Out
from .._core.registry import op
from .._core.rules import Like, Maybe
from .norm import axis_of
from .primitives.norm import Channels, channel_sums, fixed_dgamma, plus, with_statistics
from .spatial import check_float


def to_second(F, x, axis):
    """`x` with `axis` moved behind the batch axis (a view)."""
    if axis == 1:
        return x
    if len(x.shape) == 1:
        return F.expand_dims(x, axis=0)
    order = [i for i in range(len(x.shape)) if i != axis]
    return F.transpose(x, axes=(order[0], axis, *order[1:]))


def from_second(F, x, axis, like):
    """The inverse of `to_second`."""
    if axis == 1:
        return x
    if len(like.shape) == 1:
        return F.reshape(x, shape=like.shape)
    order = [0, *range(2, len(x.shape))]
    order.insert(axis, 1)
    return F.transpose(x, axes=tuple(order))


def check_batch_norm(p, axis, data, *vectors):
    """Refuse vectors that are not one number per channel, in float32 where data has half floats."""
    check_float(data)
    wanted = (data.shape[axis],)
    if data.dtype.itemsize > 2 and all(
        x.shape == wanted and x.dtype is data.dtype for x in vectors
    ):
        return
    for name, x in zip(("gamma", "beta", "moving_mean", "moving_var"), vectors):
        if x.shape != wanted:
            raise MXNetError(
                f"{name} has shape {tuple(x.shape)}; data {tuple(data.shape)} needs {wanted}."
            )
        if x.dtype is not data.dtype:
            narrow = x.dtype.itemsize == 4 and data.dtype.itemsize == 2
            if not (narrow and x.dtype.is_floating_point):
                raise MXNetError(f"{name} has not the dtype it must: {PARAMETERS}")
        elif data.dtype.itemsize == 2:
            raise MXNetError(f"{name} has not the dtype it must: {PARAMETERS}")


PARAMETERS = "parameters share the data's dtype, and are float32 where the data has 16 bits."


def uses_batch(p):
    """Whether the data is normalized with the statistics of its batch."""
    return p.training and not p.use_global_stats


def batch_norm_forward(F, p, x, gamma, beta, moving_mean, moving_var):
    """`(out, mean, invstd, new moving mean, new moving var)` with channels on axis 1."""
    gamma = None if p.fix_gamma else gamma
    if not uses_batch(p):
        found = F.batch_norm_fixed(x, gamma, beta, moving_mean, moving_var, eps=p.eps)
        return (*found, None, None)
    y, mean, invstd = F.batch_norm(x, gamma, beta, eps=p.eps)
    if moving_mean is None:
        return y, mean, invstd, None, None
    moved = F.moving_stats(moving_mean, moving_var, mean, invstd, momentum=p.momentum, eps=p.eps)
    return y, mean, invstd, *moved


def batch_norm_infer(p, s):
    x = s.data.known()
    c = (x[axis_of(p, len(x))],)
    s.unify(gamma=c, beta=c, moving_mean=c, moving_var=c, output=x, mean=c, var=c)


def batch_norm_gradients(F, p, axis, data, gamma, beta, mean, invstd, g, g_mean, g_invstd, wanted):
    """The cotangents of data, gamma (zero where it is fixed) and beta."""
    x, g = to_second(F, data, axis), to_second(F, g, axis)
    scale, free = (None, tuple(i for i in wanted if i != 1)) if p.fix_gamma else (gamma, wanted)
    if uses_batch(p):
        found = (None,) * 3
        if free:
            found = F.batch_norm_grads(g, x, scale, mean, invstd, wanted=free)
        found = with_statistics(F, Channels, found, x, mean, invstd, g_mean, g_invstd)
    else:
        found = fixed_gradients(F, g, x, scale, beta, mean, invstd, free)
    dx, dgamma, dbeta = found
    if dbeta is not None:
        dbeta = F.cast(dbeta, dtype=beta.dtype)
    if p.fix_gamma and 1 in wanted:
        dgamma = F.zeros_like(gamma)
    return None if dx is None else from_second(F, dx, axis, data), dgamma, dbeta


def fixed_gradients(F, g, x, gamma, beta, mean, invstd, wanted):
    """The cotangents where the statistics were given: the data's is a multiple of `g`."""
    dx = None
    if 0 in wanted:
        scale = invstd if gamma is None else F.mul(gamma, invstd)
        dx = F.cast(F.mul(g, Channels.spread(F, scale, x)), dtype=x.dtype)
    dgamma = fixed_dgamma(F, g, x, mean, invstd) if 1 in wanted else None
    return dx, dgamma, channel_sums(F, g, beta) if 2 in wanted else None


FIX = "Take gamma for 1 and give it no gradient."
STATS = "Normalize with the moving averages in training too."


@op("BatchNorm", also=["_npx_batch_norm"], mode=True)
class batch_norm:
    """Normalize every channel to mean 0 and variance 1 over all other axes, then scale and shift.

    ``out = (data - mean) / sqrt(var + eps) * gamma + beta``. In training mean and variance are the
    batch's, and the moving averages become ``moving * momentum + batch * (1 - momentum)``;
    otherwise the moving averages are used. With `output_mean_var`, the mean and
    ``1 / sqrt(var + eps)`` are outputs too. 16-bit data takes float32 parameters.
    """

    data = In("any shape with a channel axis", dtype="any")
    gamma = In("(C,)", dtype="any")
    beta = In("(C,)", dtype="any")
    moving_mean = Aux("(C,)")
    moving_var = Aux("(C,)")
    output = Out("the shape of data")
    mean = Out("(C,)", visible=lambda p: p.output_mean_var)
    var = Out("(C,), one over the square root", visible=lambda p: p.output_mean_var)
    eps = Attr(float, 1e-3, doc="Added to the variance.")
    momentum = Attr(float, 0.9, doc="Weight of the old moving average.")
    fix_gamma = Attr(bool, True, doc=FIX)
    use_global_stats = Attr(bool, False, doc=STATS)
    output_mean_var = Attr(bool, False, doc="Give the statistics as outputs too.")
    axis = Attr(int, 1, doc="The channel axis.")
    cudnn_off = Attr(bool, False, doc="Taken for compatibility.")
    min_calib_range = Attr(maybe(float), None, doc="Taken for compatibility.")
    max_calib_range = Attr(maybe(float), None, doc="Taken for compatibility.")
    infer = batch_norm_infer

    def check(p, data, *vectors):
        check_batch_norm(p, axis_of(p, len(data.shape)), data, *vectors)

    def forward(F, p, data, gamma, beta, moving_mean, moving_var):
        axis = axis_of(p, len(data.shape))
        x = to_second(F, data, axis)
        y, *rest = batch_norm_forward(F, p, x, gamma, beta, moving_mean, moving_var)
        return from_second(F, y, axis, data), *rest

    def d_data_gamma_beta(
        F, p, data, gamma, beta: Like, mean, var, g, g_mean: Maybe, g_var: Maybe, wanted
    ):
        axis, rest = axis_of(p, len(data.shape)), (g, g_mean, g_var, wanted)
        return batch_norm_gradients(F, p, axis, data, gamma, beta, mean, var, *rest)


@op("_contrib_BatchNormWithReLU", mode=True)
class batch_norm_with_relu:
    """`BatchNorm` followed by a rectifier, ``max(out, 0)``."""

    data = In("any shape with a channel axis", dtype="any")
    gamma = In("(C,)", dtype="any")
    beta = In("(C,)", dtype="any")
    moving_mean = Aux("(C,)")
    moving_var = Aux("(C,)")
    output = Out("the shape of data")
    mean = Out("(C,)", visible=lambda p: p.output_mean_var)
    var = Out("(C,), one over the square root", visible=lambda p: p.output_mean_var)
    eps = Attr(float, 1e-3, doc="Added to the variance.")
    momentum = Attr(float, 0.9, doc="Weight of the old moving average.")
    fix_gamma = Attr(bool, True, doc=FIX)
    use_global_stats = Attr(bool, False, doc=STATS)
    output_mean_var = Attr(bool, False, doc="Give the statistics as outputs too.")
    axis = Attr(int, 1, doc="The channel axis.")
    cudnn_off = Attr(bool, False, doc="Taken for compatibility.")
    min_calib_range = Attr(maybe(float), None, doc="Taken for compatibility.")
    max_calib_range = Attr(maybe(float), None, doc="Taken for compatibility.")
    infer = batch_norm_infer

    def check(p, data, *vectors):
        check_batch_norm(p, axis_of(p, len(data.shape)), data, *vectors)

    def forward(F, p, data, gamma, beta, moving_mean, moving_var):
        axis = axis_of(p, len(data.shape))
        x = to_second(F, data, axis)
        y, *rest = batch_norm_forward(F, p, x, gamma, beta, moving_mean, moving_var)
        return from_second(F, F.relu(y), axis, data), *rest

    def d_data_gamma_beta(
        F, p, data, gamma, beta: Like, output, mean, var, g, g_mean: Maybe, g_var: Maybe, wanted
    ):
        axis, rest = axis_of(p, len(data.shape)), (F.relu_grad(g, output), g_mean, g_var, wanted)
        return batch_norm_gradients(F, p, axis, data, gamma, beta, mean, var, *rest)


def plain_batch_norm(F, p, data, gamma, beta, moving_mean, moving_var):
    """A forward whose third output is the variance itself, its inverse root a hidden fourth."""
    y, mean, invstd, *moved = batch_norm_forward(F, p, data, gamma, beta, moving_mean, moving_var)
    return y, mean, F.sub(F.reciprocal(F.square(invstd)), p.eps), invstd, *moved


def plain_gradients(
    F, p, data, gamma, beta: Like, mean, invstd, g,
    g_mean: Maybe, g_var: Maybe, g_invstd: Maybe, wanted,
):  # fmt: skip
    if g_var is not None:  # var = invstd ** -2 - eps
        cube = F.mul(F.square(invstd), invstd)
        g_invstd = plus(F, g_invstd, F.div(F.mul(g_var, -2), cube), invstd)
    rest = (g, g_mean, g_invstd, wanted)
    return batch_norm_gradients(F, p, 1, data, gamma, beta, mean, invstd, *rest)


def plain_infer(p, s):
    x = s.data.known()
    if len(x) < 2:
        raise MXNetError(f"data has shape {x}; it needs a channel axis behind the batch.")
    c = (x[1],)
    s.unify(gamma=c, beta=c, moving_mean=c, moving_var=c, output=x, mean=c, var=c)


def plain_check(p, data, *vectors):
    if len(data.shape) < 2:
        raise MXNetError(f"data has shape {tuple(data.shape)}; it needs a channel axis.")
    check_batch_norm(p, 1, data, *vectors)


@op("BatchNorm_v1", mode=True, traits={"late_aux"})
class batch_norm_v1:
    """`BatchNorm` of old networks: channels behind the batch; its `var` is the variance."""

    data = In("(N, C, ...)", dtype="any")
    gamma = In("(C,)", dtype="any")
    beta = In("(C,)", dtype="any")
    moving_mean = Aux("(C,)")
    moving_var = Aux("(C,)")
    output = Out("the shape of data")
    mean = Out("(C,)", visible=lambda p: p.output_mean_var)
    var = Out("(C,)", visible=lambda p: p.output_mean_var)
    invstd = Out("(C,)", hidden=True)
    eps = Attr(float, 1e-3, doc="Added to the variance.")
    momentum = Attr(float, 0.9, doc="Weight of the old moving average.")
    fix_gamma = Attr(bool, True, doc=FIX)
    use_global_stats = Attr(bool, False, doc=STATS)
    output_mean_var = Attr(bool, False, doc="Give the statistics as outputs too.")
    infer, check, forward = plain_infer, plain_check, plain_batch_norm
    d_data_gamma_beta = plain_gradients


@op("_contrib_SyncBatchNorm", mode=True)
class sync_batch_norm:
    """`BatchNorm` over the batches of several devices; here one device holds the whole batch."""

    data = In("(N, C, ...)", dtype="any")
    gamma = In("(C,)", dtype="any")
    beta = In("(C,)", dtype="any")
    moving_mean = Aux("(C,)")
    moving_var = Aux("(C,)")
    output = Out("the shape of data")
    mean = Out("(C,)", visible=lambda p: p.output_mean_var)
    var = Out("(C,)", visible=lambda p: p.output_mean_var)
    invstd = Out("(C,)", hidden=True)
    eps = Attr(float, 1e-3, doc="Added to the variance.")
    momentum = Attr(float, 0.9, doc="Weight of the old moving average.")
    fix_gamma = Attr(bool, True, doc=FIX)
    use_global_stats = Attr(bool, False, doc=STATS)
    output_mean_var = Attr(bool, False, doc="Give the statistics as outputs too.")
    ndev = Attr(int, 1, doc="Number of devices; only 1 is supported.")
    key = Attr(str, doc="Name under which the devices find each other.")
    infer, forward = plain_infer, plain_batch_norm
    d_data_gamma_beta = plain_gradients

    def check(p, data, *vectors):
        if p.ndev != 1:
            raise MXNetError(f"ndev={p.ndev} is not supported; statistics come from one device.")
        plain_check(p, data, *vectors)

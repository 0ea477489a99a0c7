"""Batch, layer, group, instance, response and length normalization."""

from .._core.attrs import Attr, maybe
from .._core.errors import MXNetError
from .._core.op import Aux, In, Out
from .._core.registry import op
from .._core.rules import Like, Maybe
from .primitives.norm import (
    Channels,
    Rows,
    channel_sums,
    fixed_dgamma,
    plus,
    pull_statistics,
)
from .spatial import check_float


def axis_of(p, count):
    """The channel axis counted from the front."""
    axis = p.axis + count if p.axis < 0 else p.axis
    if not 0 <= axis < count:
        raise MXNetError(f"channel axis out of range: axis={p.axis} of data with {count} axes.")
    return axis


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
    for name, x in zip(("gamma", "beta", "moving_mean", "moving_var"), vectors):
        if x is None:
            continue
        if x.shape != wanted:
            raise MXNetError(
                f"{name} has shape {tuple(x.shape)}; data {tuple(data.shape)} needs {wanted}."
            )
        if x.dtype is not data.dtype:
            narrow = x.dtype.itemsize == 4 and data.dtype.itemsize == 2
            if not (narrow and x.dtype.is_floating_point):
                raise MXNetError(f"{name} is {x.dtype} beside data of {data.dtype}; {PARAMETERS}")
        elif data.dtype.itemsize == 2:
            raise MXNetError(f"{name} is {x.dtype}; {PARAMETERS}")


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


def batch_norm_d_data(F, p, axis, data, gamma, mean, var, g, g_mean, g_var):
    """The gradient of the data; `var` is the inverse deviation."""
    gamma, x, g = None if p.fix_gamma else gamma, to_second(F, data, axis), to_second(F, g, axis)
    if uses_batch(p):
        dx = F.batch_norm_dx(g, x, gamma, mean, var)
        if g_mean is not None or g_var is not None:
            dx = plus(F, dx, pull_statistics(F, Channels, x, mean, var, g_mean, g_var), x)
    else:
        scale = var if gamma is None else F.mul(gamma, var)
        dx = F.cast(F.mul(g, Channels.spread(F, scale, x)), dtype=data.dtype)
    return from_second(F, dx, axis, data)


def batch_norm_d_gamma(F, p, axis, data, gamma, mean, var, g):
    """The gradient of gamma; nothing where it is fixed."""
    if p.fix_gamma:
        return F.zeros_like(gamma)
    x, g = to_second(F, data, axis), to_second(F, g, axis)
    if uses_batch(p):
        return F.batch_norm_dgamma(g, x, mean, var)
    return fixed_dgamma(F, g, x, mean, var)


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

    def d_data(F, p, data, gamma, mean, var, g, g_mean: Maybe, g_var: Maybe):
        axis = axis_of(p, len(data.shape))
        return batch_norm_d_data(F, p, axis, data, gamma, mean, var, g, g_mean, g_var)

    def d_gamma(F, p, data, gamma: Like, mean, var, g):
        axis = axis_of(p, len(data.shape))
        return batch_norm_d_gamma(F, p, axis, data, gamma, mean, var, g)

    def d_beta(F, p, beta: Like, g):
        return channel_sums(F, to_second(F, g, axis_of(p, len(g.shape))), beta)


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

    def d_data(F, p, data, gamma, output, mean, var, g, g_mean: Maybe, g_var: Maybe):
        axis, g = axis_of(p, len(data.shape)), F.relu_grad(g, output)
        return batch_norm_d_data(F, p, axis, data, gamma, mean, var, g, g_mean, g_var)

    def d_gamma(F, p, data, gamma: Like, output, mean, var, g):
        axis, g = axis_of(p, len(data.shape)), F.relu_grad(g, output)
        return batch_norm_d_gamma(F, p, axis, data, gamma, mean, var, g)

    def d_beta(F, p, beta: Like, output, g):
        g = F.relu_grad(g, output)
        return channel_sums(F, to_second(F, g, axis_of(p, len(g.shape))), beta)


def plain_batch_norm(F, p, data, gamma, beta, moving_mean, moving_var):
    """A forward whose third output is the variance itself, its inverse root a hidden fourth."""
    y, mean, invstd, *moved = batch_norm_forward(F, p, data, gamma, beta, moving_mean, moving_var)
    return y, mean, F.sub(F.reciprocal(F.square(invstd)), p.eps), invstd, *moved


def plain_d_data(F, p, data, gamma, mean, invstd, g, g_mean: Maybe, g_var: Maybe, g_invstd: Maybe):
    if g_var is not None:  # var = invstd ** -2 - eps
        cube = F.mul(F.square(invstd), invstd)
        g_invstd = plus(F, g_invstd, F.div(F.mul(g_var, -2), cube), invstd)
    return batch_norm_d_data(F, p, 1, data, gamma, mean, invstd, g, g_mean, g_invstd)


def plain_d_gamma(F, p, data, gamma: Like, mean, invstd, g):
    return batch_norm_d_gamma(F, p, 1, data, gamma, mean, invstd, g)


def plain_d_beta(F, p, beta: Like, g):
    return channel_sums(F, g, beta)


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
    d_data, d_gamma, d_beta = plain_d_data, plain_d_gamma, plain_d_beta


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
    d_data, d_gamma, d_beta = plain_d_data, plain_d_gamma, plain_d_beta

    def check(p, data, *vectors):
        if p.ndev != 1:
            raise MXNetError(f"ndev={p.ndev} is not supported; statistics come from one device.")
        plain_check(p, data, *vectors)


def to_last(F, x, axis):
    """`x` with `axis` swapped to the end."""
    last = len(x.shape) - 1
    return x if axis == last else F.swapaxes(x, dim1=axis, dim2=last)


def check_vectors(data, count, gamma, beta, names=("gamma", "beta")):
    """Refuse a scale or a shift that has not `count` entries."""
    for name, x in zip(names, (gamma, beta)):
        if x.shape != (count,):
            raise MXNetError(
                f"{name} has shape {tuple(x.shape)}; data {tuple(data.shape)} needs ({count},)."
            )


@op("LayerNorm", also=["_npx_layer_norm"])
class layer_norm:
    """Normalize along one axis to mean 0 and variance 1, then scale and shift along it.

    With `output_mean_var` the mean and the deviation ``sqrt(var + eps)`` are outputs too.
    """

    data = In("any shape")
    gamma = In("(n,), as long as the axis")
    beta = In("(n,)")
    output = Out("the shape of data")
    mean = Out("the shape of data, the axis 1 long", visible=lambda p: p.output_mean_var)
    std = Out("the shape of data, the axis 1 long", visible=lambda p: p.output_mean_var)
    invstd = Out("one over std, the axis last", hidden=True)
    axis = Attr(int, -1, doc="The axis to normalize along.")
    eps = Attr(float, 1e-5, doc="Added to the variance.")
    output_mean_var = Attr(bool, False, doc="Give the statistics as outputs too.")

    def infer(p, s):
        x = s.data.known()
        axis = axis_of(p, len(x))
        one = tuple(1 if i == axis else n for i, n in enumerate(x))
        s.unify(gamma=(x[axis],), beta=(x[axis],), output=x, mean=one, std=one)

    def check(p, data, gamma, beta):
        check_float(data)
        check_vectors(data, data.shape[axis_of(p, len(data.shape))], gamma, beta)

    def forward(F, p, data, gamma, beta):
        axis = axis_of(p, len(data.shape))
        y, mean, invstd = F.layer_norm(to_last(F, data, axis), gamma, beta, eps=p.eps)
        mean, std = to_last(F, mean, axis), to_last(F, F.reciprocal(invstd), axis)
        return to_last(F, y, axis), mean, std, invstd

    def d_data(F, p, data, gamma, mean, invstd, g, g_mean: Maybe, g_std: Maybe, g_invstd: Maybe):
        axis = axis_of(p, len(data.shape))
        x, mean = to_last(F, data, axis), to_last(F, mean, axis)
        dx = F.layer_norm_dx(to_last(F, g, axis), x, gamma, mean, invstd)
        if g_std is not None:  # std = 1 / invstd
            slope = F.neg(F.reciprocal(F.square(invstd)))
            part = F.mul(to_last(F, g_std, axis), slope)
            g_invstd = part if g_invstd is None else F.add(g_invstd, part)
        if g_mean is not None or g_invstd is not None:
            g_mean = None if g_mean is None else to_last(F, g_mean, axis)
            dx = plus(F, dx, pull_statistics(F, Rows, x, mean, invstd, g_mean, g_invstd), x)
        return to_last(F, dx, axis)

    def d_gamma(F, p, data, mean, invstd, g):
        axis = axis_of(p, len(data.shape))
        return F.layer_norm_dgamma(
            to_last(F, g, axis), to_last(F, data, axis), to_last(F, mean, axis), invstd
        )

    def d_beta(F, p, g):
        axis = axis_of(p, len(g.shape))
        rest = tuple(i for i in range(len(g.shape)) if i != axis)
        return F.sum(g, axis=rest) if rest else g


def group_norm_rows(F, p, data, groups):
    """`(normalized, mean, invstd)` of data shaped (N, groups, entries of one group)."""
    x = F.reshape(data, shape=(data.shape[0], groups, -1))
    return F.layer_norm(x, None, None, eps=p.eps)


def affine(F, y, gamma, beta):
    """Scale and shift along the second axis of three."""
    gamma = F.reshape(gamma, shape=(1, y.shape[1], 1))
    return F.add(F.mul(y, gamma), F.reshape(beta, shape=(1, y.shape[1], 1)))


@op("GroupNorm")
class group_norm:
    """Normalize groups of channels of each sample to mean 0 and variance 1, then scale and shift.

    Scale and shift are one number per group. With `output_mean_var` the mean and the deviation
    ``sqrt(var + eps)`` are outputs too.
    """

    data = In("(N, C, *space)")
    gamma = In("(num_groups,)")
    beta = In("(num_groups,)")
    output = Out("the shape of data")
    mean = Out("(N, num_groups)", visible=lambda p: p.output_mean_var)
    std = Out("(N, num_groups)", visible=lambda p: p.output_mean_var)
    num_groups = Attr(int, 1, ge=1, doc="Number of groups the channels are split into.")
    eps = Attr(float, 1e-5, doc="Added to the variance.")
    output_mean_var = Attr(bool, False, doc="Give the statistics as outputs too.")

    def infer(p, s):
        x = s.data.known()
        check_groups(p, x)
        s.unify(gamma=(p.num_groups,), beta=(p.num_groups,), output=x)
        s.unify(mean=(x[0], p.num_groups), std=(x[0], p.num_groups))

    def check(p, data, gamma, beta):
        check_float(data)
        check_groups(p, data.shape)
        check_vectors(data, p.num_groups, gamma, beta)

    def forward(F, p, data, gamma, beta):
        y, mean, invstd = group_norm_rows(F, p, data, p.num_groups)
        shape = (data.shape[0], p.num_groups)
        mean, std = F.reshape(mean, shape=shape), F.reshape(F.reciprocal(invstd), shape=shape)
        return F.reshape(affine(F, y, gamma, beta), shape=data.shape), mean, std


def check_groups(p, shape):
    if len(shape) < 3 or shape[1] % p.num_groups:
        raise MXNetError(
            f"data has shape {tuple(shape)}; it needs three axes or more, and a number of "
            f"channels that is divisible by num_groups={p.num_groups}."
        )


@op("InstanceNorm")
class instance_norm:
    """Normalize every channel of every sample over space, then scale and shift by channel."""

    data = In("(N, C, *space)")
    gamma = In("(C,)")
    beta = In("(C,)")
    output = Out("the shape of data")
    eps = Attr(float, 1e-3, doc="Added to the variance.")

    def infer(p, s):
        x = s.data.known()
        if len(x) < 3:
            raise MXNetError(f"data has shape {x}; it needs three axes or more.")
        s.unify(gamma=(x[1],), beta=(x[1],), output=x)

    def check(p, data, gamma, beta):
        check_float(data)
        if len(data.shape) < 3:
            raise MXNetError(f"data has shape {tuple(data.shape)}; it needs three axes or more.")
        check_vectors(data, data.shape[1], gamma, beta)

    def forward(F, p, data, gamma, beta):
        y = group_norm_rows(F, p, data, data.shape[1])[0]
        return F.reshape(affine(F, y, gamma, beta), shape=data.shape)


@op("L2Normalization")
class l2_normalization:
    """Divide by the Euclidean length: ``out = data / sqrt(sum(data²) + eps)``.

    The sum runs over all axes but the batch (`instance`), over the channels (`channel`), or over
    the spatial axes (`spatial`).
    """

    data = In("(N, ...), or (N, C, *space) in the modes channel and spatial")
    output = Out("the shape of data")
    eps = Attr(float, 1e-10, doc="Added to the sum of squares.")
    mode = Attr(("instance", "channel", "spatial"), "instance", doc="What the sum runs over.")

    def infer(p, s):
        s.unify(output=s.data.known())
        s.unify(data=s.output.known())

    def check(p, data):
        check_float(data)
        if p.mode != "instance" and len(data.shape) < 3:
            raise MXNetError(
                f"data has shape {tuple(data.shape)}; mode {p.mode} needs three axes or more."
            )

    def forward(F, p, data):
        start = {"instance": 1, "channel": 1, "spatial": 2}[p.mode]
        axes = (1,) if p.mode == "channel" else tuple(range(start, len(data.shape)))
        squares = F.square(data)
        if axes:
            squares = F.sum(squares, axis=axes, keepdims=True)
        return F.div(data, F.sqrt(F.add(squares, p.eps)))


@op("LRN")
class lrn:
    """Local response normalization across channels.

    ``out = data / (knorm + alpha / nsize * s) ** beta`` where s sums the squares of the `nsize`
    channels around each.

    Source: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
    networks", 2012.
    """

    data = In("(N, C, H, W)")
    output = Out("the shape of data")
    alpha = Attr(float, 1e-4, doc="Weight of the squares.")
    beta = Attr(float, 0.75, doc="The power.")
    knorm = Attr(float, 2.0, doc="Added to the weighted sum of squares.")
    nsize = Attr(int, ge=1, doc="How many neighbouring channels are summed; odd.")

    def infer(p, s):
        s.unify(output=s.data.known())
        s.unify(data=s.output.known())

    def check(p, data):
        check_float(data)
        if len(data.shape) != 4:
            raise MXNetError(f"data has shape {tuple(data.shape)}; it needs (N, C, H, W).")

    def forward(F, p, data):
        n, c, h, w = data.shape
        reach = (p.nsize - 1) // 2
        rows = F.reshape(F.square(data), shape=(n, 1, c, h * w))
        sums = F.avg_pool(
            rows,
            kernel=(2 * reach + 1, 1),
            stride=(1, 1),
            pad=(reach, 0),
            size=(c, h * w),
            divisor="one",
        )
        scale = F.add(F.mul(sums, p.alpha / p.nsize), p.knorm)
        return F.mul(data, F.reshape(F.power(scale, -p.beta), shape=data.shape))

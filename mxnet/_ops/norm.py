"""Layer, group, instance, response and length normalization."""

from .._core.attrs import Attr
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Maybe
from .primitives.norm import Rows, with_statistics
from .spatial import check_float


def axis_of(p, count):
    """The channel axis counted from the front."""
    axis = p.axis + count if p.axis < 0 else p.axis
    if not 0 <= axis < count:
        raise MXNetError(f"channel axis out of range: axis={p.axis} of data with {count} axes.")
    return axis


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

    def d_data_gamma_beta(
        F, p, data, gamma, mean, invstd, g, g_mean: Maybe, g_std: Maybe, g_invstd: Maybe, wanted
    ):
        axis = axis_of(p, len(data.shape))
        x, mean = to_last(F, data, axis), to_last(F, mean, axis)
        found = F.layer_norm_grads(to_last(F, g, axis), x, gamma, mean, invstd, wanted=wanted)
        if g_std is not None:  # std = 1 / invstd
            slope = F.neg(F.reciprocal(F.square(invstd)))
            part = F.mul(to_last(F, g_std, axis), slope)
            g_invstd = part if g_invstd is None else F.add(g_invstd, part)
        g_mean = None if g_mean is None else to_last(F, g_mean, axis)
        dx, *vectors = with_statistics(F, Rows, found, x, mean, invstd, g_mean, g_invstd)
        return None if dx is None else to_last(F, dx, axis), *vectors


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

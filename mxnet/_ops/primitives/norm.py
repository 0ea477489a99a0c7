"""Rules of normalization.

Note [Second derivatives of normalization]
Write ``n = (x - mean) * invstd`` and ``h = dy * gamma``. The fused kernel for data computes
``dx = invstd * (h - avg(h) - n * avg(h * n))``. As a function of `h` it is linear and its own
transpose. A cotangent G of dx reaches `n` as ``-invstd * (G * avg(h * n) + h * avg(G * n))``, and
through `n` the data, the mean and the inverse deviation, which are separate inputs here; the rules
of the forward kernel join them again through its outputs. These rules are plain arithmetic, so
derivatives of any order follow.
"""

from ..._core.primitive import composite, primitive
from ..._core.rules import Like, Maybe


class Channels:
    """Broadcasting of one number per channel against data with channels on axis 1."""

    @staticmethod
    def axes(x):
        return (0, *range(2, len(x.shape)))

    @staticmethod
    def spread(F, v, x):
        return F.reshape(v, shape=(1, x.shape[1], *[1] * (len(x.shape) - 2)))

    @staticmethod
    def gather(F, v, x):
        return F.reshape(v, shape=(x.shape[1],))


class Rows:
    """Broadcasting of one number per row against data normalized over its last axis."""

    @staticmethod
    def axes(x):
        return (len(x.shape) - 1,)

    @staticmethod
    def spread(F, v, x):
        return v

    gather = spread


def pull_statistics(F, kind, x, mean, invstd, g_mean, g_invstd):
    """What cotangents of mean and inverse deviation give back to the data; None for nothing."""
    count, total = 1, None
    for axis in kind.axes(x):
        count *= x.shape[axis]
    if g_mean is not None:
        total = F.broadcast_to(kind.spread(F, F.div(g_mean, count), x), shape=x.shape)
    if g_invstd is not None:
        slope = F.div(F.mul(F.mul(g_invstd, F.square(invstd)), invstd), -count)
        centred = F.sub(x, kind.spread(F, mean, x))
        part = F.mul(kind.spread(F, slope, x), centred)
        total = part if total is None else F.add(total, part)
    return total


def plus(F, a, b, like):
    """`a + b` in the dtype of `like`, either of which may be None."""
    total = b if a is None else a if b is None else F.add(a, b)
    return None if total is None else F.cast(total, dtype=like.dtype)


def pull_normalized(F, kind, G, h, x, mean, invstd):
    """See Note [Second derivatives of normalization]: `(to n, centred data, m, s)`."""
    axes = kind.axes(x)
    m, s = kind.spread(F, mean, x), kind.spread(F, invstd, x)
    centred = F.sub(x, m)
    n = F.mul(centred, s)
    left = F.mul(G, F.mean(F.mul(h, n), axis=axes, keepdims=True))
    right = F.mul(h, F.mean(F.mul(G, n), axis=axes, keepdims=True))
    return F.neg(F.mul(F.add(left, right), s)), centred, n, s


def second_x(F, kind, G, h, x, mean, invstd):
    to_n, _, _, s = pull_normalized(F, kind, G, h, x, mean, invstd)
    return F.cast(F.mul(to_n, s), dtype=x.dtype)


def second_mean(F, kind, G, h, x, mean, invstd):
    to_n, _, _, s = pull_normalized(F, kind, G, h, x, mean, invstd)
    total = F.neg(F.sum(F.mul(to_n, s), axis=kind.axes(x), keepdims=True))
    return F.cast(kind.gather(F, total, x), dtype=mean.dtype)


def second_invstd(F, kind, G, h, x, mean, invstd):
    axes = kind.axes(x)
    to_n, centred, n, _ = pull_normalized(F, kind, G, h, x, mean, invstd)
    rest = F.sub(
        F.sub(h, F.mean(h, axis=axes, keepdims=True)),
        F.mul(n, F.mean(F.mul(h, n), axis=axes, keepdims=True)),
    )
    both = F.add(F.mul(to_n, centred), F.mul(G, rest))
    return F.cast(kind.gather(F, F.sum(both, axis=axes, keepdims=True), x), dtype=mean.dtype)


def channel_sums(F, g, like):
    """A cotangent summed to one number per channel, in the dtype of `like`."""
    return F.cast(F.sum(g, axis=Channels.axes(g)), dtype=like.dtype)


def scaled(F, dy, gamma, x):
    """`dy * gamma`, channel by channel."""
    return dy if gamma is None else F.mul(dy, Channels.spread(F, gamma, x))


@primitive("x gamma beta", "out mean invstd", optional="gamma beta")
class batch_norm:
    def d_x_gamma_beta(
        F, p, x, gamma, mean, invstd, g: Maybe, g_mean: Maybe, g_invstd: Maybe, wanted
    ):
        found = (None,) * 3
        if g is not None:
            found = F.batch_norm_grads(g, x, gamma, mean, invstd, wanted=wanted)
        return with_statistics(F, Channels, found, x, mean, invstd, g_mean, g_invstd)


@composite
def batch_norm_grads(F, dy, x, gamma, mean, invstd, *, wanted):
    return (
        F.batch_norm_dx(dy, x, gamma, mean, invstd) if 0 in wanted else None,
        F.batch_norm_dgamma(dy, x, mean, invstd) if 1 in wanted else None,
        channel_sums(F, dy, mean) if 2 in wanted else None,
    )


def with_statistics(F, kind, found, x, mean, invstd, g_mean, g_invstd):
    """The cotangents of data, gamma and beta; to the data's what came through the statistics."""
    if g_mean is None and g_invstd is None:
        return found
    through = pull_statistics(F, kind, x, mean, invstd, g_mean, g_invstd)
    return plus(F, found[0], through, x), *found[1:]


@primitive("x gamma beta moving var", "out mean invstd", optional="gamma beta")
class batch_norm_fixed:
    """The given statistics are constants here: nothing flows back to them."""

    def d_x(F, p, x: Like, gamma, invstd, g):
        scale = invstd if gamma is None else F.mul(gamma, invstd)
        return F.cast(F.mul(g, Channels.spread(F, scale, x)), dtype=x.dtype)

    def d_gamma(F, p, x, mean, invstd, g):
        return fixed_dgamma(F, g, x, mean, invstd)

    def d_beta(F, p, beta: Like, g):
        return channel_sums(F, g, beta)


def fixed_dgamma(F, dy, x, mean, invstd):
    """The gradient of `gamma`, whichever statistics the data was normalized with."""
    centred = F.sub(x, Channels.spread(F, mean, x))
    return F.mul(channel_sums(F, F.mul(dy, centred), mean), invstd)


@primitive("dy x gamma mean invstd", "dx", optional="gamma")
class batch_norm_dx:
    def d_dy(F, p, dy: Like, x, gamma, mean, invstd, g):
        return F.cast(F.batch_norm_dx(g, x, gamma, mean, invstd), dtype=dy.dtype)

    def d_x(F, p, dy, x, gamma, mean, invstd, g):
        return second_x(F, Channels, g, scaled(F, dy, gamma, x), x, mean, invstd)

    def d_gamma(F, p, dy, x, mean, invstd, g):
        return channel_sums(F, F.mul(dy, F.batch_norm_dx(g, x, None, mean, invstd)), mean)

    def d_mean(F, p, dy, x, gamma, mean, invstd, g):
        return second_mean(F, Channels, g, scaled(F, dy, gamma, x), x, mean, invstd)

    def d_invstd(F, p, dy, x, gamma, mean, invstd, g):
        return second_invstd(F, Channels, g, scaled(F, dy, gamma, x), x, mean, invstd)


@primitive("dy x mean invstd", "dgamma")
class batch_norm_dgamma:
    def d_dy(F, p, dy: Like, x, mean, invstd, g):
        centred = F.sub(x, Channels.spread(F, mean, x))
        spread = Channels.spread(F, F.mul(g, invstd), x)
        return F.cast(F.mul(centred, spread), dtype=dy.dtype)

    def d_x(F, p, dy, x: Like, invstd, g):
        return F.cast(F.mul(dy, Channels.spread(F, F.mul(g, invstd), x)), dtype=x.dtype)

    def d_mean(F, p, dy, mean: Like, invstd, g):
        return F.neg(F.mul(F.mul(g, invstd), channel_sums(F, dy, mean)))

    def d_invstd(F, p, dy, x, mean, g):
        centred = F.sub(x, Channels.spread(F, mean, x))
        return F.mul(g, channel_sums(F, F.mul(dy, centred), mean))


primitive(
    "moving_mean moving_var mean invstd", "new_mean new_var", name="moving_stats", gradient="zero"
)


def lead(x):
    """All axes but the last."""
    return tuple(range(len(x.shape) - 1))


def weighted(F, dy, gamma):
    return dy if gamma is None else F.mul(dy, gamma)


@primitive("x gamma beta", "out mean invstd", optional="gamma beta")
class layer_norm:
    def d_x_gamma_beta(
        F, p, x, gamma, mean, invstd, g: Maybe, g_mean: Maybe, g_invstd: Maybe, wanted
    ):
        found = (None,) * 3
        if g is not None:
            found = F.layer_norm_grads(g, x, gamma, mean, invstd, wanted=wanted)
        return with_statistics(F, Rows, found, x, mean, invstd, g_mean, g_invstd)


@composite
def layer_norm_grads(F, dy, x, gamma, mean, invstd, *, wanted):
    dbeta = None
    if 2 in wanted:
        dbeta = F.sum(dy, axis=lead(dy)) if len(dy.shape) > 1 else dy
    return (
        F.layer_norm_dx(dy, x, gamma, mean, invstd) if 0 in wanted else None,
        F.layer_norm_dgamma(dy, x, mean, invstd) if 1 in wanted else None,
        dbeta,
    )


@primitive("dy x gamma mean invstd", "dx", optional="gamma")
class layer_norm_dx:
    def d_dy(F, p, x, gamma, mean, invstd, g):
        return weighted(F, F.layer_norm_dx(g, x, None, mean, invstd), gamma)

    def d_x(F, p, dy, x, gamma, mean, invstd, g):
        return second_x(F, Rows, g, weighted(F, dy, gamma), x, mean, invstd)

    def d_gamma(F, p, dy, x, mean, invstd, g):
        each = F.mul(dy, F.layer_norm_dx(g, x, None, mean, invstd))
        return F.sum(each, axis=lead(x)) if len(x.shape) > 1 else each

    def d_mean(F, p, dy, x, gamma, mean, invstd, g):
        return second_mean(F, Rows, g, weighted(F, dy, gamma), x, mean, invstd)

    def d_invstd(F, p, dy, x, gamma, mean, invstd, g):
        return second_invstd(F, Rows, g, weighted(F, dy, gamma), x, mean, invstd)


@primitive("dy x mean invstd", "dgamma")
class layer_norm_dgamma:
    def d_dy(F, p, x, mean, invstd, g):
        return F.mul(g, F.mul(F.sub(x, mean), invstd))

    def d_x(F, p, dy, invstd, g):
        return F.mul(F.mul(g, dy), invstd)

    def d_mean(F, p, dy, invstd, g):
        return F.neg(F.sum(F.mul(F.mul(g, dy), invstd), axis=-1, keepdims=True))

    def d_invstd(F, p, dy, x, mean, g):
        return F.sum(F.mul(F.mul(g, dy), F.sub(x, mean)), axis=-1, keepdims=True)

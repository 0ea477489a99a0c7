"""Rules of the images' kernels; those of several colours are compositions of others."""

from ..._core.primitive import composite, primitive
from ..._core.rules import Like, Shape

primitive("", name="toss", gradient="zero")
primitive("alpha", name="lighting_shift", gradient="zero")
primitive("x", name="saturate", gradient="zero")
primitive("x", name="image_decode", gradient="none")
primitive("", name="image_read", gradient="none")
primitive("x", name="image_border", gradient="none")


@primitive("x")
class pixels_to_unit:
    def d_x(F, p, x: Like, g):
        rank = len(x.shape)
        axes = (*range(rank - 3), rank - 2, rank - 1, rank - 3)
        return F.cast(F.div(F.transpose(g, axes=axes), 255), dtype=F.dtype_name(x))


@primitive("x")
class gray:
    def d_x(F, p, x: Shape, g):
        return F.spread_gray(g, channels=x[-1])


@primitive("g")
class spread_gray:
    def d_g(F, p, g):
        return F.gray(g)


@primitive("x")
class normalize_channels:
    def d_x(F, p, g):
        return F.normalize_channels(g, mean=(0.0,) * len(p.mean), std=p.std)


@primitive("x")
class image_resize:
    def d_x(F, p, x: Shape, g):
        return F.image_resize_grad(g, shape=tuple(x[-3:-1]), size=p.size, interp=p.interp)


@primitive("g")
class image_resize_grad:
    def d_g(F, p, g):
        return F.image_resize(g, size=p.size, interp=p.interp)


@composite
def widened(F, x):
    return x if F.dtype_name(x) in ("float32", "float64") else F.cast(x, dtype="float32")


@composite
def adjust_contrast(F, x, factor):
    return F.add(F.mul(x, factor), F.mul(F.sub(1, factor), F.mean(F.gray(x))))


@composite
def adjust_saturation(F, x, factor):
    if x.shape[-1] == 1:
        return x
    shade = F.expand_dims(F.gray(x), axis=-1)
    return F.add(F.mul(x, factor), F.mul(F.sub(1, factor), shade))


@composite
def adjust_hue(F, x, turn):
    if x.shape[-1] == 1:
        return x
    top, low = F.max(x, axis=-1, keepdims=True), F.min(x, axis=-1, keepdims=True)
    r, g, b = (F.narrow(x, axis=2, start=i, length=1) for i in range(3))
    spread = F.sub(top, low)
    colored = F.gt(spread, 3.04e-5)
    safe = F.where(colored, spread, F.ones_like(spread))
    red, green = F.eq(top, r), F.eq(top, g)
    blue_hue = F.add(F.div(F.sub(r, g), safe), 4)
    hue = F.where(green, F.add(F.div(F.sub(b, r), safe), 2), blue_hue)
    hue = F.where(red, F.div(F.sub(g, b), safe), hue)
    hue = F.add(hue, F.mul(turn, 6))
    places = [F.mod(F.add(hue, start), 6) for start in (2, 0, 4)]
    place = F.concat(*places, axis=2)
    share = F.clamp(F.minimum(place, F.sub(4, place)), low=0, high=1)
    turned = F.add(F.mul(share, spread), low)
    return F.where(colored, turned, F.mul(F.add(top, low), 0.5))


@composite
def jitter_colors(F, x, order, factors, *, kinds):
    for step in range(len(kinds)):
        now = F.narrow(order, axis=0, start=step, length=1)
        y = x
        for i, kind in enumerate(kinds):
            factor = F.narrow(factors, axis=0, start=i, length=1)
            adjusted = narrowed(F, _ADJUST[kind](F, F.widened(x), factor), F.dtype_name(x))
            y = F.where(F.eq(now, i), adjusted, y)
        x = y
    return x


_ADJUST = {
    "brightness": lambda F, x, factor: F.mul(x, factor),
    "contrast": lambda F, x, factor: F.adjust_contrast(x, factor),
    "saturation": lambda F, x, factor: F.adjust_saturation(x, factor),
    "hue": lambda F, x, factor: F.adjust_hue(x, factor),
}


def narrowed(F, x, dtype):
    """What was computed by `widened`, in the dtype it came from."""
    if dtype in ("float32", "float64"):
        return x
    return F.cast(x, dtype=dtype) if "float" in dtype else F.saturate(x, dtype=dtype)

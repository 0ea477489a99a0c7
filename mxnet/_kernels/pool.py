"""Pooling over windows in one to three dimensions, channels behind the batch axis.

`size` says how many windows there are along each axis; windows may hang over the end of the padded
data, or lie outside it. torch's kernels are used as they are where they mean the same; elsewhere
the data is padded first. What does not live here: how many windows a convention makes.
"""

from functools import lru_cache

import torch

from .aten import aten
from .storage import unread, without_halves

__all__ = [
    "max_pool",
    "max_pool_grad",
    "pool_pick",
    "pool_put",
    "avg_pool",
    "avg_pool_grad",
    "adaptive_avg_pool",
    "adaptive_avg_pool_grad",
]

_max = {2: torch._C._nn.max_pool2d_with_indices, 3: torch._C._nn.max_pool3d_with_indices}


def _wide(kernel):
    """`kernel` computing in float32 where it is given halves, which torch has no CPU code for."""

    def call(x, *rest):
        rest = (without_halves(r) if hasattr(r, "dtype") else r for r in rest)
        return kernel(without_halves(x), *rest).to(x.dtype)

    return call


_avg = {2: torch._C._nn.avg_pool2d, 3: _wide(torch._C._nn.avg_pool3d)}
_max_back = aten("max_pool2d_with_indices_backward")
_adaptive_back = aten("_adaptive_avg_pool2d_backward")
_avg_back = {2: aten("avg_pool2d_backward"), 3: _wide(aten("avg_pool3d_backward"))}


def max_pool(x, *, kernel, stride, pad, size):
    """The largest entry of every window, and where it lies in the (unpadded) space of its channel.

    A window without entries gives the lowest finite number, and lies nowhere (-1).
    """
    if len(kernel) == 1:
        return _by_two(max_pool, x, kernel=kernel, stride=stride, pad=pad, size=size)
    rounding = _rounding(x.shape, kernel, stride, pad, size)
    if rounding is not None:
        return _max[len(kernel)](x, kernel, stride, pad, (1,) * len(kernel), rounding)
    before, after = _overhang(x.shape, kernel, stride, pad, size)
    padded = torch.nn.functional.pad(x, _ends(before, after), value=torch.finfo(x.dtype).min)
    out, where = _max[len(kernel)](padded, kernel, stride, 0, 1, False)
    return out, _unpadded(where, padded.shape[2:], before, x.shape[2:])


def max_pool_grad(dy, where, *, shape, kernel, stride, pad, size):
    """What `max_pool` gives back to its data, of `shape`: `pool_put`, faster where torch has it."""
    if len(kernel) == 2 and _rounding(shape, kernel, stride, pad, size) is False:
        like = unread(shape, dy)
        if where.stride(1) == 1 and where.shape[1] > 1:  # channels side by side: they stay so
            n, c, h, w = shape
            like = like.view(n, h, w, c).permute(0, 3, 1, 2)
        return _max_back(
            dy, like, kernel, stride, pad, (1, 1), False, where
        )
    return pool_put(dy, where, shape=shape)


def pool_put(dy, where, *, shape):
    """Every entry of `dy` added to the place that `where` names; the transpose of `pool_pick`."""
    flat = dy.new_zeros((*shape[:2], _count(shape) + 1))
    places = torch.where(where < 0, _count(shape), where)
    flat.scatter_add_(2, places.flatten(2), dy.flatten(2))
    return flat[:, :, :-1].reshape(shape)


def pool_pick(x, where):
    """The entries of `x` at the places `where`, counted within each channel; 0 for place -1."""
    places = where.flatten(2)
    found = torch.gather(x.flatten(2), 2, places.clamp(min=0))
    return torch.where(places < 0, 0, found).reshape(where.shape)


def avg_pool(x, *, kernel, stride, pad, size, divisor):
    """The sum of every window over `divisor`: `"all"` its entries with padding, `"data"` those of
    the data alone, `"one"` none. Entries that hang over the padding never count.
    """
    if len(kernel) == 1:
        return _by_two(
            avg_pool, x, kernel=kernel, stride=stride, pad=pad, size=size, divisor=divisor
        )
    rounding = _rounding(x.shape, kernel, stride, pad, size)
    if rounding is not None:
        return _avg[len(kernel)](
            x, kernel, stride, pad, rounding, divisor == "all", 1 if divisor == "one" else None
        )
    padded = torch.nn.functional.pad(x, _ends(*_overhang(x.shape, kernel, stride, pad, size)))
    out = _avg[len(kernel)](padded, kernel, stride, 0, False, True, 1)
    return (
        out if divisor == "one" else out / _counts(x, x.shape, kernel, stride, pad, size, divisor)
    )


def avg_pool_grad(dy, *, shape, kernel, stride, pad, size, divisor):
    """The transpose of `avg_pool` on data of `shape`."""
    if len(kernel) == 1:
        return _by_two(
            avg_pool_grad,
            dy,
            shape=shape,
            kernel=kernel,
            stride=stride,
            pad=pad,
            size=size,
            divisor=divisor,
        )
    rounding, one = _rounding(shape, kernel, stride, pad, size), divisor == "one"
    if rounding is not None:
        return _avg_back[len(kernel)](
            dy,
            unread(shape, dy),
            kernel,
            stride,
            pad,
            rounding,
            divisor == "all",
            1 if one else None,
        )
    before, after = _overhang(shape, kernel, stride, pad, size)
    if not one:
        dy = dy / _counts(dy, shape, kernel, stride, pad, size, divisor)
    wide = (*shape[:2], *(a + n + b for a, n, b in zip(before, shape[2:], after)))
    dx = _avg_back[len(kernel)](
        dy, dy.new_empty(()).expand(wide), kernel, stride, (0,) * len(kernel), False, True, 1
    )
    for axis, (start, length) in enumerate(zip(before, shape[2:])):
        dx = dx.narrow(axis + 2, start, length)
    return dx


def adaptive_avg_pool(x, *, size):
    """Means over windows that share the space out evenly into `size` (two axes)."""
    return torch.nn.functional.adaptive_avg_pool2d(x, size)


def adaptive_avg_pool_grad(dy, *, shape):
    """The transpose of `adaptive_avg_pool` on data of `shape`."""
    return _adaptive_back(dy, unread(shape, dy))


def _by_two(kernel_of_two, x, *, kernel, stride, pad, size, shape=None, **more):
    """A kernel of one spatial axis as one of two, the first of which is 1 long."""
    if shape is not None:
        more["shape"] = (*shape[:2], 1, shape[2])
    found = kernel_of_two(
        x.unsqueeze(2),
        kernel=(1, *kernel),
        stride=(1, *stride),
        pad=(0, *pad),
        size=(1, *size),
        **more,
    )
    return tuple(t.squeeze(2) for t in found) if type(found) is tuple else found.squeeze(2)


@lru_cache(maxsize=4096)
def _rounding(shape, kernel, stride, pad, size):
    """torch's `ceil_mode` under which its windows are just these, or None where they never are."""
    down = up = True
    for n, k, s, p, m in zip(shape[2:], kernel, stride, pad, size):
        if 2 * p > k:
            return None
        rest = n + 2 * p - k
        down = down and m == rest // s + 1
        most = -(-rest // s) + 1
        up = up and m == most - ((most - 1) * s >= n + p)
    return False if down else True if up else None


def _overhang(shape, kernel, stride, pad, size):
    """`(before, after)`: how far the windows reach beyond the data, axis by axis."""
    after = [(m - 1) * s + k - n - p for n, k, s, p, m in zip(shape[2:], kernel, stride, pad, size)]
    return list(pad), [max(a, 0) for a in after]


def _ends(before, after):
    """Both in the order of torch's `pad`: last axis first."""
    return [n for pair in zip(reversed(before), reversed(after)) for n in pair]


def _counts(x, shape, kernel, stride, pad, size, divisor):
    """The divisor of every window, a tensor of shape `size`."""
    whole = None
    for n, k, s, p, m in zip(shape[2:], kernel, stride, pad, size):
        start = torch.arange(m, device=x.device) * s - p
        end = torch.clamp(start + k, max=n + p if divisor == "all" else n)
        length = end - (start if divisor == "all" else start.clamp(min=0))
        whole = length.clamp(min=1) if whole is None else whole[..., None] * length.clamp(min=1)
    return whole.to(x.dtype)


def _unpadded(where, wide, before, space):
    """Places in padded space as places in the data's own; -1 for those in the padding."""
    places, outside, unit = torch.zeros_like(where), torch.zeros_like(where, dtype=torch.bool), 1
    for n, a, w in reversed(list(zip(space, before, wide))):
        at = where % w - a
        outside |= (at < 0) | (at >= n)
        places += at * unit
        where, unit = where // w, unit * n
    return torch.where(outside, -1, places)


def _count(shape):
    total = 1
    for n in shape[2:]:
        total *= n
    return total

"""Colours and channels of images, (height, width, channels) in floating point.

What does not live here: reading, writing and resizing images (`opencv.py`).
"""

import functools

import torch

from .device import held, here
from .rng import generator
from .storage import torch_dtype

__all__ = [
    "adjust_contrast", "adjust_hue", "adjust_saturation", "flip_some", "gray", "jitter_colors",
    "lighting_shift", "normalize_channels", "pixels_to_unit", "saturate", "spread_gray", "toss",
    "widened",
]  # fmt: skip

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601
# What a unit step along each principal colour of ImageNet adds to red, green and blue.
PRINCIPAL = (
    (55.46 * -0.5675, 4.794 * 0.7192, 1.148 * 0.4009),
    (55.46 * -0.5808, 4.794 * -0.0045, 1.148 * -0.8140),
    (55.46 * -0.5836, 4.794 * -0.6948, 1.148 * 0.4203),
)
_NO_COLOR = 255 * torch.finfo(torch.float32).eps  # a smaller spread of channels has no hue


def _constant(numbers, dtype, device, shape=None):
    return held(_made(numbers, dtype, device, shape))


@functools.lru_cache(64)
def _made(numbers, dtype, device, shape):
    tensor = torch.tensor(numbers, dtype=dtype, device=device)
    return tensor if shape is None else tensor.reshape(shape)


def widened(x):
    """`x` in the precision colours are computed in: float64 as it is, all else float32."""
    return x if x.dtype in (torch.float32, torch.float64) else x.float()


def saturate(x, *, dtype):
    """`x` as whole numbers: cut off at the dtype's ends, then rounded towards zero."""
    dtype = torch_dtype(dtype)
    ends = torch.iinfo(dtype)
    return x.clamp(ends.min, ends.max).to(dtype)


def pixels_to_unit(x):
    """Pixels (..., height, width, channels) over 255, with the channels in front, as float32."""
    moved = x.movedim(-1, -3)
    out = torch.empty(moved.shape, dtype=torch.float32, device=x.device)
    if x.is_meta:
        return out
    return torch.div(moved if x.dtype is not torch.float64 else moved.float(), 255, out=out)


def toss(*, shape):
    """Coins: each element is true with probability one half."""
    return torch.rand(shape, generator=generator(), device=here.device) < 0.5


def flip_some(x, chosen, *, axis):
    """A copy of a batch in which the chosen entries are mirrored along an axis."""
    out, places = x.clone(), chosen.nonzero()[:, 0]
    out[places] = x[places].flip(axis)
    return out


def gray(x):
    """How bright each pixel is, without the channels' axis."""
    if x.shape[-1] == 1:
        return x[..., 0]
    return x @ _constant(LUMA, x.dtype, x.device)


def spread_gray(g, *, channels):
    """The transpose of `gray`."""
    if channels == 1:
        return g[..., None]
    return g[..., None] * _constant(LUMA, g.dtype, g.device)


def normalize_channels(x, *, mean, std):
    """`(x - mean) / std` of images (..., channels, height, width), a number for each channel."""
    wide = widened(x)
    y = wide - _constant(mean, wide.dtype, wide.device, (-1, 1, 1))
    y.div_(_constant(std, wide.dtype, wide.device, (-1, 1, 1)))
    if x.dtype is y.dtype:
        return y
    return y.to(x.dtype) if x.is_floating_point() else _whole(y, x.dtype)


def _whole(x, dtype):
    ends = torch.iinfo(dtype)
    return x.clamp(ends.min, ends.max).to(dtype)


def lighting_shift(alpha):
    """What steps `alpha` along the principal colours add to each channel."""
    return _constant(PRINCIPAL, alpha.dtype, alpha.device) @ alpha


def adjust_contrast(x, factor):
    """Move every pixel away from the mean brightness by a factor."""
    return x * factor + (1 - factor) * gray(x).mean()


def adjust_saturation(x, factor):
    """Move every pixel away from its own gray by a factor."""
    if x.shape[-1] == 1:
        return x
    return x * factor + (1 - factor) * gray(x)[..., None]


def adjust_hue(x, turn):
    """Turn the hue of every pixel by a share of the full circle.

    Hue, lightness and saturation of the double cone: with both of the latter fixed, the largest and
    the smallest channel stay, and the hue says how the others lie between.
    """
    if x.shape[-1] == 1:
        return x
    top, low = x.amax(-1, keepdim=True), x.amin(-1, keepdim=True)
    r, g, b = x.split(1, -1)
    spread = top - low
    safe = torch.where(spread > _NO_COLOR, spread, 1)
    hue = torch.where(
        top == r, (g - b) / safe, torch.where(top == g, (b - r) / safe + 2, (r - g) / safe + 4)
    )
    place = (hue + (6 * turn + _constant((2.0, 0.0, 4.0), x.dtype, x.device))) % 6
    turned = torch.minimum(place, 4 - place).clamp_(0, 1).mul_(spread).add_(low)
    return torch.where(spread > _NO_COLOR, turned, (top + low) / 2)


def jitter_colors(x, order, factors, *, kinds):
    """Adjust `kinds` of colour, each by its factor, in this order."""
    for i in order.tolist():
        y = _ADJUST[kinds[i]](widened(x), factors[i])
        if x.dtype is y.dtype:
            x = y
        else:
            x = y.to(x.dtype) if x.is_floating_point() else _whole(y, x.dtype)
    return x


_ADJUST = {
    "brightness": torch.mul,
    "contrast": adjust_contrast,
    "saturation": adjust_saturation,
    "hue": adjust_hue,
}

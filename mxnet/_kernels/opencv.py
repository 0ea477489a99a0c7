"""Images through OpenCV: decoded, resized, framed. Its rules of rounding are MXNet's.

What does not live here: colours (`image.py`). OpenCV is an extra; only these kernels ask for it.
"""

import functools

import numpy as np
import torch

from .._core.errors import MXNetError
from .._core.opencv import opencv

__all__ = [
    "image_border", "image_decode", "image_read", "image_resize", "image_resize_grad",
]  # fmt: skip

RESIZED = {torch.uint8: 8, torch.int8: 8, torch.float32: 0, torch.float64: 0}
FRAMED = (*RESIZED, torch.int32)


def image_decode(x, *, flag=1, to_rgb=True):
    """The image that the bytes `x` encode: uint8 of height, width, channels."""
    if x.is_meta:
        raise NotImplementedError("the size of an image stands in its bytes")
    return torch.from_numpy(decode(x.numpy(force=True), flag, to_rgb))


def image_read(*, filename, flag=1, to_rgb=True):
    """The image in a file."""
    try:
        encoded = np.fromfile(filename, np.uint8)
    except OSError as problem:
        raise MXNetError(f"{filename!r} couldn't open file: {problem.strerror}") from problem
    return torch.from_numpy(decode(encoded, flag, to_rgb, filename))


def decode(encoded, flag, to_rgb, name=None):
    """Bytes (a NumPy array) to an image; `name` is what an error calls them."""
    cv2 = opencv("imdecode")
    told = f" ({name})" if name else ""
    if not encoded.size:
        raise MXNetError(f"Input cannot be an empty buffer{told}")
    straight = flag == 1 and to_rgb and hasattr(cv2, "IMREAD_COLOR_RGB")
    try:
        image = cv2.imdecode(encoded, cv2.IMREAD_COLOR_RGB if straight else flag)
    except cv2.error as problem:
        raise MXNetError(f"Decoding failed. Invalid image file{told}: {problem}") from None
    if image is None:
        raise MXNetError(f"Decoding failed. Invalid image file{told}.")
    if image.ndim == 2:
        return image[:, :, None]
    if to_rgb and not straight and image.shape[2] == 3:
        cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=image)
    return image


def image_resize(x, *, size, interp):
    """Images (..., height, width, channels) in another (height, width).

    `interp` counts as OpenCV does: 0 nearest, 1 linear, 2 cubic, 3 area, 4 Lanczos.
    """
    if tuple(x.shape[-3:-1]) == tuple(size) and x.dtype is not torch.int8:
        return x.clone()
    if x.device.type != "cpu":
        return resize_by_matrices(x, size, interp)
    unsigned = x.contiguous().view(torch.uint8) if x.dtype is torch.int8 else x.contiguous()
    out = torch.empty((*x.shape[:-3], *size, x.shape[-1]), dtype=unsigned.dtype)
    shape = x.shape[-3:]
    for one, target in zip(unsigned.reshape(-1, *shape), out.view(-1, *out.shape[-3:])):
        _resize_into(one.numpy(), target.numpy(), interp)
    return out.view(x.dtype)


def _resize_into(image, target, interp):
    cv2 = opencv("resize")
    size = target.shape[1], target.shape[0]
    if target.shape[2] == 1:
        image, target = image[:, :, 0], target[:, :, 0]
    try:
        found = cv2.resize(image, size, dst=target, interpolation=interp)
    except cv2.error as problem:
        raise MXNetError(f"OpenCV cannot resize with interp={interp}: {problem.err}") from None
    if found is not target:
        target[...] = found.reshape(target.shape)


def resize_by_matrices(x, size, interp):
    """The same where OpenCV is not, on other devices: a matrix mixes each axis."""
    if x.is_meta:
        return x.new_empty((*x.shape[:-3], *size, x.shape[-1]))
    wide = x if x.is_floating_point() else x.double()
    y = _mixed(wide, x.shape[-3:-1], size, interp, False)
    if x.dtype is torch.int32:
        return y.to(x.dtype)
    return y if x.is_floating_point() else y.round().clamp(0, 255).to(x.dtype)


def image_resize_grad(g, *, shape, size, interp):
    """The transpose of `image_resize` on images of `shape` (height, width)."""
    return _mixed(g, shape, size, interp, True)


def _mixed(x, shape, size, interp, back):
    down = torch.from_numpy(_mixer(shape[0], size[0], interp)).to(x)
    across = torch.from_numpy(_mixer(shape[1], size[1], interp)).to(x)
    if back:
        down, across = down.T, across.T
    return torch.einsum("ph,...hwc,qw->...pqc", down, x, across)


@functools.lru_cache(64)
def _mixer(length, count, interp):
    """(count, length): what each old pixel of an axis counts for in each new one."""
    unit = np.eye(length, dtype=np.float64)
    return opencv("resize").resize(unit, (length, count), interpolation=interp).reshape(
        count, length
    )


def image_border(x, *, top, bot, left, right, type, values):
    """An image in a frame: of a constant (type 0), or of its own pixels as OpenCV repeats them."""
    high, wide, channels = x.shape
    shape = (high + top + bot, wide + left + right, channels)
    if x.is_meta:
        return x.new_empty(shape)
    cv2 = opencv("copyMakeBorder")
    image = np.ascontiguousarray(x.numpy(force=True))
    try:
        framed = cv2.copyMakeBorder(image, top, bot, left, right, type, value=values)
    except cv2.error as problem:
        raise MXNetError(f"OpenCV cannot make this border of type {type}: {problem.err}") from None
    return torch.from_numpy(framed.reshape(shape)).to(x.device)

"""The sliding window as a matrix: `im2col` and its transpose, for any number of spatial axes."""

from itertools import product

import torch

__all__ = ["im2col", "col2im"]


def _places(lengths, kernel, stride, dilate, pad):
    return tuple(
        (n + 2 * q - d * (k - 1) - 1) // s + 1
        for n, k, s, d, q in zip(lengths, kernel, stride, dilate, pad, strict=True)
    )


def _windows(padded, kernel, stride, dilate, places):
    """A view of a padded array for every entry and place: `(N, C, *kernel, *places)`."""
    steps = padded.stride()
    size = (*padded.shape[:2], *kernel, *places)
    strides = (
        *steps[:2],
        *(a * d for a, d in zip(steps[2:], dilate, strict=True)),
        *(a * s for a, s in zip(steps[2:], stride, strict=True)),
    )
    return padded.as_strided(size, strides, padded.storage_offset())


def im2col(x, *, kernel, stride, dilate, pad):
    places = _places(x.shape[2:], kernel, stride, dilate, pad)
    padded = torch.nn.functional.pad(x, [n for q in reversed(pad) for n in (q, q)])
    seen = _windows(padded, kernel, stride, dilate, places)
    rows, columns = x.shape[1], 1
    for k in kernel:
        rows *= k
    for n in places:
        columns *= n
    return seen.reshape(x.shape[0], rows, columns)


def col2im(x, *, size, kernel, stride, dilate, pad):
    """Each entry of the window adds its columns to a strided box of the padded result."""
    places = _places(size, kernel, stride, dilate, pad)
    count = 1
    for k in kernel:
        count *= k
    channels = x.shape[1] // count
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    parts = wide.reshape(x.shape[0], channels, *kernel, *places)
    out = torch.zeros(
        (x.shape[0], channels, *(n + 2 * q for n, q in zip(size, pad, strict=True))),
        dtype=wide.dtype,
        device=x.device,
    )
    for entry in product(*map(range, kernel)):
        box = tuple(
            slice(i * d, i * d + (n - 1) * s + 1, s)
            for i, d, n, s in zip(entry, dilate, places, stride, strict=True)
        )
        out[(slice(None), slice(None), *box)] += parts[(slice(None), slice(None), *entry)]
    inner = tuple(slice(q, q + n) for q, n in zip(pad, size, strict=True))
    return out[(slice(None), slice(None), *inner)].to(x.dtype)

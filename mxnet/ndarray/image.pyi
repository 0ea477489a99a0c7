"""The operators of mx.nd.image.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from collections.abc import Sequence as _Sequence
from mxnet.ndarray.array import NDArray

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result
_Shape = int | _Sequence[int]

def adjust_lighting(data: NDArray | None=None, alpha: float | _Sequence[float]=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Add steps along the principal colours of photographs."""
def crop(data: NDArray | None=None, x: int=..., y: int=..., width: int=..., height: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Cut a rectangle out of images."""
def flip_left_right(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Mirror an image along its width."""
def flip_top_bottom(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Mirror an image along its height."""
def normalize(data: NDArray | None=None, mean: float | _Sequence[float]=(0.0, 0.0, 0.0, 0.0), std: float | _Sequence[float]=(1.0, 1.0, 1.0, 1.0), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Subtract each channel's mean, then divide by its standard deviation."""
def random_brightness(data: NDArray | None=None, min_factor: float=..., max_factor: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Multiply an image by a random factor."""
def random_color_jitter(data: NDArray | None=None, brightness: float=..., contrast: float=..., saturation: float=..., hue: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Change brightness, contrast, saturation and hue at random, in random order."""
def random_contrast(data: NDArray | None=None, min_factor: float=..., max_factor: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Move the pixels of an image away from its mean brightness by a random factor."""
def random_flip_left_right(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Mirror an image along its width, every other time on average."""
def random_flip_top_bottom(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Mirror an image along its height, every other time on average."""
def random_hue(data: NDArray | None=None, min_factor: float=..., max_factor: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Turn the hue of an image by a random share of the circle."""
def random_lighting(data: NDArray | None=None, alpha_std: float=0.05000000074505806, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Add random steps along the principal colours of photographs."""
def random_saturation(data: NDArray | None=None, min_factor: float=..., max_factor: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Move every pixel away from its own gray by a random factor."""
def resize(data: NDArray | None=None, size: _Shape=(), keep_ratio: bool=False, interp: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Resize images by OpenCV's rules."""
def to_tensor(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Pixels of 0 to 255 as float32 from 0 to 1, with the channels in front."""

"""The operators of mx.sym.image.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from collections.abc import Sequence as _Sequence
from mxnet.symbol.symbol import Symbol

_Shape = int | _Sequence[int]

def adjust_lighting(data: Symbol | None=None, alpha: float | _Sequence[float]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Add steps along the principal colours of photographs."""
def crop(data: Symbol | None=None, x: int=..., y: int=..., width: int=..., height: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Cut a rectangle out of images."""
def flip_left_right(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mirror an image along its width."""
def flip_top_bottom(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mirror an image along its height."""
def normalize(data: Symbol | None=None, mean: float | _Sequence[float]=..., std: float | _Sequence[float]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Subtract each channel's mean, then divide by its standard deviation."""
def random_brightness(data: Symbol | None=None, min_factor: float=..., max_factor: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Multiply an image by a random factor."""
def random_color_jitter(data: Symbol | None=None, brightness: float=..., contrast: float=..., saturation: float=..., hue: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Change brightness, contrast, saturation and hue at random, in random order."""
def random_contrast(data: Symbol | None=None, min_factor: float=..., max_factor: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Move the pixels of an image away from its mean brightness by a random factor."""
def random_flip_left_right(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mirror an image along its width, every other time on average."""
def random_flip_top_bottom(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mirror an image along its height, every other time on average."""
def random_hue(data: Symbol | None=None, min_factor: float=..., max_factor: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Turn the hue of an image by a random share of the circle."""
def random_lighting(data: Symbol | None=None, alpha_std: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Add random steps along the principal colours of photographs."""
def random_saturation(data: Symbol | None=None, min_factor: float=..., max_factor: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Move every pixel away from its own gray by a random factor."""
def resize(data: Symbol | None=None, size: _Shape=..., keep_ratio: bool=..., interp: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Resize images by OpenCV's rules."""
def to_tensor(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Pixels of 0 to 255 as float32 from 0 to 1, with the channels in front."""

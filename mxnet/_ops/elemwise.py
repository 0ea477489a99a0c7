"""Elementwise operators of one array, one row each, and of two arrays of one shape."""

from .._core.rows import kernel_operator as row
from . import primitives  # noqa: F401  the rows refer to them

row("exp", "exp", doc="The exponential of every element.")
row("tanh", "tanh", doc="The hyperbolic tangent of every element.")

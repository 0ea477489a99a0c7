"""Elementwise operators of two arrays with broadcasting, and of an array and a number."""

from .._core.rows import kernel_operator as row
from . import primitives  # noqa: F401  the rows refer to them

row("broadcast_add", "add", "lhs rhs", also=["broadcast_plus"], doc="Sums with broadcasting.")
row("broadcast_mul", "mul", "lhs rhs", doc="Products with broadcasting.")

"""Rows of the elementwise unary functions."""

from tests.ops.row import Row, Sample, normal

ROWS = [
    Row("exp", Sample(normal(3, 4)), empty=[Sample(normal(0, 4))]),
]

"""Rows of the fully connected layer."""

from tests.ops.row import Row, Sample, Wrong, normal


def affine(data, weight, bias, num_hidden):
    """Return what the layer gives, the reference failing on zero rows."""
    return data @ weight.T + bias


ROWS = [
    Row(
        "FullyConnected",
        Sample(normal(4, 3), normal(5, 3), normal(5), num_hidden=5),
        Sample(normal(2, 3, 2), normal(5, 6), normal(5), num_hidden=5),
        Sample(normal(2, 3, 2), normal(5, 2), normal(5), num_hidden=5, flatten=False),
        Sample(normal(2, 3, 2), normal(5, 2), num_hidden=5, flatten=False, no_bias=True),
        Sample(normal(2, 2, 3, 2), normal(4, 12), num_hidden=4, no_bias=True),
        Sample(data=normal(4, 3), weight=normal(1, 3), bias=normal(1), num_hidden=1),
        wrong=[
            Wrong(normal(4, 3), normal(5, 4), normal(5), num_hidden=5, says="weight"),
            Wrong(normal(4, 3), normal(6, 3), normal(5), num_hidden=5, says="weight"),
            Wrong(normal(4, 3), normal(5, 3), normal(4), num_hidden=5, says="bias"),
            Wrong(normal(4, 3), normal(5, 3), normal(1), num_hidden=5, says="bias"),
            Wrong(normal(4, 3), normal(5, 3), normal(1, 5), num_hidden=5, says="bias"),
            Wrong(normal(4, 3), normal(6, 3), num_hidden=5, no_bias=True, says="weight"),
            Wrong(normal(4, 3), normal(3), num_hidden=1, no_bias=True, says="weight"),
            Wrong(normal(4, 3), normal(5, 3), num_hidden=5, says="bias"),
            Wrong(normal(4, 3), normal(5, 3), normal(5), says="num_hidden"),
            Wrong(normal(4, 3), normal(5, 3), normal(5), num_hidden=0, says="num_hidden"),
            Wrong(normal(4, 3), normal(5, 3), normal(5), num_hidden="many", says="num_hidden"),
            Wrong(
                normal(4, 3), normal(5, 3, dtype="float64"), normal(5), num_hidden=5, says="dtype"
            ),
        ],
        empty=[
            Sample(normal(0, 3), normal(5, 3), normal(5), num_hidden=5).but(
                reference=affine, because="the reference fails on zero rows"
            )
        ],
    ),
]

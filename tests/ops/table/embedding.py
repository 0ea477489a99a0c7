"""Rows of Embedding."""

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

W = normal(4, 3)

ROWS = [
    Row(
        "Embedding",
        Sample(array([0, 3, 3, 9, -1, 1.7]), W, input_dim=4, output_dim=3),
        Sample(array([[0, 3], [1, 3]], "int32"), W, input_dim=4, output_dim=3),
        Sample(array([[2]], "int64"), W, input_dim=4, output_dim=3, dtype="float64"),
        Sample(array([1, 0]), integers(2, 3, dtype="int32"), input_dim=2, output_dim=3).but(
            attached=()
        ),
        Sample(array([1, 1, 0]), W, input_dim=4, output_dim=3, sparse_grad=True).but(
            gradient_recorded=False, because="the reference gives a sparse gradient"
        ),
        wrong=[
            Wrong(array([0]), W, input_dim=5, output_dim=3, says="weight"),
            Wrong(array([0]), W, input_dim=4, output_dim=2, says="weight"),
            Wrong(array([0]), W, input_dim=4, says="output_dim"),
        ],
        empty=[Sample(array([]), W, input_dim=4, output_dim=3)],
        attached=(1,),
    ),
]

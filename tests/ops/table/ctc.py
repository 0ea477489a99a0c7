"""The row of CTCLoss."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal

DATA = normal(4, 2, 5)
LABEL = array([[1, 2, 0], [3, 3, 1]])
LAST = array([[1, 2, -1], [3, -1, -1]])


def impossible(data, label):
    """Return the loss of labels that no path spells."""
    return np.zeros(data.shape[1], data.dtype)


ROWS = [
    Row(
        "CTCLoss",
        Sample(DATA, LABEL),
        Sample(DATA, LAST, blank_label="last"),
        Sample(
            DATA, LABEL, array([3, 4]), array([2, 3]), use_data_lengths=True, use_label_lengths=True
        ),
        Sample(DATA, LABEL, label_lengths=array([2, 1]), use_label_lengths=True),
        Sample(DATA, array([[1, 2], [3, 0]]), array([3, 2]), use_data_lengths=True),
        Sample(DATA, array([[0, 0], [3, 0]])),
        Sample(DATA, LABEL.astype("int32")),
        Sample(DATA, array([[1, 1, 1], [3, 3, 3]])).but(
            reference=impossible, because="the gradient of the reference is what memory held"
        ),
        Sample(normal(6, 1, 3, scale=3), array([[2, 1, 2]])),
        wrong=[
            Wrong(DATA[0], LABEL, says="3 dimensions"),
            Wrong(DATA, array([1, 2]), says="2 dimensions"),
            Wrong(DATA, array([[1], [2], [3]]), says="batch size"),
            Wrong(DATA, integers(2, 5, low=1, high=4), says="more labels than steps"),
            Wrong(DATA, LABEL, use_data_lengths=True, says="data_lengths"),
            Wrong(DATA, LABEL, array([1, 2]), says="use_data_lengths"),
            Wrong(DATA, LABEL, array([1, 2, 3]), use_data_lengths=True, says="data_lengths"),
            Wrong(DATA, LABEL, blank_label="middle", says="first"),
            Wrong(DATA.astype("int32"), LABEL.astype("int32"), says="floating point"),
        ],
        differentiable=(0,),
        rtol=3e-5,
        dtypes=("float64",),
    )
]

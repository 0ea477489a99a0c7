"""Rows of the loss heads and of softmax_cross_entropy."""

from tests.ops.row import Row, Sample, Wrong, array, integers, normal, uniform

DATA = normal(3, 4)
CLASSES = array([0, 3, 1])
IMAGE = normal(2, 3, 2, 2)
MAP = array([[[0, 1], [2, 0]], [[1, 1], [2, 0]]])
SHARES = uniform(3, 4, low=0, high=1)
HEAD = dict(
    mathematical=False, because="a loss head: its gradient is that of a loss it does not show"
)
FROM_ABOVE = dict(
    gradient_recorded=False,
    because="the reference multiplies by its own output, not by the gradient from above",
)


def regression(name):
    """Return the row of a regression head."""
    data, label = normal(3, 2), normal(3, 2, seed=1)
    return Row(
        name,
        Sample(data, label),
        Sample(data, label, grad_scale=2.5),
        Sample(normal(3), normal(3, seed=1)),
        Sample(normal(3, 1), normal(3, seed=1)),
        Sample(normal(3), normal(3, 1, seed=1)),
        Sample(normal(2, 3, 2), normal(2, 3, 2, seed=1)),
        Sample(array([[1, 2, 3]]), array([[0, 2, 4]])),
        wrong=[
            Wrong(data, normal(6), says="label has shape (6,)"),
            Wrong(data, normal(2, 3), says="label has shape (2, 3)"),
            Wrong(data, label.astype("float64"), says="dtype"),
            Wrong(
                integers(3, 2, dtype="int32"),
                integers(3, 2, dtype="int32", seed=1),
                says="floating point",
            ),
            Wrong(data, says="label"),
        ],
        **HEAD,
    )


ROWS = [
    Row(
        "SoftmaxOutput",
        Sample(DATA, CLASSES),
        Sample(DATA, CLASSES, grad_scale=2.0, normalization="batch"),
        Sample(DATA, array([0, -1, 1]), normalization="valid"),
        Sample(DATA, CLASSES, use_ignore=True, ignore_label=3, normalization="valid"),
        Sample(DATA, array([3, 3, 3]), use_ignore=True, ignore_label=3, normalization="valid"),
        Sample(DATA, CLASSES, use_ignore=True, ignore_label=3, normalization="batch"),
        Sample(DATA, array([7, -2, 1.7])),
        Sample(DATA, CLASSES, smooth_alpha=0.3, use_ignore=True, ignore_label=0),
        Sample(DATA, SHARES, grad_scale=2.0, normalization="batch"),
        Sample(DATA, CLASSES, multi_output=True),
        Sample(DATA, CLASSES, out_grad=True).but(**FROM_ABOVE),
        Sample(IMAGE, MAP, multi_output=True, out_grad=True).but(**FROM_ABOVE),
        Sample(IMAGE, MAP, multi_output=True),
        Sample(IMAGE, MAP.reshape(2, 4), multi_output=True, normalization="batch"),
        Sample(IMAGE, MAP.reshape(2, 1, 2, 2), multi_output=True, normalization="valid"),
        Sample(
            IMAGE,
            MAP,
            multi_output=True,
            use_ignore=True,
            ignore_label=0,
            normalization="valid",
            grad_scale=3.0,
        ),
        Sample(IMAGE, MAP, multi_output=True, use_ignore=True, ignore_label=0, smooth_alpha=0.3),
        Sample(IMAGE, normal(2, 3, 2, 2, seed=1), multi_output=True),
        Sample(normal(2, 3, 2), array([[0, 1, 1], [1, 0, 0]]), preserve_shape=True),
        Sample(
            normal(2, 3, 2),
            array([[0, 1, 1], [1, 0, 0]]),
            preserve_shape=True,
            normalization="batch",
            use_ignore=True,
            ignore_label=0,
        ),
        Sample(
            normal(2, 3, 2),
            array([[0, 1, 1], [1, 0, 0]]),
            preserve_shape=True,
            normalization="valid",
            smooth_alpha=0.3,
        ),
        Sample(normal(2, 3, 2), array([[0, 4, 1], [1, 0, 0]])),
        wrong=[
            Wrong(normal(4), array([1]), says="two dimensions"),
            Wrong(DATA, array([[0], [1], [2]]), says="label has shape"),
            Wrong(DATA, array([0, 1]), says="label has shape"),
            Wrong(IMAGE, MAP, says="label has shape"),
            Wrong(IMAGE, array([0, 1]), multi_output=True, says="label has shape"),
            Wrong(DATA, CLASSES.astype("int32"), says="dtype"),
            Wrong(DATA, says="label"),
            Wrong(DATA, CLASSES, normalization="sum", says="valid"),
            Wrong(
                integers(3, 4, dtype="int32"),
                integers(3, high=4, dtype="int32"),
                says="floating point",
            ),
        ],
        **HEAD,
    ),
    regression("LinearRegressionOutput"),
    regression("LogisticRegressionOutput"),
    regression("MAERegressionOutput"),
    Row(
        "SVMOutput",
        Sample(DATA, CLASSES),
        Sample(DATA, CLASSES, margin=0.5, regularization_coefficient=2.0),
        Sample(DATA, CLASSES, use_linear=True),
        Sample(DATA, CLASSES, use_linear=True, margin=2.0, regularization_coefficient=0.5),
        Sample(DATA, array([7, -1, 0])),
        Sample(normal(2, 3, 2), array([[0, 1, 1], [1, 0, 0]])),
        wrong=[
            Wrong(DATA, array([[0], [1], [2]]), says="label has shape"),
            Wrong(normal(4), array([1]), says="label has shape"),
            Wrong(DATA, CLASSES.astype("int32"), says="dtype"),
        ],
        **HEAD,
    ),
    Row(
        "MakeLoss",
        Sample(DATA),
        Sample(DATA, grad_scale=3.0),
        Sample(DATA, normalization="batch"),
        Sample(DATA, normalization="valid"),
        Sample(DATA, normalization="valid", valid_thresh=0.5, grad_scale=2.0),
        Sample(DATA, normalization="valid", valid_thresh=100.0),
        wrong=[
            Wrong(integers(3, dtype="int32"), says="floating point"),
            Wrong(DATA, normalization="mean", says="batch"),
        ],
        **HEAD,
    ),
    Row(
        "softmax_cross_entropy",
        Sample(DATA, CLASSES),
        Sample(normal(2, 5, scale=3), array([4, 4])),
        wrong=[
            Wrong(normal(4), array([1]), says="(N, classes)"),
            Wrong(DATA, array([0, 1]), says="(N, classes)"),
            Wrong(DATA, array([[0], [1], [2]]), says="(N, classes)"),
            Wrong(DATA, CLASSES.astype("int32"), says="dtype"),
        ],
        attached=(0,),
    ),
]

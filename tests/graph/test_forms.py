"""Shapes and dtypes that are known beforehand are those that the kernels give."""

import pytest

from mxnet import _kernels as k

WINDOW = {"stride": (2, 1), "pad": (1, 0), "dilate": (1, 2), "groups": 1}
POOL = {"kernel": (2, 2), "stride": (2, 2), "pad": (0, 0), "size": (4, 5)}
IMAGE, FILTERS, VECTOR, MATRIX = (2, 3, 9, 11), (4, 3, 3, 3), (3,), (2, 5)
CASES = [
    ("mul", [MATRIX, (5,)], {}), ("add", [MATRIX, 2.5], {}), ("sub", [1, (2, 1, 5)], {}),
    ("tanh", [MATRIX], {}), ("relu_grad", [MATRIX, MATRIX], {}), ("gt", [MATRIX, 0], {}),
    ("leaky_relu", [MATRIX], {"slope": 0.1}), ("clamp", [MATRIX], {"low": 0, "high": 1}),
    ("softmax", [MATRIX], {"axis": 1}), ("log_softmax_grad", [MATRIX, MATRIX], {"axis": 1}),
    ("linear", [(2, 4, 5), (3, 5), (3,)], {}), ("linear", [MATRIX, (3, 5)], {}),
    ("dot", [MATRIX, (5, 3)], {}), ("sum", [IMAGE], {"axis": (0, -1)}), ("sum", [IMAGE], {}),
    ("mean", [IMAGE], {"axis": 1, "keepdims": True}), ("mean", [IMAGE], {"axis": ()}),
    ("conv", [IMAGE, FILTERS, (4,)], WINDOW),
    ("conv_data_grad", [(2, 4, 5, 7), FILTERS], {**WINDOW, "shape": IMAGE}),
    ("conv_weight_grad", [(2, 4, 5, 7), IMAGE], {**WINDOW, "shape": FILTERS}),
    ("max_pool", [IMAGE], POOL), ("avg_pool", [IMAGE], {**POOL, "divisor": "all"}),
    ("batch_norm", [IMAGE, VECTOR, VECTOR], {"eps": 1e-3}),
    ("batch_norm_fixed", [IMAGE, None, VECTOR, VECTOR, VECTOR], {"eps": 1e-3}),
    ("conv_grads", [(2, 4, 5, 7), IMAGE, FILTERS],
     {**WINDOW, "shapes": (IMAGE, FILTERS), "wanted": (0, 1, 2)}),
    ("conv_grads", [(2, 4, 5, 7), IMAGE, FILTERS],
     {**WINDOW, "shapes": (IMAGE, FILTERS), "wanted": (1,)}),
    ("batch_norm_grads", [IMAGE, IMAGE, VECTOR, VECTOR, VECTOR], {"wanted": (0, 1, 2)}),
    ("batch_norm_grads", [IMAGE, IMAGE, VECTOR, VECTOR, VECTOR], {"wanted": (0, 2)}),
    ("layer_norm", [(2, 4, 3), VECTOR, VECTOR], {"eps": 1e-5}),
    ("layer_norm_grads", [(2, 3), (2, 3), VECTOR, (2, 1), (2, 1)], {"wanted": (0, 1, 2)}),
    ("batch_norm_dx", [IMAGE, IMAGE, VECTOR, VECTOR, VECTOR], {}),
    ("batch_norm_dgamma", [IMAGE, IMAGE, VECTOR, VECTOR], {}),
    ("concat", [MATRIX, (3, 5)], {"axis": 0}), ("concat", [MATRIX, MATRIX], {"axis": -1}),
    ("moving_stats", [VECTOR] * 4, {"momentum": 0.9, "eps": 1e-3}),
]  # fmt: skip


def told(results):
    results = results if isinstance(results, tuple) else (results,)
    return [None if x is None else (tuple(x.shape), x.dtype) for x in results]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("name", "shapes", "params"), CASES)
def test_forms(name, shapes, params, dtype):
    values = [k.hollow(s, dtype) if isinstance(s, tuple) else s for s in shapes]
    tensors = [k.cast(k.ones(shape=s), dtype=dtype) if isinstance(s, tuple) else s for s in shapes]
    known = k.known_form(name, values, params)
    assert known is not None
    assert told(known) == told(getattr(k, name)(*tensors, **params))


def test_what_does_not_fit_or_is_mixed_is_tried():
    five, six, whole = (k.hollow(s, d) for s, d in (((5,), "float32"), ((6,), "float32"),
                                                    ((5,), "int32")))  # fmt: skip
    for values in ([five, six], [five, whole], [whole, 2]):
        assert k.known_form("add", values, {}) is None
    wide = [k.hollow((2, 4), "float32"), k.hollow((3, 5), "float32")]
    assert k.known_form("linear", wide, {}) is None
    assert k.known_form("concat", wide, {"axis": 0}) is None
    assert k.known_form("flip", [five], {"axis": 0}) is None

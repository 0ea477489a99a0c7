"""Rows of the operators about sparse storage, here on dense arrays; sparse ones: `tests/sparse`."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, normal, positive

REFUSES = "MXNet 1.9.1 takes only sparse arrays here"
NO_GRADIENT = dict(differentiable=(), attached=(), order=0)


def retain(data, indices):
    """Return the named rows, and zeros elsewhere."""
    out = np.zeros_like(data)
    at = indices.astype(int)
    out[at] = data[at]
    return out


def count(data, axis=None):
    """Return how many entries are not zero."""
    return np.atleast_1d(np.count_nonzero(data, axis=axis)).astype(np.int64)


def entries(data, u, v):
    """Return the entries that are not zero, and -1 for the others."""
    found = data[u.astype(int), v.astype(int)]
    return np.where(found == 0, -1, found).astype(data.dtype)


def step(weight, grad, history, lr, epsilon=1e-7, wd=0, rescale_grad=1, clip_gradient=-1):
    """Return the new weight of AdaGrad."""
    grad = grad * rescale_grad
    if clip_gradient >= 0:
        grad = np.clip(grad, -clip_gradient, clip_gradient)
    grad = grad + wd * weight
    return weight - lr * grad / np.sqrt(history + grad * grad + epsilon)


FEW = array([[0, 2, 0], [1, 0, 3]])

ROWS = [
    Row(
        "_sparse_retain",
        Sample(normal(4, 2), array([2, 0])),
        Sample(normal(3, 2, 2), array([1])),
        call="nd.sparse.retain",
        differentiable=(0,),
        attached=(0,),
        record=False,
        reference=retain,
        because=REFUSES,
        wrong=[Wrong(normal(3, 2), normal(1, 1), says="vector")],
    ),
    Row(
        "_contrib_SparseEmbedding",
        Sample(array([[1, 0], [3, 1]]), normal(4, 2), input_dim=4, output_dim=2),
        differentiable=(1,),
        attached=(1,),
        record=False,
        reference=lambda data, weight, **_: weight[data.astype(int)],
        because="MXNet 1.9.1 cannot write its gradient into a dense array",
        wrong=[Wrong(array([1]), normal(3, 2), input_dim=4, output_dim=2, says="weight")],
    ),
    Row(
        "_contrib_getnnz",
        Sample(FEW),
        Sample(FEW, axis=1),
        record=False,
        reference=count,
        **NO_GRADIENT,
        because=REFUSES,
        wrong=[Wrong(FEW, axis=0, says="axis"), Wrong(normal(2), says="matrix")],
    ),
    Row(
        "_contrib_edge_id",
        Sample(FEW, array([0, 1, 0]), array([1, 2, 0])),
        record=False,
        reference=entries,
        **NO_GRADIENT,
        because=REFUSES,
        wrong=[Wrong(FEW, array([0]), array([0, 1]), says="length")],
    ),
    Row(
        "_sparse_adagrad_update",
        Sample(normal(3, 2), normal(3, 2, seed=1), positive(3, 2), lr=0.1),
        Sample(
            normal(3, 2), normal(3, 2, seed=1), positive(3, 2), lr=0.1, wd=0.1, rescale_grad=2.0,
            clip_gradient=0.5,
        ),
        call="nd.sparse.adagrad_update",
        aux=(2,),
        record=False,
        reference=step,
        **NO_GRADIENT,
        because=REFUSES,
        wrong=[Wrong(normal(3, 2), normal(2, 2), positive(3, 2), lr=0.1, says="grad")],
    ),
]

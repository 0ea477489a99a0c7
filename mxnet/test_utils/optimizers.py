"""Comparing two optimizers on random weights.

What does not live here: comparing arrays (`comparison.py`).
"""

from ..random import uniform
from .comparison import assert_almost_equal, compare_ndarray_tuple
from .sparse import rand_ndarray
from .surroundings import default_context

__all__ = ["compare_optimizer"]


def compare_optimizer(
    opt1, opt2, shape, dtype, w_stype="default", g_stype="default", rtol=1e-4, atol=1e-5,
    compare_states=True, ntensors=1,
):  # fmt: skip
    """Assert that one update by either optimizer gives the same weights and states.

    Parameters
    ----------
    opt1, opt2 : Optimizer
        Given several shapes, the second updates all at once.
    shape : tuple or list of tuple
    dtype : str or type
    w_stype, g_stype : str
        Storage of the second one's weights and gradients; the first gets dense ones.
    rtol, atol : float
    compare_states : bool
    ntensors : int
        How many shapes there are.

    Raises
    ------
    AssertionError
        They differ.

    Examples
    --------
    >>> import mxnet as mx
    >>> first, second = mx.optimizer.SGD(), mx.optimizer.ccSGD()
    >>> mx.test_utils.compare_optimizer(first, second, (2, 3), "float32")
    """
    shapes = shape if isinstance(shape, list) else [shape]
    assert len(shapes) == ntensors, f"{len(shapes)} shapes for {ntensors} tensors"
    others = [_random(s, w_stype, dtype, density=1) for s in shapes]
    other_grads = [_random(s, g_stype, dtype) for s in shapes]
    weights, grads = ([x.tostype("default") for x in xs] for xs in (others, other_grads))
    states = [opt2.create_state_multi_precision(i, w) for i, w in enumerate(others)]
    if isinstance(shape, list):
        opt2.update_multi_precision(list(range(ntensors)), others, other_grads, states)
    else:
        opt2.update_multi_precision(0, others[0], other_grads[0], states[0])
    for i, (weight, grad) in enumerate(zip(weights, grads, strict=True)):
        state = opt1.create_state_multi_precision(i, weight)
        opt1.update_multi_precision(i, weight, grad, state)
        if compare_states:
            compare_ndarray_tuple(state, states[i], rtol, atol)
        assert_almost_equal(weight, others[i], rtol=rtol, atol=atol)


def _random(shape, stype, dtype, density=None):
    if stype == "default":
        return uniform(shape=shape, ctx=default_context(), dtype=dtype)
    return rand_ndarray(shape, stype, density=density, dtype=dtype, ctx=default_context())

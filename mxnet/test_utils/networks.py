"""Checks of networks: that hybridizing changes nothing; an iterator that costs nothing.

What does not live here: checks of single operators (`symbols.py`).
"""

import copy

from .. import autograd
from .. import ndarray as nd
from ..io import DataIter
from .comparison import assert_almost_equal

__all__ = ["DummyIter", "check_gluon_hybridize_consistency"]


class DummyIter(DataIter):
    """Gives the first batch of another iterator again and again, to time what uses it.

    Parameters
    ----------
    real_iter : DataIter

    Examples
    --------
    >>> import mxnet as mx
    >>> real = mx.io.NDArrayIter(mx.nd.arange(8), batch_size=4)
    >>> batches = DummyIter(real)
    >>> [batches.next().data[0].asnumpy().tolist() for _ in range(2)]
    [[0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 2.0, 3.0]]
    """

    def __init__(self, real_iter):
        super().__init__()
        self.real_iter = real_iter
        self.provide_data, self.provide_label = real_iter.provide_data, real_iter.provide_label
        self.batch_size = real_iter.batch_size
        self.the_batch = next(real_iter)

    def __iter__(self):
        return self

    def next(self):
        """The first batch."""
        return self.the_batch


def check_gluon_hybridize_consistency(net_builder, data_l, numpy_func=None, test_grad=True,
                                      rtol=1e-4, atol=1e-4):  # fmt: skip
    """Assert that a block gives the same outputs and gradients hybridized and not.

    Parameters
    ----------
    net_builder : callable
        Makes the block; called once for each way of running it.
    data_l : list of NDArray
        Its inputs.
    numpy_func : callable, optional
        The outputs for those inputs as NumPy arrays.
    test_grad : bool
        Compare gradients of inputs and parameters too.
    rtol, atol : float

    Raises
    ------
    AssertionError
        They differ.

    Examples
    --------
    >>> import mxnet as mx
    >>> check_gluon_hybridize_consistency(lambda: mx.gluon.nn.Dense(3), [mx.nd.ones((2, 4))])
    """
    start, first = None, None
    for hybridize in (False, True):
        net = net_builder()
        net.initialize()
        if hybridize:
            net.hybridize()
        inputs = [nd.array(x.asnumpy(), dtype=x.dtype) for x in data_l]
        if start is None:
            net(*inputs)  # shapes that are open until now
            start = {name: p.data().asnumpy() for name, p in _parameters(net).items()}
        net(*inputs)
        for name, parameter in _parameters(net).items():
            parameter.set_data(nd.array(start[name], dtype=start[name].dtype))
        found = _run(net, inputs, test_grad)
        if first is None:
            first = found
            continue
        for name, value in found.items():
            assert_almost_equal(value, first[name], rtol=rtol, atol=atol, names=(name, "eager"))
    if numpy_func is not None:
        wanted = numpy_func(*[x.asnumpy() for x in data_l])
        wanted = wanted if isinstance(wanted, (list, tuple)) else [wanted]
        for i, each in enumerate(wanted):
            assert_almost_equal(first[f"output {i}"], each, rtol=rtol, atol=atol)


def _parameters(net):
    """A block's parameters by names that do not depend on how many blocks were made before."""
    return net._collect_params_with_prefix()


def _run(net, inputs, test_grad):
    """Outputs and gradients by name, as NumPy arrays."""
    if test_grad:
        for x in inputs:
            x.attach_grad()
    with autograd.record(train_mode=test_grad):
        outputs = net(*copy.copy(inputs))
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    found = {f"output {i}": y.asnumpy() for i, y in enumerate(outputs)}
    if test_grad:
        autograd.backward(list(outputs))
        found |= {f"gradient of input {i}": x.grad.asnumpy() for i, x in enumerate(inputs)}
        for name, parameter in _parameters(net).items():
            if parameter.grad_req != "null":
                found[f"gradient of {name}"] = parameter.grad().asnumpy()
    return found

"""The NumPy interface is not there yet; programs that import it beside `mx.nd` run."""

import subprocess
import sys

import pytest

import mxnet as mx


def test_what_is_asked_of_it_says_so():
    import mxnet.numpy as mx_np
    from mxnet import np, npx

    assert mx_np is np is mx.np
    with pytest.raises(AttributeError, match="mx.np.array: the NumPy interface is not there yet"):
        np.array([1])
    with pytest.raises(AttributeError, match="mx.npx.relu: the NumPy interface"):
        npx.relu(mx.nd.ones((2,)))
    assert not hasattr(np, "ndarray")
    assert npx.is_np_array() is False and npx.cpu() == mx.cpu()


def test_numpy_itself_is_not_hidden_by_it():
    code = "import mxnet as mx, numpy; assert numpy.zeros(2).sum() == 0; print(mx.np.__name__)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "mxnet.numpy"

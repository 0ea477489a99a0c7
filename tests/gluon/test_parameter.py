"""Parameters: what 1.9.1 does not answer, or not in one number.

What 1.9.1 answers is in block_cases.py.
"""

import pickle
import types

import numpy as np
import pytest

import mxnet as mx
from mxnet import gluon


def test_errors_of_a_failed_initialization_leave_nothing_behind():
    param = gluon.Parameter("w", shape=(2,), init="xavier")
    with pytest.raises(ValueError, match="2D"):
        param.initialize()
    param.initialize(init="ones")
    assert param.data().asnumpy().tolist() == [1, 1]


def test_new_values_reset_the_store_of_a_trainer():
    calls = []
    trainer = types.SimpleNamespace(
        _kv_initialized=True,
        _update_on_kvstore=True,
        _params_to_init=[],
        _reset_kvstore=lambda: calls.append(1),
    )
    param = gluon.Parameter("w", shape=(2,))
    param.initialize()
    param._set_trainer(trainer)
    param.set_data(mx.nd.ones((2,)))
    trainer._params_to_init.append(param)
    param.set_data(mx.nd.ones((2,)))
    assert calls == [1]


def test_values_are_averaged_over_devices_in_files(tmp_path):
    param = gluon.Parameter("w", shape=(2,))
    param.initialize(ctx=[mx.cpu(0), mx.cpu(1)])
    for i, x in enumerate(param.list_data()):
        x[:] = i + 1
    params = gluon.ParameterDict()
    params.update({"w": param})
    params.save(str(tmp_path / "w"))
    assert mx.nd.load(str(tmp_path / "w"))["w"].asnumpy().tolist() == [1.5, 1.5]


def test_what_a_file_gives_is_a_copy():
    saved = {"w": mx.nd.ones((2,))}
    params = gluon.ParameterDict()
    param = params.get("w", shape=(0,))
    params.load_dict(saved)
    param.data()[:] = 5
    assert saved["w"].asnumpy().tolist() == [1, 1]
    with pytest.raises(AssertionError, match="without names"):
        params.load_dict([mx.nd.ones((2,))])


def test_pickles_keep_values_requests_and_devices():
    param = gluon.Parameter("w", shape=(2,), grad_req="add", lr_mult=3.0, init="ones")
    param.initialize(ctx=[mx.cpu(1)])
    other = pickle.loads(pickle.dumps(param))
    assert other.list_ctx() == [mx.cpu(1)] and other.grad_req == "add" and other.lr_mult == 3.0
    assert other.grad().asnumpy().tolist() == [0, 0]
    waiting = gluon.Parameter("v", shape=(0,), allow_deferred_init=True)
    waiting.initialize(init="ones")
    other = pickle.loads(pickle.dumps(waiting))
    other.shape = (2,)
    other._finish_deferred_init()
    assert other.data().asnumpy().tolist() == [1, 1]


def test_constants():
    constant = gluon.Constant("c", np.arange(3))
    with pytest.warns(UserWarning, match="does not support grad_req"):
        constant.grad_req = "write"
    constant.initialize()
    assert constant.data().asnumpy().tolist() == [0, 1, 2]
    with pytest.raises(RuntimeError, match="grad_req='null'"):
        constant.grad()
    again = mx.init.create(constant.var().attr("__init__"))
    values = mx.nd.zeros((3,))
    again("c_weight", values)
    assert values.asnumpy().tolist() == [0, 1, 2]


def test_unknown_sizes_under_numpy_shapes():
    with mx.np_shape(True):
        param = gluon.Parameter("w", shape=(0, 3), allow_deferred_init=True)
        assert param.shape == (-1, 3)
        param.initialize()
        param.shape = (2, 3)
        param._finish_deferred_init()
        assert param.data().shape == (2, 3)


def test_sets_look_like_dicts():
    params = gluon.ParameterDict("net_")
    weight = params.get("w", shape=2)
    assert weight.shape == (2,)
    assert "net_w" in params and len(params) == 1 and params["net_w"] is weight
    assert dict(params.items()) == {"net_w": weight} and list(params.values()) == [weight]
    params.initialize(verbose=True)
    assert params.list_ctx() == [mx.cpu(0)]

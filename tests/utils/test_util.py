"""The small modules: `mx.util`, `base`, `runtime`, `engine`, `name`; switches that switch."""

import threading

import pytest

import mxnet as mx
from mxnet import util


def test_switches_nest_and_come_back():
    with util.np_shape():
        with util.np_shape(False):
            assert not util.is_np_shape()
        assert util.is_np_shape() and not util.is_np_array()
    assert not util.is_np_shape()


def test_switches_are_of_one_thread_and_set_np_of_later_ones_too():
    seen = {}

    def look(name):
        thread = threading.Thread(target=lambda: seen.update({name: util.is_np_shape()}))
        thread.start()
        thread.join()

    with util.np_shape():
        look("inside")
    util.set_np()
    look("set_np")
    util.reset_np()
    look("reset")
    assert seen == {"inside": False, "set_np": True, "reset": False}


def test_set_np_arrays_need_shapes():
    with pytest.raises(ValueError, match="shape"):
        util.set_np(shape=False, array=True)


def test_use_np_on_a_class_covers_its_methods():
    @util.use_np
    class Example:
        def method(self):
            return util.is_np_shape(), util.is_np_array()

        @property
        def value(self):
            return util.is_np_array()

        @staticmethod
        def plain():
            return util.is_np_array()

    assert Example().method() == (True, True) and Example().value and not Example.plain()
    assert not util.is_np_array()


def test_ufunc_options():
    double = util.wrap_np_unary_func(lambda x, out=None: 2 * x)
    assert double(3, where=True, casting="same_kind") == 6
    with pytest.raises(TypeError, match="not implemented"):
        double(3, casting="unsafe")
    with pytest.raises(TypeError, match="unexpected keyword"):
        double(3, axis=1)


def test_registered_errors():
    @mx.error.register
    class Peculiar(mx.MXNetError):
        pass

    assert mx.base.c2pyerror("Peculiar: text")[1] == "Peculiar"
    assert mx.base.c2pyerror("nothing known: text")[1] is None
    del mx.base.error_types["Peculiar"]


def test_features_are_this_machines():
    features = mx.runtime.Features()
    assert features is mx.runtime.Features() and len(features) == 32
    assert features.is_enabled("cuda") == (mx.context.num_gpus() > 0)
    assert repr(mx.runtime.Feature("TVM_OP", False)) == "✖ TVM_OP"
    with pytest.raises(RuntimeError, match="unknown"):
        features.is_enabled("NO_SUCH_FEATURE")


def test_bulk_puts_its_size_back():
    before = mx.engine.set_bulk_size(7)
    with mx.engine.bulk(30):
        assert mx.engine.set_bulk_size(30) == 30
    assert mx.engine.set_bulk_size(before) == 7


def test_names():
    with mx.name.NameManager():
        assert mx.name.NameManager.current.get(None, "fc") == "fc0"
        with mx.name.Prefix("net_"):
            assert mx.name.NameManager.current.get(None, "fc") == "net_fc0"
            assert mx.name.NameManager.current.get("mine", "fc") == "net_mine"
        assert mx.name.NameManager.current.get(None, "fc") == "fc1"

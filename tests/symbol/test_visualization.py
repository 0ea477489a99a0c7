"""Tables of layers; their text is that of MXNet 1.9.1."""

import builtins

import pytest

import mxnet as mx

S = mx.sym

# What 1.9.1 prints, fields joined by single blanks.
WANTED = """
Layer (type) Output Shape Param # Previous Layer
data(null) 3x10x10 0
conv1(Convolution) 4x8x8 112 data
bn1(BatchNorm) 4x8x8 8 conv1
flat(Flatten) 256 0 bn1
fc1(FullyConnected) 10 2570 flat
fc2(FullyConnected) 10 100 fc1
sum(elemwise_add) 10 0 fc1
fc2
softmax(SoftmaxOutput) 10 0 sum
Total params: 2790
""".strip().splitlines()


def network():
    net = S.Convolution(S.var("data"), kernel=(3, 3), num_filter=4, name="conv1")
    net = S.flatten(S.BatchNorm(net, name="bn1"), name="flat")
    net = S.FullyConnected(net, num_hidden=10, name="fc1")
    other = S.FullyConnected(net, num_hidden=10, no_bias=True, name="fc2")
    return S.SoftmaxOutput(S.elemwise_add(net, other, name="sum"), name="softmax")


def test_the_table_is_that_of_the_reference(capsys):
    mx.viz.print_summary(network(), shape={"data": (1, 3, 10, 10)})
    lines = capsys.readouterr().out.splitlines()
    assert {len(line) for line in lines[:-2]} == {120}
    text = [" ".join(line.split()) for line in lines if set(line) - set("_=")]
    assert text == WANTED


def test_shared_parameters_count_once(capsys):
    w = S.var("w")
    net = S.FullyConnected(S.var("x"), w, num_hidden=3, no_bias=True)
    net = S.FullyConnected(net, w, num_hidden=3, no_bias=True)
    mx.viz.print_summary(net, shape={"x": (2, 3)})
    assert "Total params: 9" in capsys.readouterr().out


def test_what_is_refused(monkeypatch):
    for function in (mx.viz.print_summary, mx.viz.plot_network):
        with pytest.raises(TypeError, match="must be Symbol"):
            function(3)
    with pytest.raises(mx.MXNetError, match="not found"):
        mx.viz.print_summary(network(), shape={"dat": (1,)})

    load = builtins.__import__

    def without_graphviz(name, *args, **kwargs):
        if name == "graphviz":
            raise ImportError(name)
        return load(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_graphviz)
    with pytest.raises(ImportError, match="pip install graphviz"):
        mx.viz.plot_network(network())

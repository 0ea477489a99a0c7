"""Tables of layers; their text is that of MXNet 1.9.1."""

import sys
from types import SimpleNamespace
from xml.etree import ElementTree

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


def test_what_is_refused():
    for function in (mx.viz.print_summary, mx.viz.plot_network):
        with pytest.raises(TypeError, match="must be Symbol"):
            function(3)
    with pytest.raises(mx.MXNetError, match="not found"):
        mx.viz.print_summary(network(), shape={"dat": (1,)})


@pytest.fixture
def picture(monkeypatch):
    """A network drawn as where graphviz is not installed."""
    monkeypatch.setattr(mx.visualization, "_graphviz", lambda: None)
    return mx.viz.plot_network(network(), "net & co", shape={"data": (1, 3, 10, 10)})


def test_a_picture_is_drawn_without_graphviz(picture, tmp_path):
    root = ElementTree.fromstring(picture._repr_svg_())
    texts = [x.text for x in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"conv1", "Convolution", "3x3/1, 4", "softmax_label", "3x10x10", "4x8x8"} <= set(texts)
    assert "conv1_weight" not in texts  # hidden
    path = picture.render(directory=str(tmp_path / "new"))
    assert path.endswith("net & co.svg") and ElementTree.parse(path) is not None
    assert picture.source.count("->") == picture.svg.count("marker-end")
    assert "conv1_weight" in mx.viz.plot_network(network(), hide_weights=False).source


def test_boxes_do_not_overlap_and_stand_below_their_sources(picture):
    places = [
        (float(r.get("x")), float(r.get("y")))
        for r in ElementTree.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}rect")
    ]
    assert len(places) == len(set(places)) > 8
    for i, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 148 for a, b in places[i + 1 :] if b == y)
    head, below = places[0], places[1]
    assert below[1] > head[1]


def test_graphviz_draws_where_it_is_installed(monkeypatch):
    class Digraph:
        def __init__(self, name, format):
            self.name, self.format, self.nodes, self.edges = name, format, [], []

        def node(self, number, label, fillcolor, **style):
            self.nodes.append((label, style["shape"]))

        def edge(self, tail, head, label, dir):
            self.edges.append((tail, head, label))

    monkeypatch.setitem(sys.modules, "graphviz", SimpleNamespace(Digraph=Digraph))
    monkeypatch.setattr(mx.visualization.shutil, "which", lambda name: f"/bin/{name}")
    made = mx.viz.plot_network(network(), shape={"data": (1, 3, 10, 10)},
                               node_attrs={"shape": "oval"})  # fmt: skip
    assert ("Convolution\nconv1\n3x3/1, 4", "oval") in made.nodes
    assert ("1", "0", "3x10x10") in made.edges  # from the user back to its source


def test_a_symbol_shows_itself_in_a_notebook():
    net = network()
    assert net._repr_html_().startswith("<svg")
    for _ in range(600):
        net = net + 1
    told = net._repr_html_()
    assert told.startswith("<pre>") and "600 _plus_scalar" in told


def test_a_weight_that_many_layers_share_is_drawn_in_time():
    net, weight = S.var("data"), S.var("shared")
    for _ in range(1000):
        net = S.broadcast_add(net, weight)
    picture = mx.viz.plot_network(net)
    assert picture.svg.count("<path") == 2001  # an arrow for every input, and its tip

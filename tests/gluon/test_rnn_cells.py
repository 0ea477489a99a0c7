"""Cells and layers of `gluon.rnn`: states, unrolling, modifiers, refusals.

Graphs and numbers of the reference are in `test_rnn_recorded.py`.
"""

import numpy as np
import pytest

import mxnet as mx
from mxnet.gluon import rnn

KINDS = [rnn.RNNCell, rnn.LSTMCell, rnn.GRUCell]


def unrolled(cell, x, **keywords):
    outputs, states = cell.unroll(x.shape[1], x, merge_outputs=True, **keywords)
    return outputs.asnumpy(), [state.asnumpy() for state in states]


def ready(cell):
    cell.initialize(mx.init.Uniform(0.5))
    return cell


@pytest.fixture(autouse=True)
def seeded():
    mx.random.seed(1)
    np.random.seed(1)


@pytest.mark.parametrize("layout", ["NTC", "TNC"])
@pytest.mark.parametrize("sides", [False, True])
@pytest.mark.parametrize("kind", [rnn.RNN, rnn.LSTM, rnn.GRU])
def test_a_layer_is_its_unfused_cells(kind, sides, layout):
    layer = ready(kind(3, 2, bidirectional=sides, layout=layout, input_size=4))
    x = mx.nd.random.normal(shape=(5, 2, 4) if layout == "TNC" else (2, 5, 4))
    cells = layer._unfuse()
    whole, states = layer(x, layer.begin_state(2))
    stepped, last = cells.unroll(5, x, layout=layout, merge_outputs=True)
    np.testing.assert_allclose(whole.asnumpy(), stepped.asnumpy(), atol=1e-6)
    # The cells give output and memory in turn, the layer all outputs and then all memories.
    every = len(states)
    for i, state in enumerate(states):
        cell_states = [each.asnumpy() for each in last[i::every]]
        np.testing.assert_allclose(state.asnumpy(), np.stack(cell_states), atol=1e-6)


@pytest.mark.parametrize("hybrid", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_lengths_are_those_of_each_sequence_alone(kind, hybrid):
    for cell in (kind(3), rnn.BidirectionalCell(kind(3), kind(3)), rnn.ResidualCell(kind(4))):
        ready(cell)
        if hybrid:
            cell.hybridize()
        x, lengths = mx.nd.random.normal(shape=(3, 4, 4)), [2, 4, 1]
        outputs, states = unrolled(cell, x, valid_length=mx.nd.array(lengths))
        for i, length in enumerate(lengths):
            alone, last = unrolled(cell, x[i : i + 1, :length])
            np.testing.assert_allclose(outputs[i : i + 1, :length], alone, atol=1e-6)
            assert (outputs[i, length:] == 0).all()
            for state, wanted in zip(states, last, strict=True):
                np.testing.assert_allclose(state[i : i + 1], wanted, atol=1e-6)


@pytest.mark.parametrize("kind", [rnn.RNN, rnn.LSTM, rnn.GRU])
def test_a_layer_with_lengths_hybridized(kind):
    layer = ready(kind(3, bidirectional=True, use_sequence_length=True))
    x, lengths = mx.nd.random.normal(shape=(4, 2, 3)), mx.nd.array([2, 4])
    eager = layer(x, sequence_length=lengths).asnumpy()
    layer.hybridize()
    np.testing.assert_allclose(layer(x, sequence_length=lengths).asnumpy(), eager, atol=1e-6)
    assert (eager[2:, 0] == 0).all() and (eager[2:, 1] != 0).any()
    np.testing.assert_allclose(
        eager[:2, :1], layer(x[:2, :1], sequence_length=mx.nd.array([2])).asnumpy(), atol=1e-6
    )


def test_states_begin_in_the_type_and_on_the_context_of_the_inputs():
    cell = ready(rnn.LSTMCell(3))
    cell.cast("float64")
    outputs, states = cell.unroll(2, mx.nd.ones((1, 2, 4), dtype="float64"), merge_outputs=True)
    assert {outputs.dtype, *(state.dtype for state in states)} == {np.float64}
    layer = rnn.LSTM(3, dtype="float64")
    assert [state.dtype for state in layer.begin_state(2)] == [np.float64] * 2
    layer.cast("float16")
    assert layer.begin_state(2)[0].dtype == np.float16


def test_states_begin_as_asked():
    ones = rnn.GRU(3, 2).begin_state(4, func=mx.nd.ones)
    assert [state.shape for state in ones] == [(2, 4, 3)] and ones[0].sum().asscalar() == 24
    symbols = rnn.LSTMCell(3, prefix="a_").begin_state(func=mx.sym.Variable)
    assert [state.name for state in symbols] == ["a_begin_state_0", "a_begin_state_1"]
    # 1.9.1 gives symbols here, which no array can be combined with.
    modified = rnn.ZoneoutCell(rnn.LSTMCell(3)).begin_state(batch_size=2)
    assert [state.shape for state in modified] == [(2, 3), (2, 3)]


def test_last_states_go_on_where_a_sequence_ended():
    layer = ready(rnn.LSTM(3))
    x = mx.nd.random.normal(shape=(6, 2, 4))
    whole, _ = layer(x, layer.begin_state(2))
    first, states = layer(x[:2], layer.begin_state(2))
    second, _ = layer(x[2:], states)
    both = mx.nd.concat(first, second, dim=0)
    np.testing.assert_allclose(both.asnumpy(), whole.asnumpy(), atol=1e-6)


def test_the_cells_of_an_lstm_are_clipped():
    # 1.9.1 ignores the bounds on a CPU.
    layer = ready(rnn.LSTM(3, state_clip_min=-0.1, state_clip_max=0.05))
    _, states = layer(mx.nd.random.normal(shape=(4, 2, 3)) * 9, layer.begin_state(2))
    cells = states[1].asnumpy()
    assert cells.min() >= np.float32(-0.1) and cells.max() <= np.float32(0.05)


@pytest.mark.parametrize("hybrid", [False, True])
def test_zoneout_keeps_what_was_there(hybrid):
    cell = ready(rnn.ZoneoutCell(rnn.RNNCell(50, input_size=4), 0.5, 0.5))
    if hybrid:
        cell.hybridize()
    x = mx.nd.random.normal(shape=(2, 3, 4))
    with mx.autograd.train_mode():
        outputs, _ = cell.unroll(3, x, merge_outputs=False)
    first, second = outputs[0].asnumpy(), outputs[1].asnumpy()
    assert 0.3 < (first == 0).mean() < 0.7  # nothing was before
    assert 0.3 < (second == first).mean() < 0.7
    cell.base_cell._modified = False
    base = unrolled(cell.base_cell, x)[0]
    cell.base_cell._modified = True
    np.testing.assert_allclose(unrolled(cell, x)[0], base, atol=1e-6)  # not in prediction


def test_dropout_between_cells_is_only_in_training():
    cell = rnn.DropoutCell(0.5)
    x = mx.nd.ones((2, 3, 100))
    assert (unrolled(cell, x)[0] == 1).all()
    with mx.autograd.train_mode():
        dropped = unrolled(cell, x)[0]
    assert set(np.unique(dropped)) == {0, 2}


def test_dropout_shared_along_an_axis():
    with mx.autograd.train_mode():
        dropped = unrolled(rnn.DropoutCell(0.5, axes=(1,)), mx.nd.ones((2, 3, 100)))[0]
    assert (dropped == dropped[:, :1]).all()


def test_gradients_pass_through_hybridized_cells():
    grads = []
    for hybrid in (False, True):
        mx.random.seed(2)
        cell = ready(rnn.HybridSequentialRNNCell(prefix="net_"))
        with cell.name_scope():
            cell.add(rnn.LSTMCell(3, input_size=4))
            cell.add(rnn.ResidualCell(rnn.GRUCell(3, input_size=3)))
        ready(cell)
        if hybrid:
            cell.hybridize()
        x = mx.nd.random.normal(shape=(2, 3, 4))
        with mx.autograd.record():
            loss = cell.unroll(3, x, merge_outputs=True)[0].square().sum()
        loss.backward()
        grads.append([p.grad().asnumpy() for p in cell.collect_params().values()])
    for a, b in zip(*grads, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-6)


def test_shapes_are_found_from_the_first_input():
    layer = ready(rnn.LSTM(3, 2, bidirectional=True, projection_size=2))
    assert layer.l0_i2h_weight.shape == (12, 0) and layer.r1_i2h_weight.shape == (12, 4)
    layer(mx.nd.ones((5, 1, 7)))
    assert layer.l0_i2h_weight.shape == layer.r0_i2h_weight.shape == (12, 7)
    cell = ready(rnn.GRUCell(3))
    cell(mx.nd.ones((2, 5)), cell.begin_state(2))
    assert cell.i2h_weight.shape == (9, 5)


def test_twelve_layers_are_saved_and_loaded(tmp_path):
    # 1.9.1 takes one digit for a layer's number.
    deep = ready(rnn.GRU(2, 12, input_size=2))
    deep.save_parameters(str(tmp_path / "deep.params"))
    again = rnn.GRU(2, 12)
    again.load_parameters(str(tmp_path / "deep.params"))
    x = mx.nd.ones((1, 1, 2))
    assert np.array_equal(deep(x).asnumpy(), again(x).asnumpy())


def test_an_exported_layer_gives_the_same(tmp_path):
    class Net(mx.gluon.HybridBlock):
        def __init__(self):
            super().__init__()
            with self.name_scope():
                self.body = rnn.GRU(3, layout="NTC")

        def hybrid_forward(self, F, x):
            return self.body(x)

    net = ready(Net())
    net.hybridize()
    x = mx.nd.random.normal(shape=(2, 4, 3))
    wanted = net(x).asnumpy()
    net.export(str(tmp_path / "net"))
    block = mx.gluon.SymbolBlock.imports(
        str(tmp_path / "net-symbol.json"), ["data"], str(tmp_path / "net-0000.params")
    )
    for batch in (2, 1):  # the states' first axis is left open in the file
        np.testing.assert_allclose(block(x[:batch]).asnumpy(), wanted[:batch], atol=1e-6)


REFUSED = {
    "steps": (lambda: rnn.RNNCell(3).unroll(3, mx.nd.ones((1, 2, 3))), AssertionError),
    "list": (lambda: rnn.RNNCell(3).unroll(3, [mx.nd.ones((1, 3))]), AssertionError),
    "layout": (lambda: rnn.RNNCell(3).unroll(2, mx.nd.ones((1, 2, 3)), layout="CNT"),
               AssertionError),
    "layer layout": (lambda: rnn.LSTM(3, layout="CNT"), AssertionError),
    "activation": (lambda: rnn.RNN(3, activation="swish"), KeyError),
    "rate": (lambda: rnn.DropoutCell("half"), AssertionError),
    "step both": (lambda: rnn.BidirectionalCell(rnn.RNNCell(3), rnn.RNNCell(3))(1, []),
                  NotImplementedError),
    "zoneout both": (lambda: rnn.ZoneoutCell(
        rnn.BidirectionalCell(rnn.RNNCell(3), rnn.RNNCell(3))), AssertionError),
    "abstract": (lambda: rnn.RecurrentCell().state_info(), NotImplementedError),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refusals(what):
    call, error = REFUSED[what]
    with pytest.raises(error):
        call()


def test_states_of_a_wrong_shape_are_refused():
    layer = ready(rnn.LSTM(3, input_size=2))
    x = mx.nd.ones((4, 2, 2))
    with pytest.raises(ValueError, match=r"Expecting \(1, 2, 3\), got \(1, 5, 3\)"):
        layer(x, layer.begin_state(5))
    with pytest.raises(ValueError, match="2 states; 1"):
        layer(x, layer.begin_state(2)[:1])


def test_a_modified_cell_is_called_through_its_modifier():
    cell = rnn.LSTMCell(3)
    rnn.ResidualCell(cell)
    with pytest.raises(AssertionError, match="Call the modifier cell instead"):
        cell.begin_state(1)


class Traced(mx.gluon.HybridBlock):
    """Layers and cells inside a plain forward."""

    def __init__(self):
        super().__init__()
        with self.name_scope():
            self.layer = rnn.LSTM(4, 2, bidirectional=True, layout="NTC")
            self.cell = rnn.GRUCell(3)
            self.scores = mx.gluon.nn.Dense(2, flatten=False)

    def forward(self, x):
        y = self.layer(x)
        y, _ = self.cell.unroll(x.shape[1], y, merge_outputs=True)
        return self.scores(y)


def test_cells_in_a_plain_forward_are_traced():
    net = ready(Traced())
    x = mx.nd.random.normal(shape=(2, 5, 3))
    eager = net(x).asnumpy()
    net.hybridize()
    np.testing.assert_allclose(net(x).asnumpy(), eager, atol=1e-6)
    assert net(mx.nd.ones((3, 4, 3))).shape == (3, 4, 2)  # other steps, another graph


def test_a_layer_has_gradients_of_the_second_order():
    layer = ready(rnn.LSTM(3, input_size=2))
    x = mx.nd.random.normal(shape=(3, 2, 2))
    x.attach_grad()
    found = []
    for hybrid in (False, True):
        layer.hybridize(hybrid)
        with mx.autograd.record():
            slope = mx.autograd.grad(layer(x).sum(), x, create_graph=True)[0]
            total = (slope * slope).sum()
        total.backward()
        found.append(x.grad.asnumpy())
    assert np.abs(found[0]).max() > 1e-3
    np.testing.assert_allclose(*found, rtol=1e-4, atol=1e-6)

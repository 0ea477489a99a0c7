"""`mx.rnn`: packing of weights, fused against unfused cells, sentences in buckets, refusals.

The graphs are held against the reference in `test_recorded.py`.
"""

import random

import numpy as np
import pytest

import mxnet as mx

MODES = ["rnn_relu", "rnn_tanh", "lstm", "gru"]


def computed(net, values, **shapes):
    """The outputs of a graph for parameters by name; other arguments count up."""
    exe = net.simple_bind(mx.cpu(), **shapes)
    for name, array in exe.arg_dict.items():
        array[:] = values[name] if name in values else np.arange(array.size).reshape(array.shape)
    return [out.asnumpy() for out in exe.forward()]


@pytest.mark.filterwarnings("ignore:NTC layout")
@pytest.mark.parametrize("layout", ["NTC", "TNC"])
@pytest.mark.parametrize("sides", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_fused_and_unfused_cells_compute_the_same(mode, sides, layout):
    fused = mx.rnn.FusedRNNCell(3, 2, mode=mode, bidirectional=sides, prefix="a_")
    data = mx.sym.Variable("data") * 0.01
    net = fused.unroll(4, data, layout=layout, merge_outputs=True)[0]
    shape = (2, 4, 5) if layout == "NTC" else (4, 2, 5)
    size = dict(zip(net.list_arguments(), net.infer_shape(data=shape)[0], strict=True))
    packed = {"a_parameters": mx.nd.array(np.sin(np.arange(size["a_parameters"][0])) / 2)}
    cells = fused.unfuse()
    apart = cells.pack_weights(fused.unpack_weights(packed))
    stepped = cells.unroll(4, data, layout=layout, merge_outputs=True)[0]
    (a,), (b,) = computed(net, packed, data=shape), computed(stepped, apart, data=shape)
    np.testing.assert_allclose(a, b, atol=1e-6)
    again = fused.pack_weights(cells.unpack_weights(apart))
    assert np.array_equal(again["a_parameters"].asnumpy(), packed["a_parameters"].asnumpy())


def test_weights_of_gates_apart():
    cell = mx.rnn.LSTMCell(2)
    arrays = {
        "lstm_i2h_weight": mx.nd.arange(24).reshape((8, 3)),
        "lstm_i2h_bias": mx.nd.arange(8),
        "lstm_h2h_weight": mx.nd.arange(16).reshape((8, 2)),
        "lstm_h2h_bias": mx.nd.arange(8),
        "other": mx.nd.ones(1),
    }
    apart = cell.unpack_weights(arrays)
    assert len(apart) == 17 and len(arrays) == 5
    assert apart["lstm_i2h_f_weight"].asnumpy().tolist() == [[6, 7, 8], [9, 10, 11]]
    packed = cell.pack_weights(apart)
    assert packed.keys() == arrays.keys()
    assert all(np.array_equal(packed[n].asnumpy(), arrays[n].asnumpy()) for n in arrays)
    assert mx.rnn.ResidualCell(cell).unpack_weights(arrays).keys() == apart.keys()


def test_parameters_of_a_wrong_size_are_refused():
    cell = mx.rnn.FusedRNNCell(3, mode="gru")
    with pytest.raises(AssertionError, match="Invalid parameters size"):
        cell.unpack_weights({"gru_parameters": mx.nd.ones(100)})


def test_cells_share_weights():
    shared = mx.rnn.RNNParams("both_")
    nets = [mx.rnn.RNNCell(3, params=shared).unroll(2, mx.sym.var("x"))[0][1] for _ in range(2)]
    assert nets[0].list_arguments() == nets[1].list_arguments()
    assert "both_i2h_weight" in nets[0].list_arguments()


def test_a_forget_gate_begins_open():
    net = mx.rnn.LSTMCell(2, forget_bias=3.0).unroll(1, mx.sym.var("x"), merge_outputs=True)[0]
    init = mx.init.InitDesc("lstm_i2h_bias", net.attr_dict()["lstm_i2h_bias"])
    bias = mx.nd.ones(8)
    mx.init.Uniform()(init, bias)
    assert bias.asnumpy().tolist() == [0, 0, 3, 3, 0, 0, 0, 0]


REFUSED = {
    "step fused": (lambda r: r.FusedRNNCell(3)(1, 2), NotImplementedError),
    "step both": (lambda r: r.BidirectionalCell(r.RNNCell(3), r.GRUCell(3))(1, []),
                  NotImplementedError),
    "mode": (lambda r: r.FusedRNNCell(3, mode="swish"), ValueError),
    "zoneout fused": (lambda r: r.ZoneoutCell(r.FusedRNNCell(3)), AssertionError),
    "zoneout both": (lambda r: r.ZoneoutCell(r.BidirectionalCell(r.RNNCell(3), r.GRUCell(3))),
                     AssertionError),
    "no inputs": (lambda r: r.RNNCell(3).unroll(2, None), AssertionError),
    "few inputs": (lambda r: r.RNNCell(3).unroll(2, [mx.sym.var("x")]), AssertionError),
    "dropout": (lambda r: r.DropoutCell("half"), AssertionError),
    "even kernel": (lambda r: r.ConvLSTMCell((1, 3, 8, 8), 4, h2h_kernel=(2, 2)), AssertionError),
    "abstract": (lambda r: r.BaseRNNCell().state_info, NotImplementedError),
    "shared twice": (lambda r: r.BidirectionalCell(
        r.RNNCell(3), r.RNNCell(3), params=r.RNNParams("a_")), AssertionError),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refusals(what):
    call, error = REFUSED[what]
    with pytest.raises(error):
        call(mx.rnn)


def test_a_modified_cell_is_called_through_its_modifier():
    cell = mx.rnn.LSTMCell(3)
    mx.rnn.ResidualCell(cell)
    with pytest.raises(AssertionError, match="Call the modifier cell instead"):
        cell.begin_state()


# -------------------------------------------------------------------------------- sentences


def test_words_become_numbers():
    encode = mx.rnn.encode_sentences
    text = [["a", "b"], ["a", "c"]]
    assert encode(text) == ([[0, 1], [0, 2]], {"\n": -1, "a": 0, "b": 1, "c": 2})
    assert encode(text, start_label=1, invalid_label=0)[0] == [[1, 2], [1, 3]]
    assert encode(text, invalid_label=1)[0] == [[0, 2], [0, 3]]
    with pytest.raises(AssertionError, match="Unknown token b"):
        encode(text, vocab={"a": 5})


def test_all_unknown_words_become_one():
    # 1.9.1 gives every one another number.
    text = [["a", "b"], ["c", "d"]]
    encode = mx.rnn.encode_sentences
    assert encode(text, vocab={"a": 5, "?": 6}, unknown_token="?")[0] == [[5, 6], [6, 6]]
    found, vocab = encode(text, vocab={"a": 0}, unknown_token="?")
    assert found == [[0, 1], [1, 1]] and vocab == {"a": 0, "?": 1}


SENTENCES = [[1, 2, 3]] * 5 + [[1, 2]] * 6 + [[4, 5, 6, 7, 8]] * 3 + [[9]]


def test_batches_come_as_in_the_reference():
    """The order follows from Python's and NumPy's seeds, as 1.9.1 draws it."""
    random.seed(1)
    np.random.seed(1)
    batches = mx.rnn.BucketSentenceIter(SENTENCES, 2, buckets=[2, 3, 5])
    assert batches.idx == [(0, 4), (1, 0), (2, 0), (0, 0), (1, 2), (0, 2)]
    found = [(b.bucket_key, b.data[0].asnumpy().tolist()) for b in batches]
    assert found[0] == (2, [[1, 2], [1, 2]]) and found[3] == (2, [[9, -1], [1, 2]])
    assert [key for key, _ in found] == [2, 3, 5, 2, 3, 2]
    batches.reset()
    assert len(list(batches)) == 6


@pytest.mark.parametrize("layout", ["NT", "TN"])
def test_labels_are_the_next_words(layout):
    batches = mx.rnn.BucketSentenceIter(SENTENCES, 2, layout=layout, invalid_label=0)
    assert batches.default_bucket_key == 5 and batches.provide_data[0].layout == layout
    for batch in batches:
        data, label = batch.data[0].asnumpy(), batch.label[0].asnumpy()
        if layout == "TN":
            data, label = data.T, label.T
        assert np.array_equal(label[:, :-1], data[:, 1:]) and (label[:, -1] == 0).all()
        assert batch.provide_data[0].shape == batch.data[0].shape


def test_long_sentences_are_left_out_with_a_warning():
    with pytest.warns(UserWarning, match="discarded 3 sentences"):
        batches = mx.rnn.BucketSentenceIter(SENTENCES, 2, buckets=[2, 3])
    assert {batch.bucket_key for batch in batches} == {2, 3}
    with pytest.raises(ValueError, match="layout"):
        mx.rnn.BucketSentenceIter(SENTENCES, 2, layout="NC")
    with pytest.raises(ValueError, match="name the buckets"):
        mx.rnn.BucketSentenceIter([[1]], 2)


@pytest.mark.parametrize("buckets, kept", [([9, 3, 4], [3]), ([1, 2, 3, 4], [2, 3]), ([5], [5])])
def test_buckets_without_a_sentence_are_left_out(buckets, kept):
    batches = mx.rnn.BucketSentenceIter([[1, 2, 3]] * 4 + [[4, 5]] * (len(kept) > 1), 2, buckets)
    assert batches.buckets == kept and batches.default_bucket_key == kept[-1]
    assert batches.provide_data[0].shape == (2, kept[-1])
    assert {batch.bucket_key for batch in batches} == {kept[-1]}


def test_buckets_that_no_sentence_fits_are_refused():
    with pytest.raises(ValueError, match="fits"), pytest.warns(UserWarning, match="discarded 1"):
        mx.rnn.BucketSentenceIter([[1, 2]], 1, [1])


# ------------------------------------------------------------------------------ checkpoints


def test_a_checkpoint_serves_fused_and_single_cells(tmp_path):
    fused = mx.rnn.FusedRNNCell(3, mode="gru", prefix="a_")
    net = fused.unroll(2, mx.sym.var("data"), layout="TNC", merge_outputs=True)[0]
    packed = {"a_parameters": mx.nd.array(np.arange(3 * 3 * (2 + 3) + 18) / 9)}
    prefix = str(tmp_path / "net")
    callback = mx.rnn.do_rnn_checkpoint([fused], prefix, period=2)
    for epoch in range(4):
        callback(epoch, net, packed, {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "net-0002.params", "net-0004.params", "net-symbol.json"
    ]  # fmt: skip
    saved = mx.nd.load(f"{prefix}-0002.params")
    assert saved["arg:a_l0_i2h_z_weight"].shape == (3, 2)
    again, arrays, states = mx.rnn.load_rnn_checkpoint(fused, prefix, 4)
    assert again.tojson() == net.tojson() and states == {}
    assert np.array_equal(arrays["a_parameters"].asnumpy(), packed["a_parameters"].asnumpy())
    _, arrays, _ = mx.rnn.load_rnn_checkpoint(fused.unfuse(), prefix, 4)
    assert arrays["a_l0_i2h_weight"].shape == (9, 2)


def test_the_old_function_unrolls_too():
    # 1.9.1 hands over a keyword that no cell takes.
    with pytest.warns(UserWarning, match="deprecated"):
        outputs, _ = mx.rnn.rnn_unroll(mx.rnn.RNNCell(3), 2, input_prefix="in_")
    assert "in_t1_data" in outputs[1].list_arguments()

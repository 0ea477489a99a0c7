"""What errors say: in words of arrays, not in those of the kernels underneath."""

import pytest

import mxnet as mx
from mxnet import nd
from mxnet._kernels import refusal


def test_a_value_that_does_not_fit_tells_both_shapes():
    x = nd.ones((2, 3))
    for key, value, part in (
        (slice(0, 1), nd.ones((5, 5)), "(1, 3)"),
        ([0, 1], nd.ones((5, 5)), "(2, 3)"),
        (0, [1, 2], "(3,)"),
    ):
        with pytest.raises(ValueError, match="could not be broadcast") as caught:
            x[key] = value
        assert part in str(caught.value) and "tensor" not in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: nd.negative(nd.ones((2,), dtype="bool")),
        lambda: nd.abs(nd.ones((2,), dtype="bool")),
        lambda: nd.clip(nd.ones((2,), dtype="bool"), 0, 1),
        lambda: nd.random.uniform_like(nd.ones((2,), dtype="int32")),
        lambda: nd.BatchNorm(*[nd.array([]).reshape((0, 2))] + [nd.ones((2,))] * 4),
    ],
)
def test_no_word_of_the_kernels_reaches_the_user(call):
    with mx.autograd.train_mode(), pytest.raises(mx.MXNetError) as caught:
        call()
    said = str(caught.value)
    for word in ("tensor", "torch", "not implemented for", "cpu"):
        assert word not in said


def test_the_words_of_a_refusal_keep_what_helps():
    fits = RuntimeError(
        "The size of tensor a (3) must match the size of tensor b (5) at non-singleton dimension 1"
    )
    assert refusal(fits) == "the shapes do not fit: length 3 meets length 5 at axis 1"
    assert refusal(RuntimeError("\"abs_cpu\" not implemented for 'Byte'")).endswith("uint8 data")
    assert refusal(ValueError("k must be positive.")) == "k must be positive"


def test_dlpack_of_what_has_no_memory_is_a_type_error():
    with pytest.raises(TypeError, match="from_dlpack: int offers no memory"):
        nd.from_dlpack(3)
    capsule = nd.ones((2,)).to_dlpack_for_read()
    nd.from_dlpack(capsule)
    with pytest.raises(TypeError, match="not used yet"):
        nd.from_dlpack(capsule)


def test_the_error_shows_as_what_programs_catch():
    assert f"{mx.MXNetError.__module__}.{mx.MXNetError.__name__}" == "mxnet.base.MXNetError"
    assert mx.base.MXNetError is mx.MXNetError

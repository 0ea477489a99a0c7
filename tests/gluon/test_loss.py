"""Losses beside their numbers: names, what they refuse, one's own, gradients of gradients."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.gluon import loss

ALL = [name for name in loss.__all__ if name not in ("Loss", "SigmoidBCELoss", "SoftmaxCELoss")]


@pytest.mark.parametrize("name", ALL)
def test_names(name):
    made = getattr(loss, name)(prefix="mine_")
    weight = 1.0 if name in ("L2Loss", "SDMLLoss") else None
    assert repr(made) == f"{name}(batch_axis=0, w={weight})"
    assert made.name == "mine"
    assert getattr(loss, name)().name.startswith(name.lower())


def test_short_names():
    assert loss.SigmoidBCELoss is loss.SigmoidBinaryCrossEntropyLoss
    assert loss.SoftmaxCELoss is loss.SoftmaxCrossEntropyLoss


PRED, LABEL = nd.array(np.arange(12.0).reshape(4, 3)), nd.array([0, 1, 2, 0])

REFUSED = [
    (lambda: loss.Loss(None, 0)(PRED, PRED), NotImplementedError, None),
    (lambda: loss.CTCLoss(layout="NCT"), AssertionError, "'NTC' and 'TNC' layouts for pred"),
    (lambda: loss.CTCLoss(label_layout="X"), AssertionError, "'NT' and 'TN' layouts for label"),
    (lambda: loss.LogisticLoss(label_format="x"), ValueError, "signed or binary, recieved x"),
    (lambda: loss.L1Loss(weight="x")(PRED, PRED), AssertionError, "weight must be a number"),
    (lambda: loss.L2Loss()(PRED, nd.ones(11)), mx.MXNetError, r"\(11,\).*\(4, 3\)"),
    (lambda: loss.L2Loss()(PRED, PRED, nd.ones(4)), mx.MXNetError, r"broadcast_mul.*\(4,\)"),
]  # fmt: skip


@pytest.mark.parametrize("call, kind, text", REFUSED)
def test_refused(call, kind, text):
    with pytest.raises(kind, match=text):
        call()


def test_weights_of_other_kinds():
    wanted = 2 * loss.L1Loss()(PRED, -PRED).asnumpy()
    for weight in (2, 2.0, np.float32(2)):
        assert (loss.L1Loss(weight=weight)(PRED, -PRED).asnumpy() == wanted).all()


@pytest.mark.parametrize("dtype", ["float16", "float64"])
def test_types(dtype):
    for made in (loss.SoftmaxCELoss()(PRED.astype(dtype), LABEL),
                 loss.HuberLoss()(PRED.astype(dtype), -PRED.astype(dtype))):  # fmt: skip
        assert made.dtype == np.dtype(dtype) and made.shape == (4,)


def test_form_of_compiled_arguments():
    compiled = loss.SoftmaxCELoss()
    compiled.hybridize()
    wanted = compiled(PRED, LABEL).asnumpy()
    with pytest.raises(ValueError, match="does not match the cached version"):
        compiled(PRED, LABEL, nd.ones((4, 1)))
    assert (compiled(PRED, LABEL).asnumpy() == wanted).all()


class Quartic(loss.Loss):
    """A loss as programs write their own."""

    def hybrid_forward(self, F, pred, label, sample_weight=None):
        error = F.square(F.square(loss._reshape_like(F, label, pred) - pred))
        error = loss._apply_weighting(F, error, self._weight, sample_weight)
        return F.mean(error, axis=self._batch_axis, exclude=True)


def test_own_loss():
    x, weights = nd.array([[1, 2], [3, 5]]), nd.array([[1], [0.5]])
    for hybridize in (False, True):
        own = Quartic(0.5, 0)
        own.hybridize(hybridize)
        assert own(x, nd.array([1, 0, 3, 3]), weights).asnumpy().tolist() == [4, 2]


class Judged(gluon.HybridBlock):
    """A network and its loss in one, written as a plain forward."""

    def __init__(self):
        super().__init__()
        self.dense, self.loss = gluon.nn.Dense(3, in_units=3), loss.SoftmaxCELoss()

    def forward(self, x, label):
        return self.loss(self.dense(x), label).mean()


def test_within_a_traced_block():
    block = Judged()
    block.initialize(mx.init.Xavier())
    gradients = []
    for hybridize in (False, True):
        block.hybridize(hybridize)
        with autograd.record():
            out = block(PRED, LABEL)
        out.backward()
        gradients.append(block.dense.weight.grad().asnumpy().copy())
    np.testing.assert_allclose(*gradients, rtol=1e-5, atol=1e-6)


TWICE = {
    "L2Loss": (PRED, -PRED),
    "SoftmaxCELoss": (PRED / 5, LABEL),
    "SigmoidBCELoss": (PRED / 5 - 1.1, nd.array(np.arange(12).reshape(4, 3) % 2)),
    "KLDivLoss": (PRED / 12, nd.ones((4, 3)) / 3),
    "PoissonNLLLoss": (PRED / 12, PRED),
    "SDMLLoss": (PRED / 12, PRED / 11),
    "CTCLoss": (nd.array(np.sin(np.arange(40)).reshape(2, 5, 4)), nd.array([[0, 1], [2, 2]])),
}


@pytest.mark.parametrize("hybridize", [False, True], ids=["eager", "hybridized"])
@pytest.mark.parametrize("name", TWICE)
def test_gradients_of_gradients(name, hybridize):
    """The slope's slope along a direction, against the difference of two slopes."""
    made = getattr(loss, name)()
    made.hybridize(hybridize)
    pred, *rest = (each.astype("float64") for each in TWICE[name])
    direction = nd.array(np.cos(np.arange(pred.size)).reshape(pred.shape), dtype="float64")

    def slope(x, create_graph):
        x.attach_grad()
        with autograd.record():
            total = made(x, *rest).sum()
            (found,) = autograd.grad(total, x, create_graph=create_graph)
            along = (found * direction).sum()
        return along

    x = pred.copy()
    slope(x, True).backward()
    step = 1e-4
    found = (x.grad * direction).sum().asscalar()
    high, low = (slope(pred + sign * step * direction, False).asscalar() for sign in (1, -1))
    assert found == pytest.approx((high - low) / (2 * step), rel=1e-4, abs=1e-6)

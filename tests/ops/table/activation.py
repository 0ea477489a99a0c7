"""Rows of Activation and LeakyReLU."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, away, integers, normal

OFF_ZERO = away(3, 4, margin=0.2)
WIDE = normal(3, 4, scale=4)
BESIDE_ZERO = array([[-1.5, -0.0, 0.0, 2.0]])


def rrelu(data, lower_bound=0.125, upper_bound=0.334, **attrs):
    """Return the data over slopes of the mean, and those slopes."""
    mask = np.where(data > 0, 1, (lower_bound + upper_bound) / 2).astype(data.dtype)
    return [data * mask, mask]


def within(outputs, sample):
    """Assert that the slopes lie between the bounds and differ."""
    below = sample.inputs[0] < 0
    slopes = outputs[1][below]
    assert (slopes >= 0.125).all() and (slopes <= 0.334).all() and len(np.unique(slopes)) > 3
    np.testing.assert_allclose(outputs[0], sample.inputs[0] * outputs[1], rtol=1e-3)
    assert (outputs[1][~below] == 1).all()


ROWS = [
    Row(
        "Activation",
        Sample(OFF_ZERO, act_type="relu"),
        Sample(WIDE, act_type="sigmoid"),
        Sample(WIDE, act_type="tanh"),
        Sample(WIDE, act_type="softrelu"),
        Sample(OFF_ZERO, act_type="softsign"),
        Sample(array([[-90.0, -30.0, 30.0, 90.0]]), act_type="softrelu"),
        Sample(BESIDE_ZERO, act_type="relu").but(order=0, because="relu has a kink at zero"),
        wrong=[
            Wrong(OFF_ZERO, says="act_type"),
            Wrong(OFF_ZERO, act_type="swish", says="softrelu"),
            Wrong(integers(3, dtype="int32"), act_type="relu", says="floating point"),
        ],
        empty=[Sample(normal(0, 3), act_type="relu"), Sample(normal(0, 3), act_type="softsign")],
    ),
    Row(
        "LeakyReLU",
        Sample(OFF_ZERO),
        Sample(OFF_ZERO, act_type="leaky", slope=0.01),
        Sample(away(2, 5, margin=0.2), act_type="elu", slope=1.5).but(
            gradient_recorded=False,
            because="the reference fails at this gradient after one of another dtype",
        ),
        Sample(WIDE, act_type="gelu"),
        Sample(OFF_ZERO, act_type="selu").but(
            gradient_recorded=False,
            because="the reference takes the scaled result for the unscaled one below zero",
        ),
        Sample(BESIDE_ZERO).but(order=0, because="there is a kink at zero"),
        Sample(away(2, 3, 2, margin=0.2), array([0.1, 0.2, 0.3]), act_type="prelu"),
        Sample(away(2, 3, 2, margin=0.2), array([0.1]), act_type="prelu"),
        Sample(away(2, 3, 2, margin=0.2), array([0.1, 0.2]), act_type="prelu"),
        Sample(away(2, 3, 2, margin=0.2), array([[0.1, 0.2, 0.3]]), act_type="prelu"),
        Sample(away(3, 3, margin=0.2), array([0.1, 0.2, 0.3]), act_type="prelu"),
        Sample(away(3, margin=0.2), array([0.1, 0.2, 0.3]), act_type="prelu"),
        Sample(OFF_ZERO, act_type="rrelu", lower_bound=0.1, upper_bound=0.5).but(
            train=False,
            reference=rrelu,
            heads=(0,),
            because="the reference leaves the slopes unwritten and reads them in its gradient",
        ),
        Sample(away(5, 8), act_type="rrelu").but(
            train=True,
            random=True,
            check=within,
            record=False,
            reference=rrelu,
            because="the reference crashes",
        ),
        wrong=[
            Wrong(OFF_ZERO, act_type="swish", says="gelu"),
            Wrong(OFF_ZERO, act_type="prelu", says="gamma"),
            Wrong(OFF_ZERO, array([0.1]), act_type="leaky", says="gamma"),
            Wrong(OFF_ZERO, array([0.1, 0.2]), act_type="prelu", says="Cannot broadcast gamma"),
            Wrong(integers(3, dtype="int32"), says="floating point"),
        ],
        empty=[Sample(normal(0, 3)), Sample(normal(0, 3), act_type="gelu")],
    ),
]

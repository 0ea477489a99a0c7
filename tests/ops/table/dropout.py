"""The row of Dropout."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, integers, normal, positive

DATA = positive(6, 50)


def same(data, **attrs):
    """Stand in where only the shape is looked at."""
    return data


def scaled(outputs, sample):
    """Assert that every element is dropped or scaled, a fair share of each kind."""
    p = sample.attrs["p"]
    ratio = outputs[0] / sample.inputs[0]
    kept = ratio != 0
    np.testing.assert_allclose(ratio[kept], 1 / (1 - p), rtol=1e-5)
    lines = [i for i in range(ratio.ndim) if i in sample.attrs.get("axes", ())]
    for axis in lines:
        assert (kept == np.take(kept, [0], axis=axis)).all()
    if not lines:
        assert abs(kept.mean() - (1 - p)) < 0.15
    assert 0 < kept.mean() < 1


def nothing(outputs, sample):
    """Assert that all is dropped."""
    assert not outputs[0].any()


DRAWN = dict(random=True, check=scaled)

ROWS = [
    Row(
        "Dropout",
        Sample(normal(3, 4)).but(train=False),
        Sample(normal(3, 4), p=0.0).but(train=True),
        Sample(DATA, p=0.5).but(train=True, **DRAWN),
        Sample(DATA, p=0.25, mode="always").but(train=False, **DRAWN),
        Sample(DATA, p=0.5, axes=(0,)).but(train=True, **DRAWN),
        Sample(positive(50, 6), p=0.5, axes=(1,), cudnn_off=True).but(train=True, **DRAWN),
        Sample(normal(2, 3), p=1.0).but(
            train=True,
            random=True,
            check=nothing,
            reference=same,
            because="the reference gives NaN, nought times infinity",
        ),
        wrong=[
            Wrong(DATA, p=1.5, says="p=1.5"),
            Wrong(DATA, p=-0.5, says="p=-0.5"),
            Wrong(DATA, mode="never", says="always"),
            Wrong(DATA, p=0.5, mode="always", axes=(2,), says="axis 2"),
            Wrong(integers(2, 3, dtype="int32"), mode="always", says="floating point"),
        ],
        empty=[Sample(normal(0, 3)).but(train=True), Sample(normal(0, 3)).but(train=False)],
    )
]

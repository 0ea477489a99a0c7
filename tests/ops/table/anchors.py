"""Rows of anchors: the boxes, their targets in training, and what a detector found."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, normal, uniform

IMAGE = np.zeros((1, 3, 2, 3), "float32")
ANCHORS = array(
    [
        [
            [0.1, 0.1, 0.2, 0.2],
            [0.55, 0.2, 0.9, 0.88],
            [0, 0, 0.4, 0.4],
            [0.5, 0.5, 1, 1],
            [0.05, 0.1, 0.55, 0.9],
            [0.3, 0.3, 0.6, 0.6],
        ]
    ]
)
LABELS = array(
    [
        [[0, 0.1, 0.08, 0.52, 0.92], [1, 0.55, 0.2, 0.9, 0.88], [-1] * 5],
        [[2, 0.3, 0.3, 0.6, 0.7], [-1] * 5, [3, 0.1, 0.1, 0.2, 0.2]],
        [[-1] * 5] * 3,
    ]
)
SCORES = normal(3, 5, 6)
TARGET = [ANCHORS, LABELS, SCORES]
# One box for all, to be matched with the first; then all as far from it, with equal scores.
SAME = [
    array([[[0, 0, 0.5, 0.5]] + [[0.6, 0.6, 0.7, 0.7]] * 4]),
    array([[[1, 0, 0, 0.5, 0.5]]]),
    np.zeros((1, 4, 5), "float32"),
]
TWICE = [
    array([[[0, 0, 0.5, 0.5]] * 4]),
    array([[[1, 0, 0, 0.5, 0.5], [2, 0, 0, 0.5, 0.5]]]),
    np.zeros((1, 4, 4), "float32"),
]
HALF = array([[[0, 0, 0.5, 1], [0, 0, 1, 1]]])  # half of one is the other
FOUND = [uniform(2, 3, 6, low=0, high=1), normal(2, 24), ANCHORS]
DOUBLES = [x.astype("float64") for x in FOUND]


def found(*others):
    """Return the inputs of a detection, the last ones replaced."""
    return [*FOUND[: 3 - len(others)], *others]


ALIKE = {
    "differentiable": (),
    "mathematical": False,
    "dtypes": (),
    "because": "float32 alone, as in 1.9.1, whose gradients are zeros",
}

ROWS = [
    Row(
        "_contrib_MultiBoxPrior",
        Sample(IMAGE),
        Sample(IMAGE, sizes=(0.5, 0.25), ratios=(1, 2, 0.5)),
        Sample(IMAGE, sizes=(0.5, 0.25), ratios=(2, 1)),
        Sample(IMAGE, sizes=(0.9,), clip=True),
        Sample(IMAGE, sizes=(0.4,), steps=(0.3, 0.4), offsets=(0.1, 1)),
        Sample(IMAGE, steps=(0, 0.1)),
        Sample(np.zeros((2, 1, 3, 1, 4), "float32")),
        wrong=[
            Wrong(IMAGE[0], says="data"),
            Wrong(IMAGE, sizes=(), says="sizes"),
            Wrong(IMAGE, ratios=(), says="ratios"),
            Wrong(IMAGE, steps=(0.3, -1), says="steps"),
            Wrong(IMAGE, steps=(0.3,), says="steps"),
            Wrong(IMAGE, offsets=(0.5,), says="offsets"),
            Wrong(IMAGE, offsets=(0.5, 1.1), says="offsets"),
            Wrong(IMAGE.astype("float64"), says="float32"),
        ],
        **ALIKE,
    ),
    Row(
        "_contrib_MultiBoxTarget",
        Sample(*TARGET),
        Sample(*TARGET, overlap_threshold=0.3, ignore_label=-7),
        Sample(*TARGET, overlap_threshold=0),
        Sample(*TARGET, negative_mining_ratio=1),
        Sample(*TARGET, negative_mining_ratio=0.5, minimum_negative_samples=2, ignore_label=-7),
        Sample(*TARGET, variances=(1, 1, 0.5, 0.5)),
        Sample(*SAME, negative_mining_ratio=2),
        Sample(*TWICE),
        Sample(HALF, array([[[1, 0, 0, 1, 1], [-2, 0, 0, 0.1, 0.1]]]), normal(1, 3, 2)),
        Sample(HALF, array([[[0, 0.2, 0.2, 0.2, 0.2, 9]]]), normal(1, 2, 2)),
        wrong=[
            Wrong(ANCHORS, LABELS[..., :4], SCORES, says="label"),
            Wrong(ANCHORS, LABELS[0], SCORES, says="label"),
            Wrong(ANCHORS[0], LABELS, SCORES, says="anchor"),
            Wrong(np.concatenate([ANCHORS] * 3), LABELS, SCORES, says="anchor"),
            Wrong(normal(1, 6, 5), LABELS, SCORES, says="anchor"),
            Wrong(ANCHORS[:, :4], LABELS, SCORES, says="cls_pred"),
            Wrong(ANCHORS, LABELS, SCORES[0], says="cls_pred"),
            Wrong(ANCHORS, LABELS, SCORES[:2], raises="MXNetError", says="cls_pred"),
            Wrong(*TARGET, variances=(0.1, 0.2), says="variances"),
            Wrong(*TARGET, negative_mining_ratio=3, negative_mining_thresh=0, says="positive"),
            Wrong(*TARGET, negative_mining_ratio=3, negative_mining_thresh=0.1, says="negative"),
            Wrong(*[x.astype("float64") for x in TARGET], says="float32"),
        ],
        rtol=1e-4,
        **ALIKE,
    ),
    Row(
        "_contrib_MultiBoxDetection",
        Sample(*FOUND),
        Sample(*FOUND, clip=False, variances=(1, 1, 0.5, 0.5)),
        Sample(*FOUND, threshold=0.7),
        Sample(*FOUND, nms_threshold=0.01, background_id=1),
        Sample(*FOUND, nms_threshold=0.01, force_suppress=True),
        Sample(*FOUND, nms_threshold=0),
        Sample(*FOUND, nms_threshold=2),
        Sample(*FOUND, nms_topk=2),
        Sample(array([[[0.2, 0.1], [0.8, 0.9]]]), array([[0] * 8]), HALF),
        Sample(array([[[0.5, 0.5], [0.5, 0.5]]]), array([[0] * 8]), HALF, threshold=0.5),
        Sample(array([[[0.2, 0.1], [0.8, 0.9]]]), array([[0] * 8]), 0 * HALF),
        Sample(FOUND[0][:, :1], *FOUND[1:]),
        wrong=[
            Wrong(FOUND[0][0], *FOUND[1:], says="cls_prob"),
            Wrong(*found(normal(2, 6, 4), ANCHORS), says="loc_pred"),
            Wrong(*found(normal(2, 20), ANCHORS), says="loc_pred"),
            Wrong(*found(normal(1, 24), ANCHORS), raises="MXNetError", says="loc_pred"),
            Wrong(*found(ANCHORS[:, :5]), says="needs"),
            Wrong(*found(np.concatenate([ANCHORS] * 2)), says="anchor"),
            Wrong(*FOUND, variances=(0.1,), says="variances"),
            Wrong(*DOUBLES, says="float32"),
        ],
        rtol=1e-4,
        **ALIKE,
    ),
]

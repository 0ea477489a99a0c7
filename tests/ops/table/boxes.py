"""Rows of boxes: overlap, suppression, matching and coding."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, distinct, integers, normal, uniform

DETECTED = array(
    [
        [0, 0.5, 0, 0, 1, 1],
        [1, 0.4, 0.1, 0.1, 1.1, 1.1],
        [0, 0.5, 0.05, 0.05, 1, 1],
        [1, 0.5, 2, 2, 3, 3],
        [0, 0.9, 0.02, 0, 1, 1],
        [-1, 0.8, 5, 5, 6, 6],
        [2, -0.1, 0, 0, 1, 1],
    ]
)
PAIR = np.stack([DETECTED, DETECTED[::-1]])
# Without area, with corners the wrong way round, and with a class and a background between numbers.
ODD = array(
    [
        [0.2, 0.5, 1, 1, 1, 1],
        [0.4, 0.4, 1, 1, 1, 1],
        [-0.5, 0.3, 1, 1, 0, 0],
        [-1.5, 0.2, 0, 0, 1, 1],
        [0, 0.1, 0, 0, -1, 1],
    ]
)
HALF = array([[0, 0.5, 0, 0, 2, 1], [0, 0.4, 0, 0, 1, 1]])  # half of one is the other
APART = array(
    [[0, 0.4, 0, 0, 2, 1], [1, 0.9, 1, 1, 4, 3], [0, 0.6, 0.5, 0, 2, 1.5], [0, 0.1] + [2] * 4]
)
LEFT = array([[0, 0, 1, 1], [0.5, 0.5, 1.5, 1.5], [2, 2, 1, 1], [0, 0, 0, 0]])
RIGHT = array([[0, 0, 1, 1], [0, 0, 2, 2], [0, 0, 0, 0]])
SCORES = array([[0.5, 0.6], [0.1, 0.2], [0.3, 0.4]])
ANCHORS = array([[[0.5, 0.5, 1, 1], [0.2, 0.2, 0.7, 0.7], [0, 0, 0.5, 0.5]]])
REFS = array([[[0.1, 0.1, 0.9, 0.9], [0.3, 0.3, 0.5, 0.6]]] * 2)
CODING = [
    array([[0, 1, 1], [1, -1, 0.6]]),
    array([[0, 1, 0], [1, 0, 0]]),
    np.concatenate([ANCHORS] * 2),
    REFS,
    array([0, 0.1, 0.2, 0.3]),
    array([0.1, 0.1, 0.2, 0.2]),
]


def without(position, value):
    """Return the inputs of the coding with another one at a position."""
    return [value if i == position else x for i, x in enumerate(CODING)]


FLAT = {"differentiable": ()}  # constant piece by piece; 1.9.1 gives zeros too

ROWS = [
    Row(
        "_contrib_box_nms",
        Sample(DETECTED),
        Sample(PAIR, id_index=0),
        Sample(PAIR.reshape(1, 2, 7, 6), id_index=0, background_id=0, overlap_thresh=0.7),
        Sample(DETECTED, id_index=0, force_suppress=True),
        Sample(DETECTED, topk=2),
        Sample(DETECTED, topk=3, valid_thresh=0.45),
        Sample(DETECTED, topk=0, in_format="center"),
        Sample(DETECTED, in_format="center"),
        Sample(DETECTED, out_format="center"),
        Sample(DETECTED, in_format="center", out_format="center"),
        Sample(DETECTED, valid_thresh=2),
        Sample(DETECTED[:, 1:], coord_start=1, score_index=0, valid_thresh=-1),
        Sample(ODD, id_index=0),
        Sample(ODD, id_index=0, background_id=0, overlap_thresh=-1),
        Sample(HALF),
        Sample(HALF, overlap_thresh=0.49),
        Sample(APART, id_index=0, valid_thresh=0.3).but(mathematical=True, differentiable=(0,)),
        wrong=[
            Wrong(DETECTED[0], says="width"),
            Wrong(DETECTED[:, :3], says="coordinates"),
            Wrong(DETECTED, coord_start=3, says="coordinates"),
            Wrong(DETECTED, coord_start=-1, says="coordinates"),
            Wrong(DETECTED, score_index=9, says="score_index"),
            Wrong(DETECTED, score_index=3, says="score_index"),
            Wrong(DETECTED, score_index=-1, says="score_index"),
            Wrong(DETECTED, id_index=9, says="id_index"),
            Wrong(DETECTED, id_index=3, says="id_index"),
            Wrong(DETECTED, id_index=1, says="id_index"),
            Wrong(DETECTED, in_format="corners", says="in_format"),
            Wrong(integers(3, 6, dtype="int32"), says="floating point"),
        ],
        empty=[
            Sample(normal(2, 0, 6)).but(reference=lambda data: data, because="nothing to record")
        ],
        mathematical=False,
        because="the gradient follows the rows as they came in, whatever their format",
    ),
    Row(
        "_contrib_box_iou",
        Sample(LEFT, RIGHT),
        Sample(LEFT, RIGHT, format="center"),
        Sample(LEFT.reshape(2, 2, 4), RIGHT[None]),
        wrong=[
            Wrong(LEFT[0], RIGHT, says="lhs"),
            Wrong(LEFT, RIGHT[0], says="rhs"),
            Wrong(normal(3, 5), RIGHT, says="lhs"),
            Wrong(LEFT, RIGHT, format="corners", says="format"),
            Wrong(integers(3, 4, dtype="int32"), integers(3, 4, dtype="int32"), says="floating"),
        ],
        mathematical=False,
        because="1.9.1 gives zeros as well",
        **FLAT,
    ),
    Row(
        "_contrib_bipartite_matching",
        Sample(SCORES, threshold=1e-12),
        Sample(SCORES, threshold=0.45),
        Sample(SCORES, threshold=0.25, is_ascend=True),
        Sample(SCORES, threshold=1, is_ascend=True),
        Sample(distinct(2, 2, 4, 3), threshold=-1.5),
        Sample(array(np.ones((4, 4))), threshold=0.1, topk=2),
        Sample(array([[1, 1, 2], [1, 2, 1]]), threshold=2.5, is_ascend=True, topk=0),
        wrong=[
            Wrong(array([1, 2, 3]), threshold=0.1, says="data"),
            Wrong(SCORES, says="threshold"),
            Wrong(integers(3, 3, dtype="int32"), threshold=0.1, says="floating point"),
        ],
        **FLAT,
    ),
    Row(
        "_contrib_box_encode",
        Sample(*CODING),
        Sample(*without(1, array([[0, 1.7, 0.7], [1, 0, 0]]))),
        wrong=[
            Wrong(*without(0, normal(3)), says="samples"),
            Wrong(*without(0, normal(1, 3)), says="samples"),
            Wrong(*without(1, normal(2, 2)), says="matches"),
            Wrong(*without(2, ANCHORS[0]), says="anchors"),
            Wrong(*without(2, ANCHORS), says="anchors"),
            Wrong(*without(3, REFS[:1]), says="refs"),
            Wrong(*without(4, normal(3)), says="means"),
            Wrong(*without(5, normal(4, 1)), says="stds"),
            Wrong(*[x.astype("int32") for x in CODING], says="floating point"),
        ],
        mathematical=False,
        because="1.9.1 gives zeros as well",
        **FLAT,
    ),
    Row(
        "_contrib_box_decode",
        Sample(normal(2, 3, 4), ANCHORS),
        Sample(normal(2, 3, 4), ANCHORS, format="corner"),
        Sample(uniform(2, 3, 4), ANCHORS, std0=0.1, std1=0.3, std2=0.2, std3=0.5),
        Sample(normal(2, 3, 4), ANCHORS, clip=0.5),
        Sample(normal(2, 3, 4), ANCHORS, clip=0),
        wrong=[
            Wrong(normal(3, 4), ANCHORS[0], says="data"),
            Wrong(normal(2, 3, 3), ANCHORS, says="data"),
            Wrong(normal(2, 2, 4), ANCHORS, says="anchors"),
            Wrong(normal(2, 3, 4), np.concatenate([ANCHORS] * 2), says="anchors"),
        ],
        mathematical=False,
        because="1.9.1 gives zeros as well",
        rtol=1e-4,
        **FLAT,
    ),
]

"""Rows of the proposals of regions."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, distinct, normal

# Two anchors at every pixel of two maps, of which the second image fills a part.
MAPS = [
    distinct(2, 4, 3, 4, gap=0.01, dtype="float32") + np.float32(0.5),
    normal(2, 8, 3, 4, scale=0.3),
    array([[48, 64, 1], [40, 50, 2]]),
]
FIRST = [x[:1] for x in MAPS]
LESS = {"scales": (1, 2), "ratios": (1,), "rpn_min_size": 4, "rpn_post_nms_top_n": 8}
PLAIN = {**LESS, "rpn_pre_nms_top_n": 20}
# A score at one pixel alone, so that what comes out are its anchors as they are.
MIDDLE = np.zeros((1, 12, 5, 5), "float32")
MIDDLE[0, 6:, 2, 2] = [6, 5, 4, 3, 2, 1]
SHAPES = {"scales": (0.7, 1.2), "ratios": (0.5, 1, 3), "rpn_pre_nms_top_n": 6, "rpn_min_size": 0}
EQUAL = [np.zeros((1, n, *s), "float32") for n, s in ((4, (2, 2)), (8, (2, 2)))]


def first(*others):
    """Return the inputs for one image, the last ones replaced."""
    return [*FIRST[: 3 - len(others)], *others]


WRONG = [
    Wrong(FIRST[0][:, :2], *FIRST[1:], says="cls_prob", **PLAIN),
    Wrong(FIRST[0][0], *FIRST[1:], says="cls_prob", **PLAIN),
    Wrong(*first(normal(1, 4, 3, 4), FIRST[2]), says="bbox_pred", **PLAIN),
    Wrong(*first(FIRST[2][:, :2]), says="im_info", **PLAIN),
    Wrong(*[x.astype("float64") for x in FIRST], says="float32", **PLAIN),
]
ALIKE = {
    "differentiable": (),
    "mathematical": False,
    "dtypes": (),
    "because": "float32 alone, as in 1.9.1, whose gradients are zeros",
    "rtol": 1e-4,
    "atol": 1e-4,
}

ROWS = [
    Row(
        "_contrib_MultiProposal",
        Sample(*MAPS, **PLAIN),
        Sample(*MAPS, threshold=0.2, output_score=True, **PLAIN),
        Sample(*MAPS, iou_loss=True, **PLAIN),
        Sample(*MAPS, rpn_pre_nms_top_n=3, **LESS),
        Sample(
            MIDDLE,
            np.zeros((1, 24, 5, 5), "float32"),
            array([[80, 80, 1]]),
            threshold=1,
            rpn_post_nms_top_n=6,
            **SHAPES,
        ),
        wrong=[*WRONG, Wrong(*MAPS[:2], MAPS[2][:1], says="im_info", **PLAIN)],
        **ALIKE,
    ),
    Row(
        "_contrib_Proposal",
        Sample(*FIRST, **PLAIN),
        Sample(*FIRST, output_score=True, feature_stride=20, **PLAIN),
        Sample(*FIRST, rpn_pre_nms_top_n=0, **{**LESS, "rpn_min_size": 30}),
        Sample(*EQUAL, array([[32, 32, 1]]), threshold=0.9, **PLAIN),
        wrong=[
            *WRONG,
            Wrong(*MAPS, says="images", **PLAIN),
            Wrong(*FIRST, feature_stride=12, says="im_info", **PLAIN),
        ],
        **ALIKE,
    ),
]

"""Operators that propose regions to look at more closely.

What does not live here: pooling over the regions (`vision.py`).
"""

from .._core.attrs import Attr, floats
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the forwards call them
from .anchors import check_single

BEFORE = Attr(int, 6000, doc="How many of the best boxes to look at.")
AFTER = Attr(int, 300, ge=0, doc="How many regions each image has.")
OVERLAP = Attr(float, 0.7, doc="Intersection over union above which boxes overlap.")
LEAST = Attr(int, 16, doc="Least height and width, in the image before it was scaled.")
SCALES = Attr(floats, (4.0, 8.0, 16.0, 32.0), doc="Sizes of the boxes in strides.")
RATIOS = Attr(floats, (0.5, 1.0, 2.0), gt=0, doc="Ratios of height to width.")
STRIDE = Attr(int, 16, ge=1, doc="Pixels of the image to one of the map.")
SHOWN = Attr(bool, False, doc="Give the scores, too.")
SHIFTS = Attr(bool, False, doc="bbox_pred is what to add to the corners.")


def anchor_count(p):
    """How many anchors there are at every pixel."""
    return len(p.scales) * len(p.ratios)


def infer_regions(p, s):
    shape = s.cls_prob.known()
    s.unify(cls_prob=(None, 2 * anchor_count(p), None, None))
    s.unify(bbox_pred=(shape[0], 4 * anchor_count(p), *shape[2:]), im_info=(shape[0], 3))
    count = shape[0] * p.rpn_post_nms_top_n
    s.unify(output=(count, 5), score=(count, 1))


def check_maps(p, cls_prob, bbox_pred, im_info):
    check_single(cls_prob=cls_prob, bbox_pred=bbox_pred, im_info=im_info)
    count, shape = anchor_count(p), tuple(cls_prob.shape)
    if not count or len(shape) != 4 or shape[1] != 2 * count:
        raise MXNetError(f"cls_prob has shape {shape}; it needs (N, {2 * count}, H, W).")
    for name, x, needed in (
        ("bbox_pred", bbox_pred, (shape[0], 4 * count, *shape[2:])),
        ("im_info", im_info, (shape[0], 3)),
    ):
        if tuple(x.shape) != needed:
            raise MXNetError(f"{name} has shape {tuple(x.shape)}; cls_prob {shape} needs {needed}.")


def propose(F, p, cls_prob, bbox_pred, im_info):
    return F.propose_regions(
        cls_prob,
        bbox_pred,
        im_info,
        before=p.rpn_pre_nms_top_n,
        after=p.rpn_post_nms_top_n,
        overlap=p.threshold,
        least=p.rpn_min_size,
        scales=p.scales,
        ratios=p.ratios,
        stride=p.feature_stride,
        shifts=p.iou_loss,
    )


@op("_contrib_MultiProposal", gradient="zero")
class multi_proposal:
    """The best regions of every image, out of boxes around every pixel of a map of features.

    Boxes are moved as `bbox_pred` says, cut off at the border, and dropped where they overlap a
    better one. Those below `rpn_min_size` grow by it and come last, as do those beyond the image.
    Where there are too few regions they are repeated.

    Source: Ren et al., "Faster R-CNN: towards real-time object detection", 2015.
    """

    cls_prob = In("(N, 2 * anchors, H, W): scores of nothing, then of something")
    bbox_pred = In("(N, 4 * anchors, H, W)")
    im_info = In("(N, 3): height, width and scale of every image")
    output = Out("(N * rpn_post_nms_top_n, 5): image and corners")
    score = Out("(N * rpn_post_nms_top_n, 1)", visible=lambda p: p.output_score)
    rpn_pre_nms_top_n = BEFORE
    rpn_post_nms_top_n = AFTER
    threshold = OVERLAP
    rpn_min_size = LEAST
    scales = SCALES
    ratios = RATIOS
    feature_stride = STRIDE
    output_score = SHOWN
    iou_loss = SHIFTS
    infer = infer_regions
    check = check_maps
    forward = propose


@op("_contrib_Proposal", gradient="zero")
class proposal:
    """`MultiProposal` of a single image.

    Source: Ren et al., "Faster R-CNN: towards real-time object detection", 2015.
    """

    cls_prob = In("(1, 2 * anchors, H, W): scores of nothing, then of something")
    bbox_pred = In("(1, 4 * anchors, H, W)")
    im_info = In("(1, 3): height, width and scale of the image")
    output = Out("(rpn_post_nms_top_n, 5): image and corners")
    score = Out("(rpn_post_nms_top_n, 1)", visible=lambda p: p.output_score)
    rpn_pre_nms_top_n = BEFORE
    rpn_post_nms_top_n = AFTER
    threshold = OVERLAP
    rpn_min_size = LEAST
    scales = SCALES
    ratios = RATIOS
    feature_stride = STRIDE
    output_score = SHOWN
    iou_loss = SHIFTS
    infer = infer_regions
    forward = propose

    def check(p, cls_prob, bbox_pred, im_info):
        check_maps(p, cls_prob, bbox_pred, im_info)
        if cls_prob.shape[0] != 1:
            raise MXNetError(f"cls_prob has {cls_prob.shape[0]} images; MultiProposal takes many.")

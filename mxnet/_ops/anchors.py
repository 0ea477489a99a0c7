"""Operators of anchors: the boxes, their targets in training, and what a detector found.

What does not live here: operators of boxes in general (`boxes.py`).
"""

from .._core.attrs import Attr, floats
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from . import primitives  # noqa: F401  the forwards call them

VARIANCES = (0.1, 0.1, 0.2, 0.2)


def check_single(**inputs):
    """Raise unless all inputs are float32, the only dtype in which these operators exist."""
    for name, x in inputs.items():
        kind = str(x.dtype).rpartition(".")[2]
        if kind != "float32":
            raise MXNetError(f"{name} is {kind}; this operator takes float32 only.")


def check_length(name, values, length):
    """Raise unless the attribute has that many numbers."""
    if len(values) != length:
        raise MXNetError(f"{name} {values} must be {length} numbers.")


def check_shapes(anchor, **others):
    """Raise unless inputs fit the anchors. `others` are pairs of an input and what it needs."""
    if len(anchor.shape) != 3 or anchor.shape[0] != 1 or anchor.shape[2] != 4:
        raise MXNetError(f"anchor has shape {tuple(anchor.shape)}; it needs (1, N, 4).")
    for name, (x, needed) in others.items():
        shape = tuple(x.shape)
        if len(shape) != len(needed) or any(b not in (None, a) for a, b in zip(shape, needed)):
            words = ", ".join("any" if n is None else str(n) for n in needed)
            raise MXNetError(
                f"{name} has shape {shape}; anchor {tuple(anchor.shape)} needs ({words})."
            )


@op("_contrib_MultiBoxPrior", also=["_npx_multibox_prior"], gradient="zero")
class multi_box_prior:
    """Boxes of several sizes and ratios around every pixel: corners, in parts of the image.

    Every size comes with the first ratio, then every other ratio with the first size. Sizes are
    parts of the image's height; a ratio is that of width to height.

    Source: Liu et al., "SSD: single shot multibox detector", 2016.
    """

    data = In("(N, C, H, W), only its shape counts")
    output = Out("(1, H * W * (sizes + ratios - 1), 4)")
    sizes = Attr(floats, (1.0,), doc="Sizes of the boxes.")
    ratios = Attr(floats, (1.0,), doc="Ratios of the boxes.")
    clip = Attr(bool, False, doc="Cut boxes off at the image's border.")
    steps = Attr(floats, (-1.0, -1.0), doc="Distance of centres, (y, x); evenly if not positive.")
    offsets = Attr(floats, (0.5, 0.5), ge=0, le=1, doc="Where in a pixel its centre is, (y, x).")

    def infer(p, s):
        shape = s.data.known()
        count = shape[2] * shape[3] * (len(p.sizes) + len(p.ratios) - 1)
        s.unify(output=(1, count, 4))

    def check(p, data):
        check_single(data=data)
        if len(data.shape) < 4:
            raise MXNetError(f"data has shape {tuple(data.shape)}; it needs (N, C, H, W).")
        check_length("steps", p.steps, 2)
        check_length("offsets", p.offsets, 2)
        if not p.sizes or not p.ratios:
            raise MXNetError(f"sizes {p.sizes} and ratios {p.ratios} must not be empty.")
        if p.steps[0] * p.steps[1] < 0:
            raise MXNetError(f"steps {p.steps} must both be positive, or none.")

    def forward(F, p, data):
        even = min(p.steps) <= 0
        steps = [1 / max(n, 1) for n in data.shape[2:4]] if even else p.steps
        return F.anchor_boxes(
            data,
            sizes=p.sizes,
            ratios=p.ratios,
            clip=p.clip,
            steps=tuple(steps),
            offsets=p.offsets,
        )


@op("_contrib_MultiBoxTarget", also=["_npx_multibox_target"], gradient="zero")
class multi_box_target:
    """What anchors are to predict: distances to a labelled box, where these count, and a class.

    Each box gets the anchor that overlaps it most; the other anchors get the box they overlap most
    if that is more than `overlap_threshold`. They have the class of their box plus 1; those without
    a box have 0. With `negative_mining_ratio` only as many times the matched ones have 0, the ones
    least taken for background; the rest have `ignore_label`, as all have in an image without boxes.

    Source: Liu et al., "SSD: single shot multibox detector", 2016.
    """

    anchor = In("(1, N, 4) corners")
    label = In("(B, M, 5 or more): class and corners of boxes; a class of -1 ends them")
    cls_pred = In("(B, classes, N) scores before the softmax, background first")
    loc_target = Out("(B, N * 4) distances")
    loc_mask = Out("(B, N * 4): 1 where distances count, else 0")
    cls_target = Out("(B, N) classes")
    overlap_threshold = Attr(float, 0.5, doc="Intersection over union above which anchors match.")
    ignore_label = Attr(float, -1.0, doc="Class of anchors that do not count.")
    negative_mining_ratio = Attr(float, -1.0, doc="Most background anchors for each matched one.")
    negative_mining_thresh = Attr(float, 0.5, doc="Background anchors overlap boxes by less.")
    minimum_negative_samples = Attr(int, 0, doc="Not used, as in MXNet on CPUs.")
    variances = Attr(floats, VARIANCES, doc="What the four distances are divided by.")

    def infer(p, s):
        count, images = s.anchor.known()[1], s.label.known()[0]
        s.unify(loc_target=(images, count * 4), loc_mask=(images, count * 4))
        s.unify(cls_target=(images, count))

    def check(p, anchor, label, cls_pred):
        check_single(anchor=anchor, label=label, cls_pred=cls_pred)
        check_shapes(
            anchor,
            label=(label, (None, None, None)),
            cls_pred=(cls_pred, (label.shape[0], None, anchor.shape[-2])),
        )
        check_length("variances", p.variances, 4)
        if label.shape[2] < 5:
            raise MXNetError(f"label has shape {tuple(label.shape)}; its rows need 5 numbers.")
        if p.negative_mining_ratio > 0 and p.negative_mining_thresh <= 0:
            raise MXNetError("negative_mining_thresh must be positive.")

    def forward(F, p, anchor, label, cls_pred):
        return F.anchor_targets(
            anchor,
            label,
            cls_pred,
            overlap=p.overlap_threshold,
            ignore=p.ignore_label,
            mining=p.negative_mining_ratio,
            mining_overlap=p.negative_mining_thresh,
            variances=p.variances,
        )


@op("_contrib_MultiBoxDetection", also=["_npx_multibox_detection"], gradient="zero")
class multi_box_detection:
    """What was found: rows of class, score and corners, the best first; class -1 is nothing.

    Classes are counted without the background, which is always the first. With `nms_threshold`
    above 0 and up to 1 boxes lose their class where they overlap a better one of the same class;
    otherwise rows come in the order of the anchors.

    Source: Liu et al., "SSD: single shot multibox detector", 2016.
    """

    cls_prob = In("(B, classes, N), background first")
    loc_pred = In("(B, N * 4) distances, as MultiBoxTarget gives them")
    anchor = In("(1, N, 4) corners")
    output = Out("(B, N, 6)")
    clip = Attr(bool, True, doc="Cut boxes off at the image's border.")
    threshold = Attr(float, 0.01, doc="Least score.")
    background_id = Attr(int, 0, doc="Not used, as in MXNet; the background comes first.")
    nms_threshold = Attr(float, 0.5, doc="Intersection over union from which boxes overlap.")
    force_suppress = Attr(bool, False, doc="Boxes of other classes count as well.")
    variances = Attr(floats, VARIANCES, doc="What the four distances are multiplied by.")
    nms_topk = Attr(int, -1, doc="How many of the best boxes to keep, if positive.")

    def infer(p, s):
        shape = s.cls_prob.known()
        s.unify(loc_pred=(shape[0], shape[2] * 4), anchor=(1, shape[2], 4))
        s.unify(output=(shape[0], shape[2], 6))

    def check(p, cls_prob, loc_pred, anchor):
        check_single(cls_prob=cls_prob, loc_pred=loc_pred, anchor=anchor)
        check_shapes(
            anchor,
            cls_prob=(cls_prob, (None, None, anchor.shape[-2])),
            loc_pred=(loc_pred, (cls_prob.shape[0], anchor.shape[-2] * 4)),
        )
        check_length("variances", p.variances, 4)

    def forward(F, p, cls_prob, loc_pred, anchor):
        return F.anchor_detections(
            cls_prob,
            loc_pred,
            anchor,
            clip=p.clip,
            threshold=p.threshold,
            overlap=p.nms_threshold,
            force=p.force_suppress,
            variances=p.variances,
            topk=p.nms_topk,
        )

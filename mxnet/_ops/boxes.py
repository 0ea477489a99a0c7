"""Operators of boxes: overlap, suppression, matching and coding.

What does not live here: anchors and what detectors are trained on (`anchors.py`).
"""

from .._core.attrs import Attr
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from . import primitives  # noqa: F401  the forwards call them
from .spatial import check_float

FORMATS = ("center", "corner")


def check_boxes(name, x, least=2):
    """Raise unless `x` has floats, `least` axes and four numbers along the last one."""
    check_float(x)
    if len(x.shape) < least or x.shape[-1] != 4:
        raise MXNetError(f"{name} has shape {tuple(x.shape)}; it needs (..., N, 4).")


@op("_contrib_box_nms", also=["_contrib_box_non_maximum_suppression"])
class box_nms:
    """Rows of the best boxes: those that overlap a better one of their class are dropped.

    Rows come out best score first, the first of equal ones first, filled up with rows of -1. Rows
    of a score not above `valid_thresh` and of class `background_id` are dropped beforehand. With
    `topk=0` the data is left as it is. The gradient of a row goes to where the row came from.
    """

    data = In("(..., N, width): rows with a score, four coordinates, and maybe a class")
    output0 = Out("the shape of data")
    where = Out("places of the rows' entries in the flat data", hidden=True)
    overlap_thresh = Attr(float, 0.5, doc="Intersection over union above which boxes overlap.")
    valid_thresh = Attr(float, 0.0, doc="Scores that are not above this are dropped.")
    topk = Attr(int, -1, doc="How many of the best boxes to look at; all if negative.")
    coord_start = Attr(int, 2, doc="Place of the first of four coordinates.")
    score_index = Attr(int, 1, doc="Place of the score.")
    id_index = Attr(int, -1, doc="Place of the class; negative: there is none.")
    background_id = Attr(int, -1, doc="The class of the background.")
    force_suppress = Attr(bool, False, doc="Boxes of other classes count as well.")
    in_format = Attr(FORMATS, "corner", doc="Whether corners come in, or centre and size.")
    out_format = Attr(FORMATS, "corner", doc="Which of both comes out.")

    def infer(p, s):
        shape = s.data.known()
        s.unify(output0=shape, where=shape)

    def check(p, data):
        check_float(data)
        first, last = p.coord_start, p.coord_start + 3
        if len(data.shape) < 2 or first < 0 or last >= data.shape[-1]:
            raise MXNetError(
                f"data has shape {tuple(data.shape)}; it needs (..., N, width) with coordinates "
                f"from {first} to {last}."
            )
        places = [("score_index", p.score_index)]
        places += [("id_index", p.id_index)] if p.id_index >= 0 else []
        for name, at in places:
            if not 0 <= at < data.shape[-1] or first <= at <= last:
                raise MXNetError(
                    f"{name} {at} must lie in rows of {data.shape[-1]}, not among the coordinates "
                    f"from {first} to {last}."
                )
        if p.id_index == p.score_index:
            raise MXNetError(f"id_index {p.id_index} is score_index too.")

    def forward(F, p, data):
        return F.box_nms(
            data,
            overlap=p.overlap_thresh,
            valid=p.valid_thresh,
            topk=p.topk,
            coord=p.coord_start,
            score=p.score_index,
            ident=p.id_index,
            background=p.background_id,
            force=p.force_suppress,
            center=p.in_format == "center",
            to_center=p.out_format == "center",
        )

    def d_data(F, p, data: Like, where, g):
        return F.flat_put(g, where, shape=tuple(data.shape))


@op("_contrib_box_iou", gradient="zero")
class box_iou:
    """The intersection over union of every box on the left with every box on the right."""

    lhs = In("(..., 4) boxes, two axes at least")
    rhs = In("(..., 4) boxes, two axes at least")
    output = Out("the axes of lhs without the last one, then those of rhs without it")
    format = Attr(FORMATS, "corner", doc="Whether corners come in, or centre and size.")

    def infer(p, s):
        s.unify(output=(*s.lhs.known()[:-1], *s.rhs.known()[:-1]))

    def check(p, lhs, rhs):
        check_boxes("lhs", lhs)
        check_boxes("rhs", rhs)

    def forward(F, p, lhs, rhs):
        return F.box_iou(lhs, rhs, center=p.format == "center")


@op("_contrib_bipartite_matching", gradient="zero")
class bipartite_matching:
    """Pairs of rows and columns, the best score first, every row and column at most once.

    The first output has for every row its column, the second for every column its row; -1 stands
    for none. The first of equal scores is taken first.
    """

    data = In("(..., rows, columns) scores")
    output0 = Out("(..., rows)")
    output1 = Out("(..., columns)")
    is_ascend = Attr(bool, False, doc="Small scores are good ones.")
    threshold = Attr(float, doc="Scores that are not better than this make no pair.")
    topk = Attr(int, -1, doc="Up to topk + 1 pairs if positive; any number otherwise.")

    def infer(p, s):
        shape = s.data.known()
        s.unify(output0=shape[:-1], output1=(*shape[:-2], shape[-1]))

    def check(p, data):
        check_float(data)
        if len(data.shape) < 2:
            raise MXNetError(f"data has shape {tuple(data.shape)}; it needs (..., rows, columns).")

    def forward(F, p, data):
        return F.match_pairs(data, ascend=p.is_ascend, threshold=p.threshold, topk=p.topk)


@op("_contrib_box_encode", gradient="zero")
class box_encode:
    """Distances of anchors to the boxes they are matched with, and a mask of where they count.

    They are the shift of the centre in sizes of the anchor and the logarithm of the ratio of the
    sizes, less `means`, over `stds`. Anchors whose sample is not above 0.5 have zeros.
    """

    samples = In("(B, N): 1 where the anchor is matched, else 0 or -1")
    matches = In("(B, N): the row of refs it is matched with")
    anchors = In("(B, N, 4) corners")
    refs = In("(B, M, 4) corners")
    means = In("(4,)")
    stds = In("(4,)")
    output0 = Out("(B, N, 4) distances")
    output1 = Out("(B, N, 4) mask")

    def infer(p, s):
        shape = (*s.samples.known(), 4)
        s.unify(matches=shape[:2], anchors=shape, means=(4,), stds=(4,))
        s.unify(output0=shape, output1=shape)

    def check(p, samples, matches, anchors, refs, means, stds):
        check_boxes("anchors", anchors, 3)
        shape = tuple(anchors.shape)
        needed = {"samples": (samples, shape[:2]), "matches": (matches, shape[:2])}
        needed |= {"refs": (refs, (*shape[:1], *refs.shape[1:2], 4))}
        needed |= {"means": (means, (4,)), "stds": (stds, (4,))}
        for name, (x, wanted) in needed.items():
            if tuple(x.shape) != wanted:
                raise MXNetError(
                    f"{name} has shape {tuple(x.shape)}; anchors {shape} need {wanted}."
                )
        if not refs.shape[1] and shape[1]:
            raise MXNetError("refs has no box to be matched with.")

    def forward(F, p, samples, matches, anchors, refs, means, stds):
        return F.box_encode(samples, matches, anchors, refs, means, stds)


@op("_contrib_box_decode", gradient="zero")
class box_decode:
    """Corners of boxes from their distances to anchors, as `box_encode` gives them."""

    data = In("(B, N, 4) distances")
    anchors = In("(1, N, 4)")
    output = Out("(B, N, 4) corners")
    std0 = Attr(float, 1.0, doc="Factor of the first distance.")
    std1 = Attr(float, 1.0, doc="Factor of the second distance.")
    std2 = Attr(float, 1.0, doc="Factor of the third distance.")
    std3 = Attr(float, 1.0, doc="Factor of the fourth distance.")
    clip = Attr(float, -1.0, doc="Largest logarithm of a size over its anchor's, if positive.")
    format = Attr(FORMATS, "center", doc="Whether anchors are corners, or centre and size.")

    def infer(p, s):
        shape = s.data.known()
        s.unify(anchors=(1, *shape[1:]), output=shape)

    def check(p, data, anchors):
        check_boxes("data", data, 3)
        if len(data.shape) != 3 or tuple(anchors.shape) != (1, *data.shape[1:]):
            raise MXNetError(
                f"anchors has shape {tuple(anchors.shape)}; data {tuple(data.shape)} needs "
                f"{(1, *data.shape[1:])}."
            )

    def forward(F, p, data, anchors):
        stds = (p.std0, p.std1, p.std2, p.std3)
        return F.box_decode(data, anchors, stds=stds, clip=p.clip, center=p.format == "center")

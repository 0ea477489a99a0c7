"""The rule of suppression, which moves rows; overlaps, matches and codes have no gradient."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x", "out where")
class box_nms:
    def d_x(F, p, x: Like, where, g):
        return F.flat_put(g, where, shape=tuple(x.shape))


primitive("x y", name="box_iou", gradient="zero")
primitive("x", "row column", name="match_pairs", gradient="zero")
primitive(
    "samples matches anchors refs means stds", "code mask", name="box_encode", gradient="zero"
)
primitive("x anchors", name="box_decode", gradient="zero")

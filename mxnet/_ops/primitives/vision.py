"""Rules of pooling over regions; nothing flows back to the regions."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x rois", "out where")
class roi_pool:
    def d_x(F, p, x: Like, where, g):
        return F.flat_put(g, where, shape=tuple(x.shape))


def options(p):
    """The parameters that the pooling shares with its transpose."""
    names = ("size", "scale", "ratio", "aligned", "sensitive")
    return {name: getattr(p, name) for name in names}


@primitive("x rois")
class roi_align:
    def d_x(F, p, x: Like, rois, g):
        return F.roi_align_grad(g, rois, shape=tuple(x.shape), **options(p))


@primitive("dy rois", "dx")
class roi_align_grad:
    def d_dy(F, p, rois, g):
        return F.roi_align(g, rois, **options(p))

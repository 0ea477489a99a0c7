"""Rules of indexing: reading parts of an array is linear; putting them back is its transpose."""

from ..._core.primitive import primitive
from ..._core.rules import Like


@primitive("x")
class index_basic:
    def d_x(F, p, x: Like, g):
        return F.index_basic_put(g, key=p.key, shape=tuple(x.shape))


@primitive("x")
class index_basic_put:
    def d_x(F, p, g):
        return F.index_basic(g, key=p.key)


@primitive("x *indices")
class index_array:
    def d_x(F, p, x: Like, indices, g):
        return F.index_array_add(g, *indices, axes=p.axes, shape=tuple(x.shape))


@primitive("x *indices")
class index_array_add:
    def d_x(F, p, indices, g):
        return F.index_array(g, *indices, axes=p.axes)

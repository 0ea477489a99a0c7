"""What has no gradient in a deformable convolution: the cells, constant piece by piece."""

from ..._core.primitive import primitive

primitive("like", name="deform_places", gradient="zero")
primitive("places", "low slope inside at00 at01 at10 at11", name="deform_cells", gradient="zero")

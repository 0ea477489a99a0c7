"""Proposals have no gradient."""

from ..._core.primitive import primitive

primitive("scores codes info", "regions chosen", name="propose_regions", gradient="zero")

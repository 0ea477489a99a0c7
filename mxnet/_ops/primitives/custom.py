"""The backward of a program's own operator has no derivative: it is ordinary code on arrays."""

from ..._core.primitive import primitive

primitive("output *gs", "*grads", name="custom_backward", gradient="none")

"""Operators as methods: `x.exp()` is `mx.nd.exp(x)`, made from one list of names.

What does not live here: methods that do more than call an operator (`array.py`).
"""

from .operators import ops

__all__ = ["install"]

NAMES = """
abs arccos arccosh arcsin arcsinh arctan arctanh argmax argmax_channel argmin argsort broadcast_axes
cbrt ceil clip cos cosh degrees depth_to_space exp expm1 fix flip floor log log10 log1p log2
log_softmax max mean min nanprod nansum norm one_hot ones_like pad pick prod radians rcbrt
reciprocal relu repeat reshape_like rint round rsqrt shape_array sigmoid sign sin sinh size_array
slice slice_axis slice_like softmax softmin sort space_to_depth split sqrt square sum swapaxes take
tan tanh tile topk transpose trunc zeros_like
""".split()


def install(cls):
    """Give the class a method for every operator in the list."""
    for name in NAMES:
        setattr(cls, name, _method(name, cls))


def _method(name, cls):
    def method(self, *args, **kwargs):
        return getattr(ops, name)(self, *args, **kwargs)

    method.__name__, method.__qualname__, method.__module__ = (
        name,
        f"{cls.__name__}.{name}",
        cls.__module__,
    )
    method.__doc__ = f"`mx.nd.{name}` with this array as its first argument."
    return method

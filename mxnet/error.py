"""The exceptions of MXNet by name, and how to register more.

What does not live here: the base class, which is `mx.base.MXNetError`.
"""

from .base import MXNetError, register_error

__all__ = ["MXNetError", "InternalError", "register"]

register = register_error


@register
class InternalError(MXNetError):
    """Something happened that the package itself must not let happen.

    Examples
    --------
    >>> "hint" in str(InternalError("abc"))
    True
    """

    def __init__(self, msg):
        if "MXNet hint:" not in msg:
            hint = "this is an error of the package itself; please report it with what led to it."
            msg += f"\nMXNet hint: {hint}"
        super().__init__(msg)

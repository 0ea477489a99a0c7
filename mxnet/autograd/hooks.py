"""Functions that see, and may change, a gradient on its way back."""

from .._core.errors import GradientError
from ..ndarray.handle import Handle, wrap

__all__ = ["register_hook", "HookHandle"]


class HookHandle:
    """What `register_hook` returns; `remove()` takes the hook off again."""

    def __init__(self, node, entry):
        self._node, self._entry = node, entry

    def remove(self):
        """Take the hook off; doing so twice is harmless."""
        hooks = self._node.hooks
        if hooks and self._entry in hooks:
            hooks.remove(self._entry)
            if not hooks:
                self._node.hooks = None


def register_hook(array, hook):
    """Call `hook(gradient)` whenever a gradient of `array` was computed, before it goes further.

    Parameters
    ----------
    array : NDArray
        A marked variable, or the result of a recorded operator.
    hook : callable
        Takes the gradient (NDArray); returns None, or an NDArray to go on with in its place.

    Returns
    -------
    HookHandle

    Raises
    ------
    GradientError
        The array is not on the tape.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([1.0])
    >>> x.attach_grad()
    >>> handle = register_hook(x, lambda g: g * 10)
    >>> with mx.autograd.record():
    ...     y = x * 2
    >>> y.backward()
    >>> x.grad.asscalar().item()
    20.0
    """
    if not callable(hook):
        raise TypeError(f"register_hook: {type(hook).__name__} is not callable")
    node, ctx = array._node, array._ctx
    if node is None:
        raise GradientError(
            "register_hook: the array is neither a marked variable nor the result of a recorded "
            "operator; call attach_grad() or compute it inside autograd.record()."
        )

    def call(g):
        plain = not isinstance(g, Handle)
        changed = hook(wrap(g, ctx) if plain else g)
        if changed is None:
            return None
        if not isinstance(changed, Handle):
            raise TypeError(
                f"register_hook: the hook returned {type(changed).__name__}; return an NDArray "
                f"or None"
            )
        if tuple(changed._data.shape) != tuple(g.shape):
            raise GradientError(
                f"register_hook: the hook returned shape {tuple(changed._data.shape)} for a "
                f"gradient "
                f"of shape {tuple(g.shape)}"
            )
        return changed._data if plain else changed

    entry = (array._slot, call)
    node.hooks = [*(node.hooks or ()), entry]
    return HookHandle(node, entry)

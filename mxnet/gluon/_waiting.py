"""What parameters and blocks agree on: whether kept arrays are current, and how to step out of
recording and tracing while arrays are made.

What does not live here: parameters.
"""

from .._core.errors import MXNetError
from .._tape.state import state
from ..context import Context, canonical, current_context

__all__ = ["DeferredInitializationError", "Epoch", "contexts_of", "epoch", "untraced"]


class DeferredInitializationError(MXNetError):
    """The array of a parameter was asked for before its shape, and so the array, was known."""

    __module__ = "mxnet.gluon.parameter"


class Epoch:
    """Counts the times when the arrays of any parameter were replaced by others.

    Who keeps arrays of parameters notes `now` beside them; while it stays, they are current.
    """

    __slots__ = ("now",)

    def __init__(self):
        self.now = 0


epoch = Epoch()


class untraced:
    """Context manager: what is computed inside is computed now, and neither recorded nor traced."""

    __slots__ = ("tracer", "recording")

    def __enter__(self):
        self.tracer, self.recording = state.tracer, state.recording
        state.tracer, state.recording = None, False

    def __exit__(self, *_):
        state.tracer, state.recording = self.tracer, self.recording


def contexts_of(ctx):
    """The contexts that an argument names."""
    if ctx is None:
        ctx = current_context()
    return [canonical(each) for each in ([ctx] if isinstance(ctx, Context) else ctx)]

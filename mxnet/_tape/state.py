"""Whether this thread records and whether it trains."""

import threading

from .._core.errors import GradientError

__all__ = ["state", "scope", "second_run"]


class State(threading.local):
    """The two flags of one thread; a new thread starts with both off.

    `replaying` names the method of a Function that is being recorded, to be differentiated again.
    `again` tells that calls are made for a second time, so that states have moved already.
    `tracer` is told of every operator, in place of the kernels, while a block is traced.
    `walk` is of the walk back that runs now: whether nodes keep what they saved, and the nodes that
    wait, where gradients go into sinks.
    """

    recording = False
    training = False
    replaying = ""
    again = False
    tracer = None
    walk: tuple = (True, None)


state = State()


class scope:
    """Context manager that sets the flags (None: leaves one as it is) and puts them back."""

    __slots__ = ("recording", "training", "before")

    def __init__(self, recording, training):
        self.recording, self.training = recording, training

    def __enter__(self):
        self.before = state.recording, state.training
        if self.recording is not None:
            state.recording = self.recording
        if self.training is not None:
            state.training = self.training

    def __exit__(self, kind, error, _):
        state.recording, state.training = self.before
        if kind is RuntimeError and str(error).startswith("Inference tensors"):
            raise GradientError(
                "what is recorded must count its writes, and arrays made inside "
                "torch.inference_mode do not: make them outside of it. For predictions, leaving "
                "record() away is enough."
            ) from None


class second_run(scope):
    """Context manager for recording calls that were made before: operators leave their states, such
    as moving averages, as the first run has left them."""

    __slots__ = ("outer",)

    def __init__(self, training):
        super().__init__(True, training)

    def __enter__(self):
        super().__enter__()
        self.outer, state.again = state.again, True

    def __exit__(self, kind, error, trace):
        state.again = self.outer
        super().__exit__(kind, error, trace)

"""Whether this thread records and trains: the scopes and switches."""

from .._tape.state import scope, state

__all__ = [
    "record",
    "pause",
    "train_mode",
    "predict_mode",
    "is_recording",
    "is_training",
    "set_recording",
    "set_training",
]


def record(train_mode=True):
    """Record what is computed inside `with`, so that it can be differentiated.

    Parameters
    ----------
    train_mode : bool
        Whether operators such as Dropout behave as in training.

    Returns
    -------
    context manager

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([1.0, 2.0])
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = x * x
    >>> y.backward()
    >>> x.grad.asnumpy().tolist()
    [2.0, 4.0]
    """
    return scope(True, train_mode)


def pause(train_mode=False):
    """Stop recording inside `with`: for metrics, updates and whatever needs no gradient.

    Parameters
    ----------
    train_mode : bool
        Whether operators behave as in training meanwhile.

    Returns
    -------
    context manager

    Examples
    --------
    >>> with record():
    ...     with pause():
    ...         print(is_recording())
    False
    """
    return scope(False, train_mode)


def train_mode():
    """Let operators behave as in training inside `with`; recording stays as it is.

    Returns
    -------
    context manager

    Examples
    --------
    >>> with train_mode():
    ...     print(is_training(), is_recording())
    True False
    """
    return scope(None, True)


def predict_mode():
    """Let operators behave as in inference inside `with`; recording stays as it is.

    Returns
    -------
    context manager

    Examples
    --------
    >>> with record(), predict_mode():
    ...     print(is_training(), is_recording())
    False True
    """
    return scope(None, False)


def is_recording():
    """Whether this thread records.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_recording()
    False
    """
    return state.recording


def is_training():
    """Whether operators of this thread behave as in training.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_training()
    False
    """
    return state.training


def set_recording(is_recording):
    """Switch recording on or off in this thread.

    Parameters
    ----------
    is_recording : bool

    Returns
    -------
    bool
        How it was before.

    Examples
    --------
    >>> before = set_recording(True)
    >>> set_recording(before)
    True
    """
    before, state.recording = state.recording, bool(is_recording)
    return before


def set_training(train_mode):
    """Switch training mode on or off in this thread.

    Parameters
    ----------
    train_mode : bool

    Returns
    -------
    bool
        How it was before.

    Examples
    --------
    >>> before = set_training(True)
    >>> set_training(before)
    True
    """
    before, state.training = state.training, bool(train_mode)
    return before

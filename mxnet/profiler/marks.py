"""What a program measures itself: tasks, frames, events, counters, markers.

What does not live here: operators, which are seen by themselves.
"""

from time import perf_counter_ns

from .._core.errors import MXNetError
from .record import record

__all__ = ["Counter", "Domain", "Event", "Frame", "Marker", "Task"]

SCOPES = ("global", "process", "thread", "task", "marker")


class Domain:
    """A name that what is measured is grouped under.

    Parameters
    ----------
    name : str

    Examples
    --------
    >>> import mxnet as mx
    >>> str(mx.profiler.Domain("loading").new_task("decode"))
    'decode'
    """

    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name

    def new_task(self, name):
        """A Task of this domain."""
        return Task(self, name)

    def new_frame(self, name):
        """A Frame of this domain."""
        return Frame(self, name)

    def new_counter(self, name, value=None):
        """A Counter of this domain."""
        return Counter(self, name, value)

    def new_marker(self, name):
        """A Marker of this domain."""
        return Marker(self, name)


class _Stretch:
    """A part of a program between `start` and `stop`; also a context manager."""

    def __init__(self, category, name):
        self.name, self._category, self._begin = name, category, None

    def start(self):
        """The part begins."""
        self._begin = perf_counter_ns()

    def stop(self):
        """The part ends; without a start, nothing was measured."""
        if self._begin is not None and record.on:
            record.stretch(self._category, self.name, "", self._begin, perf_counter_ns())
        self._begin = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *raised):
        self.stop()

    def __str__(self):
        return self.name


class Task(_Stretch):
    """A part of a program that is measured.

    Parameters
    ----------
    domain : Domain
    name : str

    Examples
    --------
    >>> import mxnet as mx
    >>> with mx.profiler.Domain("loading").new_task("decode"):
    ...     pass
    """

    def __init__(self, domain, name):
        super().__init__(str(domain), name)


class Frame(_Stretch):
    """One turn of something that repeats, as an image of a film.

    Parameters
    ----------
    domain : Domain
    name : str

    Examples
    --------
    >>> import mxnet as mx
    >>> frame = mx.profiler.Domain("video").new_frame("image")
    >>> frame.start()
    >>> frame.stop()
    """

    def __init__(self, domain, name):
        super().__init__(f"{domain},frame", name)


class Event(_Stretch):
    """A part of a program that belongs to no domain.

    Parameters
    ----------
    name : str

    Examples
    --------
    >>> import mxnet as mx
    >>> with mx.profiler.Event("warming up"):
    ...     pass
    """

    def __init__(self, name):
        super().__init__("event", name)


class Counter:
    """A number over time.

    Parameters
    ----------
    domain : Domain
    name : str
    value : int, optional
        What it starts with; 0 if left out.

    Examples
    --------
    >>> import mxnet as mx
    >>> images = mx.profiler.Domain("loading").new_counter("images")
    >>> images += 32
    >>> images.value
    32
    """

    def __init__(self, domain, name, value=None):
        self.name, self._category, self.value = name, str(domain), 0
        if value is not None:
            self.set_value(value)

    def __str__(self):
        return self.name

    def set_value(self, value):
        """Give it another value."""
        self.value = value
        if record.on:
            record.count(self._category, self.name, value)

    def increment(self, delta=1):
        """Add to it."""
        self.set_value(self.value + delta)

    def decrement(self, delta=1):
        """Take from it."""
        self.set_value(self.value - delta)

    def __iadd__(self, delta):
        self.increment(delta)
        return self

    def __isub__(self, delta):
        self.decrement(delta)
        return self


class Marker:
    """A moment.

    Parameters
    ----------
    domain : Domain
    name : str

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.profiler.Domain("loading").new_marker("first batch").mark()
    """

    def __init__(self, domain, name):
        self.name, self._category = name, str(domain)

    def mark(self, scope="process"):
        """It is now.

        Parameters
        ----------
        scope : {'global', 'process', 'thread', 'task', 'marker'}
            What the moment is one of.

        Raises
        ------
        MXNetError
            Another scope.
        """
        if scope not in SCOPES:
            raise MXNetError(f"Invalid Input: {scope!r}, valid values are: {set(SCOPES)}")
        if record.on:
            record.instant(self._category, self.name, scope)

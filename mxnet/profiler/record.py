"""What was measured: events in order, and sums by category and name.

What does not live here: what is measured (`watching.py`, `marks.py`), or how it is written
(`report.py`).
"""

import threading
from time import perf_counter_ns

__all__ = ["Record", "record", "STORAGE"]

STORAGE = "Device Storage"  # the category of memory in use


class Record:
    """Events and their sums. Times are in nanoseconds since the process started its clock.

    Attributes
    ----------
    running, on : bool
        Whether the profiler is on, and whether it is and does not pause.
    aggregate : bool
        Whether sums are kept.
    events : list of tuple
        `(phase, category, name, node, start, duration or value, thread)`; the phase is that of the
        trace format: X for a stretch of time, C for a counter, i for an instant. `node` names what
        of a graph ran.
    times : dict of dict
        By category and name `[count, total, least, most]`.
    told : list of bytes
        Events that were written as text already.
    memory : dict
        By device `[count, total, least, most]` of bytes in use.
    """

    def __init__(self):
        self.running, self.on, self.aggregate = False, False, False
        self.events, self.times, self.memory = [], {}, {}
        self.told = []

    def stretch(self, category, name, node, start, end):
        """Something took from `start` to `end`."""
        self.events.append(("X", category, name, node, start, end - start, threading.get_ident()))
        if self.aggregate:
            add(self.times.setdefault(category, {}), name, end - start)

    def count(self, category, name, value):
        """A counter has a new value."""
        now = perf_counter_ns()
        self.events.append(("C", category, name, "", now, value, threading.get_ident()))
        if self.aggregate:
            add(self.times.setdefault(category, {}), name, value * 1000)

    def instant(self, category, name, scope):
        """Something happened at this moment."""
        now = perf_counter_ns()
        self.events.append(("i", category, name, "", now, scope, threading.get_ident()))
        if self.aggregate:
            add(self.times.setdefault(f"{category},instant_marker", {}), name, 0)

    def used(self, device, size):
        """A device has `size` bytes in use."""
        now = perf_counter_ns()
        self.events.append(("C", STORAGE, device, "", now, size, threading.get_ident()))
        if self.aggregate:
            add(self.memory, device, size)

    def forget_sums(self):
        """Start the sums anew."""
        self.times, self.memory = {}, {}

    def forget_events(self):
        """Start the list of events anew."""
        self.events, self.told = [], []


def add(sums, name, value):
    """Put one value into the sums of a name."""
    found = sums.get(name)
    if found is None:
        sums[name] = [1, value, value, value]
    else:
        found[0] += 1
        found[1] += value
        found[2] = min(found[2], value)
        found[3] = max(found[3], value)


record = Record()

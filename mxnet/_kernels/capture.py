"""A function of tensors recorded once as a CUDA graph and then replayed, without Python in between.

What does not live here: which programs are static enough (`_graph/compiled.py`).

Note [What a CUDA graph demands]

A replay runs the same kernels on the same addresses. So inputs are copied into tensors that live as
long as the graph, results are copied out before anyone can replay again, and constants that kernels
keep from call to call are held (`device.held`), since a cache might let them go. Libraries choose
and allocate when they first run, hence the runs beforehand, on another stream than the default one,
which cannot be recorded. Whatever waits for the device while recording is an error of CUDA's; then
the function is called as it is, for good. Random numbers would repeat: programs that draw are not
recorded. Two threads, or two streams, share the graph's tensors: a lock and a wait keep them apart.
"""

import logging
import threading
import weakref

import torch

from .device import here

__all__ = ["Captured"]

_log = logging.getLogger("mxnet")
_WARM_UP = 3  # runs; what is chosen lazily is chosen in the first, what is freed comes back by then
_told: list = []


class Recording:
    """A function on tensors of its own as a CUDA graph.

    Attributes
    ----------
    outputs : tuple of (tensor or None)
        Where a replay leaves its results.
    """

    __slots__ = ("outputs", "_graph", "_stream", "_held")

    def __init__(self, function, inputs):
        device = inputs[0].device
        with torch.cuda.device(device):  # streams and graphs are those of the current one
            self._stream, side = torch.cuda.current_stream(), torch.cuda.Stream()
            side.wait_stream(self._stream)
            with torch.cuda.stream(side):
                for _ in range(_WARM_UP):
                    function(*inputs)
            self._stream.wait_stream(side)
            self._graph, self._held = torch.cuda.CUDAGraph(), []
            before, here.held = here.held, self._held
            try:
                with torch.cuda.graph(self._graph, capture_error_mode="thread_local"):
                    self.outputs = function(*inputs)
            finally:
                here.held = before

    def begin(self):
        """Get in line behind what other streams do with the graph's tensors; False where the
        program is recording a graph of its own, into which this one cannot go."""
        now = torch.cuda.current_stream(self._stream.device)
        if now != self._stream:
            now.wait_stream(self._stream)
            self._stream = now
        return not torch.cuda.is_current_stream_capturing()

    def replay(self):
        """Run the kernels again on the current stream."""
        self._graph.replay()


class Captured:
    """Calls a function by replaying it on tensors of its own.

    Inputs are copied in, except those that were not written to since; outputs are copied out, but
    those that are inputs are what was given. A function that cannot be recorded is called as it is,
    and a warning says so once.

    Parameters
    ----------
    function : callable
        Of tensors on one device, whose shapes never change; it writes to none of them.
    recorder : callable
        As `Recording`.
    """

    __slots__ = ("function", "recorder", "recording", "inputs", "passed", "seen", "refused", "lock")

    def __init__(self, function, recorder=Recording):
        self.function, self.recorder = function, recorder
        self.recording, self.inputs, self.passed, self.seen = None, (), (), []
        self.refused, self.lock = False, threading.Lock()

    def __call__(self, *values):
        if self.refused:
            return self.function(*values)
        with self.lock:
            if self.recording is None:
                self._record(values)
            if self.recording is not None and self.recording.begin():
                return self._replayed(values)
        return self.function(*values)

    def _replayed(self, values):
        for i, x in enumerate(values):
            ref, version = self.seen[i]
            if version is None or ref() is not x or version != x._version:
                self.inputs[i].copy_(x)
                self.seen[i] = _stamp(x)
        self.recording.replay()
        pairs = zip(self.recording.outputs, self.passed, strict=True)
        return tuple(None if y is None else y.clone() if i is None else values[i] for y, i in pairs)

    def _record(self, values):
        if not values:
            self.refused = True
            return
        inputs = [x.clone() for x in values]
        try:
            self.recording = self.recorder(self.function, inputs)
        except (RuntimeError, NotImplementedError) as error:
            self.refused = True
            _warn(error)
        else:
            places = {id(x): i for i, x in enumerate(inputs)}
            self.passed = [places.get(id(y)) for y in self.recording.outputs]
            self.inputs, self.seen = inputs, [_stamp(x) for x in values]


def _stamp(x):
    """What tells whether a tensor is the same and was not written to; None where nothing does."""
    return weakref.ref(x), None if x.is_inference() else x._version


def _warn(error):
    if not _told:
        _told.append(True)
        _log.warning(
            "MXNET_CUDA_GRAPHS: a program cannot be recorded as a CUDA graph, and runs as it is: "
            "%s. Of others this is not told again.", error,
        )  # fmt: skip

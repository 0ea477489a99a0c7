"""Worker processes of a loader: started, given work, listened to, and ended.

Note [One thread each]
----------------------
Neither side has helper threads: threads and `fork` do not go together. So the loader must never
wait to *write* to a worker that itself waits to write to the loader. It need not: a worker that
owes no answer is reading, and to others the loader sends only as much as fits into the pipe.

What does not live here: the order of batches (`dataloader.py`), or how arrays travel
(`_message.py`).
"""

import faulthandler
import gc
import multiprocessing
import os
import pickle
import random
import signal
import sys
import traceback
import warnings
from multiprocessing import connection

import numpy as np

from ... import _kernels as k
from ... import random as mx_random
from ..._core.errors import MXNetError
from ..._core.opencv import opencv_alone
from ...util import is_np_array, is_np_shape, set_np, set_np_shape
from . import _message

__all__ = ["Pool", "RemoteError", "begin_randomness"]

_SURE_BYTES = 8192  # what fits into any pipe that nobody reads
_PATIENCE_S = 5  # how often an idle worker looks whether the loader's process is still there


class RemoteError(Exception):
    """The traceback of a worker, as text: the cause of the error that the loader raises."""

    def __str__(self):
        return f'\n"""\n{self.args[0]}"""'


class Pool:
    """Processes that make batches of samples.

    Parameters
    ----------
    count : int
        How many processes.
    make : callable
        From the indices of a batch to the batch.
    """

    def __init__(self, count, make):
        method = "fork" if sys.platform.startswith("linux") else None
        context = multiprocessing.get_context(method)
        self.pid, self.workers = os.getpid(), []
        modes = is_np_shape(), is_np_array()
        try:
            for number in range(count):
                self.workers.append(_Worker(context, number, make, modes, self.workers))
        except BaseException:
            self.close()
            raise

    def submit(self, job, seed, indices):
        """Give a batch to the worker with the least to do."""
        worker = min(self.workers, key=lambda w: len(w.owed))
        worker.give(job, seed, indices)

    def collect(self, timeout_s):
        """Wait for answers; return `(job, batch, error)` of each.

        Raises
        ------
        RuntimeError
            A worker died; the text says of what, and over which samples.
        """
        lines = {w.line: w for w in self.workers if w.owed}
        ends = {w.process.sentinel: w for w in self.workers}
        ready = connection.wait([*lines, *ends], timeout_s)
        answers = []
        for line in ready:
            if line in lines:
                try:
                    answers.append(lines[line].listen())
                except (EOFError, OSError):
                    self._mourn(lines[line])
        if not answers:
            for end in ready:
                if end in ends and not (ends[end].owed and ends[end].line.poll()):
                    self._mourn(ends[end])
        for worker in self.workers:
            worker.give_more()
        return answers

    def _mourn(self, worker):
        worker.process.join(1)
        code, owed = worker.process.exitcode, worker.owed
        who = f"{worker.process.name} (pid {worker.process.pid})"
        self.close()
        how = f"ended with exit code {code}"
        if code and code < 0:
            how = f"was killed by signal {-code} ({_signal(-code)})"
        over = f" while making the batch of samples {_some(owed[0][1])}" if owed else ""
        raise RuntimeError(f"DataLoader worker {who} {how}{over}.")

    def close(self):
        """End all processes; what they were doing is lost."""
        workers, self.workers = self.workers, []
        if self.pid != os.getpid():
            return  # a forked child holds the same object; the processes are not its own
        for worker in workers:
            worker.line.close()
            if worker.process.is_alive():
                worker.process.terminate()
        for worker in workers:
            worker.process.join(1)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join(1)
            worker.process.close()


def _signal(number):
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def _some(indices):
    return f"{indices[:8]} and {len(indices) - 8} more" if len(indices) > 8 else f"{indices}"


class _Worker:
    """One process, as its loader sees it: what it was sent, and what it owes."""

    def __init__(self, context, number, make, modes, others):
        self.line, theirs = context.Pipe()
        inherited = [self.line, *(w.line for w in others)] if _forks(context) else []
        self.owed, self.waiting, self.unread = [], [], 0
        self.process = context.Process(
            target=_work, args=(theirs, make, modes, inherited), daemon=True,
            name=f"mxnet-data-{number}",
        )  # fmt: skip
        try:
            with warnings.catch_warnings():  # Python warns of fork beside threads: see the note
                warnings.simplefilter("ignore", DeprecationWarning)
                self.process.start()
        finally:
            theirs.close()

    def give(self, job, seed, indices):
        """Send a batch to make, or keep it until it is sure to fit into the pipe."""
        self.owed.append((job, indices))
        self.waiting.append((job, pickle.dumps((job, seed, indices), 5)))
        self.give_more()

    def give_more(self):
        """Send what fits."""
        while self.waiting:
            job, task = self.waiting[0]
            idle = len(self.owed) == len(self.waiting)
            if not idle and self.unread + len(task) > _SURE_BYTES:
                return
            self.unread = self.unread + len(task) if not idle else len(task)
            del self.waiting[0]
            try:
                self.line.send_bytes(task)
            except OSError:  # it died; `collect` finds out
                return

    def listen(self):
        """Return its next answer: `(job, batch, error)`."""
        answer = _message.receive(self.line)
        del self.owed[0]
        if len(self.owed) == len(self.waiting):
            self.unread = 0
        return answer


def _forks(context):
    return (context.get_start_method() or "") == "fork"


def _work(line, make, modes, inherited):
    """The life of a worker."""
    for other in inherited:
        other.close()  # else no worker would see the loader's end of its line go
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the loader's process decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    faulthandler.enable()
    gc.freeze()  # what the loader's process had made is not looked through again and again
    k.use_threads(1)
    opencv_alone()
    set_np() if modes[1] else set_np_shape(modes[0])
    parent = os.getppid()
    while True:
        while not line.poll(_PATIENCE_S):
            if os.getppid() != parent:
                return
        try:
            task = line.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            _message.send(line, _answer(make, *pickle.loads(task)))
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as problem:  # the batch cannot be sent
            job = pickle.loads(task)[0]
            _message.send(line, (job, None, _told(problem)))


def _answer(make, job, seed, indices):
    begin_randomness(seed)
    try:
        return job, make(indices), None
    except BaseException as problem:  # SystemExit too: the loader is to hear of it
        return job, None, _told(problem)


def begin_randomness(seed):
    """Let every generator start from one number."""
    mx_random.seed(seed)
    np.random.seed(seed % 2**32)
    random.seed(seed)


def _told(problem):
    """An error as a pair that can be sent: itself if that is possible, and its traceback."""
    text = "".join(traceback.format_exception(problem))
    try:
        again = pickle.loads(pickle.dumps(problem))
        if type(again) is not type(problem) or isinstance(problem, (SystemExit, GeneratorExit)):
            raise TypeError
    except Exception:
        again = MXNetError(f"a DataLoader worker failed with {type(problem).__name__}: {problem}")
    return again, text

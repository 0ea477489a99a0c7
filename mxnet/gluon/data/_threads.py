"""Worker threads of a loader: what a pool of processes does, within this process.

What does not live here: processes (`_pool.py`).
"""

import queue
import threading
import traceback
import weakref

from ...util import is_np_array, is_np_shape, set_np, set_np_shape

__all__ = ["Threads"]


class Threads:
    """Threads that make batches of samples; random numbers are the process's own.

    Parameters
    ----------
    count : int
        How many threads.
    make : callable
        From the indices of a batch to the batch.
    """

    def __init__(self, count, make):
        self._tasks, self._answers = queue.SimpleQueue(), queue.SimpleQueue()
        self._count, modes = count, (is_np_shape(), is_np_array())
        for number in range(count):
            threading.Thread(
                target=_work, args=(self._tasks, self._answers, make, modes), daemon=True,
                name=f"mxnet-data-{number}",
            ).start()  # fmt: skip
        weakref.finalize(self, _end, self._tasks, count)

    def submit(self, job, seed, indices):
        """Queue a batch."""
        self._tasks.put((job, indices))

    def collect(self, timeout_s):
        """Wait for an answer; return `(job, batch, error)` of all that are there."""
        answers = []
        try:
            answers.append(self._answers.get(timeout=timeout_s))
            while True:
                answers.append(self._answers.get_nowait())
        except queue.Empty:
            return answers

    def close(self):
        """Let the threads end once they have done what they are at."""
        while True:
            try:
                self._tasks.get_nowait()
            except queue.Empty:
                break
        _end(self._tasks, self._count)


def _end(tasks, count):
    for _ in range(count):
        tasks.put(None)


def _work(tasks, answers, make, modes):
    set_np() if modes[1] else set_np_shape(modes[0])
    while True:
        task = tasks.get()
        if task is None:
            return
        job, indices = task
        try:
            answers.put((job, make(indices), None))
        except BaseException as problem:
            answers.put((job, None, (problem, "".join(traceback.format_exception(problem)))))
        task = indices = None

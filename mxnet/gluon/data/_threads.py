"""Worker threads of a loader: what a pool of processes does, within this process.

What does not live here: processes (`_pool.py`).
"""

import queue
import threading
import traceback
import weakref

from ..._core.threads import end
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
        modes = is_np_shape(), is_np_array()
        threads = [
            threading.Thread(
                target=_work, args=(self._tasks, self._answers, make, modes), daemon=True,
                name=f"mxnet-data-{number}",
            )
            for number in range(count)
        ]  # fmt: skip
        for thread in threads:
            thread.start()
        self.close = weakref.finalize(self, end, self._tasks, threads)

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

"""Ending threads that take tasks from a queue.

What does not live here: what the tasks are.
"""

import queue
import threading

__all__ = ["end"]

_LAST_WAIT_S = 5


def end(tasks, threads):
    """Let the threads end, and wait for it: a program must not end under one that computes.

    They get None in place of a task. One that never returns is waited for no longer than a moment.
    """
    try:
        while True:
            tasks.get_nowait()
    except queue.Empty:
        pass
    for _ in threads:
        tasks.put(None)
    for thread in threads:
        if thread is not threading.current_thread():
            thread.join(_LAST_WAIT_S)

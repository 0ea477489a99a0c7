"""A thread that reads an iterator one batch ahead and always ends.

What does not live here: iterators that programs see.

Note [Threads that end]: the thread knows the iterator and two queues, never whoever consumes. So a
consumer that is dropped is collected, and its finalizer, which also runs when the program ends,
tells the thread to stop. Whatever the iterator raises travels to the consumer and is raised there.
"""

import queue
import threading
import weakref

__all__ = ["Ahead"]

_STOP, _NEXT = object(), object()
# How long the program's end waits for a thread that is inside a slow iterator.
_LAST_WAIT_S = 5


class Ahead:
    """One iterator, read one batch ahead.

    Parameters
    ----------
    source : DataIter
        Not to be used by anybody else meanwhile.
    """

    def __init__(self, source):
        self._source = source
        self._orders, self._results = queue.SimpleQueue(), queue.SimpleQueue()
        self.thread = threading.Thread(
            target=_serve, args=(source, self._orders, self._results),
            name="mxnet-prefetch", daemon=True,
        )  # fmt: skip
        self.thread.start()
        self._finalizer = weakref.finalize(self, _stop, self._orders, self.thread)
        self._pending = False
        self._order()

    @property
    def closed(self):
        """Whether the thread was told to end."""
        return not self._finalizer.alive

    def close(self):
        """End the thread."""
        self._finalizer()

    def take(self):
        """The next batch, None after the last one; the one after it is ordered."""
        batch, error = self._wait()
        if error is not None:
            raise error
        if batch is not None:
            self._order()
        return batch

    def reset(self):
        """Drop what was read ahead and start over."""
        if self._pending:
            self._wait()
        self._source.reset()
        self._order()

    def _order(self):
        if self.closed:
            raise RuntimeError("the prefetching iterator is closed")
        self._pending = True
        self._orders.put(_NEXT)

    def _wait(self):
        if self.closed:
            raise RuntimeError("the prefetching iterator is closed")
        if not self._pending:
            return None, None
        result = self._results.get()
        self._pending = False
        return result


def _serve(source, orders, results):
    """Read a batch for every order until told to stop."""
    while orders.get() is _NEXT:
        try:
            results.put((source.next(), None))
        except StopIteration:
            results.put((None, None))
        except BaseException as error:  # noqa: B902  the consumer decides what becomes of it
            results.put((None, error))


def _stop(orders, thread):
    orders.put(_STOP)
    if thread is not threading.current_thread():
        thread.join(_LAST_WAIT_S)

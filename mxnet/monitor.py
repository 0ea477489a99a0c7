"""`mx.mon`: statistics of everything that a network computes, every so many batches.

What does not live here: how executors hand out what they compute.
"""

import logging
import re

from . import ndarray
from .ndarray import NDArray

__all__ = ["Monitor"]


class Monitor:
    """Collects a statistic of outputs, parameters and auxiliary states.

    While a monitor is installed, networks are run node by node and not as compiled programs.

    Parameters
    ----------
    interval : int
        Every how many batches.
    stat_func : callable, optional
        An NDArray, or a list of them, from an NDArray; the root mean square if left out.
    pattern : str
        Which names, as a regular expression.
    sort : bool
        By name.
    monitor_all : bool
        The inputs of all operators, too.

    Examples
    --------
    >>> look = Monitor(1, stat_func=lambda x: x.max(), pattern="double")
    >>> exe = mx.sym.broadcast_mul(mx.sym.var("a"), mx.sym.var("b"), name="double").bind(
    ...     mx.cpu(), {"a": mx.nd.array([1, 2]), "b": mx.nd.array([2])})
    >>> look.install(exe)
    >>> look.tic(); _ = exe.forward(); look.toc()
    [(1, 'double_output', '4.0\\t')]
    """

    def __init__(self, interval, stat_func=None, pattern=".*", sort=False, monitor_all=False):
        self.stat_func = stat_func or _root_mean_square
        self.re_prog, self.sort, self.monitor_all = re.compile(pattern), sort, monitor_all
        self.interval, self.step, self.activated = interval, 0, False
        self.queue, self.exes = [], []

        def stat_helper(name, array):
            if self.activated and self.re_prog.match(name):
                self.queue.append((self.step, name, self.stat_func(array)))

        self.stat_helper = stat_helper

    def install(self, exe):
        """Look at an executor.

        Parameters
        ----------
        exe : Executor
        """
        exe.set_monitor_callback(self.stat_helper, self.monitor_all)
        self.exes.append(exe)

    def tic(self):
        """Begin a batch; it is looked at if it is time to."""
        if self.step % self.interval == 0:
            for exe in self.exes:
                for array in [*exe.arg_arrays, *exe.aux_arrays]:
                    array.wait_to_read()
            self.queue, self.activated = [], True
        self.step += 1

    def toc(self):
        """End a batch.

        Returns
        -------
        list of (int, str, str)
            The batch's number, a name and the statistic as text, for all that was seen.
        """
        if not self.activated:
            return []
        for exe in self.exes:
            symbol = exe._symbol
            named = [
                *zip(symbol.list_arguments(), exe.arg_arrays),
                *zip(symbol.list_auxiliary_states(), exe.aux_arrays),
            ]
            for name, array in named:
                if self.re_prog.match(name):
                    self.queue.append((self.step, name, self.stat_func(array)))
        self.activated = False
        seen, self.queue = self.queue, []
        if self.sort:
            seen.sort(key=lambda row: row[1])
        return [(step, name, _shown(found)) for step, name, found in seen]

    def toc_print(self):
        """End a batch and log what was seen."""
        for step, name, shown in self.toc():
            logging.info("Batch: {:7d} {:30s} {:s}".format(step, name, shown))  # noqa: UP032


def _root_mean_square(array):
    return ndarray.norm(array) / array.size**0.5


def _shown(found):
    """A statistic, or several, as text."""
    found = [found] if isinstance(found, NDArray) else found
    assert isinstance(found, list), f"stat_func gives NDArray or a list of them, not {found!r}"
    text = ""
    for one in found:
        assert isinstance(one, NDArray), f"stat_func gives NDArray, not {one!r}"
        numbers = one.asnumpy()
        # A NumPy scalar shows as many digits as its dtype has.
        text += str(numbers.reshape(-1)[0] if one.shape in ((1,), ()) else numbers) + "\t"
    return text

"""Batches over devices: how they are cut, and how results are joined.

What does not live here: executors.
"""

from .. import ndarray
from ..context import Context

__all__ = ["Shares", "groups_by_device", "merged"]


class Shares:
    """The rows of a batch that each device gets.

    Parameters
    ----------
    batch_size : int
    workload : list of number

    Raises
    ------
    ValueError
        A device would get nothing.
    """

    def __init__(self, batch_size, workload):
        whole = sum(workload)
        sizes = [round(load * batch_size / whole) for load in workload]
        if sum(sizes) < batch_size:
            sizes[-1] += batch_size - sum(sizes)
        self.slices, end = [], 0
        for size in sizes:
            begin, end = min(end, batch_size), min(end + size, batch_size)
            if begin >= end:
                raise ValueError("Too many slices. Some splits are empty.")
            self.slices.append(slice(begin, end))
        self._batch_size = batch_size

    def cut(self, array, axis, share):
        """One device's share of an array; all of it where no axis is the batch's."""
        if axis < 0 or share == slice(0, self._batch_size):
            return array
        if array.stype == "csr" and axis == 0:
            return array[share]
        return ndarray.slice_axis(array, axis=axis, begin=share.start, end=share.stop)


def merged(results, axes):
    """For each result, a list over devices, the whole; where no axis is the batch's, the first."""
    return [
        devices[0]
        if len(devices) == 1 or axis < 0
        else ndarray.concat(*[x.as_in_context(devices[0].context) for x in devices], dim=axis)
        for devices, axis in zip(results, axes)
    ]


def groups_by_device(group2ctxs, count):
    """A dict of groups to contexts for each device, from what programs give.

    Parameters
    ----------
    group2ctxs : None, list of dict, or dict of str to (Context or list of Context)
    count : int
        How many devices there are.

    Returns
    -------
    list of (dict or None)

    Examples
    --------
    >>> groups_by_device({"dev1": mx.cpu(1), "dev2": [mx.cpu(2), mx.cpu(3)]}, 2)
    [{'dev1': cpu(1), 'dev2': cpu(2)}, {'dev1': cpu(1), 'dev2': cpu(3)}]
    """
    if group2ctxs is None:
        return [None] * count
    if isinstance(group2ctxs, list):
        assert len(group2ctxs) == count, f"Length of group2ctxs should be {count}"
        return group2ctxs
    assert isinstance(group2ctxs, dict), (
        "group2ctxs should be either a dict of str to context, or a list of dict"
    )
    found = [{} for _ in range(count)]
    for group, contexts in group2ctxs.items():
        if isinstance(contexts, Context) or len(contexts) == 1:
            one = contexts if isinstance(contexts, Context) else contexts[0]
            contexts = [one] * count
        assert len(contexts) == count, f"Length of group2ctxs[{group}] should be {count}"
        for mine, context in zip(found, contexts):
            mine[group] = context
    return found

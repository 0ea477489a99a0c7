"""The base of all metrics: two running sums, one since the last log line and one since the start.

What does not live here: any particular metric.
"""

import numpy

from .. import registry

__all__ = ["EvalMetric", "alias", "check_label_shapes", "create_one", "host", "register"]


def check_label_shapes(labels, preds, wrap=False, shape=False):
    """Refuse labels and predictions that do not pair up.

    Parameters
    ----------
    labels, preds : NDArray or list of NDArray
    wrap : bool
        Return both as lists, a single array as a list of one.
    shape : bool
        Compare shapes instead of lengths.

    Returns
    -------
    (labels, preds)

    Raises
    ------
    ValueError
        Where the lengths, or the shapes, differ.

    Examples
    --------
    >>> check_label_shapes([1, 2], [3, 4])
    ([1, 2], [3, 4])
    """
    theirs, ours = (labels.shape, preds.shape) if shape else (len(labels), len(preds))
    if theirs != ours:
        raise ValueError(f"Shape of labels {theirs} does not match shape of predictions {ours}")
    if wrap:
        labels = labels if isinstance(labels, list | tuple) else [labels]
        preds = preds if isinstance(preds, list | tuple) else [preds]
    return labels, preds


def host(array, dtype=None):
    """The numbers of an array, whichever kind it is, as a NumPy array."""
    found = array.asnumpy() if hasattr(array, "asnumpy") else numpy.asarray(array)
    return found if dtype is None else found.astype(dtype, copy=False)


class EvalMetric:
    """Base of all metrics: a sum and a count, twice over.

    The local pair is emptied by `reset_local`, as `Speedometer` does after each line; the global
    pair only by `reset`.

    Parameters
    ----------
    name : str
        What `get` calls the number.
    output_names, label_names : list of str, optional
        Which entries `update_dict` picks out; all of them by default.
    **kwargs
        Kept for `get_config`. `has_global_stats` says that a subclass counts globally, too.

    Examples
    --------
    >>> class Mistakes(EvalMetric):
    ...     def update(self, labels, preds):
    ...         self._add(sum(a != b for a, b in zip(labels, preds)), len(labels))
    >>> metric = Mistakes("mistakes", has_global_stats=True)
    >>> metric.update([1, 2], [1, 3])
    >>> metric.get()
    ('mistakes', 0.5)
    """

    def __init__(self, name, output_names=None, label_names=None, **kwargs):
        self.name, self._kwargs = str(name), kwargs
        self.output_names, self.label_names = output_names, label_names
        self._has_global_stats = kwargs.pop("has_global_stats", False)
        self.reset()

    def __str__(self):
        return f"EvalMetric: {dict(self.get_name_value())}"

    def get_config(self):
        """What `create` needs to make this metric again, fit for JSON."""
        names = {"output_names": self.output_names, "label_names": self.label_names}
        return {**self._kwargs, "metric": type(self).__name__, "name": self.name, **names}

    def update_dict(self, label, pred):
        """Update from dicts of arrays by name, as `Module` hands them over."""
        self.update(_picked(label, self.label_names), _picked(pred, self.output_names))

    def update(self, labels, preds):
        """Take one batch into account.

        Parameters
        ----------
        labels, preds : list of NDArray
        """
        raise NotImplementedError()

    def reset(self):
        """Forget everything."""
        self.num_inst, self.sum_metric = 0, 0.0
        self.global_num_inst, self.global_sum_metric = 0, 0.0

    def reset_local(self):
        """Forget what came since the last time, but not the global sums."""
        self.num_inst = 0
        self.sum_metric = 0.0

    def get(self):
        """The name and the mean since `reset_local`; NaN before anything came."""
        return self.name, _mean(self.sum_metric, self.num_inst)

    def get_global(self):
        """The name and the mean since `reset`."""
        if not self._has_global_stats:
            return self.get()
        return self.name, _mean(self.global_sum_metric, self.global_num_inst)

    def get_name_value(self):
        """The same as `get`, as a list of pairs."""
        return _pairs(*self.get())

    def get_global_name_value(self):
        """The same as `get_global`, as a list of pairs."""
        if not self._has_global_stats:
            return self.get_name_value()  # which a metric of the program's own may define
        return _pairs(*self.get_global())

    def _add(self, value, count):
        """Add to both sums. Python's numbers stay so, however narrow the batch's dtype was."""
        self.sum_metric += value
        self.global_sum_metric += value
        self.num_inst += count
        self.global_num_inst += count


def _picked(arrays, names):
    """The arrays of `names` in their order; all where none are asked for."""
    return list(arrays.values()) if names is None else [arrays[name] for name in names]


def _mean(total, count):
    return float("nan") if count == 0 else total / count


def _pairs(names, values):
    names = names if isinstance(names, list) else [names]
    values = values if isinstance(values, list) else [values]
    return list(zip(names, values))


register = registry.get_register_func(EvalMetric, "metric")
alias = registry.get_alias_func(EvalMetric, "metric")
create_one = registry.get_create_func(EvalMetric, "metric")

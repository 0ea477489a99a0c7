"""The mean of outputs that are losses already.

What does not live here: losses computed from labels (`likelihood.py`, `distance.py`).
"""

from .base import EvalMetric, host, register

__all__ = ["Caffe", "Loss", "Torch"]


@register
class Loss(EvalMetric):
    """The mean of all elements of all outputs; labels are not looked at.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = Loss()
    >>> metric.update(None, [mx.nd.array([1, 2, 6])])
    >>> metric.get()
    ('loss', 3.0)
    """

    def __init__(self, name="loss", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names, has_global_stats=True)

    def update(self, _, preds):
        """Add one batch."""
        for pred in preds if isinstance(preds, list | tuple) else [preds]:
            self._add(float(host(pred.sum())), pred.size)


@register
class Torch(Loss):
    """`Loss` under the name that a bridge to Torch 7 used.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> Torch().get()
    ('torch', nan)
    """

    def __init__(self, name="torch", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)


@register
class Caffe(Loss):
    """`Loss` under the name that a bridge to Caffe used.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> Caffe().get()
    ('caffe', nan)
    """

    def __init__(self, name="caffe", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

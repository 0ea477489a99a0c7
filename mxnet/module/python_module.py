"""Modules whose computation is Python code: without parameters, and a loss among them.

What does not live here: custom operators (`mx.operator`).
"""

import logging

from .. import ndarray
from ..initializer import Uniform
from ..ndarray import NDArray
from .base_module import BaseModule
from .names import described

__all__ = ["PythonLossModule", "PythonModule"]


class PythonModule(BaseModule):
    """A module without parameters, so that most of what a module does is nothing.

    Subclasses give `forward`, `backward`, `get_outputs`, `get_input_grads` and
    `_compute_output_shapes`.

    Parameters
    ----------
    data_names, label_names, output_names : list of str
    logger : logging.Logger

    Examples
    --------
    >>> class Doubling(PythonModule):
    ...     def _compute_output_shapes(self): return [("out", self.data_shapes[0].shape)]
    ...     def forward(self, data_batch, is_train=None): self.out = data_batch.data[0] * 2
    ...     def get_outputs(self, merge_multi_context=True): return [self.out]
    >>> net = Doubling(["data"], None, ["out"])
    >>> net.bind([("data", (2,))])
    >>> net.init_params()
    >>> net.predict(mx.nd.array([1, 2])).asnumpy().tolist()
    [2.0, 4.0]
    """

    def __init__(self, data_names, label_names, output_names, logger=logging):
        super().__init__(logger=logger)
        self._data_names = _listed(data_names)
        self._label_names = _listed(label_names)
        self._output_names = output_names
        self._data_shapes = self._label_shapes = self._output_shapes = None

    @property
    def data_names(self):
        """The names of the data."""
        return self._data_names

    @property
    def output_names(self):
        """The names of the outputs."""
        return self._output_names

    @property
    def data_shapes(self):
        """Descriptions of the data."""
        return self._data_shapes

    @property
    def label_shapes(self):
        """Descriptions of the labels; None without labels."""
        return self._label_shapes

    @property
    def output_shapes(self):
        """Names and shapes of the outputs."""
        return self._output_shapes

    def get_params(self):
        """Two empty dicts."""
        return {}, {}

    def init_params(self, initializer=Uniform(0.01), arg_params=None, aux_params=None,  # noqa: B008
                    allow_missing=False, force_init=False, allow_extra=False):  # fmt: skip
        """There are no parameters."""
        self.params_initialized = True

    def init_optimizer(self, kvstore="local", optimizer="sgd",
                       optimizer_params=(("learning_rate", 0.01),), force_init=False):  # fmt: skip
        """There is nothing to optimize."""
        self.optimizer_initialized = True

    def update(self):
        """There is nothing to update."""

    def update_metric(self, eval_metric, labels, pre_sliced=False):
        """Hold the outputs against labels; without labels, do nothing."""
        if self._label_shapes is None:
            return
        if pre_sliced:
            raise RuntimeError("PythonModule does not support presliced labels")
        eval_metric.update(labels, self.get_outputs())

    def bind(self, data_shapes, label_shapes=None, for_training=True, inputs_need_grad=False,
             force_rebind=False, shared_module=None, grad_req="write"):  # fmt: skip
        """Take note of the shapes."""
        if self.binded and not force_rebind:
            self.logger.warning("Already bound, ignoring bind()")
            return
        assert grad_req == "write", "Python module only support write gradient"
        data_shapes = described(data_shapes)
        assert [desc.name for desc in data_shapes] == list(self._data_names), (
            f"{data_shapes} are not for {self._data_names}"
        )
        if label_shapes is not None:
            label_shapes = described(label_shapes)
            assert self._label_names is not None, "there are no labels"
            assert [desc.name for desc in label_shapes] == list(self._label_names), (
                f"{label_shapes} are not for {self._label_names}"
            )
        self.for_training, self.inputs_need_grad = for_training, inputs_need_grad
        self._data_shapes, self._label_shapes = data_shapes, label_shapes
        self._output_shapes = self._compute_output_shapes()
        self.binded = True

    def _compute_output_shapes(self):
        """Names and shapes of the outputs; subclasses say."""
        raise NotImplementedError()


class PythonLossModule(PythonModule):
    """A loss that passes its data on, with a gradient that Python code computes.

    Parameters
    ----------
    name : str
        The output is `<name>_output`.
    data_names, label_names : list of str
        One each.
    logger : logging.Logger
    grad_func : callable, optional
        `grad_func(scores, labels)` gives the gradient of the scores.

    Examples
    --------
    >>> loss = PythonLossModule(grad_func=lambda scores, labels: scores - labels)
    >>> loss.bind([("data", (2,))], [("softmax_label", (2,))])
    >>> loss.forward(mx.io.DataBatch([mx.nd.array([1, 2])], [mx.nd.array([3, 3])]))
    >>> loss.backward()
    >>> loss.get_input_grads()[0].asnumpy().tolist()
    [-2.0, -1.0]
    """

    def __init__(self, name="pyloss", data_names=("data",), label_names=("softmax_label",),
                 logger=logging, grad_func=None):  # fmt: skip
        super().__init__(data_names, label_names, [name + "_output"], logger=logger)
        assert len(data_names) == 1 and len(label_names) == 1, "one kind of data, one of labels"
        assert grad_func is None or callable(grad_func), "grad_func must be callable"
        self._name = name
        self._scores = self._labels = self._scores_grad = None
        self._grad_func = grad_func

    def _compute_output_shapes(self):
        return [(self._name + "_output", self._data_shapes[0].shape)]

    def forward(self, data_batch, is_train=None):
        """Take the scores, and in training the labels."""
        self._scores = data_batch.data[0]
        if self.for_training if is_train is None else is_train:
            self._labels = data_batch.label[0]

    def get_outputs(self, merge_multi_context=True):
        """The scores."""
        assert merge_multi_context, "there is one device"
        return [self._scores]

    def backward(self, out_grads=None):
        """Compute the scores' gradient."""
        assert out_grads is None, "For a loss module, out_grads should be None"
        assert self.for_training, "bind with for_training=True"
        if self._grad_func is None:
            raise NotImplementedError()
        grad = self._grad_func(self._scores, self._labels)
        self._scores_grad = grad if isinstance(grad, NDArray) else ndarray.array(grad)

    def get_input_grads(self, merge_multi_context=True):
        """The scores' gradient."""
        assert merge_multi_context, "there is one device"
        return [self._scores_grad]

    def install_monitor(self, mon):
        """There is nothing to look at."""
        raise NotImplementedError()


def _listed(names):
    return list(names) if isinstance(names, tuple) else names

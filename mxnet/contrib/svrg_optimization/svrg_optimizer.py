"""The optimizer that `SVRGModule` wraps around another one.

What does not live here: how gradients are corrected (`svrg_module.py`).
"""

from ... import optimizer as opt

__all__ = []


@opt.Optimizer.register
class _AssignmentOptimizer(opt.Optimizer):
    """Makes the gradient the value."""

    def create_state(self, index, weight):
        """Nothing to keep."""

    def update(self, index, weight, grad, state):
        """Write the gradient over the weight."""
        weight[:] = grad


@opt.Optimizer.register
class _SVRGOptimizer(opt.Optimizer):
    """Another optimizer, but for keys of full gradients: those are written as they come.

    Parameters
    ----------
    default_optimizer : str or Optimizer
    **kwargs
        The optimizer's parameters.
    """

    def __init__(self, default_optimizer, **kwargs):
        known = {"param_idx2name", "sym", "rescale_grad", "lr_scheduler"}
        super().__init__(**{name: value for name, value in kwargs.items() if name in known})
        if isinstance(default_optimizer, str):
            self.default_opt = opt.create(default_optimizer, **kwargs)
        else:
            self.default_opt = default_optimizer
        self.aux_opt = opt.create(_AssignmentOptimizer.__name__)

    def _of(self, index):
        """The optimizer of a key: `<name>_full` holds the full gradient of a parameter."""
        name = self.idx2name.get(index, str(index))
        return self.aux_opt if name.endswith("_full") else self.default_opt

    def create_state(self, index, weight):
        """The state that the key's optimizer keeps."""
        return self._of(index).create_state(index, weight)

    def update(self, index, weight, grad, state):
        """One update by the key's optimizer."""
        self._of(index).update(index, weight, grad, state)

    def create_state_multi_precision(self, index, weight):
        """The state that the key's optimizer keeps, with a wide copy of a narrow weight."""
        return self._of(index).create_state_multi_precision(index, weight)

    def update_multi_precision(self, index, weight, grad, state):
        """One update by the key's optimizer, on the wide copy of a narrow weight."""
        self._of(index).update_multi_precision(index, weight, grad, state)

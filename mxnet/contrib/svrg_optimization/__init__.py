"""`mx.contrib.svrg_optimization`: stochastic gradients whose variance is reduced by full ones.

What does not live here: other optimizers (`mx.optimizer`).
"""

from . import svrg_module, svrg_optimizer

__all__ = ["svrg_module", "svrg_optimizer"]

"""The public path of the optimizers, as programs and state files name it.

Every class says this module is its own, since a pickled one is looked up by that name. What does
not live here: any of them.
"""

from .adaptive import AdaDelta, AdaGrad, Ftrl, RMSProp
from .base import Optimizer
from .descent import DCASGD, NAG, SGD, SGLD, Signum, Test, ccSGD
from .layerwise import LAMB, LARS
from .lbsgd import LBSGD
from .moments import FTML, Adam, Adamax, Nadam
from .updater import Updater, get_updater

__all__ = [
    "AdaDelta", "AdaGrad", "Adam", "Adamax", "DCASGD", "FTML", "Ftrl", "LARS", "LBSGD", "NAG",
    "Nadam", "Optimizer", "RMSProp", "SGD", "SGLD", "Signum", "LAMB", "Test", "Updater", "ccSGD",
    "create", "get_updater", "register",
]  # fmt: skip

create = Optimizer.create_optimizer
register = Optimizer.register

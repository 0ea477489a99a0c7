"""MXNet's operators, one readable block or table row each, in one file per family.

Importing this package registers all of them. What does not live here: arrays, symbols, contexts,
torch.
"""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
del _module

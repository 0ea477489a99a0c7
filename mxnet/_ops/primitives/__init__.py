"""The primitives: for every kernel that can be differentiated, its rules.

A rule may call only functions of its world `F`, which again are primitives; so gradients of any
order exist.
"""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
del _module

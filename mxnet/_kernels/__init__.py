"""The kernels: torch's functions under the names that operators use. The only room that imports
torch.

This module itself is the *raw world*: `F` of a rule that runs on plain tensors. What does not live
here: gradients, operators' attributes, arrays of the public API.
"""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    _loaded = importlib.import_module(f"{__name__}.{_module.name}")
    for _name in _loaded.__all__:
        globals()[_name] = getattr(_loaded, _name)
del _module, _loaded, _name

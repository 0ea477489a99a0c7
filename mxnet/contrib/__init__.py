"""`mx.contrib`: what upstream called contributed; the operators are those of `mx.nd.contrib`.

Its parts are loaded when they are first used, since some build on Gluon, and Gluon on others of
them. What does not live here: operators.
"""

from .._core.lazy import lazily as _lazily

_MODULES = """
amp autograd io ndarray svrg_optimization symbol tensorboard text
""".split()

__getattr__, __dir__, __all__ = _lazily(__name__, _MODULES, {"nd": "ndarray", "sym": "symbol"})

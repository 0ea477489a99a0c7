"""`mx.contrib.sym`: the names of `mx.sym.contrib`, at their older place.

What does not live here: any function of its own.
"""

from ..symbol import contrib as _contrib


def __getattr__(name):
    made = globals()[name] = getattr(_contrib, name)
    return made


def __dir__():
    return dir(_contrib)

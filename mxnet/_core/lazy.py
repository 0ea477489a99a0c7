"""Names of a package that are loaded when they are first asked for.

What does not live here: which names those are; a package that is lazy lists its own.
"""

import sys
from importlib import import_module

__all__ = ["lazily"]


def lazily(package, modules=(), also=None, members=None):
    """The functions `__getattr__` and `__dir__` of a package, and the list of what it promises.

    Nothing is loaded by asking for a name that is not promised, so `hasattr` and all who probe
    modules are cheap. No lock is held beside those of Python's own import. `places` of the first
    function tells where each name is: `(module, None or the name in it)`.

    Parameters
    ----------
    package : str
        Its full name.
    modules : sequence of str
        Modules in it.
    also : dict of str to str, optional
        Further names of such modules.
    members : dict of str to sequence of str, optional
        Names that a module in it defines, by the module.

    Examples
    --------
    >>> getter, lister, names = lazily("mxnet", ["recordio"], also={"rec": "recordio"})
    >>> names, getter("rec").__name__
    (['rec', 'recordio'], 'mxnet.recordio')
    """
    places = {name: (name, None) for name in modules}
    places.update({name: (module, None) for name, module in (also or {}).items()})
    for module, names in (members or {}).items():
        places.update({name: (module, name) for name in names})

    def getter(name):
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = _loaded(package, name, *places[name])
        setattr(sys.modules[package], name, value)  # the next access does not come here
        return value

    def lister():
        return sorted({*vars(sys.modules[package]), *places})

    getter.places = places
    return getter, lister, sorted(places)


def _loaded(package, name, module, member):
    try:
        found = import_module(f"{package}.{module}")
        return getattr(found, member) if member else found
    except ImportError:
        raise
    except Exception as problem:
        # An AttributeError would say that there is no such name, and be swallowed by `hasattr`.
        raise ImportError(
            f"{package}.{name} cannot be loaded: {type(problem).__name__}: {problem}",
            name=f"{package}.{module}",
        ) from problem

"""Names of a package that are loaded when a program first uses one of them.

What does not live here: which names those are; a package that is lazy lists its own.
"""

import sys
import threading
from importlib import import_module
from types import FrameType

__all__ = ["lazily"]


def lazily(package, modules, light=(), also=None, members=None):
    """The functions `__getattr__` and `__dir__` of a package, and the list of what it promises.

    The first use of anything but a light module loads all modules, in their order, one thread at a
    time: from then on the package is as if it had never been lazy. Asking for a name that is not
    promised loads nothing, so `hasattr` and all who probe modules are cheap.

    Parameters
    ----------
    package : str
        Its full name.
    modules : sequence of str
        Modules in it.
    light : sequence of str
        Those of them that are loaded by themselves.
    also : dict of str to str, optional
        Further names of modules.
    members : dict of str to sequence of str, optional
        Names that a module in it defines, by the module.

    Examples
    --------
    >>> getter, lister, names = lazily("mxnet", ["recordio"], ["recordio"], {"rec": "recordio"})
    >>> names, getter("rec").__name__
    (['rec', 'recordio'], 'mxnet.recordio')
    """
    places = {name: (name, None) for name in modules}
    places.update({name: (module, None) for name, module in (also or {}).items()})
    for module, names in (members or {}).items():
        places.update({name: (module, name) for name in names})
    one_at_a_time, failures = threading.RLock(), []

    def load_all():
        with one_at_a_time:
            if failures:
                raise ImportError(
                    f"{package} could not be loaded when it was first used: {failures[0]} "
                    "Start Python anew once that is mended."
                ) from failures[0]
            try:
                for each in modules:
                    _loaded(package, each)
            except ImportError as problem:
                # What broke half-way, as torch, tells something else when it is loaded again.
                failures.append(problem)
                raise

    def getter(name):
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, member = places[name]
        # While the package's own modules import each other each gets what it asks for: all would be
        # too early. They do not wait either, since they hold locks of Python's import.
        if module not in light and not _asks_itself(package):
            load_all()
        value = _loaded(package, module)
        value = getattr(value, member) if member else value
        setattr(sys.modules[package], name, value)  # the next access does not come here
        return value

    def lister():
        return sorted({*vars(sys.modules[package]), *places})

    getter.places = places  # type: ignore[attr-defined]  # stubs are written from it
    return getter, lister, sorted(places)


def _asks_itself(package):
    """Whether code of the package itself asks for one of its names, by `from .. import name`."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None and frame.f_globals.get("__name__", "").startswith(package + ".")


def _loaded(package, module):
    try:
        return import_module(f"{package}.{module}")
    except ImportError:
        raise
    except Exception as problem:
        # An AttributeError would say that there is no such name, and be swallowed by `hasattr`.
        raise ImportError(
            f"{package}.{module} cannot be loaded: {type(problem).__name__}: {problem}",
            name=f"{package}.{module}",
        ) from problem

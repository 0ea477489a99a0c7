"""The operator test table: one module per family, each with a list ``ROWS``.

Table modules import NumPy and ``tests.ops.row`` alone.
"""

import importlib
import pkgutil


def family_names():
    """Return the names of all families, in alphabetical order."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__))


def load(family):
    """Return the rows of one family."""
    return importlib.import_module(f"{__name__}.{family}").ROWS

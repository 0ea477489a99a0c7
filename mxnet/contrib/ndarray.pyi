"""The names of `ndarray.contrib`, at their older place.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from ..ndarray.contrib import *  # noqa: F403

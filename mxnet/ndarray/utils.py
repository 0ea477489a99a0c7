"""`mx.nd.utils`: making, saving and loading arrays; the code is in the files beside this one."""

from .creation import array, empty, zeros
from .saving import load, load_frombuffer, save

__all__ = ["array", "empty", "load", "load_frombuffer", "save", "zeros"]

"""`mx.contrib.text`: counting words, and numbers for them.

What does not live here: anything but names.
"""

from . import utils, vocab

__all__ = ["utils", "vocab"]

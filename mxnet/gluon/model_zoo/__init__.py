"""Networks that others have designed, and trained parameters for them.

What does not live here: the networks, which are below by kind of data.
"""

from . import model_store, vision

__all__ = ["model_store", "vision"]

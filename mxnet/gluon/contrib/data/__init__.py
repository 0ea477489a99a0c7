"""`mx.gluon.contrib.data`: samplers and texts.

What does not live here: anything but names.
"""

from . import sampler, text
from .sampler import IntervalSampler

__all__ = ["IntervalSampler", "sampler", "text"]

"""`mx.contrib.amp`: mixed precision, half where that is faster and float32 where it matters.

What does not live here: the operators that cast (`amp_cast`, `amp_multicast`).
"""

from . import amp, lists, loss_scaler
from .amp import *  # noqa: F403
from .amp import convert_bucketing_module

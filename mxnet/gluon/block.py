"""`mx.gluon.block`: the kinds of blocks; the code is in the files beside this one.

What does not live here: that code.
"""

from ._block import Block
from ._hybrid import HybridBlock
from ._naming import BlockScope as _BlockScope  # noqa: F401  programs take it from here
from ._nested import flatten as _flatten  # noqa: F401  GluonTS does so
from ._nested import regroup as _regroup  # noqa: F401
from ._symbol_block import SymbolBlock

__all__ = ["Block", "HybridBlock", "SymbolBlock"]

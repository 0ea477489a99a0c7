"""The tables of operators by how they take lower precision, one module for each dtype."""

from . import symbol_bf16, symbol_fp16

__all__ = ["symbol_bf16", "symbol_fp16"]

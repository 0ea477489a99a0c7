"""Which storage the arrays of a graph's variables have, where a program does not say.

What does not live here: what operators do with storages (`ndarray/sparse_table.py`).
"""

from .._core.errors import MXNetError

__all__ = ["STORAGE", "NAMES", "storages", "gradient_storages"]

STORAGE = {"undefined": -1, "default": 0, "row_sparse": 1, "csr": 2}
NAMES = {number: name for name, number in STORAGE.items()}


def storages(variables, given):
    """`{node: storage}` by a dict of names, else by the `stype` that a variable was made with.

    Raises
    ------
    MXNetError
        A storage that there is not.
    """
    found = {}
    for node in variables:
        stype = given.get(node.name)
        if stype is None:
            text = node.attrs.get("__storage_type__", "0")
            stype = NAMES.get(int(text) if text.lstrip("-").isdigit() else None, text)
        if stype == "undefined":
            stype = "default"
        if stype not in STORAGE:
            raise MXNetError(f"variable {node.name!r}: there is no storage type {stype!r}")
        found[node] = stype
    return found


def gradient_storages(order, stypes):
    """`{node: storage}` of the gradients: row_sparse where every user of the variable gives such
    a gradient."""
    kinds = {}
    for node in order:
        for place, (source, _) in enumerate(node.inputs):
            if source in stypes:
                kinds.setdefault(source, set()).add(_gradient_of(node, place, stypes))
    few = {"row_sparse"}
    return {node: "row_sparse" if kinds.get(node) == few else "default" for node in stypes}


def _gradient_of(node, place, stypes):
    """The storage of one operator's gradient for one input."""
    name = node.op.name
    if place == 1 and name == "_contrib_SparseEmbedding":
        return "row_sparse"
    if place == 1 and name == "Embedding" and node.params().sparse_grad:
        return "row_sparse"
    if place == 1 and name == "dot":
        p = node.params()
        if stypes.get(node.inputs[0][0]) == "csr" and not p.transpose_a and not p.transpose_b:
            return "row_sparse"
    return "row_sparse" if name == "_square_sum" else "default"

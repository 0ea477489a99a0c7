"""How many outputs a node has, and their names.

What does not live here: the operators; an operator whose outputs depend on its attributes in a way
that its slots do not tell has its rule in `COUNTS`.
"""

from . import custom

__all__ = ["count", "visible", "names", "COUNTS"]

# Operators with as many outputs as their attributes say.
COUNTS = {
    "SliceChannel": lambda p: p.num_outputs,
    "_split_v2": lambda p: p.sections if p.sections > 0 else len(p.indices),
    "amp_multicast": lambda p: p.num_outputs,
    "_foreach": lambda p: p.num_outputs,
    "_while_loop": lambda p: p.num_outputs,
    "_cond": lambda p: p.num_outputs,
}

# Operators whose outputs 1.9.1 numbers, though each has a meaning.
NUMBERED = {"sort", "moments", "CTCLoss", "topk", "_sample_multinomial"}


def count(node):
    """All outputs of a node, those that no caller sees too."""
    if node.op is None:
        return 1
    if custom.is_custom(node.op):
        return len(custom.names(node)[1])
    op, p = node.op, node.params()
    if op.name in COUNTS:
        return COUNTS[op.name](p)
    if op.outputs and op.outputs[-1].variadic:
        return getattr(p, "num_weights", None) or getattr(p, "num_arrays", None) or 1
    if op.visible_count is not None:
        return op.visible_count(p)
    return len(op.outputs)


def visible(node):
    """The outputs of a node that a symbol shows."""
    if custom.is_custom(node.op):
        return count(node)
    return 1 if node.op is None else node.op.visible(node.params(), count(node))


def names(node):
    """The names of the visible outputs."""
    if node.op is None:
        return [node.name]
    if custom.is_custom(node.op):
        return [f"{node.name}_{each}" for each in custom.names(node)[1]]
    op, shown = node.op, visible(node)
    if node.subgraphs and shown == 1:
        return [f"{node.name}_output"]
    if (
        op.name in COUNTS
        or op.name in NUMBERED
        and not (shown == 1 and op.name in ("topk", "_sample_multinomial") and count(node) == 1)
    ):
        return [f"{node.name}_output{i}" for i in range(shown)]
    if op.outputs and op.outputs[-1].variadic:
        return [
            f"{node.name}_output{i}" if shown > 1 else f"{node.name}_output" for i in range(shown)
        ]
    return [f"{node.name}_{_word(op.outputs[i].name)}" for i in range(shown)]


def _word(name):
    return "output" if name == "out" else name

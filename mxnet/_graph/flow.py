"""Through which nodes gradients flow: from the outputs back to the variables that want one.

What does not live here: computing them.
"""

from .._core.errors import GradientError

__all__ = ["active_nodes", "takes_head_gradient"]


def active_nodes(order, heads, wanted):
    """The nodes that a gradient passes on its way from `heads` to the variables in `wanted`.

    Raises
    ------
    GradientError
        One of them has no gradient.
    """
    behind = set(wanted)
    for node in order:
        if node.op is not None and node.op.gradient != "zero":
            if any(n in behind for n, _ in node.inputs):
                behind.add(node)
    reached, active = {node for node, _ in heads}, set()
    for node in reversed(order):
        if node.op is None or node not in reached or node not in behind:
            continue
        if node.op.gradient == "none":
            raise GradientError(
                f"Operator {node.op.name} is non-differentiable because it has no gradient; node "
                f"{node.name!r} stands between an output and an argument whose gradient is wanted. "
                "Put stop_gradient behind it."
            )
        active.add(node)
        reached.update(n for n, _ in node.inputs)
    return active


def takes_head_gradient(node):
    """Whether the gradient of a node's output is asked of the caller; that of a loss is not."""
    op = node.op
    if op is None:
        return True
    if op.gradient != "yes" or op.traits & {"loss", "open"}:
        return False
    return not op.rules or any(kind in ("g", "gs") for r in op.rules for kind, _, _ in r.args)

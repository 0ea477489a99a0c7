"""`Block.summary`: a table of the blocks inside a network, with shapes and numbers of parameters.

What does not live here: drawing of graphs (`mx.viz`).
"""

from ..ndarray import NDArray

__all__ = ["print_summary"]

_WIDTH = 80
_RULE, _DOUBLE = "-" * _WIDTH, "=" * _WIDTH
_ROW = "{:>20}  {:>42} {:>15}"


def print_summary(block, inputs):
    """Run a block once and print what ran."""
    rows = [["Input", _shapes(inputs), 0, 0, 0]]
    seen = set()
    hooks = []
    try:
        block.apply(lambda each: _listen(each, rows, seen, hooks))
        block(*inputs)
        _print(rows)
    finally:
        for hook in hooks:
            hook.detach()


def _listen(each, rows, seen, hooks):
    if getattr(each, "_active", False):
        raise AssertionError(f'"{each.name}" must not be hybridized to print summary.')
    if each._summarized:
        hooks.append(each.register_forward_hook(lambda b, _, out: _add_row(b, out, rows, seen)))


def _add_row(block, out, rows, seen):
    """The row of a block that has just run."""
    total = trainable = shared = 0
    for param in block.params.values():
        size = param.data().size
        total += size
        trainable += 0 if param.grad_req == "null" else size
        if param in seen:
            shared += size
        seen.add(param)
    rows.append([f"{type(block).__name__}-{len(rows)}", _shapes(out), total, trainable, shared])


def _shapes(value):
    """The shapes of nested lists of arrays, as text; the outermost list has no brackets."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_nested(each)) for each in value)
    return str(_nested(value))


def _nested(value):
    if isinstance(value, NDArray):
        return value.shape
    if isinstance(value, (list, tuple)):
        return [_nested(each) for each in value]
    return value


def _print(rows):
    print(_RULE)
    print(_ROW.format("Layer (type)", "Output Shape", "Param #"))
    print(_DOUBLE)
    for name, shape, total, _, _ in rows:
        print(_ROW.format(name, shape, total))
    print(_DOUBLE)
    total, trainable, shared = (sum(row[i] for row in rows) for i in (2, 3, 4))
    print("Parameters in forward computation graph, duplicate included")
    print(f"   Total params: {total}")
    print(f"   Trainable params: {trainable}")
    print(f"   Non-trainable params: {total - trainable}")
    print(f"Shared params in forward computation graph: {shared}")
    print(f"Unique parameters in model: {total - shared}")
    print(_RULE)

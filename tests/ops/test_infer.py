"""Shape rules: true of what the operator does, and as telling as the reference's.

What an operator without an ``infer`` of its own needs is found by running it; nothing to test.
"""

import pytest

from mxnet._core import registry
from mxnet._core.shapes import Shapes, Unknown
from tests.ops import calls


def has_rule(case):
    """Tell whether the case calls an operator that has a shape rule."""
    op = registry.operators().get(case.row.name)
    return bool(op and op.infer and op.variadic is None and calls.is_generated(case.row))


@pytest.mark.samples(where=has_rule)
def test_shape_rule(case):
    check_shape_rule(case, registry.find(case.row.name))


def check_shape_rule(case, op):
    """Assert what follows from all inputs' shapes, and from the first one's alone."""
    names = slots(case, op)
    shapes = dict(zip(names, [each.shape for each in case.sample.inputs]))
    outputs = [each.name for each in op.outputs]
    results = dict(zip(outputs, [each.shape for each in case.expected()]))

    found = infer(case, op, {**dict.fromkeys(outputs), **shapes})
    for name, shape in results.items():
        assert found[name] in (None, shape), f"{name}: {found[name]}, not {shape}"

    first = {**dict.fromkeys([*outputs, *names]), **dict(list(shapes.items())[:1])}
    found = infer(case, op, first)
    recorded = dict(zip(names, (case.recorded or {}).get("inferred") or []))
    for name, shape in {**shapes, **results}.items():
        wanted = recorded.get(name)
        if wanted and None not in wanted:  # may be a default that the sample does not follow
            message = f"{name} follows from {names[0]}: {wanted}, not {found[name]}"
            assert found[name] == tuple(wanted), message
        elif not recorded:
            assert agrees(found[name], shape), f"{name} from {names[0]}: {found[name]}"


def infer(case, op, given):
    """Return what the rule makes of the given shapes, run until nothing changes."""
    attrs = {k: v for k, v in case.sample.attrs.items() if k in op.attrs}
    p = op.parse_dict(attrs, training=case.option("train") is not False)
    while True:
        shapes = Shapes(given)
        try:
            op.infer(p, shapes)
        except Unknown:
            pass
        found = {name: getattr(shapes, name).value for name in given}
        if found == given:
            return found
        given = found


def slots(case, op):
    """Return the slot names of the sample's inputs, in the order of `Sample.inputs`."""
    by_place = zip(op.names, case.sample.positional)
    return [name for name, each in by_place if each is not None] + list(case.sample.named)


def agrees(found, shape):
    """Tell whether a partial shape is compatible with a full one."""
    if found is None:
        return True
    return len(found) == len(shape) and all(a in (None, b) for a, b in zip(found, shape))

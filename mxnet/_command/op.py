"""`python -m mxnet op NAME`: what an operator is, from its block."""

from .._core import registry
from .._front import nd, sym

__all__ = ["add", "run", "told"]


def add(commands):
    """Declare the command."""
    command = commands.add_parser("op", help="show an operator: place, slots, attributes, rules")
    command.add_argument("name", help="any of its names, as FullyConnected")
    command.add_argument("--text", action="store_true", help="show the generated functions too")


def run(given):
    """The lines that describe an operator."""
    return told(registry.find(given.name), given.name, given.text)


def told(op, name, with_text=False):
    """The lines that describe an operator."""
    lines = [op.name, f"  defined in  {op.where[0]}:{op.where[1]}" if op.where else ""]
    lines += [f"  also        {', '.join(op.aliases)}"] if op.aliases else []
    lines += [f"  gradient    {op.gradient}; {_derived(op)}"]
    for title, slots in (("inputs", op.inputs), ("outputs", op.outputs)):
        lines += ["", title]
        lines += [f"  {_slot(slot):16} {' '.join(slot.doc.split())}" for slot in slots]
    if op.attrs:
        lines += ["", "attributes"]
    for key, attr in op.attrs.items():
        default = "required" if attr.required else f"default {attr.default!r}"
        lines.append(f"  {key:16} {attr.kind}, {default}. {attr.doc}".rstrip())
    if op.rules:
        lines += ["", "rules, and what each keeps"]
    for rule in op.rules:
        key = "_".join(op.inputs[i].name for i in rule.slots)
        lines.append(f"  d_{key:14} {_kept(op, rule)}")
    if with_text:
        lines += ["", nd.function_text(op, name), sym.function_text(op, name, name)]
    return lines


def _derived(op):
    if op.rules:
        return "by the rules below"
    return "by differentiating its forward" if op.gradient == "yes" else "no rules"


def _slot(slot):
    if slot.variadic:
        return f"*{slot.name}"
    optional = getattr(slot, "optional", False) or getattr(slot, "when", None)
    return f"{slot.name}?" if optional else slot.name


def _kept(op, rule):
    found = []
    for kind, i, mode in rule.args:
        if kind in ("in", "out"):
            name = (op.inputs if kind == "in" else op.outputs)[i].name
            only = f" for {op.inputs[mode].name}" if type(mode) is int else ""
            found.append(f"the form of {name}" if mode in ("like", "shape") else name + only)
    return ", ".join(found) or "nothing"

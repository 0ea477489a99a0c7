"""Gradient rules and what a tape node must keep for them.

A rule is a function `d_<slot>(F, p, ...)`, or `d_<slot>_<slot>...` for several slots that one
kernel serves together: it gives a tuple with an entry for each, None for those not in `wanted`.
Its remaining parameter names are input slots, output slots and cotangents (`g` for the first
output, `g_<output>` for a named one, `gs` for all of them, as where there is any number of
outputs), or `wanted`, the positions of the inputs whose cotangents are asked for.
*What a rule names is what the tape keeps*; a parameter annotated `Like` keeps shape
and dtype only, `For("weight")` too unless the cotangent of `weight` is wanted; `Maybe` lets a
cotangent be None.

What does not live here: the tape itself, or any rule.
"""

from collections.abc import Callable, Container

from .source import compile_source

__all__ = ["For", "Like", "Maybe", "Shape", "Rule", "Plan", "read_rule", "plan_for", "slots_of"]


DATALESS = ("like", "shape")


class Like:
    """The shape, dtype and device of an array, kept without its data."""

    __slots__ = ("shape", "dtype", "device")

    def __init__(self, value):
        self.shape, self.dtype, self.device = value.shape, value.dtype, value.device

    def __repr__(self):
        return f"Like({tuple(self.shape)}, {self.dtype})"


class Shape:
    """Annotation of a slot whose rule reads its shape only: it gets the shape itself."""


class For:
    """Annotation of a slot that is needed for the cotangent of `slot` alone; otherwise the rule
    gets a `Like`."""

    __slots__ = ("slot",)

    def __init__(self, slot):
        self.slot = slot


class Maybe:
    """Annotation of a cotangent that the rule takes as None when nothing arrived for it."""


class Every:
    """Contains every position."""

    __slots__ = ()

    def __contains__(self, position):
        return True


class Rule:
    """One derivative: the slots it is for, the function, and where each argument comes from.

    `args` is a tuple of `(kind, position, mode)`: kind `"in"`, `"out"`, `"g"` or `"gs"`; mode `""`,
    `"like"`, `"maybe"` or the position of the one slot that needs more than a `"like"`.
    """

    __slots__ = ("slots", "fn", "args")

    def __init__(self, slots, fn, args):
        self.slots, self.fn, self.args = slots, fn, args


def slots_of(key, inputs):
    """The positions that a rule's name is for: `d_data`, `d_data_weight`; None where it names
    something else."""
    rest, found = key[2:], []
    while rest:
        fits = [n for n in inputs if rest == n or rest.startswith(f"{n}_")]
        if not fits:
            return None
        name = max(fits, key=len)
        found.append(inputs.index(name))
        rest = rest[len(name) + 1 :]
    return tuple(found)


def read_rule(owner, slots, fn, inputs, outputs):
    """A Rule for the input positions `slots` from a function's parameter names."""
    code = fn.__code__
    names = code.co_varnames[2 : code.co_argcount]
    args = []
    for name in names:
        mode = _mode(fn.__annotations__.get(name), inputs)
        if name == "g":
            args.append(("g", 0, mode))
        elif name in ("gs", "wanted"):
            args.append((name, 0, mode))
        elif name in inputs:
            args.append(("in", inputs.index(name), mode))
        elif name in outputs:
            args.append(("out", outputs.index(name), mode))
        elif name.startswith("g_") and name[2:] in outputs:
            args.append(("g", outputs.index(name[2:]), mode))
        else:
            key = "_".join(inputs[i] for i in slots)
            raise TypeError(f"{owner}: rule d_{key} names {name!r}, which is no slot of it")
    return Rule(tuple(slots), fn, tuple(args))


def _mode(note, inputs):
    """What an annotation says of keeping its slot."""
    if note is None:
        return ""
    if isinstance(note, For):
        return inputs.index(note.slot)
    return (note if isinstance(note, str) else note.__name__).lower()


class Plan:
    """For one operator and one set of wanted inputs: what to keep and how to run the rules.

    Attributes
    ----------
    targets : tuple of int
        Input positions that `vjp` returns cotangents for, in order.
    keep : callable
        `(inputs, outputs) -> tuple` of what a node saves.
    save : callable
        `(inputs, outputs) -> (keep's tuple, its stamp)`.
    saved : tuple
        For every entry of that tuple `(kind, position)`, or None where only a `Like` is kept.
    stamp : callable
        `kept -> tuple` of the version counters of what is kept with its data.
    vjp : callable
        `(F, p, kept, gs) -> tuple` of cotangents.
    run : callable
        `(F, node, gs) -> tuple` of cotangents, or None where what the node kept was written to
        since.
    uses : container of int
        Positions of the outputs whose cotangents a rule reads and may not be None.
    """

    __slots__ = (
        "complete",
        "sources",
        "targets",
        "keep",
        "save",
        "saved",
        "stamp",
        "vjp",
        "run",
        "uses",
    )
    complete: bool
    sources: tuple
    targets: tuple
    keep: Callable
    save: Callable
    saved: tuple
    stamp: Callable
    vjp: Callable
    run: Callable
    uses: Container
    text: str


def plan_for(name, rules, wanted, arity, variadic, optional=()):
    """Build the Plan of an operator's `rules` for the input positions in `wanted`; inputs in
    `optional` may be None or a number."""
    first = variadic  # position of the variadic slot, or None
    chosen = [r for r in rules if _concerns(r, wanted, first)]
    sources, uses, joint, results = {}, set(), [], []
    for number, rule in enumerate(chosen):
        args = ["F", "p", *(_argument(a, sources, uses, first, wanted) for a in rule.args)]
        call = f"f{number}({', '.join(args)})"
        if len(rule.slots) > 1:
            joint.append(f"    j{number} = {call}")
            results += [f"j{number}[{at}]" for at, i in enumerate(rule.slots) if i in wanted]
        else:
            results.append(call if rule.slots != (first,) else f"*pick({call})")
    plan = Plan()
    plan.targets = tuple(i for r in chosen for i in _positions(r, wanted, first, arity))
    unpack = [f"    ({', '.join(sources.values())},) = kept"] if sources else []
    stamps = [_stamp(s, first, optional) for s in sources if s[2] not in DATALESS]
    versions = "".join(f"{s}, " for s in stamps)
    answer = f"({''.join(r + ', ' for r in results)})"
    lines = [
        "def keep(i, o):",
        f"    return ({''.join(_save(s, first) + ', ' for s in sources)})",
        "",
        "def stamp(kept):",
        *unpack,
        f"    return ({versions})",
        "",
        "def save(i, o):",
        f"    kept = ({''.join(_save(s, first) + ', ' for s in sources)})",
        *(unpack if versions else []),
        f"    return kept, ({versions})",
        "",
        "def vjp(F, p, kept, gs):",
        *unpack,
        *joint,
        f"    return {answer}",
        "",
        "def run(F, node, gs):",
        "    p, kept = node.p, node.kept",
        *unpack,
        *([f"    if {_changed(stamps)}:", "        return None"] if stamps else []),
        *joint,
        f"    return {answer}",
    ]
    text = "\n".join(lines) + "\n"
    picked = [i - (first or 0) for i in wanted if first is not None and i >= first]
    space = {f"f{number}": r.fn for number, r in enumerate(chosen)} | {
        "Like": Like,
        "pick": lambda grads: [grads[i] for i in picked],
    }
    compile_source(f"rules of {name} for {sorted(wanted)}", text, space)
    plan.keep, plan.save, plan.stamp, plan.vjp, plan.run = (
        space[n] for n in ("keep", "save", "stamp", "vjp", "run")
    )
    plan.uses = Every() if "all" in uses else frozenset(uses)
    plan.saved = tuple(None if mode in DATALESS else (kind, i) for kind, i, mode in sources)
    plan.sources, plan.complete = tuple(sources), set(plan.targets) == set(wanted)
    return plan


def _concerns(rule, wanted, first):
    many = rule.slots == (first,) and any(i >= first for i in wanted)
    return many or any(i in wanted for i in rule.slots)


def _positions(rule, wanted, first, arity):
    if rule.slots == (first,):
        return [i for i in range(first, arity) if i in wanted]
    return [i for i in rule.slots if i in wanted]


def _argument(arg, sources, uses, first, wanted):
    kind, i, mode = arg
    if kind == "wanted":
        return repr(tuple(wanted))
    if kind == "gs":
        uses.add("all")
        return "gs"
    if kind == "g":
        if mode != "maybe":
            uses.add(i)
        return f"gs[{i}]"
    if type(mode) is int:
        arg = kind, i, "" if mode in wanted else "like"
    return sources.setdefault(arg, f"{kind}{i}{arg[2]}")


def _save(source, first):
    kind, i, mode = source
    value = f"{kind[0]}[{i}{':' if kind == 'in' and i == first else ''}]"
    if mode == "shape":
        return f"[x.shape for x in {value}]" if kind == "in" and i == first else f"{value}.shape"
    if mode != "like":
        return value
    return f"[Like(x) for x in {value}]" if kind == "in" and i == first else f"Like({value})"


def _changed(stamps):
    """The test whether what a node kept was written to since; no tuple is made where it has few."""
    if len(stamps) > 2 or any(s.startswith("*") for s in stamps):
        return f"node.stamp != ({''.join(f'{s}, ' for s in stamps)})"
    return " or ".join(f"node.stamp[{i}] != {s}" for i, s in enumerate(stamps))


def _stamp(source, first, optional):
    kind, i, mode = source
    name = f"{kind}{i}{mode}"
    if kind == "in" and i == first:
        return f"*[x._version for x in {name}]"
    if kind == "in" and i in optional:
        return f"getattr({name}, '_version', None)"
    return f"{name}._version"

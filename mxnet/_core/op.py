"""The block form of an operator: slots, attributes, forward, rules, read once into a frozen record.

What does not live here: the table of all operators (`registry.py`), or any operator.
"""

import sys
import warnings
from math import copysign

from .attrs import REQUIRED, Attr, Null, dtype_word
from .errors import closest, operator_error
from .rules import Plan, plan_for, read_rule, slots_of

__all__ = ["In", "Aux", "Out", "Op", "read_block"]


class In:
    """An input slot.

    Parameters
    ----------
    doc : str
        Shape and meaning.
    when : callable, optional
        `p -> bool`: whether the attributes call for this input. Left out: always.
    optional : bool
        The caller may leave it out whatever the attributes say.
    dtype : str
        `"same"`: shares its dtype with the other `"same"` inputs, `"any"`: free, `"whole"`: free
        among integers, so that int32 is assumed of it where nothing tells.
    variadic : bool
        Any number of arrays; only the last slot may be.
    """

    aux = False

    def __init__(self, doc="", *, when=None, optional=False, dtype="same", variadic=False):
        self.name, self.doc, self.when, self.optional = None, doc, when, optional
        self.dtype, self.variadic = dtype, variadic


class Aux(In):
    """An auxiliary state: read by forward, replaced by what forward returns after the outputs."""

    aux = True

    def __init__(self, doc="", *, when=None, dtype="any"):
        super().__init__(doc, when=when, dtype=dtype)


class Out:
    """An output slot. `visible(p)` tells whether the caller sees it; `hidden` outputs never are."""

    def __init__(self, doc="", *, visible=None, hidden=False, variadic=False):
        self.name, self.doc, self.variadic = None, doc, variadic
        self.visible = (lambda p: False) if hidden else visible


class Op:
    """The frozen record of one operator. Made by `@op`, `@primitive` or a table row, never by hand.

    Attributes
    ----------
    name, aliases, doc, where
        Canonical name, other names, docstring, `(file, line)` of the block.
    inputs, outputs, attrs
        Tuples of slots, dict of attributes, in order.
    forward, infer, check
        `forward(F, p, *inputs)`; `infer(p, s)` or None; `check(p, *inputs)` or None.
    rules : tuple of Rule
        Empty where the forward is differentiated instead.
    gradient : str
        `"yes"`, `"zero"` (cotangents are zero) or `"none"` (asking raises).
    mode : bool
        Whether `p.training` is set from the state of autograd.
    random : bool
        Whether two calls differ.
    kernel : str or None
        Name of the primitive this operator is, when it is exactly one.
    """

    __slots__ = (
        "name", "aliases", "doc", "where", "inputs", "outputs", "attrs", "forward", "infer",
        "check", "rules", "gradient", "mode", "random", "kernel", "positions", "variadic", "aux",
        "traits", "Params", "count_attr", "any_count", "visible_count", "names", "listed",
        "copies", "writes", "_same", "_plans", "_parsed", "_floats", "_mutates",
    )  # fmt: skip

    def __init__(
        self,
        name,
        inputs,
        outputs,
        attrs,
        *,
        forward,
        rules=(),
        aliases=(),
        doc="",
        where=None,
        infer=None,
        check=None,
        gradient="yes",
        mode=False,
        random=False,
        kernel=None,
        traits=(),
        count_attr=None,
        visible_count=None,
        mutates=None,
        any_count=None,
    ):
        self.name, self.aliases, self.doc, self.where = name, tuple(aliases), doc, where
        self.inputs, self.outputs, self.attrs = tuple(inputs), tuple(outputs), dict(attrs)
        self.forward, self.infer, self.check, self.rules = forward, infer, check, tuple(rules)
        self.gradient, self.mode, self.random, self.kernel = gradient, mode, random, kernel
        self.traits, self.count_attr, self.visible_count = (
            frozenset(traits),
            count_attr,
            visible_count,
        )
        self.any_count = any_count
        self._mutates = mutates
        self.writes = mutates is not None or any(s.aux for s in self.inputs)
        self.copies = "view" in self.traits
        self.listed = bool(self.outputs and self.outputs[-1].variadic and "one" not in self.traits)
        self._same = tuple(s.dtype == "same" for s in self.inputs)
        self.names = tuple(s.name for s in self.inputs)
        self.positions = {s.name: i for i, s in enumerate(self.inputs)}
        self.variadic = next((i for i, s in enumerate(self.inputs) if s.variadic), None)
        self.aux = tuple(i for i, s in enumerate(self.inputs) if s.aux)
        self.Params = _params_class(self)
        self._plans, self._parsed = {}, {}
        self._floats = tuple(i for i, a in enumerate(self.attrs.values()) if a.floating)

    def __repr__(self):
        return f"<operator {self.name}>"

    def plan(self, wanted, arity) -> Plan:
        """The Plan for cotangents of the input positions `wanted` out of `arity` inputs."""
        key = (wanted, arity)
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = plan_for(
                self.name,
                self.rules,
                wanted,
                arity,
                self.variadic,
                [
                    i
                    for i, s in enumerate(self.inputs)
                    if s.optional or s.when or "primitive" in self.traits
                ],
            )
        return found

    def parse(self, values, training=False):
        """The checked attributes of one call, from values in the order of `attrs`; cached.

        Raises
        ------
        MXNetError
            A required attribute is missing or a value does not fit.
        """
        kinds = tuple(map(type, values))  # 1, 1.0 and True are one to a dict
        key = (values, training, kinds)
        try:
            found = self._parsed.get(key)
        except TypeError:  # a list among them
            return self._parse(values, training)
        if tuple in kinds and not all(map(_whole, values)):
            return self._parse(values, training)
        if found is None:
            if len(self._parsed) > 4096:
                self._parsed.clear()
            found = self._parse(values, training)
            found.zeros = tuple(i for i in self._floats if _zero(values[i]))
            if not (found.zeros and _negative(values, found.zeros)):
                self._parsed[key] = found
        elif found.zeros and _negative(values, found.zeros):  # to a dict, -0.0 is 0.0
            return self._parse(values, training)
        return found

    def parse_dict(self, given, training=False):
        """`parse` from a dict by name, as JSON and symbols give it; unknown names are refused.

        Not so by operators without attributes: files of 1.9.1 hold what those were given in vain.
        """
        for name in given if self.attrs else ():
            if name not in self.attrs:
                raise self.unknown(name)
        return self.parse(tuple(given.get(name, Null) for name in self.attrs), training)

    def refuse(self, keyword):
        """Refuse a keyword that is no input or attribute.

        Operators without attributes warn instead: 1.9.1 lets those be given anything, and programs
        came to give `zeros_like` a dtype.
        """
        if self.attrs:
            raise self.unknown(keyword)
        warnings.warn(
            f"{self.name} has no attributes: {keyword!r} is ignored, as by MXNet 1.9.1",
            stacklevel=4,
        )

    def unknown(self, keyword):
        """The error for a keyword that is no input or attribute."""
        known = [*self.positions, *self.attrs]
        return operator_error(
            self.name,
            f"unknown keyword {keyword!r}."
            f"{closest(keyword, known)} It takes {', '.join(known) or 'none'}.",
        )

    def present(self, p):
        """The input slots that the attributes `p` call for, in order."""
        return [s for s in self.inputs if s.when is None or s.when(p)]

    def visible(self, p, count):
        """How many of `count` outputs the caller sees."""
        if self.visible_count is not None:
            return self.visible_count(p)
        hidden = sum(1 for o in self.outputs if o.visible is not None and not o.visible(p))
        return max(min(1, count), count - hidden)

    def variadic_names(self, p, count):
        """The names of `count` or more inputs of an operator that takes any number of them.

        Raises
        ------
        MXNetError
            More inputs than the attribute that counts them says.
        """
        own = None if self.any_count is None else self.any_count(p)
        if own is None:
            wanted = getattr(p, self.count_attr, count) if self.count_attr else count
            fixed = [slot.name for slot in self.inputs[: self.variadic]]
            own = [*fixed, *(f"arg{i}" for i in range(wanted - len(fixed)))]
        if len(own) < count:
            raise self.miscounted(len(own), count)
        return own

    def miscounted(self, said, count):
        """The error for another number of inputs than an attribute says."""
        return operator_error(
            self.name, f"{self.count_attr}={said} expects {said} inputs, but {count} came."
        )

    def shares_dtype(self, count):
        """For each of `count` inputs whether its dtype must be that of the others so marked."""
        same = self._same
        return same if len(same) == count else same + same[-1:] * (count - len(same))

    def mutates(self, p, count):
        """Positions of the inputs (of `count`) that the last results of forward are written back
        to."""
        return self.aux if self._mutates is None else self._mutates(p, count)

    def _parse(self, values, training):
        p = self.Params()
        for (name, attr), value in zip(self.attrs.items(), values, strict=True):
            setattr(p, name, self._read(name, attr, value))
        if self.mode:
            p.training = training
        return p

    def _read(self, name, attr, value):
        if name == "dtype" and attr.choices and not (value is None and attr.default is None):
            value = dtype_word(value)
        if value is Null or (value is None and attr.default is None):
            if attr.default is REQUIRED:
                raise operator_error(
                    self.name, f"required attribute {name!r} ({attr.kind}) is missing."
                )
            return attr.default if attr.default is None else attr.parse(attr.default)
        try:
            return attr.read(value)
        except (ValueError, TypeError, OverflowError) as e:
            raise operator_error(
                self.name, f"attribute {name}={value!r} does not fit {attr.kind}: {e}."
            ) from None


def _whole(value):
    """Whether a tuple holds nothing that equals an int without being one."""
    return type(value) is not tuple or all(each is None or type(each) is int for each in value)


def _zero(value):
    if isinstance(value, (tuple, list)):
        return any(map(_zero, value))
    return isinstance(value, (int, float)) and value == 0


def _negative(values, places):
    """Whether one of the zeros at some places has a sign."""
    flat = [v for i in places for v in (values[i] if type(values[i]) is tuple else (values[i],))]
    return any(type(v) is not int and v == 0 and copysign(1, v) < 0 for v in flat)


class _Params:
    __slots__ = ("zeros",)  # which of the values given are zeros that may have a sign

    def __repr__(self):
        return ", ".join(f"{n}={getattr(self, n)!r}" for n in self.__slots__)

    def replace(self, **changes):
        """A copy with some values changed."""
        new = type(self)()
        for n in self.__slots__:
            setattr(new, n, changes[n] if n in changes else getattr(self, n))
        return new


def _params_class(op):
    fields = [*op.attrs, *(["training"] if op.mode else [])]
    return type(f"{op.name}Params", (_Params,), {"__slots__": tuple(fields)})


def read_block(
    cls, name, *, also=(), gradient=None, mode=False, random=False, traits=(), count_attr=None
):
    """Read a class body into an Op; see `docs/house.md`, "An operator is one block"."""
    inputs, outputs, attrs, functions = [], [], {}, {}
    for key, value in vars(cls).items():
        if isinstance(value, (In, Out)):
            value.name = key[:-1] if key.endswith("_") else key
            (inputs if isinstance(value, In) else outputs).append(value)
        elif isinstance(value, Attr):
            attrs[key[:-1] if key.endswith("_") else key] = value
        elif callable(value) and not key.startswith("__"):
            functions[key] = value
    names, outs = [s.name for s in inputs], [s.name for s in outputs]
    rules = []
    for key, f in functions.items():
        if key.startswith("d_"):
            slots = slots_of(key, names)
            if slots is None:
                raise TypeError(f"{name}: rule {key} is for no input of it")
            rules.append(read_rule(name, slots, f, names, outs))
    code = functions["forward"].__code__
    return Op(
        name,
        inputs,
        outputs,
        attrs,
        forward=functions["forward"],
        rules=rules,
        aliases=also,
        doc=cls.__doc__ or "",
        where=(code.co_filename, code.co_firstlineno),
        infer=functions.get("infer"),
        check=functions.get("check"),
        gradient=gradient or "yes",
        mode=mode,
        random=random,
        traits=traits,
        count_attr=count_attr,
        visible_count=functions.get("visible"),
        mutates=functions.get("mutates"),
        any_count=functions.get("any_count"),
    )


def caller_file(depth=2):
    """`(file, line)` of the code that calls the caller: where a table row stands."""
    frame = sys._getframe(depth)
    return frame.f_code.co_filename, frame.f_lineno

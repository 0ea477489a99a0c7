"""Partial shapes: what is known of the shapes of an operator's slots, and unifying two opinions of
one.

A shape is None (nothing known) or a tuple whose entries are sizes or None (that axis unknown).
What does not live here: the rule of any operator.
"""

from .errors import MXNetError

__all__ = ["Shapes", "Unknown", "unify"]


class Unknown(Exception):
    """A rule asked for a shape that is not known yet; it will be run again when more is."""


def unify(a, b, what="shape"):
    """The one shape that agrees with both.

    Raises
    ------
    MXNetError
        They differ in rank or in a known size.

    Examples
    --------
    >>> unify((2, None), (None, 3))
    (2, 3)
    """
    if a is None or b is None:
        return b if a is None else a
    if len(a) != len(b) or any(
        x is not None and y is not None and x != y for x, y in zip(a, b, strict=True)
    ):
        raise MXNetError(f"{what} {show(a)}, which does not agree with {show(b)}")
    return tuple(y if x is None else x for x, y in zip(a, b, strict=True))


def show(shape):
    """A shape as text, `?` for what is unknown."""
    if shape is None:
        return "unknown"
    inner = ", ".join("?" if n is None else str(n) for n in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


class Shape:
    """What is known of one slot."""

    __slots__ = ("name", "value")

    def __init__(self, name, value):
        self.name, self.value = name, value

    def known(self):
        """The full shape; stops the rule (to be run again later) while an axis is unknown."""
        if self.value is None or None in self.value:
            raise Unknown(self.name)
        return self.value

    def rank(self):
        """The number of axes; stops the rule while it is unknown."""
        if self.value is None:
            raise Unknown(self.name)
        return len(self.value)


class Shapes:
    """The shapes of all slots of one call, by name.

    Examples
    --------
    >>> s = Shapes({"data": (2, 3), "weight": None})
    >>> s.unify(weight=(5, 3))
    >>> s.weight.known()
    (5, 3)
    """

    def __init__(self, given):
        self._slots = {name: Shape(name, value) for name, value in given.items()}

    def __getattr__(self, name):
        try:
            return self.__dict__["_slots"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __contains__(self, name):
        return name in self._slots

    def unify(self, **opinions):
        """Merge what a rule says of slots with what is known; slots that are absent are passed
        over."""
        for name, shape in opinions.items():
            slot = self._slots.get(name)
            if slot is None:
                continue
            try:
                slot.value = unify(slot.value, shape)
            except MXNetError:
                others = ", ".join(
                    f"{n} {show(s.value)}"
                    for n, s in self._slots.items()
                    if n != name and s.value is not None
                )
                raise MXNetError(
                    f"{name} has shape {show(slot.value)}; {others} needs {show(shape)}."
                ) from None

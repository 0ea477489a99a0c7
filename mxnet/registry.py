"""Registries of classes by name: what `mx.init.create("xavier")` and its like look things up in.

What does not live here: the operators' registry (`_core/registry.py`).
"""

import json
import warnings

from ._core.errors import closest

__all__ = ["get_registry", "get_register_func", "get_alias_func", "get_create_func"]

_registries: dict[type, dict[str, type]] = {}


def get_registry(base_class):
    """A copy of what is registered under a base class.

    Parameters
    ----------
    base_class : type

    Returns
    -------
    dict of str to type

    Examples
    --------
    >>> class Shape: pass
    >>> get_registry(Shape)
    {}
    """
    return dict(_registries.setdefault(base_class, {}))


def get_register_func(base_class, nickname):
    """A decorator that registers subclasses of `base_class`.

    Parameters
    ----------
    base_class : type
    nickname : str
        What such a thing is called in messages.

    Returns
    -------
    callable
        `register(klass, name=None)`; the name is the class's in lower case if left out.

    Raises
    ------
    AssertionError
        By the decorator, for a class that is no subclass.

    Examples
    --------
    >>> class Shape: pass
    >>> register = get_register_func(Shape, "shape")
    >>> @register
    ... class Circle(Shape): pass
    >>> get_registry(Shape)["circle"].__name__
    'Circle'
    """
    known = _registries.setdefault(base_class, {})

    def register(klass, name=None):
        if not (isinstance(klass, type) and issubclass(klass, base_class)):
            raise AssertionError(
                f"Can only register subclass of {base_class.__name__}; got {klass!r}"
            )
        key = (name or klass.__name__).lower()
        if key in known and known[key] is not klass:
            warnings.warn(
                f"New {nickname} {klass.__module__}.{klass.__name__} registered with name {key} is "
                f"overriding existing {nickname} {known[key].__module__}.{known[key].__name__}",
                UserWarning,
                stacklevel=2,
            )
        known[key] = klass
        return klass

    register.__doc__ = f"Register a {nickname} under its lower-case name."
    return register


def get_alias_func(base_class, nickname):
    """A decorator factory that registers subclasses under further names.

    Parameters
    ----------
    base_class : type
    nickname : str

    Returns
    -------
    callable
        `alias(*names)`, a decorator.

    Examples
    --------
    >>> class Shape: pass
    >>> @get_alias_func(Shape, "shape")("round", "disc")
    ... class Circle(Shape): pass
    >>> sorted(get_registry(Shape))
    ['disc', 'round']
    """
    register = get_register_func(base_class, nickname)

    def alias(*aliases):
        def mark(klass):
            for name in aliases:
                register(klass, name)
            return klass

        return mark

    alias.__doc__ = f"Register a {nickname} under several names."
    return alias


def get_create_func(base_class, nickname):
    """A function that makes instances by name.

    Parameters
    ----------
    base_class : type
    nickname : str

    Returns
    -------
    callable
        `create(name, *args, **kwargs)`, where the name may be an instance (returned as it is), a
        name, a dict with the name under `nickname`, or JSON text: `["name", {...}]` or such a dict.

    Raises
    ------
    AssertionError
        By `create`, for a name that is not registered or arguments beside an instance.

    Examples
    --------
    >>> class Shape: pass
    >>> @get_register_func(Shape, "shape")
    ... class Circle(Shape):
    ...     def __init__(self, r=1): self.r = r
    >>> get_create_func(Shape, "shape")('["circle", {"r": 3}]').r
    3
    """
    known = _registries.setdefault(base_class, {})

    def create(*args, **kwargs):
        name, args = (args[0], args[1:]) if args else (kwargs.pop(nickname), ())
        if isinstance(name, base_class):
            if args or kwargs:
                raise AssertionError(
                    f"{nickname} is already an instance. Additional arguments are invalid"
                )
            return name
        if isinstance(name, dict):
            return create(**name)
        if not isinstance(name, str):
            raise AssertionError(f"{nickname} must be of string type; got {name!r}")
        if name.startswith("["):
            if args or kwargs:
                raise AssertionError(
                    f"{nickname} is given as JSON; additional arguments are invalid"
                )
            name, kwargs = json.loads(name)
            return create(name, **kwargs)
        if name.startswith("{"):
            if args or kwargs:
                raise AssertionError(
                    f"{nickname} is given as JSON; additional arguments are invalid"
                )
            return create(**json.loads(name))
        if name.lower() not in known:
            raise AssertionError(
                f"{name} is not registered. Please register with {nickname}.register first."
                f"{closest(name.lower(), known)}"
            )
        return known[name.lower()](*args, **kwargs)

    create.__doc__ = f"Make a {nickname} by its name, or return an instance as it is."
    return create

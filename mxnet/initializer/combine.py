"""What chooses among initializers: saved arrays first, or patterns of names.

What does not live here: initializers that fill arrays themselves.
"""

import re

from ..ndarray import load
from .base import logger

__all__ = ["Load", "Mixed"]


class Load:
    """Start from saved arrays; what is not among them goes to another initializer.

    Parameters
    ----------
    param : str or dict of str to NDArray
        A file of `nd.save`, or its content; `arg:` and `aux:` before names are dropped.
    default_init : callable, optional
    verbose : bool
        Log where every parameter came from.

    Raises
    ------
    AssertionError
        When called: another shape than the saved one, or a name that is not there and no default.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2,))
    >>> Load({"arg:fc_weight": mx.nd.ones((2,))})("fc_weight", w)
    >>> w.asnumpy().tolist()
    [1.0, 1.0]
    """

    def __init__(self, param, default_init=None, verbose=False):
        if isinstance(param, str):
            param = load(param)
        if not isinstance(param, dict):
            raise AssertionError("Load needs a dict of names to arrays, or a file that holds one")
        self.param = {re.sub(r"^(arg|aux):", "", name): arr for name, arr in param.items()}
        self.default_init, self.verbose = default_init, verbose

    def __call__(self, name, arr):
        if name in self.param:
            saved = self.param[name]
            if arr.shape != saved.shape:
                raise AssertionError(
                    f"Parameter {name} cannot be initialized from loading. Shape mismatch, target "
                    f"{arr.shape} vs loaded {saved.shape}"
                )
            arr[:] = saved
        elif self.default_init is None:
            raise AssertionError(
                f"Cannot Initialize {name}. Not found in loaded param and no default Initializer "
                f"is "
                "provided."
            )
        else:
            self.default_init(name, arr)
        if self.verbose:
            logger.info(
                "Initialized %s by %s", name, "loading" if name in self.param else "default"
            )


class Mixed:
    """Several initializers, chosen by regular expressions on the name; the first that matches.

    Parameters
    ----------
    patterns : list of str
    initializers : list of Initializer

    Raises
    ------
    ValueError
        When called: no pattern matches the name.

    Examples
    --------
    >>> import mxnet as mx
    >>> b = mx.nd.ones((2,))
    >>> Mixed(["bias", ".*"], [Zero(), Uniform(0.1)])("fc_bias", b)
    >>> b.asnumpy().tolist()
    [0.0, 0.0]
    """

    def __init__(self, patterns, initializers):
        if len(patterns) != len(initializers):
            raise AssertionError(
                f"Mixed has {len(patterns)} patterns and {len(initializers)} initializers"
            )
        self.map = list(zip([re.compile(p) for p in patterns], initializers, strict=True))

    def __call__(self, name, arr):
        for pattern, init in self.map:
            if pattern.match(name):
                init(name, arr)
                return
        raise ValueError(
            f'Parameter name {name} did not match any pattern. Consider adding a ".*" pattern at '
            f"the "
            "end with a default Initializer."
        )

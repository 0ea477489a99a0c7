"""The base of all initializers: a name's ending decides which rule fills the array.

What does not live here: any particular way to fill (`filled.py`, `scaled.py`, `fused.py`).
"""

import json
import logging
import math
import re

from .. import random, registry
from ..ndarray import array

__all__ = ["InitDesc", "Initializer", "alias", "create", "register"]

logger = logging.getLogger(__name__)


class InitDesc(str):
    """A parameter's name together with its variable's attributes.

    Parameters
    ----------
    name : str
    attrs : dict of str to str, optional
        Attributes of the variable; `__init__` names an initializer of its own.
    global_init : Initializer, optional
        What initializers that hold others fall back to.

    Examples
    --------
    >>> InitDesc("fc_weight", {"__init__": "zeros"}).attrs
    {'__init__': 'zeros'}
    """

    def __new__(cls, name, attrs=None, global_init=None):
        self = super().__new__(cls, name)
        self.attrs = attrs or {}
        self.global_init = global_init
        return self


class Initializer:
    """Base of all initializers: dispatches on the name and can print itself.

    Parameters
    ----------
    **kwargs
        What `dumps` prints; the constructor's own arguments.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.init.Normal(0.8).dumps()
    '["normal", {"sigma": 0.8}]'
    """

    def __init__(self, **kwargs):
        self._kwargs = kwargs
        self._verbose, self._print_func = False, None

    def set_verbosity(self, verbose=False, print_func=None):
        """Log, for every parameter, what `print_func(array)` says of it.

        Parameters
        ----------
        verbose : bool
        print_func : callable, optional
            NDArray to str; the root mean square if left out.

        Returns
        -------
        Initializer
            Itself.
        """
        self._verbose = verbose
        self._print_func = print_func or (lambda x: str(x.norm().asscalar() / math.sqrt(x.size)))
        return self

    def dumps(self):
        """JSON text `[name, arguments]` that `create` reads.

        Returns
        -------
        str
        """
        return json.dumps([type(self).__name__.lower(), self._kwargs])

    def __eq__(self, other):
        return type(other) is type(self) and self._kwargs == other._kwargs

    __hash__ = None

    def __call__(self, desc, arr):
        """Initialize `arr` as the parameter that `desc` names.

        Parameters
        ----------
        desc : InitDesc or str
        arr : NDArray

        Raises
        ------
        ValueError
            No rule fits the name.
        TypeError
            The name is not a string.
        """
        if not isinstance(desc, str):
            raise TypeError("name must be string")
        own = getattr(desc, "attrs", {}).get("__init__")
        if isinstance(desc, InitDesc) and desc.global_init is None:
            desc.global_init = self
        if own:
            create(own)._init_weight(desc, arr)
            self._tell(desc, own, arr)
            return
        kind = self._kind(desc)
        getattr(self, f"_init_{kind}")(desc, arr)
        self._tell(desc, kind, arr)

    def _kind(self, name):
        own = _OF_DESCRIPTIONS if isinstance(name, InitDesc) else _OF_PLAIN_NAMES
        for pattern, kind in own + _PATTERNS:
            if re.search(pattern, name):
                return kind
        return "default"

    def _tell(self, desc, how, arr):
        if self._verbose and self._print_func:
            logger.info("Initialized %s as %s: %s", desc, how, self._print_func(arr))

    def _init_bilinear(self, name, arr):
        create("bilinear")._init_weight(name, arr)

    def _init_loc_bias(self, name, arr):
        if arr.shape != (6,):
            raise AssertionError(f"{name} has shape {arr.shape}; an affine map needs (6,)")
        arr[:] = array([1.0, 0, 0, 0, 1.0, 0])

    def _init_quantized_weight(self, _, arr):
        arr[:] = random.randint(-127, 127, shape=arr.shape, ctx=arr.context)

    def _init_quantized_bias(self, _, arr):
        arr[:] = 0.0

    def _init_zero(self, _, arr):
        arr[:] = 0.0

    def _init_one(self, _, arr):
        arr[:] = 1.0

    def _init_bias(self, _, arr):
        arr[:] = 0.0

    def _init_gamma(self, _, arr):
        arr[:] = 1.0

    def _init_beta(self, _, arr):
        arr[:] = 0.0

    def _init_weight(self, name, arr):
        raise NotImplementedError(f"{type(self).__name__} must write _init_weight(self, name, arr)")

    def _init_default(self, name, _):
        raise ValueError(
            f"Unknown initialization pattern for {name}. Names that end in weight, bias, gamma, "
            f"beta, moving_mean, "
            "moving_var, running_mean, running_var, moving_avg, min or max have a rule; give "
            "others their own with "
            "mx.sym.Variable(init=mx.init.*) or Parameter(init=...)."
        )


# The first pattern that fits decides. Some hold for names alone, others for an InitDesc.
_OF_PLAIN_NAMES = (
    (r"^upsampling", "bilinear"),
    (r"^stn_loc.*weight$", "zero"),
    (r"^stn_loc.*bias$", "loc_bias"),
)
_OF_DESCRIPTIONS = (
    (r"weight_quantize$", "quantized_weight"),
    (r"bias_quantize$", "quantized_bias"),
)
_PATTERNS = (
    (r"weight$", "weight"),
    (r"bias$", "bias"),
    (r"gamma$", "gamma"),
    (r"beta$", "beta"),
    (r"(moving|running)_mean$", "zero"),
    (r"(moving|running)_var$", "one"),
    (r"moving_inv_var$", "zero"),
    (r"moving_avg$", "zero"),
    (r"min$", "zero"),
    (r"max$", "one"),
)

register = registry.get_register_func(Initializer, "initializer")
alias = registry.get_alias_func(Initializer, "initializer")
create = registry.get_create_func(Initializer, "initializer")

"""ParameterDict: the parameters of a network, or of a part of one, by name.

What does not live here: what a parameter does (`_parameter.py`).
"""

import numpy as np

from .. import initializer
from .._core.dtypes import to_name
from ..ndarray import NDArray, load, save
from ._constant import Constant
from ._parameter import Parameter
from ._text import brief, indented

__all__ = ["ParameterDict"]

_UNIFORM = initializer.Uniform()


class ParameterDict:
    """Parameters by name, which all begin with one prefix.

    Parameters
    ----------
    prefix : str
        Goes before the names that `get` is given.
    shared : ParameterDict, optional
        Where `get` looks before it makes a new parameter.

    Examples
    --------
    >>> import mxnet as mx
    >>> params = mx.gluon.ParameterDict("net_")
    >>> params.get("weight", shape=(2, 3))
    Parameter net_weight (shape=(2, 3), dtype=<class 'numpy.float32'>)
    >>> list(params.keys())
    ['net_weight']
    """

    __module__ = "mxnet.gluon.parameter"

    def __init__(self, prefix="", shared=None):
        self._prefix, self._shared = prefix, shared
        self._params = {}

    def __repr__(self):
        inner = "\n".join(indented(f"  {each}", 2) for each in self.values())
        return f"{self._prefix + ' ' if self._prefix else ''}(\n{inner}\n)"

    def __getitem__(self, key):
        return self._params[key]

    def __iter__(self):
        return iter(self._params)

    def __len__(self):
        return len(self._params)

    def __contains__(self, name):
        return name in self._params

    def items(self):
        """Pairs of name and parameter, in the order in which they came."""
        return self._params.items()

    def keys(self):
        """The names."""
        return self._params.keys()

    def values(self):
        """The parameters."""
        return self._params.values()

    @property
    def prefix(self):
        """What goes before the names that `get` is given."""
        return self._prefix

    # ------------------------------------------------------------------------- members

    def _found(self, name):
        """A parameter of this set, or of the shared one, which then joins this one; else None."""
        if name not in self._params and self._shared is not None:
            lent = self._shared._found(name)
            if lent is not None:
                self._params[name] = lent
        return self._params.get(name)

    def get(self, name, **kwargs):
        """The parameter of a name, made if it is not there.

        Parameters
        ----------
        name : str
            Without the prefix.
        **kwargs
            What `Parameter` takes. One that is there must agree with it, and learns what it does
            not know yet.

        Returns
        -------
        Parameter

        Raises
        ------
        AssertionError
            The parameter is there and does not agree.

        Examples
        --------
        >>> import mxnet as mx
        >>> params = mx.gluon.ParameterDict()
        >>> params.get("w", shape=(2, 0)) is params.get("w", shape=(0, 3))
        True
        >>> params["w"].shape
        (2, 3)
        """
        name = self._prefix + name
        param = self._found(name)
        if param is None:
            param = self._params[name] = Parameter(name, **kwargs)
            return param
        for key, value in kwargs.items():
            _agree(param, key, value)
        return param

    def get_constant(self, name, value=None):
        """The constant of a name, made of `value` if it is not there.

        Parameters
        ----------
        name : str
            Without the prefix.
        value : array_like, optional

        Returns
        -------
        Constant

        Raises
        ------
        KeyError
            It is not there, and there is no value to make it of.
        AssertionError
            It is there with another value, or is no constant.
        """
        name = self._prefix + name
        param = self._found(name)
        if param is None:
            if value is None:
                raise KeyError(
                    f"No constant named '{name}'. Please specify value if you want to create a "
                    "new constant."
                )
            param = self._params[name] = Constant(name, value)
        elif value is not None:
            if not isinstance(param, Constant):
                raise AssertionError(f"Parameter '{name}' already exists but it is not a constant.")
            given = value.asnumpy() if isinstance(value, NDArray) else np.asarray(value)
            if param.shape != given.shape or not (param.value.asnumpy() == given).all():
                raise AssertionError(
                    f"Constant '{name}' already exists but it's value doesn't match new value"
                )
        return param

    def update(self, other):
        """Take in the parameters of another set.

        Parameters
        ----------
        other : ParameterDict or dict

        Raises
        ------
        AssertionError
            The sets have different parameters of one name.
        """
        for name, param in other.items():
            if self._params.get(name, param) is not param:
                raise AssertionError(
                    "Cannot update self with other because they have different Parameters with "
                    f"the same name '{name}'"
                )
        self._params.update(other.items())

    # ---------------------------------------------------------------------------- all

    def initialize(self, init=_UNIFORM, ctx=None, verbose=False, force_reinit=False):
        """`Parameter.initialize` of all; `init` is for those without an initializer of their own.

        Parameters
        ----------
        init : Initializer
            `mx.init.Uniform()` if left out.
        ctx : Context or list of Context, optional
        verbose : bool
            Log how each was filled.
        force_reinit : bool
        """
        if verbose:
            init.set_verbosity(verbose=verbose)
        for param in self.values():
            param.initialize(None, ctx, init, force_reinit=force_reinit)

    def zero_grad(self):
        """Set all gradients to zero."""
        for param in self.values():
            param.zero_grad()

    def reset_ctx(self, ctx):
        """Move all to other contexts."""
        for param in self.values():
            param.reset_ctx(ctx)

    def list_ctx(self):
        """Every context that some parameter is on."""
        return list(dict.fromkeys(ctx for param in self.values() for ctx in param.list_ctx()))

    def setattr(self, name, value):
        """Set an attribute of all, such as `grad_req`.

        Examples
        --------
        >>> import mxnet as mx
        >>> params = mx.gluon.ParameterDict()
        >>> w = params.get("w", shape=(1,))
        >>> params.setattr("grad_req", "null")
        >>> w.grad_req
        'null'
        """
        for param in self.values():
            setattr(param, name, value)

    # -------------------------------------------------------------------------- files

    def save(self, filename, strip_prefix=""):
        """Write all to a file of `mx.nd.save`.

        Parameters
        ----------
        filename : str
        strip_prefix : str
            Taken off the names; all must begin with it.

        Raises
        ------
        ValueError
            A name does not begin with `strip_prefix`.
        """
        arrays = {}
        for param in self.values():
            if not param.name.startswith(strip_prefix):
                raise ValueError(
                    f"Prefix '{strip_prefix}' is to be striped before saving, but Parameter's name "
                    f"'{param.name}' does not start with '{strip_prefix}'. this may be due to your "
                    "Block shares parameters from other Blocks or you forgot to use 'with "
                    "name_scope()' when creating child blocks."
                )
            arrays[param.name[len(strip_prefix) :]] = param._reduce()
        save(filename, arrays)

    def load(
        self,
        filename,
        ctx=None,
        allow_missing=False,
        ignore_extra=False,
        restore_prefix="",
        cast_dtype=False,
        dtype_source="current",
    ):
        """Read all from a file of `save`; see `load_dict`."""
        self._refuse_other_prefix(restore_prefix)
        self.load_dict(
            load(filename), ctx, allow_missing, ignore_extra, restore_prefix, filename,
            cast_dtype, dtype_source,
        )  # fmt: skip

    def load_dict(
        self,
        param_dict,
        ctx=None,
        allow_missing=False,
        ignore_extra=False,
        restore_prefix="",
        filename=None,
        cast_dtype=False,
        dtype_source="current",
    ):
        """Take over saved arrays.

        Parameters
        ----------
        param_dict : dict of str to NDArray
            `arg:` and `aux:` before names are dropped.
        ctx : Context or list of Context, optional
            Where parameters go that are not initialized.
        allow_missing : bool
            Whether parameters may stay as they are.
        ignore_extra : bool
            Whether arrays may belong to no parameter.
        restore_prefix : str
            Put before every name.
        filename : str, optional
            For messages.
        cast_dtype : bool
            Whether dtypes may differ.
        dtype_source : str
            Which one then holds: `"current"`, the parameter's, or `"saved"`.

        Raises
        ------
        AssertionError
            A parameter is missing, an array is no parameter's, or shape or dtype do not agree.
        """
        self._refuse_other_prefix(restore_prefix)
        source = f"file: {filename}" if filename else "param_dict"
        arrays = {restore_prefix + _plain(name): x for name, x in _pairs(param_dict, source)}
        if not allow_missing:
            for name in self.keys():
                if name not in arrays:
                    raise AssertionError(
                        f"Parameter '{name[len(restore_prefix) :]}' is missing in {source}, which "
                        f"contains parameters: {brief(arrays)}. Please make sure source and target "
                        "networks have the same prefix."
                    )
        for name, x in arrays.items():
            if name in self._params:
                self._params[name]._load_init(x, ctx, cast_dtype, dtype_source)
            elif not ignore_extra:
                raise AssertionError(
                    f"Parameter '{name[len(restore_prefix) :]}' loaded from {source} is not "
                    f"present in ParameterDict, choices are: {brief(self.keys())}. Set "
                    "ignore_extra to True to ignore. Please make sure source and target networks "
                    "have the same prefix."
                )

    def _refuse_other_prefix(self, restore_prefix):
        for name in self.keys() if restore_prefix else ():
            if not name.startswith(restore_prefix):
                raise AssertionError(
                    f"restore_prefix is '{restore_prefix}' but Parameters name '{name}' does not "
                    f"start with '{restore_prefix}'."
                )


def _plain(name):
    return name[4:] if name.startswith(("arg:", "aux:")) else name


def _pairs(arrays, source):
    if isinstance(arrays, dict):
        return arrays.items()
    if any(isinstance(each, NDArray) for each in arrays):
        raise AssertionError(
            f"{source} holds a list of arrays without names, so no parameter can be found in it."
        )
    return arrays


def _agree(param, key, value):
    """Hold an attribute that `get` was given against the parameter's, or set it there."""
    own = getattr(param, key, None)
    if own is None:
        setattr(param, key, value)
        return
    if key == "shape":
        value = (value,) if isinstance(value, int) else value
        merged = None if value is None else _merged(own, value)
        if merged is not None:
            param._shape = merged
            return
    elif key == "dtype" and value is not None and to_name(value) == to_name(own):
        return
    if value is not None and value != own:
        raise AssertionError(
            f"Cannot retrieve Parameter '{param.name}' because desired attribute does not match "
            f"with stored for attribute '{key}': desired '{value}' vs stored '{own}'."
        )


def _merged(own, other):
    """What two shapes together know; None where they contradict each other."""
    if len(own) != len(other):
        return None
    pairs = list(zip(own, other, strict=True))
    if any(a != b and a > 0 and b > 0 for a, b in pairs):
        return None
    return tuple(a if a > 0 else b for a, b in pairs)

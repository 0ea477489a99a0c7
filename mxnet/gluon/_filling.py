"""The part of `Parameter` that makes its arrays and fills them: by an initializer, at once or when
the shape is known, or from saved arrays.

What does not live here: reading files (`_saving.py`).
"""

import warnings

from .. import autograd, initializer
from .._core import dtypes
from ..context import cpu
from ..ndarray import zeros as zero_array
from ._waiting import contexts_of, epoch, untraced
from .utils import shape_is_known

__all__ = ["UNIFORM", "Filling"]

UNIFORM = initializer.Uniform()


class Filling:
    """Making and filling the arrays of a parameter."""

    def initialize(self, init=None, ctx=None, default_init=UNIFORM, force_reinit=False):
        """Make the arrays and fill them; later, where the shape is not known yet.

        Parameters
        ----------
        init : Initializer or str, optional
            Goes before the parameter's own `init`, which goes before `default_init`.
        ctx : Context or list of Context, optional
            Where the arrays go, one to each; the current context if left out.
        default_init : Initializer or str
        force_reinit : bool
            Start over, where the parameter is initialized already.

        Raises
        ------
        ValueError
            The shape is not known, and may not come later.

        Examples
        --------
        >>> import mxnet as mx
        >>> w = mx.gluon.Parameter("w", shape=(2,))
        >>> w.initialize(ctx=[mx.cpu(0), mx.cpu(1)])
        >>> w.list_ctx()
        [cpu(0), cpu(1)]
        """
        if self._arrays is not None and not force_reinit:
            warnings.warn(
                f"Parameter '{self.name}' is already initialized, ignoring. "
                "Set force_reinit=True to re-initialize.",
                stacklevel=2,
            )
            return
        self._data = self._grad = None
        if init is None:
            init = default_init if self.init is None else self.init
        self._deferred_init = (init, contexts_of(ctx), default_init, None)
        if shape_is_known(self.shape):
            self._finish_deferred_init()
        elif not self._allow_deferred_init:
            self._deferred_init = ()
            raise ValueError(
                f"Cannot initialize Parameter '{self.name}' because it has invalid shape: "
                f"{self.shape}."
            )

    def _finish_deferred_init(self):
        """Make and fill the arrays now that the shape is known, if that is still to be done."""
        if not self._deferred_init:
            return
        if not shape_is_known(self.shape):
            raise AssertionError(
                f"Cannot initialize Parameter '{self.name}' because it has invalid shape: "
                f"{self.shape}. Please specify in_units, in_channels, etc for `Block`s."
            )
        init, contexts, default_init, data = self._deferred_init
        self._deferred_init = ()
        with untraced():
            if data is None:
                data = zero_array(self.shape, dtype=self.dtype, ctx=cpu())
                initializer.create(default_init)(
                    initializer.InitDesc(self.name, {"__init__": init}), data
                )
            self._init_impl(data, contexts)

    def _stored(self, data):
        """An array in this parameter's storage."""
        return data if data.stype == self._stype else data.tostype(self._stype)

    def _init_impl(self, data, contexts):
        """Copy an array to every device, and give the copies gradients."""
        data = self._stored(data)
        self._ctx_list = list(contexts)
        self._data = [data.copyto(ctx) for ctx in self._ctx_list]
        self._init_grad()

    def _init_grad(self):
        """Make the arrays variables of autograd, as `grad_req` says."""
        if self._grad_req == "null":
            self._grad = None
            return
        for x in self._arrays:
            x.attach_grad(self._grad_req, self._grad_stype)
        self._grad = [x.grad for x in self._arrays]
        epoch.now += 1  # the gradients are others too

    def _load_init(self, data, ctx, cast_dtype=False, dtype_source="current"):
        """Take over a saved array."""
        if dtype_source not in ("current", "saved"):
            raise AssertionError("dtype_source must be 'current' or 'saved'")
        if self.shape:
            self._take_saved_shape(data.shape)
        if self.dtype:
            data = self._with_one_dtype(data, cast_dtype, dtype_source)
        contexts = None if ctx is None else contexts_of(ctx)
        known = self.list_ctx() if self._arrays is not None or self._deferred_init else None
        if contexts is not None and known is not None and set(contexts) != set(known):
            raise AssertionError(
                f"Failed to load Parameter '{self.name}' on {contexts} because it was previous "
                f"initialized on {known}."
            )
        if self._arrays is None:
            with autograd.pause():
                self._init_impl(data, known or contexts or [cpu()])
        else:
            self.set_data(data)
        self._deferred_init = ()

    def _take_saved_shape(self, saved):
        if len(self.shape) != len(saved) or not all(
            own in (0, -1, other) for own, other in zip(self.shape, saved, strict=True)
        ):
            raise AssertionError(
                f"Failed loading Parameter '{self.name}' from saved params: shape incompatible "
                f"expected {self.shape} vs saved {saved}"
            )
        self.shape = tuple(saved)

    def _with_one_dtype(self, data, cast_dtype, dtype_source):
        """The saved array in this parameter's dtype, or this parameter in the saved one's."""
        own = dtypes.to_name(self.dtype)
        saved = dtypes.to_name(data.dtype)
        if own == saved:
            return data
        if not cast_dtype:
            raise AssertionError(
                f"Failed loading Parameter '{self.name}' from saved params: dtype incompatible "
                f"expected {own} vs saved {saved}. Set cast_dtype=True to cast the dtype of saved "
                "params."
            )
        if dtype_source == "saved":
            self.dtype = data.dtype
            return data
        return data.astype(self.dtype)

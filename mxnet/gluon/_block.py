"""Block: a part of a network, with parameters and other parts inside it.

What does not live here: graphs (`_hybrid.py`), files (`_saving.py`), names (`_naming.py`).
"""

import re
import warnings

from .. import initializer
from ._naming import BlockScope, named
from ._parameter import Parameter
from ._parameter_dict import ParameterDict
from ._saving import Saving
from ._summary import print_summary
from ._text import html, indented
from .utils import HookHandle

__all__ = ["Block"]

_UNIFORM = initializer.Uniform()


class Block(Saving):
    """A part of a network: a function of arrays, with parameters and other blocks inside it.

    Subclasses write `forward`. Blocks and parameters that are set as attributes belong to the
    block.

    Parameters
    ----------
    prefix : str, optional
        Goes before the names of parameters and inner blocks; made of the class's name if left out.
    params : ParameterDict, optional
        Parameters of another block, to share those of the same name.

    Examples
    --------
    >>> import mxnet as mx
    >>> class Shift(mx.gluon.Block):
    ...     def __init__(self, **kwargs):
    ...         super().__init__(**kwargs)
    ...         with self.name_scope():
    ...             self.by = self.params.get("by", shape=(1,), init="ones")
    ...     def forward(self, x):
    ...         return x + self.by.data()
    >>> net = Shift(prefix="shift_")
    >>> net.initialize()
    >>> net(mx.nd.zeros((1,))).asscalar().item()
    1.0
    """

    __module__ = "mxnet.gluon.block"

    _summarized = True  # whether `summary` gives a row to this kind of block

    def __init__(self, prefix=None, params=None):
        self._empty_prefix = prefix == ""
        self._prefix, self._params = named(prefix, params, self._alias())
        self._name = self._prefix[:-1] if self._prefix.endswith("_") else self._prefix
        self._scope = BlockScope(self)
        self._children = {}
        self._reg_params = {}
        self._forward_hooks = {}
        self._forward_pre_hooks = {}

    def __repr__(self):
        inner = "\n".join(
            f"  ({key}): {indented(repr(block), 2)}"
            for key, block in self.__dict__.items()
            if isinstance(block, Block)
        )
        return f"{type(self).__name__}(\n{inner}\n)"

    def _repr_html_(self):
        return html(self)

    def __setattr__(self, name, value):
        known = self.__dict__.get(name)
        if isinstance(known, (Parameter, Block)) and not isinstance(value, type(known)):
            raise TypeError(
                f"Changing attribute type for {name} from {type(known)} to {type(value)}"
                "is not allowed."
            )
        if isinstance(value, Block):
            self.register_child(value, name)
        elif isinstance(value, Parameter):
            if name in self._reg_params:
                raise AssertionError(
                    f"Overriding Parameter attribute {name} is not allowed. If you want to share "
                    "parameters between blocks, please set 'params' at Block construction instead."
                )
            self._reg_params[name] = value
        object.__setattr__(self, name, value)

    def _alias(self):
        """What automatic names of this kind of block are made of."""
        return type(self).__name__.lower()

    # ------------------------------------------------------------------------- parts

    @property
    def prefix(self):
        """What goes before the names of parameters and inner blocks."""
        return self._prefix

    @property
    def name(self):
        """The prefix without its underscore at the end."""
        return self._name

    @property
    def params(self):
        """This block's own parameters, without those of inner blocks."""
        return self._params

    def name_scope(self):
        """A scope in which the names of new blocks and parameters begin with this one's prefix.

        Examples
        --------
        >>> import mxnet as mx
        >>> net = mx.gluon.Block(prefix="net_")
        >>> with net.name_scope():
        ...     inner = mx.gluon.Block()
        >>> inner.prefix
        'net_block0_'
        """
        return self._scope

    def register_child(self, block, name=None):
        """Make a block a part of this one, as setting it as an attribute does.

        Parameters
        ----------
        block : Block
        name : str, optional
            Its number if left out.
        """
        self._children[str(len(self._children)) if name is None else name] = block

    def apply(self, fn):
        """Call `fn` on every block inside, and last on this one.

        Returns
        -------
        Block
            This block.

        Examples
        --------
        >>> import mxnet as mx
        >>> net = mx.gluon.Block(prefix="net_").apply(lambda block: print(block.name))
        net
        """
        for child in self._children.values():
            child.apply(fn)
        fn(self)
        return self

    def collect_params(self, select=None):
        """The parameters of this block and all blocks inside it.

        Parameters
        ----------
        select : str, optional
            A regular expression; only names that begin with a match are taken.

        Returns
        -------
        ParameterDict

        Examples
        --------
        >>> import mxnet as mx
        >>> net = mx.gluon.Block(prefix="net_")
        >>> for name in ("weight", "bias"):
        ...     param = net.params.get(name, shape=(1,))
        >>> list(net.collect_params(".*bias|.*beta").keys())
        ['net_bias']
        """
        found = ParameterDict(self._params.prefix)
        matches = re.compile(select).match if select else None
        self._collect(found, matches)
        return found

    def _collect(self, found, matches):
        """Put the parameters of this block, then of its parts, into a set."""
        self._warn_of_containers()
        own = self.params
        if matches:
            own = {name: param for name, param in own.items() if matches(name)}
        found.update(own)
        for child in self._children.values():
            child._collect(found, matches)

    def _warn_of_containers(self):
        """Warn of blocks in lists and dicts, which do not belong to this block."""
        inner = list(self._children.values())
        for name, value in self.__dict__.items():
            if name.startswith("__") or name in _OWN_CONTAINERS:
                continue
            if isinstance(value, (list, tuple, dict)) and any(
                all(block is not each for each in inner) for block in _blocks_in(value)
            ):
                warnings.warn(
                    f'"{type(self).__name__}.{name}" is an unregistered container with Blocks. '
                    "Note that Blocks inside the list, tuple or dict will not be registered "
                    "automatically. Make sure to register them using register_child() or "
                    "switching to nn.Sequential/nn.HybridSequential instead. ",
                    stacklevel=4,
                )

    def _collect_params_with_prefix(self, prefix=""):
        """Parameters by the path of attributes that leads to them: `body.0.weight`."""
        if prefix:
            prefix += "."
        found = {prefix + name: param for name, param in self._reg_params.items()}
        for name, child in self._children.items():
            found.update(child._collect_params_with_prefix(prefix + name))
        return found

    # ------------------------------------------------------------------------ changing

    def initialize(self, init=_UNIFORM, ctx=None, verbose=False, force_reinit=False):
        """Initialize the parameters of this block and all blocks inside it.

        Parameters
        ----------
        init : Initializer
            For parameters that have none of their own.
        ctx : Context or list of Context, optional
        verbose : bool
            Log how each was filled.
        force_reinit : bool
            Start over, where some are initialized already.
        """
        self.collect_params().initialize(init, ctx, verbose, force_reinit)

    def hybridize(self, active=True, **kwargs):
        """Run the hybrid blocks inside as compiled graphs; see `HybridBlock.hybridize`."""
        for child in self._children.values():
            child.hybridize(active, **kwargs)

    def cast(self, dtype):
        """Convert the parameters to another type.

        Parameters
        ----------
        dtype : str or type
        """
        for child in self._children.values():
            child.cast(dtype)
        for param in self.params.values():
            param.cast(dtype)

    # ------------------------------------------------------------------------- calling

    def __call__(self, *args):
        """The outputs of `forward`, with the hooks before and after it."""
        if self._forward_pre_hooks:
            self._tell_before(args)
        out = self.forward(*args)
        if self._forward_hooks:
            self._tell_after(args, out)
        return out

    def _tell_before(self, args):
        for hook in tuple(self._forward_pre_hooks.values()):
            hook(self, args)

    def _tell_after(self, args, out):
        for hook in tuple(self._forward_hooks.values()):
            hook(self, args, out)

    def forward(self, *args):
        """Compute the outputs; for subclasses to write.

        Parameters
        ----------
        *args : NDArray
        """
        raise NotImplementedError(f"{type(self).__name__} must write forward(self, ...)")

    def register_forward_pre_hook(self, hook):
        """Call `hook(block, inputs)` before every `forward`.

        Returns
        -------
        HookHandle
            Its `detach()` takes the hook off.
        """
        handle = HookHandle()
        handle.attach(self._forward_pre_hooks, hook)
        return handle

    def register_forward_hook(self, hook):
        """Call `hook(block, inputs, outputs)` after every `forward`.

        Returns
        -------
        HookHandle

        Examples
        --------
        >>> import mxnet as mx
        >>> net = mx.gluon.nn.Dense(2)
        >>> net.initialize()
        >>> handle = net.register_forward_hook(lambda block, args, out: print(out.shape))
        >>> out = net(mx.nd.ones((1, 3)))
        (1, 2)
        """
        handle = HookHandle()
        handle.attach(self._forward_hooks, hook)
        return handle

    def register_op_hook(self, callback, monitor_all=False):
        """Call `callback(name, operator, array)` for what operators of hybrid blocks compute.

        Parameters
        ----------
        callback : callable
        monitor_all : bool
            For the inputs of operators too.
        """
        for child in self._children.values():
            child.register_op_hook(callback, monitor_all)

    def summary(self, *inputs):
        """Print the shapes and the number of parameters of all blocks inside, for some inputs.

        Parameters
        ----------
        *inputs : NDArray

        Raises
        ------
        AssertionError
            A block inside is hybridized.
        """
        print_summary(self, inputs)


_OWN_CONTAINERS = {"_children", "_reg_params", "_forward_hooks", "_forward_pre_hooks"}


def _blocks_in(value):
    """The blocks in nested lists, tuples and dicts."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, Block):
            yield each
        elif isinstance(each, (list, tuple)):
            stack.extend(each)
        elif isinstance(each, dict):
            stack.extend(each.values())

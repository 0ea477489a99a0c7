"""The part of `Symbol` that answers for shapes and dtypes; reads and writes them as 1.9.1 does.

An unknown axis is 0 and an unknown shape `()`; under `np_shape` they are -1 and None. What does not
live here: how shapes follow from each other (`_graph/infer.py`).
"""

import warnings
from operator import index

import numpy as np

from .._core import dtypes
from .._core.attrs import parse_tuple
from .._core.errors import MXNetError
from .._graph.infer import Inference
from .._graph.ir import arguments_and_states, topological
from .._graph.opening import read_zeros_by
from ..util import is_np_shape
from .entries import Entries

__all__ = ["Inferring", "known_shapes", "known_dtypes"]

read_zeros_by(is_np_shape)


class Inferring(Entries):
    """Shapes and dtypes of a graph."""

    __slots__ = ()

    def infer_shape(self, *args, **kwargs):
        """The shapes of arguments, outputs and auxiliary states, from those of some arguments.

        Parameters
        ----------
        *args : tuple or None
            Shapes in the order of `list_arguments`; None for unknown ones.
        **kwargs : tuple
            Or shapes by name. 0 stands for an unknown axis.

        Returns
        -------
        arg_shapes, out_shapes, aux_shapes : list of tuple
            All None, with a warning, where the shapes given do not decide them.

        Raises
        ------
        MXNetError
            Two shapes contradict each other, or a name is no variable.

        Examples
        --------
        >>> import mxnet as mx
        >>> net = mx.sym.FullyConnected(mx.sym.var("x"), num_hidden=3, name="fc")
        >>> net.infer_shape(x=(2, 5))
        ([(2, 5), (3, 5), (3,)], [(2, 3)], [])
        """
        found = self._shapes(args, kwargs)
        if all(shape is not None and None not in shape for group in found for shape in group):
            return tuple(list(map(tuple, group)) for group in found)
        self._warn_of("shape", "(0s in shape means unknown dimensions)", found[0])
        return None, None, None

    def infer_shape_partial(self, *args, **kwargs):
        """`infer_shape` that returns what is known, with 0 for the axes that are not."""
        return tuple([_told(shape) for shape in group] for group in self._shapes(args, kwargs))

    def infer_type(self, *args, **kwargs):
        """The types of arguments, outputs and auxiliary states, from those of some arguments.

        Parameters and the form of the result are as of `infer_shape`, with NumPy types.
        """
        found = self._types(args, kwargs)
        if all(kind is not None for group in found for kind in group):
            return found
        self._warn_of("type", "", found[0])
        return None, None, None

    def infer_type_partial(self, *args, **kwargs):
        """`infer_type` that returns what is known, with None for what is not."""
        return self._types(args, kwargs)

    # --------------------------------------------------------------------------------

    def _shapes(self, args, kwargs):
        order = topological(self._entries)
        given = _by_name(self, order, args, kwargs, "shape")
        for name, shape in given.items():
            if not isinstance(shape, (tuple, list)):
                raise TypeError(
                    f"Arguments need to be shapes (tuple), but '{name}' is {type(shape)}."
                )
        shapes = known_shapes(order, {name: _read(shape) for name, shape in given.items()})
        found = Inference(self._entries, shapes, known_dtypes(order, {}), order).run_shapes()
        return self._grouped(order, found.shapes)

    def _types(self, args, kwargs):
        order = topological(self._entries)
        given = _by_name(self, order, args, kwargs, "type")
        kinds = known_dtypes(
            order,
            {
                name: dtypes.to_name(np.dtype(kind) if not isinstance(kind, str) else kind)
                for name, kind in given.items()
            },
        )
        found = Inference(self._entries, {}, kinds, order).run_dtypes()
        return tuple(
            [None if name is None else dtypes.to_numpy(name) for name in group]
            for group in self._grouped(order, found.dtypes)
        )

    def _grouped(self, order, table):
        arguments, states = arguments_and_states(order)
        return (
            [table[node][0] for node in arguments],
            [table[node][i] for node, i in self._entries],
            [table[node][0] for node in states],
        )

    def _warn_of(self, what, note, values):
        lines = [
            f"\t{name}: {_told(value) if what == 'shape' else value}"
            for name, value in zip(self.list_arguments(), values, strict=True)
            if value is None or (what == "shape" and None in value)
        ]
        warnings.warn(
            f"Cannot decide {what} for the following arguments {note}. Consider providing them as "
            "input:\n" + "\n".join(lines[:10]),
            stacklevel=3,
        )


def _by_name(symbol, order, args, kwargs, what):
    if args and kwargs:
        raise ValueError(
            f"Can only specify known argument {what}s either by positional or kwargs way."
        )
    if args:
        names = symbol.list_arguments()
        if len(args) > len(names):
            raise MXNetError(
                f"infer_{what}: {len(args)} {what}s came for {len(names)} arguments: "
                f"{', '.join(names)}"
            )
        return {name: each for name, each in zip(names, args, strict=False) if each is not None}
    known = {node.name for node in order if node.op is None}
    for name in kwargs:
        if name not in known:
            raise MXNetError(
                f"infer_{what}: keyword argument name {name} not found. Candidate arguments: "
                f"{', '.join(sorted(known))}"
            )
    return {name: each for name, each in kwargs.items() if each is not None}


def known_shapes(order, given):
    """`{node: shape}` of the variables: what is given by name, else what their attributes say."""
    found = {}
    for node in order:
        if node.op is None:
            shape = given.get(node.name)
            if shape is None and "__shape__" in node.attrs:
                shape = _read(_parsed(node))
            if shape is not None:
                found[node] = shape
    return found


def _parsed(node):
    text = node.attrs["__shape__"].strip()
    if text.isdigit():  # var("bias", shape=1), as of one axis
        return (int(text),)
    try:
        return tuple(int(size) for size in parse_tuple(text))
    except (ValueError, TypeError):
        raise MXNetError(
            f"{node.name}: its shape {node.attrs['__shape__']!r} is no tuple of sizes"
        ) from None


def known_dtypes(order, given):
    """`{node: dtype}` of the variables: what is given by name, else what their attributes say."""
    found = {}
    for node in order:
        if node.op is None:
            flag = node.attrs.get("__dtype__")
            if node.name in given:
                found[node] = given[node.name]
            elif flag is not None and flag.lstrip("-").isdigit() and int(flag) in dtypes.NAMES:
                found[node] = dtypes.NAMES[int(flag)]
    return found


def _read(shape):
    """A shape as a program gives it, with None for what is unknown."""
    sizes = [None if size is None else index(size) for size in shape]  # no 4.5, no "4"
    if is_np_shape():
        return tuple(None if size == -1 else size for size in sizes)
    return tuple(None if size in (0, -1) else size for size in sizes) or None


def _told(shape):
    """A partial shape as 1.9.1 tells it."""
    if is_np_shape():
        return None if shape is None else tuple(-1 if size is None else size for size in shape)
    return () if shape is None else tuple(size or 0 for size in shape)

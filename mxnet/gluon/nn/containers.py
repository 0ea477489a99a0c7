"""Blocks that hold others and run them one after the other.

What does not live here: running them side by side, which `gluon.contrib.nn` does.
"""

import warnings

from ..block import Block, HybridBlock

__all__ = ["Sequential", "HybridSequential"]


class _Stack:
    """What both kinds of `Sequential` share: children by number."""

    _summarized = False

    def __init__(self, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)

    def add(self, *blocks):
        """Append blocks, each of which gets the output of the one before it.

        Parameters
        ----------
        *blocks : Block
            A `HybridSequential` takes no other than `HybridBlock`.
        """
        for block in blocks:
            self.register_child(block)

    def _through(self, x):
        """Return what comes out behind the last child when `x` enters the first."""
        for block in self._children.values():
            x = block(x)
        return x

    def __repr__(self):
        lines = [
            f"  ({name}): " + repr(block).replace("\n", "\n  ")
            for name, block in self._children.items()
        ]
        return "{}(\n{}\n)".format(type(self).__name__, "\n".join(lines))

    def __getitem__(self, key):
        found = list(self._children.values())[key]
        if not isinstance(key, slice):
            return found
        part = type(self)(prefix=self._prefix)  # the same blocks, under the same name
        with part.name_scope():
            part.add(*found)
        return part

    def __len__(self):
        return len(self._children)


class Sequential(_Stack, Block):
    """Blocks in a row: each gets the output of the one before it.

    Parameters
    ----------
    prefix : str, optional
        Stands before the names of blocks made within its `name_scope()`.
    params : ParameterDict, optional
        Parameters to share.

    Examples
    --------
    >>> net = mx.gluon.nn.Sequential()
    >>> net.add(mx.gluon.nn.Dense(4, activation="relu"), mx.gluon.nn.Dense(2))
    >>> net.initialize()
    >>> net(mx.nd.ones((8, 3))).shape, len(net), net[1].name[:5]
    ((8, 2), 2, 'dense')
    """

    def forward(self, x):
        return self._through(x)

    def hybridize(self, active=True, **kwargs):
        """Compile the children, each for itself.

        A `HybridSequential` compiles all of them as one program, which is faster.
        """
        if self._children and all(isinstance(c, HybridBlock) for c in self._children.values()):
            warnings.warn(
                f"All children of this Sequential layer '{self.prefix}' are HybridBlocks. "
                "Consider using HybridSequential for the best performance.",
                stacklevel=2,
            )
        super().hybridize(active, **kwargs)


class HybridSequential(_Stack, HybridBlock):
    """Hybrid blocks in a row, that `hybridize()` compiles as one program.

    Parameters
    ----------
    prefix, params
        As those of `Sequential`.

    Examples
    --------
    >>> net = mx.gluon.nn.HybridSequential()
    >>> net.add(mx.gluon.nn.Dense(4, in_units=3), mx.gluon.nn.Activation("relu"))
    >>> net.initialize()
    >>> net.hybridize()
    >>> net(mx.nd.ones((8, 3))).shape
    (8, 4)
    >>> net
    HybridSequential(
      (0): Dense(3 -> 4, linear)
      (1): Activation(relu)
    )
    """

    def hybrid_forward(self, F, x):
        return self._through(x)

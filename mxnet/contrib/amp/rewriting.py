"""A graph with casts put in, node by node, inputs before users.

What does not live here: which operator is of which kind (`tables.py`), parameters.
"""

from ..._core import registry
from ..._graph import outputs
from ..._graph.ir import Node, topological
from ..._ops import cast as _cast  # noqa: F401  the operators of casting

__all__ = ["rewritten"]

WIDE = "float32"

# Operators whose outputs 1.9.1 has names for; it numbers the others in the names of casts.
_NAMED = set(
    """
Activation BatchNorm BatchNorm_v1 BilinearSampler Concat Convolution Convolution_v1 Correlation
Crop Custom Deconvolution Dropout FullyConnected GridGenerator GroupNorm
IdentityAttachKLSparseReg InstanceNorm L2Normalization LRN LayerNorm LeakyReLU MakeLoss Pad Pooling
Pooling_v1 RNN ROIPooling SVMOutput SequenceLast SequenceMask SequenceReverse SliceChannel
SoftmaxActivation SoftmaxOutput SpatialTransformer SwapAxis UpSampling
_contrib_DeformableConvolution _contrib_SyncBatchNorm _contrib_index_array _rnn_param_concat
elemwise_add elemwise_div elemwise_mul elemwise_sub make_loss softmax softmin
""".split()
)


def rewritten(heads, choice, excluded=(), movable=()):
    """Entries of a new graph.

    Parameters
    ----------
    heads : list of (Node, int)
    choice : Choice
    excluded : set of str
        Names of nodes that stay in float32.
    movable : set of str
        Variables that may become lower precision themselves, in place of a cast.
    """
    writer = Rewriter(choice, set(excluded), set(movable))
    for node in topological(heads):
        writer.visit(node)
    return [writer.as_dtype((writer.made[n], i), WIDE) for n, i in heads]


class Rewriter:
    """The new nodes so far, and what is known of their outputs' dtypes.

    Attributes
    ----------
    known : dict of (Node, int) to str
        New entries whose dtype is certain.
    casts : dict of (Node, int, str)
        Casts that are there already, or what needs none.
    """

    def __init__(self, choice, excluded, movable):
        self.choice, self.excluded, self.movable = choice, excluded, movable
        self.made, self.known, self.casts = {}, {}, {}

    def visit(self, node):
        """Make the node's twin."""
        new = Node(node.op, node.name, dict(node.attrs), (), node.subgraphs)
        entries = [(self.made[n], i) for n, i in node.inputs]
        self.made[node] = new
        if node.op is None:
            return
        kind = self._kind(node)
        states = set(node.mutated())
        new.inputs = getattr(self, f"_{kind}")(entries, states) if kind else entries
        self._learn(node, new, kind)

    def _kind(self, node):
        if node.name in self.excluded:
            return "fp32"
        p = node.params()
        return self.choice.kind(
            node.op.name, lambda key: node.attrs.get(key, str(getattr(p, key, "")))
        )

    def _target(self, entries, states):
        low = self.choice.dtype
        return [e if i in states else self.as_dtype(e, low) for i, e in enumerate(entries)]

    def _fp32(self, entries, states):
        """A variable stays: its own dtype is the caller's business, float32 by itself."""
        return [
            e if i in states or e[0].op is None else self.as_dtype(e, WIDE)
            for i, e in enumerate(entries)
        ]

    def _widest(self, entries, states):
        low = self.choice.dtype
        kinds = {self.known.get(e) for e in entries}
        if kinds <= {WIDE, low}:
            return [self.as_dtype(e, WIDE if WIDE in kinds else low) for e in entries]
        if all(self._is(e, low) or (*e, low) in self.casts for e in entries):
            return [self.as_dtype(e, low) for e in entries]
        first = self._label(entries[0])
        attrs = {"num_outputs": str(len(entries))}
        cast = Node(registry.find("amp_multicast"), f"{first}_amp_multicast", attrs, entries)
        return [(cast, i) for i in range(len(entries))]

    def _learn(self, node, new, kind):
        """Note what dtype the outputs have, where that is certain."""
        # A layer's dtype is that of its data; parameters follow it or are float32 anyway.
        inputs = new.inputs[:1] if node.op.name in _NAMED and kind is None else new.inputs
        kinds = {self.known.get(e) for e in inputs}
        dtype = {"target": self.choice.dtype, "fp32": WIDE}.get(kind)
        if dtype is None and len(kinds) == 1:
            (dtype,) = kinds
            given = node.attrs.get("dtype")
            if dtype is not None and given in (WIDE, self.choice.dtype):
                dtype = given
        if dtype is not None:
            for i in range(outputs.count(new)):
                self.known[new, i] = dtype

    def _is(self, entry, dtype):
        return self.known.get(entry) == dtype

    def as_dtype(self, entry, dtype):
        """The entry in a dtype, by a cast if it is not known to have it."""
        if self._is(entry, dtype):
            return entry
        found = self.casts.get((*entry, dtype))
        if found is None and dtype != WIDE and entry[0].op is None:
            if entry[0].name in self.movable:
                found = self.casts[(*entry, dtype)] = entry
        if found is None:
            name = f"{self._label(entry)}_amp_cast_{dtype}"
            cast = Node(registry.find("amp_cast"), name, {"dtype": dtype}, [entry])
            found = self.casts[(*entry, dtype)] = cast, 0
            self.known[found] = dtype
        return found

    @staticmethod
    def _label(entry):
        node, i = entry
        if node.op is None:
            return node.name
        names = outputs.names(node)
        named = node.op.name in _NAMED and i < len(names)
        return names[i] if named else f"{node.name}_{i}"

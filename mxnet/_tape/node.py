"""What the tape is made of: a node per recorded operator, a leaf per marked variable."""

import itertools

__all__ = ["Node", "Leaf", "Origin", "next_seq"]

next_seq = itertools.count(-1, -1).__next__


class Node:
    """One recorded call.

    Attributes
    ----------
    op, p
        The operator and its attributes.
    parents, slots : tuple
        For every input the node it came from (None: no gradient wanted) and which output of it.
    plan, kept, stamp
        The rules to run, what they need, and the versions of it when it was kept. Of a freed node
        `kept` is None and `stamp` the `seq` of that time.
    likes : tuple or None
        Shape and dtype of every output, where there are several.
    seq : int
        Smaller than that of every parent: counted down, so that a heap gives the newest node first.
    ctx
        The context of the results.
    origin : Origin or None
        The public operator this node is the last piece of.
    hooks : list or None
        Functions of a cotangent.
    where : tuple or None
        `(file, line, function)` of the recording program, when anomaly detection is on.
    """

    __slots__ = (
        "op",
        "p",
        "parents",
        "slots",
        "plan",
        "kept",
        "stamp",
        "likes",
        "hooks",
        "seq",
        "ctx",
        "__dict__",
        "__weakref__",
    )

    origin = where = None  # rare, so they take no slot

    def __init__(self, op, p, parents, slots, plan, kept, stamp, likes, ctx):
        self.op = op
        self.p = p
        self.parents = parents
        self.slots = slots
        self.plan = plan
        self.kept = kept
        self.stamp = stamp
        self.likes, self.hooks = likes, None
        self.ctx = ctx
        self.seq = next_seq()


class Leaf:
    """A marked variable: the end of a path back, with the sink its gradient goes to.

    `fresh` tells whether a gradient arrived since somebody last set it to False.
    """

    __slots__ = ("sink", "seq", "hooks", "fresh", "__weakref__")

    op = likes = None
    kept = ()  # never freed

    def __init__(self, sink):
        self.sink, self.seq, self.hooks, self.fresh = sink, next_seq(), None, False


class Origin:
    """The public operator that a run of inner nodes stands for, for `get_symbol`."""

    __slots__ = ("op", "p", "parents", "slots", "index")

    def __init__(self, op, p, parents, slots, index):
        self.op, self.p, self.parents, self.slots, self.index = op, p, parents, slots, index

"""Shapes and dtypes of every entry of a graph, from what is known of some, in both directions.

A shape is None or a tuple in which None stands for an unknown axis; a dtype is a name or None. An
operator's own `infer` is asked first; then it is run on tensors without memory. Where an axis is
unknown it is tried with two sizes: what stays equal is known, what follows the size is that axis.
What does not live here: what any operator makes of a shape.
"""

from math import prod

from .. import _kernels as k
from .._core.errors import MXNetError, NotDense, operator_error
from .._core.shapes import Shapes, Unknown, show, unify
from . import custom, outputs
from .infer_control import infer_control
from .ir import topological
from .opening import open_shape

__all__ = ["Inference", "DTYPES"]

# Three sizes for each unknown axis; the last, small one only shows what depends on the size.
_PROBES = ((7, 29, 1), (11, 31, 2), (13, 37, 3), (17, 41, 4), (19, 43, 5), (23, 47, 6))
_ROUNDS = 50

# Operators whose results have a dtype of their own.
DTYPES = {
    "shape_array": "int64",
    "size_array": "int64",
    "_histogram": "int64",
    "_contrib_arange_like": "float32",
}

_learned: dict = {}


class Inference:
    """What is known of a graph.

    Parameters
    ----------
    heads : list of (Node, int)
        The graph.
    shapes, dtypes : dict of Node
        What is known of variables.

    Raises
    ------
    MXNetError
        Two things that are known contradict each other; names the node.
    """

    def __init__(self, heads, shapes=None, dtypes=None, order=None):
        self.order = topological(heads) if order is None else order
        self.shapes = {n: [None] * outputs.count(n) for n in self.order}
        self.dtypes = {n: [None] * outputs.count(n) for n in self.order}
        for node, shape in (shapes or {}).items():
            self.shapes[node][0] = shape
        for node, dtype in (dtypes or {}).items():
            self.dtypes[node][0] = dtype
        self.changed, self.settled = False, set()

    def run_dtypes(self):
        """Spread the dtypes by the operators' declarations alone."""
        nodes = [n for n in self.order if n.op is not None]
        self._sweep(nodes, self._dtype)
        return self

    def run_shapes(self):
        """Spread the shapes, and the dtypes that follow from running."""
        nodes = [n for n in self.order if n.op is not None]
        self._sweep(nodes, self._shape)
        return self

    def _sweep(self, nodes, step):
        for turn in range(_ROUNDS):
            self.changed = False
            for node in nodes if turn % 2 == 0 else reversed(nodes):
                step(node)
            if not self.changed:
                return

    # ------------------------------------------------------------------------- dtypes

    def _dtype(self, node):
        op, p = node.op, node.params()
        if custom.is_custom(op):
            self._custom_dtypes(node)
            return
        if node.subgraphs:
            self._control(node, "run_dtypes")
            return
        sources = node.inputs
        same = _same_positions(node)
        known = next(
            (
                self.dtypes[sources[i][0]][sources[i][1]]
                for i in same
                if self.dtypes[sources[i][0]][sources[i][1]] is not None
            ),
            None,
        )
        given = getattr(p, "dtype", None)
        own = DTYPES.get(op.name) or (given if isinstance(given, str) else None)
        if known is None and own is None and same and "casts" not in op.traits:
            known = self.dtypes[node][0]
        for i in same:
            if known is not None:
                self._put_dtype(node, sources[i], known, i)
        if own is None and not same and sources:
            own = self.dtypes[sources[0][0]][sources[0][1]]
        if own is None and not sources:
            own = "float32"
        results = [own or known] * len(self.dtypes[node])
        if getattr(p, "ret_typ", None) in ("value", "both"):  # dtype is that of the indices
            results[0] = self.dtypes[sources[0][0]][sources[0][1]]
        for i, (now, result) in enumerate(zip(self.dtypes[node], results, strict=True)):
            if now is None and result is not None:
                self.dtypes[node][i] = result
                self.changed = True
        if known is not None:
            for i, (n, j) in enumerate(sources):
                if i not in same and n.op is None and self.dtypes[n][j] is None:
                    self._put_dtype(node, (n, j), _free_dtype(known), i)
        first = self.dtypes[sources[0][0]][sources[0][1]] if sources else None
        if first is not None and isinstance(given, str) and op.variadic is None:
            for slot, (n, j) in zip(op.present(p), sources, strict=False):
                if slot.name == "weight" and n.op is None and self.dtypes[n][j] is None:
                    self._put_dtype(node, (n, j), given, 1)
        if op.aux and own is not None:  # normalization: 16-bit data has parameters of 32 bits
            kind = own if own in ("float32", "float64") else "float32"
            for i, (n, j) in enumerate(sources[1:], 1):
                if i not in same and n.op is None and self.dtypes[n][j] is None:
                    self._put_dtype(node, (n, j), kind, i)

    def _custom_dtypes(self, node):
        """Ask the property of a program's own operator once the first input is known."""
        known = [self.dtypes[n][i] for n, i in node.inputs]
        if not known or known[0] is None:
            return
        try:
            found, outs = custom.inferred_types(node, known)
        except MXNetError as error:
            if None in known:
                return
            raise _named(node, error) from error.__cause__
        entries = [*node.inputs, *((node, i) for i in range(len(self.dtypes[node])))]
        for (n, i), dtype in zip(entries, [*found, *outs], strict=False):
            if self.dtypes[n][i] is None and dtype is not None:
                self.dtypes[n][i] = dtype
                self.changed = True

    def _put_dtype(self, node, entry, dtype, position):
        n, j = entry
        now = self.dtypes[n][j]
        if now is None:
            self.dtypes[n][j] = dtype
            self.changed = True
        elif now != dtype:
            raise operator_error(
                f"{node.op.name} {node.name!r}",
                f"inputs must share one dtype; input {position} ({n.name}) has {now}, "
                f"another {dtype}.",
                "Convert one with astype().",
            )

    # ------------------------------------------------------------------------- shapes

    def _shape(self, node):
        ins = [self.shapes[n][i] for n, i in node.inputs]
        outs = self.shapes[node]
        if node in self.settled:
            return
        try:
            if custom.is_custom(node.op):
                self._custom(node, ins)
                return
            if node.subgraphs:
                self._control(node, "run_shapes")
                return
            left_open = open_shape(node)
            if left_open is not None:
                self._put(node, node, 0, left_open or None)
                return
            new_ins, new_outs = self._direct(node, ins, outs)
            if all(map(_full, new_ins)):
                new_outs = self._run(node, new_ins, new_outs)
                if all(map(_full, new_outs)):
                    self.settled.add(node)
            elif any(s is not None for s in new_ins):
                new_ins, new_outs = self._probe(node, new_ins, new_outs)
                new_ins = self._guess(node, new_ins, new_outs)
        except MXNetError as error:
            raise _named(node, error) from error.__cause__  # what a program's own code raised
        for (n, i), shape in zip(node.inputs, new_ins, strict=True):
            self._put(node, n, i, shape)
        for i, shape in enumerate(new_outs):
            self._put(node, node, i, shape)

    def _custom(self, node, ins):
        """Ask the property of a program's own operator once an input is known."""
        if all(shape is None or None in shape for shape in ins) and ins:
            return
        kinds = [self.dtypes[n][i] for n, i in node.inputs]
        try:
            found, outs = custom.inferred(node, ins, kinds)
        except MXNetError:
            if all(map(_full, ins)):
                raise
            return
        for (n, i), (shape, dtype) in zip(node.inputs, found, strict=False):
            self._put(node, n, i, shape)
            self.dtypes[n][i] = self.dtypes[n][i] or dtype
        for i, (shape, dtype) in enumerate(outs[: len(self.shapes[node])]):
            self._put(node, node, i, shape)
            self.dtypes[node][i] = dtype
        if all(_full(self.shapes[n][i]) for n, i in node.inputs):
            self.settled.add(node)

    def _control(self, node, run):
        """Let what is known run through the graphs of a loop or branch."""

        def inference(heads, forms):
            order = topological(heads)
            variables = [n for n in order if n.op is None]
            shapes = dict(zip(variables, (shape for shape, _ in forms), strict=True))
            kinds = dict(zip(variables, (dtype for _, dtype in forms), strict=True))
            found = Inference(heads, shapes, kinds, order).run_dtypes()
            if run == "run_shapes":
                found.run_shapes()
            told = [(found.shapes[n][0], found.dtypes[n][0]) for n in variables]
            return told, [(found.shapes[n][i], found.dtypes[n][i]) for n, i in heads]

        ins = [(self.shapes[n][i], self.dtypes[n][i]) for n, i in node.inputs]
        outs = list(zip(self.shapes[node], self.dtypes[node], strict=True))
        new_ins, new_outs = infer_control(inference, node, ins, outs)
        entries = [*node.inputs, *((node, i) for i in range(len(outs)))]
        for (n, i), (shape, dtype) in zip(entries, [*new_ins, *new_outs], strict=True):
            if run == "run_shapes":
                self._put(node, n, i, shape)
            if self.dtypes[n][i] is None and dtype is not None:
                self.dtypes[n][i] = dtype
                self.changed = True
        if run == "run_shapes" and all(_full(shape) for shape, _ in [*new_ins, *new_outs]):
            self.settled.add(node)

    def _put(self, at, node, i, shape):
        try:
            merged = unify(self.shapes[node][i], shape, f"{node.name} has shape")
        except MXNetError as error:
            raise _named(at, error) from None
        if merged != self.shapes[node][i]:
            self.shapes[node][i] = merged
            self.changed = True

    def _direct(self, node, ins, outs):
        """What the operator's own rule makes of what is known."""
        op = node.op
        if op.infer is None:
            return ins, list(outs)
        return infer_once(node, ins, outs)

    def _run(self, node, ins, outs):
        """The outputs' shapes by running the operator without memory."""
        dtypes = [self.dtypes[n][i] or _likely(node.op, j) for j, (n, i) in enumerate(node.inputs)]
        certain = all(self.dtypes[n][i] is not None for n, i in node.inputs)
        told = evaluate(node, ins, dtypes, all(map(_full, outs)))
        if told is None:
            return outs
        for i, each in enumerate(told[: len(outs)]):
            if each is not None and certain and self.dtypes[node][i] != each[1]:
                self.dtypes[node][i] = each[1]
                self.changed = True
        return [
            unify(a, b[0] if b is not None else None, f"output {i}")
            for i, (a, b) in enumerate(zip(outs, told[: len(outs)], strict=False))
        ] + list(outs[len(told) :])

    def _probe(self, node, ins, outs):
        """Try the unknown axes with sizes of their own, then all with one size."""
        unknown = [
            (i, axis)
            for i, s in enumerate(ins)
            if s is not None
            for axis, n in enumerate(s)
            if n is None
        ]
        if not unknown:
            return ins, outs
        dtypes = [self.dtypes[n][i] or "float32" for n, i in node.inputs]
        for several in (True, False):
            if several and len(unknown) > len(_PROBES):
                continue
            tags = [t if several else 0 for t in range(len(unknown))]
            found = [self._probed(node, ins, unknown, tags, turn, dtypes) for turn in (0, 1, 2)]
            if None not in found[:2]:
                return _read(ins, outs, unknown, tags, found)
        return ins, outs

    def _guess(self, node, ins, outs):
        """The one unknown axis of a reshaped input, from the number of elements of the output.

        It is right if running the operator gives that output, and one more gives another.
        """
        if len(ins) != 1 or len(outs) != 1 or not _full(outs[0]) or ins[0] is None:
            return ins
        sizes = [size for size in ins[0] if size is not None]
        if len(sizes) != len(ins[0]) - 1 or prod(sizes) == 0 or prod(outs[0]) % prod(sizes):
            return ins
        axis, size = ins[0].index(None), prod(outs[0]) // prod(sizes)
        dtypes = [self.dtypes[n][i] or "float32" for n, i in node.inputs]
        trials = [(*ins[0][:axis], n, *ins[0][axis + 1 :]) for n in (size, size + 1)]
        found = [self._tried(node, trial, dtypes) for trial in trials]
        return [trials[0]] if found[0] == outs[0] != found[1] else ins

    @staticmethod
    def _tried(node, shape, dtypes):
        try:
            told = evaluate(node, [shape], dtypes)
        except MXNetError:
            return None
        return told and told[0] and told[0][0]

    def _probed(self, node, ins, unknown, tags, turn, dtypes):
        trial = [None if s is None else list(s) for s in ins]
        for (i, axis), tag in zip(unknown, tags, strict=True):
            trial[i][axis] = _PROBES[tag][turn]
        trial = [None if s is None else tuple(s) for s in trial]
        blank = [None] * len(self.shapes[node])
        try:
            got_ins, got_outs = self._direct(node, trial, blank)
            if all(map(_full, got_ins)) and not all(map(_full, got_outs)):
                told = evaluate(node, got_ins, dtypes)
                if told is not None:
                    got_outs = [t and t[0] for t in told[: len(blank)]]
            return list(got_ins) + list(got_outs)
        except MXNetError:
            return None


def infer_once(node, ins, outs):
    """Run an operator's `infer` once; `(inputs, outputs)` with what it added.

    The inputs of a variadic slot `data` are `data0`, `data1`, ... to the rule.
    """
    op, p = node.op, node.params()
    present = [s.name for s in op.present(p)][: len(ins)]
    if op.variadic is not None:
        name = op.inputs[op.variadic].name
        present[op.variadic :] = [f"{name}{i}" for i in range(len(ins) - op.variadic)]
    results = [o.name for o in op.outputs][: len(outs)]
    shapes = Shapes(dict(zip(present, ins, strict=False)) | dict(zip(results, outs, strict=False)))
    try:
        op.infer(p, shapes)
    except Unknown:
        pass
    except (TypeError, ValueError, IndexError) as error:
        if isinstance(error, MXNetError):
            raise
        return list(ins), list(outs)
    return (
        [getattr(shapes, n).value for n in present],
        [getattr(shapes, n).value for n in results] + list(outs[len(results) :]),
    )


def _likely(op, place):
    """The dtype to try for an input of which none is known."""
    return "int32" if op.inputs[min(place, len(op.inputs) - 1)].dtype == "whole" else "float32"


def evaluate(node, shapes, dtypes, known=False):
    """`[(shape, dtype), ...]` of a node's outputs by running it; None if only values would tell."""
    op, p = node.op, node.params()
    key = (op.name, id(p), tuple(shapes), tuple(dtypes))
    found = _learned.get(key)
    if found is not None and found[0] is p:
        return found[1]
    aligned = node.aligned(list(shapes))
    kinds = node.aligned(list(dtypes))

    def call(*tensors):
        if op.check is not None:
            try:
                op.check(p, *tensors)
            except NotDense:  # of the storage alone: shapes and dtypes are what they are
                pass
        hollow = any(x is not None and x.is_meta for x in tensors)
        return op.forward(k.forms if hollow else k, p, *tensors)

    try:
        told = k.shapes_of(call, aligned, kinds, known)
    except NotImplementedError:
        return None
    except MXNetError:
        raise
    except (RuntimeError, TypeError, ValueError, IndexError) as error:
        _explain(node, shapes, error)
    if len(_learned) > 4096:
        _learned.clear()
    _learned[key] = (p, told)
    return told


def _explain(node, shapes, error):
    came = ", ".join(f"{n.name} {show(s)}" for (n, _), s in zip(node.inputs, shapes, strict=True))
    reason = k.refusal(error)
    raise MXNetError(f"{reason}; came {came}. Attributes: {node.params()!r}.") from None


def _named(node, error):
    told = str(error)
    at = f"Error in operator {node.told()}: "
    return (
        error if told.startswith("Error in operator") else MXNetError(f"{at}{node.op.name}: {told}")
    )


def _same_positions(node):
    """The inputs of a node that share one dtype."""
    op = node.op
    if op.variadic is not None:
        return [
            i for i in range(len(node.inputs)) if op.inputs[min(i, op.variadic)].dtype == "same"
        ]
    present = op.present(node.params())
    return [i for i, slot in enumerate(present[: len(node.inputs)]) if slot.dtype == "same"]


def _free_dtype(known):
    """The dtype of an input of which nothing is known, beside one that is."""
    return known if known in ("float16", "float32", "float64", "bfloat16") else "float32"


def _full(shape):
    return shape is not None and None not in shape


def _read(ins, outs, unknown, tags, found):
    """Merge what two trials tell: constants, and axes that follow an unknown one."""
    first, second, small = found
    small = small or first
    known = list(ins) + list(outs)
    solved = {}
    for at, (a, b, c) in enumerate(zip(first, second, small, strict=True)):
        c = c if c is not None and a is not None and len(c) == len(a) else a
        if a is None or b is None or len(a) != len(b) or None in a or None in b:
            continue
        now = known[at] if known[at] is not None else (None,) * len(a)
        axes = []
        for x, y, z, size in zip(a, b, c, now, strict=False):
            tag = next((t for t in set(tags) if _PROBES[t][:2] == (x, y)), None)
            if x == y == z:
                axes.append(x)
            else:
                axes.append(size)
                if tag is not None and size is not None:
                    solved[tag] = size
        known[at] = unify(known[at], tuple(axes))
    for (i, axis), tag in zip(unknown, tags, strict=True):
        if tag in solved and known[i][axis] is None:
            shape = list(known[i])
            shape[axis] = solved[tag]
            known[i] = tuple(shape)
    return known[: len(ins)], known[len(ins) :]

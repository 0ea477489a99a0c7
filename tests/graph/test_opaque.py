"""Operators and rules that read values run as one call of a program, and the text says so."""

import numpy as np
import pytest

from mxnet import _kernels as k
from mxnet._core.op import In, Out, read_block
from mxnet._graph.compiled import compile_graph
from mxnet._graph.ir import Node
from mxnet._graph.world import Untraceable


class reading:
    """The square, by a forward and a rule that look at numbers."""

    data = In("any shape")
    output = Out("the shape of data")

    def forward(F, p, data):
        return F.square(data) if float(data.sum()) > -1e9 else F.neg(data)

    def d_data(F, p, data, g):
        return F.mul(F.mul(g, data), 2 if bool((data != 99).any()) else 3)


class branching:
    """The square, by a forward that branches on a number; without a rule."""

    data = In("any shape")
    output = Out("the shape of data")

    def forward(F, p, data):
        return F.square(data) if F.gt(data, 0) else F.neg(data)


class growing:
    """As many numbers as there are above zero."""

    data = In("(N,)")
    output = Out("(M,)")

    def forward(F, p, data):
        return data[data > 0]

    def d_data(F, p, data, g):
        return F.zeros_like(data)


def compiled(block, wanted):
    a = Node(None, "a")
    doubled = Node(read_block(block, block.__name__), "node", {}, [(a, 0)])
    shapes, kinds = {"a": (2, 3) if block is not growing else (4,)}, {"a": "float32"}
    return compile_graph([(doubled, 0)], ["a"], shapes, kinds, True, wanted, True)


def test_forward_and_rule_that_read_values():
    program = compiled(reading, ["a"])
    assert program.source.count("reads values") == 2
    x = np.arange(6, dtype="float32").reshape(2, 3)
    tensor, seed = k.from_numpy(x), k.from_numpy(np.ones_like(x))
    (y,), (g,), _ = program.forward_backward([tensor], [seed])
    np.testing.assert_array_equal(k.to_numpy(y), x * x)
    np.testing.assert_array_equal(k.to_numpy(g), 2 * x)
    _, _, saved = program.forward_saving([tensor])
    np.testing.assert_array_equal(k.to_numpy(program.backward(saved, [seed])[0]), 2 * x)


def test_a_forward_without_rules_that_reads_values_is_untraceable():
    with pytest.raises(Untraceable, match="cannot be differentiated"):
        compiled(branching, ["a"])


def test_shapes_that_depend_on_values_are_untraceable():
    with pytest.raises(Untraceable, match="depends on the values"):
        compiled(growing, ["a"])

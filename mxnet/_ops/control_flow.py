"""Loops and branches over graphs: what their nodes say. Their graphs hang on the node.

What does not live here: running them (`mxnet/_graph/loops.py`, `mxnet/ndarray/control_run.py`).
"""

from .._core.attrs import Attr, shape
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op


def forward(F, p, *data):
    raise MXNetError(
        "control flow is called as mx.nd.contrib.foreach, while_loop and cond, or those of mx.sym"
    )


def places(doc):
    return Attr(shape, doc=doc)


COUNT = "Number of inputs and graphs together."
DATA = "what the graphs read"


@op("_foreach", mode=True, traits={"control"})
class foreach:
    """Call a graph on every slice of the data, each call with the states of the one before."""

    data = In(DATA, variadic=True, dtype="any")
    output = Out("the stacked results, then the last states", variadic=True)
    num_args = Attr(int, doc=COUNT)
    num_outputs = Attr(int, doc="Number of outputs.")
    num_out_data = Attr(int, doc="How many of them are stacked.")
    in_state_locs = places("Which inputs of the graph are the states.")
    in_data_locs = places("Which inputs of the graph are slices of the data.")
    remain_locs = places("Which inputs of the graph stay the same.")
    forward = forward


@op("_while_loop", mode=True, traits={"control"})
class while_loop:
    """Call a graph on its own results for as long as another one says so."""

    data = In(DATA, variadic=True, dtype="any")
    output = Out("the stacked results, padded with zeros, then the last variables", variadic=True)
    num_args = Attr(int, doc=COUNT)
    num_outputs = Attr(int, doc="Number of outputs.")
    num_out_data = Attr(int, doc="How many of them are stacked.")
    max_iterations = Attr(int, doc="The most calls.")
    cond_input_locs = places("For every input of the condition, which input of the node it is.")
    func_input_locs = places("For every input of the body, which input of the node it is.")
    func_var_locs = places("Which inputs of the body are the loop's variables.")
    forward = forward


@op("_cond", mode=True, traits={"control"})
class cond:
    """Call one of two graphs, as a third one says."""

    data = In(DATA, variadic=True, dtype="any")
    output = Out("what the chosen graph gives", variadic=True)
    num_args = Attr(int, doc=COUNT)
    num_outputs = Attr(int, doc="Number of outputs.")
    cond_input_locs = places("For every input of the condition, which input of the node it is.")
    then_input_locs = places("The same for the graph of the one branch.")
    else_input_locs = places("The same for the graph of the other.")
    forward = forward

"""Checks of symbols: values, gradients by differences, agreement of contexts and dtypes, speed.

What does not live here: comparing arrays (`comparison.py`), or what symbols and executors are.
"""

import json
import time

import numpy as np

from .. import ndarray as nd
from .. import symbol
from .comparison import assert_almost_equal
from .locations import arguments_of, as_array, by_name, states_of
from .surroundings import default_context
from .tolerances import default_numeric_eps

__all__ = [
    "check_consistency",
    "check_numeric_gradient",
    "check_speed",
    "check_symbolic_backward",
    "check_symbolic_forward",
    "numeric_grad",
    "same_symbol_structure",
    "simple_forward",
]


def _numbers(value):
    return value.asnumpy() if hasattr(value, "asnumpy") else np.asarray(value)


def simple_forward(sym, ctx=None, is_train=False, **inputs):
    """The values of a symbol's outputs for NumPy inputs by name.

    Returns
    -------
    numpy.ndarray or list of numpy.ndarray
        A list where there are several outputs.
    """
    ctx = ctx or default_context()
    exe = sym.bind(ctx, args={name: nd.array(value, ctx=ctx) for name, value in inputs.items()})
    exe.forward(is_train=is_train)
    outputs = [x.asnumpy() for x in exe.outputs]
    return outputs[0] if len(outputs) == 1 else outputs


def check_symbolic_forward(
    sym,
    location,
    expected,
    rtol=None,
    atol=None,
    aux_states=None,
    ctx=None,
    equal_nan=False,
    dtype=np.float32,
):
    """Hold a symbol's outputs against expected values.

    Parameters
    ----------
    sym : Symbol
        What is checked.
    location : list or dict of array
        Its arguments, in order or by name.
    expected : list or dict of array
        Its outputs, in order or by name.

    Returns
    -------
    list of NDArray
        The outputs.

    Raises
    ------
    AssertionError
        They differ beyond the tolerances.
    """
    ctx = ctx or default_context()
    location = arguments_of(sym, location, ctx, dtype)
    names = sym.list_outputs()
    expected = by_name(names, expected)
    exe = sym.bind(ctx, args=location, aux_states=states_of(sym, aux_states, ctx, dtype))
    exe.forward(is_train=False)
    for name, output in zip(names, exe.outputs):
        told = (f"EXPECTED_{name}", f"FORWARD_{name}")
        assert_almost_equal(expected[name], output, rtol, atol, told, equal_nan=equal_nan)
    return exe.outputs


def check_symbolic_backward(
    sym,
    location,
    out_grads,
    expected,
    rtol=None,
    atol=None,
    aux_states=None,
    grad_req="write",
    ctx=None,
    grad_stypes=None,
    equal_nan=False,
    dtype=np.float32,
):
    """Hold a symbol's gradients against expected values, for every kind of request.

    Parameters
    ----------
    sym : Symbol
        What is checked.
    location : list or dict of array
        Its arguments.
    out_grads : list or dict of array, or None
        The gradients of its outputs.
    expected : list or dict of array
        The gradients of its arguments.
    grad_req : str, list or dict
        "write", "add" or "null"; what is asked to be added is, and what is not asked for must stay.
    grad_stypes : dict of str to str, optional
        Storage types of gradients by argument; a sparse one holds nothing before.

    Returns
    -------
    dict of str to NDArray
        The gradients.

    Raises
    ------
    AssertionError
        They differ beyond the tolerances.
    """
    ctx = ctx or default_context()
    location = arguments_of(sym, location, ctx, dtype)
    names = sym.list_arguments()
    expected = by_name(names, expected)
    before = {name: np.random.normal(size=np.shape(_numbers(v))) for name, v in expected.items()}
    stypes = grad_stypes or {}
    grads = {
        name: _gradient(value, stypes.get(name), ctx, location[name].dtype)
        for name, value in before.items()
    }
    before = {name: grad.asnumpy() for name, grad in grads.items()}
    requests = _requests(grad_req, names)
    exe = sym.bind(
        ctx,
        args=location,
        args_grad=grads,
        aux_states=states_of(sym, aux_states, ctx, dtype),
        grad_req={name: requests.get(name, "null") if name in grads else "null" for name in names},
    )
    exe.forward(is_train=True)
    exe.backward(_out_grads(sym, out_grads, exe.outputs, ctx))
    for name, wanted in expected.items():
        wanted, request = _numbers(wanted), requests[name]
        if request == "add":
            wanted = before[name] + wanted
        elif request == "null":
            wanted = before[name]
        told = (f"EXPECTED_{name}", f"BACKWARD_{name}")
        assert_almost_equal(wanted, exe.grad_dict[name], rtol, atol, told, equal_nan=equal_nan)
    return {name: grad for name, grad in exe.grad_dict.items() if grad is not None}


def _gradient(values, stype, ctx, dtype):
    """An array for a gradient, which holds some values before; a sparse one holds nothing."""
    if stype in (None, "default"):
        return nd.array(values, ctx=ctx, dtype=dtype)
    return nd.sparse.zeros(stype, np.shape(values), ctx=ctx, dtype=dtype)


def _requests(grad_req, names):
    if isinstance(grad_req, str):
        return dict.fromkeys(names, grad_req)
    return dict(grad_req) if isinstance(grad_req, dict) else dict(zip(names, grad_req))


def _out_grads(sym, out_grads, outputs, ctx):
    if out_grads is None:
        return None
    names = sym.list_outputs()
    out_grads = by_name(names, out_grads)
    return [as_array(out_grads[name], ctx, out.dtype) for name, out in zip(names, outputs)]


def numeric_grad(
    executor, location, aux_states=None, eps=1e-4, use_forward_train=True, dtype=np.float32
):
    """Gradients of the sum of an executor's first output, by central differences.

    Parameters
    ----------
    location : dict of str to numpy.ndarray
        The arguments to differentiate with respect to, and where.
    aux_states : dict of str to NDArray, optional
        Put back before every run.
    eps : float
        The length of the step from one side to the other.

    Returns
    -------
    dict of str to numpy.ndarray
        A gradient for every floating-point argument.
    """

    def output():
        for name, state in (aux_states or {}).items():
            executor.aux_dict[name][:] = state
        executor.forward(is_train=use_forward_train)
        return executor.outputs[0].asnumpy().astype(np.float64)

    found = {}
    for name, start in location.items():
        start = np.array(_numbers(start))
        executor.arg_dict[name][:] = start
        if start.dtype.kind == "f":
            found[name] = np.zeros(start.shape, dtype=dtype)
    for name, grad in found.items():
        start = np.array(_numbers(location[name]))
        for place in np.ndindex(*start.shape):
            sides = []
            for side in (eps / 2, -eps / 2):
                moved = start.copy()
                moved[place] += side
                executor.arg_dict[name][:] = moved
                sides.append(output())
            grad[place] = (sides[0] - sides[1]).sum() / eps
        executor.arg_dict[name][:] = start
    return found


def check_numeric_gradient(
    sym,
    location,
    aux_states=None,
    numeric_eps=None,
    rtol=None,
    atol=None,
    grad_nodes=None,
    use_forward_train=True,
    ctx=None,
    grad_stype_dict=None,
    dtype=np.float32,
):
    """Hold a symbol's gradients against differences, weighing its output at random.

    Parameters
    ----------
    sym : Symbol
        What is checked; it has one output.
    location : list or dict of array
        Its arguments.
    grad_nodes : list of str or dict of str to str, optional
        The arguments whose gradients are checked, or their requests; all if left out.
    grad_stype_dict : dict of str to str, optional
        Storage types of gradients by argument.

    Raises
    ------
    AssertionError
        They differ beyond the tolerances.
    """
    assert dtype in (np.float16, np.float32, np.float64), "dtype must be a floating-point type"
    ctx = ctx or default_context()
    location = arguments_of(sym, location, ctx, dtype)
    aux = states_of(sym, aux_states, ctx, dtype)
    requests = _checked_requests(sym, grad_nodes)
    eps = default_numeric_eps()[np.dtype(dtype)] if numeric_eps is None else numeric_eps

    shape = sym.infer_shape(**{name: x.shape for name, x in location.items()})[1][0]
    # Above zero throughout, so that sums over many elements do not cancel to nothing.
    direction = nd.array(np.random.uniform(0.1, 1.1, shape), ctx=ctx, dtype=dtype)
    # Not summed here: differences of single elements lose fewer digits than those of sums.
    loss = symbol.MakeLoss(sym * symbol.Variable("__random_proj"))
    before = {
        name: np.random.normal(size=x.shape) if requests.get(name) == "add" else np.zeros(x.shape)
        for name, x in location.items()
    }
    stypes = grad_stype_dict or {}
    grads = {name: _gradient(before[name], stypes.get(name), ctx, dtype) for name in requests}
    before = {name: grad.asnumpy() for name, grad in grads.items()}
    exe = loss.bind(
        ctx,
        args={**{n: x.copy() for n, x in location.items()}, "__random_proj": direction},
        args_grad=grads,
        aux_states=aux and {name: state.copy() for name, state in aux.items()},
        grad_req={name: requests.get(name, "null") for name in loss.list_arguments()},
    )
    exe.forward(is_train=True)
    exe.backward()
    ours = {name: exe.grad_dict[name].asnumpy() for name in requests}
    places = {name: x.asnumpy() for name, x in location.items() if name in requests}
    numeric = numeric_grad(
        exe, places, aux, eps=eps, use_forward_train=use_forward_train, dtype=dtype
    )
    for name, request in requests.items():
        wanted = 0 * ours[name] if request == "null" else numeric[name] + before[name]
        assert_almost_equal(
            wanted, ours[name], rtol, atol, (f"NUMERICAL_{name}", f"BACKWARD_{name}")
        )


def _checked_requests(sym, grad_nodes):
    if grad_nodes is None:
        return dict.fromkeys(sym.list_arguments(), "write")
    if isinstance(grad_nodes, dict):
        return dict(grad_nodes)
    if isinstance(grad_nodes, (list, tuple)):
        return dict.fromkeys(grad_nodes, "write")
    raise ValueError("grad_nodes must be a list of names or a dict of requests")


def check_consistency(
    sym,
    ctx_list,
    scale=1.0,
    grad_req="write",
    arg_params=None,
    aux_params=None,
    rtol=None,
    atol=None,
    raise_on_err=True,
    ground_truth=None,
    equal_nan=False,
    use_uniform=False,
    rand_type=np.float64,
):
    """Run a symbol on several contexts and dtypes and hold all against the most precise run.

    Parameters
    ----------
    sym : Symbol or list of Symbol
        What is run; a list has a symbol for each context.
    ctx_list : list of dict
        For each run `ctx`, shapes by argument and `type_dict`.
    scale : float
        How large the random arguments are.
    ground_truth : dict of str to NDArray, optional
        What to compare with instead.
    raise_on_err : bool
        Raise what differs; else it is printed.

    Returns
    -------
    dict of str to NDArray
        Outputs, and gradients where they are asked for, of the most precise run.

    Raises
    ------
    AssertionError
        Two runs differ beyond the tolerances.
    """
    assert len(ctx_list) > 1, "there is nothing to compare"
    syms = list(sym) if isinstance(sym, (list, tuple)) else [sym] * len(ctx_list)
    runs = [one.simple_bind(grad_req=grad_req, **options) for one, options in zip(syms, ctx_list)]
    outputs, names = syms[0].list_outputs(), syms[0].list_arguments()
    precise = max(range(len(runs)), key=lambda i: runs[i].outputs[0].dtype(0).itemsize)
    _same_arguments(runs, arg_params, aux_params, scale, use_uniform, rand_type)
    training = grad_req != "null"
    for run in runs:
        run.forward(is_train=training)
    if training:
        head = [np.random.normal(size=x.shape).astype(rand_type) for x in runs[precise].outputs]
        for run in runs:
            run.backward(
                [as_array(g.astype(x.dtype), x.context, x.dtype) for g, x in zip(head, run.outputs)]
            )
    truth = ground_truth or _results(runs[precise], outputs, names if training else ())
    for i, run in enumerate(runs):
        if i == precise and ground_truth is None:
            continue
        for name, value in _results(run, outputs, names if training else ()).items():
            try:
                assert_almost_equal(value, truth[name], rtol=rtol, atol=atol, equal_nan=equal_nan)
            except AssertionError as error:
                told = f"run {i} ({ctx_list[i]}), {name}: {error}"
                if raise_on_err:
                    raise AssertionError(told) from None
                print(told)
    return truth


def _same_arguments(runs, arg_params, aux_params, scale, use_uniform, rand_type):
    """Give every run the same random arguments and states, but for those named."""
    for name, first in runs[0].arg_dict.items():
        draw = (
            np.random.uniform(-0.92, 0.92, first.shape)
            if use_uniform
            else np.random.normal(size=first.shape)
        )
        value = (arg_params or {}).get(name, draw.astype(rand_type) * scale)
        for run in runs:
            run.arg_dict[name][:] = value
    for name in runs[0].aux_dict:
        for run in runs:
            run.aux_dict[name][:] = (aux_params or {}).get(name, 0)
    for run in runs:
        for grad in run.grad_dict.values():
            if grad is not None:
                grad[:] = 0


def _results(run, outputs, arguments):
    found = dict(zip(outputs, run.outputs))
    grads = {name: run.grad_dict.get(name) for name in arguments}
    return found | {name: grad for name, grad in grads.items() if grad is not None}


def check_speed(sym, location=None, ctx=None, N=20, grad_req=None, typ="whole", **kwargs):
    """Seconds per run of a symbol: forward and backward, or forward alone.

    Parameters
    ----------
    location : dict of str to array, optional
        Arguments; random ones of the shapes in `kwargs` if left out.
    N : int
        How many runs are averaged.
    typ : str
        `"whole"` or `"forward"`.

    Raises
    ------
    ValueError
        Another `typ`.
    """
    if typ not in ("whole", "forward"):
        raise ValueError("typ can only be 'whole' or 'forward'.")
    ctx, grad_req = ctx or default_context(), grad_req or "write"
    shapes = {name: np.shape(_numbers(v)) for name, v in location.items()} if location else kwargs
    exe = sym.simple_bind(grad_req=grad_req, ctx=ctx, **shapes)
    for name, array in exe.arg_dict.items():
        array[:] = location[name] if location else np.random.normal(size=array.shape)

    def run():
        exe.forward(is_train=typ == "whole")
        if typ == "whole":
            exe.backward(exe.outputs)

    run()
    nd.waitall()
    start = time.perf_counter()
    for _ in range(N):
        run()
    nd.waitall()
    return (time.perf_counter() - start) / N


def same_symbol_structure(sym1, sym2):
    """Whether two symbols apply the same operators in the same order to the same inputs.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.sym.Variable("x")
    >>> same_symbol_structure(mx.sym.exp(x), mx.sym.exp(x))
    True
    >>> same_symbol_structure(mx.sym.exp(x), mx.sym.log(x))
    False
    """
    first, second = (
        [
            (node["op"], [entry[:2] for entry in node["inputs"]])
            for node in json.loads(s.tojson())["nodes"]
        ]
        for s in (sym1, sym2)
    )
    return first == second

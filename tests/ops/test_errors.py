"""What an operator must refuse, and that the error names it."""

import warnings

import pytest

import mxnet as mx
from tests.ops import calls
from tests.ops.case import load


@pytest.mark.samples(kind="wrong")
def test_refusals(case):
    check_refusal(case)


def is_first(case):
    """Tell whether the case stands for its row, and the row for an operator of ``mx``."""
    return case.number == 0 and not callable(case.option("call"))


@pytest.mark.samples(where=is_first)
def test_unknown_keyword(case):
    check_unknown_keyword(case)


@pytest.mark.samples(where=lambda case: is_first(case) and bool(case.sample.inputs))
def test_input_that_is_no_array(case):
    check_input_that_is_no_array(case)


def check_refusal(case):
    """Assert that a wrong call raises the right type, naming operator and reason."""
    recorded = load(case.family).refusal(case.row.key(case.sample))
    types = {case.sample.raises} if case.sample.raises else {"MXNetError", recorded}
    text = _refused(case, calls.place(case.sample.inputs), types)
    assert case.sample.says.lower() in text.lower(), f"no {case.sample.says!r} in: {text}"


def check_unknown_keyword(case):
    """Assert that a keyword the operator lacks is refused; a warning where it has none."""
    arrays = calls.place(case.sample.inputs)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        _refused(case, arrays, {"MXNetError", "TypeError", "UserWarning"}, no_such_attr=1)


def check_input_that_is_no_array(case):
    """Assert that text in place of an input is refused."""
    arrays = ["text", *calls.place(case.sample.inputs)[1:]]
    _refused(case, arrays, {"MXNetError", "TypeError", "AssertionError"})


def _refused(case, arrays, types, **more):
    """Assert that the call raises one of the types by name; return what it says."""
    with pytest.raises(Exception) as caught:
        with calls.mode(case.row, case.sample):
            calls.invoke(case.row, case.sample, arrays, **more)
        mx.nd.waitall()
    ancestors = {each.__name__ for each in type(caught.value).__mro__}
    said = f"{type(caught.value).__name__}: {caught.value}"
    assert types & ancestors, f"want one of {types}, got {said}"
    assert _names(case, said), f"the error does not name the operator: {said}"
    return said


def _names(case, text):
    call = case.row.call(case.sample)
    last = call.rpartition(".")[2] if isinstance(call, str) else case.row.name
    return case.row.name in text or last in text

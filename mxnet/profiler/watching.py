"""Seeing operators run: the interpreter tells of every call while the profiler is on.

Nothing is asked of the operators, so they cost nothing while it is off. What is told apart is the
text that ran: the generated functions of `mx.nd`, the rules of the tape, the lines of compiled
programs. What does not live here: what is done with the times (`record.py`).

Note [Times]: on a CPU kernels return when they are done. On a GPU they return when they are
queued, so the times there are those of queueing.
"""

import linecache
import os
import re
import sys
import threading
from time import perf_counter_ns

from .. import _kernels as k
from .._core import registry
from .._core.errors import MXNetError
from ..ndarray import NDArray
from ..ndarray.arithmetic import DUNDERS, HOT
from ..ndarray.invoke import invoke
from .record import record

__all__ = ["start", "stop", "options"]

_OPERATOR, _INVOKE, _RULES, _PROGRAM, _CUSTOM, _API, _ARITHMETIC = range(1, 8)
_FUNCTION = re.compile(r"<mxnet nd\.(\w+)>")
_METHOD = re.compile(r"<mxnet NDArray\.__(\w+)__>")
_GRADIENT = re.compile(r"<mxnet rules of (\S+) for")
_COMPILED = re.compile(r"<mxnet (program \d+ \w+)>")
_MADE = ("zeros", "ones", "full", "arange", "eye", "empty", "linspace")
_METHODS = ("asnumpy", "asscalar", "wait_to_read", "waitall", "copyto", "backward", "save", "load")
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

# What methods of arrays compute that have an operator written out.
_WRITTEN_OUT = {name: array for name, array, *_ in DUNDERS if name in HOT}
_OWN = "program's own"  # lines that are no operator's
_BACK = "gradient of "
_JOINED = re.compile("( [+] | to )")

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CUSTOM = "Custom Operator"

options = {"symbolic": True, "imperative": True, "memory": False, "api": False}
NOTHING = None, None
_kinds = {}
_local = threading.local()
_before = [None]


def start():
    """Watch this thread, and those that start from now on."""
    _before[0] = sys.getprofile()
    sys.setprofile(_watch)
    threading.setprofile(_watch)


def stop():
    """Watch no longer."""
    sys.setprofile(_before[0])
    threading.setprofile(None)
    _before[0] = None


def _watch(frame, event, arg):
    try:
        stack = _local.stack
    except AttributeError:
        stack = _local.stack = []
    if event == "call":
        if not record.on:
            if not record.running:  # a thread that was watched when the profiler was stopped
                sys.setprofile(None)
            return
        known = _kinds.get(frame.f_code)
        if known is NOTHING and not stack:
            return
        found = _name_of(frame, known, stack)
        if found is not None:
            stack.append((frame, False, *found, perf_counter_ns()))
    elif not stack or stack[-1][0] is not frame:
        return
    elif event == "return":
        if not stack[-1][1]:
            _finish(stack)
    elif event == "c_call":
        if stack[-1][2] == "program":
            name = _label(frame)
            stack.append((frame, True, "operator", name, "", perf_counter_ns()))
    elif stack[-1][1]:  # a builtin returned or raised
        _finish(stack)


def _finish(stack):
    end = perf_counter_ns()
    _, _, category, name, _, begin = stack.pop()
    if category == "operator" and stack and stack[-1][2] == "program":
        _line(stack[-1][0], name, begin, end)
        return
    if category == "program":
        _end_of_lines()
    record.stretch(category, name, "", begin, end)
    if options["memory"] and category in ("operator", CUSTOM):
        _look_at_memory()


def _line(program, label, begin, end):
    """A call of a program is done; those of one node in a row are one run of its operator."""
    before = getattr(_local, "line", None)
    if before is not None and before[0] is program and before[1] == label:
        before[3] = end
        return
    _end_of_lines()
    _local.line = [program, label, begin, end]


def _end_of_lines():
    line, _local.line = getattr(_local, "line", None), None
    if line is not None:
        _, label, begin, end = line
        record.stretch("operator", *_operator_and_node(label), begin, end)
        if options["memory"]:
            _look_at_memory()


def _operator_and_node(label):
    """What the label of a line says: its operators, and their nodes; `+` joins several, and `to`
    stands between the first and the last of a chain."""
    *parts, last = _JOINED.split(label)
    firsts, nodes, joints = [], [], [*parts[1::2], ""]
    for part, joint in zip([*parts[::2], last], joints, strict=True):
        name, _, node = part.removeprefix(_BACK).partition(" ")
        if name not in registry.names():
            return label, ""
        firsts.append((_backward(name) if part.startswith(_BACK) else name) + joint)
        nodes.append(node + joint)
    return "".join(firsts), "".join(nodes)


def _look_at_memory():
    for device, size in _in_use():
        record.used(device, size)


def _name_of(frame, kind, stack):
    """`(category, name, what names inside begin with)` of a call; None where it is not told."""
    if kind is None:
        kind = _kinds[frame.f_code] = _kind(frame.f_code)
    what, name = kind
    top = stack[-1] if stack else None
    prefix = top[4] if top else ""
    if what is None:
        if top and top[2] == "program" and top[0] is frame.f_back:
            return "operator", _label(frame.f_back), ""
        return None
    if what == _PROGRAM:
        return ("program", name, prefix) if options["symbolic"] else None
    if what == _API:
        return ("api", name, prefix) if options["api"] else None
    if not options["imperative"]:
        return None
    if what == _CUSTOM:
        return _custom(frame.f_locals)
    if what == _ARITHMETIC and not isinstance(frame.f_locals["other"], NDArray):
        return None  # the operator for a number is called, and tells of itself
    if what == _INVOKE:
        name = frame.f_locals["op"].name
    elif what == _RULES and frame.f_locals["F"] is not k:
        return None  # rules that are written down, not run
    if top and top[3] == prefix + name:
        return None  # the same operator, seen on its way already
    return CUSTOM if prefix else "operator", prefix + name, prefix


def _custom(local):
    """The Python of a program's own operator; what it calls is told as its own."""
    name, called = local["name"], getattr(local["function"], "__name__", "")
    if called not in ("forward", "backward"):
        return None
    mark = "_backward_" if called == "backward" else ""
    return CUSTOM, f"{mark}{name}::pure_python", f"{name}::"


def _kind(code):
    file, called = code.co_filename, code.co_name
    if called == "<module>":  # generated text as it is compiled
        return NOTHING
    if code is invoke.__code__:
        return _INVOKE, None
    if file.startswith("<mxnet "):
        if found := _FUNCTION.match(file):
            return _OPERATOR, _canonical(found[1])
        if (found := _GRADIENT.match(file)) and called in ("run", "vjp"):
            return _RULES, _backward(found[1])
        if (found := _METHOD.match(file)) and found[1] in _WRITTEN_OUT:
            return _ARITHMETIC, _WRITTEN_OUT[found[1]]
        if found := _COMPILED.match(file):
            return _PROGRAM, found[1]
        return NOTHING
    folder, base = os.path.split(file)
    if base == "operator.py" and called == "_told" and folder == _HOME:
        return _CUSTOM, None
    if folder.endswith(os.path.join("mxnet", "ndarray")):
        if base == "creation.py" and called in _MADE:
            return _OPERATOR, f"_{called}"
        if called in _METHODS:
            return _API, called
    return NOTHING


def _backward(name):
    return f"_backward{name}" if name.startswith("_") else f"_backward_{name}"


def _canonical(name):
    try:
        return registry.find(name).name
    except MXNetError:
        return name


def _label(frame):
    """What the line of a compiled program computes, as its comment tells."""
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    _, mark, told = line.rpartition("  # ")
    told = told.partition(";")[0].strip()
    return told.split("  ")[-1] if mark and told else _OWN


def _in_use():
    """`(device, bytes)` of what the process and its devices hold."""
    try:
        with open("/proc/self/statm", "rb") as file:
            yield "Memory: cpu/0", int(file.read().split()[1]) * _PAGE
    except OSError:
        pass  # no such file on this system
    for number in range(k.device_count()):
        free, total = k.device_memory(number)
        yield f"Memory: gpu/{number}", total - free

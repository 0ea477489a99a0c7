"""What was measured as text: a table, JSON, and a trace that chrome://tracing and Perfetto open.

What does not live here: measuring.
"""

import json
import os

from .record import STORAGE

__all__ = ["table", "as_json", "events", "trace", "SORTED_BY"]

SORTED_BY = {"total": 1, "avg": None, "min": 2, "max": 3, "count": 0}
_SCOPES = {"global": "g", "process": "p", "thread": "t", "task": "t", "marker": "t"}
_RULE = "================="


def _sorted(sums, sort_by, ascending):
    at = SORTED_BY[sort_by]

    def value(item):
        sums = item[1]
        return sums[1] / sums[0] if at is None else sums[at]

    return sorted(sums.items(), key=value, reverse=not ascending)


def table(times, memory, sort_by="total", ascending=False):
    """The sums as a table, one block for every category."""
    lines = ["", "Profile Statistics:", "\tNote the difference in units for different entries."]
    if memory:
        heads = ("Total Count", "Min Use  (kB)", "Max Use  (kB)", "Avg Use  (kB)")
        rows = [
            (name, str(n), *(f"{x / 1000:.4f}" for x in (low, high, total / n)))
            for name, (n, total, low, high) in _sorted(memory, sort_by, ascending)
        ]
        lines += _block(STORAGE, heads, rows)
    heads = ("Total Count", "Time (ms)", "Min Time (ms)", "Max Time (ms)", "Avg Time (ms)")
    for category in sorted(times):
        rows = [
            (name, str(n), *(f"{x / 1e6:.4f}" for x in (total, low, high, total / n)))
            for name, (n, total, low, high) in _sorted(times[category], sort_by, ascending)
        ]
        lines += _block(category, heads, rows)
    return "\n".join(lines) + "\n"


def _block(title, heads, rows):
    wide = max([25, *(len(row[0]) for row in rows)])

    def line(fields):
        first, count, *rest = fields
        return first.ljust(wide) + count.rjust(16) + "".join(x.rjust(17) for x in rest)

    under = ["-" * len(head) for head in ("Name", *heads)]
    return [title, _RULE, line(("Name", *heads)), line(under), *map(line, rows), ""]


def as_json(times, memory, sort_by="total", ascending=False):
    """The sums as JSON: `Time` in ms and `Memory` in kB by category and name, and their `Unit`."""
    told = {
        "Time": {
            category: {
                name: _told(sums, 1e6, True)
                for name, sums in _sorted(times[category], sort_by, ascending)
            }
            for category in sorted(times)
        },
        "Memory": {},
        "Unit": {"Time": "ms", "Memory": "kB"},
    }
    if memory:
        rows = _sorted(memory, sort_by, ascending)
        told["Memory"][STORAGE] = {name: _told(sums, 1e3, False) for name, sums in rows}
    return json.dumps(told, indent=4)


def _told(sums, unit, with_total):
    count, total, low, high = sums
    told = {"Count": count}
    if with_total:
        told["Total"] = total / unit
    return told | {"Min": low / unit, "Max": high / unit, "Avg": total / unit / count}


def events(found):
    """Events in the trace event format, as bytes, with a comma before each."""
    process = os.getpid()
    return "".join(f",\n{json.dumps(_event(each, process))}" for each in found).encode()


def trace(parts):
    """The pieces of a whole trace, from what `events` gave."""
    head = {"ph": "M", "name": "process_name", "pid": os.getpid(), "args": {"name": "mxnet"}}
    yield f'{{"displayTimeUnit": "ms", "traceEvents": [\n{json.dumps(head)}'.encode()
    yield from parts
    yield b"\n]}\n"


def _event(event, process):
    phase, category, name, node, start, value, thread = event
    told = {
        "ph": phase, "cat": category, "name": name, "ts": start / 1000,
        "pid": process, "tid": thread,
    }  # fmt: skip
    if phase == "X":
        told["dur"] = value / 1000
        if node:
            told["args"] = {"node": node}
    elif phase == "C":
        told["args"] = {name: value}
    else:
        told["s"] = _SCOPES[value]
    return told

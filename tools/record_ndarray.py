"""Ask MXNet 1.9.1 for the values of the expressions in tests/ndarray/cases.py.

Run it with a Python that has the real MXNet 1.9.1 (and not this package), from the root of the
repository:

    python tools/record_ndarray.py

It writes tests/ndarray/recorded.json. Every expression runs in a process of its own, since some end
it.
"""

import json
import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "ndarray")
)

import cases
import harness

import mxnet as mx

TARGET = os.path.join(os.path.dirname(harness.__file__), "recorded.json")


def in_a_process(line):
    """The outcome of one expression, `{"error": "crash"}` where the process died."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as stream:
            json.dump(harness.run(mx, line), stream)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"error": "crash"}


def main():
    """Record every expression."""
    assert not hasattr(mx, "libinfo") or "rekindled" not in str(mx.libinfo.__doc__), (
        "this is not the real MXNet"
    )
    outcomes = {}
    for group, line in cases.expressions():
        outcomes[f"{group}: {line}"] = in_a_process(line)
    with open(TARGET, "w") as stream:
        stream.write(
            "{\n"
            + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in outcomes.items())
            + "\n}\n"
        )
    print(
        f"{len(outcomes)} expressions, {sum('error' in v for v in outcomes.values())} of them "
        "errors"
    )


if __name__ == "__main__":
    main()

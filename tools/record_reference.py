"""Record what the real MXNet 1.9.1 answers to the operator test table.

Run it with a Python that has mxnet 1.9.1: ``python tools/record_reference.py [FAMILY ...]``.
Samples run in a worker process; when one takes the worker down, it alone is lost: it is
reported and stored as failed, and a new worker goes on with the next. Running it again gives
the same files.
"""

import argparse
import faulthandler
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile

# Last, so that `mxnet` is the reference and not the package beside the tests.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

import mxnet as mx
from tests.ops import calls, recording, table

SAMPLE_LIMIT_S = 60


def main():
    """Record the families named on the command line; all without names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("families", nargs="*", metavar="FAMILY")
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        start, stop, folder = chosen.worker
        work(chosen.families[0], int(start), int(stop), pathlib.Path(folder))
        return
    for family in chosen.families or table.family_names():
        record(family)


def tasks(family):
    """Return every ``(row, sample, kind)`` of a family that the reference is to run."""
    found = []
    # Zero-size samples last: the reference stumbles over what comes after some of them.
    for kind in ("samples", "wrong", "empty"):
        for row in table.load(family):
            samples = getattr(row, kind)
            found += [(row, s, kind) for s in samples if row.option(s, "record")]
    return found


def record(family):
    """Run one family in workers and write its file."""
    todo, samples, refusals = tasks(family), {}, {}
    with tempfile.TemporaryDirectory() as folder:
        whole = sum(kind != "empty" for _, _, kind in todo)
        entries = run_all(family, len(todo), whole, pathlib.Path(folder))
        for (row, sample, kind), entry in zip(todo, entries):
            key = row.key(sample)
            if kind == "wrong":
                refusals[key] = "" if "failed" in entry else entry["raised"]
                continue
            samples[key] = entry
            excused = "failed" not in entry and not row.option(sample, "gradient_recorded")
            if trouble(entry) and not excused and row.option(sample, "reference") is None:
                print(f"{family}: {row.name} not recorded: {trouble(entry)}\n    {sample}")
    note = "Outputs, gradients and refusals of Apache MXNet 1.9.1, by tools/record_reference.py."
    recording.save(family, samples, refusals, note)
    size = recording.path(family).stat().st_size
    print(f"{family}: {len(samples)} samples, {len(refusals)} refusals, {size} bytes")


def run_all(family, count, whole, folder):
    """Return the entry of each task, starting a new worker after each crash.

    What failed is tried once more in a worker of its own, so that nothing before it counts.
    From task number `whole` on come the zero-size ones.
    """
    entries = []
    while len(entries) < count:
        start = len(entries)
        run_worker(family, start, whole if start < whole else count, folder, start < whole)
        while (folder / f"{len(entries)}").exists():
            entries.append(read(folder, len(entries)))
        if len(entries) == start:  # the very first took the worker down
            entries.append(DIED)
    for number, entry in enumerate(entries):
        if trouble(entry):
            (folder / f"{number}").unlink(missing_ok=True)
            run_worker(family, number, number + 1, folder, number < whole)
            entries[number] = read(folder, number)
    return entries


DIED = {"failed": "the reference died or hung"}


def trouble(entry):
    """Return what the reference failed at, or ""; having no gradient is no failure."""
    if "failed" in entry:
        return entry["failed"]
    text = entry.get("refused", ("", ""))[1]
    return "" if "non-differentiable" in text else text


def run_worker(family, start, stop, folder, whole):
    """Run some of the family's tasks in a process of their own.

    The naive engine raises errors where they are made, so that none is blamed on what comes
    after. It refuses zero-size arrays that the threaded one lets pass.
    """
    subprocess.run(
        [sys.executable, __file__, family, "--worker", str(start), str(stop), str(folder)],
        env={
            **os.environ,
            "OMP_NUM_THREADS": "1",  # one order of summation
            "MXNET_ENGINE_TYPE": "NaiveEngine" if whole else "ThreadedEnginePerDevice",
        },
        capture_output=True,
        check=False,
    )


def read(folder, number):
    """Return the entry of one task, left by a worker."""
    file = folder / f"{number}"
    return pickle.loads(file.read_bytes()) if file.exists() else DIED


def work(family, start, stop, folder):
    """Be the worker: run the family's tasks from `start` to `stop`, one file each."""
    for number, (row, sample, kind) in enumerate(tasks(family)[start:stop], start):
        faulthandler.dump_traceback_later(SAMPLE_LIMIT_S, exit=True)
        entry = refusal(row, sample) if kind == "wrong" else answer(row, sample, kind)
        # Renamed when whole: the parent takes a file that exists for a finished one.
        part = folder / "part"
        part.write_bytes(pickle.dumps(entry))
        part.rename(folder / str(number))


def refusal(row, sample):
    """Return which exception a wrong call raises."""
    try:
        with calls.mode(row, sample):
            for output in calls.invoke(row, sample, calls.place(sample.inputs)):
                output.wait_to_read()
    except Exception as error:
        return {"raised": type(error).__name__}
    return {"raised": ""}


def answer(row, sample, kind):
    """Return outputs, auxiliary states and gradients of one sample."""
    with mx.util.np_shape(kind == "empty"):
        try:
            entry = forward(row, sample)
        except Exception as error:
            return {"failed": last_line(error)}
        entry["dtypes"] = {name: dtypes(row, sample, name) for name in row.option(sample, "dtypes")}
        if kind == "samples" and len(sample.inputs) > 1:
            entry["inferred"] = inferred(row, sample)
        if entry["random"]:
            return entry
        try:
            if calls.attached(row, sample):
                arrays = calls.place(sample.inputs)
                entry["gradients"] = calls.backward(row, sample, arrays)
        except Exception as error:
            entry["refused"] = [type(error).__name__, last_line(error)]
        return entry


def forward(row, sample):
    """Return outputs and auxiliary states of one sample."""
    arrays = calls.place(sample.inputs)
    with calls.mode(row, sample):
        outputs = [each.asnumpy() for each in calls.invoke(row, sample, arrays)]
    aux = {i: arrays[i].asnumpy() for i in row.option(sample, "aux")}
    random = bool(row.option(sample, "random"))
    return {"outputs": outputs, "aux": aux, "gradients": {}, "random": random}


def inferred(row, sample):
    """Return the inputs' shapes as the first one's alone decides them; None where it does not.

    Axes that stay unknown are None too.
    """
    if not calls.is_generated(row):
        return None
    variables = [mx.sym.var(f"in{i}") for i in range(len(sample.inputs))]
    args, kwargs = sample.with_inputs(variables)
    try:
        symbol = calls.function("sym" + row.call(sample)[2:])(*args, **kwargs)
        names = symbol.list_arguments() + symbol.list_auxiliary_states()
        arguments, _, states = symbol.infer_shape_partial(in0=sample.inputs[0].shape)
    except Exception:
        return None
    shapes = dict(zip(names, [*arguments, *states]))
    found = [shapes.get(each.name) for each in variables]
    return [[n or None for n in shape] if shape else None for shape in found]


def dtypes(row, sample, name):
    """Return the outputs' dtypes for float inputs of another dtype; None if refused."""
    try:
        arrays = calls.place(calls.cast(sample.inputs, name))
        with calls.mode(row, sample):
            return [str(each.asnumpy().dtype) for each in calls.invoke(row, sample, arrays)]
    except Exception:
        return None


def last_line(error):
    """Return the end of an error's text, where the reference says what it means."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[-1].strip()[:200] if lines else ''}"


if __name__ == "__main__":
    main()

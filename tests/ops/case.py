"""One sample of one row, with its recorded numbers: what the drivers are parametrised by."""

import functools

import numpy as np

from tests.ops import recording, table

load = functools.cache(recording.load)

# Tolerances of forward values: relative, and absolute per unit of the largest value.
TOLERANCE = {
    "float64": (1e-6, 1e-8),
    "float32": (1e-5, 1e-6),
    "float16": (5e-3, 2e-3),
    "bfloat16": (4e-2, 2e-2),
}


class Case:
    """A sample with its row, ``kind`` ("samples", "empty" or "wrong") and recording."""

    def __init__(self, family, row, sample, kind="samples", number=0):
        self.family, self.row, self.sample = family, row, sample
        self.kind, self.number = kind, number

    def __repr__(self):
        mark = "" if self.kind == "samples" else f"{self.kind}-"
        return f"{self.row.name}-{mark}{self.number}"

    def option(self, name):
        """Return an option's value for this sample."""
        return self.row.option(self.sample, name)

    @functools.cached_property
    def recorded(self):
        """What the reference gave; None where the row's own `reference` stands in for it."""
        if self.option("reference") is not None or not self.option("record"):
            return None
        entry = load(self.family).sample(self.row.key(self.sample))
        again = f"{self!r} is not recorded: run tools/record_reference.py {self.family}"
        assert entry is not None, again
        assert "failed" not in entry, f"the row needs a `reference`: {entry.get('failed')}"
        return entry

    @functools.cached_property
    def refused(self):
        """Whether the reference has no gradient for this operator and says so."""
        entry = load(self.family).sample(self.row.key(self.sample)) or {}
        return "non-differentiable" in entry.get("refused", ("", ""))[1]

    def expected(self):
        """Return the outputs that are right, as NumPy arrays."""
        if self.recorded is not None:
            return self.recorded["outputs"]
        args, kwargs = self.sample.with_inputs(self.sample.inputs)
        made = self.option("reference")(*args, **kwargs)
        return list(made) if isinstance(made, (list, tuple)) else [made]

    def compare(self, found, wanted, what, looser=1):
        """Assert that two lists of outputs agree: number, shapes, dtypes and values."""
        assert len(found) == len(wanted), f"{what}: {len(found)} outputs, not {len(wanted)}"
        for i, (one, other) in enumerate(zip(found, wanted)):
            where = f"{what} {i}"
            assert one.shape == other.shape, f"{where}: shape {one.shape}, not {other.shape}"
            assert one.dtype == other.dtype, f"{where}: dtype {one.dtype}, not {other.dtype}"
        if self.option("random"):
            return
        canonical = self.option("canonical") or (lambda outputs: outputs)
        for i, (one, other) in enumerate(zip(canonical(found), canonical(wanted))):
            self.close(one, other, f"{what} {i}", looser)

    def close(self, one, other, what, looser=1, dtype=None):
        """Assert that two arrays agree in shape, and in value within the dtype's tolerance."""
        assert one.shape == other.shape, f"{what}: shape {one.shape}, not {other.shape}"
        dtype = str(dtype or other.dtype)
        if dtype not in TOLERANCE:
            np.testing.assert_array_equal(one, other, err_msg=what)
            return
        rtol, atol = self.tolerance(dtype)
        finite = np.abs(other[np.isfinite(other)].astype("float64"))
        largest = max(1.0, finite.max()) if finite.size else 1.0
        np.testing.assert_allclose(
            one.astype("float64"),
            other.astype("float64"),
            rtol=looser * rtol,
            atol=looser * atol * largest,
            err_msg=what,
        )

    def tolerance(self, dtype):
        """Return ``(rtol, atol)``: the dtype's; in float32 the row's, if it says."""
        rtol, atol = TOLERANCE[dtype]
        if dtype == "float32":
            rtol = self.option("rtol") or rtol
            atol = self.option("atol") or atol
        return rtol, atol


def cases(families=None, kind="samples"):
    """Return every case of the families, of all without names."""
    return [
        Case(family, row, sample, kind, number)
        for family in families or table.family_names()
        for row in table.load(family)
        for number, sample in enumerate(getattr(row, kind))
    ]

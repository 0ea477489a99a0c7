"""The files of recorded numbers: how they are laid out, written and read.

A file is an ``.npz`` of one flat array per dtype, and ``index``: JSON that says for each
sample's key what there is and where. Packed so, hundreds of small arrays cost little.
"""

import json
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent / "recorded"


class Recording:
    """The recorded numbers of one family."""

    def __init__(self, index, data):
        self.index = index
        self._data = data

    def sample(self, key):
        """Return a sample's entry with arrays in place of their addresses, or None.

        Entries hold ``failed`` (why the reference gave nothing) or ``outputs``, ``aux`` and
        ``gradients`` (or ``refused``, the type and text of what backward raised).
        """
        entry = self.index["samples"].get(key)
        if entry is None or "failed" in entry:
            return entry
        found = dict(entry)
        found["outputs"] = [self._read(each) for each in entry["outputs"]]
        for part in ("aux", "gradients"):
            found[part] = {int(i): self._read(each) for i, each in entry[part].items()}
        return found

    def refusal(self, key):
        """Return the name of the exception type a wrong call raised; "" for none; None if
        there is no recording."""
        return self.index["refusals"].get(key)

    def _read(self, address):
        dtype, shape, start = address
        if start is None:  # values not kept
            return np.broadcast_to(np.zeros((), dtype), shape)
        size = int(np.prod(shape))
        return self._data[dtype][start : start + size].reshape(shape)


def path(family):
    """Return where a family's recording is kept."""
    return FOLDER / f"{family}.npz"


def load(family):
    """Return a family's recording; an empty one where there is no file."""
    if not path(family).exists():
        return Recording({"samples": {}, "refusals": {}}, {})
    with np.load(path(family), allow_pickle=False) as file:
        return Recording(json.loads(str(file["index"])), {k: file[k] for k in file.files})


def save(family, samples, refusals, note):
    """Write ``samples`` ({key: entry with arrays}) and ``refusals`` ({key: type name})."""
    flat = {}
    index = {
        "note": note,
        "samples": {key: _pack(entry, flat) for key, entry in sorted(samples.items())},
        "refusals": dict(sorted(refusals.items())),
    }
    data = {dtype: np.concatenate(parts) for dtype, parts in sorted(flat.items())}
    FOLDER.mkdir(exist_ok=True)
    np.savez_compressed(path(family), index=np.array(json.dumps(index)), **data)


def _pack(entry, flat):
    if "failed" in entry:
        return entry
    packed = dict(entry)
    keep = not entry["random"]
    packed["outputs"] = [_put(each, flat, keep) for each in entry["outputs"]]
    for part in ("aux", "gradients"):
        packed[part] = {str(i): _put(each, flat, keep) for i, each in entry[part].items()}
    return packed


def _put(array, flat, keep):
    if not keep:
        return [str(array.dtype), list(array.shape), None]
    parts = flat.setdefault(str(array.dtype), [])
    start = sum(part.size for part in parts)
    parts.append(np.ascontiguousarray(array).ravel())
    return [str(array.dtype), list(array.shape), start]

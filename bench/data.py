"""Loading: epochs of DataLoader and ImageRecordIter against torch's DataLoader, reading of records
and of parameters.

Processor time is measured, that of worker processes with it: a busy machine does not decide.
"""

import multiprocessing
import os
import tempfile
import time

import cv2
import numpy as np
import torch
from _measure import report
from torch.utils import data as torch_data

import mxnet as mx
from mxnet import files, gluon, recordio
from mxnet.gluon.data.vision import transforms

MEAN, STD = (0.49, 0.48, 0.45), (0.25, 0.24, 0.26)
IMAGES = np.random.default_rng(0).integers(0, 256, (10_000, 32, 32, 3), np.uint8)
LABELS = np.arange(10_000, dtype=np.int32) % 10
BATCH = 128


def spent():
    """Processor seconds of this process and of its children (as Linux tells them)."""
    total, tick = time.process_time(), os.sysconf("SC_CLK_TCK")
    for child in multiprocessing.active_children():
        with open(f"/proc/{child.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / tick
    return total


def alternating(ours, floor, repeats=5):
    """`(ours, floor, ours / floor)`: least seconds of alternating runs."""
    best = [float("inf"), float("inf")]
    ours(), floor()  # workers start
    for _ in range(repeats):
        for i, program in enumerate((ours, floor)):
            start = spent()
            program()
            best[i] = min(best[i], spent() - start)
    return best[0], best[1], best[0] / best[1]


class Flipped(torch_data.Dataset):
    """The same images and transforms with torch's functions."""

    def __init__(self):
        self.images, self.labels = torch.from_numpy(IMAGES), torch.from_numpy(LABELS)
        self.mean, self.std = (torch.tensor(x)[:, None, None] for x in (MEAN, STD))

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        x = self.images[i]
        if torch.rand(()) < 0.5:
            x = x.flip(1)
        x = x.permute(2, 0, 1).float().div_(255)
        return x.sub_(self.mean).div_(self.std), self.labels[i]


def through(loader):
    for _ in loader:
        pass


def loaders(workers):
    """An epoch over 10 000 small images, with and without worker processes."""
    chain = transforms.Compose(
        [transforms.RandomFlipLeftRight(), transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
    )
    images = mx.nd.array(IMAGES, dtype="uint8")
    dataset = gluon.data.ArrayDataset(images, LABELS)
    joined = gluon.data.DataLoader(
        dataset.transform_first(chain), BATCH, shuffle=True, num_workers=workers
    )
    # A function of the program's own is called for every single sample.
    single = gluon.data.DataLoader(
        dataset.transform_first(lambda x: chain(x)), BATCH, shuffle=True, num_workers=workers
    )
    theirs = torch_data.DataLoader(
        Flipped(), BATCH, shuffle=True, num_workers=workers, persistent_workers=workers > 0
    )
    where = f"{workers} workers" if workers else "no workers"
    found = alternating(lambda: through(joined), lambda: through(theirs))
    report(f"DataLoader, 10 000 of 32x32, flip, {where}", found, 0.9, 1e3, "ms")
    found = alternating(lambda: through(single), lambda: through(theirs), repeats=3)
    report(f"the same, transformed one by one, {where}", found, 1.1, 1e3, "ms")


class Decoded(torch_data.Dataset):
    """Images of a record file, decoded, cropped and mirrored with OpenCV and torch."""

    def __init__(self, names):
        self.names, self.record = names, None

    def __len__(self):
        return 640

    def __getitem__(self, i):
        if self.record is None:
            self.record = recordio.MXIndexedRecordIO(*self.names, "r")
        header, encoded = recordio.unpack(self.record.read_idx(i))
        image = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR_RGB)
        top, left = np.random.randint(0, 33, 2)
        image = image[top : top + 224, left : left + 224]
        if np.random.rand() < 0.5:
            image = image[:, ::-1]
        x = torch.from_numpy(np.ascontiguousarray(image)).permute(2, 0, 1).float()
        return x.contiguous(), header.label


def records(folder):
    """A record file of 640 JPEGs of 256x256."""
    names = os.path.join(folder, "a.idx"), os.path.join(folder, "a.rec")
    rng = np.random.default_rng(0)
    with recordio.MXIndexedRecordIO(*names, "w") as record:
        for i in range(640):
            small = rng.integers(0, 256, (24, 24, 3), np.uint8)
            image = cv2.resize(small, (256, 256), interpolation=cv2.INTER_CUBIC)
            record.write_idx(i, recordio.pack_img((0, i, i, 0), image, quality=90))
    return names


def images(names):
    """An epoch of ImageRecordIter against torch's loader with the same decoder."""
    workers = os.cpu_count()
    iterator = mx.io.ImageRecordIter(
        path_imgrec=names[1], path_imgidx=names[0], data_shape=(3, 224, 224), batch_size=32,
        rand_crop=True, rand_mirror=True, shuffle=True, preprocess_threads=workers, verbose=False,
    )  # fmt: skip
    theirs = torch_data.DataLoader(
        Decoded(names), 32, shuffle=True, num_workers=workers, persistent_workers=True
    )

    def ours():
        through(iterator)
        iterator.reset()

    found = alternating(ours, lambda: through(theirs))
    report("ImageRecordIter, 640 JPEGs of 256x256, crop 224", found, 1.0, 1e3, "ms")


def reading(folder):
    """Records one after the other from the page cache, against `read()` of as many bytes.

    The goal is 1 GB/s, or 0.8 of the speed of `read()`.
    """
    path = os.path.join(folder, "b.rec")
    for size, count in ((4_000, 40_000), (20_000, 10_000), (200_000, 1_000)):
        with recordio.MXRecordIO(path, "w") as record:
            content = bytes(size)
            for _ in range(count):
                record.write(content)

        def ours():
            reader = recordio.MXRecordIO(path, "r")
            while reader.read() is not None:
                pass

        def floor(size=size):
            with open(path, "rb") as file:
                while file.read(size):
                    pass

        found = alternating(ours, floor)
        speed = size * count / found[0] / 1e9
        wanted = 1.25 if speed < 1 else float("inf")
        report(f"records of {size} bytes: {speed:.1f} GB/s, read()", found, wanted, 1e3, "ms")


def parameters(folder):
    """A file of 200 MB in the page cache, against reading as many bytes into as many new arrays
    without a look at them. Reading them at once takes several times as long, for the fresh memory.
    """
    singles, halves = os.path.join(folder, "c.params"), os.path.join(folder, "d.params")
    # The sizes of a network's arrays: most are small, most bytes are in few.
    sizes = [2_000_000] * 20 + [250_000] * 38 + [500] * 200
    rng = np.random.default_rng(0)
    arrays = {f"arg:{i}": rng.random(n, np.float32) for i, n in enumerate(sizes)}
    files.save(singles, arrays)
    mx.nd.save(halves, {name: mx.nd.array(x).astype("bfloat16") for name, x in arrays.items()})

    def floor(path, itemsize):
        with open(path, "rb", buffering=0) as file:
            return [np.fromfile(file, np.uint8, n * itemsize) for n in sizes]

    for title, load, path, itemsize in (
        ("mx.nd.load", mx.nd.load, singles, 4),
        ("mxnet.files.load", files.load, singles, 4),
        ("mx.nd.load, bfloat16", mx.nd.load, halves, 2),
    ):
        size = os.path.getsize(path) / 1e6
        found = alternating(
            lambda f=load, p=path: f(p), lambda p=path, n=itemsize: floor(p, n), repeats=15
        )
        report(f"{title} of {size:.0f} MB, reading", found, 1.5, 1e3, "ms")


if __name__ == "__main__":
    torch.set_num_threads(1)
    for count in (0, os.cpu_count()):
        loaders(count)
    with tempfile.TemporaryDirectory() as place:
        images(records(place))
        reading(place)
        parameters(place)

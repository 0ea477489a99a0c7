"""Iterators over records of images that are compared with MXNet 1.9.1.

The recorder reads this under the reference's Python too.
"""

import pathlib
import tempfile

import numpy as np

PNG = pathlib.Path(__file__).parent / "photo.png"
BOXES = [
    [2, 5, 0, 0.1, 0.1, 0.5, 0.5, 1, 0.2, 0.2, 0.7, 0.8],
    [2, 5, 0, 0.1, 0.1, 0.5, 0.5],
    [4, 5, 9, 9, 0, 0.3, 0.1, 0.5, 0.5],
]


def written(mx, labels, step=2):
    """A record file of the same image under several labels: paths of index and records."""
    folder = pathlib.Path(tempfile.mkdtemp())
    names = str(folder / "a.idx"), str(folder / "a.rec")
    record = mx.recordio.MXIndexedRecordIO(*names, "w")
    for i, label in enumerate(labels):
        record.write_idx(step * i, mx.recordio.pack((0, label, 100 + i, 0), PNG.read_bytes()))
    record.close()
    return names


# What nothing random takes part in.
PIXELS = {
    "plain": {},
    "bytes": {"dtype": "uint8"},
    "resize": {"resize": 25},
    "resize by size": {"resize": 50, "inter_method": 9},
    "mean": {"mean_r": 10, "mean_g": 20, "mean_b": 30},
    "std and scale": {"mean_r": 10, "std_r": 2, "std_g": 3, "scale": 0.5},
    "mirror": {"mirror": True},
    "pad": {"pad": 9, "fill_value": 7, "data_shape": (3, 45, 50)},
    "square": {"max_crop_size": 30, "min_crop_size": 30},
    "gray": {"data_shape": (1, 20, 24)},
    "enlarged": {"data_shape": (3, 40, 50)},
    "rotate": {"rotate": 90},
    "smaller": {"min_random_scale": 0.7, "max_random_scale": 0.7},
    "largest edge": {"max_img_size": 30},
    "all of it": {"random_resized_crop": True, "min_aspect_ratio": 1.0, "max_aspect_ratio": 1.0},
}
BATCHES = {
    "round": {},
    "round, large": {"batch_size": 7},
    "part by bytes": {"num_parts": 3, "part_index": 1},
    "part by index": {"num_parts": 3, "part_index": 1, "path_imgidx": True},
    "last part by index": {"num_parts": 3, "part_index": 2, "path_imgidx": True},
}
DETECTION = {
    "plain": {},
    "padded": {"label_pad_width": 20, "label_pad_value": -5.0},
    "fit": {"resize_mode": "fit", "data_shape": (3, 40, 60)},
    "shrink": {"resize_mode": "shrink", "data_shape": (3, 40, 60)},
    "mirror": {"rand_mirror_prob": 1.0},
    "normalized": {"mean_r": 10, "std_r": 2, "scale": 0.5, "resize": 40},
}


def pixels(mx, name):
    """The first image."""
    options = {"data_shape": (3, 20, 24), **PIXELS[name]}
    found = mx.io.ImageRecordIter(
        path_imgrec=written(mx, [0.0, 1.0])[1], batch_size=1, preprocess_threads=1, **options
    )
    return found.next().data[0].asnumpy()[0]


def batches(mx, name):
    """Labels and padding of three epochs."""
    options = {"batch_size": 4, **BATCHES[name]}
    index, records = written(mx, [float(i) for i in range(10)])
    if options.pop("path_imgidx", False):
        options["path_imgidx"] = index
    found = mx.io.ImageRecordIter(
        path_imgrec=records, data_shape=(3, 20, 24), preprocess_threads=1, **options
    )
    rows = []
    for _ in range(3):
        rows += [b.label[0].asnumpy().tolist() + [b.pad] for b in found]
        rows.append([-1] * (options["batch_size"] + 1))
        found.reset()
    return np.array(rows)


def detection(mx, name):
    """Labels of all batches, and the pixels of the first image."""
    options = {"data_shape": (3, 20, 24), **DETECTION[name]}
    found = mx.io.ImageDetRecordIter(
        path_imgrec=written(mx, BOXES)[1], batch_size=2, preprocess_threads=1, **options
    )
    all_batches = [(b.data[0].asnumpy(), b.label[0].asnumpy()) for b in found]
    labels = np.concatenate([label.ravel() for _, label in all_batches])
    return np.concatenate([labels, all_batches[0][0][0].ravel()])


CASES = {
    **{f"pixels, {n}": lambda mx, n=n: pixels(mx, n) for n in PIXELS},
    **{f"batches, {n}": lambda mx, n=n: batches(mx, n) for n in BATCHES},
    **{f"detection, {n}": lambda mx, n=n: detection(mx, n) for n in DETECTION},
}

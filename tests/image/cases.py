"""What is compared with MXNet 1.9.1; the recorder reads this under the reference's Python too."""

import pathlib
import random

import numpy as np

FOLDER = pathlib.Path(__file__).parent
PNG, JPEG = FOLDER / "photo.png", FOLDER / "photo.jpg"
BOXES = np.array([[0, 0.1, 0.2, 0.5, 0.6], [1, 0.4, 0.4, 0.9, 0.95], [2, 0.0, 0.0, 0.2, 0.3]])
RAW_BOXES = [
    [[2, 5, 0, 0.1, 0.1, 0.5, 0.5, 1, 0.2, 0.2, 0.7, 0.8], PNG.name],
    [[2, 5, 0, 0.1, 0.1, 0.5, 0.5], JPEG.name],
    [[4, 5, 9, 9, 0, 0.3, 0.1, 0.5, 0.5], PNG.name],
]


def seeded(function):
    """The function, run with every generator that augmenters use started anew."""

    def run(mx):
        random.seed(7)
        np.random.seed(7)
        return function(mx, mx.image.imread(str(PNG)))

    return run


def epochs(mx, handle):
    """Labels and padding of three epochs over a record file of seven images."""
    folder = pathlib.Path(__import__("tempfile").mkdtemp())
    names = str(folder / "a.idx"), str(folder / "a.rec")
    record = mx.recordio.MXIndexedRecordIO(*names, "w")
    for i in range(7):
        record.write_idx(2 * i, mx.recordio.pack((0, float(i), i, 0), PNG.read_bytes()))
    record.close()
    found = mx.image.ImageIter(3, (3, 16, 16), path_imgrec=names[1], last_batch_handle=handle)
    rows = []
    for _ in range(3):
        rows += [b.label[0].asnumpy().tolist() + [b.pad] for b in found] + [[-1] * 4]
        found.reset()
    return np.array(rows)


def augmented(mx, image):
    """Two images through all augmenters of classification."""
    chain = mx.image.CreateAugmenter(
        (3, 16, 18), resize=25, rand_crop=True, rand_resize=True, rand_mirror=True, mean=True,
        std=True, brightness=0.1, contrast=0.2, saturation=0.3, hue=0.1, pca_noise=0.1,
        rand_gray=0.4, inter_method=1,
    )  # fmt: skip
    found = []
    for _ in range(2):
        x = image
        for augmenter in chain:
            x = augmenter(x)
        found.append(x.asnumpy())
    return np.stack(found)


def detected(mx, image, part):
    """Images, or boxes, through all augmenters of detection."""
    chain = mx.image.CreateDetAugmenter(
        (3, 20, 24), resize=30, rand_crop=0.9, rand_pad=0.9, rand_gray=0.3, rand_mirror=True,
        mean=True, std=True, brightness=0.1, contrast=0.1, saturation=0.1, pca_noise=0.1, hue=0.1,
        min_object_covered=[0.1, 0.3], area_range=(0.2, 2.0), inter_method=1,
    )  # fmt: skip
    found = []
    for seed in range(6):
        random.seed(seed)
        np.random.seed(seed)
        x, label = image, BOXES.copy()
        for augmenter in chain:
            x, label = augmenter(x, label)
        rows = np.full((3, 5), -1.0)
        rows[: len(label)] = label
        found.append(rows if part else x.asnumpy())
    return np.stack(found)


def rotated(mx, **options):
    images = mx.nd.array(np.arange(2 * 5 * 6.0).reshape(2, 1, 5, 6))
    return mx.image.imrotate(images, mx.nd.array([30, -100]), **options)


def detection_labels(mx):
    found = mx.image.ImageDetIter(2, (3, 16, 16), imglist=RAW_BOXES, path_root=str(FOLDER))
    return np.stack([b.label[0].asnumpy() for b in found])


CASES = {
    "decoded jpeg": lambda mx: mx.image.imread(str(JPEG)),
    "decoded gray": lambda mx: mx.image.imdecode(JPEG.read_bytes(), flag=0),
    "decoded bgr": lambda mx: mx.image.imdecode(PNG.read_bytes(), to_rgb=0),
    "resize_short": seeded(lambda mx, x: mx.image.resize_short(x, 20, 1)),
    "resize by size": seeded(lambda mx, x: mx.image.resize_short(x, 20, 9)),
    "random_crop": seeded(lambda mx, x: mx.image.random_crop(x, (20, 15))[0]),
    "random_crop beyond": seeded(lambda mx, x: mx.image.random_crop(x, (60, 15), 1)[0]),
    "center_crop": seeded(lambda mx, x: mx.image.center_crop(x, (20, 15))[0]),
    "random_size_crop": seeded(
        lambda mx, x: mx.image.random_size_crop(x, (20, 15), (0.1, 0.9), (0.7, 1.4), 1)[0]
    ),
    "fixed_crop": seeded(lambda mx, x: mx.image.fixed_crop(x, 3, 4, 10, 11, (5, 6), 1)),
    "copyMakeBorder": seeded(lambda mx, x: mx.image.copyMakeBorder(x, 1, 2, 3, 4, 2)),
    "imrotate": rotated,
    "imrotate in": lambda mx: rotated(mx, zoom_in=True),
    "imrotate out": lambda mx: rotated(mx, zoom_out=True),
    "random_rotate": seeded(
        lambda mx, x: mx.image.random_rotate(x.astype("float32").transpose((2, 0, 1)), (-9, 9))
    ),
    "augmented": seeded(augmented),
    "detected images": seeded(lambda mx, x: detected(mx, x, 0)),
    "detected boxes": seeded(lambda mx, x: detected(mx, x, 1)),
    "epochs, pad": lambda mx: epochs(mx, "pad"),
    "epochs, discard": lambda mx: epochs(mx, "discard"),
    "epochs, roll_over": lambda mx: epochs(mx, "roll_over"),
    "detection labels": detection_labels,
}

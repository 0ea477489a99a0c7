"""Reading a face-recognition data set, a `.rec` beside its `.idx`, in plain Python.

Such pairs, as InsightFace has them, hold a header in record 0 that says where images end and
identities begin; each identity's own record says which images are its own. So all images of one
person are found without reading the others. `mxnet.recordio` alone is needed, and NumPy; OpenCV
for looking at the images. Without a path, a small pair of drawn faces is made first.

    python examples/read_faces.py                         makes 12 identities, reads, draws
    python examples/read_faces.py faces/train.rec         faces/train.idx is read beside it
    python examples/read_faces.py --out some/folder       where the picture and made files go
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
from picture import FAINT, page
from tqdm import tqdm

from mxnet import recordio

SHOWN, COLUMNS = 6, 8


class Faces:
    """The images of a `.rec` by number, and their numbers by identity."""

    def __init__(self, path):
        self.record = recordio.MXIndexedRecordIO(str(path.with_suffix(".idx")), str(path), "r")
        header, _ = recordio.unpack(self.record.read_idx(0))
        if header.flag < 2:
            raise SystemExit(f"{path}: record 0 is no header of identities: {header}")
        first_identity, end = (int(number) for number in header.label[:2])
        self.images = range(1, first_identity)
        self.ranges = {}
        for identity in range(first_identity, end):
            header, _ = recordio.unpack(self.record.read_idx(identity))
            start, stop = (int(number) for number in header.label[:2])
            self.ranges[identity] = range(start, stop)

    def label(self, number):
        """The number of the person whom an image shows; labels may be arrays, it comes first."""
        header, _ = recordio.unpack(self.record.read_idx(number))
        return int(np.ravel(header.label)[0])

    def image(self, number):
        """An image as (height, width, 3), red first."""
        _, pixels = recordio.unpack_img(self.record.read_idx(number), 1)
        return pixels[..., ::-1]


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.path or make(options.out / "faces.rec", options)
    faces = Faces(path)
    counts = [len(numbers) for numbers in faces.ranges.values()]
    print(f"{path}: {len(faces.images)} images of {len(counts)} identities, "
          f"{min(counts)} to {max(counts)} each")  # fmt: skip

    wrong = 0
    for numbers in tqdm(faces.ranges.values(), desc="checking labels", unit="identity"):
        wrong += len({faces.label(number) for number in numbers}) > 1
    print(f"{wrong} identities with more than one label")
    first = next(iter(faces.ranges.values()))
    print(f"image {first[0]}: label {faces.label(first[0])}, {faces.image(first[0]).shape}")
    print(f"drew {draw(options.out / 'read_faces.png', faces)}")


def draw(path, faces):
    """Write the picture: one row for each of the first identities."""
    rows = list(faces.ranges.values())[:SHOWN]
    with page(path, 8, 1.15 * len(rows)) as figure:
        grid = figure.subplots(len(rows), COLUMNS, squeeze=False)
        for row, numbers in zip(grid, rows):
            row[0].set_ylabel(f"label {faces.label(numbers[0])}", rotation=0, ha="right", size=9)
            for axes in row:
                axes.set(xticks=[], yticks=[])
                axes.spines[:].set_visible(False)
            for axes, number in zip(row, numbers):
                axes.imshow(faces.image(number))
                axes.spines[:].set(visible=True, color=FAINT)
    return path


def make(path, options):
    """Write a pair of files as described above, of drawn faces; returns the path."""
    draws = np.random.default_rng(options.seed)
    counts = draws.integers(3, COLUMNS + 1, size=options.identities)
    first_identity = 1 + int(counts.sum())
    header = recordio.IRHeader(0, [first_identity, first_identity + len(counts)], 0, 0)
    with recordio.MXIndexedRecordIO(str(path.with_suffix(".idx")), str(path), "w") as record:
        record.write_idx(0, recordio.pack(header, b""))
        number, ranges = 1, []
        for label, count in enumerate(counts):
            features = draws.random(8)
            for start in range(number, number + count):
                header = recordio.IRHeader(0, [label, 0.0], start, 0)
                record.write_idx(start, recordio.pack_img(header, face(features, draws)))
            ranges.append((number, number + count))
            number += count
        for identity, limits in enumerate(ranges, first_identity):
            header = recordio.IRHeader(0, limits, identity, 0)
            record.write_idx(identity, recordio.pack(header, b""))
    print(f"wrote {path} and {path.with_suffix('.idx')}")
    return path


def face(features, draws, size=112):
    """A drawn face (size, size, 3), blue first: its features, seen a little otherwise each time."""
    skin, hair, eyes, width, spread, mouth, smile, ground = features
    image = np.full((size, size, 3), 120 + 100 * ground, np.uint8)
    color = (130 + 70 * skin, 150 + 70 * skin, 200 + 50 * skin)
    dark = (20 + 60 * hair, 30 + 100 * hair, 40 + 150 * hair)
    cv2.ellipse(image, (56, 50), (int(27 + 12 * width), 42), 0, 0, 360, dark, -1, cv2.LINE_AA)
    cv2.ellipse(image, (56, 60), (int(24 + 12 * width), 40), 0, 0, 360, color, -1, cv2.LINE_AA)
    for side in (-1, 1):
        eye = (int(56 + side * (9 + 7 * spread)), 52)
        cv2.circle(image, eye, 6, (255, 255, 255), -1, cv2.LINE_AA)
        cv2.circle(image, eye, int(2 + 3 * eyes), (90, 60, 30), -1, cv2.LINE_AA)
    cv2.ellipse(image, (56, 76), (int(8 + 8 * mouth), int(2 + 8 * smile)), 0, 0, 180,
                (60, 50, 170), 2, cv2.LINE_AA)  # fmt: skip
    turned = cv2.getRotationMatrix2D((56, 56), draws.normal(0, 7), draws.normal(1, 0.05))
    turned[:, 2] += draws.normal(0, 3, size=2)
    image = cv2.warpAffine(image, turned, (size, size), borderMode=cv2.BORDER_REPLICATE)
    return np.clip(image * draws.normal(1, 0.12), 0, 255).astype(np.uint8)


def parse_options():
    parser = argparse.ArgumentParser(description="Read a face-recognition record file.")
    parser.add_argument("path", type=Path, nargs="?", help="of the .rec; its .idx lies beside it")
    parser.add_argument("--identities", type=int, default=12, help="how many to make")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    return parser.parse_args()


if __name__ == "__main__":
    main()

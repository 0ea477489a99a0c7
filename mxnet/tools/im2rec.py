"""List images, and pack listed images into a record file.

    python -m mxnet.tools.im2rec --list --recursive data folder-of-images
    python -m mxnet.tools.im2rec --resize 256 data folder-of-images

The first line writes `data.lst`, the second packs what it lists into `data.rec` with `data.idx`.
"""

import argparse
import os
import random
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from .. import recordio
from .._core.atomic import write_bytes
from .._core.errors import MXNetError
from .._core.opencv import opencv

__all__ = ["main"]

_REPORTED = 1000  # how many images between two lines of progress


def main(arguments=None):
    """Run the program; return its exit status."""
    given = _parsed(arguments)
    try:
        if given.list:
            make_lists(given)
            return 0
        lists = _lists(given.prefix)
        if not lists:
            print(f"Did not find and list file with prefix {given.prefix}", file=sys.stderr)
            return 1
        return max(pack_list(path, given) for path in lists)
    except (MXNetError, OSError, ImportError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _parsed(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m mxnet.tools.im2rec",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        description="Create an image list or make a record database by reading from an image list.",
    )
    parser.add_argument("prefix", help="prefix of the .lst, .rec and .idx files")
    parser.add_argument("root", help="path of the folder of images")
    lists = parser.add_argument_group("Options for creating image lists")
    flag = {"action": "store_true"}
    lists.add_argument("--list", help="write <prefix>.lst of the images below root; "
                       "else pack the images of <prefix>.lst into <prefix>.rec", **flag)
    lists.add_argument("--exts", nargs="+", default=[".jpeg", ".jpg", ".png"],
                       help="suffixes of images")
    lists.add_argument("--chunks", type=int, default=1, help="number of lists")
    lists.add_argument("--train-ratio", type=float, default=1.0,
                       help="share of the images for training")
    lists.add_argument("--test-ratio", type=float, default=0,
                       help="share of the images for testing")
    lists.add_argument("--recursive", help="look into folders too, and give the images of each a "
                       "label; else only root's own images are listed, with label 0", **flag)
    lists.add_argument("--no-shuffle", dest="shuffle", action="store_false",
                       help="keep the images in order of their names")
    packing = parser.add_argument_group("Options for creating a database")
    packing.add_argument("--pass-through", help="pack files as they are", **flag)
    packing.add_argument("--resize", type=int, default=0,
                         help="resize the shorter edge to this; not if 0")
    packing.add_argument("--center-crop", help="crop the middle to a square", **flag)
    packing.add_argument("--quality", type=int, default=95,
                         help="of JPEG, 1-100; compression of PNG, 1-9")
    packing.add_argument("--num-thread", type=int, default=1, help="threads that encode")
    packing.add_argument("--color", type=int, default=1, choices=[-1, 0, 1],
                         help="1 for three channels, 0 for one, -1 for those of the file")
    packing.add_argument("--encoding", default=".jpg", choices=[".jpg", ".png"],
                         help="format of the packed images")
    packing.add_argument("--pack-label", help="pack all labels of a line, not the first alone",
                         **flag)
    given = parser.parse_args(arguments)
    given.prefix, given.root = os.path.abspath(given.prefix), os.path.abspath(given.root)
    return given


def listed_images(root, recursive, suffixes):
    """`(number, path below root, label)` of every image, and the folders with their labels."""
    found, labels = [], {}
    if not recursive:
        names = [n for n in sorted(os.listdir(root)) if os.path.isfile(os.path.join(root, n))]
        names = [n for n in names if os.path.splitext(n)[1].lower() in suffixes]
        return [(i, name, 0) for i, name in enumerate(names)], {}
    for folder, folders, names in os.walk(root, followlinks=True):
        folders.sort()
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in suffixes:
                label = labels.setdefault(folder, len(labels))
                path = os.path.relpath(os.path.join(folder, name), root)
                found.append((len(found), path, label))
    return found, {os.path.relpath(folder, root): n for folder, n in labels.items()}


def make_lists(given):
    """Write the list, or lists, of the images below a folder."""
    found, labels = listed_images(given.root, given.recursive, given.exts)
    for folder, label in labels.items():
        print(folder, label)
    if given.shuffle:
        random.Random(100).shuffle(found)
    size = -(-len(found) // given.chunks)
    for number in range(given.chunks):
        part = found[number * size : (number + 1) * size]
        name = f"{given.prefix}_{number}" if given.chunks > 1 else given.prefix
        train, test = int(size * given.train_ratio), int(size * given.test_ratio)
        if given.train_ratio == 1.0:
            _write_list(f"{name}.lst", part)
            continue
        if given.test_ratio:
            _write_list(f"{name}_test.lst", part[:test])
        if given.train_ratio + given.test_ratio < 1.0:
            _write_list(f"{name}_val.lst", part[test + train :])
        _write_list(f"{name}_train.lst", part[test : test + train])


def _write_list(path, images):
    lines = (f"{number}\t{label:f}\t{name}\n" for number, name, label in images)
    write_bytes(path, "".join(lines).encode())


def _lists(prefix):
    """The lists whose names begin with a prefix."""
    folder, start = os.path.split(prefix)
    names = sorted(n for n in os.listdir(folder) if n.startswith(start) and n.endswith(".lst"))
    return [os.path.join(folder, name) for name in names]


def _read_list(path):
    """Yield `(number, path, labels)` of every line that can be read; tell of the others."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = [field.strip() for field in line.strip().split("\t")]
            if len(fields) < 3:
                print(f"lst should have at least has three parts, but only has {len(fields)} parts "
                      f"for {fields}")  # fmt: skip
                continue
            try:
                yield int(fields[0]), fields[-1], [float(x) for x in fields[1:-1]]
            except ValueError as problem:
                print(f"Parsing lst met error for {fields}, detail: {problem}")


def pack_list(path, given):
    """Pack the images of a list into a record file with its index; return the exit status."""
    base = os.path.splitext(path)[0]
    print(f"Creating .rec file from {path}")
    done = missing = 0
    with recordio.MXIndexedRecordIO(f"{base}.idx", f"{base}.rec", "w") as record:
        for number, packed in _packed(_read_list(path), given):
            if packed is None:
                missing += 1
                continue
            record.write_idx(number, packed)
            done += 1
            if done % _REPORTED == 0:
                print(f"count: {done}")
    print(f"{base}.rec: {done} images" + (f", {missing} could not be packed" if missing else ""))
    return 0 if done or not missing else 1


def _packed(listed, given):
    """Yield number and record of every image in the order of the list, made by threads."""
    with ThreadPoolExecutor(max(given.num_thread, 1)) as threads:
        waiting = deque()
        for item in listed:
            waiting.append((item[0], threads.submit(_encoded, item, given)))
            if len(waiting) > 4 * given.num_thread:  # as many as there is memory for
                number, future = waiting.popleft()
                yield number, future.result()
        for number, future in waiting:
            yield number, future.result()


def _encoded(item, given):
    """The record of one image, or None where it cannot be read."""
    number, name, labels = item
    path = os.path.join(given.root, name)
    label = labels if len(labels) > 1 and given.pack_label else labels[0]
    header = recordio.IRHeader(0, label, number, 0)
    if given.pass_through:
        try:
            with open(path, "rb") as file:
                return recordio.pack(header, file.read())
        except OSError as problem:
            print(f"pack_img error: {name}: {problem}")
            return None
    image = opencv("im2rec").imread(path, given.color)
    if image is None:
        print(f"imread read blank (None) image for file: {path}")
        return None
    return recordio.pack_img(header, _sized(image, given), given.quality, given.encoding)


def _sized(image, given):
    """The image cropped and resized as asked for."""
    high, wide = image.shape[:2]
    if given.center_crop:
        edge = min(high, wide)
        top, left = (high - edge) // 2, (wide - edge) // 2
        image = image[top : top + edge, left : left + edge]
        high = wide = edge
    if given.resize:
        new = (given.resize, high * given.resize // wide) if high > wide else (
            wide * given.resize // high, given.resize)  # fmt: skip
        image = opencv("im2rec").resize(image, new)
    return image


if __name__ == "__main__":
    sys.exit(main())

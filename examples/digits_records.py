"""The digits in record files, learnt with `Module.fit`: MXNet's older way from end to end.

The digits become images in folders, `im2rec` lists and packs them into `.rec` files,
`ImageRecordIter` decodes and augments them in threads, and `Module.fit` trains, with its log lines
and a checkpoint after every epoch. Halfway the program begins anew from the checkpoint of that
epoch, optimizer included. At the end a record file is read in plain Python.

    python examples/digits_records.py                   under a minute on two cores
    python examples/digits_records.py --epochs 4        a shorter look, less accurate
    python examples/digits_records.py --out folder      where images, records and picture go
"""

import argparse
import logging
import time
import warnings
from pathlib import Path

import cv2
import numpy as np
from picture import BLUE, FAINT, page
from sklearn.datasets import load_digits

import mxnet as mx
from mxnet.tools import im2rec

BATCH, SIDE, CROP = 32, 24, 22
PROMISED_ACCURACY = 0.97


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    mx.random.seed(options.seed)
    np.random.seed(options.seed)
    started = time.perf_counter()
    prefix = str(options.out / "digits")
    write_images(options.out / "images")
    pack(prefix, options.out / "images")

    half, accuracies = options.epochs // 2, []
    train(new_module(), prefix, 0, half, accuracies, options)
    print(f"a new start from {prefix}-{half:04d}.params")
    resumed = mx.mod.Module.load(prefix, half, load_optimizer_states=True)
    resumed = train(resumed, prefix, half, options.epochs, accuracies, options)

    accuracy = accuracies[-1]
    print(f"test accuracy {accuracy:.2%} after {time.perf_counter() - started:.1f} s")
    sheet = read_records(prefix, resumed)
    print(f"drew {draw(options.out / 'digits_records.png', accuracies, half, sheet)}")
    if accuracy < options.demand:
        raise SystemExit(f"only {accuracy:.2%} of the test digits are right")


def write_images(folder):
    """Scikit-learn's digits as PNG files, a folder for each class."""
    raw = load_digits()
    for number, (pixels, label) in enumerate(zip(raw.images, raw.target, strict=True)):
        place = folder / str(label)
        place.mkdir(parents=True, exist_ok=True)
        large = cv2.resize(pixels.astype("float32") * (255 / 16), (SIDE, SIDE),
                           interpolation=cv2.INTER_CUBIC)  # fmt: skip
        cv2.imwrite(str(place / f"{number:04d}.png"), large.clip(0, 255).astype("uint8"))


def pack(prefix, images):
    """List the images, a fifth of them for testing, and pack both lists."""
    split = ["--train-ratio", "0.8", "--test-ratio", "0.2"]
    assert im2rec.main(["--list", "--recursive", *split, prefix, str(images)]) == 0
    assert im2rec.main(["--encoding", ".png", "--quality", "9", "--color", "0",
                        prefix, str(images)]) == 0  # fmt: skip


def records(prefix, part, **given):
    """Batches (32, 1, 22, 22) of one of the two files, in -1..1."""
    return mx.io.ImageRecordIter(
        path_imgrec=f"{prefix}_{part}.rec", path_imgidx=f"{prefix}_{part}.idx",
        data_shape=(1, CROP, CROP), batch_size=BATCH, mean_r=127.5, scale=1 / 127.5,
        preprocess_threads=2, **given,
    )  # fmt: skip


def new_module():
    """A small convolutional network."""
    x = mx.sym.var("data")
    for i, filters in enumerate((16, 32)):
        x = mx.sym.Convolution(x, kernel=(3, 3), num_filter=filters, name=f"conv{i}")
        x = mx.sym.BatchNorm(x, fix_gamma=False, name=f"norm{i}")
        x = mx.sym.Activation(x, act_type="relu", name=f"relu{i}")
        x = mx.sym.Pooling(x, pool_type="max", kernel=(2, 2), stride=(2, 2), name=f"pool{i}")
    x = mx.sym.Activation(mx.sym.FullyConnected(x, num_hidden=64, name="fc0"), act_type="relu")
    x = mx.sym.FullyConnected(mx.sym.Dropout(x, p=0.3), num_hidden=10, name="fc1")
    return mx.mod.Module(mx.sym.SoftmaxOutput(x, name="softmax"))


def train(net, prefix, begin, end, accuracies, options):
    """Epochs from `begin` to `end`, each with a line every 20 batches, a test and a checkpoint."""
    rows = records(prefix, "train", rand_crop=True, shuffle=True, seed=options.seed + begin)
    test = records(prefix, "test")
    with warnings.catch_warnings(action="ignore"):  # that a loaded module has its parameters
        net.fit(
            rows, test, "acc", num_epoch=end, begin_epoch=begin,
            initializer=mx.init.Xavier(rnd_type="gaussian", factor_type="in", magnitude=2),
            optimizer="sgd", optimizer_params={"learning_rate": 0.05, "momentum": 0.9, "wd": 1e-4},
            batch_end_callback=mx.callback.Speedometer(BATCH, 20),
            epoch_end_callback=mx.callback.module_checkpoint(
                net, prefix, save_optimizer_states=True),
            eval_end_callback=lambda p: accuracies.append(p.eval_metric.get()[1]),
        )  # fmt: skip
    return net


def read_records(prefix, net, count=8):
    """Some records, one by one and by their numbers, with what the network makes of them."""
    file = mx.recordio.MXIndexedRecordIO(f"{prefix}_test.idx", f"{prefix}_test.rec", "r")
    sheet = []
    for key in file.keys[:count]:
        header, image = mx.recordio.unpack_img(file.read_idx(key), iscolor=0)
        edge = (SIDE - CROP) // 2
        middle = image[edge : edge + CROP, edge : edge + CROP].astype("float32")
        scores = net.predict(mx.nd.array((middle - 127.5) / 127.5).reshape((1, 1, CROP, CROP)))
        sheet.append((image, int(header.label), int(scores.argmax(axis=1).asscalar())))
    file.close()
    return sheet


def draw(path, accuracies, half, sheet):
    """Accuracy after every epoch, and the records that were read."""
    with page(path, 8, 5) as figure:
        above, below = figure.subfigures(2, 1, height_ratios=(2.4, 1))
        axes = above.subplots()
        axes.axvline(half, color=FAINT, linestyle=":", label="begun anew from the checkpoint")
        axes.plot(range(1, len(accuracies) + 1), [100 * a for a in accuracies], color=BLUE,
                  marker="o", label="test digits")  # fmt: skip
        axes.set(title="Accuracy", xlabel="epoch", ylabel="right, in %")
        axes.legend(frameon=False, loc="lower right")
        for axes, (image, label, guess) in zip(below.subplots(1, len(sheet)), sheet, strict=True):
            axes.imshow(255 - image, cmap="gray")
            axes.set_title(f"{label}: {guess}", loc="center")
            axes.axis("off")
    return path


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out" / "records")
    parser.add_argument("--demand", type=float, default=PROMISED_ACCURACY, metavar="SHARE",
                        help="fail below this share of the test digits")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()

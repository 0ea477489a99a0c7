"""The digits with `Module.fit`: images in folders, a record file of them, an iterator over it.

The older way, as `train_mnist.py` and its kin did it: a symbol, `ImageRecordIter`, `fit` with
callbacks, and a checkpoint after each epoch. `python -m mxnet.tools.im2rec` makes the record
files. A second `fit` goes on from the checkpoint halfway, with the images in another order.

    python examples/module_fit.py                       under a minute on two cores
    python examples/module_fit.py --epochs 4            a shorter look, less accurate
    python examples/module_fit.py --out some/folder     where the picture and the files go
"""

import argparse
import logging
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from digits import PROMISED_ACCURACY
from digits_picture import draw
from sklearn.datasets import load_digits

import mxnet as mx

BATCH, IMAGES = 32, 1437  # of training
TEST_BATCH = 40  # a divisor of 360: no batch is filled up with images that then count twice


def main():
    options = parse_options()
    folder = options.out / "module_fit"
    folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    record(folder)

    started = time.perf_counter()
    mx.random.seed(options.seed)
    np.random.seed(options.seed)
    history = {"loss": [], "train": [], "test": []}
    net = mx.mod.Module(network(), context=mx.cpu())
    fit(net, folder, history, range(options.epochs), options)
    accuracy = history["test"][-1]
    print(f"test accuracy {accuracy:.2%} after {time.perf_counter() - started:.1f} s")

    history["resumed"] = resume(folder, history, options)
    test = records(folder / "digits_val", TEST_BATCH)
    batches = [(batch.data[0].copy(), batch.label[0].copy()) for batch in test]
    shown = [mx.nd.concatenate(list(parts)) for parts in zip(*batches)]
    guesses = net.predict(test).argmax(axis=1).asnumpy().astype(int)
    print(f"drew {draw(options.out / 'module_fit.png', history, shown, guesses)}")
    if accuracy < options.demand:
        raise SystemExit(f"only {accuracy:.2%} of the test digits are right")


def resume(folder, history, options):
    """Train on from the checkpoint halfway; the losses since."""
    half = max(1, options.epochs // 2)
    net = mx.mod.Module.load(str(folder / "digits"), half, load_optimizer_states=True)
    test = records(folder / "digits_val", TEST_BATCH)
    net.bind(test.provide_data, test.provide_label, for_training=False)
    read = dict(net.score(test, "acc"))["accuracy"]
    assert read == history["test"][half - 1], f"the checkpoint's accuracy is {read:.2%}"
    print(f"read the checkpoint after epoch {half}: test accuracy {read:.2%}, as it was then")
    later = {"loss": [], "train": [], "test": []}
    net = mx.mod.Module.load(str(folder / "digits"), half, load_optimizer_states=True)
    fit(net, folder, later, range(half, options.epochs), options, prefix="resumed")
    return later["loss"]


def record(folder):
    """Write the images into a folder for each digit, list them in two parts, pack both."""
    images, root = load_digits(), folder / "images"
    for number, (image, label) in enumerate(zip(images.images, images.target)):
        (root / str(label)).mkdir(parents=True, exist_ok=True)
        cv2.imwrite(f"{root}/{label}/{number:04d}.png", np.rint(image * (255 / 16)).astype("uint8"))
    program = [sys.executable, "-m", "mxnet.tools.im2rec"]
    lists = ["--list", "--recursive", "--train-ratio", "0.8"]
    for options in (lists, ["--color", "0", "--encoding", ".png"]):
        subprocess.run([*program, *options, folder / "digits", root], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    print(f"wrote {folder}/digits_train.rec and digits_val.rec, {len(images.target)} images")


def records(prefix, batch, **options):
    """An iterator over a record file; pixels come as 0..1."""
    return mx.io.ImageRecordIter(
        path_imgrec=f"{prefix}.rec", path_imgidx=f"{prefix}.idx", data_shape=(1, 8, 8),
        label_name="softmax_label", scale=1 / 255, batch_size=batch, preprocess_threads=2,
        verbose=False, **options,
    )  # fmt: skip


def network():
    """Two convolutions and two dense layers, as a symbol."""
    hidden = mx.sym.var("data")
    for number, filters in enumerate((16, 32), 1):
        hidden = mx.sym.Convolution(hidden, num_filter=filters, kernel=(3, 3), pad=(1, 1),
                                    name=f"conv{number}")  # fmt: skip
        hidden = mx.sym.BatchNorm(hidden, fix_gamma=False, name=f"norm{number}")
        hidden = mx.sym.Activation(hidden, act_type="relu")
        hidden = mx.sym.Pooling(hidden, pool_type="max", kernel=(2, 2), stride=(2, 2))
    hidden = mx.sym.FullyConnected(hidden, num_hidden=64, name="dense1")
    hidden = mx.sym.Dropout(mx.sym.Activation(hidden, act_type="relu"), p=0.4)
    scores = mx.sym.FullyConnected(hidden, num_hidden=10, name="dense2")
    return mx.sym.SoftmaxOutput(scores, name="softmax")


def fit(net, folder, history, epochs, options, prefix="digits"):
    """Train, with a checkpoint after each epoch; losses and accuracies go into `history`."""
    train = records(folder / "digits_train", BATCH, shuffle=True, seed=options.seed + epochs.start)
    ordered = records(folder / "digits_train", BATCH)
    test = records(folder / "digits_val", TEST_BATCH)

    def at_batch_end(param):
        probability = param.locals["self"].get_outputs()[0]
        labels = param.locals["data_batch"].label[0]
        history["loss"].append(-mx.nd.log(mx.nd.pick(probability, labels)).mean().asscalar())

    def at_epoch_end(epoch, symbol, arguments, states):
        history["train"].append(dict(net.score(ordered, "acc"))["accuracy"])

    def at_evaluation_end(param):
        history["test"].append(dict(param.eval_metric.get_name_value())["accuracy"])

    net.fit(
        train,
        eval_data=test,
        eval_metric=["acc", "ce"],
        begin_epoch=epochs.start,
        num_epoch=epochs.stop,
        optimizer="sgd",
        optimizer_params=falling_rate(epochs.start, options) | {"momentum": 0.9, "wd": 1e-4},
        initializer=mx.init.Xavier(),
        batch_end_callback=[at_batch_end, mx.callback.Speedometer(BATCH, frequent=40)],
        eval_end_callback=at_evaluation_end,
        epoch_end_callback=[
            mx.callback.module_checkpoint(net, str(folder / prefix), save_optimizer_states=True),
            at_epoch_end,
        ],
    )


def falling_rate(epoch, options):
    """A rate that falls along a cosine; a checkpoint does not hold how far, so it is told."""
    steps, rate = -(-IMAGES // BATCH), options.learning_rate
    fall = mx.lr_scheduler.CosineScheduler(options.epochs * steps, base_lr=rate)
    return {"learning_rate": rate, "lr_scheduler": fall, "begin_num_update": epoch * steps}


def parse_options():
    parser = argparse.ArgumentParser(description="Learn handwritten digits with Module.fit.")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--learning-rate", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--demand", type=float, default=PROMISED_ACCURACY,
                        help="test accuracy below which the program fails")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""The digits with Gluon: a hybridized block, a data loader, a trainer, a metric, a checkpoint.

Halfway the network and the trainer are saved. At the end a second network and a second trainer
are made, read that checkpoint and train the rest: they end with the same parameters, bit for bit,
since every epoch seeds what is drawn in it.

    python examples/digits_gluon.py                       under a minute on two cores
    python examples/digits_gluon.py --epochs 4            a shorter look, less accurate
    python examples/digits_gluon.py --out some/folder     where the picture and the files go
"""

import argparse
import time
from pathlib import Path

import numpy as np
from digits import PROMISED_ACCURACY, digits
from digits_picture import draw
from tqdm import tqdm

import mxnet as mx
from mxnet import autograd, gluon
from mxnet.gluon import nn

BATCH = 32


class DigitNet(gluon.HybridBlock):
    """Scores (N, 10) of images (N, 1, 8, 8)."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.features = nn.HybridSequential()
            for channels in (16, 32):
                self.features.add(
                    nn.Conv2D(channels, kernel_size=3, padding=1),
                    nn.BatchNorm(),
                    nn.Activation("relu"),
                    nn.MaxPool2D(),
                )
            self.features.add(nn.Dense(64, activation="relu"), nn.Dropout(0.4))
            self.scores = nn.Dense(10)

    def hybrid_forward(self, F, images):
        return self.scores(self.features(images))


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    train, test = (gluon.data.ArrayDataset(*part) for part in digits(options.seed))
    half = max(1, options.epochs // 2)

    started = time.perf_counter()
    mx.random.seed(options.seed)
    net = DigitNet()
    net.initialize(mx.init.Xavier())
    net.hybridize(static_alloc=True, static_shape=True)
    trainer = new_trainer(net, options, steps=options.epochs * -(-len(train) // BATCH))
    history = fit(net, trainer, train, test, range(half), options.seed)
    save(net, trainer, options.out)
    later = fit(net, trainer, train, test, range(half, options.epochs), options.seed)
    history = {name: history[name] + later[name] for name in history}
    accuracy = history["test"][-1]
    print(f"test accuracy {accuracy:.2%} after {time.perf_counter() - started:.1f} s")

    again, its_trainer = read(options)
    resumed = fit(again, its_trainer, train, test, range(half, options.epochs), options.seed)
    same = all(
        (ours.data().asnumpy() == theirs.data().asnumpy()).all()
        for ours, theirs in zip(net.collect_params().values(), again.collect_params().values())
    )
    assert same, "training on from the checkpoint ends with other parameters"
    print(f"resumed after epoch {half}: the same parameters at the end, bit for bit")

    history["resumed"] = resumed["loss"]
    images, labels = digits(options.seed)[1]
    guesses = net(images).argmax(axis=1).asnumpy().astype(int)
    print(f"drew {draw(options.out / 'digits_gluon.png', history, (images, labels), guesses)}")
    if accuracy < options.demand:
        raise SystemExit(f"only {accuracy:.2%} of the test digits are right")


def new_trainer(net, options, steps):
    """Adam, with a learning rate that falls along a cosine over all steps."""
    rate = options.learning_rate
    fall = mx.lr_scheduler.CosineScheduler(steps, base_lr=rate, final_lr=rate / 100)
    # Adam's own default would take the place of the schedule's rate; so both are told.
    adam = {"learning_rate": rate, "lr_scheduler": fall, "wd": 1e-4}
    return gluon.Trainer(net.collect_params(), "adam", adam)


def save(net, trainer, folder):
    """The checkpoint: parameters, and the trainer's moments, counts and schedule."""
    files = [str(folder / f"digits_gluon.{kind}") for kind in ("params", "states")]
    net.save_parameters(files[0])
    trainer.save_states(files[1])
    print(f"\nwrote {files[0]} and {files[1]}")


def read(options):
    """A new network and its trainer, as the checkpoint has them."""
    net = DigitNet()
    net.load_parameters(str(options.out / "digits_gluon.params"))
    net.hybridize(static_alloc=True, static_shape=True)
    trainer = new_trainer(net, options, steps=1)  # the checkpoint's own schedule takes its place
    trainer.load_states(str(options.out / "digits_gluon.states"))
    return net, trainer


def fit(net, trainer, train, test, epochs, seed):
    """Train; returns the loss of every step and both accuracies after every epoch."""
    loss_of = gluon.loss.SoftmaxCrossEntropyLoss()
    batches = gluon.data.DataLoader(train, BATCH, shuffle=True)
    history = {"loss": [], "train": [], "test": []}
    progress = tqdm(epochs, desc="training", unit="epoch")
    for epoch in progress:
        # What is drawn in an epoch, order and dropout, depends on its number alone.
        np.random.seed(seed + epoch)
        mx.random.seed(seed + epoch)
        losses = []
        for images, labels in batches:
            with autograd.record():
                loss = loss_of(net(images), labels)
            loss.backward()
            trainer.step(len(labels))
            losses.append(loss.mean())
        history["loss"] += [loss.asscalar() for loss in losses]
        history["train"].append(accuracy_of(net, train))
        history["test"].append(accuracy_of(net, test))
        progress.set_postfix(loss=f"{history['loss'][-1]:.3f}", test=f"{history['test'][-1]:.1%}")
    return history


def accuracy_of(net, dataset):
    """The share of a data set's images whose digit is predicted rightly."""
    accuracy = mx.metric.Accuracy()
    for images, labels in gluon.data.DataLoader(dataset, batch_size=256):
        accuracy.update(labels, net(images))
    return accuracy.get()[1]


def parse_options():
    parser = argparse.ArgumentParser(description="Learn handwritten digits with Gluon.")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--learning-rate", type=float, default=0.003)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--demand", type=float, default=PROMISED_ACCURACY,
                        help="test accuracy below which the program fails")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Handwritten digits, learnt by a small convolutional network that is written out by hand.

Everything the MXNet books explain in their first chapters is here and nothing hides behind a
trainer: operators from ``mx.nd``, parameters with ``attach_grad``, the forward pass inside
``autograd.record()``, ``backward()``, and stochastic gradient descent in one line. The data are
the 1797 real digits of 8x8 pixels that scikit-learn brings along.

    python examples/digits.py                       under a minute on two cores
    python examples/digits.py --epochs 2            a shorter look, less accurate
    python examples/digits.py --out some/folder     where digits.png and digits.params go
"""

import argparse
import time
from pathlib import Path

import numpy as np
from digits_picture import draw
from sklearn.datasets import load_digits
from tqdm import tqdm

import mxnet as mx
from mxnet import autograd, nd

BATCH = 64
PROMISED_ACCURACY = 0.97


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    print("Three gradients to check by hand")
    three_gradients()

    started = time.perf_counter()
    mx.random.seed(options.seed)
    train, test = digits(options.seed)
    params = fresh_parameters()
    history = fit(params, train, test, options.epochs, options.learning_rate)
    accuracy = history["test"][-1]
    print(f"test accuracy {accuracy:.2%} after {time.perf_counter() - started:.1f} s")

    file = options.out / "digits.params"
    nd.save(str(file), params)
    guesses = predict(params, test[0])
    again = predict(nd.load(str(file)), test[0])
    assert (guesses == again).all(), "the network that was read back predicts something else"
    print(f"wrote and read back {file}: {len(again)} predictions are the same")
    print(f"drew {draw(options.out / 'digits.png', history, test, guesses)}")
    if accuracy < options.demand:
        raise SystemExit(f"only {accuracy:.2%} of the test digits are right")


def three_gradients():
    """Print three gradients that a pencil can check, and check them too."""
    x = nd.array([1, 2, 3])
    x.attach_grad()
    with autograd.record():
        y = x**2
    y.backward()
    show("y = x^2", "x = [1 2 3]", "dy/dx = 2x", x.grad, [2, 4, 6])

    a, b = nd.array([2, 3]), nd.array([5, 7])
    a.attach_grad()
    with autograd.record():
        y = a * b * a
    y.backward()
    show("y = a * b * a", "a = [2 3], b = [5 7]", "dy/da = 2ab", a.grad, [20, 42])

    x = nd.log(nd.array([1, 1, 2]))
    x.attach_grad()
    with autograd.record():
        y = nd.log(nd.sum(nd.exp(x)))
    y.backward()
    show("y = log(sum(exp x))", "exp x = [1 1 2]", "dy/dx = exp x / 4", x.grad, [0.25, 0.25, 0.5])


def show(formula, where, derivative, gradient, by_hand):
    """One line of the table; a gradient that is not what the pencil says ends the program."""
    numbers = " ".join(f"{value:g}" for value in gradient.asnumpy().round(6))
    print(f"  {formula:<20} {where:<21} {derivative:<17} = [{numbers}]")
    np.testing.assert_allclose(gradient.asnumpy(), by_hand, rtol=1e-5)


def digits(seed):
    """The training and the test digits, each as images (N, 1, 8, 8) in 0..1 and labels (N,)."""
    raw = load_digits()
    order = np.random.RandomState(seed).permutation(len(raw.target))
    images = nd.array(raw.images[order, np.newaxis] / 16)
    labels = nd.array(raw.target[order])
    split = len(order) * 4 // 5
    return (images[:split], labels[:split]), (images[split:], labels[split:])


def fresh_parameters():
    """Random weights, scaled to keep the size of what passes through, and zero biases."""
    shapes = {"conv1": (16, 1, 3, 3), "conv2": (32, 16, 3, 3), "dense1": (64, 128),
              "dense2": (10, 64)}  # fmt: skip
    params = {}
    for name, shape in shapes.items():
        spread = (2 / np.prod(shape[1:])) ** 0.5
        params[f"{name}_weight"] = nd.random.normal(scale=spread, shape=shape)
        params[f"{name}_bias"] = nd.zeros(shape[0])
    for param in params.values():
        param.attach_grad()
    return params


def network(params, images):
    """Scores (N, 10) of images (N, 1, 8, 8): two convolutions, two dense layers."""
    hidden = images
    for name, filters in (("conv1", 16), ("conv2", 32)):
        hidden = nd.Convolution(hidden, params[f"{name}_weight"], params[f"{name}_bias"],
                                kernel=(3, 3), pad=(1, 1), num_filter=filters)  # fmt: skip
        hidden = nd.Activation(hidden, act_type="relu")
        hidden = nd.Pooling(hidden, pool_type="max", kernel=(2, 2), stride=(2, 2))
    hidden = nd.FullyConnected(hidden, params["dense1_weight"], params["dense1_bias"],
                               num_hidden=64)  # fmt: skip
    hidden = nd.Dropout(nd.Activation(hidden, act_type="relu"), p=0.4)  # only while training
    return nd.FullyConnected(hidden, params["dense2_weight"], params["dense2_bias"], num_hidden=10)


def train_step(params, images, labels, learning_rate):
    """One step of stochastic gradient descent; returns the mean loss before it."""
    with autograd.record():
        log_probability = nd.log_softmax(network(params, images))
        loss = -nd.pick(log_probability, labels).mean()
    loss.backward()
    for param in params.values():
        param[:] = param - learning_rate * param.grad
    return loss


def fit(params, train, test, epochs, learning_rate):
    """Train in place; returns the loss of every step and both accuracies after every epoch."""
    images, labels = train
    history = {"loss": [], "train": [], "test": []}
    progress = tqdm(range(epochs), desc="training", unit="epoch")
    for epoch in progress:
        rate = learning_rate * 0.5 * (1 + np.cos(np.pi * epoch / epochs))
        order = nd.random.shuffle(nd.arange(len(labels)))
        losses = []
        for start in range(0, len(labels), BATCH):
            rows = order[start : start + BATCH]
            losses.append(train_step(params, images.take(rows), labels.take(rows), rate))
        history["loss"] += [loss.asscalar() for loss in losses]
        history["train"].append(accuracy_of(params, train))
        history["test"].append(accuracy_of(params, test))
        progress.set_postfix(loss=f"{history['loss'][-1]:.3f}", test=f"{history['test'][-1]:.1%}")
    return history


def predict(params, images):
    """The likeliest digit of each image, as a NumPy array of integers."""
    return network(params, images).argmax(axis=1).asnumpy().astype(int)


def accuracy_of(params, data):
    """The share of ``data``'s images whose digit is predicted rightly."""
    images, labels = data
    return float((predict(params, images) == labels.asnumpy()).mean())


def parse_options():
    parser = argparse.ArgumentParser(description="Learn handwritten digits.")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--learning-rate", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--demand", type=float, default=PROMISED_ACCURACY,
                        help="test accuracy below which the program fails")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()

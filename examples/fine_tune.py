"""A network that was exported to files learns something new: only its last layer is trained.

First a network learns the digits 0 to 4 and is exported, as `-symbol.json` and `-0000.params`.
All that follows knows those two files alone: the graph is read and cut below its last layer, a
new layer for the digits 5 to 9 is put on top, and a few examples of each are enough to train it.
Beside it a fresh network learns from the same examples, all its layers at once.

    python examples/fine_tune.py                        under a minute on two cores
    python examples/fine_tune.py --examples 20          how many of each new digit
    python examples/fine_tune.py --out some/folder      where the picture and the files go
"""

import argparse
import time
from pathlib import Path

import numpy as np
from digits import digits
from digits_gluon import DigitNet
from digits_picture import draw_digits
from picture import BLUE, FAINT, ORANGE, page
from tqdm import tqdm

import mxnet as mx
from mxnet import autograd, gluon
from mxnet.gluon import nn

BATCH = 25


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    np.random.seed(options.seed)
    mx.random.seed(options.seed)
    started = time.perf_counter()
    train, test = digits(options.seed)
    files = export(selected(train, range(5)), selected(test, range(5)), options)

    few, unseen = selected(train, range(5, 10), options.examples), selected(test, range(5, 10))
    features, scores = imported(*files)
    frozen = {name: param.data().copy() for name, param in features.collect_params().items()}
    before = accuracy_of(features, scores, unseen)
    tuned = fit(features, scores, few, unseen, options.epochs, "tuning")
    for name, param in features.collect_params().items():
        assert (param.data() == frozen[name]).min() == 1, f"{name} is frozen and was changed"
    print(f"digits 5 to 9, {options.examples} examples of each, {len(unseen[1])} unseen ones:")
    print(f"  before                                  {before:6.1%}")
    print(f"  the new last layer alone trained        {tuned[-1]:6.1%}")

    whole = fit(*network(), few, unseen, options.epochs, "fresh network", whole=True)
    print(f"  a fresh network, all of it trained      {whole[-1]:6.1%}")
    print(f"{time.perf_counter() - started:.1f} s")

    picture = options.out / "fine_tune.png"
    guesses = scores(features(unseen[0])).argmax(axis=1).asnumpy().astype(int)
    draw(picture, before, tuned, whole, unseen, guesses, options)
    print(f"drew {picture}")
    if tuned[-1] < options.demand:
        raise SystemExit(f"only {tuned[-1]:.2%} of the new digits are right")


def selected(data, numbers, most=None):
    """The images of some digits, at most so many of each, labelled from 0 on."""
    images, labels = (part.asnumpy() for part in data)
    rows = [np.flatnonzero(labels == number)[:most] for number in numbers]
    rows = np.sort(np.concatenate(rows))
    return mx.nd.array(images[rows]), mx.nd.array(labels[rows] - min(numbers))


def network():
    """Convolutions, and a layer of five scores."""
    features, scores = DigitNet().features[:8], nn.Dense(5)
    for part in (features, scores):
        part.initialize(mx.init.Xavier())
    return features, scores


def export(train, test, options):
    """Train on the old digits; the names of the two files that hold the result."""
    parts = network()
    accuracy = fit(*parts, train, test, options.epochs // 4, "old digits", whole=True)[-1]
    net = nn.HybridSequential()
    net.add(*parts)
    net.hybridize()
    scores = net(test[0])  # what is exported is the graph that was traced
    net.export(str(options.out / "fine_tune"))
    files = [str(options.out / f"fine_tune-{end}") for end in ("symbol.json", "0000.params")]
    print(f"digits 0 to 4: {accuracy:.1%}; wrote {files[0]} and {files[1]}")
    again = gluon.SymbolBlock.imports(files[0], ["data"], files[1])
    assert abs(again(test[0]) - scores).max() < 1e-5, "the files hold something else"
    return files


def imported(symbol_file, params_file):
    """All but the last layer of the exported network, frozen, and a new last layer."""
    inside = mx.sym.load(symbol_file).get_internals()
    last_hidden = [name for name in inside.list_outputs() if name.endswith("pool1_fwd_output")][-1]
    features = gluon.SymbolBlock(inside[last_hidden], mx.sym.var("data"))
    # The file also holds the old last layer, which nobody asks for any more.
    features.collect_params().load(params_file, ignore_extra=True)
    features.collect_params().setattr("grad_req", "null")
    return features, network()[1]


def fit(features, scores, train, test, epochs, what, whole=False):
    """Train the last layer, or the whole; the test accuracy after every epoch."""
    features.hybridize()
    scores.hybridize()
    loss_of = gluon.loss.SoftmaxCrossEntropyLoss()
    params = scores.collect_params()
    if whole:
        params.update(features.collect_params())
    trainer = gluon.Trainer(params, "adam", {"learning_rate": 0.005 if whole else 0.03})
    batches = gluon.data.DataLoader(gluon.data.ArrayDataset(*train), BATCH, shuffle=True)
    accuracies = []
    for _ in tqdm(range(epochs), desc=what, unit="epoch"):
        for images, labels in batches:
            with autograd.record():
                # Frozen also means: no dropout, and BatchNorm keeps its means.
                with autograd.train_mode() if whole else autograd.predict_mode():
                    hidden = features(images)
                loss = loss_of(scores(hidden), labels)
            loss.backward()
            trainer.step(len(labels))
        accuracies.append(accuracy_of(features, scores, test))
    return accuracies


def accuracy_of(features, scores, data):
    """The share of the images whose digit is predicted rightly."""
    accuracy = mx.metric.Accuracy()
    accuracy.update(data[1], scores(features(data[0])))
    return accuracy.get()[1]


def draw(path, before, tuned, whole, unseen, guesses, options):
    """Write the picture: both ways of learning, and the new digits with what was predicted."""
    epoch = np.arange(len(tuned) + 1)
    with page(path, 11, 7.4) as figure:
        above, below = figure.subfigures(2, 1, height_ratios=(1, 1), hspace=0.04)
        axes = above.subplots()
        axes.axhline(20, color=FAINT, linewidth=1, linestyle=(0, (4, 3)), label="guessing")
        for shares, color, name in ((tuned, BLUE, "exported network, new last layer"),
                                    (whole, ORANGE, "fresh network")):  # fmt: skip
            start = before if color == BLUE else np.nan
            axes.plot(epoch, 100 * np.array([start, *shares]), color=color, linewidth=2, label=name)
        axes.set(title=f"Digits 5 to 9, learnt from {options.examples} examples of each",
                 xlabel="epoch", ylabel="right, in %", xlim=(0, len(tuned)), ylim=(0, 101))
        axes.legend(frameon=False, loc="center right")
        labels = unseen[1].asnumpy().astype(int)
        draw_digits(below, unseen[0].asnumpy()[:, 0], labels + 5, guesses + 5)


def parse_options():
    parser = argparse.ArgumentParser(description="Fine-tune an exported network.")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--examples", type=int, default=5, help="of each new digit")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--demand", type=float, default=0.8,
                        help="accuracy on the new digits at least asked for")
    return parser.parse_args()


if __name__ == "__main__":
    main()

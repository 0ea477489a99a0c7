"""A network that reads a text letter by letter and learns to write on in its manner.

An embedding, two LSTM layers and a dense layer, hybridized, trained with Adam by truncated
backpropagation: the states go on from one piece of the text to the next, the gradients do not.

    python examples/char_lstm.py my_text.txt            any UTF-8 text; under a minute on two cores
    python examples/char_lstm.py                        this project's own description of itself
    python examples/char_lstm.py --begin "The tape "    what the network is asked to continue
    python examples/char_lstm.py --out some/folder      where char_lstm.png and .params go
"""

import argparse
import math
import time
from pathlib import Path

import matplotlib
import numpy as np
from tqdm import tqdm

import mxnet as mx
from mxnet import autograd, gluon

matplotlib.use("agg")
from matplotlib import pyplot

STEPS, BATCH, CLIP = 32, 32, 5.0
TEXT = Path(__file__).resolve().parents[1] / "docs" / "house.md"


class Reader(gluon.HybridBlock):
    """Scores of the next letter, for every letter of (steps, batch)."""

    def __init__(self, letters, units=128, layers=2, dropout=0.1, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.embedding = gluon.nn.Embedding(letters, 48)
            self.rnn = gluon.rnn.LSTM(units, layers, dropout=dropout)
            self.scores = gluon.nn.Dense(letters, flatten=False)

    def hybrid_forward(self, F, letters, *states):
        output, states = self.rnn(self.embedding(letters), list(states))
        return (self.scores(output), *states)


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    mx.random.seed(options.seed)
    np.random.seed(options.seed)
    text = options.text.read_text(encoding="utf-8")
    alphabet = sorted(set(text))
    numbers = np.array([alphabet.index(letter) for letter in text], dtype="float32")
    held_out = max(len(numbers) // 10, BATCH // 4 * (STEPS + 1))
    train, test = numbers[:-held_out], numbers[-held_out:]
    if len(train) <= BATCH * (STEPS + 1):
        raise SystemExit(f"{options.text} is too short: {len(text)} letters")
    print(f"{len(text)} letters of {options.text.name}, {len(alphabet)} different ones")

    started = time.perf_counter()
    net = Reader(len(alphabet))
    net.initialize(mx.init.Xavier())
    net.hybridize(static_alloc=True)
    history = fit(net, train, test, options)
    bits = history["test"][-1]
    print(f"{bits:.2f} bits a letter after {time.perf_counter() - started:.1f} s; "
          f"guessing costs {math.log2(len(alphabet)):.2f}")  # fmt: skip

    written = write_on(net, alphabet, options.begin, options.length)
    print(f"\n{written}\n")
    file = options.out / "char_lstm.params"
    net.save_parameters(str(file))
    again = Reader(len(alphabet))
    again.load_parameters(str(file))
    assert bits_per_letter(again, test) == bits, "the network that was read back differs"
    print(f"wrote and read back {file}")
    print(f"drew {draw(options.out / 'char_lstm.png', history, written)}")
    if bits > options.demand:
        raise SystemExit(f"{bits:.2f} bits a letter are more than {options.demand:.2f}")


def pieces(numbers, batch):
    """Cut a text into `batch` columns, and those into pieces; each with the letters that follow."""
    length = (len(numbers) - 1) // batch
    columns, following = (
        numbers[start : start + length * batch].reshape(batch, length).T for start in (0, 1)
    )
    for start in range(0, length - STEPS + 1, STEPS):
        part = slice(start, start + STEPS)
        yield mx.nd.array(columns[part]), mx.nd.array(following[part])


def fit(net, train, test, options):
    """Train; returns bits a letter on both parts of the text, epoch by epoch."""
    loss_of = gluon.loss.SoftmaxCrossEntropyLoss()
    trainer = gluon.Trainer(
        net.collect_params(), "adam", {"learning_rate": options.learning_rate}, kvstore=None
    )
    average = mx.metric.Loss()
    history = {"train": [], "test": []}
    for _ in tqdm(range(options.epochs), desc="reading"):
        states, params = net.rnn.begin_state(BATCH), net.collect_params().values()
        average.reset()
        for letters, following in pieces(train, BATCH):
            states = [state.detach() for state in states]
            with autograd.record():
                scores, *states = net(letters, *states)
                loss = loss_of(scores.reshape((-3, 0)), following.reshape((-1,)))
            loss.backward()
            grads = [param.grad() for param in params]
            gluon.utils.clip_global_norm(grads, CLIP * STEPS * BATCH)
            trainer.step(STEPS * BATCH)
            average.update(None, [loss])
        history["train"].append(average.get()[1] / math.log(2))
        history["test"].append(bits_per_letter(net, test))
    return history


def bits_per_letter(net, numbers):
    """How surprised the network is, on average."""
    loss_of, average = gluon.loss.SoftmaxCrossEntropyLoss(), mx.metric.Loss()
    states = net.rnn.begin_state(BATCH // 4)
    for letters, following in pieces(numbers, BATCH // 4):
        scores, *states = net(letters, *states)
        average.update(None, [loss_of(scores.reshape((-3, 0)), following.reshape((-1,)))])
    return average.get()[1] / math.log(2)


def write_on(net, alphabet, begin, length, temperature=0.6):
    """Continue a text: draw one letter after the other as the scores say."""
    known = [alphabet.index(letter) for letter in begin if letter in alphabet] or [0]
    states, letters = net.rnn.begin_state(1), [[number] for number in known]
    written = begin
    for _ in range(length):
        scores, *states = net(mx.nd.array(letters), *states)
        chances = mx.nd.softmax(scores[-1, 0] / temperature).asnumpy().astype("float64")
        number = np.random.choice(len(alphabet), p=chances / chances.sum())
        letters = [[number]]
        written += alphabet[number]
    return written


def draw(path, history, written):
    """Draw both curves, and what the network wrote beside them."""
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 5))
    for name, values in history.items():
        left.plot(range(1, len(values) + 1), values, label=name)
    left.set(xlabel="epoch", ylabel="bits a letter", title="Surprise")
    left.legend()
    right.axis("off")
    right.set_title("What it writes")
    lines = [written[i : i + 60].replace("\n", "⏎") for i in range(0, min(len(written), 900), 60)]
    right.text(0, 1, "\n".join(lines).replace("$", r"\$"), va="top", family="monospace", size=8)
    figure.tight_layout()
    figure.savefig(path, dpi=100)
    pyplot.close(figure)
    return path


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path, nargs="?", default=TEXT)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--learning-rate", type=float, default=0.006)
    parser.add_argument("--begin", default="The ")
    parser.add_argument("--length", type=int, default=300, help="letters to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--demand", type=float, default=float("inf"),
                        help="fail above so many bits a letter")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path("build/char_lstm"))
    return parser.parse_args()


if __name__ == "__main__":
    main()

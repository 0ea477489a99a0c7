"""A language model of sentences of every length, with `mx.rnn` and a BucketingModule.

Sentences of like length share a bucket, and each bucket a graph of just so many steps; all graphs
share their weights. This is how MXNet's older interface trains recurrent networks. At the end the
weights go from the fused operator to single cells, which predict the same.

    python examples/bucketing_lstm.py my_text.txt       any UTF-8 text; under a minute on two cores
    python examples/bucketing_lstm.py                   this project's own description of itself
    python examples/bucketing_lstm.py --out folder      where the picture and the checkpoint go
"""

import argparse
import logging
import random
import re
import time
from pathlib import Path

import matplotlib
import numpy as np

import mxnet as mx

matplotlib.use("agg")
from matplotlib import pyplot

BUCKETS, BATCH, UNITS, LAYERS, UNUSED = [8, 14, 22, 32], 16, 96, 1, 0
TEXT = Path(__file__).resolve().parents[1] / "docs" / "house.md"


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    random.seed(options.seed)
    np.random.seed(options.seed)
    mx.random.seed(options.seed)
    sentences, vocabulary = read(options.text)
    words = len(vocabulary)
    print(f"{len(sentences)} sentences of {options.text.name}, {words} different words")
    batches = mx.rnn.BucketSentenceIter(
        [each for each in sentences if len(each) <= BUCKETS[-1]],
        BATCH,
        buckets=BUCKETS,
        invalid_label=UNUSED,
    )

    started = time.perf_counter()
    fused = mx.rnn.FusedRNNCell(UNITS, LAYERS, mode="lstm", prefix="lstm_")
    model = mx.mod.BucketingModule(
        network(fused, words), default_bucket_key=batches.default_bucket_key
    )
    history = fit(model, batches, options)
    print(f"perplexity {history[-1]:.1f} after {time.perf_counter() - started:.1f} s; "
          f"guessing has {words}")  # fmt: skip

    prefix = str(options.out / "bucketing")
    arg_params, aux_params = model.get_params()
    graph = network(fused, words)(BUCKETS[0])[0]
    mx.rnn.save_rnn_checkpoint(fused, prefix, options.epochs, graph, arg_params, aux_params)
    batches.reset()
    batch = next(batches)
    guesses, again = (
        each.asnumpy()
        for each in (predict(model, batch), predict_unfused(fused, prefix, options, batch, words))
    )
    assert np.allclose(guesses, again, atol=1e-5), "single cells predict something else"
    print(f"wrote and read back {prefix}-{options.epochs:04}.params: single cells predict the same")
    print(f"drew {draw(options.out / 'bucketing.png', history)}")
    if history[-1] > options.demand:
        raise SystemExit(f"a perplexity of {history[-1]:.1f} is more than {options.demand:.1f}")


def read(path):
    """The sentences of a text as numbers of words."""
    text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
    sentences = [re.findall(r"[\w']+|[.,;:!?]", each) for each in re.split(r"(?<=[.!?]) ", text)]
    return mx.rnn.encode_sentences(
        [each for each in sentences if len(each) > 1], invalid_label=UNUSED, start_label=1
    )


def network(cell, words):
    """The function that makes the graph of a bucket."""

    def graph(steps):
        data, label = mx.sym.Variable("data"), mx.sym.Variable("softmax_label")
        embedded = mx.sym.Embedding(data, input_dim=words, output_dim=UNITS, name="embedding")
        inputs = mx.sym.swapaxes(embedded, 0, 1)
        cell.reset()
        outputs, _ = cell.unroll(steps, inputs, layout="TNC", merge_outputs=True)
        flat = mx.sym.reshape(mx.sym.swapaxes(outputs, 0, 1), (-3, 0))
        scores = mx.sym.FullyConnected(flat, num_hidden=words, name="scores")
        label = mx.sym.reshape(label, (-1,))
        out = mx.sym.SoftmaxOutput(
            scores, label, use_ignore=True, ignore_label=UNUSED, normalization="valid",
            name="softmax",
        )  # fmt: skip
        return out, ("data",), ("softmax_label",)

    return graph


def measure():
    return mx.metric.Perplexity(ignore_label=UNUSED)


def fit(model, batches, options):
    """Train; returns the perplexity of every epoch."""
    history = []

    def note(epoch, symbol, arg_params, aux_params):
        model.score(batches, metric := measure())
        history.append(metric.get()[1])

    model.fit(
        batches,
        num_epoch=options.epochs,
        eval_metric=measure(),
        optimizer="adam",
        optimizer_params={"learning_rate": options.learning_rate},
        initializer=mx.init.Xavier(factor_type="in", magnitude=2.34),
        batch_end_callback=mx.callback.Speedometer(BATCH, 20),
        epoch_end_callback=note,
    )
    return history


def predict(model, batch):
    """The chances of every word behind each word of a batch."""
    model.forward(batch, is_train=False)
    return model.get_outputs()[0]


def predict_unfused(fused, prefix, options, batch, words):
    """`predict` by single cells, with the weights of the checkpoint."""
    cells = fused.unfuse()
    _, arg_params, aux_params = mx.rnn.load_rnn_checkpoint(cells, prefix, options.epochs)
    model = mx.mod.BucketingModule(network(cells, words), default_bucket_key=batch.bucket_key)
    model.bind(batch.provide_data, batch.provide_label, for_training=False)
    model.set_params(arg_params, aux_params)
    return predict(model, batch)


def draw(path, history):
    """Draw the perplexity epoch by epoch."""
    figure, axes = pyplot.subplots(figsize=(7, 4))
    axes.plot(range(1, len(history) + 1), history)
    axes.set(xlabel="epoch", ylabel="perplexity", title="A bucketing LSTM")
    figure.tight_layout()
    figure.savefig(path, dpi=100)
    pyplot.close(figure)
    return path


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path, nargs="?", default=TEXT)
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--learning-rate", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--demand", type=float, default=float("inf"),
                        help="fail above such a perplexity")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path("build/bucketing_lstm"))
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Sentences as numbers, and batches of sentences of like length.

What does not live here: iterators over anything else (`mxnet/io`).
"""

import bisect
import random
import warnings

import numpy as np

from ..io import DataBatch, DataDesc, DataIter
from ..ndarray import array

__all__ = ["BucketSentenceIter", "encode_sentences"]


def encode_sentences(
    sentences,
    vocab=None,
    invalid_label=-1,
    invalid_key="\n",
    start_label=0,
    unknown_token=None,
):
    """Words as numbers.

    Parameters
    ----------
    sentences : list of list of str
    vocab : dict of str to int, optional
        The words there are; made here, in the order in which words come, if left out.
    invalid_label, invalid_key : int, str
        The number that no word gets, and what stands for it.
    start_label : int
        The first word's number.
    unknown_token : str, optional
        What stands for every word that a given `vocab` lacks.

    Returns
    -------
    list of list of int, dict of str to int

    Raises
    ------
    AssertionError
        A word is not in `vocab`, and nothing stands for it.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.rnn.encode_sentences([["to", "be"], ["be"]], start_label=1, invalid_label=0)
    ([[1, 2], [2]], {'\\n': 0, 'to': 1, 'be': 2})
    """
    growing = vocab is None
    vocab = {invalid_key: invalid_label} if growing else vocab
    used, free = set(vocab.values()), start_label
    encoded = []
    for sentence in sentences:
        labels = []
        for word in sentence:
            if word not in vocab and not growing:
                if not unknown_token:
                    raise AssertionError(f"Unknown token {word}")
                word = unknown_token
            if word not in vocab:
                while free == invalid_label or free in used:
                    free += 1
                vocab[word] = free
                used.add(free)
            labels.append(vocab[word])
        encoded.append(labels)
    return encoded, vocab


class BucketSentenceIter(DataIter):
    """Batches of sentences, each from one bucket of sentences of like length; the label of a word
    is the next one.

    Parameters
    ----------
    sentences : list of list of int
        As of `encode_sentences`.
    batch_size : int
    buckets : list of int, optional
        The lengths to pad to; every length that fills a batch if left out. Longer sentences are
        left out, with a warning, and so are buckets without a sentence.
    invalid_label : int
        What sentences are padded with.
    data_name, label_name : str
    dtype : str
    layout : str
        `"NT"` or `"TN"`.

    Attributes
    ----------
    default_bucket_key : int
        The longest bucket.

    Examples
    --------
    >>> import mxnet as mx
    >>> sentences = [[1, 2, 3], [4, 5, 6], [7, 8], [9, 1]]
    >>> batches = mx.rnn.BucketSentenceIter(sentences, batch_size=2)
    >>> sorted((batch.bucket_key, batch.data[0].shape) for batch in batches)
    [(2, (2, 2)), (3, (2, 3))]
    """

    def __init__(
        self,
        sentences,
        batch_size,
        buckets=None,
        invalid_label=-1,
        data_name="data",
        label_name="softmax_label",
        dtype="float32",
        layout="NT",
    ):
        super().__init__(batch_size)
        if layout.find("N") not in (0, 1) or set(layout) != set("NT"):
            raise ValueError(
                f"Invalid layout {layout}: Must by NT (batch major) or TN (time major)"
            )
        self.batch_size, self.invalid_label, self.dtype = batch_size, invalid_label, dtype
        self.data_name, self.label_name = data_name, label_name
        self.layout, self.major_axis = layout, layout.find("N")
        self.buckets = sorted(buckets or _full_lengths(sentences, batch_size))
        padded = zip(self.buckets, self._sorted_in(sentences), strict=True)
        filled = [(size, rows) for size, rows in padded if len(rows)]
        if not filled:
            raise ValueError(f"no sentence fits the buckets {self.buckets}")
        self.buckets = [size for size, _ in filled]
        self.data = [rows for _, rows in filled]
        self.default_bucket_key = max(self.buckets)
        self.nddata, self.ndlabel = [], []
        self.provide_data = [self._description(data_name, self.default_bucket_key)]
        self.provide_label = [self._description(label_name, self.default_bucket_key)]
        self.idx = [
            (i, start)
            for i, bucket in enumerate(self.data)
            for start in range(0, len(bucket) - batch_size + 1, batch_size)
        ]
        self.curr_idx = 0
        self.reset()

    def _sorted_in(self, sentences):
        """One padded array of sentences for every bucket."""
        found, left_out = [[] for _ in self.buckets], 0
        for sentence in sentences:
            place = bisect.bisect_left(self.buckets, len(sentence))
            if place == len(self.buckets):
                left_out += 1
                continue
            padded = np.full(self.buckets[place], self.invalid_label, dtype=self.dtype)
            padded[: len(sentence)] = sentence
            found[place].append(padded)
        if left_out:
            warnings.warn(
                f"discarded {left_out} sentences longer than the largest bucket.", stacklevel=3
            )
        return [
            np.array(rows, dtype=self.dtype).reshape(len(rows), size)
            for rows, size in zip(found, self.buckets, strict=True)
        ]

    def _description(self, name, length):
        shape = (self.batch_size, length) if self.major_axis == 0 else (length, self.batch_size)
        return DataDesc(name=name, shape=shape, layout=self.layout)

    def reset(self):
        """Begin anew, with sentences and batches in a new order."""
        self.curr_idx = 0
        random.shuffle(self.idx)
        for rows in self.data:
            np.random.shuffle(rows)
        labels = [_following(rows, self.invalid_label) for rows in self.data]
        self.nddata = [array(rows, dtype=self.dtype) for rows in self.data]
        self.ndlabel = [array(rows, dtype=self.dtype) for rows in labels]

    def next(self):
        """The next batch; its `bucket_key` is the length of its sentences."""
        if self.curr_idx == len(self.idx):
            raise StopIteration
        place, start = self.idx[self.curr_idx]
        self.curr_idx += 1
        data, label = (
            rows[place][start : start + self.batch_size] for rows in (self.nddata, self.ndlabel)
        )
        if self.major_axis == 1:
            data, label = data.T, label.T
        return DataBatch(
            [data],
            [label],
            pad=0,
            bucket_key=self.buckets[place],
            provide_data=[DataDesc(name=self.data_name, shape=data.shape, layout=self.layout)],
            provide_label=[DataDesc(name=self.label_name, shape=label.shape, layout=self.layout)],
        )


def _full_lengths(sentences, batch_size):
    counts = np.bincount([len(sentence) for sentence in sentences])
    found = [length for length, count in enumerate(counts) if count >= batch_size]
    if not found:
        raise ValueError(f"no length occurs {batch_size} times, as a batch needs; name the buckets")
    return found


def _following(rows, invalid_label):
    """Every row one place to the left."""
    moved = np.full_like(rows, invalid_label)
    moved[:, :-1] = rows[:, 1:]
    return moved

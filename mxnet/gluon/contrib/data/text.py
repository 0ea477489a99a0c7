"""Texts of Wikipedia to train language models on.

What does not live here: counting and numbering words (`mx.contrib.text`), the transfer of files.
"""

import os
import zipfile

import numpy as np

from ....base import data_dir
from ....contrib.text import utils, vocab
from ....ndarray import array
from ...data.vision.datasets import _DownloadedDataset
from ...utils import check_sha1

__all__ = ["WikiText2", "WikiText103"]

_END = "<eos>"
_ROOTS = [os.path.join(data_dir(), "datasets", name) for name in ("wikitext-2", "wikitext-103")]


class _WikiText(_DownloadedDataset):
    """Sequences of words as numbers; the label of each is the same sequence one word later."""

    _archive = _files = None

    def __init__(self, root, segment, vocab, seq_len):
        if segment not in self._files:
            raise KeyError(segment)
        self._segment, self._seq_len = segment, seq_len
        self._vocab, self._counter = vocab, None
        super().__init__(root, None)

    @property
    def vocabulary(self):
        """The numbers of the words, of this segment's own if none were given."""
        return self._vocab

    @property
    def frequencies(self):
        """How often each word occurs in this segment."""
        return self._counter

    def _get_data(self):
        with open(self._text_file(), encoding="utf8") as file:
            content = file.read()
        self._counter = utils.count_tokens_from_str(content)
        if not self._vocab:
            self._vocab = vocab.Vocabulary(self._counter, reserved_tokens=[_END])
        lines = [line.split() for line in content.splitlines()]
        words = [word for line in lines if line for word in (*line, _END)]
        numbers = np.array(self._vocab.to_indices(words), dtype=np.int32)
        count = (len(numbers) - 1) // self._seq_len * self._seq_len
        self._data, self._label = (
            array(part[:count].reshape(-1, self._seq_len), dtype="int32")
            for part in (numbers[:-1], numbers[1:])
        )

    def _text_file(self):
        """The path of the segment's file, taken out of the archive if it is not there."""
        name, sha1 = self._files[self._segment]
        path = os.path.join(self._root, name)
        if not os.path.exists(path) or not check_sha1(path, sha1):
            with zipfile.ZipFile(self._file(*self._archive)) as archive:
                inside = next(n for n in archive.namelist() if os.path.basename(n) == name)
                content = archive.read(inside)
            part = f"{path}.{os.getpid()}.part"
            with open(part, "wb") as file:
                file.write(content)
            os.replace(part, path)
        return path


class WikiText2(_WikiText):
    """Two million words of good articles of Wikipedia.

    Parameters
    ----------
    root : str
        The folder of the files, which are fetched if they are not there.
    segment : "train", "validation" or "test"
    vocab : mx.contrib.text.vocab.Vocabulary, optional
        Made of the segment itself if left out.
    seq_len : int
        Words of a sample.

    Attributes
    ----------
    vocabulary : mx.contrib.text.vocab.Vocabulary
    frequencies : collections.Counter

    Source: Merity and others, 2016, https://arxiv.org/abs/1609.07843
    """

    _namespace = "wikitext-2"
    _archive = ("wikitext-2-v1.zip", "3c914d17d80b1459be871a5039ac23e752a53cbe")
    _files = {
        "train": ("wiki.train.tokens", "863f29c46ef9d167fff4940ec821195882fe29d1"),
        "validation": ("wiki.valid.tokens", "0418625c8b4da6e4b5c7a0b9e78d4ae8f7ee5422"),
        "test": ("wiki.test.tokens", "c7b8ce0aa086fb34dab808c5c49224211eb2b172"),
    }

    def __init__(self, root=_ROOTS[0], segment="train", vocab=None, seq_len=35):
        super().__init__(root, segment, vocab, seq_len)


class WikiText103(_WikiText):
    """A hundred million words; parameters and attributes as those of `WikiText2`.

    Parameters
    ----------
    root, segment, vocab, seq_len
        As those of `WikiText2`.
    """

    _namespace = "wikitext-103"
    _archive = ("wikitext-103-v1.zip", "0aec09a7537b58d4bb65362fee27650eeaba625a")
    _files = {
        "train": ("wiki.train.tokens", "b7497e2dfe77e72cfef5e3dbc61b7b53712ac211"),
        "validation": ("wiki.valid.tokens", "c326ac59dc587676d58c422eb8a03e119582f92b"),
        "test": ("wiki.test.tokens", "8a5befc548865cec54ed4273cf87dbbad60d1e47"),
    }

    def __init__(self, root=_ROOTS[1], segment="train", vocab=None, seq_len=35):
        super().__init__(root, segment, vocab, seq_len)

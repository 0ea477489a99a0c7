"""Texts as numbers: `mx.contrib.text` and `gluon.contrib.data.text`.

The expected numbers are those of MXNet 1.9.1 for the same text.
"""

import collections
import hashlib
import zipfile

import pytest

import mxnet as mx
from mxnet.contrib.text.utils import count_tokens_from_str
from mxnet.contrib.text.vocab import Vocabulary
from mxnet.gluon.contrib.data.text import WikiText2

TEXTS = {
    "wiki.train.tokens": " \n = Title = \n \n the cat sat on the mat . \n the dog <unk> sat . \n"
    "\n a cat ran \n",
    "wiki.valid.tokens": " the bird sat \n on a mat . \n",
}
COUNTER = collections.Counter(["c", "b", "b", "a", "a", "d"])


def test_words_are_counted():
    assert count_tokens_from_str(" a b\n b A ") == {"a": 1, "b": 2, "A": 1}
    found = count_tokens_from_str("aXbYbXa", "X", "Y", True, collections.Counter("a"))
    assert found == {"a": 3, "b": 2}


def test_words_are_numbered_by_frequency():
    assert Vocabulary(COUNTER).idx_to_token == ["<unk>", "a", "b", "c", "d"]
    assert Vocabulary(COUNTER, most_freq_count=2).idx_to_token == ["<unk>", "a", "b"]
    assert Vocabulary(COUNTER, min_freq=2).idx_to_token == ["<unk>", "a", "b"]
    named = Vocabulary(COUNTER, unknown_token="U", reserved_tokens=["p", "a"])
    assert named.idx_to_token == ["U", "p", "a", "b", "c", "d"] and len(named) == 6
    assert (named.unknown_token, named.reserved_tokens) == ("U", ["p", "a"])
    assert named.to_indices(["a", "zz"]) == [2, 0] and named.to_tokens([0, 5]) == ["U", "d"]
    assert Vocabulary().idx_to_token == ["<unk>"]


@pytest.mark.parametrize(
    "keywords",
    [
        {"min_freq": 0},
        {"reserved_tokens": ["<unk>"]},
        {"reserved_tokens": ["a", "a"]},
        {"counter": ["a"]},
    ],
)
def test_refusals(keywords):
    with pytest.raises(AssertionError):
        Vocabulary(**({"counter": COUNTER} | keywords))
    for index in (10, -1):  # 1.9.1 gives the last word for -1
        with pytest.raises(ValueError, match="is invalid"):
            Vocabulary(COUNTER).to_tokens(index)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with an archive of the texts, and classes that expect just those."""
    with zipfile.ZipFile(tmp_path / "wikitext-2-v1.zip", "w") as archive:
        for name, text in TEXTS.items():
            archive.writestr(f"wikitext-2/{name}", text)

    def sha1(data):
        return hashlib.sha1(data, usedforsecurity=False).hexdigest()

    whole = sha1((tmp_path / "wikitext-2-v1.zip").read_bytes())
    kinds = zip(("train", "validation"), TEXTS.items(), strict=True)
    files = {kind: (name, sha1(text.encode())) for kind, (name, text) in kinds}
    monkeypatch.setattr(WikiText2, "_archive", ("wikitext-2-v1.zip", whole))
    monkeypatch.setattr(WikiText2, "_files", files)
    return str(tmp_path)


def test_a_text_is_cut_into_sequences(folder):
    train = WikiText2(root=folder, seq_len=5)
    words = ["the", ".", "=", "cat", "sat", "Title", "a", "dog", "mat", "on", "ran"]
    assert train.vocabulary.idx_to_token == ["<unk>", "<eos>", *words]
    assert len(train) == 4 and train.frequencies["the"] == 3
    data, label = train[0]
    assert data.asnumpy().tolist() == [4, 7, 4, 1, 2] and label.asnumpy().dtype == "int32"
    assert label.asnumpy().tolist() == [7, 4, 1, 2, 5]
    other = WikiText2(root=folder, segment="validation", vocab=train.vocabulary, seq_len=4)
    assert [part.asnumpy().tolist() for part in other[0]] == [[2, 0, 6, 1], [0, 6, 1, 11]]
    loader = mx.gluon.data.DataLoader(train, batch_size=2)
    assert [part.shape for part in next(iter(loader))] == [(2, 5), (2, 5)]
    with pytest.raises(KeyError):
        WikiText2(root=folder, segment="all")

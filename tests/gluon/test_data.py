"""Data sets, samplers and the batches that are made of them in this process."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import gluon, nd, recordio
from mxnet.gluon import data
from mxnet.gluon.data.vision import transforms


def numbers(dataset):
    return [dataset[i] for i in range(len(dataset))]


class Counted(data.Dataset):
    """Numbers, and how often each was asked for."""

    def __init__(self, length):
        self.asked = [0] * length

    def __len__(self):
        return len(self.asked)

    def __getitem__(self, i):
        self.asked[i] += 1
        return i


def test_samples_are_chosen():
    ten = data.SimpleDataset(list(range(10)))
    assert numbers(ten.take(3)) == [0, 1, 2]
    assert numbers(ten.take(None)) == numbers(ten.take(99)) == list(range(10))
    assert [numbers(ten.shard(3, i)) for i in range(3)] == [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert numbers(ten.filter(lambda x: x % 4 == 0)) == [0, 4, 8]
    assert numbers(ten.sample(data.SequentialSampler(2, 5))) == [5, 6]
    assert numbers(ten.shard(3, 1).filter(lambda x: x > 4).take(1)) == [5]


def test_choosing_refuses():
    ten = data.SimpleDataset(list(range(10)))
    for index in (-1, 2):
        with pytest.raises(AssertionError, match="out of bound"):
            ten.shard(2, index)
    with pytest.raises(TypeError, match="Invalid sampler type"):
        ten.sample([1, 2])
    with pytest.raises(AssertionError, match="at least 1"):
        data.ArrayDataset()
    with pytest.raises(AssertionError, match="same length"):
        data.ArrayDataset([1], [1, 2])


def test_transforms_are_lazy_unless_told():
    counted = Counted(4)
    lazy = counted.transform(lambda x: x * 10)
    assert counted.asked == [0, 0, 0, 0]
    assert lazy[3] == 30 and counted.asked == [0, 0, 0, 1]
    done = counted.transform(lambda x: x * 10, lazy=False)
    assert counted.asked == [1, 1, 1, 2]
    assert numbers(done) == [0, 10, 20, 30] and counted.asked == [1, 1, 1, 2]


def test_transforms_get_the_members_of_tuples():
    pairs = data.ArrayDataset([1, 2], [3, 4])
    assert numbers(pairs.transform(lambda x, y: x * y)) == [3, 8]
    assert numbers(pairs.transform_first(lambda x: -x)) == [(-1, 3), (-2, 4)]
    assert numbers(data.SimpleDataset([5]).transform_first(lambda x: -x)) == [-5]


def test_records(tmp_path):
    with recordio.MXIndexedRecordIO(str(tmp_path / "a.idx"), str(tmp_path / "a.rec"), "w") as file:
        for i in (7, 3):
            file.write_idx(i, b"record %d" % i)
    assert numbers(data.RecordFileDataset(str(tmp_path / "a.rec"))) == [b"record 7", b"record 3"]


def test_random_sampler_follows_numpys_seed():
    np.random.seed(3)
    wanted = np.arange(8)
    np.random.shuffle(wanted)
    np.random.seed(3)
    assert list(data.RandomSampler(8)) == wanted.tolist()


@pytest.mark.parametrize(
    "last_batch, epochs",
    [
        ("keep", [[[0, 1], [2, 3], [4]]] * 2),
        ("discard", [[[0, 1], [2, 3]]] * 2),
        ("rollover", [[[0, 1], [2, 3]], [[4, 0], [1, 2], [3, 4]]]),
    ],
)
def test_batch_sampler(last_batch, epochs):
    sampler = data.BatchSampler(data.SequentialSampler(5), 2, last_batch)
    for batches in epochs:
        assert len(sampler) == len(batches)
        assert list(sampler) == batches


def test_filter_sampler():
    assert list(data.FilterSampler(lambda x: x > 1, [1, 2, 3])) == [1, 2]


def loaded(dataset, batch_size=3, **more):
    return list(data.DataLoader(dataset, batch_size, **more))


def test_dtypes_and_structure_of_batches():
    samples = data.ArrayDataset(
        [1.5, 2.5],
        nd.array([1, 2]),
        np.ones((2, 3), "int32"),
        nd.ones((2, 2), dtype="uint8"),
        [1, 2],
    )
    (batch,) = loaded(samples)
    assert type(batch) is list
    assert [x.dtype for x in batch] == [np.float64, np.float32, np.int32, np.uint8, np.int64]
    assert [x.shape for x in batch] == [(2,), (2,), (2, 3), (2, 2), (2,)]
    nested = [(1, (2, 3)), (4, (5, 6))]
    (first, rest), = loaded(nested)
    assert [x.asnumpy().tolist() for x in (first, *rest)] == [[1, 4], [2, 5], [3, 6]]
    assert loaded(nd.ones((4, 2)), 3)[1].shape == (1, 2)


def test_batchify_of_ones_own():
    assert loaded(["a", "bc"], batchify_fn="".join) == ["abc"]


@pytest.mark.parametrize(
    "options, error",
    [
        ({}, "batch_size must be specified"),
        ({"batch_size": 2, "shuffle": True, "sampler": data.SequentialSampler(2)}, "shuffle"),
        ({"batch_size": 2, "batch_sampler": [[0]]}, "must not be specified"),
        ({"batch_size": 2, "last_batch": "drop"}, "last_batch"),
    ],
)
def test_loader_refuses(options, error):
    with pytest.raises(ValueError, match=error):
        data.DataLoader([1, 2], **options)


def test_pinned_batches_say_so():
    ((x, y),) = loaded(data.ArrayDataset(nd.ones((2, 2)), [1, 2]), pin_memory=True)
    assert x.context == y.context == mx.cpu_pinned(0)


# ------------------------------------------------------------------------ batches made at once

IMAGES = np.random.default_rng(0).integers(0, 256, (10, 6, 5, 3), np.uint8)
LABELS = list(range(10))
PLAIN = [transforms.ToTensor(), transforms.Normalize((0.1, 0.2, 0.3), (0.5, 1.0, 2.0))]


def chains():
    crop, cast = transforms.CenterCrop((3, 4)), transforms.Cast("float16")
    return {
        "nothing": [],
        "plain": PLAIN,
        "crop": [crop, *PLAIN, cast],
        "crop beyond the edges": [transforms.CenterCrop(9), *PLAIN],
        "resize": [transforms.Resize((4, 7)), transforms.CropResize(1, 1, 2, 3, 4), *PLAIN],
        "nested": [transforms.Compose([crop]), gluon.nn.HybridSequential(), *PLAIN],
        "single ones first": [transforms.Compose(PLAIN), transforms.Rotate(30), cast],
    }


def alone(data):
    """What the loader's own function does, under a name that the loader does not know."""
    return gluon.data.dataloader.default_batchify_fn(data)


@pytest.mark.parametrize("kind", [np.asarray, nd.array, list], ids=["numpy", "nd", "list"])
@pytest.mark.parametrize("name", chains())
def test_batches_made_at_once_are_those_made_one_by_one(name, kind):
    pixels = IMAGES if kind is np.asarray else nd.array(IMAGES, dtype="uint8")
    pixels = list(pixels) if kind is list else pixels
    both = data.ArrayDataset(pixels, LABELS)
    chain = chains()[name]
    if chain:
        if kind is np.asarray:
            both = data.ArrayDataset(nd.array(IMAGES, dtype="uint8"), np.array(LABELS, "int32"))
        both = both.transform_first(transforms.Compose(chain))
    some = both if kind is list else both.sample(data.SequentialSampler(7, 2))
    for found, wanted in zip(loaded(some), loaded(some, batchify_fn=alone), strict=True):
        for x, y in zip(found, wanted, strict=True):
            assert x.dtype == y.dtype and x.shape == y.shape and type(x) is type(y)
            assert np.array_equal(x.asnumpy(), y.asnumpy())


def test_no_single_sample_is_made_where_none_is_needed(monkeypatch):
    both = data.ArrayDataset(nd.array(IMAGES), LABELS).transform_first(transforms.Compose(PLAIN))
    monkeypatch.delattr(data.ArrayDataset, "__getitem__")
    assert len(loaded(both)) == 4


def test_bare_samples_at_once():
    bare = data.ArrayDataset(nd.array(IMAGES)).transform(transforms.ToTensor())
    for x, y in zip(loaded(bare), loaded(bare, batchify_fn=alone), strict=True):
        assert np.array_equal(x.asnumpy(), y.asnumpy())


def test_each_sample_of_a_batch_is_flipped_or_not_by_itself():
    pixels = nd.array(np.tile(np.arange(2.0).reshape(1, 1, 2, 1), (400, 1, 1, 1)))
    both = data.ArrayDataset(pixels, [0] * 400)
    mx.random.seed(5)
    (x, _), = loaded(both.transform_first(transforms.RandomFlipLeftRight()), 400)
    flipped = x.asnumpy()[:, 0, 0, 0]
    assert 140 < flipped.sum() < 260  # six standard deviations around 200
    upright, _ = loaded(both.transform_first(transforms.RandomFlipTopBottom()), 400)[0]
    assert np.array_equal(upright.asnumpy(), pixels.asnumpy())


def test_hooks_and_subclasses_are_not_passed_over():
    class Mine(transforms.ToTensor):
        def hybrid_forward(self, F, x):
            return super().hybrid_forward(F, x) + 1

    images = data.ArrayDataset(nd.zeros((2, 4, 4, 3)), [0, 1])
    (x, _), = loaded(images.transform_first(Mine()))
    assert x.asnumpy().min() == 1
    seen = []
    hooked = transforms.ToTensor()
    hooked.register_forward_hook(lambda block, inputs, output: seen.append(output.shape))
    loaded(images.transform_first(transforms.Compose([hooked])))
    assert seen == [(3, 4, 4)] * 2


def test_errors_of_transforms_come_through():
    images = data.ArrayDataset(nd.zeros((2, 4, 4)), [0, 1])
    with pytest.raises(mx.MXNetError, match="to_tensor"):
        loaded(images.transform_first(transforms.ToTensor()))

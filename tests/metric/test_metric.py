"""Making, reading and refusing: what holds for metrics beside their numbers."""

import copy
import json
import pickle

import numpy as np
import pytest

import mxnet as mx

A = mx.nd.array
CONFIGURED = {
    "acc": {"axis": 0},
    "top_k_accuracy": {"top_k": 3},
    "f1": {"average": "micro"},
    "mcc": {"average": "micro"},
    "perplexity": {"ignore_label": 2, "axis": 1},
    "ce": {"eps": 0.5},
    "pearsonr": {"average": "micro"},
    "mse": {"output_names": ["out"], "label_names": ["label"]},
}


@pytest.mark.parametrize("name", CONFIGURED)
def test_a_config_makes_the_same_metric_again(name):
    metric = mx.metric.create(name, **CONFIGURED[name])
    again = mx.metric.create(json.dumps(metric.get_config()))
    assert type(again) is type(metric)
    assert vars(again).keys() == vars(metric).keys()
    assert again.get_config() == metric.get_config()
    assert again.name == metric.name
    for key, value in CONFIGURED[name].items():
        assert getattr(again, key) == value


def test_config_of_several():
    metric = mx.metric.create(["acc", "f1"])
    assert mx.metric.create(metric.get_config()).get_config() == metric.get_config()


def test_numbers_are_pythons_own_and_print_so():
    label, pred = A([[0, 1], [1, 0]]), A([[0.25, 0.5], [1, 0.5]])
    metric = mx.metric.create("mae")
    metric.update(label, pred)
    assert repr(metric.get()) == "('mae', 0.3125)"
    assert str(metric) == "EvalMetric: {'mae': 0.3125}"
    assert metric.get_name_value() == [("mae", 0.3125)] == metric.get_global_name_value()


def test_what_create_takes():
    assert mx.metric.create('["acc", {"axis": 0}]').axis == 0
    metric = mx.metric.MSE()
    assert mx.metric.create(metric) is metric
    assert mx.metric.create(lambda label, pred: 0).name == "custom(<lambda>)"
    named = mx.metric.create(["acc", "mse"], name="same")
    assert named.get()[0] == ["same", "same"]
    several = mx.metric.create("composite", metrics=["acc"])
    assert isinstance(several.get_metric(0), mx.metric.Accuracy)


def test_what_create_refuses():
    with pytest.raises(AssertionError, match="acuracy is not registered.*accuracy"):
        mx.metric.create("acuracy")
    with pytest.raises(AssertionError, match="must be of string type"):
        mx.metric.create(3)
    with pytest.raises(AssertionError, match="Please use Accuracy"):
        mx.metric.create("top_k_accuracy", top_k=1)
    with pytest.raises(NotImplementedError, match="cannot be serialized"):
        mx.metric.np(lambda label, pred: 0).get_config()


def test_pairs_that_do_not_match():
    with pytest.raises(ValueError, match="Shape of labels 2 does not match"):
        mx.metric.Accuracy().update([A([0]), A([1])], [A([[1, 0]])])
    with pytest.raises(ValueError, match="Shape of labels 3 does not match"):
        mx.metric.Accuracy().update([A([0, 1, 2])], [A([[1, 0]])])
    with pytest.raises(AssertionError, match="shape mismatch"):
        mx.metric.Perplexity(None).update([A([0, 1, 2])], [A([[1, 0]])])
    with pytest.raises(ValueError, match="binary classification"):
        mx.metric.F1().update([A([0, 1, 2])], [A([[1, 0]] * 3)])
    with pytest.raises(ValueError, match="out of range"):
        mx.metric.create(["acc"]).get_metric(3)


def test_a_refused_batch_is_not_counted():
    metric = mx.metric.Accuracy()
    with pytest.raises(ValueError):
        metric.update([A([0, 1, 2])], [A([[1, 0]])])
    assert metric.num_inst == 0


def test_dicts_are_picked_by_name():
    arrays = {"a": A([1, 2]), "b": A([3, 5])}
    one = mx.metric.MSE(label_names=["b"], output_names=["a"])
    both = mx.metric.CompositeEvalMetric(["mse"], label_names=["b"], output_names=["b"])
    one.update_dict(arrays, arrays)
    both.update_dict(arrays, arrays)
    assert (one.get()[1], both.get()[1]) == (6.5, [0.0])
    with pytest.raises(KeyError):
        mx.metric.MSE(label_names=["c"]).update_dict(arrays, arrays)


def test_extra_outputs():
    metric = mx.metric.np(lambda label, pred: pred.sum(), allow_extra_outputs=True)
    metric.update([A([1])], [A([2]), A([40])])
    assert metric.get()[1] == 2
    with pytest.raises(ValueError):
        mx.metric.np(lambda label, pred: 0).update([A([1])], [A([2]), A([40])])


def test_narrow_dtypes_are_summed_wide():
    metric = mx.metric.Loss()
    for _ in range(3000):
        metric.update(None, A([1], dtype="float16"))
    assert metric.get()[1] == 1 and metric.sum_metric == 3000


def test_global_pearson_is_of_everything():
    metric = mx.metric.PearsonCorrelation(average="micro")
    random = np.random.RandomState(3)
    label, pred = random.randn(6, 2), random.randn(6, 2)
    for rows in (slice(0, 2), slice(2, 6)):
        metric.update([A(label[rows])], [A(pred[rows])])
        metric.reset_local()
    assert np.isnan(metric.get()[1])
    expected = np.corrcoef(label.ravel(), pred.ravel())[0, 1]
    np.testing.assert_allclose(metric.get_global()[1], expected, rtol=1e-6)  # float32 inputs


def test_copies():
    metric = mx.metric.create(["acc", "f1"])
    metric.update([A([0, 1])], [A([[1, 0], [1, 0]])])
    for again in (copy.deepcopy(metric), pickle.loads(pickle.dumps(metric))):
        assert again.get() == metric.get()


def test_subclasses_register():
    @mx.metric.register
    @mx.metric.alias("second_name_of_mine")
    class MineAlone(mx.metric.EvalMetric):
        def update(self, labels, preds):
            self.sum_metric += 1
            self.num_inst += 1

    metric = mx.metric.create("second_name_of_mine", name="mine")
    metric.update([], [])
    assert isinstance(metric, MineAlone) and metric.get() == ("mine", 1.0)
    assert metric.get_global() == ("mine", 1.0)


def test_a_programs_own_metric_may_tell_several_values():
    """The multi-task examples override `get_name_value`; `fit` logs what that gives."""

    class Both(mx.metric.EvalMetric):
        def __init__(self):
            super().__init__("both")

        def update(self, labels, preds):
            self.sum_metric, self.num_inst = self.sum_metric + 1, self.num_inst + 2

        def get_name_value(self):
            return [("one", self.sum_metric), ("two", self.num_inst)]

    found = Both()
    found.update([], [])
    assert found.get_global_name_value() == [("one", 1), ("two", 2)]
    assert found.get_global() == ("both", 0.5)

"""Schedulers give 1.9.1's rates (`schedules.json`) and refuse what it refuses."""

import json
import logging
from pathlib import Path

import pytest

import mxnet as mx

from . import schedules

RECORDED = json.loads(Path(__file__).with_name("schedules.json").read_text())


@pytest.mark.parametrize("at", range(len(schedules.SCHEDULES)))
def test_rates(at):
    assert schedules.rates(mx, *schedules.SCHEDULES[at]) == pytest.approx(
        RECORDED["rates"][at], rel=1e-12
    )


@pytest.mark.parametrize("at", range(len(schedules.WRONG)))
def test_refusals(at):
    assert RECORDED["refusals"][at] is not None
    assert schedules.refusal(mx, *schedules.WRONG[at]) == RECORDED["refusals"][at]


def test_a_scheduler_without_a_rule_says_so():
    with pytest.raises(NotImplementedError, match="must override"):
        mx.lr_scheduler.LRScheduler()(1)


def test_the_end_of_the_warm_up_is_no_part_of_it():
    with pytest.raises(AssertionError):
        mx.lr_scheduler.LRScheduler(warmup_steps=3).get_warmup_lr(3)


def test_changes_are_logged_as_programs_read_them(caplog):
    caplog.set_level(logging.INFO)
    mx.lr_scheduler.FactorScheduler(step=2, factor=0.5, base_lr=1.0)(3)
    mx.lr_scheduler.FactorScheduler(step=2, factor=0.5, base_lr=1.0, stop_factor_lr=0.8)(3)
    assert caplog.messages == [
        "Update[3]: Change learning rate to 5.00000e-01",
        "Update[3]: now learning rate arrived at 8.00000e-01, will not change in the future",
    ]


def test_an_optimizers_rate_replaces_the_schedulers():
    schedule = mx.lr_scheduler.FactorScheduler(step=2, base_lr=1.0)
    with pytest.warns(UserWarning, match="overwritten"):
        optimizer = mx.optimizer.SGD(learning_rate=0.5, lr_scheduler=schedule)
    assert schedule.base_lr == 0.5 == optimizer.learning_rate
    with pytest.raises(UserWarning, match="LRScheduler"):
        optimizer.set_learning_rate(0.1)

"""Learning rates that change with the number of updates.

A scheduler is called with the number of updates made so far and gives the rate of the next one.
What does not live here: optimizers, which ask a scheduler before every update.
"""

import logging
import math

__all__ = [
    "LRScheduler",
    "FactorScheduler",
    "MultiFactorScheduler",
    "PolyScheduler",
    "CosineScheduler",
]

_WARMUP_MODES = ("linear", "constant")


class LRScheduler:
    """The base of schedulers: holds the rate and grows it during a warm-up.

    Parameters
    ----------
    base_lr : float
        The rate when the warm-up is over; an optimizer given a `learning_rate` replaces it.
    warmup_steps : int
        How many updates the warm-up takes.
    warmup_begin_lr : float
        The rate of the warm-up's first update; at most `base_lr`.
    warmup_mode : {'linear', 'constant'}
        Grow evenly to `base_lr`, or stay at `warmup_begin_lr` until it is over.

    Raises
    ------
    ValueError
        The warm-up begins above `base_lr`, is negatively long, or of an unknown mode.
    AssertionError
        `warmup_steps` is not an int.

    Examples
    --------
    >>> import mxnet as mx
    >>> class Halving(mx.lr_scheduler.LRScheduler):
    ...     def __call__(self, num_update):
    ...         return self.base_lr / 2**num_update
    >>> Halving(base_lr=8)(2)
    2.0
    """

    def __init__(
        self, base_lr=0.01, warmup_steps=0, warmup_begin_lr=0, warmup_mode="linear"
    ):  # fmt: skip
        assert isinstance(warmup_steps, int), f"warmup_steps is an int, not {warmup_steps!r}"
        if warmup_begin_lr > base_lr:
            raise ValueError(
                f"Base lr has to be higher than warmup_begin_lr; {base_lr} is below "
                f"{warmup_begin_lr}"
            )
        if warmup_steps < 0:
            raise ValueError(f"Warmup steps has to be positive or 0, not {warmup_steps}")
        if warmup_mode not in _WARMUP_MODES:
            raise ValueError(
                f"Supports only linear and constant modes of warmup, not {warmup_mode!r}"
            )
        self.base_lr = base_lr
        self.warmup_steps = warmup_steps
        self.warmup_begin_lr = warmup_begin_lr
        self.warmup_final_lr = base_lr
        self.warmup_mode = warmup_mode

    def get_warmup_lr(self, num_update):
        """The rate of an update within the warm-up.

        Parameters
        ----------
        num_update : int
            Below `warmup_steps`.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.lr_scheduler.LRScheduler(1.0, warmup_steps=4).get_warmup_lr(1)
        0.25
        """
        assert num_update < self.warmup_steps, "the warm-up is over"
        if self.warmup_mode == "linear":
            climb = self.warmup_final_lr - self.warmup_begin_lr
            return self.warmup_begin_lr + climb * float(num_update) / float(self.warmup_steps)
        if self.warmup_mode == "constant":
            return self.warmup_begin_lr
        raise ValueError(f"Invalid warmup mode {self.warmup_mode}")

    def __call__(self, num_update):
        """The rate after `num_update` updates.

        Raises
        ------
        NotImplementedError
            The subclass says nothing.
        """
        raise NotImplementedError("must override this")


def _check_factor(factor):
    if factor > 1.0:
        raise ValueError(f"Factor must be no more than 1 to make lr reduce, not {factor}")


def _check_step(step):
    if step < 1:
        raise ValueError(f"Schedule step must be greater or equal than 1 round, not {step}")


class FactorScheduler(LRScheduler):
    """Multiplies the rate by a factor every so many updates, down to a least rate.

    Parameters
    ----------
    step : int
        How many updates lie between two changes, from 1.
    factor : float
        At most 1.
    stop_factor_lr : float
        The rate is never below this.

    Raises
    ------
    ValueError
        `step` is below 1 or `factor` above it.

    Examples
    --------
    >>> import mxnet as mx
    >>> rate = mx.lr_scheduler.FactorScheduler(step=10, factor=0.5, base_lr=1.0)
    >>> [rate(n) for n in (10, 11, 21)]
    [1.0, 0.5, 0.25]
    """

    def __init__(
        self, step, factor=1, stop_factor_lr=1e-8, base_lr=0.01, warmup_steps=0, warmup_begin_lr=0,
        warmup_mode="linear",
    ):  # fmt: skip
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        _check_step(step)
        _check_factor(factor)
        self.step, self.count = step, 0
        self.factor, self.stop_factor_lr = factor, stop_factor_lr

    def __call__(self, num_update):
        if num_update < self.warmup_steps:
            return self.get_warmup_lr(num_update)
        while num_update > self.count + self.step:  # several at once after a resume
            self.count += self.step
            self._lower(num_update)
        return self.base_lr

    def _lower(self, num_update):
        self.base_lr *= self.factor
        lowest = self.base_lr < self.stop_factor_lr
        self.base_lr = max(self.base_lr, self.stop_factor_lr)
        told = "now learning rate arrived at %0.5e, will not change in the future"
        text = told if lowest else "Change learning rate to %0.5e"
        logging.info(f"Update[%d]: {text}", num_update, self.base_lr)


class MultiFactorScheduler(LRScheduler):
    """Multiplies the rate by a factor after given numbers of updates.

    Parameters
    ----------
    step : list of int
        The numbers of updates, increasing, from 1.
    factor : float
        At most 1.

    Raises
    ------
    ValueError
        The steps do not increase, one is below 1, or `factor` is above it.
    AssertionError
        `step` is no list, or an empty one.

    Examples
    --------
    >>> import mxnet as mx
    >>> rate = mx.lr_scheduler.MultiFactorScheduler(step=[5, 8], factor=0.5, base_lr=1.0)
    >>> [rate(n) for n in (5, 6, 9)]
    [1.0, 0.5, 0.25]
    """

    def __init__(
        self, step, factor=1, base_lr=0.01, warmup_steps=0, warmup_begin_lr=0, warmup_mode="linear"
    ):
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        assert isinstance(step, list) and step, f"step is a list of numbers, not {step!r}"
        for before, after in zip([None, *step], step, strict=False):
            if before is not None and after <= before:
                raise ValueError(f"Schedule step must be an increasing integer list, not {step}")
            _check_step(after)
        _check_factor(factor)
        self.step, self.factor = step, factor
        self.cur_step_ind = self.count = 0

    def __call__(self, num_update):
        if num_update < self.warmup_steps:
            return self.get_warmup_lr(num_update)
        while self.cur_step_ind < len(self.step) and num_update > self.step[self.cur_step_ind]:
            self.base_lr *= self.factor
            self.count = self.step[self.cur_step_ind]
            self.cur_step_ind += 1
            logging.info("Update[%d]: Change learning rate to %0.5e", num_update, self.base_lr)
        return self.base_lr


def _check_max_update(max_update):
    assert isinstance(max_update, int), f"max_update is an int, not {max_update!r}"
    if max_update < 1:
        raise ValueError(f"maximum number of updates must be strictly positive, not {max_update}")


class PolyScheduler(LRScheduler):
    """Lowers the rate along a power of the remaining share of updates.

    Parameters
    ----------
    max_update : int
        The update at which `final_lr` is reached.
    pwr : float
        The power; 1 is a straight line.
    final_lr : float
        The rate from then on.

    Raises
    ------
    ValueError
        `max_update` is below 1.

    Examples
    --------
    >>> import mxnet as mx
    >>> rate = mx.lr_scheduler.PolyScheduler(max_update=4, base_lr=1.0, pwr=2)
    >>> [rate(n) for n in (0, 2, 4, 5)]
    [1.0, 0.25, 0.0, 0.0]
    """

    def __init__(
        self, max_update, base_lr=0.01, pwr=2, final_lr=0, warmup_steps=0, warmup_begin_lr=0,
        warmup_mode="linear",
    ):  # fmt: skip
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        _check_max_update(max_update)
        self.power = pwr
        self.base_lr_orig, self.final_lr = self.base_lr, final_lr
        self.max_update, self.max_steps = max_update, max_update - self.warmup_steps

    def __call__(self, num_update):
        if num_update < self.warmup_steps:
            return self.get_warmup_lr(num_update)
        if num_update <= self.max_update:
            done = float(num_update - self.warmup_steps) / float(self.max_steps)
            fall = self.base_lr_orig - self.final_lr
            self.base_lr = self.final_lr + fall * pow(1 - done, self.power)
        return self.base_lr


class CosineScheduler(LRScheduler):
    """Lowers the rate along half a period of the cosine.

    Parameters
    ----------
    max_update : int
        The update at which `final_lr` is reached.
    final_lr : float
        The rate from then on.

    Raises
    ------
    ValueError
        `max_update` is below 1.

    Examples
    --------
    >>> import mxnet as mx
    >>> rate = mx.lr_scheduler.CosineScheduler(max_update=4, base_lr=1.0)
    >>> [round(rate(n), 3) for n in (0, 1, 2, 4, 5)]
    [1.0, 0.854, 0.5, 0.0, 0.0]
    """

    def __init__(
        self, max_update, base_lr=0.01, final_lr=0, warmup_steps=0, warmup_begin_lr=0,
        warmup_mode="linear",
    ):  # fmt: skip
        super().__init__(base_lr, warmup_steps, warmup_begin_lr, warmup_mode)
        _check_max_update(max_update)
        self.base_lr_orig, self.final_lr = base_lr, final_lr
        self.max_update, self.max_steps = max_update, max_update - self.warmup_steps

    def __call__(self, num_update):
        if num_update < self.warmup_steps:
            return self.get_warmup_lr(num_update)
        if num_update <= self.max_update:
            angle = math.pi * (num_update - self.warmup_steps) / self.max_steps
            self.base_lr = (
                self.final_lr + (self.base_lr_orig - self.final_lr) * (1 + math.cos(angle)) / 2
            )
        return self.base_lr

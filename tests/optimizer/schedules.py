"""Schedulers and the numbers of updates they are asked at; what does not live here: rates."""

WARM = {"warmup_steps": 5, "warmup_begin_lr": 0.1}
SCHEDULES = [
    ("FactorScheduler", {"step": 4, "factor": 0.5, "base_lr": 1.0}),
    ("FactorScheduler", {"step": 3, "factor": 0.1, "base_lr": 1.0, "stop_factor_lr": 0.005}),
    ("FactorScheduler", {"step": 4, "factor": 0.5, "base_lr": 1.0, **WARM}),
    ("MultiFactorScheduler", {"step": [3, 7, 20], "factor": 0.5, "base_lr": 1.0}),
    ("MultiFactorScheduler", {"step": [6, 9], "factor": 0.2, "base_lr": 1.0, **WARM,
                              "warmup_mode": "constant"}),
    ("PolyScheduler", {"max_update": 20, "base_lr": 1.0}),
    ("PolyScheduler", {"max_update": 18, "base_lr": 1.0, "pwr": 3, "final_lr": 0.2, **WARM}),
    ("CosineScheduler", {"max_update": 20, "base_lr": 1.0}),
    ("CosineScheduler", {"max_update": 18, "base_lr": 1.0, "final_lr": 0.2, **WARM}),
]  # fmt: skip
WRONG = [
    ("LRScheduler", {"base_lr": 0.1, "warmup_begin_lr": 0.2}),
    ("LRScheduler", {"warmup_steps": -1}),
    ("LRScheduler", {"warmup_steps": 1.5}),
    ("LRScheduler", {"warmup_mode": "cubic"}),
    ("FactorScheduler", {"step": 0}),
    ("FactorScheduler", {"step": 2, "factor": 1.5}),
    ("MultiFactorScheduler", {"step": []}),
    ("MultiFactorScheduler", {"step": (1, 2)}),
    ("MultiFactorScheduler", {"step": [2, 2]}),
    ("MultiFactorScheduler", {"step": [0, 2]}),
    ("MultiFactorScheduler", {"step": [1], "factor": 2}),
    ("PolyScheduler", {"max_update": 0}),
    ("PolyScheduler", {"max_update": 2.5}),
    ("CosineScheduler", {"max_update": 0}),
    ("CosineScheduler", {"max_update": "a"}),
]


def rates(mx, name, keywords):
    """The rates at 0 to 24, and at 40 after a leap."""
    schedule = getattr(mx.lr_scheduler, name)(**keywords)
    return [schedule(n) for n in (*range(25), 40)]


def refusal(mx, name, keywords):
    """The type of error of a wrong scheduler, by name."""
    try:
        getattr(mx.lr_scheduler, name)(**keywords)
    except Exception as error:
        return type(error).__name__
    return None

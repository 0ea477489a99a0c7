"""Rows of the operators of images."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, distinct, integers, uniform

BYTES = integers(4, 6, 3, high=256, dtype="uint8")
COLORS = uniform(4, 6, 3, low=0, high=255)
GRAYS = uniform(4, 6, 1, low=0, high=255)
BATCH = uniform(2, 4, 6, 3, low=0, high=255)
FLAT = uniform(4, 6, low=0, high=255)
FOUR = uniform(4, 6, 4, low=0, high=255)

COPIED = {
    "gradient_recorded": False,
    "because": "1.9.1 hands the cotangent on unchanged, which is not the derivative",
}
# Where 1.9.1 leaves the result of a gray image unwritten, ours is the image.
KEPT = {"reference": lambda data, **attrs: data, "because": "1.9.1 leaves this image unwritten"}
NO_SHAPE = {
    "gradient_recorded": False,
    "because": "1.9.1 fails in backward: it hands on a cotangent of another shape",
}
UNSUITED = [
    Wrong(FLAT, says="shape"),
    Wrong(FOUR, says="channels"),
    Wrong(BATCH, says="shape"),
]


def wrong(attrs, *more):
    """The refusals of every operator of one image."""
    return [Wrong(*w.inputs, says=w.says, **attrs) for w in UNSUITED] + list(more)


def factor(low, high=None):
    return {"min_factor": low, "max_factor": low if high is None else high}


def as_floats(outputs):
    """Bytes as floats, so that a tolerance applies."""
    return [each.astype("float32") for each in outputs]


ROUNDED = {"canonical": as_floats, "atol": 1.01,
           "because": "the last bit of float32 decides how bytes are cut off"}  # fmt: skip


def by_gray(data, min_factor, max_factor):
    """What the operator is meant to do."""
    if data.shape[2] == 1:
        return data
    gray = (data * np.array([0.299, 0.587, 0.114], "float32")).sum(2, keepdims=True)
    mixed = data * np.float32(min_factor) + np.float32(1 - min_factor) * gray
    return mixed.astype(data.dtype) if data.dtype != np.uint8 else np.uint8(mixed.clip(0, 255))


def random_factor(name, **options):
    """A row of an operator that draws one factor: fixed by drawing from a single number."""
    return Row(
        f"_image_random_{name}",
        Sample(COLORS, **factor(0.75)),
        Sample(COLORS, **factor(1.25)),
        Sample(BYTES, **factor(0.5)).but(**ROUNDED),
        *options.pop("more", ()),
        Sample(COLORS, **factor(0.5, 1.5)).but(random=True, differentiable=(), order=0,
                                               because="drawn anew by every call"),
        wrong=wrong(factor(0.5), Wrong(COLORS, **factor(0.75, 0.5), says="max_factor"),
                    Wrong(COLORS, **factor(-1.0), says="min_factor")),
        rtol=1e-4,
        **(COPIED | options),
    )  # fmt: skip


def jitter(**attrs):
    return dict({"brightness": 0.0, "contrast": 0.0, "saturation": 0.0, "hue": 0.0}, **attrs)


DRAWN = {"random": True, "differentiable": (), "order": 0, "because": "drawn anew by every call"}


def reversed_along(axis):
    return lambda data: np.flip(data, axis)


ROWS = [
    Row(
        "_image_to_tensor",
        Sample(BYTES),
        Sample(BATCH),
        Sample(GRAYS),
        Sample(FOUR),
        wrong=[Wrong(FLAT, says="shape")],
        dtypes=(),
        gradient_recorded=False,
        because="1.9.1 fails in backward, and the result is float32 whatever came",
    ),
    Row(
        "_image_normalize",
        Sample(uniform(3, 4, 2), mean=(0.5, 0.25, 0.0), std=(0.5, 2.0, 1.5)),
        Sample(uniform(2, 3, 4, 2), mean=0.5, std=(0.5, 2.0, 1.5)),
        Sample(uniform(1, 4, 2), mean=(0.5,), std=2.0),
        Sample(integers(3, 4, 2, low=20, high=256, dtype="uint8"), mean=(9, 8, 7), std=2.0),
        wrong=[
            Wrong(uniform(3, 4, 2), says="mean"),
            Wrong(uniform(3, 4, 2), mean=1.0, std=(1.0, 2.0), says="std"),
            Wrong(uniform(2, 4, 2), mean=1.0, std=1.0, says="channels"),
            Wrong(FLAT, mean=1.0, std=1.0, says="shape"),
        ],
    ),
    Row(
        "_image_crop",
        Sample(COLORS, x=1, y=0, width=2, height=3),
        Sample(BYTES, x=0, y=1, width=6, height=1),
        Sample(BATCH, x=2, y=1, width=1, height=2),
        wrong=[
            Wrong(COLORS, x=5, y=0, width=2, height=2, says="rectangle"),
            Wrong(COLORS, x=0, y=3, width=2, height=2, says="rectangle"),
            Wrong(COLORS, x=-1, y=0, width=2, height=2, says="x"),
            Wrong(COLORS, x=0, y=0, width=0, height=2, says="width"),
            Wrong(FOUR, x=0, y=0, width=2, height=2, says="channels"),
            Wrong(FLAT, x=0, y=0, width=2, height=2, says="shape"),
        ],
    ),
    Row(
        "_image_resize",
        Sample(COLORS, size=(9, 5)),
        Sample(COLORS, size=(3, 2), interp=3),
        Sample(COLORS, size=7, interp=2),
        Sample(COLORS, size=5, interp=0),
        Sample(COLORS, size=(9, 8), interp=4).but(atol=1e-2, because="other constants of Lanczos"),
        Sample(GRAYS, size=3, keep_ratio=True),
        Sample(BATCH, size=(3, 7)),
        Sample(BYTES, size=(5, 7)),
        Sample(BYTES, size=(2, 2), interp=3),
        Sample(integers(4, 6, 3, dtype="int32"), size=(3, 7), interp=0),
        wrong=[
            Wrong(FLAT, size=2, says="shape"),
            Wrong(COLORS, says="size"),
            Wrong(COLORS, size=(1, 2, 3), says="size"),
            Wrong(COLORS, size=0, says="size"),
            Wrong(integers(4, 6, 3, dtype="int32"), size=2, says="int32"),
        ],
        dtypes=("float64",),
        rtol=1e-4,
        **NO_SHAPE,
    ),
    Row(
        "_image_flip_left_right",
        Sample(COLORS),
        Sample(BYTES),
        Sample(distinct(2, 3, 1)).but(
            reference=reversed_along(1), because="1.9.1 leaves the middle column unwritten"
        ),
        wrong=wrong({}),
        **COPIED,
    ),
    Row(
        "_image_flip_top_bottom",
        Sample(COLORS),
        Sample(BYTES),
        Sample(distinct(3, 2, 1)).but(
            reference=reversed_along(0), because="1.9.1 leaves the middle row unwritten"
        ),
        wrong=wrong({}),
        **COPIED,
    ),
    Row("_image_random_flip_left_right", Sample(COLORS), Sample(BYTES), wrong=wrong({}), **DRAWN),
    Row("_image_random_flip_top_bottom", Sample(COLORS), Sample(BYTES), wrong=wrong({}), **DRAWN),
    random_factor("brightness", more=[Sample(GRAYS, **factor(2.0))]),
    random_factor("contrast", more=[Sample(GRAYS, **factor(2.0))]),
    random_factor(
        "saturation",
        more=[Sample(GRAYS, **factor(2.0))],
        reference=by_gray,
        because="1.9.1 takes for gray the last channel's share alone, so colours darken",
    ),
    random_factor("hue", more=[Sample(GRAYS, **factor(0.25)).but(**KEPT)], atol=2e-3),
    Row(
        "_image_random_color_jitter",
        Sample(COLORS, **jitter()).but(**KEPT),
        Sample(COLORS, **jitter(brightness=0.2, saturation=0.2, hue=0.1)).but(**DRAWN),
        Sample(BYTES, **jitter(contrast=0.2, hue=0.1)).but(**DRAWN),
        Sample(GRAYS, **jitter(contrast=0.2, hue=0.1)).but(**DRAWN),
        wrong=wrong(jitter(contrast=0.1), Wrong(COLORS, **jitter(contrast=-0.1), says="contrast")),
    ),
    Row(
        "_image_adjust_lighting",
        Sample(COLORS, alpha=(0.1, -0.2, 0.3)),
        Sample(BYTES, alpha=(0.5, 0.25, 0.0)),
        Sample(GRAYS, alpha=(0.5, 0.25, 0.0)).but(**KEPT),
        wrong=wrong({"alpha": (0.1, 0.2, 0.3)}, Wrong(COLORS, alpha=(1.0, 2.0), says="alpha")),
    ),
    Row(
        "_image_random_lighting",
        Sample(COLORS, alpha_std=0.0),
        Sample(COLORS).but(**DRAWN),
        Sample(BYTES, alpha_std=0.1).but(**DRAWN),
        wrong=wrong({}),
    ),
]

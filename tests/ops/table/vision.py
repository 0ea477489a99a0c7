"""Rows of detection and matching."""

import numpy as np

import mxnet as mx
from tests.ops.row import Row, Sample, Wrong, array, distinct, integers, normal, uniform

IMAGES = distinct(2, 2, 5, 6, gap=0.125)
REGIONS = array(
    [
        [0, 0, 0, 4, 3],
        [1, 1, 1, 1, 1],
        [0, 2.6, 1.7, 3.4, 4.6],
        [1, -2, -2, 8, 9],
        [0, 5, 4, 2, 1],
        [0, 7, 7, 9, 9],
        [-1, 0, 0, 2, 2],
    ]
)
INSIDE = REGIONS[:6]  # the reference leaves memory unwritten for images below 0
WIDE = REGIONS[[0, 2, 3]]
POOLED = {"pooled_size": (2, 2), "spatial_scale": 1.0}
REGION_INPUTS = {"differentiable": (0,), "rtol": 1e-4, "atol": 1e-5}

WRONG = [
    Wrong(IMAGES, normal(3, 4), says="rois", **POOLED),
    Wrong(normal(2, 5, 6), REGIONS, says="data", **POOLED),
    Wrong(IMAGES, REGIONS, spatial_scale=1.0, says="pooled_size"),
    Wrong(IMAGES, REGIONS, pooled_size=(2, 2), says="spatial_scale"),
    Wrong(IMAGES, REGIONS, pooled_size=(2,), spatial_scale=1.0, says="pooled_size"),
    Wrong(IMAGES, REGIONS, pooled_size=(0, 2), spatial_scale=1.0, says="pooled_size"),
]


class Step:
    """The penalty's operator run forward and backward: data, moving average and gradient."""

    def __repr__(self):  # it names the recording
        return "step of IdentityAttachKLSparseReg"

    def __call__(self, data, moving_avg, **attrs):
        if isinstance(data, mx.nd.NDArray):
            data.attach_grad()
        with mx.autograd.record():
            call = mx.nd.IdentityAttachKLSparseReg
            out = call(data, moving_avg=moving_avg, **attrs)
        out.backward()
        return [out, moving_avg, data.grad]


def stepped(data, moving_avg, sparseness_target=0.1, penalty=0.001, momentum=0.9):
    """Return what one step gives."""
    average = momentum * moving_avg + (1 - momentum) * data.mean(axis=0)
    slope = (1 - sparseness_target) / (1 - average) - sparseness_target / average
    return [data, average, np.ones_like(data) + penalty * slope]


ROWS = [
    Row(
        "ROIPooling",
        Sample(IMAGES, REGIONS, **POOLED),
        Sample(IMAGES, REGIONS, pooled_size=(3, 2), spatial_scale=0.5),
        Sample(IMAGES, REGIONS[:1], pooled_size=(7, 7), spatial_scale=1.0),
        wrong=[*WRONG, Wrong(IMAGES, REGIONS, pooled_size=(2, 2), spatial_scale=2.0, says="scale")],
        **REGION_INPUTS,
    ),
    Row(
        "_contrib_ROIAlign",
        Sample(IMAGES, INSIDE, **POOLED),
        Sample(IMAGES, INSIDE, sample_ratio=2, **POOLED),
        Sample(IMAGES, INSIDE, pooled_size=(3, 2), spatial_scale=0.5),
        Sample(IMAGES, WIDE, aligned=True, **POOLED),
        Sample(IMAGES, WIDE, aligned=True, sample_ratio=3, **POOLED),
        Sample(
            distinct(2, 8, 3, 4, gap=0.125),
            INSIDE,
            position_sensitive=True,
            sample_ratio=2,
            **POOLED,
        ),
        wrong=[
            *WRONG,
            Wrong(
                IMAGES,
                INSIDE,
                pooled_size=(3, 3),
                spatial_scale=1.0,
                position_sensitive=True,
                says="channels",
            ),
        ],
        **REGION_INPUTS,
    ),
    Row(
        "_contrib_AdaptiveAvgPooling2D",
        Sample(normal(2, 2, 5, 3)),
        Sample(normal(2, 2, 5, 3), output_size=2),
        Sample(normal(2, 2, 5, 3), output_size=(3, 2)),
        Sample(normal(2, 2, 3, 2), output_size=(4, 3)),
        wrong=[
            Wrong(normal(2, 5, 3), output_size=2, says="data"),
            Wrong(integers(1, 1, 4, 4, dtype="int32"), output_size=2, says="floating point"),
        ],
    ),
    Row(
        "Correlation",
        Sample(normal(1, 2, 3, 4), normal(1, 2, 3, 4, seed=1), pad_size=1),
        Sample(normal(1, 2, 4, 4), normal(1, 2, 4, 4, seed=1)),
        Sample(
            normal(1, 2, 4, 5),
            normal(1, 2, 4, 5, seed=1),
            kernel_size=3,
            pad_size=2,
            stride1=2,
        ),
        Sample(
            normal(1, 1, 4, 5),
            normal(1, 1, 4, 5, seed=1),
            max_displacement=2,
            stride2=2,
            pad_size=2,
            is_multiply=False,
        ),
        Sample(
            integers(1, 2, 3, 4, high=3),
            integers(1, 2, 3, 4, high=3, seed=1),
            pad_size=1,
            is_multiply=False,
        ).but(
            differentiable=(), mathematical=False, because="equal pixels, where distances bend"
        ),
        wrong=[
            Wrong(normal(1, 2, 3, 4), normal(1, 2, 3, 4), max_displacement=4, says="fit"),
            Wrong(normal(2, 3, 4), normal(2, 3, 4), says="data1"),
            Wrong(normal(1, 2, 3, 4), normal(1, 2, 4, 4), raises="MXNetError", says="data2"),
        ],
        rtol=1e-4,
        atol=1e-5,
    ),
    Row(
        "IdentityAttachKLSparseReg",
        Sample(
            uniform(3, 2, low=0.1, high=0.9),
            moving_avg=uniform(2, low=0.1, high=0.9),
            penalty=0.1,
        ).but(train=False),
        reference=lambda data, **others: data,
        record=False,
        mathematical=False,
        aux=(1,),
        because="1.9.1 lists no moving average for it in nd, so every call of it there fails; the "
        "gradient has a penalty added",
        wrong=[
            Wrong(uniform(3, 2), moving_avg=uniform(3), says="moving_avg"),
            Wrong(
                uniform(3, 2),
                moving_avg=uniform(2),
                sparseness_target=1.5,
                says="sparseness_target",
            ),
        ],
    ),
    Row(
        "IdentityAttachKLSparseReg",
        Sample(
            uniform(3, 2, low=0.1, high=0.9),
            uniform(2, low=0.1, high=0.9),
            penalty=0.1,
            momentum=0.8,
            sparseness_target=0.2,
        ),
        call=Step(),
        reference=stepped,
        record=False,
        attached=(),
        differentiable=(),
        aux=(1,),
        out=False,
        strings=False,
        because="1.9.1 cannot call it from nd; the function under test runs backward itself",
    ),
]

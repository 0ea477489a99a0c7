"""Rows of resizing and warping of images."""

from tests.ops.row import Row, Sample, Wrong, array, integers, normal, uniform

SMALL = normal(2, 2, 2, 3)
IMAGE = normal(2, 2, 4, 3)
# Places well within cells of pixels: the slope jumps between cells.
PLACES = array(
    [
        [[[-0.9, 0.4], [0.3, 0.7]], [[-0.6, 0.1], [0.5, -0.2]]],
        [[[-1.3, 0.6], [1.2, -0.4]], [[-0.1, 0.9], [-1.1, 1.2]]],
    ]
)
CORNERS = array([[[[-1, 1, 0, -2, 3]], [[-1, 1, 0, -2, 0]]]])
EDGE = {"order": 0, "because": "at the edges of cells the slope jumps"}
MAPS = array([[0.83, 0.12, 0.07, -0.21, 0.71, 0.13], [1.23, 0, -0.31, 0.17, 0.9, 0.23]])
NO_GRADIENT = {
    "gradient_recorded": False,
    "because": "the reference has no gradient of an empty batch",
}

ROWS = [
    Row(
        "UpSampling",
        Sample(SMALL, scale=2, sample_type="nearest"),
        Sample(SMALL, scale=1, sample_type="nearest"),
        Sample(SMALL, normal(2, 1, 4, 6), scale=2, sample_type="nearest", num_args=2),
        Sample(
            SMALL,
            normal(2, 2, 4, 6),
            scale=4,
            sample_type="nearest",
            multi_input_mode="sum",
            num_args=2,
        ),
        Sample(
            SMALL, normal(2, 1, 4, 4), scale=2, sample_type="bilinear", num_filter=2, num_args=2
        ),
        Sample(
            SMALL, normal(2, 1, 5, 5), scale=3, sample_type="bilinear", num_filter=2, num_args=2
        ),
        wrong=[
            Wrong(normal(2, 3, 4), scale=2, sample_type="nearest", says="data"),
            Wrong(SMALL, sample_type="nearest", says="scale"),
            Wrong(SMALL, scale=2, says="sample_type"),
            Wrong(SMALL, scale=0, sample_type="nearest", says="scale"),
            Wrong(SMALL, normal(2, 2, 3, 3), scale=2, sample_type="nearest", says="divide"),
            Wrong(
                SMALL,
                normal(2, 1, 4, 6),
                scale=2,
                sample_type="nearest",
                multi_input_mode="sum",
                says="channels",
            ),
            Wrong(SMALL, scale=2, sample_type="bilinear", says="weight"),
            Wrong(SMALL, normal(2, 1, 3, 3), scale=2, sample_type="bilinear", says="weight"),
        ],
        rtol=1e-4,
    ),
    Row(
        "BilinearSampler",
        Sample(IMAGE, PLACES),
        Sample(normal(1, 2, 3, 3), CORNERS).but(**EDGE),
        wrong=[
            Wrong(IMAGE, PLACES[:1], says="grid"),
            Wrong(IMAGE, normal(2, 3, 2, 2), says="grid"),
            Wrong(normal(2, 4, 3), PLACES, says="data"),
        ],
        rtol=1e-4,
        atol=1e-5,
    ),
    Row(
        "GridGenerator",
        Sample(MAPS, transform_type="affine", target_shape=(2, 3)),
        Sample(normal(2, 2, 2, 3), transform_type="warp"),
        wrong=[
            Wrong(MAPS, transform_type="affine", says="target_shape"),
            Wrong(normal(2, 5), transform_type="affine", target_shape=(2, 3), says="data"),
            Wrong(normal(2, 3, 2, 2), transform_type="warp", says="data"),
            Wrong(MAPS, target_shape=(2, 3), says="transform_type"),
            Wrong(MAPS, transform_type="rigid", says="transform_type"),
        ],
    ),
    Row(
        "SpatialTransformer",
        Sample(
            IMAGE,
            MAPS,
            target_shape=(3, 2),
            transform_type="affine",
            sampler_type="bilinear",
        ),
        wrong=[
            Wrong(IMAGE, MAPS, transform_type="affine", says="sampler_type"),
            Wrong(
                IMAGE, MAPS, transform_type="affine", sampler_type="bilinear", says="target_shape"
            ),
            Wrong(
                IMAGE,
                normal(2, 5),
                target_shape=(2, 2),
                transform_type="affine",
                sampler_type="bilinear",
                says="loc",
            ),
        ],
        rtol=1e-4,
        atol=1e-5,
    ),
    Row(
        "_contrib_BilinearResize2D",
        Sample(SMALL, height=3, width=5),
        Sample(SMALL, height=4, width=2, align_corners=False),
        Sample(SMALL),
        Sample(SMALL, scale_height=2, scale_width=1.5),
        Sample(IMAGE, scale_height=1.5, scale_width=2, mode="odd_scale"),
        Sample(IMAGE, mode="to_even_up"),
        Sample(IMAGE, mode="to_even_down"),
        Sample(IMAGE, mode="to_odd_up"),
        Sample(IMAGE, mode="to_odd_down"),
        Sample(SMALL, uniform(1, 1, 3, 2), mode="like"),
        wrong=[
            Wrong(SMALL, height=0, width=2, says="height"),
            Wrong(SMALL, mode="like", says="like"),
            Wrong(SMALL, SMALL, height=2, width=2, says="input"),
            Wrong(SMALL, scale_height=2, says="scale_width"),
            Wrong(SMALL, mode="odd_scale", says="scale_height"),
            Wrong(SMALL, mode="twice", says="mode"),
            Wrong(integers(1, 1, 2, 2, dtype="int32"), height=2, width=2, says="floating point"),
        ],
        rtol=1e-4,
        atol=1e-5,
    ),
]

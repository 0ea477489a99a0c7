"""Rows of the deformable convolutions. Offsets are kept off whole pixels, where slopes jump."""

from tests.ops.row import Row, Sample, Wrong, normal, uniform

X = normal(1, 2, 3, 3)
W = normal(2, 2, 2, 2, scale=0.5)
B = normal(2)
OFFSET = uniform(1, 8, 2, 2, low=0.1, high=0.9)
MASK = uniform(1, 4, 2, 2, low=0.5, high=1.5)
PLAIN = {"kernel": (2, 2), "num_filter": 2}
GROUPS = {"kernel": (1, 2), "num_filter": 2, "num_group": 2, "num_deformable_group": 2}
WIDE = {"stride": (2, 1), "dilate": (1, 2), "pad": (1, 1), "no_bias": True}
FAR = uniform(1, 8, 2, 3, low=-1.9, high=-1.1)
TWO = uniform(1, 8, 3, 2, low=0.1, high=0.9)
PIECES = uniform(1, 4, 3, 2, low=0.5, high=1.5)
THIN = normal(2, 1, 1, 2)

NO_GRADIENT = {
    "gradient_recorded": False,
    "because": "the reference computes this gradient on GPUs only",
}

ROWS = [
    Row(
        "_contrib_DeformableConvolution",
        Sample(X, OFFSET, W, B, **PLAIN),
        Sample(X, FAR, W, **PLAIN, **WIDE),
        Sample(X, TWO, THIN, B, **GROUPS),
        wrong=[
            Wrong(X, OFFSET[:, :4], W, B, says="offset", **PLAIN),
            Wrong(X, OFFSET, W[:, :1], B, says="weight", **PLAIN),
            Wrong(X, OFFSET, W, normal(3), says="bias", **PLAIN),
            Wrong(X, OFFSET, W, B, says="two entries", kernel=(2,), num_filter=2),
            Wrong(X, OFFSET, W, B, says="num_group", kernel=(2, 2), num_filter=3, num_group=3),
            Wrong(X, OFFSET, W, B, says="deformable groups", num_deformable_group=3, **PLAIN),
            Wrong(X[:, :, :1], OFFSET, W, B, says="exceeds", **PLAIN),
        ],
    ),
    Row(
        "_contrib_ModulatedDeformableConvolution",
        Sample(X, OFFSET, MASK, W, B, **PLAIN),
        Sample(X, FAR, uniform(1, 4, 2, 3, low=0.5, high=1.5), W, **PLAIN, **WIDE),
        Sample(X, TWO, PIECES, THIN, B, **GROUPS),
        wrong=[
            Wrong(X, OFFSET, MASK[:, :2], W, B, says="mask", **PLAIN),
            Wrong(X, OFFSET[:, :4], MASK, W, B, says="offset", **PLAIN),
        ],
        **NO_GRADIENT,
    ),
]

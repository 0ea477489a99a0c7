"""Rows of the interleaved products of attention."""

from tests.ops.row import Row, Sample, Wrong, integers, normal, uniform

SELF = normal(3, 2, 12)
ENCODER = normal(3, 2, 8)
WEIGHTS = uniform(4, 3, 3, low=0)
CROSS = uniform(4, 2, 3, low=0)
ONLY = dict(dtypes=("float64",))  # the reference has float32 alone on the CPU

ROWS = [
    Row(
        "_contrib_interleaved_matmul_selfatt_qk",
        Sample(SELF, heads=2),
        Sample(normal(2, 1, 6), heads=1),
        wrong=[
            Wrong(SELF[0], heads=2, says="3D"),
            Wrong(SELF, says="heads"),
            Wrong(integers(3, 2, 12, dtype="int32"), heads=2, says="floating point"),
        ],
        **ONLY,
    ),
    Row(
        "_contrib_interleaved_matmul_selfatt_valatt",
        Sample(SELF, WEIGHTS, heads=2),
        Sample(normal(2, 1, 6), uniform(1, 2, 2), heads=1),
        wrong=[
            Wrong(SELF, CROSS, heads=2, says="attention has shape"),
            Wrong(SELF[0], WEIGHTS, heads=2, says="3D"),
        ],
        **ONLY,
    ),
    Row(
        "_contrib_interleaved_matmul_encdec_qk",
        Sample(normal(2, 2, 4), ENCODER, heads=2),
        Sample(normal(1, 1, 3), normal(4, 1, 6), heads=1),
        wrong=[
            Wrong(normal(2, 1, 4), ENCODER, heads=2, says="keys_values has shape"),
            Wrong(normal(2, 4), ENCODER, heads=2, says="3D"),
        ],
        **ONLY,
    ),
    Row(
        "_contrib_interleaved_matmul_encdec_valatt",
        Sample(ENCODER, CROSS, heads=2),
        Sample(normal(4, 1, 6), uniform(1, 2, 4), heads=1),
        wrong=[
            Wrong(ENCODER, uniform(4, 2, 2), heads=2, says="attention has shape"),
            Wrong(ENCODER[0], CROSS, heads=2, says="3D"),
        ],
        **ONLY,
    ),
]

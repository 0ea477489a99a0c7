"""Operators of detection and matching, and the sparseness penalty."""

from .._core.attrs import Attr, maybe, shape
from .._core.errors import MXNetError
from .._core.op import Aux, In, Out
from .._core.registry import op
from .._core.rules import Like
from .sampler import check_image
from .spatial import check_float


def check_regions(p, data, rois):
    check_float(data)
    check_image(data)
    if len(rois.shape) != 2 or rois.shape[1] != 5:
        raise MXNetError(f"rois has shape {tuple(rois.shape)}; it needs (R, 5).")
    if len(p.pooled_size) != 2 or min(p.pooled_size) < 1:
        raise MXNetError(f"pooled_size {p.pooled_size} must be two positive numbers.")


REGIONS = "(R, 5): image, x1, y1, x2, y2"


@op("ROIPooling", also=["_npx_roi_pooling"])
class roi_pooling:
    """The largest entry of each bin of regions of interest, which are split into equal bins.

    Corners, times `spatial_scale`, are rounded to pixels and belong to the region. Bins outside the
    image give 0.

    Source: Girshick, "Fast R-CNN", 2015.
    """

    data = In("(N, C, H, W)")
    rois = In(REGIONS)
    output = Out("(R, C, *pooled_size)")
    where = Out("places of the largest entries in the flat data", hidden=True)
    pooled_size = Attr(shape, doc="Number of bins along height and width.")
    spatial_scale = Attr(float, ge=0, le=1, doc="Size of the data over that of the image.")
    check = check_regions

    def infer(p, s):
        s.unify(data=(None, None, None, None), rois=(None, 5))
        s.unify(output=(s.rois.known()[0], s.data.known()[1], *p.pooled_size))

    def forward(F, p, data, rois):
        return F.roi_pool(data, rois, size=p.pooled_size, scale=p.spatial_scale)

    def d_data(F, p, data: Like, where, g):
        return F.flat_put(g, where, shape=tuple(data.shape))


def align_options(p):
    return {
        "size": p.pooled_size,
        "scale": p.spatial_scale,
        "ratio": p.sample_ratio,
        "aligned": p.aligned,
        "sensitive": p.position_sensitive,
    }


@op("_contrib_ROIAlign")
class roi_align:
    """The mean of interpolated samples in each bin of regions of interest, without rounding.

    Source: He et al., "Mask R-CNN", 2017; with `position_sensitive`, Dai et al., "R-FCN", 2016.
    """

    data = In("(N, C, H, W)")
    rois = In(REGIONS)
    output = Out("(R, C, *pooled_size); C over the number of bins when position_sensitive")
    pooled_size = Attr(shape, doc="Number of bins along height and width.")
    spatial_scale = Attr(float, doc="Size of the data over that of the image.")
    sample_ratio = Attr(
        int, -1, doc="Samples per bin and axis; as many as it has pixels if not positive."
    )
    position_sensitive = Attr(bool, False, doc="Every bin reads channels of its own.")
    aligned = Attr(bool, False, doc="Pixel centres lie at half numbers.")

    def infer(p, s):
        s.unify(data=(None, None, None, None), rois=(None, 5))
        bins = p.pooled_size[0] * p.pooled_size[1] if p.position_sensitive else 1
        s.unify(output=(s.rois.known()[0], s.data.known()[1] // bins, *p.pooled_size))

    def check(p, data, rois):
        check_regions(p, data, rois)
        bins = p.pooled_size[0] * p.pooled_size[1]
        if p.position_sensitive and data.shape[1] % bins:
            raise MXNetError(
                f"data has {data.shape[1]} channels; position_sensitive with pooled_size "
                f"{p.pooled_size} needs a multiple of {bins}."
            )

    def forward(F, p, data, rois):
        return F.roi_align(data, rois, **align_options(p))

    def d_data(F, p, data: Like, rois, g):
        return F.roi_align_grad(g, rois, shape=tuple(data.shape), **align_options(p))


@op("_contrib_AdaptiveAvgPooling2D")
class adaptive_avg_pooling:
    """The mean over windows that share the image out evenly into `output_size` of them."""

    data = In("(N, C, H, W)")
    output = Out("(N, C, *output_size)")
    output_size = Attr(maybe(shape), (), doc="Height and width, or both at once; 1 if left out.")

    def infer(p, s):
        x = s.data.known()
        s.unify(output=(*x[:2], *_adaptive(p)))

    def check(p, data):
        check_float(data)
        check_image(data)
        if min(_adaptive(p)) < 1:
            raise MXNetError(f"output_size {p.output_size} must be positive.")

    def forward(F, p, data):
        return F.adaptive_avg_pool(data, size=_adaptive(p))

    def d_data(F, p, data: Like, g):
        return F.adaptive_avg_pool_grad(g, shape=tuple(data.shape))


def _adaptive(p):
    size = p.output_size or (1,)
    if len(size) > 2:
        raise MXNetError(f"output_size {size} must be one or two numbers.")
    return (size[0], size[-1])


def _distance(F, x, y):
    """`|x - y|`, whose slope is 1 in `x` and -1 in `y` where they are equal, as the reference
    has it."""
    sign = F.sub(F.mul(F.cast(F.ge(x, y), dtype=F.dtype_name(x)), 2), 1)
    return F.mul(F.sub(x, y), F.stop(sign))


@op("Correlation")
class correlation:
    """Compare the patches of one image with patches of another that are shifted against them.

    Every output channel belongs to one shift, row by row from ``-max_displacement`` on in steps of
    `stride2`; it holds the mean over patch and channels of the products, or of the absolute
    differences, in steps of `stride1`.

    Source: Dosovitskiy et al., "FlowNet: learning optical flow with convolutional networks", 2015.
    """

    data1 = In("(N, C, H, W)")
    data2 = In("(N, C, H, W)")
    output = Out("(N, number of shifts, h, w)")
    kernel_size = Attr(int, 1, ge=1, doc="Height and width of a patch.")
    max_displacement = Attr(int, 1, ge=0, doc="Largest shift along each axis.")
    stride1 = Attr(int, 1, ge=1, doc="Step of the patches.")
    stride2 = Attr(int, 1, ge=1, doc="Step of the shifts.")
    pad_size = Attr(int, 0, ge=0, doc="Zeros around both images.")
    is_multiply = Attr(bool, True, doc="Multiply; otherwise take absolute differences.")

    def infer(p, s):
        s.unify(data1=(None,) * 4, data2=(None,) * 4)
        x = s.data1.value if s.data1.value and None not in s.data1.value else s.data2.known()
        s.unify(data1=x, data2=x)
        s.unify(output=(x[0], len(_shifts(p)) ** 2, *_extent(p, x)))

    def check(p, data1, data2):
        check_float(data1)
        check_image(data1, "data1")
        if p.kernel_size % 2 == 0:
            raise MXNetError(f"kernel size should be odd number; kernel_size={p.kernel_size}.")
        if data2.shape != data1.shape:
            raise MXNetError(
                f"data2 has shape {tuple(data2.shape)}; data1 has {tuple(data1.shape)}."
            )
        if min(_extent(p, data1.shape)) < 1:
            raise MXNetError(
                f"shifts of {p.max_displacement} and patches of {p.kernel_size} do not fit into "
                f"data {tuple(data1.shape)} padded by {p.pad_size}."
            )

    def forward(F, p, data1, data2):
        size = _extent(p, data1.shape)
        reach = [(n - 1) * p.stride1 + p.kernel_size for n in size]
        # An even patch reaches one pixel beyond the shifts; what is there counts as zeros.
        after = p.pad_size + 1 - p.kernel_size % 2
        one, two = (_padded(F, x, p.pad_size, after) for x in (data1, data2))
        still, parts = _window(F, one, p.max_displacement, p.max_displacement, reach), []
        for down in _shifts(p):
            for right in _shifts(p):
                y, x = p.max_displacement + down, p.max_displacement + right
                moved = _window(F, two, y, x, reach)
                each = F.mul(still, moved) if p.is_multiply else _distance(F, still, moved)
                parts.append(F.sum(each, axis=(1,), keepdims=True))
        pair = (p.kernel_size,) * 2
        sums = F.avg_pool(
            F.concat(*parts, axis=1),
            kernel=pair,
            stride=(p.stride1,) * 2,
            pad=(0, 0),
            size=size,
            divisor="one",
        )
        return F.div(sums, p.kernel_size**2 * data1.shape[1])


def _shifts(p):
    reach = p.max_displacement // p.stride2
    return [n * p.stride2 for n in range(-reach, reach + 1)]


def _extent(p, shape):
    border = p.max_displacement + (p.kernel_size - 1) // 2
    return tuple(-(-(n + 2 * p.pad_size - 2 * border) // p.stride1) for n in shape[2:])


def _padded(F, x, before, after):
    for axis in (2, 3):
        x = F.pad_zeros(x, axis=axis, before=before, after=after)
    return x


def _window(F, x, y, left, reach):
    x = F.narrow(x, axis=2, start=y, length=reach[0])
    return F.narrow(x, axis=3, start=left, length=reach[1])


@op("IdentityAttachKLSparseReg", mode=True, traits={"view", "late_aux"})
class identity_attach_kl_sparse_reg:
    """The data itself; its gradient is pushed towards activations that are rarely on.

    In training a moving average of every unit's mean activation is kept, and backward adds
    ``penalty * ((1 - target) / (1 - average) - target / average)`` to the gradient.

    Source: Ng, "Sparse autoencoder", 2011.
    """

    data = In("(N, units, ...), activations between 0 and 1")
    moving_avg = Aux("(units,)")
    output = Out("the data")
    average = Out("the new moving average", hidden=True)
    sparseness_target = Attr(float, 0.1, gt=0, lt=1, doc="The wanted mean activation.")
    penalty = Attr(float, 1e-3, doc="Weight of the penalty.")
    momentum = Attr(float, 0.9, ge=0, lt=1, doc="Weight of the old moving average.")

    def infer(p, s):
        x = s.data.known()
        s.unify(moving_avg=(x[1],), output=x)

    def check(p, data, moving_avg):
        check_float(data)
        if len(data.shape) < 2 or moving_avg.shape != (data.shape[1],):
            raise MXNetError(
                f"moving_avg has shape {tuple(moving_avg.shape)}; data {tuple(data.shape)} needs "
                "one number per unit."
            )

    def forward(F, p, data, moving_avg):
        if not p.training:
            return data, F.mul(moving_avg, 1.0), None
        batch = F.mean(data, axis=(0, *range(2, len(data.shape))))
        average = F.add(F.mul(moving_avg, p.momentum), F.mul(batch, 1 - p.momentum))
        return data, average, average

    def d_data(F, p, data: Like, average, g):
        rest = F.div(1 - p.sparseness_target, F.sub(1, average))
        slope = F.mul(F.sub(rest, F.div(p.sparseness_target, average)), p.penalty)
        return F.add(g, F.reshape(slope, shape=(1, -1, *[1] * (len(data.shape) - 2))))

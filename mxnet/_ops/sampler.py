"""Resizing and warping of images."""

from .._core.attrs import Attr, maybe, shape
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .._core.rules import Like
from .spatial import check_float


def check_image(x, name="data"):
    """Refuse what is not (N, C, H, W)."""
    if len(x.shape) != 4:
        raise MXNetError(f"{name} has shape {tuple(x.shape)}; it needs four axes, (N, C, H, W).")


def nearest(F, x, scale):
    """Every pixel repeated `scale` times along both axes."""
    if scale == 1:
        return x
    n, c, h, w = x.shape
    x = F.reshape(x, shape=(n, c, h, 1, w, 1))
    x = F.broadcast_to(x, shape=(n, c, h, scale, w, scale))
    return F.reshape(x, shape=(n, c, h * scale, w * scale))


@op("UpSampling", count_attr="num_args", traits={"view", "one"})
class up_sampling:
    """Enlarge images by a whole factor, by repeating pixels or by a transposed convolution.

    With `nearest` every input is enlarged to the first one's size times `scale`, and the results
    are joined along the channels or summed. With `bilinear` the inputs are the data and a weight
    (C, 1, k, k) with ``k = 2 * scale - scale % 2``, one filter for each channel.
    """

    data = In("(N, C, H, W); for bilinear the data and the weight", variadic=True)
    output = Out("(N, C, H * scale, W * scale)")
    scale = Attr(int, ge=1, doc="The factor.")
    num_filter = Attr(int, 0, doc="Number of channels, for bilinear; taken from the data.")
    sample_type = Attr(("bilinear", "nearest"), doc="How pixels are filled in.")
    multi_input_mode = Attr(("concat", "sum"), "concat", doc="What is done with several inputs.")
    num_args = Attr(int, doc="Number of inputs.")
    workspace = Attr(int, 512, ge=0, doc="Taken for compatibility; the kernels manage memory.")

    def any_count(p):
        return ("data", "weight") if p.sample_type == "bilinear" else None

    def infer(p, s):
        if p.sample_type == "bilinear":
            k = 2 * p.scale - p.scale % 2
            s.unify(data1=(s.data0.known()[1], 1, k, k))

    def check(p, *xs):
        if not xs:
            raise MXNetError("data is missing; it needs at least one input.")
        if p.sample_type == "bilinear":
            return _check_bilinear(p, xs)
        for x in xs:
            check_image(x)
        height, width = (n * p.scale for n in xs[0].shape[2:])
        for x in xs:
            h, w = x.shape[2:]
            if height % h or width % w or height // h != width // w:
                raise MXNetError(
                    f"an input of {h} by {w} pixels does not divide the output of "
                    f"{height} by {width}; shapes {[tuple(x.shape) for x in xs]}."
                )
            if p.multi_input_mode == "sum" and x.shape[1] != xs[0].shape[1]:
                raise MXNetError("inputs must have the same number of channels to be summed.")

    def forward(F, p, *xs):
        if p.sample_type == "bilinear":
            return _bilinear(F, p, *xs)
        height = xs[0].shape[2] * p.scale
        parts = [nearest(F, x, height // x.shape[2]) for x in xs]
        if len(parts) == 1:
            return parts[0]
        if p.multi_input_mode == "concat":
            return F.concat(*parts, axis=1)
        total = parts[0]
        for part in parts[1:]:
            total = F.add(total, part)
        return total


def _kernel(p):
    return 2 * p.scale - p.scale % 2


def _check_bilinear(p, xs):
    if len(xs) != 2:
        raise MXNetError(f"bilinear takes data and weight, two inputs; {len(xs)} came.")
    data, weight = xs
    check_image(data)
    check_float(data)
    wanted = (data.shape[1], 1, _kernel(p), _kernel(p))
    if weight.shape != wanted:
        raise MXNetError(
            f"weight has shape {tuple(weight.shape)}; data {tuple(data.shape)} needs {wanted}."
        )


def _bilinear(F, p, data, weight):
    two = (1, 1)
    k, pad = _kernel(p), p.scale // 2
    adjust = p.scale + 2 * pad - k
    return F.deconv(
        data,
        weight,
        None,
        stride=(p.scale,) * 2,
        pad=(pad,) * 2,
        dilate=two,
        groups=data.shape[1],
        adjust=(adjust,) * 2,
    )


@op("BilinearSampler")
class bilinear_sampler:
    """Read an image at the places of a grid, interpolating between pixels.

    The grid holds x and y of every output pixel, from -1 (the centre of the first pixel) to 1 (that
    of the last). Outside the image everything is 0.

    Source: Jaderberg et al., "Spatial transformer networks", 2015.
    """

    data = In("(N, C, H, W)")
    grid = In("(N, 2, h, w): x and y")
    output = Out("(N, C, h, w)")
    cudnn_off = Attr(maybe(bool), None, doc="Taken for compatibility.")

    def infer(p, s):
        x, grid = s.data.known(), s.grid.known()
        s.unify(grid=(x[0], 2, None, None), data=(None, None, None, None))
        s.unify(output=(*x[:2], *grid[2:]))

    def check(p, data, grid):
        check_float(data)
        check_image(data)
        check_grid(data, grid)

    def forward(F, p, data, grid):
        return F.grid_sample(data, grid)


def check_grid(data, grid):
    """Refuse a grid that does not belong to the data."""
    if len(grid.shape) != 4 or grid.shape[1] != 2 or grid.shape[0] != data.shape[0]:
        raise MXNetError(
            f"grid has shape {tuple(grid.shape)}; data {tuple(data.shape)} needs "
            f"({data.shape[0]}, 2, h, w)."
        )


TARGET = "Height and width of the output."


def affine_grid(F, loc, size):
    """The grid of an affine map (N, 6), row by row, for an image of `size`."""
    count = loc.shape[0]
    places = F.dot(F.reshape(loc, shape=(count * 2, 3)), F.affine_coordinates(loc, size=size))
    return F.reshape(places, shape=(count, 2, *size))


def check_affine(p, loc, name):
    if len(loc.shape) != 2 or loc.shape[1] != 6:
        raise MXNetError(f"{name} has shape {tuple(loc.shape)}; an affine map needs (N, 6).")
    if len(p.target_shape) != 2 or min(p.target_shape) < 1:
        raise MXNetError(f"target_shape {p.target_shape} must be two positive numbers.")


@op("GridGenerator")
class grid_generator:
    """The grid of an affine map, or of an optical flow, for `BilinearSampler`.

    `affine`: data (N, 6) are the rows of a 2 by 3 matrix that takes (x, y, 1) of an output pixel
    to its place. `warp`: data (N, 2, H, W) say by how many pixels each place is moved.
    """

    data = In("(N, 6) for affine, (N, 2, H, W) for warp")
    output = Out("(N, 2, H, W)")
    transform_type = Attr(("affine", "warp"), doc="What the data is.")
    target_shape = Attr(shape, (0, 0), doc=TARGET + " For affine only.")

    def infer(p, s):
        if p.transform_type == "affine":
            s.unify(data=(None, 6))
            s.unify(output=(s.data.known()[0], 2, *p.target_shape))
        else:
            s.unify(data=(None, 2, None, None))
            s.unify(output=s.data.known())

    def check(p, data):
        check_float(data)
        if p.transform_type == "affine":
            check_affine(p, data, "data")
        elif len(data.shape) != 4 or data.shape[1] != 2:
            raise MXNetError(f"data has shape {tuple(data.shape)}; a flow needs (N, 2, H, W).")

    def forward(F, p, data):
        if p.transform_type == "affine":
            return affine_grid(F, data, p.target_shape)
        height, width = data.shape[2:]
        places = F.add(data, F.pixel_coordinates(data, size=(height, width)))
        x = F.div(F.narrow(places, axis=1, start=0, length=1), max(width - 1, 1) / 2)
        y = F.div(F.narrow(places, axis=1, start=1, length=1), max(height - 1, 1) / 2)
        return F.sub(F.concat(x, y, axis=1), 1)


@op("SpatialTransformer")
class spatial_transformer:
    """Warp images by an affine map each: `GridGenerator` and `BilinearSampler` in one.

    Source: Jaderberg et al., "Spatial transformer networks", 2015.
    """

    data = In("(N, C, H, W)")
    loc = In("(N, 6): the rows of a 2 by 3 matrix")
    output = Out("(N, C, *target_shape)")
    target_shape = Attr(shape, (0, 0), doc=TARGET)
    transform_type = Attr(("affine",), doc="What `loc` is.")
    sampler_type = Attr(("bilinear",), doc="How pixels are interpolated.")
    cudnn_off = Attr(maybe(bool), None, doc="Taken for compatibility.")

    def infer(p, s):
        s.unify(data=(None, None, None, None))
        x = s.data.known()
        s.unify(loc=(x[0], 6), output=(*x[:2], *p.target_shape))

    def check(p, data, loc):
        check_float(data)
        check_image(data)
        check_affine(p, loc, "loc")
        if loc.shape[0] != data.shape[0]:
            raise MXNetError(f"loc has {loc.shape[0]} maps; data has {data.shape[0]} images.")

    def forward(F, p, data, loc):
        return F.grid_sample(data, affine_grid(F, loc, p.target_shape))


MODES = ("size", "odd_scale", "like", "to_even_down", "to_even_up", "to_odd_down", "to_odd_up")


@op("_contrib_BilinearResize2D")
class bilinear_resize:
    """Resize images by bilinear interpolation.

    The size is `height` and `width`; or, with both scales given, the data's times them; or what
    `mode` says: `odd_scale` scales the distance between the first and the last pixel of an axis
    of odd length, `like` takes the second input's size, and the `to_` modes change the size to the
    next even or odd number.
    """

    data = In("(N, C, H, W)")
    like = In("(..., ..., h, w)", when=lambda p: p.mode == "like", dtype="any")
    output = Out("(N, C, h, w)")
    height = Attr(int, 1, ge=1, doc="Height of the output.")
    width = Attr(int, 1, ge=1, doc="Width of the output.")
    scale_height = Attr(maybe(float), None, doc="Factor of the height.")
    scale_width = Attr(maybe(float), None, doc="Factor of the width.")
    mode = Attr(MODES, "size", doc="What decides the size.")
    align_corners = Attr(bool, True, doc="Corner pixels stay corner pixels.")

    def infer(p, s):
        x = s.data.known()
        like = s.like.known() if p.mode == "like" else None
        s.unify(output=(*x[:2], *resized(p, x, like)))

    def check(p, data, like=None):
        check_float(data)
        check_image(data)
        if like is not None:
            if p.mode != "like":
                raise MXNetError(f"a second input came, which mode={p.mode} does not take.")
            check_image(like, "like")

    def forward(F, p, data, like=None):
        size = resized(p, data.shape, None if like is None else like.shape)
        return F.resize_bilinear(data, size=size, align=p.align_corners)

    def d_data(F, p, data: Like, g):
        return F.resize_bilinear_grad(g, shape=tuple(data.shape), align=p.align_corners)


def resized(p, shape, like):
    """The height and width that the attributes make of an image of `shape`."""
    if p.mode == "like":
        return tuple(like[2:])
    scales = (p.scale_height, p.scale_width)
    if p.mode == "odd_scale" or (p.mode == "size" and scales != (None, None)):
        if None in scales:
            raise MXNetError("scale_height and scale_width must be given together.")
        found = tuple(_scaled(p, n, s) for n, s in zip(shape[2:], scales))
        if min(found) < 1:
            raise MXNetError(f"scales {scales} leave nothing of {tuple(shape[2:])} pixels.")
        return found
    if p.mode == "size":
        return p.height, p.width
    odd, step = "odd" in p.mode, -1 if "down" in p.mode else 1
    return tuple(n if n % 2 == odd else n + step for n in shape[2:])


def _scaled(p, n, scale):
    if p.mode == "odd_scale" and n % 2:
        return int((n - 1) * scale) + 1
    return int(n * scale)

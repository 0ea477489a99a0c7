"""The operators of `mx.nd.image`: images as arrays of pixels.

What does not live here: reading and writing images (`image_files.py`).
"""

from .._core.attrs import Attr, shape, single, singles
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .primitives.image import narrowed

PIXELS = "(height, width, 3), or 1 for channels"
IMAGES = "(height, width, channels), or (N, height, width, channels)"
LUMPED = "(channels, height, width), or (N, channels, height, width)"


def check_pixels(p, data):
    """Refuse what is not one image of one channel or three."""
    if len(data.shape) != 3:
        raise MXNetError(
            f"data has shape {tuple(data.shape)}; an image has shape (height, width, channels)."
        )
    if data.shape[2] not in (1, 3):
        raise MXNetError(
            f"data has shape {tuple(data.shape)}; the last axis is that of channels, 1 or 3."
        )


def check_images(p, data):
    """Refuse what is neither an image nor a batch of them."""
    if len(data.shape) not in (3, 4):
        raise MXNetError(
            f"data has shape {tuple(data.shape)}; images have shape (height, width, channels) or "
            "(N, height, width, channels)."
        )


def same_shape(p, s):
    """The result is shaped like the data."""
    s.unify(output=s.data.known())


def adjusted(F, data, change):
    """`change` of the data in float32 or float64, in the dtype of the data."""
    return narrowed(F, change(F.widened(data)), F.dtype_name(data))


@op("_image_to_tensor", also=["_npx__image_to_tensor"])
class to_tensor:
    """Pixels of 0 to 255 as float32 from 0 to 1, with the channels in front.

    Examples
    --------
    >>> mx.nd.image.to_tensor(mx.nd.full((4, 2, 3), 51, dtype="uint8")).shape
    (3, 4, 2)
    """

    data = In(IMAGES)
    output = Out(LUMPED)
    check = check_images

    def infer(p, s):
        *batch, height, width, channels = s.data.known()
        s.unify(output=(*batch, channels, height, width))

    def forward(F, p, data):
        return F.pixels_to_unit(data)


@op("_image_normalize", also=["_npx__image_normalize"])
class normalize:
    """Subtract each channel's mean, then divide by its standard deviation.

    Examples
    --------
    >>> x = mx.nd.ones((1, 2, 2))
    >>> mx.nd.image.normalize(x, mean=0.5, std=0.25).asnumpy().tolist()
    [[[2.0, 2.0], [2.0, 2.0]]]
    """

    data = In("(channels, height, width), or (N, channels, height, width); 1 or 3 channels")
    output = Out("the shape of data")
    mean = Attr(singles, (0.0, 0.0, 0.0, 0.0), doc="A number for all channels, or one for each.")
    std = Attr(singles, (1.0, 1.0, 1.0, 1.0), doc="A number for all channels, or one for each.")
    infer = same_shape

    def check(p, data):
        if len(data.shape) not in (3, 4):
            raise MXNetError(
                f"data has shape {tuple(data.shape)}; it needs (channels, height, width) or "
                "(N, channels, height, width)."
            )
        channels = data.shape[-3]
        if channels not in (1, 3):
            raise MXNetError(
                f"data has shape {tuple(data.shape)}; the channels' axis has length 1 or 3."
            )
        for word in ("mean", "std"):
            given = getattr(p, word)
            if len(given) not in (1, channels):
                raise MXNetError(f"{word} {given} needs 1 or {channels} numbers.")

    def forward(F, p, data):
        return F.normalize_channels(data, mean=p.mean, std=p.std)


@op("_image_crop", also=["_npx__image_crop"])
class crop:
    """Cut a rectangle out of images.

    Examples
    --------
    >>> mx.nd.image.crop(mx.nd.zeros((6, 8, 3)), x=1, y=2, width=4, height=3).shape
    (3, 4, 3)
    """

    data = In(IMAGES)
    output = Out(IMAGES)
    x = Attr(int, ge=0, doc="Left edge of the rectangle.")
    y = Attr(int, ge=0, doc="Upper edge of the rectangle.")
    width = Attr(int, gt=0, doc="Its width.")
    height = Attr(int, gt=0, doc="Its height.")

    def infer(p, s):
        *batch, _, _, channels = s.data.known()
        s.unify(output=(*batch, p.height, p.width, channels))

    def check(p, data):
        check_images(p, data)
        high, wide, channels = data.shape[-3:]
        if len(data.shape) == 3 and channels not in (1, 3):
            raise MXNetError(f"data has shape {tuple(data.shape)}; it needs 1 or 3 channels.")
        if p.x + p.width > wide or p.y + p.height > high:
            raise MXNetError(
                f"the rectangle x={p.x}, y={p.y}, width={p.width}, height={p.height} reaches out "
                f"of data {tuple(data.shape)}."
            )

    def forward(F, p, data):
        first = len(data.shape) - 3
        rows = F.narrow(data, axis=first, start=p.y, length=p.height)
        return F.narrow(rows, axis=first + 1, start=p.x, length=p.width)


def resized(p, high, wide):
    """The new height and width."""
    if len(p.size) == 2:
        return p.size[1], p.size[0]
    if not p.keep_ratio:
        return p.size[0], p.size[0]
    side = p.size[0]
    return (int(high * side / wide), side) if high > wide else (side, int(wide * side / high))


@op("_image_resize", also=["_npx__image_resize"])
class resize:
    """Resize images by OpenCV's rules.

    Examples
    --------
    >>> mx.nd.image.resize(mx.nd.zeros((6, 8, 3)), size=(4, 2)).shape
    (2, 4, 3)
    """

    data = In("images (height, width, channels) or (N, ...); uint8, float32 or float64")
    output = Out(IMAGES)
    size = Attr(shape, (), doc="Width and height, or both at once.")
    keep_ratio = Attr(bool, False, doc="With one size: let it be the shorter edge.")
    interp = Attr(int, 1, doc="0 nearest, 1 linear, 2 cubic, 3 area, 4 Lanczos.")

    def infer(p, s):
        *batch, high, wide, channels = s.data.known()
        s.unify(output=(*batch, *resized(p, high, wide), channels))

    def check(p, data):
        check_images(p, data)
        if len(p.size) not in (1, 2) or min(p.size) < 1:
            raise MXNetError(f"size {p.size} must be one or two positive numbers.")
        check_resizable(data, p.interp)

    def forward(F, p, data):
        return F.image_resize(data, size=resized(p, *data.shape[-3:-1]), interp=p.interp)


def check_resizable(data, interp):
    """Refuse the dtypes that OpenCV does not resize; labels can be copied from the nearest."""
    kind = str(data.dtype).rpartition(".")[2]
    if kind == "int32" and interp == 0:
        return
    if kind not in ("uint8", "int8", "float32", "float64"):
        raise MXNetError(
            f"data is {kind}; OpenCV resizes uint8, float32 and float64, "
            "and int32 with interp=0."
        )


@op("_image_flip_left_right", also=["_npx__image_flip_left_right"])
class flip_left_right:
    """Mirror an image along its width."""

    data = In(PIXELS)
    output = Out("the shape of data")
    infer, check = same_shape, check_pixels

    def forward(F, p, data):
        return F.flip(data, axis=1)


@op("_image_flip_top_bottom", also=["_npx__image_flip_top_bottom"])
class flip_top_bottom:
    """Mirror an image along its height."""

    data = In(PIXELS)
    output = Out("the shape of data")
    infer, check = same_shape, check_pixels

    def forward(F, p, data):
        return F.flip(data, axis=0)


def tossed(F, data, flipped):
    """One of the two, by the toss of a coin."""
    return F.where(F.toss(shape=(1,)), flipped, data)


@op("_image_random_flip_left_right", also=["_npx__image_random_flip_left_right"], random=True)
class random_flip_left_right:
    """Mirror an image along its width, every other time on average."""

    data = In(PIXELS)
    output = Out("the shape of data")
    infer, check = same_shape, check_pixels

    def forward(F, p, data):
        return tossed(F, data, F.flip(data, axis=1))


@op("_image_random_flip_top_bottom", also=["_npx__image_random_flip_top_bottom"], random=True)
class random_flip_top_bottom:
    """Mirror an image along its height, every other time on average."""

    data = In(PIXELS)
    output = Out("the shape of data")
    infer, check = same_shape, check_pixels

    def forward(F, p, data):
        return tossed(F, data, F.flip(data, axis=0))


def drawn_factor(F, p):
    """A factor between the two of the operator."""
    return F.draw_uniform(p.min_factor, p.max_factor, shape=(1,), dtype="float32")


def check_factors(p, data):
    """Refuse factors in the wrong order, and what is no image."""
    check_pixels(p, data)
    if p.max_factor < p.min_factor:
        raise MXNetError(f"min_factor {p.min_factor} is above max_factor {p.max_factor}.")


@op("_image_random_brightness", also=["_npx__image_random_brightness"], random=True)
class random_brightness:
    """Multiply an image by a random factor."""

    data = In(PIXELS)
    output = Out("the shape of data")
    min_factor = Attr(single, ge=0, doc="Least factor.")
    max_factor = Attr(single, ge=0, doc="Largest factor.")
    infer, check = same_shape, check_factors

    def forward(F, p, data):
        return adjusted(F, data, lambda x: F.mul(x, drawn_factor(F, p)))


@op("_image_random_contrast", also=["_npx__image_random_contrast"], random=True)
class random_contrast:
    """Move the pixels of an image away from its mean brightness by a random factor."""

    data = In(PIXELS)
    output = Out("the shape of data")
    min_factor = Attr(single, ge=0, doc="Least factor.")
    max_factor = Attr(single, ge=0, doc="Largest factor.")
    infer, check = same_shape, check_factors

    def forward(F, p, data):
        return adjusted(F, data, lambda x: F.adjust_contrast(x, drawn_factor(F, p)))


@op("_image_random_saturation", also=["_npx__image_random_saturation"], random=True)
class random_saturation:
    """Move every pixel away from its own gray by a random factor."""

    data = In(PIXELS)
    output = Out("the shape of data")
    min_factor = Attr(single, ge=0, doc="Least factor.")
    max_factor = Attr(single, ge=0, doc="Largest factor.")
    infer, check = same_shape, check_factors

    def forward(F, p, data):
        return adjusted(F, data, lambda x: F.adjust_saturation(x, drawn_factor(F, p)))


@op("_image_random_hue", also=["_npx__image_random_hue"], random=True)
class random_hue:
    """Turn the hue of an image by a random share of the circle."""

    data = In(PIXELS)
    output = Out("the shape of data")
    min_factor = Attr(single, ge=0, doc="Least share.")
    max_factor = Attr(single, ge=0, doc="Largest share.")
    infer, check = same_shape, check_factors

    def forward(F, p, data):
        return adjusted(F, data, lambda x: F.adjust_hue(x, drawn_factor(F, p)))


@op("_image_random_color_jitter", also=["_npx__image_random_color_jitter"], random=True)
class random_color_jitter:
    """Change brightness, contrast, saturation and hue at random, in random order."""

    data = In(PIXELS)
    output = Out("the shape of data")
    brightness = Attr(single, ge=0, doc="How far the factor of brightness may be from 1.")
    contrast = Attr(single, ge=0, doc="How far the factor of contrast may be from 1.")
    saturation = Attr(single, ge=0, doc="How far the factor of saturation may be from 1.")
    hue = Attr(single, ge=0, doc="The largest share of the circle that the hue is turned by.")
    infer, check = same_shape, check_pixels

    def forward(F, p, data):
        words = ("brightness", "contrast", "saturation", "hue")
        kinds = tuple(word for word in words if getattr(p, word) > 0)
        if not kinds:
            return F.identity(data)
        drawn = []
        for kind in kinds:
            reach, middle = getattr(p, kind), 0.0 if kind == "hue" else 1.0
            low, high = middle - reach, middle + reach
            drawn.append(F.draw_uniform(low, high, shape=(1,), dtype="float32"))
        order = F.permutation(length=len(kinds))
        return F.jitter_colors(data, order, F.concat(*drawn, axis=0), kinds=kinds)


def lit(F, data, alpha):
    """The image with steps along the principal colours; one of one channel stays."""
    if data.shape[2] == 1:
        return F.identity(data)
    return adjusted(F, data, lambda x: F.add(x, F.lighting_shift(alpha)))


@op("_image_adjust_lighting", also=["_npx__image_adjust_lighting"])
class adjust_lighting:
    """Add steps along the principal colours of photographs.

    Source: Krizhevsky et al., "ImageNet classification with deep convolutional neural networks",
    2012.
    """

    data = In(PIXELS)
    output = Out("the shape of data")
    alpha = Attr(singles, doc="Three steps.")
    infer = same_shape

    def check(p, data):
        check_pixels(p, data)
        if len(p.alpha) != 3:
            raise MXNetError(f"alpha {p.alpha} needs three numbers.")

    def forward(F, p, data):
        steps = [F.full(shape=(1,), value=step, dtype="float32") for step in p.alpha]
        return lit(F, data, F.concat(*steps, axis=0))


@op("_image_random_lighting", also=["_npx__image_random_lighting"], random=True)
class random_lighting:
    """Add random steps along the principal colours of photographs."""

    data = In(PIXELS)
    output = Out("the shape of data")
    alpha_std = Attr(single, single(0.05), doc="Standard deviation of the steps.")
    infer, check = same_shape, check_pixels

    def forward(F, p, data):
        return lit(F, data, F.draw_normal(0.0, p.alpha_std, shape=(3,), dtype="float32"))

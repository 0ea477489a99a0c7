"""The operators behind `mx.image`: images decoded, resized and framed by OpenCV.

What does not live here: the operators of `mx.nd.image` (`image.py`).
"""

from .._core.attrs import Attr, floats
from .._core.errors import MXNetError
from .._core.op import In, Out
from .._core.registry import op
from .image import PIXELS, check_resizable


def check_image(data):
    """Refuse what is not one image."""
    if len(data.shape) != 3:
        raise MXNetError(
            f"src has shape {tuple(data.shape)}; an image has shape (height, width, channels)."
        )


@op("_cvimdecode", also=["_npi_cvimdecode"], gradient="none")
class decode:
    """Decode an image: height, width and channels of uint8."""

    buf = In("the bytes of an image file, uint8")
    output = Out("(height, width, channels)")
    flag = Attr(int, 1, ge=0, doc="1 for three channels, 0 for one.")
    to_rgb = Attr(bool, True, doc="Red first; else blue, as OpenCV has it.")

    def check(p, buf):
        if str(buf.dtype) != "torch.uint8" or len(buf.shape) != 1:
            kind = str(buf.dtype).rpartition(".")[2]
            raise MXNetError(f"buf is {kind} of shape {tuple(buf.shape)}; it needs uint8, one axis")

    def forward(F, p, buf):
        return F.image_decode(buf, flag=p.flag, to_rgb=p.to_rgb)


@op("_cvimread", also=["_npi_cvimread"], gradient="none")
class read:
    """Read and decode an image file."""

    output = Out("(height, width, channels)")
    filename = Attr(str, doc="Path of the file.")
    flag = Attr(int, 1, ge=0, doc="1 for three channels, 0 for one.")
    to_rgb = Attr(bool, True, doc="Red first; else blue, as OpenCV has it.")

    def forward(F, p):
        return F.image_read(filename=p.filename, flag=p.flag, to_rgb=p.to_rgb)


@op("_cvimresize", also=["_npi_cvimresize"], gradient="none")
class resize:
    """Resize an image by OpenCV's rules."""

    src = In(PIXELS)
    output = Out("(h, w, channels)")
    w = Attr(int, ge=1, doc="Width of the result.")
    h = Attr(int, ge=1, doc="Height of the result.")
    interp = Attr(int, 1, doc="0 nearest, 1 linear, 2 cubic, 3 area, 4 Lanczos.")

    def infer(p, s):
        s.unify(output=(p.h, p.w, s.src.known()[2]))

    def check(p, src):
        check_image(src)
        check_resizable(src, p.interp)

    def forward(F, p, src):
        return F.image_resize(src, size=(p.h, p.w), interp=p.interp)


@op("_cvcopyMakeBorder", gradient="none")
class make_border:
    """Put an image into a frame."""

    src = In(PIXELS)
    output = Out("(top + height + bot, left + width + right, channels)")
    top = Attr(int, doc="Width of the frame above.")
    bot = Attr(int, doc="Width of the frame below.")
    left = Attr(int, doc="Width of the frame on the left.")
    right = Attr(int, doc="Width of the frame on the right.")
    type = Attr(int, 0, doc="0 constant, 1 replicate, 2 reflect, 3 wrap, 4 reflect without edge.")
    value = Attr(float, 0.0, doc="The constant, for all channels.")
    values = Attr(floats, (), doc="The constant of each channel.")

    def infer(p, s):
        high, wide, channels = s.src.known()
        s.unify(output=(high + p.top + p.bot, wide + p.left + p.right, channels))

    def check(p, src):
        check_image(src)
        if min(p.top, p.bot, p.left, p.right) < 0:
            raise MXNetError(
                f"a frame is not negative: top={p.top}, bot={p.bot}, left={p.left}, "
                f"right={p.right}."
            )
        kind = str(src.dtype).rpartition(".")[2]
        if kind not in ("uint8", "int8", "int32", "float32", "float64"):
            raise MXNetError(f"src is {kind}; OpenCV frames uint8, int32, float32 and float64.")

    def forward(F, p, src):
        values = p.values if p.values else (p.value,) * 4
        return F.image_border(
            src, top=p.top, bot=p.bot, left=p.left, right=p.right, type=p.type,
            values=tuple(values)[:4],
        )  # fmt: skip

"""The parameters of the iterators over records of images: names, types, defaults, meanings.

What does not live here: what they do.
"""

from types import SimpleNamespace

from .._core.attrs import Attr, floats, maybe, shape
from .._core.errors import MXNetError

__all__ = ["DETECTION", "IMAGES", "NORMALIZED", "described", "parsed"]


def _number(default, doc, **bounds):
    return Attr(float, default, doc=doc, **bounds)


def _whole(default, doc, **bounds):
    return Attr(int, default, doc=doc, **bounds)


def _colors(prefix, default, doc):
    """A parameter for each of red, green, blue and alpha."""
    names = (("r", "red"), ("g", "green"), ("b", "blue"), ("a", "alpha"))
    return {f"{prefix}_{c}": _number(default, f"{doc} {color}.") for c, color in names}


_FILES = {
    "path_imglist": Attr(str, "", doc="A file of lines: number, labels and path, between tabs. "
                         "Its labels replace the records'."),
    "path_imgrec": Attr(str, "", doc="The record file."),
    "path_imgidx": Attr(str, "", doc="Its index; with it parts and shuffling are exact."),
    "data_shape": Attr(shape, doc="Channels (1, 3 or 4), height and width of what comes out."),
    "batch_size": Attr(int, ge=1, doc="Images of a batch."),
    "preprocess_threads": _whole(4, "Threads that decode and augment.", ge=1),
    "prefetch_buffer": _whole(4, "Batches made in advance.", ge=0),
    "num_parts": _whole(1, "Use one of so many parts of the records.", ge=1),
    "part_index": _whole(0, "Which of them.", ge=0),
    "shuffle": Attr(bool, False, doc="Shuffle before each epoch; without an index, within chunks."),
    "shuffle_chunk_size": _whole(0, "Size of the chunks in MB, which are shuffled too; 0 leaves "
                                 "them in order.", ge=0),
    "shuffle_chunk_seed": _whole(0, "Seed of the order of chunks."),
    "seed": _whole(0, "Seed of shuffling."),
    "round_batch": Attr(bool, True, doc="Fill the last batch up from the start; the next epoch "
                        "begins behind that."),
    "verbose": Attr(bool, True, doc="Log what is read."),
    "dtype": Attr(maybe(str), None, doc="float32, uint8 or int8."),
    "device_id": _whole(0, "Taken for programs that give it."),
    "ctx": Attr(str, "gpu", doc="Taken for programs that give it."),
}  # fmt: skip

_AUGMENTED = {
    "label_width": _whole(1, "How many numbers a label has.", ge=1),
    "aug_seq": Attr(("aug_default",), "aug_default", doc="Which augmenter."),
    "seed_aug": Attr(maybe(int), None, doc="Seed of the augmentation; that of `seed` if left out."),
    "resize": _whole(-1, "First resize the shorter edge to this; not if -1."),
    "rand_crop": Attr(bool, False, doc="Crop at a random place, else in the middle."),
    "random_resized_crop": Attr(bool, False, doc="Crop parts of random area and aspect ratio."),
    "max_rotate_angle": _whole(0, "Rotate by up to this many degrees.", ge=0),
    "max_aspect_ratio": _number(0.0, "Upper end of the aspect ratio; without a lower end, how far "
                                "it may be from 1."),
    "min_aspect_ratio": Attr(maybe(float), None, doc="Lower end of the aspect ratio."),
    "max_shear_ratio": _number(0.0, "Shear by up to this.", ge=0),
    "max_crop_size": _whole(-1, "Upper end of the edge of a square that is cropped and resized."),
    "min_crop_size": _whole(-1, "Lower end of it."),
    "max_random_scale": _number(1.0, "Upper end of the scale."),
    "min_random_scale": _number(1.0, "Lower end of the scale."),
    "max_random_area": _number(1.0, "Upper end of the area of random_resized_crop."),
    "min_random_area": _number(1.0, "Lower end of it."),
    "max_img_size": _number(1e10, "Longest edge after scaling."),
    "min_img_size": _number(0.0, "Shortest edge after scaling."),
    "brightness": _number(0.0, "How far the factor of brightness may be from 1.", ge=0),
    "contrast": _number(0.0, "How far the factor of contrast may be from 1.", ge=0),
    "saturation": _number(0.0, "How far the factor of saturation may be from 1.", ge=0),
    "pca_noise": _number(0.0, "Standard deviation of steps along principal colours.", ge=0),
    "random_h": _whole(0, "Turn the hue by up to this, of 180.", ge=0),
    "random_s": _whole(0, "Add up to this to the saturation, of 255.", ge=0),
    "random_l": _whole(0, "Add up to this to the lightness, of 255.", ge=0),
    "rotate": _whole(-1, "Rotate by this many degrees; not if -1."),
    "fill_value": _whole(255, "The colour of what has no pixels.", ge=0, le=255),
    "inter_method": _whole(1, "0 nearest, 1 linear, 2 cubic, 3 area, 4 Lanczos, 9 by the sizes, "
                           "10 at random."),
    "pad": _whole(0, "Width of a frame of fill_value.", ge=0),
}  # fmt: skip

NORMALIZED = {
    "mirror": Attr(bool, False, doc="Mirror every image."),
    "rand_mirror": Attr(bool, False, doc="Mirror every other image on average."),
    "mean_img": Attr(str, "", doc="A file of the mean image; written if it is not there."),
    **_colors("mean", 0.0, "Subtracted from"),
    **_colors("std", 1.0, "Divisor of"),
    "scale": _number(1.0, "Factor of all, at last."),
    "max_random_contrast": _number(0.0, "How far a factor of all may be from 1.", ge=0),
    "max_random_illumination": _number(0.0, "How much may be added to all.", ge=0),
}

IMAGES = _FILES | _AUGMENTED


def _several(default, doc):
    return Attr(floats, (float(default),), doc=doc + ", for each sampler.")


DETECTION = (
    {k: v for k, v in _FILES.items() if k not in ("path_imgidx", "device_id")}
    | {
        "path_imgrec": Attr(str, "./data/imgrec.rec", doc="The record file."),
        "aug_seq": Attr(("det_aug_default",), "det_aug_default", doc="Which augmenter."),
        "label_width": _whole(-1, "How many numbers each label has; any number if -1."),
        "label_pad_width": _whole(0, "Fill labels up to this width; the longest's if 0.", ge=0),
        "label_pad_value": _number(-1.0, "What they are filled up with."),
        "resize": _whole(-1, "First resize the shorter edge to this; not if -1."),
        "rand_crop_prob": _number(0.0, "Probability of cropping.", ge=0, le=1),
        "min_crop_scales": _several(0, "Least share of the edges' product's root"),
        "max_crop_scales": _several(1, "Largest share of it"),
        "min_crop_aspect_ratios": _several(1, "Least aspect ratio"),
        "max_crop_aspect_ratios": _several(1, "Largest aspect ratio"),
        "min_crop_overlaps": _several(0, "Least overlap (intersection over union) with an object"),
        "max_crop_overlaps": _several(1, "Largest overlap"),
        "min_crop_sample_coverages": _several(0, "Least share of the crop that an object fills"),
        "max_crop_sample_coverages": _several(1, "Largest share of it"),
        "min_crop_object_coverages": _several(0, "Least share of an object in the crop"),
        "max_crop_object_coverages": _several(1, "Largest share of it"),
        "num_crop_sampler": _whole(1, "Number of samplers of crops, one of which is tried after "
                                   "the other.", ge=1),
        "crop_emit_mode": Attr(("center", "overlap"), "center", doc="Drop objects whose centre "
                               "lies outside, or those of too little overlap."),
        "emit_overlap_thresh": _number(0.3, "What is too little."),
        "max_crop_trials": Attr(shape, (25,), doc="Trials of each sampler."),
        "rand_pad_prob": _number(0.0, "Probability of padding.", ge=0, le=1),
        "max_pad_scale": _number(1.0, "Largest factor of the edges in padding.", ge=1),
        "max_random_hue": _whole(0, "Turn the hue by up to this, of 180.", ge=0),
        "random_hue_prob": _number(0.0, "Probability of it.", ge=0, le=1),
        "max_random_saturation": _whole(0, "Add up to this to the saturation, of 255.", ge=0),
        "random_saturation_prob": _number(0.0, "Probability of it.", ge=0, le=1),
        "max_random_illumination": _whole(0, "Add up to this to the lightness, of 255.", ge=0),
        "random_illumination_prob": _number(0.0, "Probability of it.", ge=0, le=1),
        "max_random_contrast": _number(0.0, "How far the factor of contrast may be from 1.", ge=0),
        "random_contrast_prob": _number(0.0, "Probability of it.", ge=0, le=1),
        "rand_mirror_prob": _number(0.0, "Probability of mirroring.", ge=0, le=1),
        "fill_value": _whole(127, "The colour of padding.", ge=0, le=255),
        "inter_method": _AUGMENTED["inter_method"],
        "resize_mode": Attr(("fit", "force", "shrink"), "force", doc="To the shape exactly; into "
                            "it with the aspect ratio kept; the same, but smaller images stay."),
        "mean_img": NORMALIZED["mean_img"],
        **_colors("mean", 0.0, "Subtracted from"),
        **_colors("std", 0.0, "Divisor of"),
        "scale": NORMALIZED["scale"],
    }
)  # fmt: skip


def parsed(iterator, table, given):
    """Return the values of all parameters as a namespace, and the keywords that are none.

    Parameters
    ----------
    iterator : str
        Of whom errors speak.
    table : dict of str to Attr
    given : dict
        Keywords of the call.
    """
    found = {}
    for name, attr in table.items():
        if name not in given:
            if attr.required:
                raise MXNetError(f"{iterator}: Required parameter {name} is not presented")
            found[name] = attr.default
            continue
        try:
            found[name] = attr.read(given[name])
        except (TypeError, ValueError) as error:
            raise MXNetError(
                f"{iterator}: Invalid Parameter {name}={given[name]!r}: {error}"
            ) from None
    p = SimpleNamespace(**found)
    _check(iterator, p)
    return p, set(given) - set(table)


def _check(iterator, p):
    if not p.path_imgrec:
        raise MXNetError(f"{iterator}: must specify image_rec: give path_imgrec")
    if len(p.data_shape) != 3 or min(p.data_shape) < 1:
        raise MXNetError(
            f"{iterator}: data_shape {p.data_shape} must be three positive numbers: expected "
            "dimension=3"
        )
    if p.data_shape[0] not in (1, 3, 4):
        raise MXNetError(f"{iterator}: data_shape {p.data_shape} needs 1, 3 or 4 channels")
    if p.part_index >= p.num_parts:
        raise MXNetError(
            f"{iterator}: part_index={p.part_index} must be below num_parts={p.num_parts}"
        )


def described(table):
    """The parameters as a section of a docstring."""
    lines = []
    for name, attr in table.items():
        default = "" if attr.required else f", default {attr.default!r}"
        lines += [f"    {name} : {attr.kind}{default}", f"        {attr.doc}"]
    return "\n".join(lines)

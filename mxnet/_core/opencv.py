"""OpenCV, an extra: loaded when an image is first worked on, and its absence explained.

What does not live here: what is done with it.
"""

import functools
import sys

__all__ = ["opencv", "opencv_alone"]

_alone = False


@functools.cache
def _load():
    import cv2

    if _alone:
        cv2.setNumThreads(0)
    return cv2


def opencv_alone():
    """Let OpenCV work on the calling thread only, now or once it is loaded.

    For processes made by `fork`, where the helper threads it may have had are gone, and for those
    that share the cores with others of their kind.
    """
    global _alone
    _alone = True
    if "cv2" in sys.modules:
        _load().setNumThreads(0)


def opencv(user):
    """Return the module `cv2`; where it is missing, an ImportError tells `user` what to install.

    Examples
    --------
    >>> opencv("imdecode").__name__
    'cv2'
    """
    try:
        return _load()
    except ImportError as problem:
        raise ImportError(
            f"{user} works on images with OpenCV, which is not installed here ({problem}). "
            "It is an extra: pip install 'mxnet-rekindled[image]'"
        ) from problem

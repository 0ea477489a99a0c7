"""OpenCV, an extra: loaded when an image is first worked on, and its absence explained.

What does not live here: what is done with it.
"""

import functools

__all__ = ["opencv"]


@functools.cache
def _load():
    import cv2

    return cv2


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

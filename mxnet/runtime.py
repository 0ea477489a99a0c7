"""Which of MXNet's features this installation has, told honestly.

What does not live here: finding them out (`_kernels/capabilities.py`).
"""

import collections
import importlib.util
import platform

from . import _kernels as k

__all__ = ["Feature", "Features", "feature_list"]

NAMES = """
CUDA CUDNN NCCL CUDA_RTC TENSORRT CPU_SSE CPU_SSE2 CPU_SSE3 CPU_SSE4_1 CPU_SSE4_2 CPU_SSE4A CPU_AVX
CPU_AVX2 OPENMP SSE F16C JEMALLOC BLAS_OPEN BLAS_ATLAS BLAS_MKL BLAS_APPLE LAPACK MKLDNN OPENCV
CAFFE PROFILER DIST_KVSTORE CXX14 INT64_TENSOR_SIZE SIGNAL_HANDLER DEBUG TVM_OP
""".split()


class Feature:
    """One feature: its name and whether it is there.

    Examples
    --------
    >>> Feature("CUDA", False)
    ✖ CUDA
    """

    __slots__ = ("_name", "_enabled")

    def __init__(self, name, enabled):
        self._name, self._enabled = name, bool(enabled)

    @property
    def name(self):
        """The name."""
        return self._name

    @property
    def enabled(self):
        """Whether it is there."""
        return self._enabled

    def __repr__(self):
        return f"{'✔' if self._enabled else '✖'} {self._name}"


def feature_list():
    """All features, in MXNet's order.

    Examples
    --------
    >>> len(feature_list())
    32
    """
    there = _enabled()
    return [Feature(name, name in there) for name in NAMES]


def _enabled():
    can = k.capabilities()
    intel = platform.machine().lower() in ("x86_64", "amd64", "i686")
    found = {"INT64_TENSOR_SIZE"}  # sizes are 64-bit numbers everywhere
    if intel:
        found |= {"CPU_SSE", "CPU_SSE2", "CPU_SSE3"}
    if intel and can["avx2"]:  # a processor with AVX2 has all that came before it
        found |= {"CPU_SSE4_1", "CPU_SSE4_2", "CPU_AVX", "CPU_AVX2", "F16C"}
    for name, key in (
        ("CUDA", "cuda"),
        ("CUDNN", "cudnn"),
        ("NCCL", "nccl"),
        ("OPENMP", "openmp"),
        ("MKLDNN", "mkldnn"),
        ("BLAS_MKL", "mkl"),
        ("LAPACK", "lapack"),
    ):
        if can[key]:
            found.add(name)
    if importlib.util.find_spec("cv2") is not None:
        found.add("OPENCV")
    return found


class Features(collections.OrderedDict):
    """The features by name; there is one such object.

    Examples
    --------
    >>> Features().is_enabled("TVM_OP")
    False
    """

    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
            cls.instance.update((feature.name, feature) for feature in feature_list())
        return cls.instance

    def __init__(self):
        pass  # the one object is filled when it is made

    def __repr__(self):
        return str(list(self.values()))

    def is_enabled(self, feature_name):
        """Whether a feature is there; its name may be written in small letters.

        Raises
        ------
        RuntimeError
            There is no feature of that name.
        """
        name = feature_name.upper()
        if name not in self:
            raise RuntimeError(
                f"Feature '{name}' is unknown, known features are: {list(self.keys())}"
            )
        return self[name].enabled

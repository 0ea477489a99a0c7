"""`mx.gluon.contrib.cnn`: deformable convolutions.

What does not live here: anything but names.
"""

from . import conv_layers
from .conv_layers import DeformableConvolution, ModulatedDeformableConvolution

__all__ = ["DeformableConvolution", "ModulatedDeformableConvolution", "conv_layers"]

"""What the networks have in common: features, then an output layer; and trained parameters.

What does not live here: any network.
"""

from ....context import cpu
from ... import nn
from ...block import HybridBlock
from ..model_store import ROOT, get_model_file

__all__ = ["CPU", "ROOT", "Classifier", "add_conv", "preset", "trained"]

CPU = cpu()


class Classifier(HybridBlock):
    """A network that makes features of images, and of those a number for each class."""

    def hybrid_forward(self, F, x):
        return self.output(self.features(x))


def add_conv(block, *args, activation="relu", epsilon=1e-5, **kwargs):
    """Add a convolution without bias, a normalization, and an activation unless it is None."""
    block.add(nn.Conv2D(*args, use_bias=False, **kwargs), nn.BatchNorm(epsilon=epsilon))
    if activation is not None:
        block.add(nn.Activation(activation))


def trained(net, name, pretrained, root, ctx):
    """Return the network, with the published parameters of that name if they are wanted."""
    if pretrained:
        net.load_parameters(get_model_file(name, root=root), ctx=ctx)
    return net


def preset(name, make, *args, **settings):
    """Return a function that makes one network of a family.

    Parameters
    ----------
    name : str
        Of the function.
    make : callable
        Makes any of the family.
    *args, **settings
        What `make` gets besides the caller's keywords.
    """

    def network(**kwargs):
        return make(*args, **{**kwargs, **settings})

    given = ", ".join([*map(repr, args), *(f"{key}={value}" for key, value in settings.items())])
    network.__name__ = network.__qualname__ = name
    network.__module__ = make.__module__
    network.__doc__ = f"""Make the network that `{make.__name__}({given})` makes.

    Parameters
    ----------
    **kwargs
        Of `{make.__name__}`, `pretrained=True` among them.
    """
    return network

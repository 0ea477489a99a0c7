"""Steps of optimizers that only know rows with a gradient.

What does not live here: taking those rows out and putting them back (`ndarray/sparse_updates.py`).
"""

import torch

__all__ = ["step_adagrad"]


def step_adagrad(weight, grad, history, *, h):
    """The new weight and the new sum of squared gradients; decay is added to the gradient."""
    g = grad * h.rescale_grad
    if h.clip_gradient >= 0:
        g = g.clamp(-h.clip_gradient, h.clip_gradient)
    if h.wd:
        g = g + weight * h.wd
    history = history + g * g
    return weight - h.lr * g / torch.sqrt(history + h.epsilon), history

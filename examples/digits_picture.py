"""The picture of the programs that learn digits: loss, accuracy, digits with what was predicted."""

import numpy as np
from picture import FAINT, INK, ORANGE, RED, draw_accuracy, draw_loss, page

COLUMNS, ROWS = 14, 3


def draw(path, history, test, guesses):
    """Write the picture to ``path`` and return it.

    Parameters
    ----------
    path : pathlib.Path
        The PNG to write.
    history : dict
        ``loss`` of every step; ``train`` and ``test`` accuracy, 0..1, of every epoch; where
        training was resumed, ``resumed``: the losses of the steps since.
    test : tuple of NDArray
        Images (N, 1, 8, 8) and labels (N,).
    guesses : numpy.ndarray
        The predicted digit of each image.
    """
    epochs, steps = len(history["test"]), len(history["loss"])
    with page(path, 11, 7.4) as figure:
        curves, gallery = figure.subfigures(2, 1, height_ratios=(1, 1), hspace=0.04)
        left, right = curves.subplots(1, 2)
        draw_loss(left, history["loss"], epochs)
        if history.get("resumed"):
            resumed = history["resumed"]
            draw_loss(left, resumed, epochs, start=epochs * (1 - len(resumed) / steps),
                      color=ORANGE, name="the same steps, resumed", width=max(1, steps // 40),
                      linestyle=(0, (2, 2)))  # fmt: skip
        draw_accuracy(right, history["train"], history["test"])
        draw_digits(gallery, test[0].asnumpy()[:, 0], test[1].asnumpy().astype(int), guesses)
    return path


def draw_digits(figure, images, labels, guesses):
    """A grid of test digits: those that went wrong first, in red, then the first of the rest."""
    wrong = np.flatnonzero(guesses != labels)
    right = np.flatnonzero(guesses == labels)
    chosen = np.concatenate([wrong, right])[: COLUMNS * ROWS]
    figure.suptitle(
        f"Predicted: {len(right)} of {len(labels)} test digits right, {len(wrong)} wrong",
        x=0.02, ha="left", weight="bold", size=12,
    )  # fmt: skip
    for axes, index in zip(figure.subplots(ROWS, COLUMNS).flat, chosen):
        mistaken = guesses[index] != labels[index]
        caption = f"{guesses[index]}, is {labels[index]}" if mistaken else str(guesses[index])
        axes.imshow(images[index], cmap="bone_r", interpolation="nearest", vmin=0, vmax=1)
        axes.set_title(caption, loc="center", color=RED if mistaken else INK, size=10, pad=3,
                       weight="bold" if mistaken else "normal")  # fmt: skip
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(True)
        axes.spines[:].set_color(RED if mistaken else FAINT)
